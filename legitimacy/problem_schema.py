"""How the API describes itself: every operation may answer with a problem document."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from legitimacy.problems import CONTENT_TYPE


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457. `detail` is a sentence that says what to do; `field` names a filter that cannot be right, `errors` says
    what is wrong with each field of what was sent.
    """

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    field = serializers.CharField(required=False)
    errors = serializers.DictField(required=False)  # type: ignore[assignment]  # a name of the document


class ApiSchema(AutoSchema):
    """Adds the problem document as the answer to everything that goes wrong."""

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        problem = self._get_response_for_code(ProblemSerializer, "default", media_types=[CONTENT_TYPE])  # type: ignore[no-untyped-call]
        return bodies | {"default": problem}
