"""The command scorecards_compute."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from legitimacy.models import Corps, IndicatorValue, Run, Scorecard
from legitimacy.scorecards.selectors import periods_computable
from tests.scorecards.world import deliver, deliver_quarters, framework_load


def run(*arguments: str) -> str:
    out = StringIO()
    with override("en"):
        call_command("scorecards_compute", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def delivered(demervallei: Corps, heidekant: Corps) -> None:
    """Two corps with figures of two quarters and a year."""
    framework_load()
    for corps in (demervallei, heidekant):
        deliver_quarters(corps, "EFF-01", "2025-Q4", (10, 20), (12, 20))
        deliver(corps, "PRV-03", "2023", 400, 1000)


@pytest.mark.usefixtures("delivered")
def test_one_period_is_computed_and_summed_up() -> None:
    assert run("--period", "2025-Q4").splitlines()[-1].startswith("2025-Q4: 2 scorecards")


@pytest.mark.usefixtures("delivered")
def test_the_summary_is_one_line_of_json_and_the_last() -> None:
    summary = json.loads(run("--period", "2025-Q4", "--json").splitlines()[-1])
    assert summary == {"periods": ["2025-Q4"], "added": 6, "unchanged": 0, "scorecards": 2}


@pytest.mark.usefixtures("delivered")
def test_all_periods_are_those_with_figures() -> None:
    summary = json.loads(run("--all", "--json"))
    assert summary["periods"] == ["2023", "2025-Q3", "2025-Q4"]


@pytest.mark.usefixtures("delivered")
def test_computing_everything_again_changes_nothing() -> None:
    run("--all")
    assert json.loads(run("--all", "--json"))["added"] == 0


@pytest.mark.usefixtures("delivered")
def test_one_corps_counts_its_own_values_only(demervallei: Corps) -> None:
    summary = json.loads(run("--period", "2025-Q4", "--corps", demervallei.code, "--json"))
    assert (summary["added"], summary["scorecards"]) == (3, 1)
    assert set(IndicatorValue.objects.values_list("subject", flat=True)) == {demervallei.pk}
    assert Scorecard.objects.filter(corps=demervallei).exists()


def test_the_first_quarters_of_a_pooled_indicator_are_no_periods_yet(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", *[(5, 10)] * 5)
    assert [str(period) for period in periods_computable()] == ["2025-Q3", "2025-Q4"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--period", "2025-Q9"], "2025-Q9 is no period: write a quarter such as 2025-Q4 or a year such as 2023."),
        (["--period", "2025-Q4", "--corps", "0000"], "There is no corps with the code 0000."),
        (["--period", "1999"], "Nothing was delivered for 1999, so there is no scorecard to compute."),
    ],
)
@pytest.mark.usefixtures("delivered")
def test_what_is_unknown_is_told_in_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as told:
        run(*arguments)
    assert str(told.value) == sentence


@pytest.mark.django_db
def test_without_figures_the_command_says_so() -> None:
    with pytest.raises(CommandError, match="import some first"):
        run("--all")
    assert not Run.objects.exists()
