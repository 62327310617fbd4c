"""The register: zones, municipalities, mergers, regions and names."""

from datetime import date

import pytest
from django.utils import translation

from legitimacy.imports.corps import register_import
from legitimacy.imports.corps.municipalities import municipality_names
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.summary import Summary
from legitimacy.imports.values import figures_import
from legitimacy.models import AreaStatistic, Corps, CorpsLink, Municipality, Region, Register, StaleMark, Subject
from tests.imports.conftest import Write

ZONES = "code,name,province,region,languages,municipalities,population_2020"
PLACES = "nis5,name_nl,name_fr,zone_code,population_2020"
MERGERS = "predecessor_code,predecessor_name,successor_code,population_2020_in_successor"
GENT = "5415,Gent,Oost-Vlaanderen,Flanders,nl,1,263927"


def counts(summary: Summary) -> tuple[int, ...]:
    return summary.added, summary.updated, summary.unchanged, summary.merged, summary.rejected


@pytest.mark.django_db
def test_a_zone_brings_its_region_province_and_residents(write: Write) -> None:
    assert counts(register_import(path=write(ZONES, GENT))) == (1, 0, 0, 0, 0)
    gent = Corps.objects.get(code="5415")
    assert gent.province is not None
    assert gent.region is not None
    assert (gent.province.name, gent.region.name_fr, gent.languages) == ("Oost-Vlaanderen", "Région flamande", "nl")
    fact = AreaStatistic.objects.get(subject=gent)
    assert (fact.kind, fact.date, fact.value, fact.source) == ("population", date(2020, 1, 1), 263_927.0, "Statbel")


@pytest.mark.django_db
def test_a_zone_of_brussels_lies_in_no_province(write: Write) -> None:
    register_import(path=write(ZONES, "5344,Polbruno,Bruxelles,Brussels,nl fr,3,202952"))
    polbruno = Corps.objects.get(code="5344")
    assert polbruno.province is None
    assert polbruno.region is not None
    assert polbruno.region.code == "BE-BRU"


@pytest.mark.django_db
def test_a_zone_is_updated_only_where_it_differs(write: Write) -> None:
    register_import(path=write(ZONES, GENT))
    assert counts(register_import(path=write(ZONES, GENT))) == (0, 0, 1, 0, 0)
    assert counts(register_import(path=write(ZONES, GENT.replace("263927", "263.928")))) == (0, 1, 0, 0, 0)
    assert AreaStatistic.objects.get(subject__code="5415").value == 263_928.0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("54155,Gent,,Flanders,nl,1,1", "code"),
        (",Gent,,Flanders,nl,1,1", "code"),
        ("5415,,,Flanders,nl,1,1", "name"),
        (f"5415,{'x' * 121},,Flanders,nl,1,1", "name"),
        ("5415,Gent,Zeeland,Flanders,nl,1,1", "province"),
        ("5415,Gent,,Holland,nl,1,1", "region"),
        ("5415,Gent,,Flanders,xx,1,1", "languages"),
        ("5415,Gent,,Flanders,,1,1", "languages"),
        ("5415,Gent,,Flanders,nl,1,-5", "population_2020"),
        ("5415,Gent,,Flanders,nl,1,many", "population_2020"),
        ("BE,Gent,,Flanders,nl,1,1", "code"),
    ],
)
def test_a_bad_zone_is_named_with_its_column(write: Write, row: str, column: str) -> None:
    summary = register_import(path=write(ZONES, row))
    assert [reject.column for reject in summary.rejects] == [column]
    assert not Corps.objects.exists()


def test_a_code_of_another_register_is_not_taken_over(write: Write, demervallei: Corps) -> None:
    summary = register_import(path=write(ZONES, "V017,Demervallei,,Flanders,nl,1,1"))
    assert "registers never mix" in summary.rejects[0].reason
    demervallei.refresh_from_db()
    assert demervallei.register == Register.EXAMPLE


@pytest.mark.django_db
def test_an_unreadable_register_leaves_no_region_behind(write: Write) -> None:
    with pytest.raises(FileRefusedError):
        register_import(path=write(ZONES, '5415,"Gent'))
    assert not Region.objects.exists()


@pytest.mark.django_db
def test_a_file_of_unknown_columns_is_refused_with_the_known_ones(write: Write) -> None:
    with pytest.raises(FileRefusedError, match="predecessor_code"):
        register_import(path=write("a,b", "1,2"))


@pytest.mark.parametrize(
    ("languages", "own", "other", "names"),
    [
        ("nl", "Ronse", "Ronse", {"name": "Ronse"}),
        ("nl", "Ronse", "Renaix", {"name": "Ronse", "name_nl": "Ronse", "name_fr": "Renaix"}),
        ("de", "Amel", "Amblève", {"name": "Amel", "name_de": "Amel", "name_fr": "Amblève"}),
        ("fr", "Mouscron", "Moeskroen", {"name": "Mouscron", "name_fr": "Mouscron"}),
        ("nl fr", "Elsene", "Ixelles", {"name": "Elsene / Ixelles", "name_nl": "Elsene", "name_fr": "Ixelles"}),
    ],
)
def test_two_names_go_to_the_languages_of_the_zone(languages: str, own: str, other: str, names: dict[str, str]) -> None:
    assert municipality_names(languages, own, other) == names


def test_a_municipality_needs_its_zone(write: Write, gent: Corps) -> None:
    path = write(PLACES, "44021,Gent,Gent,5415,263927", "11002,Antwerpen,Antwerpen,5345,529247", "4402,X,X,5415,1")
    summary = register_import(path=path)
    assert counts(summary) == (1, 0, 0, 0, 2)
    assert [(reject.row, reject.column) for reject in summary.rejects] == [(3, "zone_code"), (4, "nis5")]
    assert Municipality.objects.get().corps == gent


def test_a_municipality_that_changes_zone_makes_both_count_again(write: Write, boom: Municipality, gent: Corps) -> None:
    figures_import(path=write("code,indicator,period,percent", "11005,PRV-03,2023,33", "5345,EFF-17,2023,5"))
    StaleMark.objects.all().delete()
    register_import(path=write(PLACES, "11005,Boom,Boom,5415,18500"))
    assert set(StaleMark.objects.values_list("indicator", flat=True)) == {"PRV-03", "EFF-17"}


def test_a_merger_ends_the_predecessor_at_the_latest_day_it_can_have_been(write: Write, gent: Corps) -> None:
    assert counts(register_import(path=write(MERGERS, "5420,Deinze/Zulte,5415,59371"))) == (1, 0, 0, 0, 0)
    old = Corps.objects.get(code="5420")
    link = CorpsLink.objects.get()
    assert (old.name, old.valid_to, old.languages) == ("Deinze/Zulte", date(2020, 12, 31), gent.languages)
    assert (link.on, link.share, link.residents) == (date(2021, 1, 1), 1.0, 59_371)
    gent.refresh_from_db()
    assert gent.valid_from is None


def test_a_merger_on_a_known_day_dates_both_sides(write: Write, gent: Corps, antwerpen: Corps) -> None:
    header = f"{MERGERS},on".replace("population_2020", "population_2024")
    register_import(path=write(header, "5345,Antwerpen,5415,529247,1/1/2025"))
    for corps in (gent, antwerpen):
        corps.refresh_from_db()
    assert (antwerpen.valid_to, gent.valid_from) == (date(2024, 12, 31), date(2025, 1, 1))
    assert antwerpen.name == "Antwerpen"


def test_a_predecessor_that_splits_is_shared_out_by_residents(write: Write, gent: Corps, antwerpen: Corps) -> None:
    path = write(MERGERS, "5422,LoWaZoNe,5415,30000", "5422,LoWaZoNe,5345,10000")
    assert register_import(path=path).added == 2
    assert dict(CorpsLink.objects.values_list("successor__code", "share")) == {"5415": 0.75, "5345": 0.25}
    assert register_import(path=path).unchanged == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("5420,Old,5999,10", "successor_code"),
        ("5415,Gent,5415,10", "successor_code"),
        ("54200,Old,5415,10", "predecessor_code"),
        ("5420,Old,5415,0", "population_2020_in_successor"),
        ("5420,Old,5415,", "population_2020_in_successor"),
    ],
)
def test_a_bad_merger_is_named_with_its_column(write: Write, gent: Corps, row: str, column: str) -> None:
    summary = register_import(path=write(MERGERS, row))
    assert [reject.column for reject in summary.rejects] == [column]
    assert not CorpsLink.objects.exists()


def test_a_merger_makes_the_figures_of_both_sides_count_again(write: Write, gent: Corps, antwerpen: Corps) -> None:
    header = "code,indicator,period,numerator,denominator"
    figures_import(path=write(header, "5345,EFF-19,2025-Q1,1,2", "5415,EFF-19,2025-Q1,1,2"))
    StaleMark.objects.all().delete()
    register_import(path=write(MERGERS, "5345,Antwerpen,5415,529247"))
    assert StaleMark.objects.count() == 2


def test_names_per_language_are_filled_and_blanks_leave_them(write: Write, antwerpen: Corps) -> None:
    register_import(path=write("code,name_fr,name_en", "5345,Anvers,"))
    register_import(path=write("code,name_fr,name_en", "5345,,Antwerp"))
    subject = Subject.objects.get(code="5345")
    with translation.override("fr"):
        assert subject.display_name == "Anvers"
    with translation.override("de"):
        assert subject.display_name == "Antwerpen"
    assert subject.name_en == "Antwerp"


@pytest.mark.parametrize("row", ["5345,,", "9999,Anvers,Antwerp"])
def test_a_row_of_names_without_name_or_subject_is_rejected(write: Write, antwerpen: Corps, row: str) -> None:
    assert register_import(path=write("code,name_fr,name_en", row)).rejected == 1


@pytest.mark.django_db
def test_another_register_has_regions_of_its_own(write: Write) -> None:
    regions = write("code,kind,parent,name", "VBL,nation,,Voorbeeldland", "VBL-N,province,VBL,Noord", "X,sea,,Zee")
    header = "code,kind,parent,name,name_nl,name_fr,name_de,name_en"
    assert register_import(path=regions, register=Register.EXAMPLE).rejected == 1
    zone = write(header.replace("kind,parent", "province,region") + ",languages", "V001,Noord,VBL,Een,,,,,nl")
    register_import(path=zone, register=Register.EXAMPLE)
    corps = Corps.objects.get(code="V001")
    assert corps.province is not None
    assert (corps.province.code, corps.register) == ("VBL-N", Register.EXAMPLE)
