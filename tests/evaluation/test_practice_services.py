"""Who may claim, use and rate what: the sentences that refuse it, and what a change makes stale."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from evaluation.models import EvidenceRating, Practice, PracticeUse, ResearchProject
from evaluation.selectors.practices import REGISTER, Search, practices_found
from evaluation.services.practices import (
    FaultError,
    practice_publish,
    practice_rate,
    practice_retire,
    practice_save,
    research_save,
    use_save,
)
from evaluation.workflow.practices import codes_of, lists
from legitimacy.access import AccessDeniedError, can
from legitimacy.models import Corps, CorpsLink, Register, Role, StaleMark, User
from legitimacy.models.trail import TrailEvent
from tests.evaluation.practice import TEXTS, practice_make, project_make, rated, used
from tests.people import corps_make, person_joins, person_make

pytestmark = pytest.mark.django_db
DIMENSIONS = dict.fromkeys(codes_of("emmie"), (2, ""))
VALUES: dict[str, Any] = {
    "title": "Buren",
    "code": "buren",
    "language": "nl",
    "kind": "mediation",
    "functionality": "community",
    **TEXTS,
    "cost": "",
    "results": "",
}


@pytest.fixture
def officer(demervallei: Corps) -> User:
    return person_make("Bram", (Role.EVALUATION_OFFICER, demervallei))


@pytest.fixture
def rater(db: None) -> User:
    return person_make("Olga", (Role.RESEARCH_RATER, Register.EXAMPLE))


def rate(practice: Practice, actor: User, level: int = 3, **given: Any) -> EvidenceRating:
    usual: dict[str, Any] = {"sources": [("Studie", "https://doi.org/10.1000/182")], "seen": practice.ratings.count()}
    return practice_rate(
        practice=practice, level=level, summary="Gunstig.", dimensions=DIMENSIONS, actor=actor, **usual | given
    )


def test_every_word_stands_in_four_languages_with_its_source() -> None:
    for entries in lists.lists.values():
        for entry in entries.values():
            assert all((entry.label.nl, entry.label.fr, entry.label.de, entry.label.en, entry.source)), entry.code


def test_from_draft_to_retired_and_what_is_refused(demervallei: Corps, officer: User) -> None:
    draft = practice_save(practice=Practice(corps=demervallei), values=VALUES, actor=officer)
    assert (draft.status, draft.register, draft.origin) == ("draft", "example", "simulated")
    for field, text in (
        ("results", "Bewezen goed."),
        ("done", "Effet PROUVÉ"),
        ("title", "Evidence-based"),
    ):
        with pytest.raises(FaultError) as refused:
            practice_save(practice=draft, values=VALUES | {field: text}, version=1, actor=officer)
        assert refused.value.field == field
    with pytest.raises(FaultError, match="intussen gewijzigd"):
        practice_save(practice=draft, values=VALUES, version=7, actor=officer)
    draft.refresh_from_db()
    practice_publish(practice=draft, version=1, actor=officer)
    assert draft.published_on == timezone.localdate()
    with pytest.raises(FaultError, match="ze blijft zoals ze is"):
        practice_save(practice=draft, values=VALUES | {"code": "anders"}, version=2, actor=officer)
    rated(draft, 3, "2025-01-01")
    practice_save(practice=draft, values=VALUES | {"results": "Bewezen in een studie."}, version=2, actor=officer)
    practice_retire(practice=draft, version=3, actor=officer)
    with pytest.raises(FaultError, match="niet langer aangeraden"):
        use_save(
            use=PracticeUse(practice=draft, corps=demervallei),
            values={"since": date(2025, 1, 1), "until": None, "remark": ""}, actor=officer,
        )  # fmt: skip
    verbs = list(TrailEvent.objects.filter(verb__startswith="practice.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["practice.added", "practice.published", "practice.changed", "practice.retired"]


def test_only_a_rater_without_a_tie_rates_and_nothing_is_overwritten(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps, officer: User, rater: User
) -> None:
    practice = practice_make(heidekant, "p")
    for person in (officer, person_make("Els", (Role.RESEARCH_RATER, Register.BELGIUM))):
        with pytest.raises(AccessDeniedError):
            rate(practice, person)
    for level, sources, field in (
        (3, [], "source_1"), (2, [("Studie", "11.1/x")], "doi_1"), (2, [("", "10.1000/1")], "source_1"),
        (6, [("Studie", "")], "level"),
    ):  # fmt: skip
        with pytest.raises(FaultError) as refused:
            rate(practice, rater, level, sources=sources)
        assert refused.value.field == field
    used(practice, demervallei, "2024-01-01")
    first, second = rate(practice, rater, 4), rate(practice, rater, 2)
    assert [each.pk for each in practice.ratings.all()] == [second.pk, first.pk]
    assert first.sources.get().doi == "10.1000/182"
    assert first.dimensions.count() == 5
    with pytest.raises(FaultError, match="intussen een score"):
        rate(practice, rater, 4, seen=1)
    marks = StaleMark.objects.filter(source="evaluation_practice", subject_id=demervallei.pk)
    assert set(marks.values_list("indicator", flat=True)) == {"EFF-11"}

    merged = corps_make("V099", "Samen")
    CorpsLink.objects.create(predecessor=demervallei, successor=merged, on=date(2025, 1, 1), residents=1)
    person_joins(rater, Role.STAFF, merged)
    assert not can(User.objects.get(pk=rater.pk), "practice.rate", practice), "works in what came of a user's corps"


def test_uses_do_not_overlap_and_mark_every_quarter_since(
    demervallei: Corps, belgian_corps: Corps, officer: User
) -> None:
    practice = practice_make(demervallei, "p")
    values: dict[str, Any] = {"since": date(2025, 5, 1), "until": None, "remark": ""}
    use = use_save(use=PracticeUse(practice=practice, corps=demervallei), values=values, actor=officer)
    marked = set(StaleMark.objects.values_list("indicator", "period"))
    assert {("EFF-11", "2025-Q2"), ("EFF-10", "2025-Q2"), ("EFF-11", "2025-Q4")} <= marked
    assert ("EFF-11", "2025-Q1") not in marked
    with pytest.raises(FaultError, match="in deze dagen al"):
        use_save(use=PracticeUse(practice=practice, corps=demervallei), values=values, actor=officer)
    with pytest.raises(FaultError, match="voor het begon"):
        use_save(use=use, values=values | {"until": date(2025, 4, 1)}, version=1, actor=officer)
    abroad = practice_make(belgian_corps, "abroad")
    with pytest.raises(FaultError, match="register van uw korps"):
        use_save(use=PracticeUse(practice=abroad, corps=demervallei), values=values, actor=officer)
    with pytest.raises(AccessDeniedError):
        use_save(use=PracticeUse(practice=abroad, corps=belgian_corps), values=values, actor=officer)


def test_research_is_refused_with_a_sentence_at_its_field(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps, officer: User
) -> None:
    good: dict[str, Any] = {
        "title": "Onderzoek", "language": "nl", "kind": "evaluation", "school": None, "university": "U", "centre": "",
        "practice": None, "begins_on": date(2024, 1, 1), "signed_on": date(2024, 2, 1), "address": "", "outcome": "",
        "published_on": date(2025, 2, 1), "doi": "doi:10.1000/182",
    }  # fmt: skip
    wrong: tuple[tuple[dict[str, Any], list[Corps], str], ...] = (
        ({"doi": "10/x"}, [demervallei], "doi"),
        ({"doi": ""}, [demervallei], "doi"),
        ({"university": ""}, [demervallei], "university"),
        ({"published_on": date(2023, 1, 1)}, [demervallei], "published_on"),
        ({"signed_on": date(2025, 3, 1)}, [demervallei], "signed_on"),
        ({}, [], "corps"),
        ({}, [heidekant], "corps"),
        ({}, [demervallei, belgian_corps], ""),
    )
    for change, corps, field in wrong:
        with pytest.raises(FaultError) as refused:
            research_save(project=ResearchProject(register="example"), values=good | change, corps=corps, actor=officer)
        assert refused.value.field == field, change
    assert not ResearchProject.objects.exists()
    project = research_save(
        project=ResearchProject(register="example"), values=good, corps=[demervallei, heidekant], actor=officer
    )
    assert (project.doi, project.origin) == ("10.1000/182", "simulated")
    marked = set(StaleMark.objects.values_list("subject_id", "indicator", "period"))
    assert {(heidekant.pk, "EFF-10", "2024-Q1"), (demervallei.pk, "EFF-10", "2025-Q4")} <= marked


def test_pages_search_export_and_hide_drafts(
    client: Client, demervallei: Corps, heidekant: Corps, belgian_corps: Corps, officer: User, rater: User
) -> None:
    from legitimacy.record_links import url_of_record
    from tests.professionalism.training import school_make

    talk = practice_make(heidekant, "praten", title="Praten over de haag")
    used(talk, demervallei, "2024-01-01")
    rated(talk, 2, "2021-01-01")
    rated(talk, 4, "2022-01-01")
    practice_make(heidekant, "dwang", kind="coercion", functionality="traffic")
    draft = practice_make(demervallei, "ontwerp", status="draft")
    practice_make(belgian_corps, "echt", title="Echte praktijk")
    project_make(demervallei, practice=talk, title="Over praten")
    school = school_make("VBL-S1")
    project_make(school=school, kind="chair", title="Leerstoel vertrouwen")

    def listed(query: str) -> list[str]:
        page = client.get(f"/nl/practices/?register=example&{query}")
        return [row["practice"].code for row in page.context["rows"]]

    assert listed("") == ["dwang", "praten"]
    for query in ("q=haag", "kind=mediation", "functionality=community", "level=3", "corps=V017"):
        assert listed(query) == ["praten"], query
    assert (listed("level=none"), listed("level=5"), listed("level=x")) == (["dwang"], [], ["dwang", "praten"])
    found = practices_found(Search(register="example"))
    first = REGISTER.page_read(found, "title", size=1)
    second = REGISTER.page_read(found, "title", first.next, size=1)
    assert [one.code for one in (*first.rows, *second.rows)] == ["dwang", "praten"]
    assert (bool(second.previous), second.next) == (True, "")
    rows = client.get("/nl/practices/register.csv?register=example&level=3").content.decode().splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("praten,example,simulated,Praten over de haag,V018,nl,published,mediation,community,4,")

    page = client.get("/fr/practices/praten/").content.decode()
    for words in ("4\u00a0: plusieurs lieux", "1 note plus ancienne", "/fr/corps/V017/", "Over praten", 'lang="nl"'):
        assert words in page, words
    assert "nog geen score" in client.get("/nl/practices/dwang/").content.decode()
    assert client.get("/nl/practices/ontwerp/").status_code == 404
    assert "Leerstoel vertrouwen" in client.get("/nl/schools/VBL-S1/").content.decode()
    assert "Over praten" in client.get("/nl/research/?register=example").content.decode()
    assert url_of_record(officer, "practice", "ontwerp") == "/nl/practices/ontwerp/"
    assert (url_of_record(rater, "practice", "ontwerp"), url_of_record(rater, "practice", "no")) == ("", "")

    client.force_login(officer)
    assert client.get("/nl/practices/ontwerp/").status_code == 200
    assert "Ontwerp: Praktijk ontwerp" in client.get("/nl/evaluation/").content.decode()
    answer = client.post(f"/nl/evaluation/practices/{draft.code}/change/", {"publish": "1", "version": "1"})
    assert answer.headers["Location"] == "/nl/practices/ontwerp/"
    assert client.post("/nl/evaluation/practices/dwang/use/", {"since": "2025-01-01"}).status_code == 302
    assert client.get("/nl/evaluation/research/").context["rows"][0]["project"].title == "Over praten"
    client.force_login(rater)
    assert [one.code for one, _may in client.get("/nl/evaluation/practices/").context["queue"]] == ["dwang", "ontwerp"]
