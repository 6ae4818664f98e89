"""What two sides sign: one text of a plan that is written in one way only, and its SHA-256.

The text is JSON: keys in order, no spaces, numbers as text without needless zeros, UTF-8. It holds what is agreed and
never what the partner's business costs. `FORMAT` grows when its meaning changes; a part that is empty is left out, so
a part that is added later does not change the hash of what was signed before.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

FORMAT = 1

type Row = Mapping[str, Any]


@dataclass(frozen=True)
class AgreedPlan:
    """All that a plan agrees on. Rows are names and values; `outcomes` are what each case comes to."""

    head: Row
    lines: tuple[Row, ...] = ()
    cases: tuple[Row, ...] = ()
    outcomes: tuple[Row, ...] = ()
    # Parts of other subjects, such as objectives, by name.
    further: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


def document_text(plan: AgreedPlan) -> str:
    """The canonical text of what is agreed."""
    parts = {"lines": plan.lines, "cases": plan.cases, "outcomes": plan.outcomes, **plan.further}
    document = {"format": FORMAT, "plan": plan.head, **{name: rows for name, rows in parts.items() if rows}}
    return json.dumps(_plain(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def document_hash(plan: AgreedPlan) -> str:
    """SHA-256 of the canonical text, 64 hexadecimal digits: what a signature is about."""
    return hashlib.sha256(document_text(plan).encode()).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case Decimal():
            return _number(value)
        case date():
            return value.isoformat()
        case None | bool() | int():
            return value
        case _:
            return str(value)


def _number(value: Decimal) -> str:
    """``12.5`` for 12.5000 and ``0`` for any nought: how many places a column has is not part of the agreement."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text
