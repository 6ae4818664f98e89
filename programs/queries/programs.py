"""Programmes and which of their versions is in force when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from prm.kernel.fiscal import ONE_DAY
from programs.models import Program, ProgramVersion


@dataclass(frozen=True)
class Edition:
    """A version with the last day on which it is in force; None for a draft, and for the last one."""

    version: ProgramVersion
    until_date: date | None

    def is_in_force(self, day: date) -> bool:
        """True when it is the version of the day."""
        began = self.version.effective_date
        return (
            not self.version.is_draft
            and began is not None
            and began <= day
            and (self.until_date is None or day <= self.until_date)
        )


def programs() -> QuerySet[Program]:
    """All programmes, the one that sets partners' tiers first."""
    return Program.objects.order_by("-sets_tier", "name", "pk")


def leading_program() -> Program | None:
    """The programme whose level is the partner's tier; where none is, the first one."""
    return programs().first()


def keeper_of_tiers() -> str:
    """Which programme works partners' tiers out, as a sentence names it; "" while none has published rules."""
    with_rules = ProgramVersion.objects.filter(is_draft=False).values("program_id")
    keeps = Program.objects.filter(sets_tier=True, pk__in=with_rules).first()
    return f"the programme {keeps.name}" if keeps else ""


def published(program: Program) -> QuerySet[ProgramVersion]:
    """The versions that are or were in force or will be, newest first."""
    return ProgramVersion.objects.filter(program=program, is_draft=False).order_by("-effective_date")


def version_on(program: Program, day: date) -> ProgramVersion | None:
    """The version that is in force on a day; None before the first."""
    return published(program).filter(effective_date__lte=day).first()


def draft_of(program: Program) -> ProgramVersion | None:
    """The version that is being prepared."""
    return ProgramVersion.objects.filter(program=program, is_draft=True).first()


def editions(program: Program) -> list[Edition]:
    """All versions, the draft first, then the newest."""
    found = list(ProgramVersion.objects.filter(program=program).order_by("-is_draft", "-effective_date", "-number"))
    return _with_ends(found)


def editions_by_program() -> dict[Program, list[Edition]]:
    """The versions of every programme. Two queries."""
    grouped: dict[Program, list[ProgramVersion]] = {program: [] for program in programs()}
    by_id = {program.pk: program for program in grouped}
    for version in ProgramVersion.objects.order_by("-is_draft", "-effective_date", "-number"):
        grouped[by_id[version.program_id]].append(version)
    return {program: _with_ends(versions) for program, versions in grouped.items()}


def _with_ends(versions: list[ProgramVersion]) -> list[Edition]:
    result, following = [], None
    for version in versions:
        result.append(Edition(version, None if version.is_draft or following is None else following - ONE_DAY))
        following = following if version.is_draft else version.effective_date
    return result
