"""The PDF and the deck of a review: the same figures, files that others can open and hear."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import outloud
import pypdf
import pytest
from openpyxl import load_workbook
from openxml_audit import validate_pptx
from pptx import Presentation

from prm.documents.specs import Chart
from qbr.calculations.products import Sold, measure_products
from qbr.calculations.snapshot import Snapshot
from qbr.documents import findings
from qbr.documents.review import NOT_MEASURED, review_of
from qbr.documents.review_deck import review_deck
from qbr.documents.review_pdf import review_pdf
from tests.qbr.samples import EDITION, empty_snapshot, snapshot

SNAPSHOTS = pytest.mark.parametrize("drawn", [snapshot(), snapshot(target=None), empty_snapshot()])


def plain(text: str) -> str:
    """Text without its line breaks, which a renderer may put anywhere."""
    return re.sub(r"\s+", "", text)


def pdf_text(of: Snapshot) -> str:
    return plain("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(review_pdf(of, EDITION))).pages))


def charts_in(deck: bytes) -> dict[str, Any]:
    """The native charts by their name."""
    shapes = [shape for slide in Presentation(BytesIO(deck)).slides for shape in slide.shapes]
    return {shape.name.removeprefix("Chart: "): shape.chart for shape in shapes if getattr(shape, "has_chart", False)}


@SNAPSHOTS
def test_the_pdf_passes_the_pdf_ua_checker(drawn: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "review.pdf"
    path.write_bytes(review_pdf(drawn, EDITION))
    found = outloud.check(str(path)).findings
    assert [(finding.rule, finding.message) for finding in found if finding.severity == "error"] == []


@SNAPSHOTS
def test_the_deck_passes_the_schema(drawn: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "review.pptx"
    path.write_bytes(review_deck(drawn, EDITION))
    assert validate_pptx(str(path)).errors == []


@SNAPSHOTS
def test_the_pdf_says_every_figure_and_every_finding(drawn: Snapshot) -> None:
    text, review = pdf_text(drawn), review_of(drawn)
    told = [part for kpi in review.glance.kpis for part in (kpi.label, kpi.value, kpi.detail, kpi.change)]
    told += [section.title for section in review.sections if section.id != "products" or section.tables[0].rows]
    told += [point.text for section in review.sections for point in section.points]
    told += [f"As of {drawn.as_of.day} {drawn.as_of:%b %Y}, version 2", review.not_measured]
    assert [part for part in told if plain(part) not in text] == []


@SNAPSHOTS
def test_the_deck_says_every_figure_of_the_first_look(drawn: Snapshot) -> None:
    slides = Presentation(BytesIO(review_deck(drawn, EDITION))).slides
    text = plain("".join(shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame))
    glance = review_of(drawn).glance
    told = [part for kpi in glance.kpis for part in (kpi.label, kpi.value, kpi.detail, kpi.change)]
    assert [part for part in (*told, glance.title) if plain(part) not in text] == []


def test_the_workbooks_of_the_deck_hold_the_snapshots_figures() -> None:
    native = charts_in(review_deck(snapshot(), EDITION))
    drawn = {chart.title: chart for chart in review_of(snapshot()).charts if chart.id != "plan-by-quarter"}
    assert set(native) == set(drawn)
    for title, spec in drawn.items():
        assert _workbook(native[title]) == _expected(spec)


def _workbook(chart: Any) -> dict[str, list[Any]]:
    sheet = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    return {str(name): [row[place] for row in rows] for place, name in enumerate(head) if place}


def _expected(spec: Chart) -> dict[str, list[Any]]:
    return {series.name: [None if value is None else float(value) for value in series.values] for series in spec.series}


def test_every_slide_names_its_source_and_version() -> None:
    slides = Presentation(BytesIO(review_deck(snapshot(), EDITION))).slides
    notes = {slide.notes_slide.notes_text_frame.text for slide in slides if slide.notes_slide.notes_text_frame}
    source = "Source: figures of Contoso Cloud, as of 30 Nov 2026, version 2"
    assert notes == {f"{source}, requested on 1 Dec 2026 10:02 UTC by Dana Whitfield."}


def test_the_commitments_are_a_table_with_empty_lines_to_fill_in() -> None:
    slides = Presentation(BytesIO(review_deck(snapshot(), EDITION))).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if getattr(shape, "has_table", False)]
    rows = [[cell.text.strip() for cell in row.cells] for row in tables[-1].rows]
    assert rows == [["No.", "Commitment", "Owner", "Due"], *([str(n), "", "", ""] for n in range(1, 6))]


def test_what_is_not_measured_is_said_once_and_not_drawn_empty() -> None:
    titles = [slide.shapes.title.text for slide in Presentation(BytesIO(review_deck(snapshot(), EDITION))).slides]
    assert titles[-1] == "Not in this review yet"
    assert [name for name in NOT_MEASURED if name not in review_of(snapshot()).not_measured] == []


def test_the_deck_wears_the_vendors_colour() -> None:
    deck = Presentation(BytesIO(review_deck(empty_snapshot(), EDITION)))
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    assert b"0F766E" in theme.blob.upper()


def test_names_of_any_length_leave_every_finding_room(tmp_path: Path) -> None:
    long = "Fabrikam & Söhne <Handels-> \x07 " * 7
    sold = measure_products(Sold(f"{number} {long}", long, Decimal(number), Decimal(1)) for number in range(20))
    drawn = replace(snapshot(), partner_name=long, mix=sold)
    review = review_of(drawn)
    assert max(len(section.title) for section in review.sections) <= 80
    path = tmp_path / "review.pptx"
    path.write_bytes(review_deck(drawn, EDITION))
    assert validate_pptx(str(path)).errors == []
    assert len(pypdf.PdfReader(BytesIO(review_pdf(drawn, EDITION))).pages) == 7


class TestFindings:
    def test_gains_and_losses_are_computed(self) -> None:
        assert findings.went_well(snapshot()) == [
            "Bookings are 21.9% up on last year.",
            "Mar 2026 closed $3K ahead of plan.",
            "Services grew by $234K.",
        ]
        assert findings.held_back(snapshot()) == ["Aug 2026 closed $44K behind plan.", "Network fell by $20K."]

    def test_the_decision_names_the_next_target_and_the_gap(self) -> None:
        assert findings.decision(snapshot()) == (
            "Agree how $640K is reached in Q1 FY27, and which part of the $228K behind plan comes back."
        )
        assert findings.decision(snapshot(target=None)) == (
            "Agree a target for Q1 FY27: none is set. The same quarter brought $438K last year."
        )

    def test_a_partner_without_data_gets_no_invented_praise(self) -> None:
        assert findings.went_well(empty_snapshot()) == findings.held_back(empty_snapshot()) == []
