"""A review of a made-up partner, with every kind of slide."""

from datetime import UTC, datetime

from prm.documents.deck import (
    ChartSlide,
    ClosingSlide,
    Deck,
    KpiSlide,
    Point,
    TableSlide,
    TextColumn,
    TextSlide,
    TitleSlide,
    TwoChartSlide,
)
from prm.documents.formats import whole_money
from prm.documents.specs import Column, Kind, Table
from prm.kernel.status import TrafficLight
from tests.documents.samples import CAPABILITIES, KPIS, LEADS, MIX, PIPELINE, REVENUE, YEARS

SOURCE = "Source: scorecard snapshot of 30 November 2026, plan version 3."
ACTIONS = Table(
    "actions",
    "Joint actions",
    (
        Column("Metric", weight=4),
        Column("Target", Kind.FIGURE, whole_money("USD"), weight=2),
        Column("Actual", Kind.FIGURE, whole_money("USD"), weight=2),
        Column("Status", Kind.STATUS, weight=2),
        Column("Owner", weight=2),
    ),
    tuple(
        (name, target, actual, light, owner)
        for name, target, actual, light, owner in (
            ("New-logo revenue", 620_000, 548_000, TrafficLight.WATCH, "J. Ortiz"),
            ("Renewals", 900_000, 946_000, TrafficLight.ON_TRACK, "J. Ortiz"),
            ("Services attached", 350_000, 372_000, TrafficLight.ON_TRACK, "M. Kaya"),
            ("Marketing funds used", 80_000, 30_000, TrafficLight.AT_RISK, "S. Brandt"),
            ("Training", 12_000, None, TrafficLight.NO_DATA, "M. Kaya"),
        )
    ),
    totals=("Total", 1_962_000, 1_896_000, None, None),
)
DECK = Deck(
    title="Quarterly business review, Northwind Data Systems",
    author="Contoso Cloud",
    at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    period="Q4 FY26",
    footer="Contoso Cloud and Northwind Data Systems",
    brand="#1d5fd1",
    slides=(
        TitleSlide(
            "Quarterly business review",
            "Northwind Data Systems and Contoso Cloud, Q4 FY26",
            "12 December 2026   |   Prepared by Dana Whitfield",
            SOURCE,
        ),
        KpiSlide(
            "Revenue is at 89% of plan; the pipeline covers the gap",
            "Where the partnership stands at the end of November",
            KPIS,
            (
                Point(
                    "Win rate rose three points to 31% and the pipeline covers the remaining target.", "What went well"
                ),
                Point(
                    "Two certified architects left in the third quarter; nine of sixteen remain.", "What held us back"
                ),
                Point(
                    "Agree a certification plan by 15 January or move the Gold review to Q2.", "Decision needed today"
                ),
            ),
            SOURCE,
        ),
        ChartSlide(
            "Performance to plan: $228K behind after eleven months",
            "Monthly revenue, US dollars",
            REVENUE,
            (
                Point("Actual beat plan in March, July and October."),
                Point("The third quarter slipped $68K after two architects left."),
                Point("Renewals hold at 94%; the gap is new-logo revenue."),
                Point("December needs $478K to close the year on plan.", "Ahead"),
            ),
            SOURCE,
        ),
        ChartSlide("Every month is above last year's", "This year beside last year, US dollars", YEARS, notes=SOURCE),
        TwoChartSlide(
            "The pipeline is healthy except at proposal stage", "Open pipeline and lead plan", PIPELINE, LEADS, SOURCE
        ),
        ChartSlide("Services grow, returns weigh on Q3", "Revenue by line of business", MIX, notes=SOURCE),
        TableSlide("Marketing and technical skills need work", "Scores out of 100", CAPABILITIES, notes=SOURCE),
        TableSlide(
            "Joint action plan for the next ninety days", "Owners agreed in this meeting", ACTIONS, notes=SOURCE
        ),
        TextSlide(
            "What each side asks of the other",
            "To be closed before the next review",
            (
                TextColumn("Northwind asks", (Point("A pre-sales engineer for two weeks in January"),)),
                TextColumn("Contoso asks", (Point("Two architects named for certification by 15 January"),)),
                TextColumn("Blocked", ()),
            ),
            SOURCE,
        ),
        ClosingSlide(
            "Next steps",
            (
                Point("M. Kaya sends the certification plan by 15 January", "Certification"),
                Point("S. Brandt books the spring campaign by 20 December", "Marketing"),
            ),
            "Next review: 12 March 2027",
            SOURCE,
        ),
    ),
)
