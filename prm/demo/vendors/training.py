"""What the made-up vendors teach, ask of their tiers, and ask newcomers to do."""

from dataclasses import dataclass

from enablement.enums import TaskKind


@dataclass(frozen=True)
class CourseSpec:
    """A certification: its number, name and family, and for how many months it is worth something."""

    number: str
    name: str
    family: str
    months: int | None


@dataclass(frozen=True)
class AskedSpec:
    """What a tier asks for: `count` of a course, by number, or of a family. An empty tier asks every partner."""

    tier: str
    label: str
    count: int
    course: str = ""
    family: str = ""


@dataclass(frozen=True)
class TrainingSpec:
    """All of it for one vendor."""

    courses: tuple[CourseSpec, ...]
    asked: tuple[AskedSpec, ...]
    newcomers: tuple[tuple[str, TaskKind, int], ...]
    reviewed_tiers: frozenset[str]


_NEWCOMERS = (
    ("Sign the partner agreement", TaskKind.CONTRACT, 14),
    ("Name two people for training", TaskKind.ONBOARDING, 30),
    ("First joint business plan", TaskKind.PLAN, 60),
    ("First demo for a customer", TaskKind.ONBOARDING, 90),
)

TRAINING = {
    "northlight": TrainingSpec(
        courses=(
            CourseSpec("NL-C-FND", "Northlight Foundations", "Foundation", None),
            CourseSpec("NL-C-BK", "Backup Specialist", "Technical", 24),
            CourseSpec("NL-C-SEC", "Security Specialist", "Technical", 24),
            CourseSpec("NL-C-OPS", "Monitoring Engineer", "Technical", 24),
            CourseSpec("NL-C-SAL", "Sales Professional", "Sales", 12),
            CourseSpec("NL-C-DES", "Solution Designer", "Sales", 18),
        ),
        asked=(
            AskedSpec("Platinum", "Backup specialists", 2, course="NL-C-BK"),
            AskedSpec("Platinum", "Security specialists", 2, course="NL-C-SEC"),
            AskedSpec("Platinum", "Certified sales people", 2, family="Sales"),
            AskedSpec("Gold", "Technical certificates", 2, family="Technical"),
            AskedSpec("Gold", "Certified sales people", 1, family="Sales"),
            AskedSpec("Silver", "Technical certificates", 1, family="Technical"),
            AskedSpec("", "Foundations", 1, course="NL-C-FND"),
        ),
        newcomers=_NEWCOMERS,
        reviewed_tiers=frozenset({"Platinum", "Gold"}),
    ),
    "alpenrad": TrainingSpec(
        courses=(
            CourseSpec("AR-C-BAT", "Battery Safety", "Workshop", 12),
            CourseSpec("AR-C-MEC", "Certified Mechanic", "Workshop", 24),
            CourseSpec("AR-C-FIT", "Fitting and Selling", "Shop", 36),
        ),
        asked=(
            AskedSpec("Partner plus", "Certified mechanics", 2, course="AR-C-MEC"),
            AskedSpec("Partner plus", "Fitting and selling", 1, course="AR-C-FIT"),
            AskedSpec("Partner", "Certified mechanics", 1, course="AR-C-MEC"),
            AskedSpec("", "Battery safety", 1, course="AR-C-BAT"),
        ),
        newcomers=_NEWCOMERS,
        reviewed_tiers=frozenset({"Partner plus"}),
    ),
}
