"""Which targets to propose, and the grid as it comes back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from partners.models import Partner
from prm.imports.typing.numbers import DecimalMark, parse_number
from prm.imports.typing.verdicts import Unacceptable
from prm.kernel.fiscal import Period, year_label
from prm.kernel.money import number
from scorecards.calculations.bulk_targets import Split

LARGEST = Decimal(10) ** 15


class ProposalForm(forms.Form):
    """For which year, which partners, and how."""

    year = forms.TypedChoiceField(label="Fiscal year", coerce=int)
    split = forms.ChoiceField(label="In", choices=[(split.value, split.label) for split in Split])
    rule = forms.ChoiceField(
        label="Begin with",
        choices=[("growth", "Last year and a growth"), ("keep", "Targets as they are, else the growth")],
    )
    growth = forms.DecimalField(label="Growth, %", min_value=-100, max_value=1000, decimal_places=1)
    tier = forms.ChoiceField(label="Tier", required=False)
    region = forms.ChoiceField(label="Region", required=False)
    type = forms.ChoiceField(label="Type", required=False)
    cam = forms.ChoiceField(label="CAM", required=False)

    def __init__(
        self,
        *args: Any,
        years: Sequence[int],
        in_use: dict[str, list[str]],
        cams: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year_label(year)) for year in years]  # type: ignore[attr-defined]
        for name, values in in_use.items():
            self.fields[name].choices = [("", "Any"), *((value, value) for value in values)]  # type: ignore[attr-defined]
        self.fields["cam"].choices = [("", "Any"), *cams]  # type: ignore[attr-defined]


class Grid:
    """The cells of the grid as they were sent: `cell-<partner>-<number>`, read forgivingly, wrong ones said."""

    def __init__(self, sent: QueryDict, partners: Sequence[Partner], windows: Sequence[Period]) -> None:
        self.sent, self.windows = sent, windows
        self.partners = [partner for partner in partners if f"cell-{partner.pk}-0" in sent]
        self.errors: dict[str, str] = {}
        self.plans = {partner.pk: self._plan(partner.pk) for partner in self.partners}

    def text(self, partner_id: UUID, place: int) -> str:
        """What was typed into a cell."""
        return str(self.sent.get(cell_name(partner_id, place), ""))[:40].strip()

    def _plan(self, partner_id: UUID) -> list[tuple[Period, Decimal]]:
        return [(window, self._amount(partner_id, place)) for place, window in enumerate(self.windows)]

    def _amount(self, partner_id: UUID, place: int) -> Decimal:
        text = self.text(partner_id, place)
        try:
            amount = parse_number(text, DecimalMark.POINT) if text else Decimal(0)
        except Unacceptable as problem:
            self.errors[cell_name(partner_id, place)] = str(problem)
            return Decimal(0)
        if not 0 <= amount < LARGEST or amount != round(amount, 4):
            self.errors[cell_name(partner_id, place)] = (
                f"“{text}” cannot be a target: 0 or more, four decimals at most."
            )
        return amount


def cell_name(partner_id: UUID, place: int) -> str:
    """The name of a cell's input."""
    return f"cell-{partner_id}-{place}"


def cell_text(amount: Decimal) -> str:
    """An amount as it stands in a cell: with separators, without decimals that say nothing."""
    return number(amount, 0 if amount == amount.to_integral_value() else 2)
