"""The first look at all values: what each column proves about itself, and which other rows it speaks of."""

from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence
from dataclasses import dataclass, field

from prm.imports.fields import ImportField, Kind
from prm.imports.mapping.binding import BoundMapping
from prm.imports.typing.dates import DateEvidence, DateOrder
from prm.imports.typing.nulls import is_null
from prm.imports.typing.numbers import DecimalMark, NumberEvidence
from prm.imports.typing.verdicts import Question


@dataclass(frozen=True, slots=True)
class Decisions:
    """How each column is read, or what has to be asked first; and the texts that refer to other rows."""

    dates: dict[str, DateOrder] = field(default_factory=dict)
    decimals: dict[str, DecimalMark] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    referred: dict[str, set[str]] = field(default_factory=dict)


def decide_columns(bound: BoundMapping, *, fields: Sequence[ImportField], nulls: frozenset[str]) -> Decisions:
    """Read the file once and decide for each mapped field. What the mapping says beforehand is not asked again."""
    dates = {f.key: DateEvidence() for f in fields if f.kind is Kind.DATE}
    numbers = {f.key: NumberEvidence() for f in fields if f.kind in (Kind.DECIMAL, Kind.INTEGER)}
    decisions = Decisions(referred={f.key: set() for f in fields if f.kind is Kind.REFERENCE})
    evidence: dict[str, DateEvidence | NumberEvidence] = {**dates, **numbers}
    for texts in bound.texts():
        for key, gathered in evidence.items():
            gathered.add(text for text in dict.fromkeys(texts.fields[key]) if not is_null(text, nulls))
        for key, referred in decisions.referred.items():
            referred.update(texts.fields[key])
    _decide_dates(decisions, dates, bound)
    _decide_numbers(decisions, numbers, bound, {f.key: f for f in fields})
    return decisions


def _decide_dates(decisions: Decisions, evidence: ReadOnly[str, DateEvidence], bound: BoundMapping) -> None:
    for key, gathered in evidence.items():
        verdict = bound.mapping.fields[key].dates or gathered.decide()
        if isinstance(verdict, Question):
            decisions.questions[key] = verdict
        else:
            decisions.dates[key] = verdict


def _decide_numbers(
    decisions: Decisions,
    evidence: ReadOnly[str, NumberEvidence],
    bound: BoundMapping,
    fields: ReadOnly[str, ImportField],
) -> None:
    for key, gathered in evidence.items():
        whole = fields[key].kind is Kind.INTEGER
        verdict = bound.mapping.fields[key].decimal or gathered.decide(whole=whole)
        if isinstance(verdict, Question):
            decisions.questions[key] = verdict
        else:
            decisions.decimals[key] = verdict
