"""The tables of docs/calculations/, as rows for tests."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "calculations"


def rows(document: str, heading: str) -> Iterator[dict[str, str]]:
    """The rows of the first table under a heading, by column; a heading with `# ` is that of the document."""
    section = (FOLDER / document).read_text("utf-8").split(f"{heading}\n", 1)[1].split("\n## ")[0]
    table = [line.removeprefix("|").removesuffix("|") for line in section.splitlines() if line.startswith("|")]
    names, _, *lines = ([cell.strip() for cell in line.split("|")] for line in table)
    for cells in lines:
        yield dict(zip(names, cells, strict=True))
