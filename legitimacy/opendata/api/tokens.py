"""Tokens for scripts, made by a person who is signed in and ended by whoever holds one."""

from datetime import timedelta
from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from legitimacy.accounts.api_tokens import DAYS, HouseTokenAuthentication, TooManyTokensError, token_create, token_end
from legitimacy.models import Scope, User
from legitimacy.problem_schema import ApiSchema
from legitimacy.problems import ConflictError


class TokenAskedSerializer(serializers.Serializer[Any]):
    """What the token is for. Left out: everything that its owner may, for ten hours."""

    name = serializers.CharField(max_length=60, default="API")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Scope.values), default=list(Scope.values), max_length=10
    )
    hours = serializers.IntegerField(min_value=1, max_value=DAYS[-1] * 24, default=10)


class TokenSerializer(serializers.Serializer[Any]):
    """`token` is told this once."""

    token = serializers.CharField()
    expiry = serializers.DateTimeField()
    scopes = serializers.ListField(child=serializers.CharField())


class TokenCreate(APIView):
    """Make a token from a signed-in session. It is shown once, stored as a hash, and ends on its day."""

    authentication_classes = (SessionAuthentication,)
    permission_classes = (IsAuthenticated,)
    schema = ApiSchema()

    @extend_schema(operation_id="v1_tokens_create", request=TokenAskedSerializer, responses={200: TokenSerializer})
    def post(self, request: Request) -> Response:
        asked = TokenAskedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        try:
            about, secret = token_create(
                person=cast(User, request.user),
                name=given["name"],
                scopes=given["scopes"],
                lasts=timedelta(hours=given["hours"]),
            )
        except TooManyTokensError as error:
            raise ConflictError(str(error)) from error
        answer = {"token": secret, "expiry": about.token.expiry, "scopes": about.scopes}
        return Response(TokenSerializer(answer).data, headers={"Cache-Control": "no-store"})


class TokenRevoke(APIView):
    """End the token that this request carries."""

    authentication_classes = (HouseTokenAuthentication,)
    permission_classes = (IsAuthenticated,)
    schema = ApiSchema()

    @extend_schema(operation_id="v1_tokens_revoke", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        token_end(request.auth)
        return Response(status=204)
