"""The printed scorecard: one accessible sheet that says what the page says."""

from datetime import date
from io import BytesIO
from pathlib import Path

import outloud
import pypdf
import pytest

from prm.documents.letterhead import Letterhead
from prm.kernel.status import TrafficLight
from scorecards.calculations.scorecard import Scorecard
from scorecards.documents import metrics
from scorecards.documents.scorecard_pdf import scorecard_pdf
from tests.scorecards.samples import CONTOSO, carded, full_card

FACTS = ("Gold", "DACH", "CAM Dana Whitfield")


def printed(card: Scorecard, name: str = "Northwind Data Systems", internal: bool = False) -> pypdf.PdfReader:
    return pypdf.PdfReader(
        BytesIO(scorecard_pdf(card, partner_name=name, facts=FACTS, letterhead=CONTOSO, internal=internal))
    )


def text_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(pdf.pages[0].extract_text().split())


def test_the_scorecard_is_one_page_with_every_kpi_and_the_as_of_date() -> None:
    pdf = printed(full_card(), internal=True)
    text = text_of(pdf)
    assert len(pdf.pages) == 1
    for kpi in (metrics.overall_kpi(full_card()), *metrics.metric_kpis(full_card(), currency="USD")[:5]):
        assert [part for part in (kpi.label, kpi.value, kpi.detail, kpi.change) if part not in text] == []
    assert "As of 30 Nov 2026" in text and "Bookings are at 89% of plan, $228K behind." in text


def test_the_partners_copy_has_no_margin() -> None:
    assert "Margin" in text_of(printed(full_card(), internal=True))
    assert "Margin" not in text_of(printed(full_card()))


def test_the_scorecard_passes_the_pdf_ua_checker(tmp_path: Path) -> None:
    path = tmp_path / "scorecard.pdf"
    path.write_bytes(scorecard_pdf(full_card(), partner_name="Northwind", facts=FACTS, letterhead=CONTOSO))
    assert [(finding.rule, finding.message) for finding in outloud.check(str(path)).findings] == []


@pytest.mark.parametrize("as_of", [date(2026, 1, 1), date(2026, 2, 28), date(2026, 12, 31)])
def test_any_day_prints_on_one_page(as_of: date) -> None:
    assert len(printed(full_card(as_of=as_of)).pages) == 1


def test_a_partner_without_data_prints_too() -> None:
    pdf = printed(carded((), ()))
    assert len(pdf.pages) == 1
    assert "Nothing is booked in FY26 yet." in text_of(pdf) and TrafficLight.NO_DATA.word in text_of(pdf)


def test_a_name_of_two_hundred_characters_still_fits_one_page() -> None:
    assert len(printed(full_card(), name="Fabrikam & Söhne <Handels-> " * 7).pages) == 1


def test_a_letterhead_is_made_of_a_tenants_brand() -> None:
    class Tenant:
        name, currency, brand_colour, brand_logo = "Globex", "EUR", "#0f766e", memoryview(b"png")

    assert Letterhead.of(Tenant()) == Letterhead("Globex", "EUR", "#0f766e", b"png")
    assert Letterhead.of(Tenant()).logo_address == "data:image/png;base64,cG5n"
    assert CONTOSO.logo_address == ""


def test_many_metrics_of_a_tenants_own_still_fit_one_page() -> None:
    assert len(printed(full_card(own_metrics=20), name="Fabrikam & Söhne <Handels-> " * 7, internal=True).pages) == 1
