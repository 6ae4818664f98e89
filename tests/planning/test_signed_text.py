"""What is signed, and with what: the canonical text of a plan and the strokes of a hand."""

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.calculations.agreement.agreed import AgreedPlan, document_hash, document_text
from planning.calculations.agreement.changes import ChangeKind, changed_rows
from planning.calculations.agreement.ink import HEIGHT, WIDTH, NotASignature, read_strokes, signature_svg, write_strokes
from planning.enums import CostSharing
from planning.rules import starts_hidden
from prm.people.models import Membership
from prm.people.permissions import Role

POINTS = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
STROKES = st.lists(st.lists(POINTS, min_size=2, max_size=8).map(tuple), min_size=1, max_size=6).map(tuple)


@given(STROKES)
def test_strokes_are_read_as_they_were_written(strokes: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    long_enough = (*strokes, ((0, 0), (WIDTH, HEIGHT)))
    assert read_strokes(write_strokes(long_enough)) == long_enough


@given(st.text(alphabet='ML0123456789 ,."<>/-e', max_size=60))
def test_no_text_reaches_a_page_but_numbers_of_a_drawing(text: str) -> None:
    try:
        picture = signature_svg(text)
    except NotASignature:
        return
    path = ET.fromstring(picture)[0].attrib["d"]  # noqa: S314 - written a line above
    assert re.fullmatch(r"(M\d+ \d+(L\d+ \d+)+)+", path)


def _plan(**changes: object) -> AgreedPlan:
    head = {"title": "Plan", "start_month": date(2026, 1, 1), "amount": Decimal("12.5000"), "nothing": None}
    return AgreedPlan(head={**head, **changes}, lines=({"name": "A", "months": [Decimal(1), Decimal("0.00")]},))


def test_the_text_is_written_in_one_way_only() -> None:
    text = document_text(_plan())
    assert text == (
        '{"format":1,"lines":[{"months":["1","0"],"name":"A"}],'
        '"plan":{"amount":"12.5","nothing":null,"start_month":"2026-01-01","title":"Plan"}}'
    )
    assert document_hash(_plan()) == hashlib.sha256(text.encode()).hexdigest()
    same = AgreedPlan(
        head=dict(reversed(list(_plan().head.items()))), lines=({"months": [Decimal("1.0"), Decimal(0)], "name": "A"},)
    )
    assert document_hash(same) == document_hash(_plan()), "neither order nor places of a column count"
    assert document_hash(_plan(title="Plän")) != document_hash(_plan())


def test_a_part_that_is_added_later_leaves_older_hashes_alone() -> None:
    plan = _plan()
    with_nothing = AgreedPlan(head=plan.head, lines=plan.lines, further={"objectives": ()})
    with_one = AgreedPlan(head=plan.head, lines=plan.lines, further={"objectives": ({"name": "Hire"},)})
    assert document_hash(with_nothing) == document_hash(plan)
    assert json.loads(document_text(with_one))["objectives"] == [{"name": "Hire"}]


def test_rows_of_a_name_are_matched_in_turn() -> None:
    before = [{"name": "A", "price": 1}, {"name": "A", "price": 2}, {"name": "B", "price": 3}]
    after = [{"name": "A", "price": 1}, {"name": "A", "price": 5}, {"name": "C", "price": 3}]
    changes = changed_rows(before, after, labels={"price": "Price"}, write=lambda _name, value: str(value))
    assert [(each.name, each.kind) for each in changes] == [
        ("A", ChangeKind.CHANGED),
        ("C", ChangeKind.ADDED),
        ("B", ChangeKind.REMOVED),
    ]
    assert [(each.before, each.after) for each in changes[0].fields] == [("2", "5")]


@pytest.mark.parametrize(
    ("role", "is_amendment", "sharing", "hidden"),
    [
        (Role.CAM, False, CostSharing.EXAMPLE, True),
        (Role.CHIEF, False, CostSharing.EXAMPLE, True),
        (Role.CAM, True, CostSharing.EXAMPLE, False),
        (Role.CAM, False, CostSharing.PRIVATE, False),
        (Role.CHAMPION, False, CostSharing.EXAMPLE, False),
    ],
)
def test_only_a_first_draft_of_the_vendor_starts_hidden(
    role: Role, is_amendment: bool, sharing: CostSharing, hidden: bool
) -> None:
    by = Membership(role=role)
    assert starts_hidden(by=by, is_amendment=is_amendment, sharing=sharing) is hidden
