"""The question sets that every tenant begins with, out of `scorecards/question_sets/`."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from prm.tenancy.scope import require_tenant_id
from scorecards.calculations.outlines.data import outline_from
from scorecards.calculations.outlines.nodes import Outline
from scorecards.enums import VersionState
from scorecards.models import QuestionSet, QuestionSetVersion
from scorecards.operations.question_sets.writing import write_outlines

FOLDER = Path(__file__).parents[2] / "question_sets"
FILES = ("capabilities.toml", "recruiting.toml", "six_c.toml")


@dataclass(frozen=True)
class DefaultSet:
    """A set as its file has it: what is said about the set, and what it asks."""

    about: dict[str, Any]
    outline: Outline


@cache
def default_sets() -> tuple[DefaultSet, ...]:
    """The sets in their order, read once in a process."""
    return tuple(_read(FOLDER / name) for name in FILES)


def ensure_default_sets() -> list[QuestionSet]:
    """Add those default sets that the tenant lacks, each published as version 1. Returns the ones added.

    A set that is there by its key is left as it is, whatever became of it. Version 1 has neither a date nor a person:
    it came with Tandem.
    """
    there = set(QuestionSet.objects.values_list("key", flat=True))
    missing = [each for each in default_sets() if each.about["key"] not in there]
    if not missing:
        return []
    tenant = require_tenant_id()
    sets = QuestionSet.objects.bulk_create(QuestionSet(tenant_id=tenant, **each.about) for each in missing)
    versions = QuestionSetVersion.objects.bulk_create(
        QuestionSetVersion(tenant_id=tenant, question_set=each, number=1) for each in sets
    )
    write_outlines(zip(versions, (each.outline for each in missing), strict=True))
    ids = [version.pk for version in versions]
    QuestionSetVersion.objects.filter(pk__in=ids).update(state=VersionState.PUBLISHED)
    return sets


def add_default_sets() -> None:
    """What a new tenant begins with, unless the settings say otherwise."""
    if settings.DEFAULT_QUESTION_SETS:
        ensure_default_sets()


def _read(path: Path) -> DefaultSet:
    data = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    about = {field: value for field, value in data.items() if field != "categories"}
    return DefaultSet(about, outline_from({"categories": data["categories"]}))
