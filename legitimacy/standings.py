"""Words for what the core writes as codes. Each is a lazy text."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Feed, MeasuredBy, Origin, Pillar, Window
from legitimacy.models import Corps, Register

PILLARS: dict[str, Promise] = {
    Pillar.EFFICIENCY: _("Efficiency"),
    Pillar.LEGALITY: _("Legality"),
    Pillar.DISTRIBUTIVE: _("Distributive justice"),
    Pillar.PROCEDURAL: _("Procedural justice"),
}
PILLAR_QUESTIONS: dict[str, Promise] = {
    Pillar.EFFICIENCY: _("Does the police do its work well, and learn from it?"),
    Pillar.LEGALITY: _("Does it keep to the law, also when it uses force?"),
    Pillar.DISTRIBUTIVE: _("Does everyone get the same police, and does it mirror society?"),
    Pillar.PROCEDURAL: _("Are people heard, respected and treated fairly?"),
}
GOALS: dict[int, Promise] = {
    1: _("An efficient organisation that evaluates, learns and gives account"),
    2: _("Professional conduct: force, integrity, training"),
    3: _("A diverse and inclusive corps"),
}
WINDOWS: dict[str, Promise] = {
    Window.QUARTER: _("the quarter"),
    Window.ROLLING_12_MONTHS: _("12 months up to the end of the period"),
    Window.ROLLING_36_MONTHS: _("36 months up to the end of the period"),
    Window.YEAR: _("the calendar year"),
    Window.SNAPSHOT: _("on the last day of the period"),
    Window.SURVEY_WAVE: _("one edition of a survey"),
}
MEASURED_BY: dict[str, Promise] = {
    MeasuredBy.SELF: _("own measurement"),
    MeasuredBy.EXTERNAL: _("measured externally"),
    MeasuredBy.AUDITED: _("audited"),
}
ORIGINS: dict[str, Promise] = {
    Origin.REAL: _("real figures"),
    Origin.SIMULATED: _("simulated"),
    Origin.TEST: _("test figures"),
}
OWNERS: dict[str, Promise] = {
    "evaluation": _("the evaluation officer"),
    "complaints": _("the head of internal oversight"),
    "professionalism": _("professional standards"),
    "diversity": _("the HR service"),
    "audit": _("the audit body"),
    "opendata": _("the data steward"),
}
SUBJECTS: dict[str, Promise] = {
    "evaluation": _("policy and its evaluation"),
    "complaints": _("complaints"),
    "professionalism": _("force, integrity and training"),
    "diversity": _("staff and diversity"),
    "audit": _("audits"),
    "opendata": _("open data"),
}
FEEDS: dict[str, Promise] = {
    Feed.SURVEY_IMPORT: _("the body that runs the survey"),
    Feed.OFFICIAL_IMPORT: _("the owner of the official statistics"),
    Feed.ASSESSMENT: _("the assessors"),
}
FEED_SUBJECTS: dict[str, Promise] = {
    Feed.SURVEY_IMPORT: _("surveys among residents and people who met the police"),
    Feed.OFFICIAL_IMPORT: _("official statistics"),
    Feed.ASSESSMENT: _("assessments"),
}


class Standing(StrEnum):
    """Where one indicator stands. The value names its sign and its style too."""

    MET = "met"
    NEARLY = "nearly"
    BELOW = "below"
    CONTEXT = "context"
    UNJUDGED = "unjudged"
    NOT_DELIVERED = "not_delivered"
    TOO_FEW = "too_few"
    SUPPRESSED = "suppressed"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    REJECTED = "rejected"


STANDINGS: dict[Standing, Promise] = {
    Standing.MET: pgettext_lazy("standing", "met"),
    Standing.NEARLY: pgettext_lazy("standing", "nearly"),
    Standing.BELOW: pgettext_lazy("standing", "below"),
    Standing.CONTEXT: pgettext_lazy("standing", "context"),
    Standing.UNJUDGED: pgettext_lazy("standing", "not judged"),
    Standing.NOT_DELIVERED: pgettext_lazy("standing", "not delivered"),
    Standing.TOO_FEW: pgettext_lazy("standing", "too few cases"),
    Standing.SUPPRESSED: pgettext_lazy("standing", "too small to show"),
    Standing.NOT_DUE: pgettext_lazy("standing", "not due yet"),
    Standing.NOT_APPLICABLE: pgettext_lazy("standing", "does not apply"),
    Standing.REJECTED: pgettext_lazy("standing", "rejected in audit"),
}
STANDING_SENTENCES: dict[Standing, Promise] = {
    Standing.CONTEXT: _("Background: no target, no judgement."),
    Standing.UNJUDGED: _("The framework does not judge this figure at corps level."),
    Standing.NOT_DELIVERED: _("Not delivered. It counts as missing, never as zero."),
    Standing.TOO_FEW: _("Too few cases to say anything."),
    Standing.SUPPRESSED: _("So few people are behind it that showing it could reveal who they are."),
    Standing.NOT_DUE: _("Not due yet for this period."),
    Standing.NOT_APPLICABLE: _("Does not apply to this corps."),
    Standing.REJECTED: _("An audit rejected the figure: it counts as missing."),
}

STANDING_EXPLANATIONS: dict[Standing, Promise] = {
    Standing.MET: _("The figure reaches its target."),
    Standing.NEARLY: _(
        "Short of the target, but the target lies within the margin, or four fifths of the way is done."
    ),
    Standing.BELOW: _("Clearly short of the target."),
} | STANDING_SENTENCES


class Movement(StrEnum):
    """What became of a figure since an earlier, non-overlapping window."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    CHANGED = "changed"
    STEADY = "steady"
    UNKNOWN = "unknown"


MOVEMENTS: dict[Movement, Promise] = {
    Movement.IMPROVING: pgettext_lazy("movement", "improving"),
    Movement.WORSENING: pgettext_lazy("movement", "worsening"),
    Movement.CHANGED: pgettext_lazy("movement", "changed"),
    Movement.STEADY: pgettext_lazy("movement", "within the margin"),
    Movement.UNKNOWN: pgettext_lazy("movement", "no earlier figure"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with the key of its sign: never colour alone. Without a known margin (`unsure`) it has no colour."""

    key: str
    word: str
    unsure: bool = False


def standing_sign(standing: Standing, *, unsure: bool = False) -> Sign:
    return Sign(standing.value, str(STANDINGS[standing]), unsure)


def movement_sign(movement: Movement) -> Sign:
    return Sign(movement.value, str(MOVEMENTS[movement]))


def deliverer(owner: str, feed: str) -> str:
    """Who must deliver: the source itself where figures come from outside, the service of the corps otherwise."""
    return str(FEEDS.get(feed) or OWNERS[owner])


def delivered_subject(owner: str, feed: str) -> str:
    """What kind of figures they are, in a few words."""
    return str(FEED_SUBJECTS.get(feed) or SUBJECTS[owner])


def corps_title(corps: Corps) -> str:
    """`PZ Antwerp`: a local zone by its kind and name, the federal police by its name alone."""
    if corps.type == Corps.Type.LOCAL and corps.register != Register.FOREIGN_TEST:
        return gettext("PZ %(name)s") % {"name": corps.display_name}
    return corps.display_name


def origin_mark_of(register: str) -> str:
    """What every image and file of a register says about where its figures come from."""
    marks = {
        Register.EXAMPLE: gettext("Voorbeeldland: fictional corps, simulated figures. Legitimiteitsmonitor"),
        Register.FOREIGN_TEST: gettext("Foreign test register. Legitimiteitsmonitor"),
        Register.BELGIUM: gettext("Real figures; borders: Statbel. Legitimiteitsmonitor"),
    }
    return marks[Register(register)]
