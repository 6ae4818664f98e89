"""How a figure of a chart or a table is written: on an axis, in a cell, and as an Excel number format."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from prm.kernel import money


class Unit(Enum):
    """What a figure counts. PERCENT figures are in points: 89 is written ``89%``."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    MULTIPLE = "multiple"


TEN_THOUSAND = Decimal(10_000)
HUNDRED_THOUSAND = Decimal(100_000)
MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Format:
    """A unit with its decimals; `currency` is an ISO code and only read for MONEY."""

    unit: Unit = Unit.NUMBER
    currency: str = "USD"
    places: int = 0

    def full(self, value: Decimal) -> str:
        """Every digit that counts, as in a table: ``$1,234.56``, ``89.4%``. Money of zero places is whole."""
        if self.unit is Unit.MONEY:
            return self._whole_money(value) if self.places == 0 else money.full(value, self.currency)
        return f"{money.number(value, self.places)}{_SUFFIX[self.unit]}"

    def short(self, value: Decimal) -> str:
        """As few digits as a label needs: ``$1.23M``, ``89%``, ``3.4×``."""
        if self.unit is Unit.MONEY:
            return money.compact(value, self.currency)
        if self.unit is Unit.NUMBER:
            return money.compact_number(value) if abs(value) >= HUNDRED_THOUSAND else self._trimmed_number(value)
        return f"{_trimmed(money.number(value, max(self.places, 1)))}{_SUFFIX[self.unit]}"

    @property
    def excel(self) -> str:
        """The number format code of the same look for a native chart or a sheet."""
        digits = "#,##0" + ("." + "0" * self._excel_places if self._excel_places else "")
        if self.unit is Unit.MONEY:
            return f'"{money.currency(self.currency).symbol}"{digits}'
        return digits + (f'"{_SUFFIX[self.unit]}"' if _SUFFIX[self.unit] else "")

    def excel_axis(self, largest: Decimal) -> str:
        """The number format of an axis that reaches `largest`: one letter for the whole axis, zero without it."""
        if self.unit not in (Unit.MONEY, Unit.NUMBER) or largest < TEN_THOUSAND:
            return self.excel
        symbol = f'"{money.currency(self.currency).symbol}"' if self.unit is Unit.MONEY else ""
        digits = f'{symbol}0.0#,,"M"' if largest >= MILLION else f'{symbol}#,##0,"K"'
        return f"{digits};-{digits};{symbol}0"

    def excel_label(self, figures: tuple[Decimal, ...]) -> str:
        """The number format of labels at single figures: each with its own letter, as far as Excel can tell them.

        A format has room for two conditions only, so with a figure below zero all take the axis' letter.
        """
        largest = max((abs(figure) for figure in figures), default=Decimal(0))
        if self.unit not in (Unit.MONEY, Unit.NUMBER) or largest < TEN_THOUSAND or min(figures) < 0:
            return self.excel_axis(largest)
        symbol = f'"{money.currency(self.currency).symbol}"' if self.unit is Unit.MONEY else ""
        return f'[>=999500]{symbol}0.0#,,"M";[>=1000]{symbol}#,##0,"K";{symbol}#,##0'

    @property
    def _excel_places(self) -> int:
        if self.unit is Unit.MONEY and self.places:
            return money.currency(self.currency).places
        return self.places

    def _trimmed_number(self, value: Decimal) -> str:
        return _trimmed(money.number(value, max(self.places, 2)))

    def _whole_money(self, value: Decimal) -> str:
        text = money.number(value, 0)
        sign = money.MINUS if text.startswith(money.MINUS) else ""
        return f"{sign}{money.currency(self.currency).symbol}{text.removeprefix(money.MINUS)}"


_SUFFIX = {Unit.NUMBER: "", Unit.MONEY: "", Unit.PERCENT: "%", Unit.MULTIPLE: "×"}


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole_money(currency: str) -> Format:
    """Money without decimals: ``$1,235``."""
    return Format(Unit.MONEY, currency, 0)


def exact_money(currency: str) -> Format:
    """Money to its minor unit: ``$1,234.56``."""
    return Format(Unit.MONEY, currency, 2)


COUNT = Format()
PERCENT = Format(Unit.PERCENT)
MULTIPLE = Format(Unit.MULTIPLE, places=1)
