"""Products and sales lines from files."""

from partners.imports import CAM, CAM_NAMES, PARTNER, PARTNER_NAMES
from prm.imports.fields import ImportField, Kind
from prm.imports.references import ReferenceTo
from prm.imports.targets import ImportTarget
from sales.models import Booking, Product
from sales.operations.monthly import refresh_after_bookings

PRODUCTS = ImportTarget(
    key="products",
    label="Products",
    model=Product,
    help="What you sell, by product number.",
    keys=(("external_id",),),
    fields=(
        ImportField(
            "external_id",
            "Product number",
            required=True,
            max_length=100,
            synonyms=("Product", "Product key", "Product ID", "SKU", "Part number", "Article", "ID", "Key"),
        ),
        ImportField("name", "Name", required=True, max_length=200, synonyms=("Product name", "Description", "Title")),
        ImportField("family", "Family", max_length=100, synonyms=("Product family", "Category", "Subcategory", "Line")),
    ),
)

BOOKINGS = ImportTarget(
    key="bookings",
    label="Bookings (sales lines)",
    model=Booking,
    help="Sales lines in your currency, as billed to partners. Returns are negative amounts.",
    keys=(("order_number", "line_number"),),
    affects="partner_id",
    after_change=lambda partner_ids, at: refresh_after_bookings(partner_ids=partner_ids, at=at),
    fields=(
        ImportField(
            "order_number",
            "Order number",
            required=True,
            max_length=60,
            synonyms=("Order", "Sales order number", "Sales order", "Invoice", "Invoice number", "Document"),
        ),
        ImportField(
            "line_number",
            "Line number",
            Kind.INTEGER,
            default="1",
            synonyms=("Line", "Sales order line number", "Order line", "Position", "Item"),
        ),
        ImportField(
            "booked_date",
            "Date",
            Kind.DATE,
            required=True,
            synonyms=("Booked date", "Order date", "Invoice date", "Booking date", "Close date"),
        ),
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES),
        ImportField(
            "product",
            "Product",
            Kind.REFERENCE,
            reference=ReferenceTo(Product, "product"),
            synonyms=("Product key", "Product ID", "SKU", "Product number", "Part number"),
        ),
        ImportField("sold_by", "Sold by", Kind.REFERENCE, reference=CAM, synonyms=CAM_NAMES),
        ImportField("quantity", "Quantity", Kind.DECIMAL, synonyms=("Qty", "Order quantity", "Units", "Pieces")),
        ImportField(
            "amount",
            "Amount",
            Kind.DECIMAL,
            required=True,
            decimal_places=6,
            max_digits=20,
            synonyms=("Sales amount", "Net amount", "Revenue", "Net value", "Total", "Line total", "Value"),
        ),
        ImportField(
            "cost",
            "Cost",
            Kind.DECIMAL,
            decimal_places=6,
            max_digits=20,
            synonyms=("Total product cost", "Total cost", "Cost of goods", "COGS"),
        ),
    ),
)
