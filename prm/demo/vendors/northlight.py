"""Northlight Cloud: backup and security as a service, sold through 36 partners."""

from decimal import Decimal

from partners.enums import FieldKind
from prm.demo.vendors.spec import Course, FieldSpec, PartnerSpec, PersonSpec, ProductSpec, Vendor
from prm.people.permissions import Role

CASEY, DANA, JORDAN, ANIKA, RAE = "Casey Rivera", "Dana Whitfield", "Jordan Ellis", "Anika Rao", "Rae Donovan"
EAST, WEST, UK, DACH, NORDICS = "East", "West", "UK & Ireland", "DACH", "Nordics"
US, GB, IE, DE, AT, CH = "United States", "United Kingdom", "Ireland", "Germany", "Austria", "Switzerland"
SE, NO, DK = "Sweden", "Norway", "Denmark"
MSP, RESELLER, INTEGRATOR, DISTRIBUTOR = "MSP", "Reseller", "Systems integrator", "Distributor"
PLATINUM, GOLD, SILVER, REGISTERED = "Platinum", "Gold", "Silver", "Registered"

PEOPLE = (
    PersonSpec("Nadia Okafor", Role.CHIEF, "nadia@northlight.example"),
    PersonSpec("Owen Park", Role.OPERATIONS, "owen@northlight.example"),
    PersonSpec("Maya Lindqvist", Role.MARKETING, "maya@northlight.example"),
    PersonSpec(CASEY, Role.CAM, "casey@northlight.example"),
    PersonSpec(DANA, Role.CAM, "dana@northlight.example"),
    PersonSpec(JORDAN, Role.CAM, "jordan@northlight.example"),
    PersonSpec(ANIKA, Role.CAM, "anika@northlight.example"),
    PersonSpec(RAE, Role.CAM, until_days_ago=240),
    PersonSpec("Sofia Marchetti", Role.CHAMPION, "sofia@bluepeak.example", partner="Bluepeak Systems"),
    PersonSpec("Tom Becker", Role.MEMBER, "tom@bluepeak.example", partner="Bluepeak Systems"),
)

PARTNERS = (
    PartnerSpec(
        "Bluepeak Systems",
        "Denver",
        US,
        WEST,
        MSP,
        PLATINUM,
        1840,
        9,
        CASEY,
        Course.GROWING,
        verticals="Healthcare, Education",
    ),
    PartnerSpec(
        "Bluepeak Federal",
        "Colorado Springs",
        US,
        WEST,
        INTEGRATOR,
        GOLD,
        610,
        24,
        CASEY,
        parent="Bluepeak Systems",
        verticals="Public sector",
    ),
    PartnerSpec("Harbourline IT", "Boston", US, EAST, RESELLER, PLATINUM, 1320, 8, CASEY, verticals="Finance"),
    PartnerSpec(
        "Quillstone Networks",
        "Atlanta",
        US,
        EAST,
        MSP,
        GOLD,
        720,
        14,
        CASEY,
        Course.QUIET,
        verticals="Retail, Logistics",
    ),
    PartnerSpec("Cedar & Vale Technology", "Portland", US, WEST, MSP, GOLD, 540, 17, CASEY, Course.GROWING),
    PartnerSpec(
        "Ironbridge Digital",
        "Pittsburgh",
        US,
        EAST,
        INTEGRATOR,
        GOLD,
        480,
        28,
        CASEY,
        Course.SHRINKING,
        verticals="Manufacturing",
    ),
    PartnerSpec("Tidewater Managed Services", "Norfolk", US, EAST, MSP, SILVER, 310, 12, CASEY),
    PartnerSpec("Larkfield Computing", "Columbus", US, EAST, RESELLER, SILVER, 260, 21, CASEY, Course.GROWING),
    PartnerSpec("Mesa Verde Cloudworks", "Phoenix", US, WEST, MSP, SILVER, 240, 19, CASEY),
    PartnerSpec(
        "Foxglove Data", "Austin", US, WEST, RESELLER, SILVER, 215, 26, CASEY, Course.SILENT, verticals="Legal"
    ),
    PartnerSpec("Graniteview Solutions", "Concord", US, EAST, RESELLER, SILVER, 190, 30, CASEY),
    PartnerSpec("Northfork Systems", "Minneapolis", US, EAST, INTEGRATOR, SILVER, 175, 34, CASEY, Course.SHRINKING),
    PartnerSpec("Saltmarsh Consulting", "Charleston", US, EAST, INTEGRATOR, SILVER, 160, 41, CASEY),
    PartnerSpec("Copper Canyon IT", "Tucson", US, WEST, MSP, REGISTERED, 120, 22, CASEY),
    PartnerSpec("Palisade Support Group", "Newark", US, EAST, MSP, REGISTERED, 105, 25, CASEY, Course.GROWING),
    PartnerSpec("Wrenhaven Technologies", "Madison", US, EAST, RESELLER, REGISTERED, 92, 37, CASEY),
    PartnerSpec("Sundial Business Systems", "San Diego", US, WEST, RESELLER, REGISTERED, 84, 33, CASEY, Course.QUIET),
    PartnerSpec("Bristlecone Networks", "Reno", US, WEST, RESELLER, REGISTERED, 71, 45, CASEY),
    PartnerSpec("Dovetail Office Tech", "Richmond", US, EAST, RESELLER, REGISTERED, 66, 29, CASEY),
    PartnerSpec("Emberly Systems", "Tulsa", US, WEST, MSP, REGISTERED, 58, 38, CASEY, Course.SHRINKING),
    PartnerSpec("Kestrel Ridge IT", "Boise", US, WEST, MSP, REGISTERED, 49, 52, CASEY),
    PartnerSpec("Millrace Digital", "Providence", US, EAST, RESELLER, REGISTERED, 44, 62, CASEY, Course.SILENT),
    PartnerSpec("Opaline Cloud", "Seattle", US, WEST, MSP, REGISTERED, 130, 16, CASEY, Course.NEW),
    PartnerSpec("Redwillow Partners", "Omaha", US, EAST, INTEGRATOR, REGISTERED, 0, 0, CASEY, Course.RECRUITED),
    PartnerSpec("Thameside Secure", "London", GB, UK, INTEGRATOR, PLATINUM, 1150, 11, DANA, verticals="Finance, Legal"),
    PartnerSpec("Peat & Harrow", "Leeds", GB, UK, RESELLER, GOLD, 420, 18, DANA, Course.GROWING),
    PartnerSpec("Liffey Systems", "Dublin", IE, UK, MSP, SILVER, 280, 23, DANA),
    PartnerSpec("Calderbrook IT", "Manchester", GB, UK, MSP, SILVER, 150, 31, DANA, Course.QUIET),
    PartnerSpec(
        "Thameside Education",
        "Reading",
        GB,
        UK,
        RESELLER,
        REGISTERED,
        88,
        36,
        DANA,
        parent="Thameside Secure",
        verticals="Education",
    ),
    PartnerSpec("Rheinhafen Datentechnik", "Cologne", DE, DACH, DISTRIBUTOR, PLATINUM, 1480, 7, JORDAN, Course.GROWING),
    PartnerSpec(
        "Isarwerk Systemhaus",
        "Munich",
        DE,
        DACH,
        INTEGRATOR,
        GOLD,
        510,
        20,
        JORDAN,
        Course.SHRINKING,
        verticals="Manufacturing",
    ),
    PartnerSpec("Donaublick IT", "Linz", AT, DACH, MSP, SILVER, 170, 27, JORDAN, parent="Rheinhafen Datentechnik"),
    PartnerSpec("Fjordlys Nettverk", "Bergen", NO, NORDICS, MSP, GOLD, 390, 15, ANIKA, verticals="Energy"),
    PartnerSpec("Skymning Data", "Uppsala", SE, NORDICS, RESELLER, SILVER, 205, 32, ANIKA, Course.SILENT),
    PartnerSpec("Havnegade Cloud", "Aarhus", DK, NORDICS, MSP, REGISTERED, 76, 40),
    PartnerSpec("Aareblick Informatik", "Bern", CH, DACH, RESELLER, REGISTERED, 61, 48, "", Course.SHRINKING),
)

PRODUCTS = tuple(
    ProductSpec(number, name, family, Decimal(price), Decimal(share))
    for number, name, family, price, share in (
        ("NL-BK-100", "Cloud Backup, 100 seats", "Backup", "2400", "0.58"),
        ("NL-BK-500", "Cloud Backup, 500 seats", "Backup", "9800", "0.55"),
        ("NL-BK-SRV", "Server Backup, 1 host", "Backup", "780", "0.60"),
        ("NL-EP-050", "Endpoint Guard, 50 devices", "Security", "1650", "0.62"),
        ("NL-EP-250", "Endpoint Guard, 250 devices", "Security", "6900", "0.59"),
        ("NL-ID-100", "Identity Watch, 100 users", "Security", "1900", "0.51"),
        ("NL-MON-01", "Monitoring, 10 nodes", "Operations", "420", "0.47"),
        ("NL-MON-02", "Monitoring, 100 nodes", "Operations", "3300", "0.45"),
        ("NL-SUP-GD", "Gold support, 1 year", "Services", "2900", "0.70"),
        ("NL-ONB-01", "Onboarding day", "Services", "1450", "0.82"),
        ("NL-TRN-01", "Admin training, per seat", "Services", "390", "0.66"),
        ("NL-ARC-10", "Archive, 10 TB", "Backup", "1200", "0.64"),
    )
)

FIELDS = (
    FieldSpec(
        "support-level",
        "Support level",
        FieldKind.CHOICE,
        ("Standard", "Premium", "Standard", "24 x 7"),
        ("Standard", "Premium", "24 x 7"),
    ),
    FieldSpec("agreement-until", "Agreement until", FieldKind.DATE, ("2027-03-31", "2027-12-31", "2028-06-30")),
    FieldSpec("certified-engineers", "Certified engineers", FieldKind.NUMBER, (4, 9, 2, 0, 6), partner_may_edit=True),
)

NORTHLIGHT = Vendor(
    slug="northlight",
    name="Northlight Cloud",
    currency="USD",
    fiscal_year_start_month=1,
    time_zone="America/Chicago",
    brand_colour="#1d5fd1",
    seed=20_260_101,
    season=(0.82, 0.88, 1.12, 0.92, 0.95, 1.14, 0.84, 0.86, 1.12, 1.0, 1.08, 1.27),
    domain="northlight.example",
    people=PEOPLE,
    partners=PARTNERS,
    products=PRODUCTS,
    fields=FIELDS,
    contact_names=(
        "Ava Thornton",
        "Miguel Santos",
        "Grace Kim",
        "Liam O'Rourke",
        "Ingrid Solberg",
        "Peter Vance",
        "Hana Suzuki",
        "Omar Haddad",
        "Beth Lawson",
        "Felix Brandt",
        "Rosa Delgado",
        "Noel Whitaker",
        "Tessa Grant",
        "Viktor Holm",
        "Yara Mansour",
        "Callum Reid",
        "Elise Moreau",
        "Dmitri Volkov",
        "Joan Pritchard",
        "Samir Patel",
    ),
    monthly_targets=frozenset({"Bluepeak Systems", "Harbourline IT", "Thameside Secure"}),
    allotted_cams=frozenset({JORDAN, ANIKA}),
    predecessor=RAE,
    handed_over=frozenset(
        {
            "Quillstone Networks",
            "Ironbridge Digital",
            "Foxglove Data",
            "Sundial Business Systems",
            "Peat & Harrow",
        }
    ),
)
