"""Bringing in a register in the browser: seen first, stored on a second word, by who may."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.imports import uploads
from complaints.models import Complaint
from legitimacy.attachments import sealing
from legitimacy.models import Corps, Register, Role, TrailEvent, User
from tests.complaints.importing import FIRST, HEAD, MAPPING, SECOND, THIRD, demo_on
from tests.people import person_make

URL = "/en/complaints/import/"
OWN = MAPPING.split("[organisation]")[0] + "[fields]" + MAPPING.split("[fields]")[1]
Show = Callable[..., Any]

__all__ = ["demo_on"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(demo_on: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.ATTACHMENTS_DIR = str(tmp_path / "attachments")


@pytest.fixture
def show(client: Client, ilse: User, demervallei: Corps) -> Show:
    """Ilse uploads these lines under her own mapping."""

    def show(*lines: str, who: User = ilse, mapping: str = OWN, corps: Corps | None = demervallei, **more: Any) -> Any:
        client.force_login(who)
        table = SimpleUploadedFile("register.csv", "\n".join(lines).encode())
        answers = {"table": table, "own_mapping": SimpleUploadedFile("own.toml", mapping.encode())}
        return client.post(URL, answers | ({"corps": corps.pk} if corps else {}) | more)

    return show


def test_a_preview_shows_rows_and_rejects_and_stores_nothing(show: Show) -> None:
    answer = show(HEAD, FIRST, SECOND, "x;nonsense;;geweld;;")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "nothing is stored yet" in page
    assert "coercion or force" in page
    assert "“nonsense” is no date." in page
    assert not Complaint.objects.exists()


def test_the_second_word_stores_it_once(show: Show, client: Client, ilse: User, demervallei: Corps) -> None:
    token = show(HEAD, FIRST, SECOND, THIRD).context["token"]
    done = client.post(URL, {"token": token})
    assert (done.status_code, done.context["summary"].added) == (200, 2)
    assert set(Complaint.objects.values_list("corps", "origin", "holder")) == {(demervallei.pk, "simulated", "corps")}
    assert TrailEvent.objects.get(verb="complaints.imported").actor_id == ilse.pk
    again = client.post(URL, {"token": token})
    assert again.status_code == 410
    assert Complaint.objects.count() == 2


def test_rejects_come_as_a_file_that_runs_no_formula(show: Show, client: Client) -> None:
    mapping = OWN.replace('category = "Aard"', 'category = "=1+1"')
    token = show(HEAD.replace("Aard", "=1+1"), FIRST.replace("onbeleefd", "@SUM(A1)"), mapping=mapping).context["token"]
    answer = client.get(f"{URL}{token}/rejects.csv")
    assert answer.content.decode().splitlines()[1].startswith("2,'=1+1,")
    assert "attachment" in answer["Content-Disposition"]


def test_what_somebody_uploaded_is_sealed_and_nobody_elses(show: Show, client: Client, ivo: User) -> None:
    token = show(HEAD, FIRST).context["token"]
    kept = list(Path(sealing.folder()).rglob("*.table"))
    assert kept
    assert b"loket" not in b"".join(path.read_bytes() for path in kept)
    client.force_login(ivo)
    assert client.get(f"{URL}{token}/rejects.csv").status_code == 404
    assert client.post(URL, {"token": token}).status_code == 410
    assert not Complaint.objects.exists()


def test_a_preview_ends_after_two_hours(show: Show, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token = show(HEAD, FIRST).context["token"]
    monkeypatch.setattr(uploads, "KEPT_SECONDS", -1)
    assert client.post(URL, {"token": token}).status_code == 410
    assert not Complaint.objects.exists()


def test_whoever_lost_the_role_meanwhile_imports_nothing(show: Show, client: Client, ilse: User) -> None:
    token = show(HEAD, FIRST).context["token"]
    ilse.memberships.all().delete()
    assert client.post(URL, {"token": token}).status_code == 403
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("token", ["x", "0" * 32, "../../etc/passwd"])
def test_a_guessed_token_finds_nothing(show: Show, client: Client, ilse: User, token: str) -> None:
    client.force_login(ilse)
    assert client.post(URL, {"token": token}).status_code == 410


def test_no_corps_is_filled_by_another(show: Show, heidekant: Corps) -> None:
    theirs = MAPPING.replace('"foreign_test"', '"example"').replace('code = "TEST"', f'code = "{heidekant.code}"')
    assert "another corps than yours" in show(HEAD, FIRST, mapping=theirs).content.decode()
    assert show(HEAD, FIRST, corps=heidekant).status_code == 422
    assert show(HEAD, FIRST, mapping=MAPPING).status_code == 422  # a register elsewhere is no corps of hers
    assert not Complaint.objects.exists()


def test_an_administrator_of_the_foreign_register_may_make_a_corps_in_it(show: Show, client: Client) -> None:
    anna = person_make("Anna", (Role.ADMINISTRATOR, Register.FOREIGN_TEST))
    shown = show(HEAD, FIRST, who=anna, mapping=MAPPING, corps=None)
    assert shown.status_code == 200
    assert not Corps.objects.filter(code="TEST").exists()
    done = client.post(URL, {"token": shown.context["token"]})
    assert "Foreign test register" in done.content.decode()
    assert Complaint.objects.get().corps == Corps.objects.get(code="TEST")


@pytest.mark.parametrize(
    ("lines", "mapping", "sentence"),
    [
        (("",), OWN, "is empty"),
        (("\x00\x01",), OWN, "binary"),
        (("Dossier", "1"), OWN, "missing column"),
        ((HEAD, FIRST), "kind = ", "no valid TOML"),
        ((HEAD, FIRST), 'kind = "values"', "no mapping of these records"),
        ((HEAD, FIRST), OWN.replace('"T4"', '"Z9"'), "no code of"),
        ((HEAD, FIRST), OWN.replace("reference =", "number ="), "is no field"),
        ((HEAD, FIRST), OWN + "\n[colour]\n", "check the spelling"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    show: Show, lines: tuple[str, ...], mapping: str, sentence: str
) -> None:
    answer = show(*lines, mapping=mapping)
    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("&quot;", '"')


def test_a_file_over_the_limit_is_refused(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("complaints.forms.importing.LARGEST", 10)
    assert "larger than" in show(HEAD, FIRST).content.decode()
