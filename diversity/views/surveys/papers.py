"""Slips and questionnaires on paper. Codes come in as they were drawn and are forgotten with the file."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diversity.models import SurveyRound
from diversity.views.surveys.asking import self_asked, sentences_asked, why_asked
from legitimacy import numbers
from legitimacy.exports.pdf import pdf_render
from legitimacy.exports.tables import csv_text
from legitimacy.models import Register

PAGES = settings.BASE_DIR / "legitimacy" / "exports" / "pages"


def slips_pdf(one: SurveyRound, codes: Sequence[str], address: str) -> bytes:
    """One slip per code, to cut apart."""
    data = {
        "mark": _mark(one),
        "heading": _("Slips to cut apart and hand out at random"),
        "about": _("Nobody notes who gets which slip. Keep no copy of this file."),
        "title": _title(one),
        "lines": [
            _("Two minutes, without your name. Taking part is up to you, at every question."),
            _("Go to %(address)s and type this code:") % {"address": address},
        ],
        "until": _("Until %(day)s. The code works once.") % {"day": date_format(one.closes_on)},
        "codes": list(codes),
    }
    return pdf_render(PAGES / "slips.typ", data, language=_language(), title=_title(one))


def slips_csv(one: SurveyRound, codes: Sequence[str], address: str) -> str:
    """Address, code and last day: the code stands apart, so that it never becomes part of an address."""
    rows = [(address, code, one.closes_on.isoformat()) for code in codes]
    return csv_text([_("Address"), _("Code"), _("Last day")], rows)


def questionnaire_pdf(one: SurveyRound) -> bytes:
    data = {
        "mark": _mark(one),
        "heading": _title(one),
        "before": [
            _("Tick one box in each row, or “no answer”. Write nothing else on the paper, and not your name."),
            _(
                "Put it in the closed box of the wellbeing adviser, with your slip. The adviser types it in and "
                "destroys both."
            ),
        ],
        "code": _("Code of the slip"),
        "sentences": sentences_asked(one, {}),
        "why_heading": _("About you"),
        "why": why_asked(one),
        "about_self": self_asked({}),
    }
    return pdf_render(PAGES / "questionnaire.typ", data, language=_language(), title=_title(one))


def _title(one: SurveyRound) -> str:
    words = {"corps": one.corps.display_name, "wave": numbers.period_text(one.wave)}
    return _("Inclusion survey of %(corps)s, %(wave)s") % words


def _mark(one: SurveyRound) -> str:
    return _("simulated") if one.corps.register == Register.EXAMPLE else ""


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]
