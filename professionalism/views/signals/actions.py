"""What can be done with a case, as data: each action has a form, a service, and words for what will happen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from professionalism.forms.signals import base, cases
from professionalism.models import SignalCase
from professionalism.services.signals import cases as services
from professionalism.services.signals import corrections

DECIDE, ADVISE, VIEW = "signal.decide", "signal.advise", "signal.view"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`name` makes the URL name `signal_<name>`. `may` is a predicate about the case; `of_correction` needs a row."""

    name: str
    form: type[base.CaseForm]
    run: Callable[[SignalCase, Any], object]
    title: object
    button: object
    effect: object = ""
    may: str = DECIDE
    of_correction: bool = False
    done: object = _("Saved.")


def _by(form: Any) -> dict[str, Any]:
    return {"actor": form.user, "version": form.cleaned_data["version"]}


def _given(form: Any, *names: str) -> dict[str, Any]:
    return _by(form) | {name: form.cleaned_data[name] for name in names}


ACTIONS = (
    Action(
        name="inform",
        form=cases.InformForm,
        run=lambda case, form: services.case_inform(case=case, **_given(form, "on")),
        title=_("The officer was told"),
        button=_("Save that the officer was told"),
        effect=_(
            "Tell the officer in person first: what was seen, what happens now, and that it is no accusation. From now "
            "on they read the case on a page of their own and may reply."
        ),
    ),
    Action(
        name="advise",
        form=cases.AdviceForm,
        run=lambda case, form: services.case_advise(case=case, **_given(form, "text")),
        title=_("Give advice"),
        button=_("Save the advice"),
        effect=_("Professional standards read your advice before they decide."),
        may=ADVISE,
    ),
    Action(
        name="aside",
        form=base.EmptyForm,
        run=lambda case, form: services.case_step_aside(case=case, actor=form.user),
        title=_("Step aside"),
        button=_("Step aside"),
        effect=_("You have a personal tie with this officer. You will no longer see the case; a colleague takes it."),
        may=VIEW,
        done=_("You stepped aside. You no longer see this case."),
    ),
    Action(
        name="decide",
        form=cases.DecideForm,
        run=lambda case, form: services.case_decide(
            case=case, **_given(form, "outcome", "reasons", "owner", "due_on", "reference")
        ),
        title=_("Decide"),
        button=_("Save the decision"),
        effect=_(
            "You decide as a person, not a rule. Nobody decides about themselves, about what they reported or "
            "reviewed, or about somebody they have a tie with."
        ),
    ),
    Action(
        name="correction",
        form=cases.CorrectionForm,
        run=lambda case, form: corrections.correction_add(case=case, **_given(form, "kind", "owner", "due_on")),
        title=_("One more correction"),
        button=_("Save the correction"),
    ),
    Action(
        name="postpone",
        form=cases.PostponeForm,
        run=lambda _case, form: corrections.correction_postpone(action=form.about, **_given(form, "due_on")),
        title=_("Postpone a correction"),
        button=_("Save the new day"),
        of_correction=True,
    ),
    Action(
        name="done",
        form=cases.DoneForm,
        run=lambda _case, form: corrections.correction_done(action=form.about, **_given(form, "on")),
        title=_("The correction was done"),
        button=_("Save that it was done"),
        effect=_("Six months later somebody looks whether the signal came back."),
        of_correction=True,
    ),
    Action(
        name="judge",
        form=cases.EffectForm,
        run=lambda _case, form: corrections.correction_judge(action=form.about, **_given(form, "effect", "note")),
        title=_("Did the correction work?"),
        button=_("Save the judgment"),
        of_correction=True,
    ),
    Action(
        name="close",
        form=base.EmptyForm,
        run=lambda case, form: services.case_close(case=case, **_by(form)),
        title=_("Close the case"),
        button=_("Close the case"),
        effect=_("All corrections were judged. The case is emptied two years after the decision."),
    ),
    Action(
        name="lift",
        form=base.EmptyForm,
        run=lambda case, form: services.case_lift(case=case, **_by(form)),
        title=_("Stop the corrections"),
        button=_("Stop the corrections and close the case"),
        effect=_(
            "What the decision rests on was taken back. Corrections that are still open stop; the officer reads that "
            "the signals were withdrawn. Tell the officer in person too."
        ),
    ),
)
