"""Documents of Word, Excel and PowerPoint show; what else they would do is refused."""

import pytest

from bot.kit.files.filetype import Reason
from bot.kit.files.office import reading
from tests.kit.files import documents, samples
from tests.kit.files.documents import field, office, related
from tests.kit.files.samples import OLD_WORD, PNG, PROGRAM, package
from tests.kit.files.test_kind import kind_of, reason_of

WEB = "https://example.org/x"
SHARE = "file:///\\\\server\\share\\letter.dotm"
HOME = "file:///C:\\Users\\Amina\\Templates\\letter.dotx"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
ENTITY = "<!DOCTYPE x [<!ENTITY a 'DDEAUTO'>]><x>&a;</x>"
WIDE = f"<x xmlns:w='w'>{field('DDE x')}</x>".encode("utf-16")
RUN = '<a:hlinkClick xmlns:a="a" action="ppaction://{}"/>'
WINDOWS = PROGRAM[:60] + b"\x40\0\0\0" + b"PE\0\0"
SHEET = "<worksheet><c><f>{}</f></c></worksheet>"


def told(path: str) -> str:
    """A list of types that has this one too."""
    return documents.types("docx", f'<Override PartName="/a" ContentType="{path}"/>')


def with_types(body: str | bytes) -> bytes:
    parts = documents.office_parts("docx")
    return package({**parts, "[Content_Types].xml": body})


HOSTILE: dict[str, tuple[bytes, Reason]] = {
    "object of old": (office("docx", **{"word/embeddings/a.bin": OLD_WORD}), Reason.MACROS),
    "object of old called a picture": (
        office("pptx", **{"ppt/media/a.png": OLD_WORD}),
        Reason.MACROS,
    ),
    "object by relationship": (related("docx", ("oleObject", "embeddings/a.dat")), Reason.MACROS),
    "linked object": (related("docx", ("oleObject", WEB, "External")), Reason.LOADS),
    "control": (related("docx", ("control", "activeX1.xml")), Reason.MACROS),
    "control under another name": (
        office("docx", more_types='<Override PartName="/a" ContentType="x/activeX+xml"/>'),
        Reason.MACROS,
    ),
    "macros under another name": (related("xlsx", ("vbaProject", "data.dat")), Reason.MACROS),
    "macro sheet": (related("xlsx", ("xlMacrosheet", "worksheets/a.xml")), Reason.MACROS),
    "macros by type alone": (with_types(told(MACRO)), Reason.MACROS),
    "macros by type in other letters": (with_types(told(MACRO.upper())), Reason.MACROS),
    "macros by type, written otherwise": (
        with_types(told(MACRO.replace("macro", "m&#97;cro"))),
        Reason.MACROS,
    ),
    "macros by type in UTF-16": (
        with_types(told(MACRO).replace("UTF-8", "UTF-16").encode("utf-16")),
        Reason.MACROS,
    ),
    "types in unknown letters": (
        with_types(documents.types("docx").replace("UTF-8", "utf-7")),
        Reason.COMPLEX,
    ),
    "page of the web in it": (related("docx", ("aFChunk", "a.html")), Reason.MACROS),
    "program in it": (office("docx", **{"word/media/a.png": WINDOWS}), Reason.PROGRAM),
    "archive in it": (office("docx", **{"word/media/a.png": samples.ZIP}), Reason.MACROS),
    "template from the web": (related("docx", ("attachedTemplate", WEB, "External")), Reason.LOADS),
    "template from a network": (
        related("docx", ("attachedTemplate", SHARE, "External")),
        Reason.LOADS,
    ),
    "template, mode in other letters": (
        related("docx", ("attachedTemplate", "%68ttps://example.org", "EXTERNAL")),
        Reason.LOADS,
    ),
    "picture from the web": (related("docx", ("image", WEB, "External")), Reason.LOADS),
    "frame": (related("docx", ("frame", WEB, "External")), Reason.LOADS),
    "part of another document": (related("docx", ("subDocument", WEB, "External")), Reason.LOADS),
    "workbook elsewhere": (
        office(
            "xlsx",
            **{
                "xl/externalLinks/_rels/a.xml.rels": documents.relations(
                    ("externalLinkPath", WEB, "External")
                )
            },
        ),
        Reason.LOADS,
    ),
    "link to a command": (
        related("docx", ("hyperlink", "ms-msdt:/id PCWDiagnostic", "External")),
        Reason.MACROS,
    ),
    "question to another program": (office("docx", field("DDEAUTO c:\\x")), Reason.MACROS),
    "such a question in pieces": (office("docx", field(" D", "DE", "AUTO", " x")), Reason.MACROS),
    "such a question, written otherwise": (
        office("docx", field("&#68;DE&#x41;UTO x")),
        Reason.MACROS,
    ),
    "such a question as a simple field": (
        office("docx", '<w:fldSimple w:instr=" dde x y "/>'),
        Reason.MACROS,
    ),
    "such a question within a field": (
        office("docx", field("IF 1 = 1 " + field("DDE x"))),
        Reason.MACROS,
    ),
    "such a question in UTF-16": (
        office("docx", **{"word/footer1.xml": WIDE}),
        Reason.MACROS,
    ),
    "text from elsewhere": (office("docx", field(f'INCLUDETEXT "{WEB}"')), Reason.LOADS),
    "picture that is not kept": (
        office("docx", field(f'INCLUDEPICTURE "{WEB}" \\d')),
        Reason.LOADS,
    ),
    "entities": (office("docx", **{"word/footer1.xml": ENTITY}), Reason.COMPLEX),
    "another program's table": (
        office("xlsx", **{"xl/externalLinks/a.xml": "<externalLink><ddeLink/></externalLink>"}),
        Reason.MACROS,
    ),
    "formula that asks a program": (
        office("xlsx", **{"xl/worksheets/a.xml": SHEET.format("cmd|'/c calc'!A1")}),
        Reason.MACROS,
    ),
    "formula that asks the web": (
        office("xlsx", **{"xl/worksheets/a.xml": SHEET.format('_xlfn.WEBSERVICE("x")')}),
        Reason.LOADS,
    ),
    "connection opened with the workbook": (
        office("xlsx", **{"xl/connections.xml": '<a><connection refreshOnLoad="1"/></a>'}),
        Reason.LOADS,
    ),
    "slide that starts a program": (
        office("pptx", **{"ppt/slides/a.xml": RUN.format("program")}),
        Reason.MACROS,
    ),
    "two kinds of document": (
        office("docx", more_types=documents.types("xlsx").partition("svg+xml")[2][3:-8]),
        Reason.TWO_IN_ONE,
    ),
    "parts in pieces": (office("docx", **{"word/footer1.xml/[0].piece": "<a/>"}), Reason.COMPLEX),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_starts_or_loads_something_on_opening_is_refused(name: str) -> None:
    body, reason = HOSTILE[name]
    assert reason_of(body) is reason


CHART = office("xlsx", **{"xl/worksheets/a.xml": SHEET.format("SUM(B1:B3)")})
ORDINARY: dict[str, tuple[bytes, str]] = {
    "nothing special": (office("docx", "<w:p><w:t>Hej | you</w:t></w:p>"), "docx"),
    "links": (
        related(
            "docx",
            ("hyperlink", WEB, "External"),
            ("hyperlink", "mailto:amina@example.org", "External"),
            ("hyperlink", "..\\other.docx", "External"),
        ),
        "docx",
    ),
    "template of one's own": (related("docx", ("attachedTemplate", HOME, "External")), "docx"),
    "picture on one's own disk": (
        related("docx", ("image", "file:///C:\\a.png", "External")),
        "docx",
    ),
    "film on the web that waits for a click": (related("pptx", ("video", WEB, "External")), "pptx"),
    "page numbers and contents": (
        office("docx", field(" PAGE ") + field('TOC \\o "1-3"', " \\h") + field("HYPERLINK dde")),
        "docx",
    ),
    "picture that came from the web and is kept": (
        office("docx", field(f'INCLUDEPICTURE "{WEB}" \\* MERGEFORMATINET')),
        "docx",
    ),
    "table pasted from one's own disk": (
        office("docx", field('LINK Excel.Sheet.12 "C:\\\\Users\\\\a.xlsx" \\a \\r')),
        "docx",
    ),
    "diagram with its table": (office("docx", **{"word/embeddings/a.xlsx": CHART}), "docx"),
    "formulas": (
        office(
            "xlsx",
            **{"xl/worksheets/a.xml": SHEET.format("IF(A1=&quot;a|b&quot;,'x|y'!A1,T[a|b])")},
        ),
        "xlsx",
    ),
    "mathematics": (office("docx", "<m:f xmlns:m='m'><m:t>a|b</m:t></m:f>"), "docx"),
    "workbook beside it": (
        office(
            "xlsx",
            **{
                "xl/_rels/workbook.xml.rels": documents.relations(
                    ("externalLinkPath", "Other.xlsx", "External")
                )
            },
        ),
        "xlsx",
    ),
    "slides that turn the page": (
        office("pptx", **{"ppt/slides/a.xml": RUN.format("hlinkshowjump?jump=nextslide")}),
        "pptx",
    ),
    "drawing with entities": (office("docx", **{"word/media/a.svg": ENTITY}), "docx"),
    "picture": (office("docx", **{"word/media/a.png": PNG}), "docx"),
    "types that nobody uses": (
        office("docx", more_types='<Default Extension="bin" ContentType="x.oleObject"/>'),
        "docx",
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_document_is_taken(name: str) -> None:
    body, extension = ORDINARY[name]
    assert kind_of(body).extension == extension


def test_a_document_in_a_document_in_a_document_is_refused() -> None:
    assert reason_of(office("docx", **{"word/embeddings/a.xlsx": office("xlsx", x=CHART)})) is (
        Reason.MACROS
    )


def test_a_document_in_a_document_is_judged_as_well() -> None:
    within = related("xlsx", ("attachedTemplate", WEB, "External"))
    assert reason_of(office("docx", **{"word/embeddings/a.xlsx": within})) is Reason.MACROS


def test_fields_within_fields_have_an_end() -> None:
    begin = '<w:fldChar w:fldCharType="begin"/>'
    assert reason_of(office("docx", f"{begin * 2000}<w:instrText>x</w:instrText>")) is (
        Reason.COMPLEX
    )


def test_elements_within_elements_have_an_end() -> None:
    deep = field("PAGE") + "<w:p>" * 5000 + "</w:p>" * 5000
    assert reason_of(office("docx", deep)) is Reason.COMPLEX


def test_one_word_cannot_fill_the_memory() -> None:
    long = f'{field("PAGE")}<w:p w:a="{"x" * 20_000_000}"/>'
    assert reason_of(office("docx", long)) is Reason.COMPLEX


def test_a_document_of_more_words_than_can_be_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10_000)
    assert reason_of(office("docx", field("PAGE") + "<w:p/>" * 2000)) is Reason.COMPLEX
