"""The shape of a complaint as another body's system sends it. The rules are those of `complaint_register`."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from complaints.selectors.places import register_here
from complaints.services.intake import LONGEST_STORY, IdentityIntake, Intake, InvolvedIntake, received_at_of
from complaints.workflow.codes import categories, codes
from legitimacy.models import Corps, User
from legitimacy.models.subjects import LANGUAGES

MOST = 20


class KnownFieldsSerializer(serializers.Serializer[Any]):
    """Refuses fields that it does not know, so that no slip of a sender loses an answer."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = {str(name)[:40]: [_("There is no such field.")] for name in data.keys() - self.fields.keys()}
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)


def _text(longest: int) -> serializers.CharField:
    return serializers.CharField(max_length=longest, required=False, allow_blank=True, default="")


def _flag(words: str = "") -> serializers.BooleanField:
    return serializers.BooleanField(required=False, default=False, help_text=words)


class IdentitySerializer(KnownFieldsSerializer):
    """Who complains and how to reach them: sealed on arrival."""

    name = _text(200)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")
    phone = _text(60)
    address = _text(400)
    support_person = _text(400)
    needs = _text(400)
    notify_by_email = _flag("Notices without content, only that there is news")


class InvolvedSerializer(KnownFieldsSerializer):
    """Somebody of the police, as the complainant knows them."""

    name = _text(200)
    number = _text(60)
    description = _text(1_000)
    vehicle = _text(60)
    unit = _text(80)
    allegations = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=MOST),
        max_length=MOST,
        required=False,
        default=list,
        help_text="Places in `categories`, from 0; empty: all of them",
    )


class ComplaintSerializer(KnownFieldsSerializer):
    """A complaint. Codes are those of data/complaints/; the language is the complainant's."""

    story = serializers.CharField(max_length=LONGEST_STORY)
    categories = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted(categories())), min_length=1, max_length=MOST
    )
    corps = serializers.CharField(
        max_length=12, required=False, allow_blank=True, default="", help_text="Code; empty while nobody knows"
    )
    kind = serializers.ChoiceField(choices=list(codes()["kind"]), required=False, default="complaint")
    language = serializers.ChoiceField(choices=LANGUAGES, required=False, default="nl")
    received_on = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="When your body received it; today where it is left out",
    )
    happened_on = serializers.DateField(required=False, allow_null=True, default=None)
    happened_text = _text(200)
    place = _text(200)
    is_online = _flag()
    injured = _flag()
    images = _text(200)
    wishes = serializers.ListField(
        child=serializers.ChoiceField(choices=list(codes()["wish"])), max_length=MOST, required=False, default=list
    )
    wants_mediation = serializers.BooleanField(required=False, allow_null=True, default=None)
    interpreter = _text(60)
    about_chief = _flag("It is about the chief of corps")
    possible_offence = _flag()
    is_anonymous = _flag("The complainant chose to stay anonymous: then send no identity")
    identity_for_body_only = _flag("The corps does not learn the name")
    identity = IdentitySerializer(required=False, allow_null=True, default=None)
    involved = serializers.ListField(child=InvolvedSerializer(), required=False, default=list, max_length=MOST)
    external_reference = _text(60)

    def validate_corps(self, code: str) -> Corps | None:
        """A corps of this installation's register, or nobody knows yet."""
        if not code:
            return None
        register, _origin = register_here()
        found = Corps.objects.filter(code=code, register=register, valid_to=None).first()
        if found is None:
            raise serializers.ValidationError(_("There is no corps with this code; /api/v1/corps/ lists them."))
        return found

    def validate_received_on(self, day: Any) -> Any:
        if day is not None and day > timezone.localdate():
            raise serializers.ValidationError(_("This day has not come yet. Check the date."))
        return day


class ReceiptSerializer(serializers.Serializer[Any]):
    """What became of it. `code` opens the mailbox of the complainant: it is told once, with the first answer."""

    number = serializers.CharField()
    received_on = serializers.DateField()
    code = serializers.CharField(allow_null=True)


def intake_from(data: dict[str, Any], *, sender: User, intake_key: str) -> Intake:
    """The intake of a checked complaint."""
    register, origin = register_here()
    given = dict(data)
    identity, involved, day = given.pop("identity"), given.pop("involved"), given.pop("received_on")
    return Intake(
        **given
        | {
            "register": register,
            "origin": origin,
            "channel": "body",
            "categories": tuple(dict.fromkeys(given["categories"])),
            "wishes": tuple(dict.fromkeys(given["wishes"])),
            "identity": IdentityIntake(**identity) if identity else None,
            "involved": tuple(
                InvolvedIntake(**each | {"allegations": tuple(each["allegations"])}) for each in involved
            ),
            "received_at": received_at_of(day),
            "intake_key": intake_key,
            "entered_by": sender,
        }
    )
