"""Rebate studies on real bookings: worked out, opened down to partners, changed, and read by whoever may."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from planning.calculations.rebates.study import Group
from planning.models import RebateParticipant, RebateStudy
from planning.operations.rebates import NobodyHadIt
from planning.queries.rebates import study_result
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from sales.models import DataCoverage
from tests.cast import Cast, make_partner
from tests.planning.goals import AT, book, make_study

BEFORE, NOW, KNOWN = date(2025, 5, 4), date(2026, 5, 4), date(2026, 7, 31)
SENT = {
    "name": "Spring rebate",
    "start_date": "2026-04-01",
    "end_date": "2026-06-30",
    "comparison": "last_year",
    "rebates": "120,000",
    "margin_percent": "30",
    "participants": "listed:",
    "control": "others:",
    "note": "",
}


def url(name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=["acme", *args])


@pytest.fixture
def study(cast: Cast) -> RebateStudy:
    """The worked example: Polaris 4.0 M to 4.6 M with the rebate, Vega 1.0 M to 1.08 M without; Orion is new."""
    with in_tenant(cast.acme.pk):
        amounts = {cast.polaris: (4_000_000, 4_600_000), cast.vega: (1_000_000, 1_080_000)}
        for partner, (before, now) in amounts.items():
            book(partner, before, BEFORE)
            book(partner, now, NOW)
        book(cast.orion, 50_000, NOW)
        book(cast.polaris, 77, date(2026, 7, 1))
        DataCoverage.objects.create(first_date=BEFORE, until_date=KNOWN, refreshed_at=AT)
        return make_study(cast.alice, cast.polaris)


def test_a_study_is_worked_out_from_bookings(cast: Cast, study: RebateStudy) -> None:
    with in_tenant(cast.acme.pk):
        result = study_result(study, as_of=KNOWN)
        assert Event.objects.get(subject_id=study.pk).name == "planning.rebate_study.created"
    found = result.found
    assert found is not None and found.adjusted is not None
    assert (found.plain.increment, found.plain.margin_roi.percent) == (Decimal(600_000), Decimal(50))
    assert (found.adjusted.increment, found.adjusted.margin_roi.percent) == (Decimal(280_000), Decimal(-30))
    assert (found.break_even, found.new_control.partners) == (Decimal(400_000), 1)
    assert [each.name for each in result.of_group(Group.PARTICIPANT)] == ["Polaris"]
    assert [each.name for each in result.of_group(None)] == ["Polaris", "Vega", "Orion"]


def test_each_partners_figures_open_to_the_bookings_of_their_days(cast: Cast, study: RebateStudy) -> None:
    client = cast.client(cast.alice)
    page = unescape(client.get(url("rebate-study", study.pk)).text)
    sums = {}
    for way, figure in re.findall(rf'<a href="([^"]*{cast.polaris.pk}/bookings/[?]from=[^"]*)">(\$[0-9,.]+)</a>', page):
        opened: Any = client.get(way)
        sums[figure] = opened.context["totals"]["amount"]
    assert sums == {"$4,000,000.00": 4_000_000, "$4,600,000.00": 4_600_000}


def test_both_sides_are_cut_to_the_days_that_are_known(cast: Cast, study: RebateStudy) -> None:
    with in_tenant(cast.acme.pk):
        book(cast.polaris, 1, date(2025, 6, 29))
        result = study_result(study, as_of=date(2026, 5, 31))
        begun = study_result(study, as_of=date(2026, 3, 31))
    assert result.days is not None and result.days.is_cut and result.found is not None
    assert result.found.participants.baseline == 4_000_000
    assert begun.found is None


def test_the_margin_comes_from_bookings_unless_it_is_entered(cast: Cast, study: RebateStudy) -> None:
    with in_tenant(cast.acme.pk):
        study.margin_percent = None
        unknown = study_result(study, as_of=KNOWN)
        book(cast.polaris, 400_000, NOW, cost=100_000)
        book(cast.vega, 400_000, NOW, cost=400_000)
        known = study_result(study, as_of=KNOWN)
    assert unknown.margin.share is None and unknown.found is not None and unknown.found.plain.pays is None
    assert (known.margin.share, known.margin.known_percent) == (Decimal("0.75"), Decimal(8))


def test_groups_are_chosen_by_tier_and_by_name(cast: Cast, study: RebateStudy) -> None:
    with in_tenant(cast.acme.pk):
        for partner, tier in ((cast.polaris, "Gold"), (cast.vega, "Gold"), (cast.orion, "Silver")):
            partner.tier = tier
            partner.save()
        study.participants_by, study.participants_value = "tier", "Gold"
        study.control_by, study.control_value = "tier", "Silver"
        by_tier = study_result(study, as_of=KNOWN).found
        study.control_by = "nobody"
        alone = study_result(study, as_of=KNOWN).found
    assert by_tier is not None and alone is not None
    assert (by_tier.participants.partners, by_tier.new_control.partners, by_tier.adjusted) == (2, 1, None)
    assert (alone.control.partners, alone.new_control.partners) == (0, 0)


def test_a_study_without_anybody_is_refused(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        with pytest.raises(NobodyHadIt, match="at least one partner"):
            make_study(cast.alice)
        with pytest.raises(NobodyHadIt, match="which ones"):
            make_study(cast.alice, participants_by="tier")
        with pytest.raises(NobodyHadIt, match="compared with"):
            make_study(cast.alice, cast.polaris, control_by="region")


@pytest.mark.parametrize(
    ("comparison", "last", "words"),
    [
        ("last_year", date(2027, 3, 31), ""),
        ("last_year", date(2027, 4, 1), "Make a study for each year"),
        ("previous_quarter", date(2026, 6, 30), ""),
        ("previous_quarter", date(2026, 7, 1), "Choose last year instead"),
    ],
)
def test_a_period_is_never_compared_with_itself(cast: Cast, comparison: str, last: date, words: str) -> None:
    sent = SENT | {"comparison": comparison, "end_date": last.isoformat(), "partners": [str(cast.polaris.pk)]}
    answer = cast.client(cast.mark).post(url("rebate-create"), sent)
    assert (answer.status_code, words in answer.text) == (422 if words else 302, True)


def test_a_study_takes_as_many_queries_for_six_partners_as_for_three(
    cast: Cast, study: RebateStudy, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        with django_assert_num_queries(4):
            study_result(study, as_of=KNOWN)
        for name in ("Rigel", "Sirius", "Deneb"):
            book(make_partner(name), 5, NOW)
        with django_assert_num_queries(4):
            assert len(study_result(study, as_of=KNOWN).partners) == 6


def test_a_study_is_set_up_on_its_page_with_errors_at_the_field(cast: Cast) -> None:
    client = cast.client(cast.mark)
    assert "No study yet" in client.get(url("rebate-list")).text
    wrong = SENT | {"end_date": "2026-03-01", "rebates": "-5", "margin_percent": "400", "participants": ""}
    answer = client.post(url("rebate-create"), wrong)
    assert answer.status_code == 422
    for words in ("The last day is before the first.", "Enter 0 or more.", "less than or equal to 100", "required"):
        assert words in answer.text
    answer = client.post(url("rebate-create"), SENT)
    assert "Choose at least one partner that had the rebate." in answer.text
    answer = client.post(url("rebate-create"), SENT | {"partners": [str(cast.polaris.pk)]})
    assert answer.status_code == 302
    page = client.get(answer.url).text  # type: ignore[attr-defined]
    assert "Nobody who had the rebate booked anything in the baseline" in page


def test_every_figure_opens_down_to_its_partners(cast: Cast, study: RebateStudy) -> None:
    client = cast.client(cast.olga)
    page = client.get(url("rebate-study", study.pk)).text
    assert "moved by +$600,000, which pays for the rebates (margin ROI +50%)" in page
    assert "beyond that it is +$280,000, which does not pay for the rebates (margin ROI −30%)" in page
    assert "?group=participant#partners" in page and "$400,000" in page
    narrowed = client.get(url("rebate-study", study.pk) + "?group=new_control").text
    table = narrowed.split('id="partners"')[1]
    assert "Orion" in table and "Polaris" not in table


def test_a_study_is_changed_and_removed(cast: Cast, study: RebateStudy) -> None:
    client = cast.client(cast.olga)
    form = client.get(url("rebate-edit", study.pk)).text
    assert 'value="120,000"' in form and form.count("checked") == 1
    changed = SENT | {"name": "Renamed", "partners": [str(cast.polaris.pk), str(cast.vega.pk)]}
    assert client.post(url("rebate-edit", study.pk), changed).status_code == 302
    with in_tenant(cast.acme.pk):
        assert RebateParticipant.objects.filter(study=study).count() == 2
        assert RebateStudy.objects.get().name == "Renamed"
    with in_tenant(cast.acme.pk):
        before = RebateStudy.objects.values().get()
    removed = client.post(url("rebate-removal", study.pk), follow=True).text
    assert "Renamed was removed." in removed and url("rebate-return", study.pk) in removed
    with in_tenant(cast.acme.pk):
        assert not RebateStudy.objects.exists() and not RebateParticipant.objects.exists()
    client.post(url("rebate-return", study.pk))
    with in_tenant(cast.acme.pk):
        assert RebateStudy.objects.values().get() == before
        assert RebateParticipant.objects.filter(study=study).count() == 2
    assert "This is back already" in client.post(url("rebate-return", study.pk), follow=True).text


def test_workbook_and_api_tell_what_the_page_tells(cast: Cast, study: RebateStudy) -> None:
    client = cast.client(cast.alice)
    book_ = load_workbook(BytesIO(client.get(url("rebate-file", study.pk)).content))
    rows = {row[0]: row[1:] for row in book_.worksheets[0].iter_rows(values_only=True)}
    assert rows["Increment, USD"] == (600_000, 280_000) and rows["Margin ROI, %"] == (50, -30)
    assert book_.worksheets[1].max_row == 4
    found = client.get(f"/api/v1/acme/rebate-studies/{study.pk}/").json()
    assert found["figures"]["adjusted"]["margin_roi_percent"] == "-30.0000"
    assert len(client.get("/api/v1/acme/rebate-studies/").json()["results"]) == 1


def test_cams_and_partners_find_no_study(cast: Cast, study: RebateStudy) -> None:
    for member in (cast.bob, cast.priya):
        assert cast.client(member).get(url("rebate-study", study.pk)).status_code == 404
