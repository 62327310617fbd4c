"""Documents are tagged, in their language, and show what people wrote as text."""

import pytest
import typst
from django.conf import settings

from legitimacy.exports.pdf import pdf_render

NOTE = settings.BASE_DIR / "legitimacy" / "exports" / "pages" / "note.typ"


def rendered(text: str = "Eerste regel\nTweede regel") -> bytes:
    data = {"heading": "Brief", "facts": [{"label": "Tekst", "text": text}]}
    return pdf_render(NOTE, data, language="nl", title="Een brief")


def test_document_is_tagged_and_says_its_language() -> None:
    document = rendered()
    assert document.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/Lang(nl-BE)", b"pdfuaid"):
        assert mark in document


@pytest.mark.parametrize(
    "text",
    ['#panic("run")', '#read("/etc/passwd")', "$x$ *bold* = heading", '"] #import "x.typ"', "\\u{41} `raw`", ""],
)
def test_what_people_wrote_is_never_run(text: str) -> None:
    assert rendered(text).startswith(b"%PDF-")


@pytest.mark.parametrize("text", ["Zoë 🌻", "محمد", "\x00\x07\u202e", "x" * 60_000])
def test_any_text_gives_a_tagged_document(text: str) -> None:
    assert b"/StructTreeRoot" in rendered(text)


def test_fault_in_what_a_template_needs_is_raised() -> None:
    with pytest.raises(typst.TypstError):
        pdf_render(NOTE, {}, language="nl", title="Een brief")
