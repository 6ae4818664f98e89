"""What columns mean: dates, numbers, nulls, yes and no; decided from all values, asked when undecidable."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.imports.typing.booleans import parse_boolean
from prm.imports.typing.dates import DateEvidence, DateOrder, parse_date
from prm.imports.typing.nulls import is_null, null_marks
from prm.imports.typing.numbers import DecimalMark, NumberEvidence, parse_number
from prm.imports.typing.verdicts import Question, Unacceptable


def date_order(values: Sequence[str]) -> DateOrder | Question:
    evidence = DateEvidence()
    evidence.add(values)
    return evidence.decide()


def decimal_mark(values: Sequence[str], *, whole: bool = False) -> DecimalMark | Question:
    evidence = NumberEvidence()
    evidence.add(values)
    return evidence.decide(whole=whole)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["2017-03-01", "2017-03-14"], DateOrder.YMD),
        (["01-03-2017", "14-03-2017"], DateOrder.DMY),
        (["01/03/2017", "03/14/2017"], DateOrder.MDY),
        (["01.03.17", "31.12.16"], DateOrder.DMY),
        (["1 Mar 2017", "14 Mar 2017"], DateOrder.YMD),
        (["05/05/2017", "06/06/2017"], DateOrder.YMD),
        (["01/03/2017", "99/99/2017", "14/03/2017"], DateOrder.DMY),
    ],
)
def test_the_order_of_day_and_month_is_decided_by_the_column(values: list[str], order: DateOrder) -> None:
    assert date_order(values) is order


def test_an_undecidable_column_of_dates_is_asked_about() -> None:
    question = date_order(["01-03-2017", "02-04-2017"])
    assert isinstance(question, Question)
    assert question.sentence == "could be day first or month first: 01-03-2017, 02-04-2017. Say which it is."
    assert question.options == (
        ("DMY", "day first: 01-03-2017 is 1 March 2017"),
        ("MDY", "month first: 01-03-2017 is 3 January 2017"),
    )


def test_a_column_that_mixes_both_orders_is_asked_about() -> None:
    question = date_order(["14/03/2017", "03/14/2017"])
    assert isinstance(question, Question)
    assert "some dates day first (14/03/2017) and some month first (03/14/2017)" in question.sentence


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2017-03-01", DateOrder.YMD, dt.date(2017, 3, 1)),
        ("2010-12-29 00:00:00.000", DateOrder.YMD, dt.date(2010, 12, 29)),
        ("2017-03-01T10:00:00Z", DateOrder.YMD, dt.date(2017, 3, 1)),
        ("20170301", DateOrder.YMD, dt.date(2017, 3, 1)),
        ("01.03.2017", DateOrder.DMY, dt.date(2017, 3, 1)),
        ("1/3/17", DateOrder.MDY, dt.date(2017, 1, 3)),
        ("1/3/69", DateOrder.MDY, dt.date(1969, 1, 3)),
        ("14-Mar-2017", DateOrder.DMY, dt.date(2017, 3, 14)),
        ("March 14, 2017", DateOrder.DMY, dt.date(2017, 3, 14)),
    ],
)
def test_dates_are_read(text: str, order: DateOrder, expected: dt.date) -> None:
    assert parse_date(text, order) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2017-02-30", "“2017-02-30” cannot be: there is no day 30 in month 2 of 2017. Correct the date."),
        ("31/02/2017", "“31/02/2017” cannot be: there is no day 31 in month 2 of 2017. Correct the date."),
        ("0217-03-01", "“0217-03-01” is in the year 217, which is hardly meant. Correct the date."),
        ("soon", "“soon” is not a date. Write it as 2026-01-31."),
        ("3 Foo 2017", "“3 Foo 2017” is not a date: there is no month “Foo”. Write it as 2026-01-31."),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        parse_date(text, DateOrder.DMY)
    assert str(refused.value) == sentence


@given(
    st.lists(st.dates(dt.date(1970, 1, 1), dt.date(2060, 1, 1)), min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"])
)
def test_a_decided_column_of_dates_reads_back(dates: list[dt.date], pattern: str) -> None:
    texts = [f"{date:{pattern}}" for date in dates]
    order = date_order(texts)
    if not isinstance(order, Question):
        assert [parse_date(text, order) for text in texts] == dates


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        (["1.5", "12"], DecimalMark.POINT),
        (["1,5", "12"], DecimalMark.COMMA),
        (["1.234,50"], DecimalMark.COMMA),
        (["1,234.50", "1,234"], DecimalMark.POINT),
        (["1.234.567"], DecimalMark.COMMA),
        ([".0000", "28000.0000"], DecimalMark.POINT),
        (["0.125"], DecimalMark.POINT),
        (["€ 1.234,5", "7"], DecimalMark.COMMA),
        (["12", "13"], DecimalMark.POINT),
    ],
)
def test_the_decimal_mark_is_decided_by_the_column(values: list[str], mark: DecimalMark) -> None:
    assert decimal_mark(values) is mark


def test_thousands_that_could_be_decimals_are_asked_about() -> None:
    question = decimal_mark(["1,234", "500"])
    assert isinstance(question, Question)
    assert question.options == (
        ("point", "decimal point: 1,234 is 1234"),
        ("comma", "decimal comma: 1,234 is 1.234"),
    )


def test_in_whole_numbers_a_lone_mark_is_thousands() -> None:
    assert decimal_mark(["1,234", "500"], whole=True) is DecimalMark.POINT
    assert decimal_mark(["1.234", "500"], whole=True) is DecimalMark.COMMA


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("2024.9940", DecimalMark.POINT, "2024.9940"),
        (".0120", DecimalMark.POINT, "0.0120"),
        ("1,234,567.89", DecimalMark.POINT, "1234567.89"),
        ("1.234.567,89", DecimalMark.COMMA, "1234567.89"),
        ("1 234,5", DecimalMark.COMMA, "1234.5"),
        ("1’234.50", DecimalMark.POINT, "1234.50"),
        ("$1,234.50", DecimalMark.POINT, "1234.50"),
        ("(1,234.50)", DecimalMark.POINT, "-1234.50"),
        ("-$12", DecimalMark.POINT, "-12"),
        ("12.50-", DecimalMark.POINT, "-12.50"),
        ("−3", DecimalMark.POINT, "-3"),
        ("EUR 5", DecimalMark.POINT, "5"),
        ("5 €", DecimalMark.COMMA, "5"),
        ("1,00,000", DecimalMark.POINT, "100000"),
        ("5.0000000000000003E-2", DecimalMark.POINT, "0.050000000000000003"),
    ],
)
def test_numbers_are_read_exactly(text: str, mark: DecimalMark, expected: str) -> None:
    assert parse_number(text, mark) == Decimal(expected)


@pytest.mark.parametrize("text", ["abc", "1,5", "12.5.1", "(5", "-(5)", "1e", "NaN", "Infinity", "٣", "12 apples"])
def test_what_is_no_number_in_the_columns_writing_is_refused(text: str) -> None:
    with pytest.raises(Unacceptable):
        parse_number(text, DecimalMark.POINT)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_numbers_survive_every_way_of_writing(number: Decimal) -> None:
    english = f"{number:,.4f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert parse_number(english, DecimalMark.POINT) == number
    assert parse_number(german, DecimalMark.COMMA) == number


def test_nulls_are_known_and_can_be_added() -> None:
    assert [text for text in ("", "-", "NULL", "null", "N/A", "0", "none") if is_null(text)] == [
        "",
        "-",
        "NULL",
        "null",
        "N/A",
    ]
    assert is_null("None", null_marks(["none"]))


def test_yes_and_no_are_understood_and_nothing_else() -> None:
    assert [parse_boolean(text) for text in ("Yes", "TRUE", "1", "no", "0")] == [True, True, True, False, False]
    with pytest.raises(Unacceptable, match=r"neither yes nor no"):
        parse_boolean("maybe")
