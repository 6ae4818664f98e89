"""Peer figures are frozen once a quarter from what was finished by its end, and told without names."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.kernel.fiscal import FiscalQuarter
from prm.tenancy.scope import Reach, TenantScope, in_tenant, tenant_scope
from scorecards.calculations.peer_metrics import capability_key
from scorecards.calculations.peers import ladder
from scorecards.models import Answer, PeerScore, PeerSnapshot, PeerStatistic
from scorecards.operations.peers import PeersNotFreezable, freeze_peers
from scorecards.queries.peers import own_values, peer_view
from scorecards.tasks import freeze_peers_of_tenant
from tests.cast import NOW, Cast, make_partner
from tests.scorecards.asked import Asked, make_set
from tests.scorecards.finished import finish_round

Q1, Q2 = FiscalQuarter(2026, 1), FiscalQuarter(2026, 2)
IN_Q1 = datetime(2026, 2, 10, tzinfo=UTC)
IN_Q2 = datetime(2026, 5, 10, tzinfo=UTC)
AFTER_Q2 = datetime(2026, 7, 8, tzinfo=UTC)
OVERALL = capability_key("peers")
SCORES = (20, 30, 40, 50, 60, 70, 80)


def programme(number: int = len(SCORES)) -> tuple[Asked, list[Partner]]:
    """Gold resellers with a finished round each; Polaris is not among them."""
    asked = make_set("peers")
    partners = [make_partner(f"Peer {n}", type="Reseller", tier="Silver", region="North") for n in range(number)]
    for partner, score in zip(partners, SCORES, strict=False):
        finish_round(asked, partner, score, at=IN_Q1)
    return asked, partners


def told() -> PeerStatistic:
    return PeerStatistic.objects.get(metric=OVERALL)


def test_seven_finished_rounds_are_told_as_a_median(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        _asked, partners = programme()
        snapshot = freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        assert snapshot is not None
        assert (told().median, told().lower_quartile, told().count_band) == (50, None, "7 to 9")
        assert told().cohort == ladder("Reseller", "Silver", "North")[0]
        assert told().as_of_date == date(2026, 3, 31)
        assert PeerScore.objects.filter(metric=OVERALL).count() == len(partners)


def test_freezing_again_changes_nothing(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        before = list(PeerStatistic.objects.values_list("pk", "median"))
        Answer.objects.filter(number__gt=3).update(number=Decimal(10))
        assert freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW + timedelta(days=1)) is None
        assert list(PeerStatistic.objects.values_list("pk", "median")) == before
        assert PeerSnapshot.objects.count() == 1


def test_what_is_finished_after_the_quarter_does_not_count(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked, partners = programme()
        for partner in partners:
            finish_round(asked, partner, 100, at=IN_Q2)
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        assert told().median == 50


def test_provisional_scores_do_not_count(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked, _partners = programme(6)
        extra = make_partner("Extra", type="Reseller", tier="Silver", region="North")
        finish_round(asked, extra, 80, at=IN_Q1, completeness="0.25")
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        assert not PeerStatistic.objects.filter(metric=OVERALL).exists()


def test_internal_categories_are_no_metric(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        metrics = PeerScore.objects.values_list("metric", flat=True)
        assert not [metric for metric in metrics if "trust" in metric or "internal" in metric]


def test_a_quarter_that_is_not_over_is_refused(cast: Cast) -> None:
    with in_tenant(cast.acme.pk), pytest.raises(PeersNotFreezable, match="30 Jun 2026"):
        freeze_peers(tenant=cast.acme, quarter=Q2, at=NOW)


def test_a_quarter_before_a_frozen_one_is_refused(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        freeze_peers(tenant=cast.acme, quarter=Q2, at=AFTER_Q2)
    with in_tenant(cast.acme.pk), pytest.raises(PeersNotFreezable, match="after Q1"):
        freeze_peers(tenant=cast.acme, quarter=Q1, at=AFTER_Q2)


def test_earlier_figures_stand_with_their_date_while_too_few_scores_change(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked, partners = programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        finish_round(asked, partners[0], 100, at=IN_Q2)
        freeze_peers(tenant=cast.acme, quarter=Q2, at=AFTER_Q2)
        view = peer_view(partners[0], [OVERALL], own={OVERALL: 100})
        figure = view.of(OVERALL)
        assert figure is not None
        assert (figure.median, figure.quarter, figure.own) == (50, Q1, 100)


def test_scores_that_all_changed_replace_the_table(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked, partners = programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        for partner, score in zip(partners, SCORES, strict=True):
            finish_round(asked, partner, score + 10, at=IN_Q2)
        freeze_peers(tenant=cast.acme, quarter=Q2, at=AFTER_Q2)
        figure = peer_view(partners[0], [OVERALL], own={}).of(OVERALL)
        earlier = peer_view(partners[0], [OVERALL], own={}, quarter=Q1).of(OVERALL)
        assert figure and earlier
        assert (figure.median, earlier.median) == (60, 50)
        assert PeerScore.objects.filter(metric=OVERALL, left=None).count() == 7


def test_a_deleted_partners_score_stays_without_its_name(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        _asked, partners = programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        Partner.objects.filter(pk=partners[3].pk).delete()
        assert PeerScore.objects.filter(metric=OVERALL, partner=None, left=None).count() == 1


def test_a_partner_without_company_reads_nothing(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        assert peer_view(cast.polaris, [OVERALL], own={}).of(OVERALL) is None


def test_figures_are_told_for_a_year_and_not_longer(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        _asked, partners = programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        for quarter, is_told in ((FiscalQuarter(2026, 4), True), (FiscalQuarter(2027, 1), False)):
            assert (peer_view(partners[0], [OVERALL], own={}, quarter=quarter).of(OVERALL) is not None) is is_told


def test_partners_reach_what_is_told_and_nothing_behind_it(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        _asked, partners = programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        PeerScore.objects.filter(partner=partners[0]).update(partner=cast.polaris)
    scope = TenantScope(cast.acme.pk, Reach.PARTNER, cast.priya.pk, cast.polaris.pk)
    with in_tenant(cast.acme.pk), tenant_scope(scope):
        assert PeerStatistic.objects.exists()
        for table in ("scorecards_peerscore", "scorecards_peersnapshot"):
            with connection.cursor() as cursor:
                cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
                assert cursor.fetchone() == (False,), table


def test_no_row_that_partners_reach_holds_an_id_or_a_name_of_one(cast: Cast) -> None:
    columns = {field.name for field in PeerStatistic._meta.get_fields()}
    assert not columns & {"partner", "partner_id", "membership", "count", "mean", "minimum", "maximum"}


@pytest.mark.parametrize("number", [1, 3])
def test_a_view_of_any_number_of_metrics_takes_two_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    with in_tenant(cast.acme.pk):
        _asked, partners = programme()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
        metrics = list(dict.fromkeys(PeerStatistic.objects.order_by("metric").values_list("metric", flat=True)))
        with django_assert_num_queries(2):
            assert len(peer_view(partners[0], metrics[:number], own={}).figures) == number


def test_own_values_are_those_of_the_latest_round(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        _asked, partners = programme()
        assert own_values(partners[2], tenant=cast.acme, as_of=NOW.date())[OVERALL] == 40


@pytest.mark.django_db(transaction=True)
def test_the_nightly_task_acts_once_when_a_quarter_is_over_for_some_days(cast: Cast) -> None:
    def run(day: str) -> bool:
        ran: bool = freeze_peers_of_tenant(tenant_id=str(cast.acme.pk), today=day)
        return ran

    assert [run(day) for day in ("2026-07-02", "2026-07-05", "2026-07-06")] == [False, True, False]
