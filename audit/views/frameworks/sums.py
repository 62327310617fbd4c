"""What a draft would change in the newest funding advice, in words. Sums are for those who may read them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.selectors.frameworks.funding import LEAVES, Changed, Criterion, FundingTrial
from audit.selectors.frameworks.funding import funding_scheme_tried as scheme_tried
from audit.selectors.frameworks.funding import funding_tried as tried
from audit.selectors.funding.reading import OUTCOMES, euros, signed_euros
from legitimacy import numbers
from legitimacy.access import Person
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework
from legitimacy.standings import corps_title

WORDS = OUTCOMES | {LEAVES: gettext_lazy("counts no more")}


def sums_told(framework: Framework, register: str, user: Person) -> dict[str, Any]:
    """Sentences, and a row for each corps of which something changes. Nothing but a sentence where there is no scheme,
    or where this reader may not read sums.
    """
    scheme = scheme_tried(register)
    if scheme is None:
        return {"sentences": [_("No funding scheme of this register has frozen figures, so no sum can change.")]}
    trial = tried(framework, scheme, user)
    if trial is None:
        return {"sentences": [_("What it does to the sums of the newest funding scheme is shown to auditors only.")]}
    return {"sentences": _sentences(trial, framework), "scheme": scheme, "rows": [_row(one) for one in trial.changed]}


def _sentences(trial: FundingTrial, framework: Framework) -> list[str]:
    scheme = trial.scheme
    words = {
        "scheme": scheme,
        "old": scheme.framework.code,
        "new": framework.code,
        "count": trial.judged,
        "changed": len(trial.changed),
        "before": euros(trial.old_cents),
        "after": euros(trial.new_cents),
    }
    told = [
        _(
            "Scheme %(scheme)s was calculated by framework %(old)s. The same frozen figures, held to %(new)s: of "
            "%(count)s corps something changes for %(changed)s, and the advice together goes from %(before)s to "
            "%(after)s."
        )
        % words
    ]
    if trial.left:
        names = ", ".join(f"{code} {indicators.get(code).name}" for code in trial.left if code in indicators)
        told.append(_("These count no more: %(names)s.") % {"names": names})
    if trial.unknown:
        told.append(
            ngettext(
                "%(count)s figure might count by then, but its number was not frozen: it stays out here.",
                "%(count)s figures might count by then, but their numbers were not frozen: they stay out here.",
                trial.unknown,
            )
            % {"count": trial.unknown}
        )
    return told


def _row(one: Changed) -> dict[str, Any]:
    return {
        "corps": one.corps,
        "title": corps_title(one.corps),
        "criteria": [_criterion(each) for each in one.criteria],
        "old": euros(one.old_cents),
        "new": euros(one.new_cents),
        "difference": signed_euros(one.difference_cents),
    }


def _criterion(one: Criterion) -> str:
    old, new = str(WORDS[one.old_outcome]), str(WORDS[one.new_outcome])
    return f"{one.indicator}: {_with_share(old, one.old_earned)} \u2192 {_with_share(new, one.new_earned)}"


def _with_share(words: str, earned: float | None) -> str:
    return words if earned is None else f"{words} ({numbers.share_text(earned)})"
