"""What can be done with a disciplinary case, as data: a form, a service, and words for what will happen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from professionalism.forms.discipline import acting, facts
from professionalism.forms.discipline.base import CaseForm, EmptyForm
from professionalism.models import DisciplinaryCase
from professionalism.services.discipline import notes, opening
from professionalism.services.discipline.steps import Given, case_step
from professionalism.workflow.discipline import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`name` makes the URL name `discipline_<name>`; `may` is a predicate about the case. `about_measure`: it needs a
    row. `own`: it stands on the page of the officer concerned.
    """

    name: str
    path: str
    form: type[CaseForm]
    run: Callable[[DisciplinaryCase, Any], object]
    title: object
    button: object
    effect: object = ""
    may: str = "discipline.prepare"
    start: Callable[[Any, Any], dict[str, Any]] | None = None
    about_measure: bool = False
    own: bool = False
    done: object = _("Saved.")


def _version(form: Any) -> dict[str, Any]:
    return {"actor": form.user, "version": form.cleaned_data["version"]}


def _picked(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names} | _version(form)


def _criminal(case: DisciplinaryCase, form: Any) -> object:
    by_prosecutor = form.prosecutor
    kind = Actor.PROSECUTOR if by_prosecutor else Actor.STANDARDS
    return notes.criminal_note(case=case, actor_kind=kind, **_picked(form, "kind", "on", "note"))


def _own_defence(case: DisciplinaryCase, form: Any) -> object:
    given = _picked(form, "text", "asks_hearing", "has_defender")
    return notes.defence_send(case=case, on=timezone.localdate(), actor_kind=Actor.OFFICER, **given)


def _own_request(case: DisciplinaryCase, form: Any) -> object:
    # Whether a late request still counts is for the council to say: it is taken in any case.
    given = Given(on=timezone.localdate(), text=form.cleaned_data["text"], confirmed=True)
    return case_step(case=case, step="reconsider", given=given, actor_kind=Actor.OFFICER, **_version(form))


ACTIONS = (
    Action(
        name="write",
        path="facts",
        form=facts.WriteForm,
        start=facts.WriteForm.start,
        run=lambda case, form: opening.case_write(case=case, facts=form.facts_given(), **_version(form)),
        title=_("Change facts, charge or authority"),
        button=_("Save"),
    ),
    Action(
        name="known",
        path="known",
        form=acting.KnownForm,
        start=acting.today,
        run=lambda case, form: notes.known_note(case=case, **_picked(form, "on", "by", "note")),
        title=_("Add a day of knowledge"),
        effect=_("The earliest day on which any competent authority knew begins the six-month limit."),
        button=_("Add"),
    ),
    Action(
        name="criminal",
        path="criminal",
        form=acting.CriminalForm,
        start=acting.today,
        run=_criminal,
        may="discipline.note_criminal",
        title=_("Criminal case on the same facts"),
        effect=_(
            "While it runs, the limit stands still. Notice of its final decision begins the limit anew; an end without "
            "a decision lets it go on."
        ),
        button=_("Save"),
    ),
    Action(
        name="defence",
        path="defence",
        form=acting.DefenceForm,
        start=acting.today,
        run=lambda case, form: notes.defence_send(
            case=case, actor_kind=Actor.STANDARDS, **_picked(form, "on", "text", "asks_hearing", "has_defender")
        ),
        title=_("Enter a written defence from paper"),
        button=_("Save"),
    ),
    Action(
        name="hearing",
        path="hearing",
        form=acting.HearingForm,
        start=acting.today,
        run=lambda case, form: notes.hearing_note(case=case, **_picked(form, "on", "text", "has_defender")),
        title=_("Write down a hearing"),
        button=_("Save"),
    ),
    Action(
        name="ask",
        path="prosecutor",
        form=acting.NoteForm,
        run=lambda case, form: notes.prosecutor_ask(case=case, **_picked(form, "note")),
        title=_("Ask the prosecutor for advice"),
        effect=_("From now on the prosecutor reads this case. Ask where judicial tasks are concerned."),
        button=_("Ask"),
    ),
    Action(
        name="advise",
        path="advice",
        form=acting.AdviceForm,
        run=lambda case, form: notes.prosecutor_advise(case=case, **_picked(form, "text")),
        may="discipline.advise",
        title=_("Give advice"),
        effect=_("The authority reads it. It binds nobody."),
        button=_("Send the advice"),
    ),
    Action(
        name="measure",
        path="measure",
        form=acting.MeasureForm,
        run=lambda case, form: notes.measure_order(
            case=case, **_picked(form, "code", "from_on", "until_on", "reasons")
        ),
        may="discipline.decide",
        title=_("Order measure"),
        effect=_("It keeps order while the case runs. It is no sanction, and counts as none."),
        button=_("Order it"),
    ),
    Action(
        name="measure_end",
        path="measure/end",
        form=EmptyForm,
        run=lambda case, form: notes.measure_end(case=case, measure=form.about, **_version(form)),
        may="discipline.decide",
        about_measure=True,
        title=_("End the order measure today"),
        button=_("End it"),
    ),
)
OWN_ACTIONS = (
    Action(
        name="own_defence",
        path="defence",
        form=acting.OwnDefenceForm,
        run=_own_defence,
        may="discipline.answer",
        own=True,
        title=_("Hand in your defence"),
        effect=_("Whoever decides reads it. You can hand in more than one until the decision."),
        button=_("Hand in"),
        done=_("Your defence was handed in."),
    ),
    Action(
        name="own_request",
        path="reconsider",
        form=acting.OwnRequestForm,
        run=_own_request,
        may="discipline.answer",
        own=True,
        title=_("Ask for reconsideration"),
        effect=_("The disciplinary council looks at the proposal and gives advice before the final decision."),
        button=_("Send the request"),
        done=_("Your request was sent."),
    ),
)
