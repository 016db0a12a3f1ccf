"""A paper that leads elsewhere by itself is refused; what a reader clicks on is not."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.files.decoding import papers
from tests.kit.files.samples import PDF, pdf
from tests.kit.files.test_decoding import ask

WEB = b"<< /S /URI /URI (https://example.org) >>"
SEND = b"<< /S /SubmitForm /F (https://example.org) >>"
OTHER = b"<< /S /GoToR /F (\\\\\\\\server\\\\a.pdf) /D [0 /Fit] >>"
WITHIN = b"<< /S /GoToE /T << /R /C /N (a) >> >>"
PAGE = b"<< /S /GoTo /D [ 3 0 R /Fit ] >>"


def opening(action: bytes) -> bytes:
    return pdf(catalog=b"/OpenAction " + action + b" ")


def link(action: bytes, more: bytes = b"") -> bytes:
    return pdf(page=b"/Annots [ << /Subtype /Link /A " + action + more + b" >> ] ")


HOSTILE: dict[str, bytes] = {
    "page of the web when it opens": opening(WEB),
    "form sent when it opens": opening(SEND),
    "other file when it opens": opening(OTHER),
    "file within when it opens": opening(WITHIN),
    "data taken in when it opens": opening(b"<< /S /ImportData /F (a.fdf) >>"),
    "page of the web by number": pdf(WEB, catalog=b"/OpenAction 4 0 R "),
    "action named by number": pdf(b"/URI", catalog=b"/OpenAction << /S 4 0 R /URI (x) >> "),
    "program named by number": pdf(b"/Launch", catalog=b"/OpenAction << /S 4 0 R /F (cmd) >> "),
    "page of the web as a later step": opening(
        b"<< /S /GoTo /D [3 0 R] /Next [ << /S /GoTo /D [3 0 R] /Next " + WEB + b" >> ] >>"
    ),
    "page of the web when a page comes up": pdf(page=b"/AA << /O " + WEB + b" >> "),
    "form sent when a page is left": pdf(page=b"/AA << /C " + SEND + b" >> "),
    "page of the web when it is closed": pdf(catalog=b"/AA << /WC " + WEB + b" >> "),
    "triggers by number": pdf(b"<< /O " + WEB + b" >>", page=b"/AA 4 0 R "),
    "page of the web when the pointer passes": link(PAGE, b" /AA << /E " + WEB + b" >>"),
    "page of the web when a link comes in sight": link(PAGE, b" /AA << /PV " + WEB + b" >>"),
    "steps in a circle": pdf(
        b"<< /S /GoTo /D [3 0 R] /Next [4 0 R 4 0 R] >>", catalog=b"/OpenAction 4 0 R "
    ),
    "picture that lies elsewhere": pdf(
        b"<< /Subtype /Image /F (\\\\\\\\server\\\\a) /Length 0 >>\nstream\n\nendstream"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_leads_elsewhere_by_itself_is_refused(name: str) -> None:
    assert ask(HOSTILE[name], "check").told["verdict"] == "active"


ORDINARY: dict[str, bytes] = {
    "page that it opens at": opening(PAGE),
    "page that it opens at, in short": opening(b"[ 3 0 R /XYZ null null 0 ]"),
    "print when it opens": opening(b"<< /S /Named /N /Print >>"),
    "link to the web": link(WEB),
    "link to another file": link(OTHER),
    "form with a button that sends it": link(SEND),
    "button that opens a page of the web": link(PAGE, b" /AA << /U " + WEB + b" >>"),
    "contents of its own": pdf(b"<< /Title (One) /A " + PAGE + b" >>"),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_a_reader_clicks_on_is_taken(name: str) -> None:
    assert ask(ORDINARY[name], "check").told["verdict"] == "shows"


VERDICTS = {"shows", "active", "attached", "password", "damaged", "complex"}


@given(st.sampled_from([PDF, *HOSTILE.values(), *ORDINARY.values()]), st.data())
@settings(max_examples=150)
def test_no_damage_to_a_paper_makes_it_crash(body: bytes, data: st.DataObject) -> None:
    changed = bytearray(body)
    spots = st.integers(0, len(body) - 1)
    for spot, byte in data.draw(st.lists(st.tuples(spots, st.integers(0, 255)), max_size=6)):
        changed[spot] = byte
    assert papers.check(io.BytesIO(changed))[0]["verdict"] in VERDICTS
