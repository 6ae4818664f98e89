"""The tier engine: published programmes as data, and what must hold for any programme."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.calculations.catalogue import BUILT_IN
from programs.calculations.checking import findings
from programs.calculations.evaluation_json import from_json, to_json
from programs.calculations.rules import Figure, RequirementSet, Row, Rules, Values, Window
from programs.calculations.rules_json import RulesInvalid
from programs.calculations.rules_json import from_json as rules_from_json
from programs.calculations.rules_json import to_json as rules_to_json
from programs.calculations.templates import Template, template, templates
from programs.calculations.tiers import Evaluation, evaluate, evaluate_days
from programs.enums import Operator, WindowKind

DAY = date(2026, 9, 30)
YEAR = Window(WindowKind.TRAILING_MONTHS, 12)


def rules_of(slug: str) -> Rules:
    found = template(slug)
    assert found is not None
    return found.rules


def values(**figures: object) -> Values:
    """Values by metric: `bookings` and deals over 12 months, the rest as of the day."""
    windowed = {"bookings", "growth", "deals_registered", "won_sourced", "won_assisted"}
    keys = {name: name if name in BUILT_IN else name.replace("_", "-") for name in figures}
    return {
        Figure(keys[name], YEAR) if name in windowed else Figure(keys[name]): value
        if value is None
        else Decimal(str(value))
        for name, value in figures.items()
    }


def judged(slug: str, **figures: object) -> Evaluation:
    return evaluate(rules_of(slug), values(**figures), day=DAY)


def level(evaluation: Evaluation) -> str:
    return evaluation.level.name if evaluation.level else "none"


@pytest.mark.parametrize("each", templates(), ids=lambda each: each.slug)
def test_every_template_can_be_read_written_and_published(each: Template) -> None:
    assert rules_from_json(rules_to_json(each.rules)) == each.rules
    assert findings(each.rules) == ()


class TestOdoo:
    @pytest.mark.parametrize(
        ("users", "people", "retention", "reached"),
        [
            (9, 6, 100, "none"),
            (10, 1, None, "Ready"),
            (75, 3, 70, "Silver"),
            (300, 6, 80, "Gold"),
            (300, 6, "79.9", "Silver"),
            (299, 6, 80, "Silver"),
            (300, 2, 80, "Ready"),
            (-5, 6, 80, "none"),
        ],
    )
    def test_the_highest_level_for_which_all_three_measures_are_met_counts(
        self, users: int, people: int, retention: object, reached: str
    ) -> None:
        found = judged("odoo-2023", net_new_users=users, certified_people=people, retention=retention)
        assert level(found) == reached

    def test_the_gap_to_the_next_level_is_told_in_words(self) -> None:
        found = judged("odoo-2023", net_new_users=258, certified_people=4, retention=76)
        assert level(found) == "Silver"
        assert found.gaps == (
            "42 more net new users",
            "2 more certified people",
            "4 percentage points more retention",
        )

    def test_the_version_in_force_on_the_day_decides(self) -> None:
        figures = {"net_new_users": 100, "certified_people": 6, "retention": 85, "retention_12_months": 85}
        assert level(judged("odoo-earlier", **figures)) == "Gold"
        assert level(judged("odoo-2023", **figures)) == "Silver"

    def test_no_data_is_not_met_and_said_to_be_no_data(self) -> None:
        found = judged("odoo-2023", net_new_users=300, certified_people=6)
        assert level(found) == "Ready"
        assert found.gaps == ("no data on retention yet",)
        (only,) = (each for each in found.next.sets[0].requirements if not each.has_data)  # type: ignore[union-attr]
        assert (only.met, only.value) == (False, "")


SMB = {"net_customer_adds": 10, "intermediate_certified": 4, "advanced_certified": 2, "usage_growth": 20}


class TestSolutionsPartner:
    def test_partial_points_grow_up_to_the_threshold_and_stop_at_the_maximum(self) -> None:
        found = judged("solutions-partner", **SMB | {"net_customer_adds": 5, "deployments": 50})
        (score,) = found.best.scores
        assert found.best.name == "Small and medium business"
        assert [part.points for part in score.parts] == [15, 20, 20, 20, 10]
        assert (score.total, level(found)) == (Decimal(85), "Solutions partner")

    def test_seventy_points_with_one_measure_at_zero_are_not_enough(self) -> None:
        found = judged("solutions-partner", **SMB | {"deployments": 0})
        (score,) = found.best.scores
        assert (score.total, level(found)) == (Decimal(90), "Registered")
        assert found.gaps == ("1 more in capability score, lowest part",)

    def test_exactly_seventy_is_enough_and_less_is_not(self) -> None:
        just = SMB | {"net_customer_adds": 3, "deployments": "0.5", "usage_growth": 20}
        assert level(judged("solutions-partner", **just)) == "Solutions partner"
        assert level(judged("solutions-partner", **just | {"deployments": "0.4"})) == "Registered"

    def test_the_better_track_counts(self) -> None:
        found = judged(
            "solutions-partner",
            net_customer_adds=3,
            intermediate_certified=4,
            advanced_certified=2,
            usage_growth=10,
            deployments=5,
        )
        totals = {track.name: track.scores[0].total for track in found.tracks}
        assert totals == {"Small and medium business": Decimal(69), "Enterprise": Decimal(73)}
        assert (found.best.name, level(found)) == ("Enterprise", "Solutions partner")

    def test_one_day_of_the_window_is_enough(self) -> None:
        rules = rules_of("solutions-partner")
        days = rules.days(DAY)
        assert (days[0], days[-1]) == (date(2026, 4, 1), DAY)
        good, bad = values(**SMB, deployments=5), values(net_customer_adds=1)
        found = evaluate_days(rules, {day: good if day == date(2026, 5, 12) else bad for day in days})
        assert (level(found), found.day) == ("Solutions partner", date(2026, 5, 12))


class TestPoints:
    def test_points_in_all_and_points_of_own_deals_are_both_asked(self) -> None:
        much_assisted = judged("points-sourced", won_sourced=20_000, won_assisted=600_000, managed_amount=0)
        assert level(much_assisted) == "Provider"
        assert much_assisted.gaps == ("1,000 more in points, own deals",)
        own = judged("points-sourced", won_sourced=40_000, won_assisted=100_000, managed_amount=0)
        assert (level(own), own.best.scores[0].total) == ("Gold", Decimal(5000))

    def test_growth_markets_count_twice(self) -> None:
        found = judged("points-sourced", won_sourced=40_000, sourced_growth_markets=40_000)
        assert found.best.scores[0].total == 4000

    @pytest.mark.parametrize(
        ("sold", "managed", "certified", "usage", "reached"),
        [
            (1125, 1125, 1, 3, "Silver"),
            (2100, 6000, 1, 3, "Gold"),
            (3750, 19_999, 1, 4, "Gold"),
            (10_000, 50_000, 1, 3, "Diamond"),
            (10_000, 50_000, 0, 3, "Partner"),
            (10_000, 50_000, 2, "2.9", "Partner"),
        ],
    )
    def test_the_rule_of_2018_asks_for_sold_managed_certificate_and_usage(
        self, sold: int, managed: int, certified: int, usage: object, reached: str
    ) -> None:
        found = judged(
            "sold-and-managed",
            sold_mrr=sold,
            managed_mrr=managed,
            certified_people=certified,
            median_app_usage=usage,
        )
        assert level(found) == reached


class TestValueIndex:
    @pytest.mark.parametrize(
        ("scores", "index", "reached"),
        [
            ((8, 8, 8, 5), Decimal("7.4"), "Incentives"),
            ((8, 8, 8, "5.5"), Decimal("7.5"), "Preferred"),
            ((5, 5, 5, 5), Decimal(5), "Incentives"),
            ((1, 1, 1, 1), Decimal(1), "Deal registration"),
            (("0.9", 1, 1, 1), Decimal("0.98"), "Member"),
            ((99, 10, 10, 10), Decimal(10), "Preferred"),
        ],
    )
    def test_the_weighted_mean_decides(self, scores: tuple[object, ...], index: Decimal, reached: str) -> None:
        names = ("foundational_score", "capabilities_score", "performance_score", "engagement_score")
        found = judged("value-index", **dict(zip(names, scores, strict=True)))
        assert (found.best.scores[0].total, level(found)) == (index, reached)

    def test_a_missing_score_adds_nothing(self) -> None:
        found = judged("value-index", foundational_score=10, capabilities_score=10, performance_score=10)
        assert found.best.scores[0].total == 8
        assert found.best.scores[0].parts[3].points is None


def test_observed_minima_are_data_too() -> None:
    assert level(judged("launches", launched_opportunities=56, certified_people=121)) == "Advanced"
    assert level(judged("launches", launched_opportunities=56, certified_people=122)) == "Premier"


class TestChoice:
    def test_one_of_three_is_enough_and_the_gap_names_all_that_would_do(self) -> None:
        base = {"bookings": 400_000, "certificates": 3}
        short = judged("starter", **base, growth=2, deals_registered=3, performance_to_plan=80)
        assert level(short) == "Silver"
        assert short.gaps == (
            (
                "1 of these: 3 percentage points more growth; 1 more registered deal; "
                "10 percentage points more performance to plan"
            ),
        )
        assert level(judged("starter", **base, growth=None, deals_registered=4)) == "Gold"

    def test_certificates_and_money_are_missing_in_words(self) -> None:
        found = judged("starter", bookings=302_000, certificates=1, growth=8)
        assert found.gaps == ("$48,000 more in bookings", "2 more certificates")


def test_a_frozen_evaluation_reads_as_it_was_written() -> None:
    found = judged("solutions-partner", **SMB)
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"levels": []}, "1 to 12 levels"),
        ({"tracks": []}, "1 to 6 tracks"),
        ({"best_day_months": 40}, "best day"),
        ({"levels": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]}, "the same"),
    ],
)
def test_rules_that_cannot_be_are_refused_in_words(change: dict[str, object], words: str) -> None:
    found = template("starter")
    assert found is not None
    with pytest.raises(RulesInvalid, match=words):
        rules_from_json(found.document | change)


def test_a_level_that_asks_for_nothing_must_be_corrected_before_publishing() -> None:
    rules = rules_of("starter")
    emptied = replace(rules, levels=(*rules.levels, replace(rules.levels[0], key="diamond", name="Diamond")))
    assert [each.sentence for each in findings(emptied) if each.blocks] == [
        "Diamond asks for nothing, so every partner would reach it."
    ]


AMOUNTS = st.decimals(0, 2_000_000, places=2)


@st.composite
def any_case(draw: st.DrawFn) -> tuple[Rules, Values]:
    """A template whose rules are all rising, with values for its figures, some of them missing."""
    rules = draw(st.sampled_from([each.rules for each in templates() if each.rules.is_rising]))
    figures = sorted(rules.figures, key=str)
    return rules, {figure: draw(st.none() | st.decimals(0, 200, places=1) | AMOUNTS) for figure in figures}


@given(case=any_case(), more=st.data())
def test_more_of_anything_never_lowers_the_level(case: tuple[Rules, Values], more: st.DataObject) -> None:
    rules, before = case
    after = {
        figure: more.draw(AMOUNTS) if value is None else value + more.draw(AMOUNTS) for figure, value in before.items()
    }
    assert evaluate(rules, after, day=DAY).rank >= evaluate(rules, before, day=DAY).rank


@given(case=any_case(), random=st.randoms(use_true_random=False))
def test_the_order_of_tracks_sets_and_rows_means_nothing(case: tuple[Rules, Values], random: object) -> None:
    rules, given_values = case

    def shuffled[T](items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(items, len(items)))  # type: ignore[attr-defined]

    mixed = replace(
        rules,
        tracks=shuffled(
            tuple(
                replace(
                    track,
                    sets=shuffled(tuple(replace(each, rows=shuffled(each.rows)) for each in track.sets)),
                    scores=tuple(replace(score, parts=shuffled(score.parts)) for score in track.scores),
                )
                for track in rules.tracks
            )
        ),
    )
    first, second = (evaluate(each, given_values, day=DAY) for each in (rules, mixed))
    assert (first.rank, first.best.key, sorted(first.gaps)) == (second.rank, second.best.key, sorted(second.gaps)) or (
        "of these" in " ".join(first.gaps)
    )


@given(case=any_case())
def test_a_reached_level_has_no_gaps_and_an_unreached_one_has(case: tuple[Rules, Values]) -> None:
    found = evaluate(case[0], case[1], day=DAY)
    assert found.level is None or found.level.gaps == ()
    assert found.next is None or (found.gaps and found.next.share < 1)


def test_equal_tracks_are_told_apart_by_name() -> None:
    rules = rules_of("solutions-partner")
    nothing: Values = {}
    assert evaluate(rules, nothing, day=DAY).best.name == "Enterprise"
    turned = replace(rules, tracks=rules.tracks[::-1])
    assert evaluate(turned, nothing, day=DAY).best.name == "Enterprise"


def test_what_may_be_at_most_does_not_rise() -> None:
    row = Row(Figure("certificates"), Operator.AT_MOST, (("gold", Decimal(2)),))
    rules = rules_of("starter")
    track = replace(rules.tracks[0], sets=(RequirementSet((row,)),))
    assert not replace(rules, tracks=(track,)).is_rising
    found = evaluate(replace(rules, tracks=(track,)), values(certificates=3), day=DAY)
    assert "certificates down to 2" in found.best.levels[2].gaps


def worked_cases() -> list[tuple[str, ...]]:
    """The rows of the table in the prose."""
    prose = (Path(__file__).parents[2] / "docs/calculations/tiers.md").read_text("utf-8")
    table = prose.partition("| bookings | certificates |")[2].partition("\n\n")[0].splitlines()[2:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table]


@pytest.mark.parametrize("case", worked_cases())
def test_the_worked_cases_of_the_prose_hold(case: tuple[str, ...]) -> None:
    names = ("bookings", "certificates", "growth", "deals_registered", "performance_to_plan")
    figures = {name: None if cell == "-" else cell for name, cell in zip(names, case[:5], strict=True)}
    found = judged("starter", **figures)
    assert (level(found), ", ".join(found.gaps)) == (case[5], case[6])
