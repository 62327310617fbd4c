"""Shapes that the lists of the API share, and how reading addresses describe themselves."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from legitimacy.problem_schema import ApiSchema, ProblemSerializer
from legitimacy.problems import CONTENT_TYPE

LANGUAGE = {
    "in": "header",
    "name": "Accept-Language",
    "schema": {"type": "string"},
    "description": "Language of texts and of errors: nl, fr, de or en",
}
ETAG = {"schema": {"type": "string"}, "description": "Send it back as If-None-Match"}
FAULTS = {
    "400": "A filter that is unknown or cannot be right; `field` names it",
    "401": "A token that is not valid or has ended",
    "404": "Nothing of this code, or a cursor that is no page",
    "406": "A kind of answer that there is not",
    "429": "Too many requests of this token or address; see Retry-After",
}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How a token is sent."""

    target_class = "legitimacy.accounts.api_tokens.HouseTokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> Any:
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Token")  # noqa: S106


class ReadSchema(ApiSchema):
    """Every answer of a reading address: the content, nothing new (304), and each fault as a problem document."""

    def _get_parameters(self) -> Any:
        return [*super()._get_parameters(), LANGUAGE]

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        if "200" in bodies:
            bodies["200"].setdefault("headers", {})["ETag"] = ETAG
            bodies["304"] = {"description": "Nothing changed since the ETag that was sent"}
        for code, words in FAULTS.items():
            if code not in bodies:
                problem = self._get_response_for_code(ProblemSerializer, code, media_types=[CONTENT_TYPE])  # type: ignore[no-untyped-call]
                bodies[code] = problem | {"description": words}
        bodies["429"].setdefault("headers", {})["Retry-After"] = {"schema": {"type": "integer"}}
        return bodies


def page_of(serializer: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """The envelope of a page: addresses of the next and the previous one, and the rows."""
    return inline_serializer(
        f"{serializer.__name__.removesuffix('Serializer')}Page",
        {
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": serializer(many=True),
        },
    )
