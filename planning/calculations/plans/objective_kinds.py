"""What an objective of a plan counts, and what it can be split by."""

from enum import StrEnum


class Measure(StrEnum):
    """What is counted. All but `MANUAL` are counted by Tandem from what it knows."""

    BOOKINGS = "bookings"
    ORDERS = "orders"
    WON_DEALS = "won_deals"
    NEW_CUSTOMERS = "new_customers"
    PIPELINE = "pipeline"
    MGOS = "mgos"
    CERTIFICATES = "certificates"
    MANUAL = "manual"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_money(self) -> bool:
        """True for amounts in the plan's currency; the others are counts."""
        return self in (Measure.BOOKINGS, Measure.PIPELINE)

    @property
    def is_level(self) -> bool:
        """True for what there is at a day, rather than what happens in a time: quarters of it are not added up."""
        return self in (Measure.PIPELINE, Measure.CERTIFICATES)

    @property
    def splits(self) -> tuple[str, ...]:
        """The fields by which it can be narrowed: what its records tell."""
        return _SPLITS.get(self, ())


_LABELS = {
    Measure.BOOKINGS: "Bookings",
    Measure.ORDERS: "Orders",
    Measure.WON_DEALS: "Won deals",
    Measure.NEW_CUSTOMERS: "New customers",
    Measure.PIPELINE: "Qualified pipeline at the quarter’s end",
    Measure.MGOS: "MGOs (leads qualified by marketing)",
    Measure.CERTIFICATES: "Certificates held at the quarter’s end",
    Measure.MANUAL: "Something else, entered by hand",
}
_SPLITS = {
    Measure.BOOKINGS: ("family",),
    Measure.ORDERS: ("family",),
    Measure.WON_DEALS: ("family", "country", "customer"),
    Measure.NEW_CUSTOMERS: ("family", "country"),
    Measure.PIPELINE: ("family", "country", "customer"),
    Measure.MGOS: ("country", "customer"),
    Measure.CERTIFICATES: ("family",),
}
