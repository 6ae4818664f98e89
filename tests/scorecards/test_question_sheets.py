"""Question sets leave as spreadsheets and come back the same; what is wrong is told by row and column."""

import csv
from collections.abc import Callable
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings

from prm.documents.sheet import write_csv, write_xlsx
from prm.documents.specs import Table
from scorecards.calculations.outlines.changes import changes_between
from scorecards.calculations.outlines.data import data_of, outline_from
from scorecards.calculations.outlines.nodes import Outline
from scorecards.calculations.outlines.sheet_reading import SheetUnusable
from scorecards.documents.question_sheet import question_table
from scorecards.operations.question_sets.defaults import default_sets
from scorecards.operations.question_sets.reading import read_outline
from tests.scorecards.outlines import a_question, an_outline, any_outline

WRITERS: dict[str, Callable[[Table], bytes]] = {"csv": write_csv, "xlsx": write_xlsx}
HEAD = "Category,Category weight,Topic,Question,Question kind,Option,Option score\n"


def brought_back(outline: Outline, kind: str) -> Outline:
    return read_outline(WRITERS[kind](question_table(outline, title="Questions")))


def problems_in(text: str) -> list[str]:
    with pytest.raises(SheetUnusable) as refused:
        read_outline(text.encode())
    return [str(problem) for problem in refused.value.problems]


@given(any_outline)
@settings(max_examples=25)
def test_any_outline_survives_a_text_file(outline: Outline) -> None:
    assert brought_back(outline, "csv") == outline


@given(any_outline)
@settings(max_examples=3)
def test_any_outline_survives_a_workbook(outline: Outline) -> None:
    assert brought_back(outline, "xlsx") == outline


@given(any_outline)
@settings(max_examples=25)
def test_any_outline_survives_the_api(outline: Outline) -> None:
    assert outline_from(data_of(outline)) == outline


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_default_sets_come_back_without_a_difference(kind: str) -> None:
    for each in default_sets():
        assert changes_between(each.outline, brought_back(each.outline, kind)) == []


def test_text_that_looks_like_a_formula_stays_text() -> None:
    outline = an_outline(a_question(text="=HYPERLINK(1)", guidance="+1", action="'@me"))
    for kind in WRITERS:
        assert brought_back(outline, kind) == outline


def test_what_only_an_option_says_stands_in_its_row() -> None:
    rows = list(csv.DictReader(StringIO(write_csv(question_table(an_outline(), title="Q")).decode("utf-8-sig"))))
    assert [row["Option score"] for row in rows] == ["0", "50", "100"]
    assert [row["Question key"] for row in rows] == ["stock"] * 3
    assert [row["Question kind"] for row in rows] == ["graduated", "", ""]


def test_a_sheet_written_by_hand_needs_neither_keys_nor_every_column() -> None:
    outline = read_outline(
        f"{HEAD}Fit,2,Basics,How is it?,single,Bad,0\n,,,,,,\nFit,,Basics,How is it?,,Good,100\n".encode()
    )
    [(category, topic, question)] = outline.walk()
    assert (category.key, category.weight, topic.key, question.key) == ("fit", Decimal(2), "basics", "how-is-it")
    assert [(option.label, option.score) for option in question.options] == [
        ("Bad", Decimal(0)),
        ("Good", Decimal(100)),
    ]


def test_every_problem_is_told_at_once_with_its_row_and_column() -> None:
    rows = "Fit,heavy,Basics,How?,single,Bad,0\nFit,,Basics,How?,,Good,101\n"
    rows += ",,Basics,What?,open,,\nFit,,Basics,Who?,riddle,,\n"
    assert problems_in(HEAD + rows) == [
        "Row 2, Category weight: Write a number.",
        "Row 3, Option score: Write a number from 0 to 100.",
        "Row 4, Category: This is needed.",
        "Row 5, Question kind: Write one of: open, single, multiple, graduated, number.",
    ]


def test_rows_that_contradict_each_other_are_told() -> None:
    rows = "Fit,2,Basics,How?,single,Bad,0\nFit,3,Basics,How?,multiple,Good,100\n"
    assert problems_in(HEAD + rows) == [
        "Row 3, Category weight: Row 2 says something else about the same category.",
        "Row 3, Question kind: Row 2 says something else about the same question.",
    ]


def test_a_question_below_two_topics_is_told() -> None:
    rows = "Fit,,Basics,How?,open,,\nFit,,More,How?,open,,\n"
    assert problems_in(HEAD + rows) == ["Row 3, Question key: “how” stands in row 2 below something else."]


def test_unknown_and_missing_columns_are_told() -> None:
    assert problems_in("Category,Topic,Queston\nFit,Basics,How?\n") == [
        "Row 1, Queston: There is no such column. Use the headings of an export.",
        "Row 1, Question: This column is missing.",
        "Row 1, Question kind: This column is missing.",
    ]


def test_a_file_that_is_no_table_is_refused_with_a_sentence() -> None:
    assert problems_in("") != []
    assert problems_in("PK\x03\x04 no archive") != []


def test_a_file_with_too_many_rows_is_refused() -> None:
    assert "5,000" in problems_in(HEAD + "Fit,,Basics,How?,open,,\n" * 5_001)[0]
