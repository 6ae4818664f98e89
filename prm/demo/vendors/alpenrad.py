"""Alpenrad: electric bicycles and their service, sold through 14 dealers; the fiscal year begins in July."""

from decimal import Decimal

from partners.enums import FieldKind
from prm.demo.vendors.spec import Course, FieldSpec, PartnerSpec, PersonSpec, ProductSpec, Vendor
from prm.people.permissions import Role

JONAS, MARTA = "Jonas Steiner", "Marta Novak"
ALPS, NORTH, ADRIA = "Alps", "North", "Adria"
AT, CH, DE, IT, SI = "Austria", "Switzerland", "Germany", "Italy", "Slovenia"
DEALER, FLEET, CHAIN = "Dealer", "Fleet operator", "Chain"

PEOPLE = (
    PersonSpec("Lena Hofer", Role.CHIEF, "lena@alpenrad.example"),
    PersonSpec("Emil Gruber", Role.OPERATIONS),
    PersonSpec(JONAS, Role.CAM, "jonas@alpenrad.example"),
    PersonSpec(MARTA, Role.CAM, "marta@alpenrad.example"),
    PersonSpec("Sofia Marchetti", Role.CHAMPION, "sofia@bluepeak.example", partner="Bluepeak Mobility"),
)

PARTNERS = (
    PartnerSpec("Radwelt Innsbruck", "Innsbruck", AT, ALPS, DEALER, "Partner plus", 620, 8, JONAS, Course.GROWING),
    PartnerSpec("Gipfelrad", "Salzburg", AT, ALPS, DEALER, "Partner plus", 410, 11, JONAS),
    PartnerSpec("Bergfreund Sport", "Chur", CH, ALPS, CHAIN, "Partner plus", 540, 10, JONAS, verticals="Tourism"),
    PartnerSpec("Bergfreund Davos", "Davos", CH, ALPS, CHAIN, "Partner", 150, 22, JONAS, parent="Bergfreund Sport"),
    PartnerSpec("Seerose Verleih", "Bregenz", AT, ALPS, FLEET, "Partner", 95, 35, JONAS, Course.SILENT),
    PartnerSpec("Talwind Zweirad", "Graz", AT, ALPS, DEALER, "Partner", 130, 24, JONAS, Course.SHRINKING),
    PartnerSpec("Hofgasse Cycles", "Vienna", AT, ALPS, DEALER, "Partner", 175, 17, JONAS),
    PartnerSpec("Bluepeak Mobility", "Munich", DE, NORTH, FLEET, "Partner plus", 480, 13, MARTA, Course.GROWING),
    PartnerSpec("Isarkurbel", "Munich", DE, NORTH, DEALER, "Partner", 210, 16, MARTA),
    PartnerSpec("Nordlicht Lastenrad", "Hamburg", DE, NORTH, DEALER, "Partner", 160, 20, MARTA, Course.QUIET),
    PartnerSpec("Pedalwerk", "Leipzig", DE, NORTH, DEALER, "Partner", 90, 28, MARTA),
    PartnerSpec("Dolomiti in Sella", "Bolzano", IT, ADRIA, FLEET, "Partner", 230, 19, MARTA, verticals="Tourism"),
    PartnerSpec("Kolesar Bled", "Bled", SI, ADRIA, DEALER, "Partner", 60, 39, JONAS, Course.NEW),
    PartnerSpec("Ciclo Brenta", "Trento", IT, ADRIA, DEALER, "Partner", 55, 44),
)

PRODUCTS = tuple(
    ProductSpec(number, name, family, Decimal(price), Decimal(share))
    for number, name, family, price, share in (
        ("AR-T1", "Tour 1", "Bicycles", "2190", "0.71"),
        ("AR-T2", "Tour 2 Plus", "Bicycles", "3290", "0.69"),
        ("AR-C1", "Cargo 1", "Bicycles", "4490", "0.73"),
        ("AR-M1", "Gipfel MTB", "Bicycles", "3890", "0.70"),
        ("AR-B5", "Battery 500 Wh", "Parts", "540", "0.62"),
        ("AR-B7", "Battery 750 Wh", "Parts", "760", "0.60"),
        ("AR-D1", "Drive unit", "Parts", "690", "0.66"),
        ("AR-S1", "Service kit", "Service", "120", "0.45"),
        ("AR-S2", "Workshop day", "Service", "890", "0.78"),
    )
)

FIELDS = (
    FieldSpec("test-ride", "Test rides", FieldKind.YES_NO, (True, True, False), partner_may_edit=True),
    FieldSpec("shop-area", "Shop area, m²", FieldKind.NUMBER, (180, 420, 95, 260)),
)

ALPENRAD = Vendor(
    slug="alpenrad",
    name="Alpenrad",
    currency="EUR",
    fiscal_year_start_month=7,
    time_zone="Europe/Vienna",
    brand_colour="#0f766e",
    seed=20_260_701,
    season=(0.55, 0.75, 1.25, 1.5, 1.55, 1.35, 1.15, 1.0, 0.9, 0.75, 0.65, 0.6),
    domain="alpenrad.example",
    people=PEOPLE,
    partners=PARTNERS,
    products=PRODUCTS,
    fields=FIELDS,
    contact_names=(
        "Greta Lang",
        "Paul Egger",
        "Chiara Conti",
        "Luka Zupan",
        "Heidi Frei",
        "Max Wieland",
        "Nina Roth",
        "Stefano Riva",
        "Johanna Kofler",
        "Timo Behrens",
    ),
    allotted_cams=frozenset({MARTA}),
    names_salesperson=True,
)
