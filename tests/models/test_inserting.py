"""Inserting many rows at once stores what saving them one by one would store."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from complaints.models import Draft
from legitimacy.indicators.definitions import Origin
from legitimacy.models import AreaStatistic, Corps, DeliveredFigure, Delivery, Register, Release
from legitimacy.models.inserting import objects_insert, objects_insert_keyed, rows_insert

pytestmark = pytest.mark.django_db
COLUMNS = ("subject_id", "kind", "date", "value", "source")


@pytest.fixture
def delivery() -> Delivery:
    return Delivery.objects.create(source="a file", register=Register.EXAMPLE, origin=Origin.SIMULATED)


def test_rows_are_stored_as_given(demervallei: Corps) -> None:
    rows_insert(AreaStatistic, COLUMNS, [(demervallei.pk, "population", date(2025, 1, 1), 61240.0, "")])
    fact = AreaStatistic.objects.get()
    assert (fact.subject_id, fact.date, fact.value) == (demervallei.pk, date(2025, 1, 1), 61240.0)


def test_no_rows_change_nothing() -> None:
    rows_insert(AreaStatistic, COLUMNS, [])
    objects_insert([])
    assert not AreaStatistic.objects.exists()


def test_objects_are_stored_with_their_defaults_and_times(demervallei: Corps, delivery: Delivery) -> None:
    before = datetime.now(UTC)
    objects_insert([DeliveredFigure(delivery=delivery, subject=demervallei, indicator="EFF-01", period="2025-Q4", n=3)])
    figure = DeliveredFigure.objects.get()
    assert (figure.state, figure.n, figure.value) == ("ok", 3, None)
    assert before <= figure.updated_at <= datetime.now(UTC)


def test_lists_are_stored_as_json() -> None:
    objects_insert([Release(code="one", register=Register.EXAMPLE, periods=["2023", "2025-Q4"])])
    assert Release.objects.get().periods == ["2023", "2025-Q4"]


def test_a_row_takes_the_place_of_another_on_its_unique_fields(demervallei: Corps, delivery: Delivery) -> None:
    key = {"subject": demervallei, "indicator": "EFF-01", "period": "2025-Q4"}
    for value in (1.0, 2.0):
        objects_insert([DeliveredFigure(delivery=delivery, value=value, **key)], unique=list(key))
    assert DeliveredFigure.objects.get().value == 2.0


def test_a_row_that_stands_already_is_refused_without_unique_fields(demervallei: Corps) -> None:
    rows = [(demervallei.pk, "population", date(2025, 1, 1), 1.0, "")]
    rows_insert(AreaStatistic, COLUMNS, rows)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows_insert(AreaStatistic, COLUMNS, rows)
    assert AreaStatistic.objects.count() == 1


def test_objects_get_the_keys_of_their_rows_in_order(demervallei: Corps) -> None:
    deliveries = [Delivery(source=f"file {place}", register=Register.EXAMPLE, origin="simulated") for place in range(3)]
    objects_insert_keyed(deliveries)
    objects_insert_keyed([])
    assert [Delivery.objects.get(pk=each.pk).source for each in deliveries] == ["file 0", "file 1", "file 2"]


def test_sealed_texts_are_stored_sealed() -> None:
    objects = [
        Draft(code_hash=f"hash {place}", answers=f"a story {place}", expires_at=datetime.now(UTC)) for place in (1, 2)
    ]
    objects_insert_keyed(objects)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM complaints_draft")
        assert all("story" not in stored for (stored,) in cursor.fetchall())
    assert [Draft.objects.get(pk=each.pk).answers for each in objects] == ["a story 1", "a story 2"]
