"""Tagged PDF documents from Typst templates.

What people wrote goes in as JSON and is shown as text: it never becomes Typst source. Templates are files of this
project that begin with the frame of `legitimacy/exports/pages/frame.typ`.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings


def pdf_render(
    template: Path, data: Mapping[str, Any], *, language: str, title: str, made_at: datetime | None = None
) -> bytes:
    """The document as PDF/UA-1. `data` is what JSON can hold; `title` stands in the reader's window.

    With `made_at` the same data gives the same bytes, whenever it is rendered.

    PDF/UA forbids signs that no font on this machine can draw, such as some emoji: a document with such a sign is
    still tagged, but does not claim the standard. Raises TypstError for a fault in the template.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False), "language": language, "title": title}
    compiler = typst.Compiler(template, root=settings.BASE_DIR, sys_inputs=inputs)
    timestamp = int(made_at.timestamp()) if made_at is not None else None
    try:
        document = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=timestamp)
    except typst.TypstError:
        document = compiler.compile(format="pdf", timestamp=timestamp)
    return cast(bytes, document)
