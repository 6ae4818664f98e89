"""Colours of slides, always by theme name: a vendor who changes the theme in PowerPoint re-colours all of it."""

from dataclasses import dataclass

from prm.documents.specs import Role


@dataclass(frozen=True)
class Ink:
    """A theme colour, lightened or darkened by Office's luminance factors in thousandths of a percent."""

    scheme: str
    modulate: int = 0
    offset: int = 0

    @property
    def xml(self) -> str:
        """The colour as DrawingML."""
        factors = f'<a:lumMod val="{self.modulate}"/>' if self.modulate else ""
        factors += f'<a:lumOff val="{self.offset}"/>' if self.offset else ""
        return f'<a:schemeClr val="{self.scheme}">{factors}</a:schemeClr>'

    @property
    def fill(self) -> str:
        """The colour as a fill."""
        return f"<a:solidFill>{self.xml}</a:solidFill>"


TEXT = Ink("tx1")
QUIET = Ink("accent2", 75000)
TITLE = Ink("tx2")
PAPER = Ink("bg1")
PANEL = Ink("bg2")
HAIRLINE = Ink("accent2", 40000, 60000)
BRAND = Ink("accent1")

OF_ROLE = {
    Role.ACTUAL: BRAND,
    Role.PLAN: Ink("accent2"),
    Role.PRIOR: Ink("accent1", 40000, 60000),
    Role.SECOND: Ink("accent3"),
    Role.THIRD: Ink("accent3", 60000),
    Role.GOOD: Ink("accent4"),
    Role.WARN: Ink("accent5"),
    Role.BAD: Ink("accent6"),
}
OF_TONE = {"good": Ink("accent4"), "warn": Ink("accent5", 75000), "bad": Ink("accent6"), "none": QUIET}
