"""A QBR's sections: the specs that its page, its PDF and its deck draw."""

from dataclasses import dataclass, field
from datetime import datetime

from prm.documents.deck import Point
from prm.documents.specs import Chart, Column, Kpi, Table
from prm.kernel import money
from qbr.calculations.capabilities import Capabilities
from qbr.calculations.snapshot import Snapshot
from qbr.calculations.standing import Standing
from qbr.documents import capabilities, findings, levels, pipeline
from qbr.documents.brief import in_brief
from qbr.documents.order_charts import order_counts, order_sizes
from qbr.documents.product_mix import mix_chart, product_table
from scorecards.documents import presentation
from scorecards.documents.wording import counted, day, days, to_last_year, to_plan

TITLE = "Quarterly business review"
BLANK = "\u00a0"
COMMITMENTS = 5
NOT_MEASURED = (
    "commitments of the last review",
    "pipeline and deals",
    "wins and losses",
    "capabilities",
    "training and certificates",
    "marketing and funds",
    "account plan",
    "customer health",
)
DEALS = {"pipeline and deals", "wins and losses"}


@dataclass(frozen=True)
class Edition:
    """Which one of its kind a review is, and the vendor's logo as it is printed on it."""

    version: int
    requested_at: datetime
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Section:
    """A finding as heading, one line below it, and what shows it."""

    id: str
    title: str
    takeaway: str
    kpis: tuple[Kpi, ...] = ()
    points: tuple[Point, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Review:
    """A whole review in the order of the meeting."""

    glance: Section
    months: Section
    quarters: Section
    orders: Section
    mix: Section
    products: Section
    next_quarter: Section
    not_measured: str
    pipeline: Section | None = None
    capabilities: Section | None = None
    levels: Section | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """All of them in order."""
        return (
            *(self.glance, self.months, self.quarters, self.orders, self.mix, self.products),
            *(each for each in (self.pipeline, self.capabilities, self.levels) if each),
            self.next_quarter,
        )

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart, for a renderer that takes them by reference."""
        return tuple(chart for section in self.sections for chart in section.charts)


def review_of(snapshot: Snapshot) -> Review:
    """The sections of a snapshot. Nothing is computed that the snapshot does not hold; long names are cut."""
    snapshot = in_brief(snapshot)
    return Review(
        glance=_glance(snapshot),
        months=_months(snapshot),
        quarters=_quarters(snapshot),
        orders=_orders(snapshot),
        mix=_mix(snapshot),
        products=_products(snapshot),
        next_quarter=_next_quarter(snapshot),
        not_measured=f"Not in this review yet: {', '.join(not_measured(snapshot))}.",
        pipeline=_pipeline(snapshot),
        capabilities=_capabilities(snapshot.capabilities) if snapshot.capabilities else None,
        levels=_levels(snapshot.standing) if snapshot.standing else None,
    )


def not_measured(snapshot: Snapshot) -> tuple[str, ...]:
    """What a review would tell and this one cannot."""
    told = {"capabilities"} if snapshot.capabilities else set()
    if snapshot.standing:
        told |= {"training and certificates"} | (DEALS if snapshot.standing.deals else set())
    return tuple(each for each in NOT_MEASURED if each not in told)


def stamp(snapshot: Snapshot, edition: Edition, *, within: bool = False) -> str:
    """``As of 30 Nov 2026, version 2``: stands on every page and slide. In small letters `within` a sentence."""
    return f"{'as' if within else 'As'} of {day(snapshot.as_of)}, version {edition.version}"


def _glance(snapshot: Snapshot) -> Section:
    return Section(
        id="glance",
        title=presentation.headline(snapshot.performance, currency=snapshot.currency),
        takeaway=f"Where the partnership stands on {day(snapshot.as_of)}",
        kpis=presentation.kpis(snapshot.performance, currency=snapshot.currency, quiet_from=snapshot.quiet_from),
        points=findings.points(snapshot),
    )


def _months(snapshot: Snapshot) -> Section:
    year = snapshot.performance.year
    if year.gap is not None:
        title = f"Performance to plan: {to_plan(year.gap, snapshot.currency)} by {day(snapshot.as_of)}"
    else:
        title = f"Bookings by month against last year, to {day(snapshot.as_of)}"
    compared = "actual, plan and last year" if year.plan is not None else "actual and last year; no plan is set"
    return Section(
        id="months",
        title=title,
        takeaway=f"Monthly bookings of {year.period.label}: {compared}",
        charts=(presentation.plan_chart(snapshot.performance, currency=snapshot.currency),),
        tables=(presentation.month_table(snapshot.performance, currency=snapshot.currency),),
        points=findings.months_in_words(snapshot),
    )


def _quarters(snapshot: Snapshot) -> Section:
    performance, currency = snapshot.performance, snapshot.currency
    current = next(each for each in performance.quarters if snapshot.as_of in each.period)
    title = f"{current.period.label} stands at {money.compact(current.actual or 0, currency)}"
    if current.gap is not None:
        title = f"{title}, {to_plan(current.gap, currency)}"
    elif growth := to_last_year(current.growth):
        title = f"{title}, {growth}"
    return Section(
        id="quarters",
        title=title,
        takeaway="Due by now is the plan up to the as-of day; change is against the same days of last year",
        charts=(presentation.quarter_chart(performance, currency=currency),),
        tables=(presentation.quarter_table(performance, currency=currency),),
    )


def _orders(snapshot: Snapshot) -> Section:
    average, rhythm = snapshot.performance.average_order, snapshot.performance.rhythm
    if average.mean is None:
        title = f"{counted(average.count, 'order').capitalize()} in 12 months: too few for an average"
    else:
        mean = money.compact(average.mean, snapshot.currency)
        title = f"The average order is {mean}, over {counted(average.count, 'order')} in 12 months"
    if rhythm.last_order_date is None or rhythm.days_since_order is None:
        takeaway = "No order is booked yet"
    else:
        takeaway = f"Last order on {day(rhythm.last_order_date)}, {days(rhythm.days_since_order)} ago"
        if rhythm.median_gap_days is not None:
            takeaway += (
                f"; {'usually' if rhythm.is_own else 'partners like this order'} every {days(rhythm.median_gap_days)}"
            )
    return Section("orders", title, takeaway, charts=(order_counts(snapshot), order_sizes(snapshot)))


def _mix(snapshot: Snapshot) -> Section:
    by_family = snapshot.mix.has_families
    lines = snapshot.mix.families if by_family else snapshot.mix.products
    what = "product families" if by_family else "products"
    points = findings.products_in_words(snapshot, lines)
    title = (
        points[0].text.rstrip(".") if points else f"Nothing is booked in {snapshot.performance.year.period.label} yet"
    )
    return Section(
        id="mix",
        title=title,
        takeaway=f"The largest {what}, this year to date against the same days of last year",
        charts=(mix_chart(snapshot, lines, what),) if lines else (),
        points=points[1:],
    )


def _products(snapshot: Snapshot) -> Section:
    lines = snapshot.mix.products
    title = "No product is booked yet"
    if lines:
        title = f"{lines[0].name}: {money.compact(lines[0].this_year, snapshot.currency)}, the largest product"
    return Section(
        id="products",
        title=title,
        takeaway="This year to date against the same days of last year",
        tables=(product_table(snapshot),),
    )


def _pipeline(snapshot: Snapshot) -> Section | None:
    deals, currency = snapshot.standing.deals if snapshot.standing else None, snapshot.currency
    if deals is None:
        return None
    return Section(
        id="pipeline",
        title=pipeline.title_of(deals, currency),
        takeaway=pipeline.takeaway_of(deals),
        kpis=pipeline.kpis_of(deals, currency),
        points=pipeline.points_of(deals, currency),
        tables=(pipeline.table_of(deals, currency),) if deals.largest else (),
    )


def _levels(standing: Standing) -> Section:
    training = standing.training
    return Section(
        id="levels",
        title=levels.title_of(standing),
        takeaway=levels.takeaway_of(standing),
        kpis=levels.kpis_of(standing),
        points=levels.points_of(standing),
        tables=(levels.table_of(training),) if training.requirements else (),
    )


def _capabilities(stand: Capabilities) -> Section:
    return Section(
        id="capabilities",
        title=capabilities.title_of(stand),
        takeaway=capabilities.takeaway_of(stand),
        points=capabilities.points_of(stand),
        charts=(capabilities.chart_of(stand),),
        tables=(capabilities.table_of(stand),),
    )


def _next_quarter(snapshot: Snapshot) -> Section:
    following, currency = snapshot.next_quarter, snapshot.currency
    before = money.compact(following.year_before, currency)
    title = f"{following.period.label} has no target yet"
    if following.target is not None:
        title = f"The target of {following.period.label} is {money.compact(following.target, currency)}"
    return Section(
        id="next-quarter",
        title=title,
        takeaway=f"The same quarter brought {before} a year earlier. Each commitment has one owner and one date",
        tables=(_commitments(),),
    )


def _commitments() -> Table:
    return Table(
        id="commitments",
        title="Commitments",
        columns=(
            Column("No.", weight=1),
            Column("Commitment", weight=7),
            Column("Owner", weight=3),
            Column("Due", weight=2),
        ),
        rows=tuple((str(number), BLANK, BLANK, BLANK) for number in range(1, COMMITMENTS + 1)),
        summary="Empty lines to fill in during the meeting.",
    )
