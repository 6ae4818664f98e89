"""Numbers: whether a column writes decimals with a point or a comma is decided for the whole column. Always exact."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final

from prm.imports.typing.verdicts import Question, Unacceptable


class DecimalMark(StrEnum):
    """What stands before the decimals."""

    POINT = "point"
    COMMA = "comma"


PLAIN: Final = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
CURRENCY: Final = r"(?:[A-Z]{3}|US\$|[A-Z]{1,2}\$|[$€£¥₹₩₽₺₪฿]|kr\.?|zł|Kč|R\$|CHF|Fr\.?)"
WRITTEN: Final = re.compile(
    rf"(?P<open>\()?\s*{CURRENCY}?\s*(?P<sign>[-+−])?\s*{CURRENCY}?\s*"
    rf"(?P<body>[\d.,'’\s\u00a0\u202f]*\d[.,]?)(?P<exponent>[eE][-+]?\d{{1,3}})?"
    rf"\s*{CURRENCY}?\s*(?P<after>[-−])?(?P<close>\))?",
    re.ASCII,
)
GROUPS: Final = re.compile(r"\d{1,3}(?:[,']\d{2,3})*[,']\d{3}(?:\.\d*)?|\d*\.?\d*", re.ASCII)
SPACES: Final = str.maketrans({" ": None, "\u00a0": None, "\u202f": None, "\u2009": None, "’": "'"})
SWAP: Final = str.maketrans({",": ".", ".": ","})
EXAMPLES: Final = 3


class NumberEvidence:
    """Collects what a column's values say about point and comma."""

    def __init__(self) -> None:
        self.point: list[str] = []
        self.comma: list[str] = []
        self.open: list[str] = []

    def add(self, values: Iterable[str]) -> None:
        """Take distinct, stripped values into account; what is no number says nothing."""
        for value in values:
            if "." not in value and "," not in value:
                continue
            found = WRITTEN.fullmatch(value)
            if found is not None:
                pile = {"point": self.point, "comma": self.comma, "open": self.open}[_says(found["body"].strip())]
                if len(pile) < EXAMPLES:
                    pile.append(value)

    def decide(self, *, whole: bool = False) -> DecimalMark | Question:
        """The mark that holds for the column. `whole` is a column of whole numbers, where 1,234 can only be thousands.

        A question when `1,234` is all there is, or when the column mixes both ways of writing.
        """
        if self.point and self.comma:
            return self._question(
                f"writes some numbers with a decimal point ({self.point[0]}) and some with a comma ({self.comma[0]})",
                self.point[0],
            )
        if self.comma:
            return DecimalMark.COMMA
        if self.open and not self.point:
            return self._decide_open(whole)
        return DecimalMark.POINT

    def _decide_open(self, whole: bool) -> DecimalMark | Question:
        marks = {"." if "." in value else "," for value in self.open}
        if whole and len(marks) == 1:
            return DecimalMark.POINT if marks == {","} else DecimalMark.COMMA
        return self._question(f"could mean thousands or decimals: {', '.join(self.open)}", self.open[0])

    @staticmethod
    def _question(what: str, example: str) -> Question:
        options = []
        for mark, name in ((DecimalMark.POINT, "decimal point"), (DecimalMark.COMMA, "decimal comma")):
            try:
                meaning = f"{example} is {parse_number(example, mark)}"
            except Unacceptable:
                meaning = f"{example} is then refused"
            options.append((mark.value, f"{name}: {meaning}"))
        return Question("decimal", f"{what}. Say which it is.", tuple(options))


def parse_number(text: str, mark: DecimalMark) -> Decimal:
    """One stripped value, exactly. Understands thousands separators, currency marks, `(12)` and `12-` as negative.

    Raises Unacceptable for what is not a finite number written in the column's way.
    """
    if mark is DecimalMark.POINT and PLAIN.fullmatch(text):
        return Decimal(text)
    found = WRITTEN.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]):
        raise Unacceptable(f"“{text}” is not a number. Write it in digits.")
    body = found["body"].translate(SPACES)
    body = body.translate(SWAP) if mark is DecimalMark.COMMA else body
    if not GROUPS.fullmatch(body):
        raise Unacceptable(f"“{text}” is not a number with a decimal {mark.value}, as the rest of the column has.")
    number = Decimal(body.replace(",", "").replace("'", "") + (found["exponent"] or ""))
    signs = (found["open"] is not None) + (found["sign"] in ("-", "−")) + (found["after"] is not None)
    if signs > 1:
        raise Unacceptable(f"“{text}” has more than one minus sign.")
    return -number if signs else number


def _says(body: str) -> str:
    """Which mark one number proves: point, comma, or neither (`open`)."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        return "point" if body.rfind(".") > body.rfind(",") else "comma"
    mark, count, other = (".", points, "comma") if points else (",", commas, "point")
    if count > 1:
        return other
    whole, _, decimals = body.partition(mark)
    if len(decimals) != 3 or not whole or whole == "0" or len(whole) > 3:
        return "point" if mark == "." else "comma"
    return "open"
