"""Mappings as data: checked, bound to a file, put to work; and the first guess."""

import json
from pathlib import Path
from typing import Any

import pytest

from prm.imports.fields import ImportField, Kind
from prm.imports.mapping.binding import bind
from prm.imports.mapping.guessing import guess_mapping, known_names
from prm.imports.mapping.lookups import read_lookup
from prm.imports.mapping.parsing import parse_mapping
from prm.imports.mapping.rules import MappingError
from prm.imports.reading.limits import Limits
from tests.imports.files import opened, text_file

FIELDS = ("a", "b", "c")


def mapped(path: Path, document: dict[str, Any], **second: Path) -> tuple[list[int], dict[str, list[str]]]:
    """Row numbers and texts by field of a small file."""
    mapping = parse_mapping(json.loads(json.dumps(document)), known_fields=FIELDS)
    lookups = {
        name: read_lookup(name, second[name], second=part, workspace=path.parent, limits=Limits())
        for name, part in mapping.lookups.items()
        if name in second
    }
    bound = bind(mapping, opened(path, layout=mapping.layout), lookups=lookups)
    numbers: list[int] = []
    fields: dict[str, list[str]] = {key: [] for key in document["fields"]}
    for texts in bound.texts():
        numbers += texts.numbers
        for key, column in texts.fields.items():
            fields[key] += column
    return numbers, fields


def test_columns_are_named_by_header_letter_or_number(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Reseller Key,Name,City\n1, Alpha ,Bonn\n")
    assert mapped(path, {"fields": {"a": "reseller_key", "b": "B", "c": 3}}) == (
        [2],
        {"a": ["1"], "b": ["Alpha"], "c": ["Bonn"]},
    )


def test_fixed_values_patterns_splits_value_maps_and_defaults(tmp_path: Path) -> None:
    path = text_file(tmp_path, "First,Last,Kind\nTete,Mensa-Annan,VAR\nAmy,,\n")
    fields = {
        "a": {"text": "{First} {Last}"},
        "b": {"column": "Last", "split": "-", "part": -1},
        "c": {"column": "Kind", "values": {"var": "Value Added Reseller"}, "default": "Other"},
    }
    assert mapped(path, {"fields": fields})[1] == {
        "a": ["Tete Mensa-Annan", "Amy"],
        "b": ["Annan", ""],
        "c": ["Value Added Reseller", "Other"],
    }
    assert mapped(path, {"fields": {"a": {"value": "Gold"}}})[1] == {"a": ["Gold", "Gold"]}


def test_rows_can_be_left_out_and_keep_their_numbers(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Key,Flag\n1,1\n2,0\n3,1\n")
    assert mapped(path, {"only": [{"column": "Flag", "is": ["1"]}], "fields": {"a": "Key"}}) == (
        [2, 4],
        {"a": ["1", "3"]},
    )
    assert mapped(path, {"only": [{"column": "Flag", "is_not": [1]}], "fields": {"a": "Key"}})[0] == [3]


def test_a_second_file_is_looked_into(tmp_path: Path) -> None:
    path = text_file(tmp_path, "1|637\n2|999\n")
    places = text_file(tmp_path, "637|Bonn|Germany\n638|Metz|France\n", name="places.csv")
    document = {
        "lookups": {"places": {"key": 1, "file": {"header": False}}},
        "file": {"header": False},
        "fields": {"a": 1, "b": {"lookup": {"file": "places", "by": 2, "column": 3}}},
    }
    assert mapped(path, document, places=places)[1] == {"a": ["1", "2"], "b": ["Germany", ""]}
    with pytest.raises(MappingError, match=r"looks into a second file, “places”. Give it as well"):
        mapped(path, document)


def test_windows_end_the_day_before_the_next_start_in_the_file(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Who,From\n1,2011-07-01\n2,2011-09-29\n1,2011-09-29\n1,2011-12-29 00:00:00\n")
    fields = {"a": "From", "b": {"until_next": "From", "last": "2012-03-28"}}
    assert mapped(path, {"fields": fields})[1]["b"] == ["2011-09-28", "2011-12-28", "2011-12-28", "2012-03-28"]


def test_months_beside_each_other_become_rows(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Year,Who,M01,M02\n2017,7,200,-\n", encoding="utf-16")
    document = {
        "unpivot": {"columns": {"M01": "01", "M02": "02"}, "name": "Month", "value": "Amount"},
        "fields": {"a": "Who", "b": {"text": "{Year}-{Month}-01"}, "c": "Amount"},
    }
    assert mapped(path, document) == (
        [2, 2],
        {"a": ["7", "7"], "b": ["2017-01-01", "2017-02-01"], "c": ["200", "-"]},
    )


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ([], "The mapping must be a JSON object."),
        ({}, "The mapping maps no column. Add at least one entry to “fields”."),
        ({"field": {}}, "The mapping does not know “field”. It knows: fields, file,"),
        ({"fields": {"z": 1}}, "“fields” does not know “z”. It knows: a, b, c."),
        ({"fields": {"a": {}}}, "Field “a” needs exactly one of column, value, text"),
        ({"fields": {"a": {"column": 1, "value": "x"}}}, "Field “a” needs exactly one of"),
        ({"fields": {"a": {"column": 1, "dates": "YDM"}}}, "Field “a”: “dates” is DMY, MDY or YMD."),
        ({"fields": {"a": {"column": 1, "times": "many"}}}, "Field “a”: “times” is a number such as 1000."),
        ({"fields": {"a": {"column": True}}}, "a column is its header, its letter, or its number from 1"),
        (
            {"fields": {"a": {"lookup": {"file": "x", "by": 1, "column": 1}}}},
            "looks into “x”, which “lookups” does not",
        ),
        ({"fields": {"a": 1}, "only": [{"column": 1}]}, "An entry of “only” needs “column” and one of “is”, “is_not”"),
        ({"fields": {"a": 1}, "file": {"header": "yes"}}, "“header” in “file” is true or false."),
    ],
)
def test_a_wrong_mapping_is_answered_with_a_sentence(document: Any, sentence: str) -> None:
    with pytest.raises(MappingError) as refused:
        parse_mapping(document, known_fields=FIELDS)
    assert sentence in str(refused.value)


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Key,Name\n1,Alpha\n")
    with pytest.raises(MappingError, match=r"There is no column “Town” in the file. It has: Key, Name."):
        mapped(path, {"fields": {"a": "Town"}})
    with pytest.raises(MappingError, match=r"There is no column 3 in the file; it has 2."):
        mapped(path, {"fields": {"a": 3}})


def test_columns_are_guessed_from_names_and_looks() -> None:
    fields = [
        ImportField("external_id", "Account number", synonyms=("Reseller key", "Partner ID")),
        ImportField("name", "Name", synonyms=("Reseller name",)),
        ImportField("email", "E-mail", Kind.EMAIL),
        ImportField("amount", "Amount", Kind.DECIMAL, synonyms=("Sales amount", "Revenue")),
        ImportField("booked_date", "Date", Kind.DATE, synonyms=("Order date",)),
    ]
    columns = ["ResellerKey", "Reseller_Name", "X", "OrderDate", "SalesAmount", "Ship date"]
    rows = [["1", "Alpha", "a@example.org", "2026-01-31", "12.50", "2026-02-01"]]
    assert guess_mapping(columns, rows, fields=fields) == {
        "external_id": "ResellerKey",
        "name": "Reseller_Name",
        "email": "X",
        "amount": "SalesAmount",
        "booked_date": "OrderDate",
    }
    assert {"accountnumber", "partnerid", "salesamount"} <= known_names(fields)


def test_a_name_whose_values_look_otherwise_is_not_guessed() -> None:
    fields = [ImportField("start_date", "Start date", Kind.DATE)]
    assert guess_mapping(["Start date note"], [["see file"]], fields=fields) == {}
