"""Bookings as a table for files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prm.documents.formats import Format
from prm.documents.specs import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from sales.models import Booking

EXACT = Format(places=6)


def bookings_table(bookings: "Iterable[Booking]", *, title: str, shows_cost: bool) -> Table:
    """One row a line, at the precision it came with. Products must have been fetched with the bookings."""
    columns = [
        Column("Order"),
        Column("Line", Kind.FIGURE),
        Column("Date", Kind.DATE),
        Column("Product number"),
        Column("Product"),
        Column("Quantity", Kind.FIGURE, EXACT),
        Column("Amount", Kind.FIGURE, EXACT),
    ]
    if shows_cost:
        columns.append(Column("Cost", Kind.FIGURE, EXACT))
    return Table("bookings", title, tuple(columns), tuple(_row(each)[: len(columns)] for each in bookings))


def _row(booking: "Booking") -> tuple[Cell, ...]:
    product = booking.product
    return (
        booking.order_number,
        booking.line_number,
        booking.booked_date,
        product.external_id if product else "",
        product.name if product else "",
        booking.quantity,
        booking.amount,
        booking.cost,
    )
