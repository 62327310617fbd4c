"""POST /api/v1/complaints/: one more way into the same intake."""

import re
from typing import Any

from django.db import IntegrityError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

from complaints.api.serializers import ComplaintSerializer, ReceiptSerializer, intake_from
from complaints.models import Complaint
from complaints.selectors.places import register_here
from complaints.services.intake import Intake, IntakeError, complaint_register
from legitimacy.access import AccessDeniedError, can, denial_append
from legitimacy.accounts.api_tokens import is_in_scope
from legitimacy.models import Scope, User
from legitimacy.problem_schema import ApiSchema, ProblemSerializer
from legitimacy.problems import ConflictError, TooLargeError, UnusableError

LARGEST = 1_000_000
PURPOSE = "complaints.api"
KEY = re.compile(r"[\x21-\x7e]{16,200}")
COMPARED = ("kind", "story", "place", "happened_on", "corps", "is_anonymous", "external_reference")
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 16, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="Made by you for this complaint, such as a UUID. Sent again it gives the same file, never another.",
)


class SubmitThrottle(UserRateThrottle):
    scope = "complaint_submit"


class ComplaintSubmit(APIView):
    """Hand over a complaint that came in with your body. Needs a token of somebody who works for one.

    It is taken by the same rules as on the form of this site, and goes to the body that the routing rules choose. The
    answer holds its number and, the first time only, the code of the complainant's mailbox: give both to them.
    """

    permission_classes = (IsAuthenticated,)
    parser_classes = (JSONParser,)
    throttle_classes = (SubmitThrottle,)
    schema = ApiSchema()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        register, _origin = register_here()
        if not is_in_scope(request, Scope.COMPLAINTS) or not can(request.user, "complaint.submit", register):
            denied = AccessDeniedError("complaint.submit", None)
            denial_append(request._request, denied)
            raise denied
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST:
            raise TooLargeError(_("A complaint is at most a million characters here; files follow by the mailbox."))

    @extend_schema(
        operation_id="v1_complaints_create",
        parameters=[IDEMPOTENCY_KEY],
        request=ComplaintSerializer,
        responses={
            201: ReceiptSerializer,
            200: OpenApiResponse(ReceiptSerializer, "It was sent before: the same file, without the code"),
            (400, "application/problem+json"): OpenApiResponse(ProblemSerializer, "A field or the key is wrong"),
            (401, "application/problem+json"): OpenApiResponse(ProblemSerializer, "No token, or one that ended"),
            (403, "application/problem+json"): OpenApiResponse(ProblemSerializer, "You work for no other body"),
            (409, "application/problem+json"): OpenApiResponse(ProblemSerializer, "Your reference is in use"),
            (413, "application/problem+json"): OpenApiResponse(ProblemSerializer, "Too large"),
            (422, "application/problem+json"): OpenApiResponse(
                ProblemSerializer, "The key came with another complaint"
            ),
            (429, "application/problem+json"): OpenApiResponse(ProblemSerializer, "Too many; see Retry-After"),
        },
    )
    def post(self, request: Request) -> Response:
        sender: User = request.user  # type: ignore[assignment]  # IsAuthenticated
        key = request.headers.get("Idempotency-Key", "")
        if not KEY.fullmatch(key):
            raise ParseError(_("Send a header Idempotency-Key of 16 to 200 characters, such as a UUID."))
        asked = ComplaintSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        # A key is one sender's: another sender with the same key has another file, and nobody learns of a code.
        own = salted_hmac(PURPOSE, f"{sender.pk}\x1f{key}", algorithm="sha256").hexdigest()
        intake = intake_from(asked.validated_data, sender=sender, intake_key=own)
        try:
            done = complaint_register(intake)
        except IntakeError as error:
            raise ValidationError({error.field: [str(error)]}) from None
        except IntegrityError:
            raise ConflictError(_("Another complaint has this external reference already.")) from None
        if not done.is_new and _differs(done.complaint, intake):
            raise UnusableError(_("This key came with another complaint before; make a new key for each."))
        receipt = {
            "number": done.complaint.number,
            "received_on": done.complaint.received_on,
            "code": done.code if done.is_new else None,
        }
        answer = Response(ReceiptSerializer(receipt).data, status=201 if done.is_new else 200)
        answer["Cache-Control"] = "no-store"
        return answer


def _differs(complaint: Complaint, intake: Intake) -> bool:
    if any(getattr(complaint, name) != getattr(intake, name) for name in COMPARED):
        return True
    return set(complaint.allegations.values_list("category", flat=True)) != set(intake.categories)
