"""Invitations to the survey after a contact: slips with a QR code, links, and which contacts were drawn.

Codes come in as they were drawn and are forgotten with the file. The code stands behind the # of a link, which no
browser sends to a server.
"""

import io
import zipfile
from collections.abc import Sequence

import qrcode
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evaluation.models import ContactRound
from evaluation.workflow.contact import half_words
from legitimacy.exports.pdf import pdf_render
from legitimacy.exports.tables import csv_text
from legitimacy.models import Register

PAGE = settings.BASE_DIR / "evaluation" / "exports" / "pages" / "contact_slips.typ"


def invitations_zip(
    one: ContactRound, references: Sequence[str], codes: Sequence[str], addresses: Sequence[tuple[str, str]]
) -> bytes:
    """A ZIP of three files; `addresses` are the page's by language, the first for the QR code.

    The contacts and the links stand in files of their own, in orders that chance made: nothing ties one to another.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("contacts-drawn.csv", csv_text([_("Drawn by lot")], [(reference,) for reference in references]))
        packed.writestr("links.csv", _links(one, codes, addresses))
        packed.writestr("slips.pdf", slips_pdf(one, codes, addresses[0][1]))
    return held.getvalue()


def _links(one: ContactRound, codes: Sequence[str], addresses: Sequence[tuple[str, str]]) -> str:
    titles = [*(language.upper() for language, _address in addresses), _("Code"), _("Last day")]
    rows = [(*(f"{address}#{code}" for _l, address in addresses), code, one.closes_on.isoformat()) for code in codes]
    return csv_text(titles, rows)


def slips_pdf(one: ContactRound, codes: Sequence[str], address: str) -> bytes:
    """One slip per code, to cut apart."""
    title = _("How did it go with the police of %(corps)s?") % {"corps": one.corps.display_name}
    data = {
        "mark": _("simulated") if one.corps.register == Register.EXAMPLE else "",
        "heading": _("Slips to cut apart: %(half)s") % {"half": half_words(one.half)},
        "about": _("Give one to each contact that was drawn. Nobody notes who gets which slip. Keep no copy of this."),
        "title": title,
        "lines": [
            _("Two minutes, without your name. Nobody can see what you answered, or whether."),
            _("Scan the picture, or go to %(address)s and type this code:") % {"address": address},
        ],
        "until": _("Until %(day)s. The code works once.") % {"day": date_format(one.closes_on)},
        "alt": _("Picture that opens the questions"),
        "slips": [{"code": code, "picture": _picture(f"{address}#{code}")} for code in codes],
    }
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return pdf_render(PAGE, data, language=language, title=title)


def _picture(text: str) -> str:
    """A QR code as SVG: one square for each dark field, with a light border."""
    drawn = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    drawn.add_data(text)
    drawn.make(fit=True)
    rows = drawn.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"><path d="{path}"/></svg>'
