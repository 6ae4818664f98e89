"""Which drivers matter, as a chart of rows and a table."""

from planning.calculations.fixed import money
from planning.calculations.plans.sensitivity import Effect
from prm.documents.formats import whole_money
from prm.documents.specs import Chart, ChartKind, Column, Kind, Role, Series, Table
from prm.kernel import money as amounts


def sensitivity_chart(effects: tuple[Effect, ...], *, currency: str, what: str) -> Chart:
    """The drivers handed in, each with what a tenth less and a tenth more changes."""
    return Chart(
        id="plan-sensitivity",
        kind=ChartKind.ROWS,
        title=f"What a tenth more or less changes in the {what} of 36 months",
        summary=_summary(effects, currency, what),
        categories=tuple(f"{effect.driver}, {effect.of}" for effect in effects),
        series=(
            Series("10% less", tuple(money(effect.down) for effect in effects), Role.PLAN),
            Series("10% more", tuple(money(effect.up) for effect in effects), Role.ACTUAL),
        ),
        format=whole_money(currency),
        heading="Driver",
    )


def _summary(effects: tuple[Effect, ...], currency: str, what: str) -> str:
    first = effects[0]
    up = amounts.compact(money(first.up), currency)
    driver = first.driver[:1].lower() + first.driver[1:]
    return f"Most depends on the {driver} of {first.of}: 10% more changes the {what} of 36 months by {up}."


def sensitivity_table(effects: tuple[Effect, ...], *, currency: str) -> Table:
    """Every driver that was handed in."""
    shown = whole_money(currency)
    columns = (
        Column("Driver", weight=4),
        Column("Of"),
        Column("10% less", Kind.FIGURE, shown),
        Column("10% more", Kind.FIGURE, shown),
    )
    rows = tuple((effect.driver, effect.of, money(effect.down), money(effect.up)) for effect in effects)
    return Table("plan-sensitivity-table", "Every driver", columns, rows)
