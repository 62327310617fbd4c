"""The datasets that every release has: corps, indicators, values, scorecards, and the numbers of table families."""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from legitimacy.disclosure.families import table_families
from legitimacy.disclosure.released import released_numbers, released_parts, released_values
from legitimacy.exports.datasets import Dataset, Field, FieldType, Rhythm, Row
from legitimacy.indicators.definitions import Origin, State, Visibility
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, CorpsLink, Register, Release

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
STATES = (*State, Visibility.SUPPRESSED, Visibility.BAND)
STATE_ABOUT = _(
    "Why there is a number or none: ok, suppressed (hidden to protect people), band (limits only), not_delivered, "
    "not_due, not_applicable, too_few, rejected (by an audit). It is never zero where nothing is known."
)
ORIGIN = Field(
    "origin", _("real, simulated (a fictional corps) or test"), filled=True, codes=lambda: [str(one) for one in Origin]
)
CORPS = Field("corps", _("Code of the corps, as in the dataset of corps"), key=True)
PERIOD = Field("period", _("A quarter such as 2025-Q4, or a year such as 2025"), key=True)
NUMBER, INTEGER = FieldType.NUMBER, FieldType.INTEGER
PROTECTED = _("Small counts that could point at people are hidden, and with them what would give them away.")


def corps_rows(release: Release) -> Iterator[Row]:
    """Every corps that the register ever had, as known on the day of the release. 3 queries."""
    origin = Register(release.register).origin.value
    before, after = defaultdict(list), defaultdict(list)
    links = CorpsLink.objects.filter(successor__register=release.register).order_by("predecessor__code")
    for old, new in links.values_list("predecessor__code", "successor__code"):
        before[new].append(old)
        after[old].append(new)
    for corps in Corps.objects.filter(register=release.register).select_related("region", "province").order_by("code"):
        names = [getattr(corps, f"name_{code}") or corps.name for code in LANGUAGES]
        yield (
            *(corps.code, origin, corps.type, corps.name, *names),
            *(corps.region.code if corps.region else None, corps.province.code if corps.province else None),
            *(corps.languages, _day(corps.valid_from), _day(corps.valid_to)),
            *(" ".join(before[corps.code]) or None, " ".join(sorted(after[corps.code])) or None),
        )


def _day(day: object) -> str | None:
    return str(day) if day else None


def indicator_rows(_release: Release) -> Iterator[Row]:
    """The passports as they are on the day of the release."""
    for one in sorted(indicators, key=lambda each: each.code):
        texts = []
        for text in (one.name, one.question, one.numerator_label, one.denominator_label, one.method, one.caution):
            for code in LANGUAGES:
                with override(code):
                    texts.append(str(text))
        yield (
            *(one.code, one.pillar.value, one.kind.value, one.direction.value, one.unit, float(one.per)),
            *(one.window.value, one.valid_months, one.measured_by.value, one.disclosure.value, one.subject.value),
            *texts,
        )


def value_rows(release: Release) -> Iterator[Row]:
    """The figures of the release. Numbers are empty exactly where the state is not ok."""
    for one in released_values(release):
        state = one.state if one.state != State.OK or one.is_shown else one.visibility
        yield (
            *(one.corps_code, one.indicator, one.period, one.window, str(state), one.origin),
            *(one.value, one.lower, one.upper, one.numerator, one.denominator, one.n, one.coverage),
            *(one.back_cast, one.source or None, one.as_of.isoformat() if one.as_of else None, one.revision),
        )


def score_rows(release: Release) -> Iterator[Row]:
    """The scores of the release: overall, pillars and facets."""
    origin = Register(release.register).origin.value
    for one in released_parts(release):
        missing = State.NOT_DELIVERED if one.score is None else State.OK
        state = missing if one.visibility == Visibility.SHOWN else one.visibility
        yield (
            *(one.corps_code, one.period, one.key, one.framework, one.level, str(state), origin),
            *(one.score, one.lower, one.upper, one.bound_low, one.bound_high, one.coverage, one.verified),
        )


def table_rows(release: Release) -> Iterator[Row]:
    """Every number of every table family."""
    origin = Register(release.register).origin.value
    for family in sorted(table_families.keys()):
        for one in released_numbers(release, family):
            state = State.OK if one.number is not None else Visibility.SUPPRESSED
            yield (
                *(one.family, one.kind, one.subject, one.period, one.part, one.row or "total", one.column or "total"),
                *(str(state), one.number, origin),
            )


def _in_languages(name: str, about: object) -> tuple[Field, ...]:
    return tuple(Field(f"{name}_{code}", about, filled=True) for code in LANGUAGES)


DATASETS = (
    Dataset(
        key="corps",
        corps="code",
        title=_("Register of police corps"),
        about=_("Local police zones and the federal police with their history: first and last days, and mergers."),
        rows=corps_rows,
        rhythm=Rhythm.QUARTERLY,
        chart=("type", ""),
        fields=(
            Field("code", _("Code of the corps: four characters"), key=True),
            ORIGIN,
            Field("type", _("local or federal"), filled=True, codes=lambda: list(Corps.Type.values)),
            Field("name", _("Official name"), filled=True),
            *_in_languages("name", _("Name in this language; the official one where there is no other")),
            Field("region", _("Code of the region; empty for corps of the whole country")),
            Field("province", _("Code of the province; empty where there is none")),
            Field("languages", _("Codes of the languages of the corps, separated by a space"), filled=True),
            Field("valid_from", _("First day; empty where it is not known"), FieldType.DATE),
            Field("valid_to", _("Last day; empty while the corps exists"), FieldType.DATE),
            Field("predecessors", _("Codes of corps that went into this one, separated by a space")),
            Field("successors", _("Codes of corps that this one went into, separated by a space")),
        ),
        limits=(_("First days before 2013 are not known for most zones."),),
        breaks=(_("A merged zone has a new code; its predecessors end on the day before."),),
    ),
    Dataset(
        key="indicators",
        title=_("Indicators, their definitions and methods"),
        about=_("What each indicator asks, counts and cannot say, in four languages."),
        rows=indicator_rows,
        rhythm=Rhythm.QUARTERLY,
        chart=("pillar", ""),
        fields=(
            Field("code", _("Code of the indicator"), key=True),
            Field("pillar", _("Pillar of legitimacy"), filled=True),
            Field("kind", _("What kind of number it is, such as a proportion or a rate"), filled=True),
            Field("direction", _("Whether more or less is better; context: neither"), filled=True),
            Field("unit", _("Unit for readers; the values of shares are 0 to 1"), filled=True),
            Field("per", _("A rate is for so many of the denominator"), NUMBER, filled=True),
            Field("window", _("Stretch of time that one figure counts"), filled=True),
            Field("valid_months", _("For so many months a figure stands on scorecards"), INTEGER, filled=True),
            Field("measured_by", _("self: by the corps; external: by others"), filled=True),
            Field("disclosure_class", _("Class of protection: it sets the smallest count shown"), filled=True),
            Field("level", _("What it is measured of"), filled=True),
            *_in_languages("name", _("Name")),
            *_in_languages("question", _("The question it answers")),
            *_in_languages("numerator", _("What is counted")),
            *_in_languages("denominator", _("Out of what")),
            *_in_languages("method", _("How it is counted")),
            *_in_languages("caution", _("What it does not say")),
        ),
        limits=(_("Goalposts and weights are those of the framework in force, not part of this dataset."),),
    ),
    Dataset(
        key="values",
        corps="corps",
        title=_("Values of indicators by corps and period"),
        about=_("What was measured: value, interval and counts of each indicator. Shares are 0 to 1, medians in days."),
        rows=value_rows,
        rhythm=Rhythm.QUARTERLY,
        chart=("state", ""),
        fields=(
            CORPS,
            Field("indicator", _("Code of the indicator"), key=True, codes=lambda: list(indicators.keys())),
            PERIOD,
            Field("window", _("Stretch of time that the figure counts, ending with the period"), filled=True),
            Field("state", STATE_ABOUT, filled=True, codes=lambda: [str(one) for one in STATES]),
            ORIGIN,
            Field("value", _("The figure; empty where the state is not ok"), NUMBER),
            Field("lower", _("Lower limit of the 95 % interval"), NUMBER),
            Field("upper", _("Upper limit of the 95 % interval"), NUMBER),
            Field("numerator", _("What was counted"), NUMBER),
            Field("denominator", _("Out of how many"), NUMBER),
            Field("n", _("People or things in the sample; empty where it was not published"), NUMBER),
            Field("coverage", _("Share of residents that the figure covers, 0 to 1"), NUMBER, filled=True),
            Field("back_cast", _("Summed from the predecessors of a merged corps"), FieldType.BOOLEAN, filled=True),
            Field("source", _("Whom to credit beside this product")),
            Field("as_of", _("When the records were read"), FieldType.DATETIME),
            Field("revision", _("How often the figure was measured anew, from 1"), INTEGER, filled=True),
        ),
        limits=(
            PROTECTED,
            _("Windows of twelve months overlap: do not add up four quarters of them."),
            _("Figures that corps deliver themselves are not comparable before an audit: see measured_by."),
        ),
        breaks=(_("Where a figure is measured in a new way, its trend begins anew on the page of the indicator."),),
    ),
    Dataset(
        key="scorecards",
        corps="corps",
        title=_("Scores of corps by period"),
        about=_("Overall scores, pillars and facets, 0 to 100, with their range and how much was delivered."),
        rows=score_rows,
        rhythm=Rhythm.QUARTERLY,
        chart=("state", ""),
        fields=(
            CORPS,
            PERIOD,
            Field("part", _("overall, a pillar such as EFF, or a facet such as EFF.results"), key=True),
            Field("framework", _("Code of the framework that judged"), key=True),
            Field("level", _("overall, pillar or facet"), filled=True),
            Field("state", STATE_ABOUT, filled=True, codes=lambda: [str(one) for one in STATES]),
            ORIGIN,
            Field("score", _("0 to 100; empty for a band and where too little was delivered"), NUMBER),
            Field("lower", _("Lower end of the range; of a band, its lower limit"), NUMBER),
            Field("upper", _("Upper end of the range; of a band, its upper limit"), NUMBER),
            Field("bound_low", _("The score if all that is missing were 0"), NUMBER),
            Field("bound_high", _("The score if all that is missing were 100"), NUMBER),
            Field("coverage", _("Share of the weight that was delivered, 0 to 1"), NUMBER, filled=True),
            Field(
                "verified",
                _("Share of the delivered weight measured by others or audited, 0 to 1"),
                NUMBER,
                filled=True,
            ),
        ),
        limits=(PROTECTED, _("A score depends on the weights of its framework; look at the values beside it.")),
        breaks=(_("A new framework judges anew: compare scores of one framework only."),),
    ),
    Dataset(
        key="tables",
        corps="subject",
        title=_("Counts of people, protected"),
        about=_(
            "Tables of counts of corps, provinces and the country, such as staff by sex and grade: each family and "
            "year protected as one problem."
        ),
        rows=table_rows,
        rhythm=Rhythm.ANNUAL,
        chart=("state", ""),
        fields=(
            Field("family", _("What is counted"), key=True, codes=lambda: list(table_families.keys())),
            Field("level", _("corps, province or nation"), key=True),
            Field("subject", _("Code of the corps or area"), key=True),
            Field("year", _("Calendar year, by its last day"), key=True),
            Field("part", _("Which table of the family"), key=True),
            Field("row", _("Row of the table; total: all of them"), key=True),
            Field("column", _("Column of the table; total: all of them"), key=True),
            Field("state", STATE_ABOUT, filled=True, codes=lambda: [State.OK.value, Visibility.SUPPRESSED.value]),
            Field("count", _("The count; empty where it is hidden"), INTEGER),
            ORIGIN,
        ),
        limits=(PROTECTED,),
    ),
)
