"""There is one way to peer figures. Whoever needs them asks `scorecards.queries.peers`, and nobody else the tables.

That nothing else works out a statistic over several partners for a partner's eyes is the database's doing: in a
partner's scope no row of another partner is there (tests/isolation), so there is nothing to work it out from.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ("prm", "partners", "sales", "enablement", "scorecards", "planning", "programs", "qbr", "cadence", "rollups")
TABLES = {"PeerScore", "PeerSnapshot", "PeerStatistic"}
# Holds a copy of a figure that was told, for the scorecards of partners with few closed deals.
COPY = "DealCohort"
COPIERS = {
    "scorecards/models/__init__.py",
    "scorecards/models/rules.py",
    "scorecards/operations/cohort.py",  # copies what `scorecards.queries.peers` tells
    "scorecards/queries/rules.py",  # reads it
}
READERS = {
    "scorecards/models/__init__.py",
    "scorecards/models/peers.py",
    "scorecards/operations/peers.py",  # writes them
    "scorecards/queries/peers.py",  # reads them
}
# Works out figures over several partners: only the freezing may.
ARITHMETIC = {"scorecards.calculations.peer_tables", "scorecards.calculations.peer_cohorts"}
CALCULATORS = {
    "scorecards/calculations/peer_tables.py",
    "scorecards/operations/peers.py",
    "scorecards/queries/peer_values.py",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                yield name, ast.parse(path.read_text())


def names_in(tree: ast.Module) -> set[str]:
    """Every name, attribute and string that stands in a module: a table can be asked for by its label, too."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found | {text.removeprefix("scorecards.") for text in texts if len(text) < 60}


def imported_by(tree: ast.Module) -> set[str]:
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def test_nothing_else_touches_the_peer_tables() -> None:
    assert {name for name, tree in modules() if names_in(tree) & TABLES} <= READERS


def test_the_win_rate_of_all_partners_is_copied_from_what_is_told_and_worked_out_nowhere_else() -> None:
    assert {name for name, tree in modules() if COPY in names_in(tree)} <= COPIERS
    copier = ast.parse((ROOT / "scorecards/operations/cohort.py").read_text())
    assert "scorecards.queries.peers" in imported_by(copier)
    assert not names_in(copier) & {"Sum", "Avg", "Count", "aggregate", "annotate", "amount"}


def test_nothing_else_works_out_figures_over_several_partners() -> None:
    assert {name for name, tree in modules() if imported_by(tree) & ARITHMETIC} <= CALCULATORS


def test_no_raw_sql_names_the_peer_tables() -> None:
    tables = ("scorecards_peerscore", "scorecards_peerstatistic", "scorecards_peersnapshot")
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts and path.name != "peers.py":
                assert not any(table in path.read_text() for table in tables), path


@pytest.mark.parametrize(
    "text",
    [
        "from scorecards.models import PeerStatistic",
        "import scorecards.models as m\nm.PeerScore.objects.all()",
        "apps.get_model('scorecards.PeerScore')",
    ],
)
def test_a_second_way_would_be_noticed(text: str) -> None:
    assert names_in(ast.parse(text)) & TABLES
