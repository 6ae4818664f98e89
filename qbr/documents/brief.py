"""Names cut to a length that headings, feet and table cells have room for. The stored snapshot keeps them whole."""

from dataclasses import replace

from qbr.calculations.products import Line
from qbr.calculations.snapshot import Snapshot

LONGEST_PARTNER = 60
LONGEST_PRODUCT = 40


def in_brief(snapshot: Snapshot) -> Snapshot:
    """The snapshot with short names, for drawing. Figures are as they were."""
    mix = snapshot.mix
    return replace(
        snapshot,
        partner_name=cut(snapshot.partner_name, LONGEST_PARTNER),
        vendor_name=cut(snapshot.vendor_name, LONGEST_PARTNER),
        mix=replace(mix, products=_lines(mix.products), families=_lines(mix.families)),
    )


def cut(name: str, longest: int) -> str:
    """The name on one line without control characters, its end replaced by … where it is too long."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def _lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(replace(line, name=cut(line.name, LONGEST_PRODUCT)) for line in lines)
