"""A number reaches a person only through legitimacy.disclosure.selectors."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("legitimacy", "evaluation", "complaints", "professionalism", "diversity", "audit")
STORED = {"IndicatorValue", "CurrentValue", "ScorePart", "IndicatorScore", "PartPublication", "Publication"}
MAY_READ = ("legitimacy/models", "legitimacy/migrations", "legitimacy/scorecards", "legitimacy/disclosure")
RELATIONS = re.compile(r"^(current_values|publications|part_publications|scores|parts)(__|$)")
PAGES = re.compile(r"(^|/)(views|api)(/|\.py$)")


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def outside_sources() -> list[Path]:
    return [path for path in sources() if not str(path.relative_to(ROOT)).startswith(MAY_READ)]


def stored_rows_named(tree: ast.AST) -> Iterator[str]:
    """Names of stored rows that a module imports, reaches through `models.`, or asks the app registry for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.name in STORED)
        elif isinstance(node, ast.Attribute) and node.attr in STORED:
            yield node.attr
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and arg.value in STORED)


def lookups_named(tree: ast.AST) -> Iterator[str]:
    """Keyword lookups of a query that walk into stored rows from elsewhere, such as `publications__visibility`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in (
            "filter",
            "exclude",
            "values",
            "values_list",
        ):
            names = [keyword.arg for keyword in node.keywords if keyword.arg]
            names += [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from (name for name in names if RELATIONS.match(name))


@pytest.mark.parametrize("find", [stored_rows_named, lookups_named])
def test_only_the_read_path_reads_stored_values_and_scores(find: object) -> None:
    assert callable(find)
    found = {
        str(path.relative_to(ROOT)): names
        for path in outside_sources()
        if (names := sorted(set(find(ast.parse(path.read_text(encoding="utf-8"))))))
    }
    assert not found, "read figures through legitimacy.disclosure.selectors instead"


def test_no_page_and_no_api_reads_a_whole_table() -> None:
    pages = [path for path in sources() if PAGES.search(str(path.relative_to(ROOT)))]
    assert pages
    whole = [str(path.relative_to(ROOT)) for path in pages if ".objects.all()" in path.read_text(encoding="utf-8")]
    assert not whole, "a selector says who may see which rows"


def test_no_template_asks_the_database() -> None:
    templates = list((ROOT / "templates").rglob("*.html"))
    assert templates
    assert not [str(path) for path in templates if re.search(r"\.objects\.|_set\.", path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "source",
    [
        "from legitimacy.models import IndicatorValue",
        "from legitimacy import models\nmodels.CurrentValue.objects.get()",
        "apps.get_model('legitimacy', 'ScorePart')",
    ],
)
def test_the_search_finds_every_way_round(source: str) -> None:
    assert list(stored_rows_named(ast.parse(source)))


def test_the_search_finds_a_lookup_into_stored_rows() -> None:
    assert list(lookups_named(ast.parse("Subject.objects.filter(current_values__period='2025')")))
