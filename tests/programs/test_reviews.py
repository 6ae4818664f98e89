"""Reviews propose levels, people decide, levels begin and end in time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from partners.models import Partner
from prm.events.models import Event
from prm.kernel.refusal import Refused
from prm.tenancy.scope import in_tenant
from programs.enums import Direction, ReviewState
from programs.models import PartnerTier, Program, TierException, TierReview
from programs.operations.deciding import ReviewSettled, confirm_review, confirm_reviews, decline_review
from programs.operations.exceptions import end_exception, grant_exception
from programs.operations.levels import begin_tiers
from programs.operations.programs import (
    NotPublishable,
    VersionFrozen,
    VersionUsed,
    change_rules,
    prepare_version,
    publish_version,
    withdraw_version,
)
from programs.operations.reviewing import NothingInForce, Round, review_partners
from programs.queries.programs import editions, published
from programs.queries.tiers import tiers_of
from programs.tasks import daily_of_tenant
from tests.cast import Cast
from tests.programs.samples import NOW, TODAY, book, ladder, make_program, set_tier


def review(cast: Cast, program: Program, day: date = TODAY, today: date = TODAY) -> Round:
    return review_partners(program=program, tenant=cast.acme, review_date=day, today=today, by=cast.alice, at=NOW)


def review_of(partner: Partner) -> TierReview:
    return TierReview.objects.filter(partner=partner).order_by("-created_at", "-pk")[0]


def spans(partner: Partner, program: Program) -> list[tuple[str, date, date | None, str]]:
    rows = tiers_of(partner, program).order_by("start_date")
    return [(row.level_name, row.start_date, row.end_date, row.how) for row in rows]


def fresh(partner: Partner) -> Partner:
    return Partner.objects.get(pk=partner.pk)


@pytest.fixture
def program(cast: Cast) -> Program:
    """Polaris booked for Gold and is Silver; Vega booked nothing and is Silver; Orion has no tier."""
    with in_tenant(cast.acme.pk):
        program = make_program()
        book(cast.polaris, 6_000)
        set_tier(cast.polaris, "Silver")
        set_tier(cast.vega, "Silver")
    return program


def test_a_review_proposes_what_changes_and_keeps_its_figures(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        assert review(cast, program) == Round(reviewed=3, up=2, down=1)
        up, down = review_of(cast.polaris), review_of(cast.vega)
        assert (up.current_name, up.proposed_name, up.direction) == ("Silver", "Gold", Direction.UP)
        assert (down.current_name, down.proposed_name, down.direction) == ("Silver", "Registered", Direction.DOWN)
        assert down.figures().gaps == ("$1,000 more in bookings",)
        book(cast.vega, 9_999)
        assert review_of(cast.vega).figures().gaps == ("$1,000 more in bookings",)
        assert fresh(cast.polaris).tier == "Silver"


def test_a_second_round_overtakes_the_first(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        review(cast, program)
        first = review_of(cast.polaris)
        assert review(cast, program) == Round(reviewed=3, up=2, down=1)
        first.refresh_from_db()
        assert first.state == ReviewState.OUTDATED
        with pytest.raises(ReviewSettled):
            confirm_review(review=first, today=TODAY, by=cast.alice, at=NOW)


def test_a_confirmed_promotion_begins_at_once(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        review(cast, program)
        confirm_review(review=review_of(cast.polaris), today=TODAY, by=cast.alice, at=NOW)
        assert fresh(cast.polaris).tier == "Gold"
        assert [span[0] for span in spans(cast.polaris, program)] == ["Silver", "Gold"]
        told = Event.objects.filter(name="programs.review.confirmed").get()
        assert told.changes == {"Tier": ["Silver", "Gold"], "From": ["", "2026-06-15"]}
        assert review(cast, program).up == 1  # Orion only: Polaris is where it belongs


def test_a_confirmed_demotion_waits_for_its_grace_period(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        review(cast, program)
        confirm_review(review=review_of(cast.vega), today=TODAY, by=cast.alice, at=NOW)
        starts = date(2026, 9, 15)
        assert fresh(cast.vega).tier == "Silver"
        assert spans(cast.vega, program)[1] == ("Registered", starts, None, "review")
        assert begin_tiers(program=program, today=starts - timedelta(days=1), at=NOW) == 0
        assert begin_tiers(program=program, today=starts, at=NOW) == 1
        assert begin_tiers(program=program, today=starts, at=NOW) == 0
        assert fresh(cast.vega).tier == "Registered"


def test_a_partner_that_recovers_within_the_grace_period_keeps_its_level(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        review(cast, program)
        confirm_review(review=review_of(cast.vega), today=TODAY, by=cast.alice, at=NOW)
        book(cast.vega, 2_000)
        later = TODAY + timedelta(days=30)
        assert review_partners(
            program=program,
            tenant=cast.acme,
            review_date=later,
            today=later,
            by=None,
            at=NOW,
            partners=[fresh(cast.vega)],
        ) == Round(reviewed=1, up=1)
        confirm_review(review=review_of(cast.vega), today=later, by=cast.alice, at=NOW)
        assert [(span[0], span[2]) for span in spans(cast.vega, program)] == [("Silver", None)]


def test_a_declined_review_leaves_the_partner_and_keeps_the_reason(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        review(cast, program)
        with pytest.raises(Refused, match="Say why"):
            decline_review(review=review_of(cast.vega), reason=" ", by=cast.alice, at=NOW)
        declined = decline_review(review=review_of(cast.vega), reason="A large order is due", by=cast.alice, at=NOW)
        assert (declined.state, declined.reason) == ("declined", "A large order is due")
        assert spans(cast.vega, program) == []
        with pytest.raises(ReviewSettled):
            confirm_review(review=declined, today=TODAY, by=cast.alice, at=NOW)


def test_several_are_confirmed_together_and_settled_ones_passed_over(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        review(cast, program)
        ids = list(TierReview.objects.values_list("pk", flat=True))
        assert confirm_reviews(review_ids=ids, today=TODAY, by=cast.alice, at=NOW) == 3
        assert confirm_reviews(review_ids=ids, today=TODAY, by=cast.alice, at=NOW) == 0


def test_promotions_may_be_automatic_and_demotions_never(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        program = make_program(promotes_at_once=True)
        book(cast.polaris, 6_000)
        set_tier(cast.vega, "Gold")
        assert review(cast, program) == Round(reviewed=3, up=2, down=1, promoted=2)
        assert (fresh(cast.polaris).tier, fresh(cast.vega).tier) == ("Gold", "Gold")
        assert spans(cast.polaris, program) == [("Gold", TODAY, None, "automatic")]
        assert review_of(cast.vega).state == ReviewState.PROPOSED


def test_children_count_for_the_parent_where_the_programme_says_so(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        program = make_program(pools_children=True)
        Partner.objects.filter(pk=cast.vega.pk).update(parent=cast.polaris)
        Partner.objects.filter(pk=cast.orion.pk).update(parent=cast.vega)
        for partner, amount in ((cast.polaris, 2_000), (cast.vega, 2_000), (cast.orion, 1_000)):
            book(partner, amount)
        review(cast, program)
        reached = {each.partner_id: each.proposed_name for each in TierReview.objects.all()}
        assert reached == {cast.polaris.pk: "Gold", cast.vega.pk: "Silver", cast.orion.pk: "Silver"}


def test_the_version_of_the_review_date_judges(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        draft = prepare_version(program=program, by=cast.olga, at=NOW)
        change_rules(version=draft, document=ladder(silver=4_000, gold=9_000), by=cast.olga, at=NOW)
        publish_version(version=draft, effective_date=date(2026, 7, 1), by=cast.olga, at=NOW)
        review(cast, program, day=date(2026, 6, 30))
        assert review_of(cast.polaris).proposed_name == "Gold"
        review(cast, program, day=date(2026, 7, 1))
        assert review_of(cast.polaris).proposed_name == "Silver"
        ends = [(each.version.number, each.until_date) for each in editions(program)]
        assert ends == [(2, None), (1, date(2026, 6, 30))]


def test_without_a_version_in_force_nothing_is_reviewed(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk), pytest.raises(NothingInForce):
        review(cast, program, day=date(2024, 12, 31))


def test_published_rules_are_frozen(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        version = published(program)[0]
        with pytest.raises(VersionFrozen):
            change_rules(version=version, document=ladder(1, 2), by=cast.olga, at=NOW)
        with pytest.raises(VersionUsed):
            withdraw_version(version=version, today=TODAY, by=cast.olga, at=NOW)


def test_a_version_that_has_not_begun_can_be_taken_back(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        draft = prepare_version(program=program, by=cast.olga, at=NOW)
        assert prepare_version(program=program, by=cast.olga, at=NOW) == draft
        publish_version(version=draft, effective_date=date(2026, 7, 1), by=cast.olga, at=NOW)
        assert withdraw_version(version=draft, today=TODAY, by=cast.olga, at=NOW).is_draft


def test_rules_do_not_begin_before_reviews_that_used_others(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        review(cast, program)
        draft = prepare_version(program=program, by=cast.olga, at=NOW)
        with pytest.raises(NotPublishable, match="reviewed after that day"):
            publish_version(version=draft, effective_date=TODAY, by=cast.olga, at=NOW)


class TestException:
    def grant(
        self, cast: Cast, program: Program, level: str = "gold", until: date = date(2026, 8, 31)
    ) -> TierException:
        return grant_exception(
            partner=cast.vega,
            program=program,
            level=level,
            reason="Takeover of Polaris East",
            end_date=until,
            today=TODAY,
            by=cast.alice,
            at=NOW,
        )

    def test_it_counts_until_its_day_and_then_the_own_level_returns(self, cast: Cast, program: Program) -> None:
        with in_tenant(cast.acme.pk):
            self.grant(cast, program)
            assert fresh(cast.vega).tier == "Gold"
            assert spans(cast.vega, program)[1:] == [
                ("Gold", TODAY, date(2026, 8, 31), "exception"),
                ("Silver", date(2026, 9, 1), None, "expiry"),
            ]
            assert begin_tiers(program=program, today=date(2026, 9, 1), at=NOW) == 1
            assert fresh(cast.vega).tier == "Silver"

    def test_a_demotion_meanwhile_shows_only_after_it(self, cast: Cast, program: Program) -> None:
        with in_tenant(cast.acme.pk):
            self.grant(cast, program, until=date(2026, 12, 31))
            review(cast, program)
            assert review_of(cast.vega).current_name == "Silver"
            confirm_review(review=review_of(cast.vega), today=TODAY, by=cast.alice, at=NOW)
            assert [(span[0], span[2]) for span in spans(cast.vega, program)[1:]] == [
                ("Gold", date(2026, 12, 31)),
                ("Registered", None),
            ]

    def test_it_can_be_ended_before_its_day(self, cast: Cast, program: Program) -> None:
        with in_tenant(cast.acme.pk):
            exception = self.grant(cast, program)
            later = TODAY + timedelta(days=5)
            end_exception(exception=exception, today=later, by=cast.alice, at=NOW)
            assert fresh(cast.vega).tier == "Silver"
            with pytest.raises(Refused, match="ended already"):
                end_exception(exception=exception, today=later, by=cast.alice, at=NOW)

    def test_a_new_one_replaces_it_and_the_own_level_is_not_forgotten(self, cast: Cast, program: Program) -> None:
        with in_tenant(cast.acme.pk):
            first = self.grant(cast, program)
            self.grant(cast, program, level="silver", until=date(2026, 7, 31))
            first.refresh_from_db()
            assert first.ended_at == NOW
            assert spans(cast.vega, program)[-1] == ("Silver", date(2026, 8, 1), None, "expiry")

    def test_its_end_lies_ahead(self, cast: Cast, program: Program) -> None:
        with in_tenant(cast.acme.pk), pytest.raises(Refused, match="next two years"):
            self.grant(cast, program, until=TODAY - timedelta(days=1))


def test_two_levels_never_hold_at_once(cast: Cast, program: Program) -> None:
    with in_tenant(cast.acme.pk):
        row = {"partner": cast.polaris, "program": program, "how": "review", "decided_at": NOW, "level": "gold"}
        PartnerTier.objects.create(start_date=date(2026, 1, 1), **row)
        with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
            PartnerTier.objects.create(start_date=date(2026, 5, 1), **row)


def test_the_quarterly_round_runs_once_for_a_quarter(cast: Cast, program: Program) -> None:
    day = {"tenant_id": str(cast.acme.pk), "today": "2026-04-01"}
    assert daily_of_tenant(**day) == 1
    assert daily_of_tenant(**day) == 0
    assert daily_of_tenant(**day | {"today": "2026-05-20"}) == 0
    assert daily_of_tenant(**day | {"today": "2026-07-01"}) == 0  # bookings are known to 15 June only
    assert daily_of_tenant(**day | {"today": "2026-07-11"}) == 1
    with in_tenant(cast.acme.pk):
        dates = set(TierReview.objects.values_list("review_date", flat=True))
        assert dates == {date(2026, 3, 31), date(2026, 6, 30)}


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_round_reads_the_same_number_of_queries_for_any_number_of_partners(
    cast: Cast, program: Program, django_assert_num_queries: object, how_many: int
) -> None:
    from programs.queries.evaluations import evaluations

    with in_tenant(cast.acme.pk):
        partners = list(Partner.objects.order_by("name"))[:how_many]
        rules = published(program)[0].rules()
        with django_assert_num_queries(3):  # type: ignore[operator]
            evaluations(program, rules, partners, tenant=cast.acme, as_of=TODAY)
