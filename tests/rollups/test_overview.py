"""The chief's sums: the worked example, and that every group is the sum of its partners."""

from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prm.kernel.status import DEFAULT_THRESHOLDS, TrafficLight
from prm.tenancy.scope import in_tenant
from rollups.calculations.overview import Grouping, PartnerStanding, add_up
from rollups.queries.overview import months, overview
from tests.cast import TODAY, Cast
from tests.rollups.samples import worked_example

DOCUMENT = Path(__file__).parents[2] / "docs/calculations/overview.md"


def test_the_worked_example_is_what_the_document_says(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        worked_example(cast)
        result = overview(tenant=cast.acme, today=TODAY)
    assert "160 booked, plan 150, **106.7 %**" in DOCUMENT.read_text()
    assert (result.as_of, result.total.partners) == (TODAY, 3)
    assert (result.total.booked, result.total.plan, result.total.prior) == (Decimal(160), Decimal(150), Decimal(140))
    assert result.total.attainment.as_percent(1) == "106.7%"
    bob, dana = result.groups[Grouping.CAM]
    assert (bob.name, bob.key) == ("Bob", str(cast.bob.pk))
    assert (bob.figures.booked, bob.figures.plan) == (Decimal(120), Decimal(100))
    assert (bob.figures.attainment.as_percent(), bob.figures.growth.as_change()) == ("120%", "+33.3%")
    assert (dana.figures.attainment.as_percent(), dana.figures.light) == ("80%", TrafficLight.WATCH)
    assert bob.figures.count(TrafficLight.NO_DATA) == 1
    assert [(group.key, group.name) for group in result.groups[Grouping.TYPE]] == [("MSP", "MSP"), ("none", "No type")]


def test_months_add_up_to_the_year_to_date_and_the_same_days_before(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        worked_example(cast)
        pairs = months(tenant=cast.acme, as_of=TODAY)
    assert sum(pair.booked or 0 for pair in pairs) == 160
    assert sum(pair.prior or 0 for pair in pairs) == 140
    assert [pair.booked for pair in pairs[6:]] == [None] * 6


def test_an_empty_tenant_has_figures_too(cast: Cast) -> None:
    with in_tenant(cast.globex.pk):
        result = overview(tenant=cast.globex, today=TODAY)
    assert (result.total.partners, result.total.booked, result.total.plan) == (1, Decimal(0), None)
    assert result.concentration.share.as_percent() == "n/a"


AMOUNTS = st.decimals(-1000, 1_000_000, places=6)
STANDINGS = st.lists(
    st.builds(
        PartnerStanding,
        cam_id=st.sampled_from(["", "a", "b"]),
        cam_name=st.just("Same name"),
        region=st.sampled_from(["", "North", "none"]),
        type=st.sampled_from(["", "MSP"]),
        booked=AMOUNTS,
        prior=AMOUNTS,
        plan=st.none() | AMOUNTS,
        booked_12_months=AMOUNTS,
        light=st.sampled_from(TrafficLight),
    )
)


@given(STANDINGS)
def test_every_grouping_adds_up_to_the_total(standings: list[PartnerStanding]) -> None:
    result = add_up(standings, as_of=TODAY, thresholds=DEFAULT_THRESHOLDS)
    for groups in result.groups.values():
        assert sum(group.figures.partners for group in groups) == len(standings)
        assert sum((group.figures.booked for group in groups), Decimal(0)) == result.total.booked
        assert sum((group.figures.prior for group in groups), Decimal(0)) == result.total.prior
        assert sum((group.figures.plan or 0 for group in groups), Decimal(0)) == (result.total.plan or 0)


@given(STANDINGS)
def test_order_does_not_matter(standings: list[PartnerStanding]) -> None:
    forth = add_up(standings, as_of=TODAY, thresholds=DEFAULT_THRESHOLDS)
    back = add_up(standings[::-1], as_of=TODAY, thresholds=DEFAULT_THRESHOLDS)
    assert forth.total == back.total
    assert forth.concentration == back.concentration
    assert [each.key for each in forth.groups[Grouping.CAM]] == [each.key for each in back.groups[Grouping.CAM]]
