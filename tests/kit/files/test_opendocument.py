"""Documents of LibreOffice show; what else they would do is refused."""

import pytest

from bot.kit.files.filetype import Reason
from tests.kit.files import documents
from tests.kit.files.documents import open_document
from tests.kit.files.samples import OLD_WORD, PNG, ZIP, package
from tests.kit.files.test_kind import kind_of, reason_of

WEB = "https://example.org/x"
LISTENER = '<script:event-listener script:language="ooo:script" xlink:href="{}"/>'
SLIDE = '<presentation:event-listener presentation:action="{}" xlink:href="{}"/>'
SECTION = '<text:section-source xlink:href="{}"/>'
LOCKED = documents.open_parts("text") | {
    "META-INF/manifest.xml": '<m:a xmlns:m="m"><m:encryption-data/></m:a>'.encode("utf-16")
}

HOSTILE: dict[str, tuple[bytes, Reason]] = {
    "macro of OpenDocument": (
        open_document("text", LISTENER.format("vnd.sun.star.script:a.b?language=Basic")),
        Reason.MACROS,
    ),
    "macro under a link": (
        open_document("text", '<text:a xlink:href=" vnd.sun.star.script:a"/>'),
        Reason.MACROS,
    ),
    "macro under a link, written otherwise": (
        open_document("text", '<text:a xlink:href="&#118;nd.sun.star.script:a"/>'),
        Reason.MACROS,
    ),
    "macro on a key": (
        open_document("text", **{"Configurations2/a.xml": '<a h="vnd.sun.star.script:a"/>'}),
        Reason.MACROS,
    ),
    "script in the text": (
        open_document("text", "<office:script>x <a/></office:script>"),
        Reason.MACROS,
    ),
    "slide that starts something": (
        open_document("presentation", SLIDE.format("execute", "a.exe")),
        Reason.MACROS,
    ),
    "table of another program": (
        open_document("spreadsheet", "<office:dde-source/>"),
        Reason.MACROS,
    ),
    "formula that asks a program, in OpenDocument": (
        open_document("spreadsheet", '<table:c table:formula=\'of:=DDE ("soffice";"x")\'/>'),
        Reason.MACROS,
    ),
    "section from elsewhere": (open_document("text", SECTION.format(WEB)), Reason.LOADS),
    "picture from elsewhere": (
        open_document("text", f'<draw:image xlink:href="{WEB}"/>'),
        Reason.LOADS,
    ),
    "frame of OpenDocument": (
        open_document("text", '<draw:floating-frame xlink:href="//server/x"/>'),
        Reason.LOADS,
    ),
    "object of old in OpenDocument": (
        open_document("text", **{"Object 1": OLD_WORD}),
        Reason.MACROS,
    ),
    "archive in it": (open_document("text", **{"Object 1": ZIP}), Reason.MACROS),
    "locked, in UTF-16": (package(LOCKED), Reason.PASSWORD),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_starts_or_loads_something_on_opening_is_refused(name: str) -> None:
    body, reason = HOSTILE[name]
    assert reason_of(body) is reason


LIBRARIES = (
    '<office:script script:language="ooo:Basic"><ooo:libraries>'
    '<ooo:library-embedded ooo:name="Standard"/></ooo:libraries></office:script>'
)
ORDINARY: dict[str, tuple[bytes, str]] = {
    "nothing special": (open_document("text", "<text:p>Hej | dde-source</text:p>"), "odt"),
    "links": (open_document("text", f'<text:a xlink:href="{WEB}">x</text:a>'), "odt"),
    "form to send": (open_document("text", f'<form:form xlink:href="{WEB}"/>'), "odt"),
    "picture": (
        open_document(
            "text", '<draw:image xlink:href="Pictures/a.png"/>', **{"Pictures/a.png": PNG}
        ),
        "odt",
    ),
    "section from beside it": (open_document("text", SECTION.format("../a.odt")), "odt"),
    "template of one's own": (
        open_document("text", '<meta:template xlink:href="file:///C:/a.ott"/>'),
        "odt",
    ),
    "empty libraries": (open_document("spreadsheet", LIBRARIES), "ods"),
    "slides that turn the page": (
        open_document("presentation", SLIDE.format("next-page", "") + SLIDE.format("show", WEB)),
        "odp",
    ),
    "toolbars": (
        open_document(
            "text", **{"Configurations2/a.xml": '<a xmlns:x="x" x:href="private:menu"/>'}
        ),
        "odt",
    ),
    "formulas": (
        open_document("spreadsheet", "<table:c table:formula='of:=&quot;DDE(&quot;&amp;[.A1]'/>"),
        "ods",
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_document_is_taken(name: str) -> None:
    body, extension = ORDINARY[name]
    assert kind_of(body).extension == extension
