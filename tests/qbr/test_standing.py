"""Pipeline, certificates and tier in a review: the figures of scorecard and tier page; old reviews do without."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import outloud
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openxml_audit import validate_pptx
from pptx import Presentation

from prm.tenancy.scope import in_tenant
from programs.queries.standing import standings_of
from qbr.calculations.snapshot import Snapshot
from qbr.calculations.snapshot_json import from_json, to_json
from qbr.calculations.standing import OpenDeal, Standing, TierStand, deals_of
from qbr.documents.review import review_of
from qbr.documents.review_deck import review_deck
from qbr.documents.review_pdf import review_pdf
from qbr.models import Qbr
from qbr.queries.figures import take_snapshot
from sales.enums import Outcome
from scorecards.queries.scorecards import scorecard_of
from tests.cast import Cast
from tests.programs.samples import make_program
from tests.qbr.conftest import AS_OF
from tests.qbr.samples import EDITION, empty_snapshot, snapshot
from tests.qbr.test_building import now, requested
from tests.scorecards.rows import add_deal, add_facts
from tests.scorecards.samples import full_card

GOLD = TierStand("Partner Programme", "Silver", "Gold", False, 80, ("$2K more in bookings", "1 more certificate"))
LARGEST = (OpenDeal("Core renewal", "Contoso & Sons", "Proposal", Decimal(300_000), date(2026, 12, 15)),)


def told(**changes: object) -> Snapshot:
    card = full_card()
    standing = Standing(deals_of(card, LARGEST), card.measures.training, (GOLD,))
    return replace(snapshot(), standing=replace(standing, **changes))  # type: ignore[arg-type]


def test_the_standing_comes_back_from_json_and_old_reviews_have_none() -> None:
    for each in (told(), told(deals=None, tiers=())):
        stored = json.loads(json.dumps(to_json(each)))
        assert from_json(stored).standing == each.standing
    del stored["standing"]
    assert from_json(stored).standing is None
    assert "pipeline and deals" in review_of(from_json(stored)).not_measured


def test_nothing_of_the_vendors_own_judgement_is_stored() -> None:
    stored = json.dumps(to_json(told()))
    assert "Price" not in stored and "weighted" not in stored and "probability" not in stored
    standing = told().standing
    assert standing and standing.deals and standing.deals.pipeline.open.weighted == 0


def test_pipeline_is_told_with_its_index_and_what_is_needed() -> None:
    section = review_of(told()).pipeline
    assert section is not None
    kpis = {kpi.label: (kpi.value, kpi.detail) for kpi in section.kpis}
    assert section.title == "Pipeline to target: 0.6×, 3.0× is needed"
    assert kpis["Pipeline to target"] == ("0.6×", "$300K open for $478K still to sell, 3.0× needed")
    assert kpis["Index"][0] == "20.9%"  # 300 / 478 / 3 = 20.9 %
    assert kpis["Win rate by amount"] == ("64%", "3 won, 1 lost in 12 months")
    assert section.tables[0].rows[0][:3] == ("Core renewal", "Contoso & Sons", "Proposal")


def test_training_and_tier_are_told_with_the_gap() -> None:
    section = review_of(told()).levels
    assert section is not None
    assert section.title == "Silver today, 80% of the way to Gold"
    assert [(kpi.label, kpi.value) for kpi in section.kpis][1:] == [("Tier", "Silver"), ("To Gold", "80%")]
    assert [point.text for point in section.points] == ["$2K more in bookings, 1 more certificate.", "1 × Engineers."]
    assert section.tables[0].rows[0][0] == "Engineers"


def test_what_a_review_tells_it_does_not_say_to_lack() -> None:
    lacking = review_of(told()).not_measured
    assert not [each for each in ("pipeline", "wins", "training") if each in lacking]
    without_deals = review_of(told(deals=None))
    assert without_deals.pipeline is None and "pipeline and deals" in without_deals.not_measured


@pytest.mark.parametrize("drawn", [told(), replace(empty_snapshot(), standing=told(deals=None, tiers=()).standing)])
def test_pdf_and_deck_say_it_and_pass_their_checkers(drawn: Snapshot, tmp_path: Path) -> None:
    pdf, deck = tmp_path / "review.pdf", tmp_path / "review.pptx"
    pdf.write_bytes(review_pdf(drawn, EDITION))
    deck.write_bytes(review_deck(drawn, EDITION))
    findings = outloud.check(str(pdf)).findings
    assert [finding.message for finding in findings if finding.severity == "error"] == []
    assert validate_pptx(str(deck)).errors == []
    titles = [slide.shapes.title.text for slide in Presentation(BytesIO(deck.read_bytes())).slides]
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(pdf).pages)
    review = review_of(drawn)
    for section in (review.pipeline, review.levels):
        if section:
            assert section.title in titles
            words = [section.title, *(point.text for point in section.points), *(kpi.detail for kpi in section.kpis)]
            assert [each for each in words if "".join(each.split()) not in text] == []


def test_a_snapshot_has_the_figures_of_scorecard_and_tier_page(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        add_facts(cast.polaris)
        make_program()
        card = scorecard_of(cast.polaris, tenant=cast.acme, as_of=AS_OF)
        tiers = standings_of(cast.polaris, tenant=cast.acme, as_of=AS_OF, today=AS_OF)
        taken = take_snapshot(cast.polaris, tenant=cast.acme, as_of=AS_OF, prepared_by="Bob").standing
        assert taken and taken.deals
        assert taken.deals.pipeline.reading == card.measures.pipeline.reading
        assert taken.training == card.measures.training
        assert [(tier.level, tier.percent, tier.gaps) for tier in taken.tiers] == [
            (each.level.name if each.level else "", each.percent, each.target.gaps if each.target else ())
            for each in tiers
        ]
        assert [deal.amount for deal in taken.deals.largest] == [45]


def test_more_deals_take_no_more_queries(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            take_snapshot(cast.polaris, tenant=cast.acme, as_of=AS_OF, prepared_by="Bob")
        return len(taken)

    with in_tenant(cast.acme.pk):
        add_facts(cast.polaris)
        one = queries()
        for amount in (50, 60):
            add_deal(cast.polaris, amount, Outcome.OPEN, day=date(2026, 12, 1))
        assert queries() == one


def test_the_page_of_a_review_shows_both_and_that_of_an_old_one_opens(
    cast: Cast, run_builds: Callable[[], None]
) -> None:
    with in_tenant(cast.acme.pk):
        add_facts(cast.polaris)
        make_program()
    review = requested(cast)
    run_builds()
    page = f"/t/acme/qbrs/{review.pk}/"
    body = cast.client(cast.bob).get(page).content.decode()
    assert "Pipeline to target" in body and "Largest open deals" in body and "Certificates that the tier asks" in body
    with in_tenant(cast.acme.pk):
        stored = now(review).snapshot
        assert stored is not None
        del stored["standing"], stored["capabilities"]
        Qbr.objects.filter(pk=review.pk).update(snapshot=stored)
    response = cast.client(cast.bob).get(page)
    assert response.status_code == 200 and "Largest open deals" not in response.content.decode()
