"""The PDF of a marketing plan: all of it, however long."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from pypdf import PdfReader

from planning.calculations.marketing.forecast import CaseFactors, TacticDrivers, forecast_plan
from planning.calculations.marketing.kinds import GoalKind, MarketingState, Volume
from planning.calculations.marketing.results import TacticResult
from planning.documents.marketing.pdf import PrintedPlan, marketing_pdf
from planning.documents.marketing.tables import TacticLine
from prm.documents.letterhead import Letterhead
from sales.calculations.attribution import CampaignResult
from tests.planning.marketing import Q2

DRIVERS = TacticDrivers(
    budget=Decimal(15_000),
    mdf_budget=Decimal(5_000),
    volume=Volume.REACH,
    reach=Decimal(10_000),
    cost_per_response=Decimal(0),
    inquiry_percent=Decimal(10),
    mql_percent=Decimal(20),
    sal_percent=Decimal(60),
    sql_percent=Decimal(50),
    won_percent=Decimal(25),
    average_deal=Decimal(20_000),
    gross_margin_percent=Decimal(25),
)


def printed(tactics: int) -> PrintedPlan:
    keys = [uuid4() for _ in range(tactics)]
    words = "for decision makers in hospitals"
    lines = [
        TacticLine(
            *(key, f"Tour{number:02d} {words}", "Event", words, "Casey Alder", Q2.start_date, Q2.end_date),
            is_verifiable=True,
        )
        for number, key in enumerate(keys)
    ]
    forecast = forecast_plan(dict.fromkeys(keys, DRIVERS), CaseFactors())
    results = [
        (line.name, TacticResult(forecast.tactics[line.id], Decimal(25), CampaignResult(), (), is_verifiable=True))
        for line in lines
    ]
    goals = [(f"Goal{number}", GoalKind.MGOS, Decimal(200)) for number in range(10)]
    return PrintedPlan(
        *("Blue Peak", MarketingState.RUNNING, 1, Q2, lines, forecast, goals, results, date(2026, 6, 1)),
    )


@pytest.mark.parametrize("tactics", [12, 30])
def test_every_tactic_goal_and_result_is_printed_with_its_heads(tactics: int) -> None:
    content = marketing_pdf(printed(tactics), letterhead=Letterhead("Northlight", "USD", "#2255aa"))
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    text = " ".join(pages)
    assert [number for number in range(tactics) if text.count(f"Tour{number:02d}") != 2] == []
    assert [number for number in range(10) if f"Goal{number}" not in text] == []
    assert len(pages) <= 4
    for page in pages:
        assert "Tour" not in page or "Budget" in page or "Result until today" in page
    last = next(page for page in pages if "Result until today" in page)
    assert "Tour00" in last.split("Result until today")[1]
