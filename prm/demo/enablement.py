"""Who at the partners holds which certificate, and what each partner must do."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask, TaskTemplate
from partners.models import Contact, Partner
from prm.demo.history import History
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import Course, PartnerSpec, Vendor
from prm.demo.vendors.training import TRAINING, AskedSpec, CourseSpec, TrainingSpec
from prm.kernel.fiscal import add_months

type Pair = tuple[Contact, CourseSpec]
_ENGINEERS = 3
_UNTRAINED = (Course.NEW, Course.RECRUITED)


def plant_training(vendor: Vendor, profiles: Profiles, history: History) -> None:
    """Write certifications, requirements, templates, certificates and tasks: some held, some expired, some late."""
    training = TRAINING[vendor.slug]
    courses = {spec.number: _certification(spec) for spec in training.courses}
    Certification.objects.bulk_create(courses.values())
    CertificateRequirement.objects.bulk_create(_requirement(spec, courses) for spec in training.asked)
    templates = [
        ours(TaskTemplate(name=name, kind=kind, due_days_after_joining=days)) for name, kind, days in training.newcomers
    ]
    TaskTemplate.objects.bulk_create(templates)
    people = _people(vendor, profiles, history)
    Certificate.objects.bulk_create(_certificates(vendor, training, profiles, courses, people, history))
    RequiredTask.objects.bulk_create(_tasks(vendor, training, profiles, templates, history))


def _certification(spec: CourseSpec) -> Certification:
    return ours(Certification(external_id=spec.number, name=spec.name, family=spec.family, valid_months=spec.months))


def _requirement(spec: AskedSpec, courses: dict[str, Certification]) -> CertificateRequirement:
    return ours(
        CertificateRequirement(
            tier=spec.tier,
            label=spec.label,
            certification=courses.get(spec.course),
            family=spec.family,
            count=spec.count,
        )
    )


def _people(vendor: Vendor, profiles: Profiles, history: History) -> dict[str, list[Contact]]:
    """The partners' contacts, with engineers for those that must have many; one of them has left since."""
    found: dict[str, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.select_related("partner").order_by("partner__name", "-is_primary", "name"):
        found[contact.partner.name].append(contact)
    top = TRAINING[vendor.slug].reviewed_tiers
    engineers = []
    for number, spec in enumerate(vendor.partners):
        if spec.tier in top:
            taken = {contact.name for contact in found[spec.name]}
            free = [name for name in vendor.contact_names if name not in taken]
            for position in range(_ENGINEERS):
                name = free[(number + position) % len(free)]
                left = history.ago(45 + number) if number % 4 == 0 and position == _ENGINEERS - 1 else None
                engineers.append(_engineer(profiles[spec.name], name, left))
                found[spec.name].append(engineers[-1])
    Contact.objects.bulk_create(engineers)
    return found


def _engineer(partner: Partner, name: str, left_date: date | None) -> Contact:
    mail = "".join(letter for letter in name.split(maxsplit=1)[1].lower() if letter.isascii() and letter.isalnum())
    return ours(
        Contact(
            partner=partner,
            name=name,
            job_title="Engineer",
            email=f"{mail}@{partner.website.removeprefix('https://')}",
            left_date=left_date,
        )
    )


def _certificates(
    vendor: Vendor,
    training: TrainingSpec,
    profiles: Profiles,
    courses: dict[str, Certification],
    people: dict[str, list[Contact]],
    history: History,
) -> list[Certificate]:
    made = []
    for number, spec in enumerate(vendor.partners):
        pairs = list(_pairs(training, spec, number, people[spec.name]))
        for position, (contact, course) in enumerate(pairs):
            expires = _last_day(course, spec, number, position, len(pairs), history)
            made.append(_certificate(profiles[spec.name], contact, courses[course.number], course, expires, history))
        if pairs and number % 6 == 0 and (course := pairs[0][1]).months:
            before = history.ago(200)
            made.append(_certificate(profiles[spec.name], pairs[0][0], courses[course.number], course, before, history))
    return made


def _pairs(training: TrainingSpec, spec: PartnerSpec, number: int, people: list[Contact]) -> Iterator[Pair]:
    """Who learned what: all that the tier asks for, one short at every fourth partner; newcomers have just begun."""
    if spec.course in _UNTRAINED or not people:
        return
    asked = [each for each in training.asked if each.tier in ("", spec.tier)]
    seen: set[tuple[str, str]] = set()
    for place, each in enumerate(asked):
        fitting = [
            course for course in training.courses if each.course == course.number or each.family == course.family
        ]
        held = each.count - (1 if number % 4 == 2 and place == 0 else 0)
        for position in range(held):
            course, contact = fitting[position % len(fitting)], people[(position + place) % len(people)]
            if (contact.name, course.number) not in seen:
                seen.add((contact.name, course.number))
                yield contact, course
    course = training.courses[1]
    yield from ((who, course) for who in people if who.left_date and (who.name, course.number) not in seen)


def _last_day(
    course: CourseSpec, spec: PartnerSpec, number: int, position: int, count: int, history: History
) -> date | None:
    """A few months ahead for most; for some partners the last certificate runs out soon, or has."""
    if course.months is None:
        return None
    is_last = position == max(count - 2, 0)
    if spec.course is Course.SILENT or (number % 5 == 3 and is_last):
        return history.ago(15 + number * 2)
    if number % 3 == 0 and is_last:
        return history.last + timedelta(days=12 + number * 7 % 70)
    return history.last + timedelta(days=100 + (number * 37 + position * 53) % 220)


def _certificate(
    partner: Partner,
    contact: Contact,
    certification: Certification,
    course: CourseSpec,
    expires: date | None,
    history: History,
) -> Certificate:
    issued = history.ago(320) if expires is None else add_months(expires, -(course.months or 0))
    return ours(
        Certificate(
            partner=partner, contact=contact, certification=certification, issued_date=issued, expires_date=expires
        )
    )


def _tasks(
    vendor: Vendor, training: TrainingSpec, profiles: Profiles, templates: list[TaskTemplate], history: History
) -> list[RequiredTask]:
    tasks = []
    for number, spec in enumerate(vendor.partners):
        partner = profiles[spec.name]
        if spec.course in _UNTRAINED:
            asked = list(_for_newcomers(partner, templates))
        else:
            asked = list(_for_everybody(partner, spec.tier in training.reviewed_tiers, history))
        for position, task in enumerate(asked):
            task.done_date = _done(task.due_date, number, position, history)
        tasks += asked
    return tasks


def _for_newcomers(partner: Partner, templates: list[TaskTemplate]) -> Iterator[RequiredTask]:
    for template in templates:
        assert partner.joined_date is not None and template.due_days_after_joining is not None
        due = partner.joined_date + timedelta(days=template.due_days_after_joining)
        yield ours(
            RequiredTask(partner=partner, template=template, name=template.name, kind=template.kind, due_date=due)
        )


def _for_everybody(partner: Partner, is_reviewed: bool, history: History) -> Iterator[RequiredTask]:
    """The plan of each year, the agreement, and a review each quarter for the tiers that get one."""
    this_year = history.calendar.year_of(history.last)
    for year in (this_year - 1, this_year, this_year + 1):
        start = history.calendar.year(year).start_date
        yield _task(partner, f"Business plan {year}", "plan", start + timedelta(days=30))
        if is_reviewed:
            for quarter in history.calendar.quarters(year):
                if quarter.start_date <= history.last:
                    yield _task(
                        partner, f"Quarterly review, {quarter.label}", "qbr", quarter.end_date + timedelta(days=21)
                    )
    yield _task(partner, "Confirm data processing terms", "contract", history.ago(-25))


def _task(partner: Partner, name: str, kind: str, due: date) -> RequiredTask:
    return ours(RequiredTask(partner=partner, name=name, kind=kind, due_date=due))


def _done(due: date, number: int, position: int, history: History) -> date | None:
    """Mostly on time; now and then late; what fell due lately is still open at some partners."""
    if due > history.last:
        return None
    turn = (number * 5 + position * 3) % 8
    if turn == 3 or (turn == 5 and (history.last - due).days < 90):
        late = due + timedelta(days=6 + number % 9)
        return late if late <= history.last and turn == 3 else None
    return due - timedelta(days=turn + number % 4)
