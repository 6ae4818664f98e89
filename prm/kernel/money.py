"""Money as Decimal and the ways it is written. Nothing here converts between currencies."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
COMPACT_STEPS = ((Decimal(10) ** 12, "T"), (Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "K"))
_WIDE = Context(prec=100)

type Amount = Decimal | int


@dataclass(frozen=True)
class Currency:
    """An ISO 4217 currency: its code, what stands before the figure, and how many decimals it has."""

    code: str
    symbol: str
    places: int = 2


_KNOWN = {
    currency.code: currency
    for currency in (
        Currency("USD", "$"),
        Currency("EUR", "€"),
        Currency("GBP", "£"),
        Currency("JPY", "¥", 0),
        Currency("CNY", "CN¥"),
        Currency("INR", "₹"),
        Currency("KRW", "₩", 0),
        Currency("BRL", "R$"),
        Currency("CAD", "CA$"),
        Currency("AUD", "A$"),
        Currency("NZD", "NZ$"),
        Currency("MXN", "MX$"),
        Currency("HKD", "HK$"),
        Currency("SGD", "S$"),
        Currency("ILS", "₪"),
        Currency("PHP", "₱"),
        Currency("TRY", "₺"),
        Currency("UAH", "₴"),
        Currency("VND", "₫", 0),
        Currency("CLP", f"CLP{NO_BREAK_SPACE}", 0),
        Currency("ISK", f"ISK{NO_BREAK_SPACE}", 0),
        Currency("HUF", f"HUF{NO_BREAK_SPACE}"),
        Currency("KWD", f"KWD{NO_BREAK_SPACE}", 3),
        Currency("BHD", f"BHD{NO_BREAK_SPACE}", 3),
        Currency("JOD", f"JOD{NO_BREAK_SPACE}", 3),
        Currency("OMR", f"OMR{NO_BREAK_SPACE}", 3),
        Currency("TND", f"TND{NO_BREAK_SPACE}", 3),
    )
}


def currency(code: str) -> Currency:
    """The currency of an ISO code in any case; one that is not listed is written by its code, with two decimals.

    Raises ValueError when the code is not three letters.
    """
    upper = code.strip().upper()
    if len(upper) != 3 or not upper.isascii() or not upper.isalpha():
        raise ValueError(f"Not an ISO currency code: {code!r}")
    return _KNOWN.get(upper) or Currency(upper, f"{upper}{NO_BREAK_SPACE}")


def exact(value: Amount) -> Decimal:
    """The value as a finite Decimal. Raises TypeError for float and ValueError for NaN and infinity."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"Money is Decimal or int, not {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"Not an amount: {value}")
    return number


def rounded(value: Amount, places: int = 2) -> Decimal:
    """Round half up, away from zero, to a number of decimals (negative places round to tens, hundreds ...)."""
    number = exact(value)
    unit = Decimal(1).scaleb(-places)
    result = number.quantize(unit, rounding=ROUND_HALF_UP, context=_WIDE)
    return result if places >= 0 else Decimal(int(result))


def number(value: Amount, places: int = 0) -> str:
    """A plain figure with thousands separators and a true minus sign: ``−1,234.50``. Zero never has a sign."""
    result = rounded(value, places)
    return f"{MINUS if result < 0 else ''}{abs(result):,f}"


def full(amount: Amount, code: str) -> str:
    """An amount to its last minor unit with the currency's symbol: ``$1,234.56``, ``¥1,235``."""
    unit = currency(code)
    return _signed(rounded(amount, unit.places), unit.symbol, lambda size: f"{size:,f}")


def plain(amount: Amount, code: str) -> str:
    """An amount to its last minor unit without the symbol, for columns that name the currency: ``1,234.56``."""
    return number(amount, currency(code).places)


def compact(amount: Amount, code: str) -> str:
    """An amount in three figures with the currency's symbol: ``$1.84M``, ``−€62K``, ``$950``."""
    return _signed(exact(amount), currency(code).symbol, lambda size: _short(size, currency(code).places))


def compact_number(value: Amount) -> str:
    """A figure in three digits without currency: ``1.84M``, ``62K``, ``950``."""
    return _signed(exact(value), "", lambda size: _short(size, 2))


def _signed(value: Decimal, symbol: str, write: Callable[[Decimal], str]) -> str:
    text = write(abs(value))
    negative = value < 0 and any(digit in text for digit in "123456789")
    return f"{MINUS if negative else ''}{symbol}{text}"


def _short(size: Decimal, places: int) -> str:
    for step, letter in COMPACT_STEPS:
        if _three_figures(size / (step / 1000)) >= 1000:
            return f"{_without_zeros(_three_figures(size / step))}{letter}"
    whole = rounded(size, 0)
    return f"{whole:f}" if whole == size or size >= 100 else f"{rounded(size, places):f}"


def _three_figures(size: Decimal) -> Decimal:
    """Rounded to three significant figures, but never coarser than a whole."""
    places = max(0, 2 - size.adjusted()) if size else 0
    result = rounded(size, min(places, 2))
    return result if result.adjusted() == size.adjusted() else rounded(result, max(0, min(2, 2 - result.adjusted())))


def _without_zeros(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
