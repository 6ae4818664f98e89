"""The worked tables of docs/calculations, for tests that read them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

DOCUMENTS = Path(__file__).parents[2] / "docs" / "calculations"


def tables(document: str, heading: str) -> list[list[dict[str, str]]]:
    """The tables below a heading, each as rows by the names of their columns."""
    section = (DOCUMENTS / document).read_text("utf-8").split(f"## {heading}")[1].split("\n## ")[0]
    blocks = (block for block in section.split("\n\n") if block.startswith("|"))
    return [list(_rows(block)) for block in blocks]


def _rows(block: str) -> Iterator[dict[str, str]]:
    lines = [line.removeprefix("|").removesuffix("|").split("|") for line in block.strip().splitlines()]
    names = [cell.strip() for cell in lines[0]]
    for cells in lines[2:]:
        yield dict(zip(names, (cell.strip() for cell in cells), strict=True))


def day(text: str) -> date | None:
    """The date, None for an empty cell."""
    return date.fromisoformat(text) if text else None
