"""Programmes to start from: published rules of well-known ones in our own words, as data in `programs/published/`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from programs.calculations.rules import Rules
from programs.calculations.rules_json import from_json

FOLDER = Path(__file__).parents[1] / "published"


@dataclass(frozen=True, slots=True)
class Template:
    """A programme to start from. `source` says where its rules were published."""

    slug: str
    name: str
    description: str
    source: str
    document: dict[str, Any]

    @property
    def rules(self) -> Rules:
        return from_json(self.document)


@cache
def templates() -> tuple[Template, ...]:
    """All of them, in the order in which they are offered."""
    found = [(path.stem, json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json"))]
    return tuple(
        Template(slug.partition("-")[2], each["name"], each["description"], each["source"], each["rules"])
        for slug, each in found
    )


def template(slug: str) -> Template | None:
    """The template of that name."""
    return next((each for each in templates() if each.slug == slug), None)
