"""Which tests come first: the long ones, so that no worker is left alone with one of them while the others wait."""

import pytest

# Files and folders below tests/, longest first.
FIRST = (
    "isolation/test_walk.py",
    "permissions/test_table.py",
    "imports/test_adventureworks.py",
    "journeys/",
    "operations/",
    "demo/",
    "qbr/test_worker.py",
    "events/test_worker.py",
    "imports/",
    "planning/",
    "scorecards/",
)


def longest_first(items: list[pytest.Item]) -> None:
    """Sort in place by `FIRST`; what is not named there keeps its order, behind."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    path = item.nodeid.removeprefix("tests/")
    return next((place for place, start in enumerate(FIRST) if path.startswith(start)), len(FIRST))
