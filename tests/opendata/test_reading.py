"""What every reading address does: ETags, other sites, the whole year in one file, tokens with scopes."""

import csv
import io
from typing import Any

from django.test import Client

from legitimacy.models import ApiToken, Corps, User
from tests.disclosure.conftest import PERIOD


def test_what_did_not_change_is_not_sent_again(client: Client, published: Corps, tom: User) -> None:
    for address in ("/api/v1/values/", "/api/v1/corps/V017/", "/api/v1/values.csv?register=example"):
        first = client.get(address)
        assert first["Cache-Control"] == "public, max-age=60"
        again = client.get(address, headers={"if-none-match": f"W/{first['ETag']}"})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
        assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200
    client.force_login(tom)
    mine = client.get("/api/v1/values/?corps=V018")
    assert mine["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie", "Accept-Language"} <= {part.strip() for part in mine["Vary"].split(",")}


def test_other_sites_read_what_visitors_read_and_nothing_of_an_account(
    client: Client, published: Corps, tom: User
) -> None:
    assert client.get("/api/v1/values/")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/values/?corp=1")["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/api/v1/values/", headers={"origin": "https://site.example"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "Authorization" not in asked["Access-Control-Allow-Headers"]
    client.force_login(tom)
    answer = client.get("/api/v1/values/")
    assert "Access-Control-Allow-Origin" not in answer
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_year_comes_in_one_file_with_what_was_released_alone(client: Client, published: Corps, tom: User) -> None:
    client.force_login(tom)  # also for the chief: this file is the public's
    answer = client.get("/api/v1/values.csv?register=example&year=2025", headers={"accept": "text/csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="values-example-2025-simulated.csv"'
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))
    found = {(row["corps"], row["indicator"]): row for row in rows}
    assert (found["V017", "EFF-07"]["value"], found["V017", "EFF-07"]["period"]) == ("0.61", PERIOD)
    assert (found["V018", "EFF-09"]["state"], found["V018", "EFF-09"]["numerator"]) == ("suppressed", "")
    assert len(rows) == 5
    none = b"".join(client.get("/api/v1/values.csv?register=example&year=2024"))
    assert none.count(b"\n") == 1


def test_somebody_makes_a_token_with_a_scope_sees_it_once_and_revokes_it(
    client: Client, published: Corps, tom: User, katrien: User
) -> None:
    page = "/en/opendata/tokens/"
    client.force_login(tom)
    refused = client.post(page, {"name": "", "days": "400"})
    assert refused.status_code == 400
    secrets = {}
    for name, scopes in (("public", []), ("full", ["figures"])):
        made = client.post(page, {"name": name, "scopes": scopes, "days": "7"})
        assert made.status_code == 200
        assert "no-store" in made["Cache-Control"]
        secrets[name] = made.context["secret"]
        assert secrets[name] in made.content.decode()
    assert not any(secret in client.get(page).content.decode() for secret in secrets.values())

    def hidden(name: str) -> Any:
        answer = Client().get(
            "/api/v1/values/",
            {"corps": "V018", "indicator": "EFF-09", "period": PERIOD},
            headers={"authorization": f"Token {secrets[name]}"},
        )
        return answer.json()["results"][0]["numerator"] if answer.status_code == 200 else answer.status_code

    assert (hidden("public"), hidden("full")) == (None, 2)
    key = ApiToken.objects.get(name="full").pk
    stranger = Client()
    stranger.force_login(katrien)
    assert stranger.post(f"{page}{key}/revoke/").status_code == 404
    assert client.post(f"{page}{key}/revoke/").status_code == 302
    assert hidden("full") == 401
