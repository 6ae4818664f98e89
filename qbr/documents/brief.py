"""Names cut to a length that headings, feet and table cells have room for. The stored snapshot keeps them whole."""

from dataclasses import replace

from qbr.calculations.products import Line
from qbr.calculations.snapshot import Snapshot
from qbr.calculations.standing import OpenDeal, Standing, TierStand

LONGEST_PARTNER = 60
LONGEST_PRODUCT = 40
LONGEST_LEVEL = 24


def in_brief(snapshot: Snapshot) -> Snapshot:
    """The snapshot with short names, for drawing. Figures are as they were."""
    mix = snapshot.mix
    return replace(
        snapshot,
        partner_name=cut(snapshot.partner_name, LONGEST_PARTNER),
        vendor_name=cut(snapshot.vendor_name, LONGEST_PARTNER),
        mix=replace(mix, products=_lines(mix.products), families=_lines(mix.families)),
        standing=_standing(snapshot.standing) if snapshot.standing else None,
    )


def cut(name: str, longest: int) -> str:
    """The name on one line without control characters, its end replaced by … where it is too long."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def _standing(standing: Standing) -> Standing:
    deals, training = standing.deals, standing.training
    return Standing(
        deals=replace(deals, largest=tuple(_deal(each) for each in deals.largest)) if deals else None,
        training=replace(
            training,
            requirements=tuple(replace(each, label=cut(each.label, LONGEST_PRODUCT)) for each in training.requirements),
        ),
        tiers=tuple(_tier(each) for each in standing.tiers),
    )


def _deal(deal: OpenDeal) -> OpenDeal:
    name, customer, stage = (cut(each, LONGEST_PRODUCT) for each in (deal.name, deal.customer, deal.stage))
    return replace(deal, name=name, customer=customer, stage=stage)


def _tier(tier: TierStand) -> TierStand:
    return replace(
        tier,
        program=cut(tier.program, LONGEST_PRODUCT),
        level=cut(tier.level, LONGEST_LEVEL),
        target=cut(tier.target, LONGEST_LEVEL),
    )


def _lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(replace(line, name=cut(line.name, LONGEST_PRODUCT)) for line in lines)
