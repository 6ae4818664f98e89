"""Leads and campaigns from files, with the traps that such files hold."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from prm.imports.operations.undoing import undo_batch
from prm.tenancy.scope import in_tenant
from sales.enums import LeadStage
from sales.models import Campaign, Deal, Lead, LeadMove
from sales.queries.leads import lead_facts
from tests.cast import NOW, TODAY, Cast
from tests.imports.files import text_file
from tests.sales.deals import customer, deal
from tests.sales.leads import campaign
from tests.sales.test_deal_imports import imported, work

pytestmark = pytest.mark.django_db
HEAD = "lead_id,partner,company,full name,email,campaign,created,came in as,status,since,deal"
INQUIRY = "L-1,AC-POLARIS,Quay Ltd,Ann,ann@quay.example,W-1,2026-02-01,,,,"
SAL = "L-2,AC-POLARIS,Harbour Foods,,,spring webinar,2026-02-03,MQL,SAL,2026-03-01,"
TIED = "L-3,AC-POLARIS,Pier,,,,2026-02-05,,,,D-1"


def leads_file(folder: Path, *lines: str, name: str = "leads.csv") -> Path:
    return text_file(folder, "\n".join((HEAD, *lines)) + "\n", name=name)


def figures(outcome: Any) -> tuple[int, int, int]:
    return outcome.counts.created, outcome.counts.updated, outcome.counts.unchanged


def prepare(cast: Cast) -> Campaign:
    customer("Harbour Foods")
    deal(cast.polaris, name="Pier deal", at="Won", closed=TODAY, external_id="D-1")
    campaign(cast.vega, "Theirs", external_id="W-2")
    return campaign(cast.polaris, "Spring Webinar", external_id="W-1")


def test_leads_come_in_with_their_stages_campaigns_and_deals(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        webinar = prepare(cast)
        batch, outcome = imported("leads", leads_file(tmp_path, INQUIRY, SAL, TIED))
        assert (outcome.rejected, figures(outcome)) == (0, (3, 0, 0))
        first, second, third = Lead.objects.order_by("external_id")
        assert (first.campaign, first.stage, first.stage_date) == (webinar, "inquiry", date(2026, 2, 1))
        assert (second.campaign, second.entered_stage, second.stage) == (webinar, "mql", "sal")
        assert second.customer is not None and second.normalized_name == "harbour foods"
        assert (third.stage, third.stage_date) == ("won", date(2026, 2, 5))
        facts = {fact.id: fact.reached for fact in lead_facts()}
        assert facts[second.pk] == {LeadStage.MQL: date(2026, 2, 3), LeadStage.SAL: date(2026, 3, 1)}
        assert LeadStage.WON in facts[third.pk]
        undo_batch(batch=batch, by=None, at=NOW)
        assert not Lead.objects.exists() and not LeadMove.objects.exists()


def test_the_same_file_twice_changes_nothing_and_a_later_one_moves(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        prepare(cast)
        imported("leads", leads_file(tmp_path, INQUIRY, SAL))
        moves = LeadMove.objects.count()
        _, outcome = imported("leads", leads_file(tmp_path, INQUIRY, SAL))
        assert figures(outcome) == (0, 0, 2) and LeadMove.objects.count() == moves
        later = SAL.replace(",SAL,2026-03-01", ",SQL,2026-04-01")
        _, outcome = imported("leads", leads_file(tmp_path, INQUIRY, later, name="later.csv"))
        assert figures(outcome) == (0, 1, 1)
        fact = next(each for each in lead_facts() if each.furthest_on(TODAY) is LeadStage.SQL)
        assert fact.reached[LeadStage.SAL] == date(2026, 3, 1)
        assert fact.reached[LeadStage.SQL] == date(2026, 4, 1)


@pytest.mark.parametrize("known", [True, False])
def test_leads_without_numbers_are_told_by_partner_company_and_day(cast: Cast, tmp_path: Path, known: bool) -> None:
    lines = "Partner,Company,Date\nAC-VEGA,Quay,2026-02-01\nAC-POLARIS,Quay,2026-02-01\n"
    with in_tenant(cast.acme.pk):
        if known:
            imported("leads", text_file(tmp_path, lines))
        _, outcome = imported("leads", text_file(tmp_path, lines))
        assert figures(outcome) == ((0, 0, 2) if known else (2, 0, 0))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (INQUIRY.replace("W-1", "W-9"), "There is no campaign “W-9”"),
        (INQUIRY.replace("W-1", "W-2"), "“Theirs” is a campaign of another partner"),
        (INQUIRY.replace("AC-POLARIS", "AC-NOBODY"), "There is no partner “AC-NOBODY”"),
        (TIED.replace("AC-POLARIS", "AC-VEGA"), "“Pier deal” is a deal of another partner"),
        (SAL.replace("2026-03-01", "2026-02-02"), "2026-02-02 lies before 2026-02-03"),
        (SAL.replace("SAL,2026", "Thinking,2026"), "Thinking"),
        (INQUIRY.replace("ann@quay.example", "ann"), "ann"),
    ],
)
def test_what_cannot_be_is_rejected_with_a_sentence(cast: Cast, tmp_path: Path, line: str, sentence: str) -> None:
    with in_tenant(cast.acme.pk):
        prepare(cast)
        good = "L-9,AC-POLARIS,Good,,,,2026-02-01,,,,"
        _, outcome = imported("leads", leads_file(tmp_path, line, good))
        assert outcome.rejected == 1 and sentence in str(outcome.problems.listed[0])
        assert [lead.company_name for lead in Lead.objects.all()] == ["Good"]


def test_campaigns_come_by_code_or_by_partner_and_name(cast: Cast, tmp_path: Path) -> None:
    coded = "Code,Campaign,Partner,Type,Start,End\nW-1,Webinar,AC-POLARIS,Webinar,2026-02-01,2026-02-28\n"
    coded += "F-1,Fair,,Event,2026-03-01,\nX-1,Backwards,,,2026-03-01,2026-02-01\n"
    named = "Campaign,Partner,Start\nWebinar,AC-POLARIS,2026-02-01\nWebinar,AC-VEGA,2026-02-01\nOurs,,2026-02-01\n"
    with in_tenant(cast.acme.pk):
        _, outcome = imported("campaigns", text_file(tmp_path, coded))
        assert figures(outcome) == (2, 0, 0) and "lies before the first day" in str(outcome.problems.listed[0])
        assert Campaign.objects.get(external_id="F-1").partner is None
        assert figures(imported("campaigns", text_file(tmp_path, coded))[1]) == (0, 0, 2)
        _, outcome = imported("campaigns", text_file(tmp_path, named, name="named.csv"))
        assert figures(outcome) == (1, 0, 1) and "Partner: is empty" in str(outcome.problems.listed[0])


def test_deals_name_their_campaign(cast: Cast, tmp_path: Path) -> None:
    lines = (
        "Deal number,Deal,Partner,Stage,Campaign code\nN-1,New,AC-POLARIS,Meeting,W-1\nN-2,Bad,AC-POLARIS,Meeting,W-2\n"
    )
    with in_tenant(cast.acme.pk):
        webinar = prepare(cast)
        assert work("deals", text_file(tmp_path, lines)).document["fields"]["campaign"] == "Campaign code"
        _, outcome = imported("deals", text_file(tmp_path, lines))
        assert "campaign of another partner" in str(outcome.problems.listed[0])
        assert Deal.objects.get(external_id="N-1").campaign == webinar
