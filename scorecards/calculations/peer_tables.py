"""Which scores stand in which cohort's table, quarter by quarter, so that no comparison of tables gives one away.

A score stands in one table only. Scores come into a table in batches and leave it in batches; what is too small for a
batch waits. So every score shares its whole history, the list of all tables that ever counted it, with at least
`Rules.batch` - 1 others, and swapping two of them changes no table. Reasons: docs/calculations/peers.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from scorecards.calculations.peer_cohorts import homes
from scorecards.calculations.peers import RULES, Cohort, Figures, Rules, figures_of, is_dominated, told_ranks
from scorecards.enums import PeerOutcome


@dataclass(frozen=True, slots=True)
class Scored:
    """A partner with its score today and the cohorts that it could be compared in. `weight` is the money behind it."""

    partner: UUID
    ladder: tuple[Cohort, ...]
    value: int
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A score in a table. `partner` is None once the partner is deleted; `batch` is what came in together with it.

    `is_low` and `is_high`: whether it has always been below, or above, all that was told of the table. `id` is whatever
    the caller knows it by.
    """

    partner: UUID | None
    value: int
    batch: int
    is_low: bool = True
    is_high: bool = True
    weight: Decimal | None = None
    id: UUID | None = None


type Table = tuple[Counted, ...]


@dataclass(frozen=True)
class Ledger:
    """Every cohort's table as it stands, and each partner's score that was counted last, wherever that was."""

    tables: Mapping[Cohort, Table] = field(default_factory=dict)
    last: Mapping[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Renewal:
    """What a quarter did to a cohort. `figures` are new ones, None where the earlier ones stand or there are none."""

    outcome: PeerOutcome
    table: Table
    figures: Figures | None = None


@dataclass(frozen=True)
class Close:
    """The end of a quarter: the ledger after it, and what became of each cohort."""

    ledger: Ledger
    renewals: Mapping[Cohort, Renewal]


def close_quarter(ledger: Ledger, scored: Iterable[Scored], *, batch: int, rules: Rules = RULES) -> Close:
    """Bring all tables up to the scores of today, as far as the rules allow. `batch` numbers quarters upwards."""
    people = {each.partner: each for each in scored}
    ladders = {each.partner: each.ladder for each in people.values()}
    home = homes(ladders, counted=_counted_in(ledger), standing=set(ledger.tables), rules=rules)
    at_home: dict[Cohort, dict[UUID, Scored]] = defaultdict(dict)
    for partner, cohort in home.items():
        at_home[cohort][partner] = people[partner]
    renewals = {
        cohort: _renew(ledger.tables.get(cohort, ()), at_home.get(cohort, {}), ledger.last, batch=batch, rules=rules)
        for cohort in sorted({*ledger.tables, *at_home})
    }
    return Close(_after(ledger, renewals, batch), renewals)


def _counted_in(ledger: Ledger) -> dict[UUID, Cohort]:
    """In which cohort each partner counts now; with scores in two tables, where the later one does."""
    entries = sorted(
        (each.batch, str(each.partner), cohort, each.partner)
        for cohort, table in ledger.tables.items()
        for each in table
        if each.partner
    )
    return {partner: cohort for _batch, _text, cohort, partner in entries}


def _after(ledger: Ledger, renewals: Mapping[Cohort, Renewal], batch: int) -> Ledger:
    tables = {cohort: renewal.table for cohort, renewal in renewals.items() if renewal.table}
    new = {
        each.partner: each.value
        for renewal in renewals.values()
        for each in renewal.table
        if each.batch == batch and each.partner
    }
    return Ledger(tables, {**ledger.last, **new})


def _renew(
    table: Table, present: Mapping[UUID, Scored], last: Mapping[UUID, int], *, batch: int, rules: Rules
) -> Renewal:
    kept = [each for group in _batches(table) for each in _staying(group, present, rules)]
    fresh = _fresh(kept, present, last, batch=batch, rules=rules)
    if not fresh and len(kept) == len(table):
        return Renewal(PeerOutcome.UNCHANGED if table else PeerOutcome.TOO_FEW, table)
    if len(kept) + len(fresh) < rules.batch:
        return Renewal(PeerOutcome.TOO_FEW, table)
    return _told(table, (*kept, *fresh), rules)


def _batches(table: Table) -> Iterator[Table]:
    """The scores that came in together. Of those whose partner has no score now, order is as it was."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for each in table:
        found[each.batch].append(each)
    return (tuple(group) for group in found.values())


def _staying(group: Table, present: Mapping[UUID, Scored], rules: Rules) -> Table:
    """What of a batch stays in the table. Changed and absent scores leave only where both parts hide each other."""
    stays = tuple(each for each in group if _still_holds(each, present, rules))
    goes = tuple(each for each in group if each not in stays)
    if not goes or (_hides(goes, rules) and (not stays or _hides(stays, rules))):
        return stays
    return () if len(goes) > len(stays) else group


def _still_holds(each: Counted, present: Mapping[UUID, Scored], rules: Rules) -> bool:
    now = present.get(each.partner) if each.partner else None
    return now is not None and not _differs(now.value, each.value, rules)


def _differs(value: int, other: int | None, rules: Rules) -> bool:
    return other is None or abs(value - other) >= rules.changed_from


def _hides(group: Table, rules: Rules) -> bool:
    """True where each score of the group has enough company, with room below and above all that was told."""
    low, high = (sum(getattr(each, end) for each in group) for end in ("is_low", "is_high"))
    return len(group) >= rules.batch and min(low, high) >= rules.open_ends


def _fresh(
    kept: Iterable[Counted], present: Mapping[UUID, Scored], last: Mapping[UUID, int], *, batch: int, rules: Rules
) -> Table:
    counted = {each.partner for each in kept}
    new = tuple(
        Counted(each.partner, each.value, batch, weight=each.weight)
        for each in present.values()
        if each.partner not in counted and _differs(each.value, last.get(each.partner), rules)
    )
    return new if len(new) >= rules.batch else ()


def _told(before: Table, table: Table, rules: Rules) -> Renewal:
    """New figures of the table: quartiles if they can be told, else the median, else the earlier ones stand."""
    if is_dominated(each.weight for each in table if each.weight is not None):
        return Renewal(PeerOutcome.DOMINATED, before)
    for quartiles in (True, False) if len(table) >= rules.quartiles_from else (False,):
        marked = _marked(table, quartiles=quartiles)
        if all(_hides(group, rules) for group in _batches(marked)):
            figures = figures_of([each.value for each in marked], quartiles=quartiles)
            return Renewal(PeerOutcome.PUBLISHED, marked, figures)
    return Renewal(PeerOutcome.ONE_SIDED, before)


def _marked(table: Table, *, quartiles: bool) -> Table:
    """The scores in order, with what is told taken into account: who still lies below all of it, who above."""
    ranks = told_ranks(len(table), quartiles=quartiles)
    ordered = sorted(table, key=lambda each: (each.value, each.batch, str(each.partner)))
    return tuple(
        replace(each, is_low=each.is_low and rank < ranks[0], is_high=each.is_high and rank > ranks[-1])
        for rank, each in enumerate(ordered, start=1)
    )
