"""The shapes of the API's answers. Every number has a state beside it: a null is explained, never bare."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.exports.scorecards import reply_text
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Edition, EditionFile, Register, Release, Subject
from legitimacy.models.subjects import LANGUAGES
from legitimacy.opendata.api.parameters import TABLE_LEVELS

STATES = (*State, Visibility.SUPPRESSED, Visibility.BAND)


def state_of(value: VisibleValue) -> str:
    """State of a measurement as readers see it: what may not be shown says so before anything else."""
    return value.state if value.state != State.OK or value.is_shown else value.visibility


def part_state(part: VisiblePart) -> str:
    """`not_delivered` where too little came in for a score."""
    if part.visibility != Visibility.SHOWN:
        return part.visibility
    return State.OK if part.score is not None else State.NOT_DELIVERED


class NamesSerializer(serializers.Serializer[Subject]):
    """A name in each language; the official one where there is no other."""

    def to_representation(self, instance: Subject) -> dict[str, str]:
        return {language: getattr(instance, f"name_{language}") or instance.name for language in LANGUAGES}

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {language: serializers.CharField() for language in LANGUAGES}


class CorpsSerializer(serializers.Serializer[Corps]):
    code = serializers.CharField()
    register = serializers.ChoiceField(choices=Register.values)
    type = serializers.ChoiceField(choices=Corps.Type.values)
    name = serializers.CharField()
    names = NamesSerializer(source="*")
    region = serializers.CharField(source="region.code", default=None, allow_null=True)
    province = serializers.CharField(source="province.code", default=None, allow_null=True)
    languages = serializers.SerializerMethodField()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)

    def get_languages(self, corps: Corps) -> list[str]:
        return corps.languages.split()


class IndicatorSerializer(serializers.Serializer[Any]):
    """A passport. Texts are in the language that the request asks for."""

    code = serializers.CharField()
    name = serializers.CharField()
    question = serializers.CharField()
    numerator = serializers.CharField(source="numerator_label")
    denominator = serializers.CharField(source="denominator_label")
    method = serializers.CharField()
    caution = serializers.CharField()
    pillar = serializers.CharField(source="pillar.value")
    goals = serializers.ListField(child=serializers.IntegerField())
    kind = serializers.CharField(source="kind.value")
    direction = serializers.CharField(source="direction.value")
    unit = serializers.CharField()
    per = serializers.FloatField()
    window = serializers.CharField(source="window.value")
    valid_months = serializers.IntegerField()
    measured_by = serializers.CharField(source="measured_by.value")
    disclosure_class = serializers.CharField(source="disclosure.value")
    level = serializers.CharField(source="subject.value")


class ValueSerializer(serializers.Serializer[Any]):
    """One figure. Proportions are shares 0-1; numbers are null exactly where `state` is not `ok`."""

    corps = serializers.CharField(source="corps_code")
    indicator = serializers.CharField()
    period = serializers.CharField()
    state = serializers.SerializerMethodField()
    visibility = serializers.ChoiceField(choices=list(Visibility))
    reason = serializers.CharField()
    origin = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    numerator = serializers.FloatField(allow_null=True)
    denominator = serializers.FloatField(allow_null=True)
    n = serializers.FloatField(allow_null=True)
    unit = serializers.SerializerMethodField()
    window = serializers.CharField()
    coverage = serializers.FloatField()
    back_cast = serializers.BooleanField()
    source = serializers.CharField()  # type: ignore[assignment]  # the name of a column, not of an option
    as_of = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()
    reply = serializers.SerializerMethodField()

    def get_reply(self, value: VisibleValue) -> str:
        return reply_text(self.context["replies"].get(value.value_id or 0, []))

    def get_state(self, value: VisibleValue) -> str:
        return state_of(value)

    def get_unit(self, value: VisibleValue) -> str:
        return indicators.get(value.indicator).unit


class TableNumberSerializer(serializers.Serializer[Any]):
    """One number of a table of people: `count` is null exactly where `state` is not `ok`. Zero is 0.

    `row` and `column` are `total` where they stand for all of them.
    """

    family = serializers.CharField()
    register = serializers.ChoiceField(choices=Register.values)
    level = serializers.ChoiceField(choices=TABLE_LEVELS)
    subject = serializers.CharField()
    year = serializers.CharField()
    part = serializers.CharField()
    row = serializers.CharField()
    column = serializers.CharField()
    state = serializers.ChoiceField(choices=[State.OK.value, Visibility.SUPPRESSED.value])
    count = serializers.IntegerField(allow_null=True)
    release = serializers.CharField()
    origin = serializers.CharField()


class ScoredValueSerializer(ValueSerializer):
    """A figure on a scorecard, with its score of 0-100."""

    score = serializers.FloatField(allow_null=True)
    score_lower = serializers.FloatField(allow_null=True)
    score_upper = serializers.FloatField(allow_null=True)
    effective_weight = serializers.FloatField()


class PartSerializer(serializers.Serializer[Any]):
    """A facet, pillar or overall score: state `band` has limits only; `not_delivered` means too little came in."""

    key = serializers.CharField()
    level = serializers.CharField()
    state = serializers.SerializerMethodField()
    score = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    bound_low = serializers.FloatField(allow_null=True)
    bound_high = serializers.FloatField(allow_null=True)
    coverage = serializers.FloatField()
    verified = serializers.FloatField()

    def get_state(self, part: VisiblePart) -> str:
        return part_state(part)


class ScorecardSerializer(serializers.Serializer[Any]):
    corps = serializers.CharField(source="corps_code")
    period = serializers.CharField()
    framework = serializers.CharField()
    origin = serializers.CharField()
    release = serializers.CharField()
    delivered = serializers.IntegerField()
    due = serializers.IntegerField()
    computed_at = serializers.DateTimeField()
    parts = serializers.SerializerMethodField()
    indicators = serializers.SerializerMethodField()

    @extend_schema_field(ScoredValueSerializer(many=True))
    def get_indicators(self, card: VisibleScorecard) -> list[dict[str, Any]]:
        rows = ScoredValueSerializer(card.items, many=True, context=self.context).data
        return [row | {"origin": row["origin"] or card.origin} for row in rows]

    @extend_schema_field(PartSerializer(many=True))
    def get_parts(self, card: VisibleScorecard) -> list[dict[str, Any]]:
        return [dict(PartSerializer(part).data) for _, part in sorted(card.parts.items())]


class FileSerializer(serializers.Serializer[Any]):
    """One file of an edition; it never changes."""

    format = serializers.CharField()
    url = serializers.SerializerMethodField()
    bytes = serializers.IntegerField(source="size")
    sha256 = serializers.CharField()

    def get_url(self, file: EditionFile) -> str:
        names = [self.context["release"], file.edition.dataset, file.format]
        return str(reverse("opendata_edition_file", names, request=self.context["request"]))


class ChangesSerializer(serializers.Serializer[Any]):
    """Rows against the edition before, by the key of the dataset."""

    added = serializers.IntegerField()
    removed = serializers.IntegerField()
    changed = serializers.IntegerField()


class EditionSerializer(serializers.Serializer[Any]):
    """One dataset of a release. Texts are in the language that the request asks for."""

    dataset = serializers.CharField()
    number = serializers.IntegerField()
    title = serializers.SerializerMethodField()
    rows = serializers.IntegerField()
    changes = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField()

    def get_title(self, edition: Edition) -> str:
        titles = edition.descriptor["titles"]
        return str(titles.get((get_language() or "en")[:2], titles["en"]))

    @extend_schema_field(ChangesSerializer(allow_null=True))
    def get_changes(self, edition: Edition) -> dict[str, int] | None:
        return edition.changes or None

    @extend_schema_field(FileSerializer(many=True))
    def get_files(self, edition: Edition) -> Any:
        given = {**self.context, "release": edition.release.code}
        return FileSerializer(edition.files.all(), many=True, context=given).data


class DatasetSerializer(serializers.Serializer[Release]):
    """A release: what was published together, once and for all, with its datasets as files."""

    code = serializers.CharField()
    register = serializers.ChoiceField(choices=Register.values)
    periods = serializers.ListField(child=serializers.CharField())
    approved_at = serializers.DateTimeField()
    note = serializers.SerializerMethodField()
    package = serializers.SerializerMethodField()
    datasets = serializers.SerializerMethodField()

    def get_note(self, release: Release) -> str:
        note = getattr(release, "note", None)
        return note.text if note else ""

    def get_package(self, release: Release) -> str:
        return str(reverse("opendata_package", [release.code], request=self.context["request"]))

    @extend_schema_field(EditionSerializer(many=True))
    def get_datasets(self, release: Release) -> Any:
        return EditionSerializer(release.editions.all(), many=True, context=self.context).data
