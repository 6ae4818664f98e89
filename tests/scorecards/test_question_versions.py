"""Drafts are edited and published; what was published never changes, whoever tries."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from prm.events.models import Event
from prm.tenancy.models import TenantModel
from prm.tenancy.owner import connected_as_owner
from prm.tenancy.scope import Reach, TenantScope, in_tenant, tenant_scope
from scorecards.calculations.outlines.nodes import CategoryOutline, OptionOutline, Outline, TopicOutline
from scorecards.enums import QuestionKind, VersionState
from scorecards.models import Category, Option, Question, QuestionSet, QuestionSetVersion, Topic
from scorecards.operations.question_sets.editing import (
    move,
    remove,
    save_category,
    save_question,
    save_topic,
    switch,
)
from scorecards.operations.question_sets.sets import FieldUnknown, change_question_set, create_question_set
from scorecards.operations.question_sets.versions import (
    DraftThere,
    Frozen,
    LastVersion,
    NotPublishable,
    discard_draft,
    publish,
    replace_draft,
    start_draft,
)
from scorecards.queries.outlines import outline_of
from tests.cast import NOW, Cast
from tests.scorecards.outlines import a_question, an_outline

TWO = (a_question("one"), a_question("two"))


@pytest.fixture
def acme(cast: Cast) -> Iterator[Cast]:
    with in_tenant(cast.acme.pk):
        yield cast


def a_draft(cast: Cast, outline: Outline | None = None, name: str = "Health") -> QuestionSetVersion:
    question_set = create_question_set(name=name, by=cast.olga, at=NOW)
    return replace_draft(question_set=question_set, outline=outline or an_outline(*TWO), by=cast.olga, at=NOW)


def a_published(cast: Cast, outline: Outline | None = None) -> QuestionSetVersion:
    return publish(version=a_draft(cast, outline), note="First", by=cast.olga, at=NOW)


def test_a_new_set_has_an_empty_draft_and_a_key_of_its_own(acme: Cast) -> None:
    keys = [create_question_set(name="Über uns", by=acme.olga, at=NOW).key for _ in range(2)]
    assert keys == ["uber-uns", "uber-uns-2"]
    assert [version.state for version in QuestionSetVersion.objects.all()] == [VersionState.DRAFT] * 2


def test_name_and_thresholds_change_without_a_version(acme: Cast) -> None:
    version = a_published(acme)
    changed = change_question_set(
        question_set=version.question_set, values={"name": "Checkup", "green_from_percent": 80}, by=acme.olga, at=NOW
    )
    assert QuestionSet.objects.get(pk=changed.pk).green_from_percent == 80
    assert Event.objects.filter(name="scorecards.question_set.changed").exists()
    with pytest.raises(FieldUnknown):
        change_question_set(question_set=changed, values={"key": "x"}, by=acme.olga, at=NOW)


def test_publishing_freezes_the_draft_and_retires_the_one_before(acme: Cast) -> None:
    first = a_published(acme)
    second = publish(
        version=start_draft(question_set=first.question_set, by=acme.olga, at=NOW), note="", by=acme.olga, at=NOW
    )
    states = QuestionSetVersion.objects.order_by("number").values_list("number", "state", "published_by")
    assert list(states) == [(1, "retired", acme.olga.pk), (2, "published", acme.olga.pk)]
    assert outline_of(first) == outline_of(second)


def test_a_set_has_one_draft_at_a_time(acme: Cast) -> None:
    question_set = a_published(acme).question_set
    start_draft(question_set=question_set, by=acme.olga, at=NOW)
    with pytest.raises(DraftThere):
        start_draft(question_set=question_set, by=acme.olga, at=NOW)


def test_a_draft_can_be_thrown_away_unless_it_is_all_there_is(acme: Cast) -> None:
    question_set = a_published(acme).question_set
    discard_draft(version=start_draft(question_set=question_set, by=acme.olga, at=NOW), by=acme.olga, at=NOW)
    assert question_set.versions.get().number == 1
    with pytest.raises(LastVersion):
        discard_draft(version=a_draft(acme, name="Other"), by=acme.olga, at=NOW)


UNFIT = {
    "No question is asked. Add one, or switch one on.": an_outline(a_question(is_active=False)),
    "“How is stock?” needs at least two options.": an_outline(a_question(options=())),
    "“How is stock?” has no score for “B”. Give every option a score, or mark the question as not scored.": an_outline(
        a_question(options=(OptionOutline("A", Decimal(100)), OptionOutline("B")))
    ),
    "“How is stock?” has the same option twice.": an_outline(
        a_question(options=(OptionOutline("A", Decimal(100)), OptionOutline("a", Decimal(0))))
    ),
    "“How is stock?” aims for 100, but its options reach 90 at most. Lower the best practice score, or raise an"
    " option's.": an_outline(a_question(options=(OptionOutline("A", Decimal(90)), OptionOutline("B", Decimal(0))))),
    "“How is stock?” needs the number that scores 0 and the number that scores 100.": an_outline(
        a_question(kind=QuestionKind.NUMBER, options=(), number_full=Decimal(5))
    ),
    "“How is stock?” scores 0 and 100 at the same number. Make them differ.": an_outline(
        a_question(kind=QuestionKind.NUMBER, options=(), number_zero=Decimal(5), number_full=Decimal(5))
    ),
    "All scored questions of “Basics” weigh 0. Give one a weight, or mark them as not scored.": an_outline(
        a_question(weight=Decimal(0))
    ),
    "All categories that partners see weigh 0, so there is no overall score. Give one a weight.": an_outline(
        weight=Decimal(0)
    ),
    "“Fit” has no topic. Add one, or switch the category off.": Outline(
        (CategoryOutline("fit", "Fit"), *an_outline(key="other").categories)
    ),
    "“Void” has no question. Add one, or switch the topic off.": Outline(
        (
            replace(
                an_outline().categories[0], topics=(*an_outline().categories[0].topics, TopicOutline("void", "Void"))
            ),
        )
    ),
}


@pytest.mark.parametrize("sentence", UNFIT)
def test_what_cannot_be_answered_is_not_published(acme: Cast, sentence: str) -> None:
    draft = a_draft(acme, UNFIT[sentence])
    with pytest.raises(NotPublishable) as refused:
        publish(version=draft, by=acme.olga, at=NOW)
    assert [problem.sentence for problem in refused.value.problems] == [sentence]
    assert QuestionSetVersion.objects.get(pk=draft.pk).state == VersionState.DRAFT


def test_questions_that_are_not_scored_need_no_scores(acme: Cast) -> None:
    options = (OptionOutline("A"), OptionOutline("B"))
    assert a_published(acme, an_outline(a_question(is_scored=False, options=options))).published_at == NOW


def test_parts_are_added_changed_moved_switched_and_removed(acme: Cast) -> None:
    draft = a_draft(acme)
    [topic] = Topic.objects.filter(version=draft)
    three = save_question(topic=topic, said=replace(a_question(""), text="And three?"))
    assert (three.key, three.position) == ("and-three", 3)
    move(part=three, up=True)
    move(part=Question.objects.get(key="one"), up=True)
    switch(part=three, is_active=False)
    save_question(topic=topic, said=a_question("two", text="Which two?"), question=Question.objects.get(key="two"))
    remove(part=Question.objects.get(key="one"))
    assert [(question.key, question.text, question.is_active) for *_, question in outline_of(draft).walk()] == [
        ("and-three", "And three?", False),
        ("two", "Which two?", True),
    ]


def test_a_key_stays_when_the_words_change(acme: Cast) -> None:
    draft = a_draft(acme)
    category = Category.objects.get(version=draft)
    save_category(version=draft, said=CategoryOutline("", "Another name"), category=category)
    assert Category.objects.get(version=draft).key == "fit"


def test_hiding_a_category_hides_all_that_is_below_it(acme: Cast) -> None:
    draft = a_draft(acme)
    category = Category.objects.get(version=draft)
    for hidden in (True, False):
        save_category(version=draft, said=CategoryOutline("", "Fit", is_internal=hidden), category=category)
        for model in (Topic, Question, Option):
            assert set(model.objects.filter(version=draft).values_list("is_internal", flat=True)) == {hidden}


def test_what_moves_into_an_internal_category_is_hidden(acme: Cast) -> None:
    draft = a_draft(acme)
    internal = save_category(version=draft, said=CategoryOutline("", "Ours", is_internal=True))
    topic = Topic.objects.get(version=draft)
    save_topic(category=internal, said=TopicOutline("", "Basics"), topic=topic)
    for model in (Topic, Question, Option):
        assert not model.objects.filter(version=draft, is_internal=False).exists()


def test_no_operation_changes_a_published_version(acme: Cast) -> None:
    version = a_published(acme)
    category, topic = Category.objects.get(version=version), Topic.objects.get(version=version)
    question = Question.objects.get(version=version, key="one")
    for attempt in (
        lambda: publish(version=version, by=acme.olga, at=NOW),
        lambda: discard_draft(version=version, by=acme.olga, at=NOW),
        lambda: save_category(version=version, said=CategoryOutline("", "New"), category=category),
        lambda: save_topic(category=category, said=TopicOutline("", "New"), topic=topic),
        lambda: save_question(topic=topic, said=a_question("one"), question=question),
        lambda: switch(part=question, is_active=False),
        lambda: move(part=question, up=False),
        lambda: remove(part=question),
    ):
        with pytest.raises(Frozen):
            attempt()


PARTS: tuple[Any, ...] = (Category, Topic, Question, Option)
WRITES: dict[str, Any] = {
    "change": lambda rows: rows.update(position=9),
    "remove": lambda rows: rows.delete(),
    "add": lambda rows: type(rows[0])(**_copy(rows[0])).save(),
}


def _copy(row: TenantModel) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: value for name, value in values.items() if name != "id"} | ({"key": "x"} if "key" in values else {})


@pytest.mark.parametrize("model", PARTS)
@pytest.mark.parametrize("write", WRITES)
def test_the_database_itself_refuses_to_change_a_published_version(acme: Cast, model: Any, write: str) -> None:
    version = a_published(acme)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        WRITES[write](model.objects.filter(version=version))


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.RETIRED])
def test_a_published_version_can_only_retire(acme: Cast, state: VersionState) -> None:
    rows = QuestionSetVersion.objects.filter(pk=a_published(acme).pk)
    values = {"state": state} | ({"note": "Other words"} if state is VersionState.RETIRED else {})
    for write in (lambda: rows.update(**values), rows.delete):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            write()


def test_a_set_with_a_published_version_cannot_be_removed(acme: Cast) -> None:
    question_set = a_published(acme).question_set
    with pytest.raises(DatabaseError, match="cannot be removed"), transaction.atomic():
        QuestionSet.objects.filter(pk=question_set.pk).delete()


def test_a_part_of_a_draft_cannot_move_into_a_published_version(acme: Cast) -> None:
    version = a_published(acme)
    draft = start_draft(question_set=version.question_set, by=acme.olga, at=NOW)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Option.objects.filter(version=draft).update(version=version)


@pytest.mark.django_db(transaction=True)
def test_the_role_that_removes_whole_tenants_may() -> None:
    from tests.cast import make_cast

    cast = make_cast()
    with in_tenant(cast.acme.pk):
        a_published(cast)
    with connected_as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE prm_maint")
        cursor.execute("DELETE FROM scorecards_questionset WHERE tenant_id = %s", [cast.acme.pk])
        cursor.execute("SELECT count(*) FROM scorecards_option")
        assert cursor.fetchone() == (0,)


def test_nobody_below_operations_writes_questions(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        a_draft(cast)
    for reach in (Reach.CAM, Reach.PARTNER):
        scope = TenantScope(
            cast.acme.pk,
            reach,
            membership_id=cast.bob.pk,
            partner_id=cast.polaris.pk if reach is Reach.PARTNER else None,
        )
        with tenant_scope(scope), transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
            Question.objects.update(text="Mine")
