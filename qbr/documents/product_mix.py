"""What was sold of which product, as a chart and as a table."""

from prm.documents.formats import whole_money
from prm.documents.specs import Chart, ChartKind, Column, Kind, Role, Series, Table
from prm.kernel import money
from prm.kernel.ratios import change
from qbr.calculations.products import Line
from qbr.calculations.snapshot import Snapshot


def mix_chart(snapshot: Snapshot, lines: tuple[Line, ...], what: str) -> Chart:
    """The largest products or families, this year beside last; `what` they are called."""
    largest = lines[0]
    return Chart(
        id="mix",
        kind=ChartKind.ROWS,
        title=f"Bookings by {what.removesuffix('s').replace('familie', 'family')}",
        summary=f"{largest.name} leads with {money.compact(largest.this_year, snapshot.currency)} this year.",
        categories=tuple(line.name for line in lines),
        series=(
            Series("This year", tuple(line.this_year for line in lines)),
            Series("Last year", tuple(line.last_year for line in lines), Role.PRIOR),
        ),
        format=whole_money(snapshot.currency),
    )


def product_table(snapshot: Snapshot) -> Table:
    """The largest products with both years and the change; all products below."""
    amount, mix = whole_money(snapshot.currency), snapshot.mix
    return Table(
        id="products",
        title="Largest products",
        columns=(
            Column("Product", weight=4),
            Column("This year", Kind.FIGURE, amount),
            Column("Last year", Kind.FIGURE, amount),
            Column("Difference", Kind.FIGURE, amount),
            Column("Change", Kind.FIGURE),
        ),
        rows=tuple(
            (line.name, line.this_year, line.last_year, line.difference, line.growth.as_change())
            for line in mix.products
        ),
        totals=(
            "All products",
            mix.this_year,
            mix.last_year,
            mix.this_year - mix.last_year,
            change(mix.this_year, mix.last_year).as_change(),
        ),
    )
