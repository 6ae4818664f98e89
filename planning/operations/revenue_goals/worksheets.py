"""Keep what people type into worksheets, line by line, without undoing each other's work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from planning.calculations.revenue_goals.worksheet import WorksheetLine
from planning.enums import Case
from planning.models import RevenueSegment, RevenueWorksheet
from planning.operations.revenue_goals.goals import touch_goal
from prm.people.models import Membership

type Cell = tuple[Case, WorksheetLine]


@dataclass(frozen=True, slots=True)
class Entered:
    """A value as somebody sent it, and the value that their page showed before; None where it showed none."""

    value: Decimal
    was: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Theirs:
    """What stands instead of what was sent; `is_conflict` when it was changed here too, else only elsewhere."""

    value: Decimal
    is_conflict: bool


@transaction.atomic
def save_worksheets(
    *, segment: RevenueSegment, entered: Mapping[Cell, Entered], by: Membership, at: datetime
) -> dict[Cell, Theirs]:
    """Write what was changed; returns the lines that hold something else than was sent.

    A line that was sent as it was shown is left alone, whatever stands there now. One that was changed here and, since
    it was shown, elsewhere is not written: what stands is returned. It makes no difference whose that is, for an older
    entry of the same page may arrive after a newer one.
    """
    segment = RevenueSegment.objects.select_for_update().select_related("goal").get(pk=segment.pk)
    sheets = {each.case_enum: each for each in RevenueWorksheet.objects.filter(segment=segment)}
    theirs: dict[Cell, Theirs] = {}
    changed: set[Case] = set()
    for (case, line), cell in entered.items():
        sheet = sheets.get(case)
        if sheet is None:
            continue
        stands: Decimal = getattr(sheet, line.value)
        is_untouched = cell.value == cell.was
        if cell.value == stands:
            continue
        if is_untouched or cell.was not in (None, stands):
            theirs[case, line] = Theirs(stands, is_conflict=not is_untouched)
            continue
        setattr(sheet, line.value, cell.value)
        changed.add(case)
    for case in changed:
        sheets[case].changed_by = by
        sheets[case].save()
    if changed:
        touch_goal(segment.goal, by=by, at=at)
    return theirs
