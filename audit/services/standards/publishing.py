"""Publishing standards: once, in advance, and never changed after."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from audit.models import Criterion, Standard
from audit.services.standards.errors import StandardError
from audit.workflow.standards.files import StandardText, standard_read, standards_shipped
from legitimacy.indicators.registry import indicators
from legitimacy.models import Register
from legitimacy.trail.services import event_append


@transaction.atomic
def standard_publish(*, text: StandardText, register: str) -> Standard | None:
    """Publish one version in a register; None when it stands already, as it is written.

    StandardError `changed` when that version was published with another text: a change takes a new version.
    """
    if text.indicator not in indicators:
        raise StandardError("indicator", f"{text.code}: there is no indicator {text.indicator!r}.")
    known = Standard.objects.filter(register=register, code=text.code, version=text.version).first()
    if known is not None:
        if known.digest != text.digest:
            raise StandardError(
                "changed",
                _(
                    "Version %(version)s of %(code)s was published with another text. A published standard never "
                    "changes: give the new text a new version and a later date."
                )
                % {"version": text.version, "code": text.code},
            )
        return None
    standard = Standard.objects.create(
        register=register,
        code=text.code,
        version=text.version,
        published_on=_day_of(text, register),
        indicator=text.indicator,
        counts=text.counts,
        judges=text.judges,
        counts_months=text.counts_months,
        is_proposal=text.is_proposal,
        source=text.source,
        name=text.name,
        about=text.about,
        sample_frame=text.sample_frame,
        sample_size=text.sample_size,
        sample_per_quarter=text.sample_per_quarter,
        digest=text.digest,
    )
    Criterion.objects.bulk_create(
        Criterion(
            standard=standard,
            code=each.code,
            position=position,
            applies_to=each.applies_to,
            points=each.points,
            group=each.group,
            text=each.text,
            evidence=each.evidence,
            source=each.source,
        )
        for position, each in enumerate(text.criteria, start=1)
    )
    event_append(verb="standard.published", object_type="standard", object_id=standard.pk, reason=text.code)
    return standard


@transaction.atomic
def standards_publish(*, register: str) -> int:
    """Publish all standards that are shipped; number of those that were not there yet."""
    published = [standard_publish(text=standard_read(path), register=register) for path in standards_shipped()]
    return sum(standard is not None for standard in published)


def _day_of(text: StandardText, register: str) -> date:
    """The example has years of its own story: there a standard has a fictional day of publication."""
    if register == Register.EXAMPLE and text.example_published_on:
        return text.example_published_on
    return text.published_on
