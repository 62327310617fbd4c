"""Numbers as people and spreadsheets write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legitimacy.imports.numbers import NumberError, decimal_mark, number_read

THIN, FIXED, NARROW = "\u2009", "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1234", ".", 1234.0),
        ("0,43", ".", 0.43),
        ("0.43", ",", 0.43),
        ("0.456", ",", 0.456),
        ("-12,5", ",", -12.5),
        ("\u221212,5", ",", -12.5),
        ("+3", ".", 3.0),
        (".5", ".", 0.5),
        ("1e-3", ".", 0.001),
        ("1.234", ",", 1234.0),
        ("1.234", ".", 1.234),
        ("1,234", ".", 1234.0),
        ("1,234", ",", 1.234),
        ("1.234.567", ".", 1234567.0),
        ("1,234,567", ",", 1234567.0),
        ("1.234,5", ".", 1234.5),
        ("1,234.5", ",", 1234.5),
        (f"529{FIXED}247", "", 529247.0),
        (f"529{THIN}247,5", "", 529247.5),
        (f"1{NARROW}529{NARROW}247", "", 1529247.0),
        ("529'247.5", "", 529247.5),
        ("529\u2019247", "", 529247.0),
    ],
)
def test_a_number_is_read_as_its_file_writes_numbers(text: str, decimal: str, number: float) -> None:
    assert number_read(text, decimal=decimal) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "1,2,3", "12 34", "1.23.456", "nan", "inf", "1e999", "4 3 %", "٣"]
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(NumberError):
        number_read(text, decimal=".")


def test_a_number_with_two_readings_is_refused_when_the_file_does_not_tell() -> None:
    with pytest.raises(NumberError, match="two ways"):
        number_read("1.234", decimal="")


def test_residents_have_groups_and_no_decimals() -> None:
    assert number_read("11.234", decimal=".", whole=True) == 11234
    with pytest.raises(NumberError, match="not a whole number"):
        number_read("11,5", decimal=",", whole=True)


@pytest.mark.parametrize(
    ("samples", "separator", "mark"),
    [
        (["12,5", "1.234"], ";", ","),
        (["0.43", "1.234"], ";", "."),
        (["1.234,5"], ",", ","),
        (["1.234"], ";", ","),
        (["1.234"], ",", "."),
        (["1.234"], "\t", ""),
        (["12,5", "12.5"], ";", ""),
        (["529 247,5"], "\t", ","),
        ([], ",", "."),
    ],
)
def test_the_numbers_of_a_file_tell_its_decimal_mark(samples: list[str], separator: str, mark: str) -> None:
    assert decimal_mark(samples, separator) == mark


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from([".", " ", FIXED, THIN, NARROW, "'"]))
def test_groups_and_a_decimal_comma_never_change_a_number(whole: int, cents: int, group: str) -> None:
    text = f"{whole:,}".replace(",", group) + f",{cents:02d}"
    assert number_read(text, decimal=",") == float(f"{whole}.{cents:02d}")
