"""The steps in their order, and how all answers become one intake.

Every rule is looked at again here when the form is sent, and once more by `complaint_register`.
"""

from typing import Any

from django.utils.translation import get_language

from complaints.forms.citizen import PoliceForm, StoryForm, WhatForm, WhenForm, WhereForm
from complaints.forms.people import WhoForm
from complaints.forms.reach import ANONYMOUS, BODY_ONLY, ContactForm, HarmForm, HelpForm, ReachForm, TalkForm, WishForm
from complaints.forms.steps import UNKNOWN, Given, StepForm
from complaints.selectors.places import register_here
from complaints.services.drafts import Answers
from complaints.services.intake import IdentityIntake, InvolvedIntake
from complaints.workflow.mediation import mediation_is_offered
from complaints.workflow.routing import Facts, facts_of
from legitimacy.models import Corps

STEPS: tuple[type[StepForm], ...] = (
    StoryForm,
    WhenForm,
    WhereForm,
    PoliceForm,
    WhoForm,
    WhatForm,
    HarmForm,
    WishForm,
    TalkForm,
    ReachForm,
    ContactForm,
    HelpForm,
)
OF_FIELD = {
    "story": StoryForm,
    "happened_on": WhenForm,
    "categories": WhatForm,
    "wishes": WishForm,
    "corps": PoliceForm,
    "identity": ReachForm,
    "email": ContactForm,
}
"""On which step a complaint that could not be taken is put right."""


def steps_for(answers: Answers) -> list[type[StepForm]]:
    """The steps that are asked, given the other answers."""
    talks = mediation_is_offered(facts_from(answers))
    return [step for step in STEPS if step.applies(answers) and (step is not TalkForm or talks)]


def step_named(slug: str, answers: Answers) -> type[StepForm] | None:
    return next((step for step in steps_for(answers) if step.slug == slug), None)


def step_to_go_on(answers: Answers) -> str:
    """Slug of the first step that was not seen yet; empty when all were."""
    return next((step.slug for step in steps_for(answers) if step.slug not in answers.steps), "")


def form_of(step: type[StepForm], answers: Answers, *, check: bool = False) -> StepForm:
    return step(answers.steps.get(step.slug), answers=answers, check=check)


def given_of(answers: Answers, steps: tuple[type[StepForm], ...] | list[type[StepForm]]) -> Given:
    """What is right in the answers of these steps."""
    given = Given()
    for step in steps:
        form = form_of(step, answers, check=True)
        form.is_valid()
        given.steps[step.slug] = form.cleaned_data
    return given


def facts_from(answers: Answers) -> Facts:
    """What routing looks at, as far as it is known yet."""
    return _facts(given_of(answers, [PoliceForm, WhoForm, WhatForm, HarmForm]), answers.kind)


def _facts(given: Given, kind: str) -> Facts:
    corps = given.get("police", "body", None)
    return facts_of(
        categories=given.get("what", "categories", ()),
        injured=given.says_yes("harm", "injured"),
        possible_offence=given.says_yes("what", "possible_offence"),
        about_chief=given.says_yes("who", "about_chief"),
        corps_known=corps is not None,
        federal=corps is not None and corps.type == Corps.Type.FEDERAL,
        kind=kind,
    )


def first_fault(answers: Answers) -> StepForm | None:
    """The first step with something missing or wrong, with its faults."""
    forms = (form_of(step, answers, check=True) for step in steps_for(answers))
    return next((form for form in forms if not form.is_valid()), None)


def intake_fields(answers: Answers) -> dict[str, Any]:
    """What `complaint_register` takes, from answers without a fault."""
    given = given_of(answers, steps_for(answers))
    register, origin = register_here()
    reach = given.get("reach", "reach")
    return {
        "register": register,
        "origin": origin,
        "kind": answers.kind,
        "channel": "web",
        "language": (get_language() or "nl")[:2],
        "story": given.get("story", "story"),
        "categories": tuple(given.get("what", "categories", ())),
        "corps": given.get("police", "body", None),
        "happened_on": given.get("when", "happened_on", None),
        "happened_text": given.get("when", "happened_text"),
        "place": given.get("where", "place"),
        "is_online": given.get("where", "is_online", False),
        "injured": given.says_yes("harm", "injured"),
        "images": given.get("harm", "images"),
        "images_window": given.get("harm", "images_window").replace(UNKNOWN, ""),
        "municipality": given.get("police", "municipality"),
        "wishes": tuple(given.get("wish", "wishes", ())),
        "wants_mediation": {"yes": True, "no": False}.get(given.get("talk", "wants_mediation")),
        "interpreter": given.get("help", "interpreter"),
        "about_chief": given.says_yes("who", "about_chief"),
        "possible_offence": given.says_yes("what", "possible_offence"),
        "is_anonymous": reach == ANONYMOUS,
        "identity_for_body_only": reach == BODY_ONLY,
        "identity": _identity(given),
        "involved": tuple(InvolvedIntake(**row) for row in given.get("who", "known", ())),
    }


def _identity(given: Given) -> IdentityIntake:
    """Name and address only where the step was asked: who chose to be anonymous after all leaves none."""
    contact = {name: given.get("contact", name) for name in ("name", "email", "phone", "address")}
    support = {name: given.get("help", name) for name in ("support_person", "needs")}
    return IdentityIntake(**contact, **support, notify_by_email=given.get("contact", "notify_by_email", False))
