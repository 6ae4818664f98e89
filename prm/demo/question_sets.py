"""What operations people are doing with the questions: a draft of the capabilities scorecard, half way."""

from datetime import datetime
from decimal import Decimal

from prm.demo.people import People
from prm.demo.vendors.northlight import NORTHLIGHT
from prm.demo.vendors.spec import Vendor
from prm.people.permissions import Role
from scorecards.calculations.outlines.nodes import OptionOutline, QuestionOutline
from scorecards.enums import QuestionKind
from scorecards.models import Question, QuestionSet, Topic
from scorecards.operations.question_sets.defaults import ensure_default_sets
from scorecards.operations.question_sets.editing import save_question, switch
from scorecards.operations.question_sets.versions import start_draft

DRILL = QuestionOutline(
    key="recovery-drills",
    text="How often do you practise recovery with customers who use our backup?",
    kind=QuestionKind.GRADUATED,
    best_practice_text="Twice a year with every customer, with a written result.",
    guidance="A drill counts when data was restored and somebody checked them.",
    action="Plan one recovery drill with the three largest backup customers this quarter.",
    resources="Drill checklist; report template.",
    options=(
        OptionOutline("Never", Decimal(0)),
        OptionOutline("When a customer asks", Decimal(25)),
        OptionOutline("Once, at the start", Decimal(50)),
        OptionOutline("Every year", Decimal(75)),
        OptionOutline("Twice a year or more", Decimal(100), is_best_practice=True),
    ),
)


def plant_question_sets(vendor: Vendor, people: People, *, at: datetime) -> None:
    """The sets that come with Tandem; where backup is sold, also a draft with one question more and one less."""
    ensure_default_sets()
    if vendor is not NORTHLIGHT:
        return
    by = next(member for member in people.values() if member.role == Role.OPERATIONS)
    draft = start_draft(question_set=QuestionSet.objects.get(key="capabilities"), by=by, at=at)
    save_question(topic=Topic.objects.get(version=draft, key="support"), said=DRILL)
    switch(part=Question.objects.get(version=draft, key="deal-size-trend"), is_active=False)
