"""Texts of letters: the same in four languages, filled from the file without a gap."""

import re
from collections.abc import Callable
from itertools import product

import pytest
from django.utils import timezone

from complaints.letters.labels import LETTERS, VALUES
from complaints.letters.templates import TEMPLATES
from complaints.letters.texts import FOLDER, fill, names_in, source, words
from complaints.letters.values import letter_values
from complaints.models import Complaint, Mediation
from complaints.services.assigning import complaint_assign
from complaints.services.deciding import decision_write, finding_record, measure_add
from complaints.services.pausing import term_extend
from complaints.services.referring import referral_send
from complaints.services.steps import complaint_step
from complaints.workflow.states import Status
from legitimacy.models import User
from legitimacy.models.subjects import LANGUAGES

Make = Callable[..., Complaint]
ALWAYS_KNOWN = {"number", "received_on", "holder", "handler", "next_step"}
EVERY = list(product([template.code for template in TEMPLATES], LANGUAGES))


@pytest.fixture
def full(complaint_of: Make, ilse: User) -> Complaint:
    """A file that knows all that any letter asks for."""
    complaint = complaint_of(intake_key="k" * 43, images="Camera in the cell", place="Markt", happened_text="at night")
    complaint_assign(complaint=complaint, handler=ilse, actor=ilse)
    complaint.refresh_from_db()
    complaint = complaint_step(complaint=complaint, step="assess", actor=ilse)
    complaint = term_extend(complaint=complaint, actor=ilse, reason="complexity", note="Two witnesses live abroad.")
    Mediation.objects.create(complaint=complaint, offered_on=timezone.localdate(), mediator="The ombuds service")
    complaint = decision_write(complaint=complaint, actor=ilse, reasons="Nobody listened.", legal_basis="Art. 1")
    finding_record(allegation=complaint.allegations.get(), finding="founded", actor=ilse)
    measure_add(complaint=complaint, code="apology", actor=ilse)
    referral_send(complaint=complaint, to_body="general_inspectorate", actor=ilse, reason="other_body")
    complaint.refresh_from_db()
    complaint.disposition = "decided"
    return complaint


def test_every_letter_has_a_file_in_every_language_and_no_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {f"{code}.{language}.txt" for code, language in EVERY}


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_a_letter_asks_for_the_same_values_in_every_language(code: str, language: str) -> None:
    left_out_elsewhere = {"corps", "oversight"}
    assert names_in(code, language) ^ names_in(code, "nl") <= left_out_elsewhere
    assert source(code, language)[1].count("[") == source(code, "nl")[1].count("[")


def test_the_words_of_letters_are_complete_in_every_language() -> None:
    for language in LANGUAGES:
        assert words(language).keys() == words("nl").keys()
        assert words(language)["next"].keys() == {str(status) for status in Status}


def test_every_letter_and_every_value_that_may_be_missing_has_a_name_for_the_page(full: Complaint) -> None:
    assert LETTERS.keys() == {template.code for template in TEMPLATES}
    needed = {name for template in TEMPLATES for name in template.needs}
    written = {name for code, language in EVERY for name in names_in(code, language)}
    assert needed | written - ALWAYS_KNOWN <= VALUES.keys()


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_a_letter_is_filled_without_a_gap(full: Complaint, code: str, language: str) -> None:
    filled = fill(code, language, letter_values(full, language))
    assert not re.search(r"[{}]|None|\n\n\n| \n", filled.subject + filled.text)
    assert filled.left_out in ((), ("review_until",))
    assert full.number in filled.subject


def test_the_acknowledgement_names_file_function_and_next_step(full: Complaint) -> None:
    for language in LANGUAGES:
        text = fill("acknowledgement", language, letter_values(full, language)).text
        assert full.number in text
        assert words(language)["handler_internal"] in text
        assert words(language)["next"][full.status] in text
