"""The question sets that every tenant begins with."""

from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import override_settings

from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from scorecards.calculations.outlines.problems import problems_of
from scorecards.enums import QuestionKind, VersionState
from scorecards.models import Category, Option, Question, QuestionSet, QuestionSetVersion, Topic
from scorecards.operations.question_sets.defaults import DefaultSet, default_sets, ensure_default_sets
from scorecards.queries.outlines import outline_of
from tests.cast import Cast

METRICS = {
    "fit": ["Philosophy", "Verticals", "Openness", "Commitment", "Record"],
    "profile": [
        "Vertical expertise",
        "Functional expertise",
        "Product portfolio",
        "Services portfolio",
        "Key accounts",
    ],
    "capability": ["Pre-sales", "Technical sales", "Deployment", "Support", "Renewals", "Managed services"],
    "activation": ["Commitment to a plan", "Investment", "Co-sell", "Deal registration", "Deal progression"],
    "performance": [
        "Performance to plan",
        "Pipeline to target",
        "Average deal size",
        "Training and certificates",
        "Required tasks",
    ],
}


def named(key: str) -> DefaultSet:
    return next(each for each in default_sets() if each.about["key"] == key)


def test_every_default_set_can_be_published() -> None:
    assert {each.about["key"]: problems_of(each.outline) for each in default_sets()} == {
        "capabilities": [],
        "recruiting": [],
        "six-c": [],
    }


def test_the_capabilities_set_asks_about_all_metrics_of_the_five_groups() -> None:
    shared = [category for category in named("capabilities").outline.categories if not category.is_internal]
    assert {category.key: [topic.name for topic in category.topics] for category in shared} == METRICS


def test_the_capabilities_set_is_about_forty_questions_of_every_kind() -> None:
    outline = named("capabilities").outline
    kinds = Counter(question.kind for category, _, question in outline.walk() if not category.is_internal)
    assert kinds.total() == 40
    assert set(kinds) == set(QuestionKind)
    assert sum(category.is_internal for category in outline.categories) == 1


def test_the_shorter_sets_have_twelve_questions_each() -> None:
    assert [named(key).outline.question_count for key in ("recruiting", "six-c")] == [12, 12]


@pytest.mark.parametrize("key", ["capabilities", "recruiting", "six-c"])
def test_graduated_answers_rise_from_0_to_100_and_say_what_is_best(key: str) -> None:
    for _, _, question in named(key).outline.walk():
        if question.kind is QuestionKind.GRADUATED:
            assert [option.score for option in question.options] == [Decimal(step) for step in (0, 25, 50, 75, 100)]
            assert question.best_practice_text


@override_settings(DEFAULT_QUESTION_SETS=True)
def test_a_new_tenant_has_them_published_without_anybody_doing_anything(db: None) -> None:

    tenant = Tenant.objects.create(slug="fresh", name="Fresh")
    with in_tenant(tenant.pk):
        versions = QuestionSetVersion.objects.order_by("id").values_list("question_set__key", "number", "state")
        assert list(versions) == [(key, 1, VersionState.PUBLISHED) for key in ("capabilities", "recruiting", "six-c")]
        assert ensure_default_sets() == []


def test_what_is_in_the_database_is_what_the_file_says(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        ensure_default_sets()
        for question_set in QuestionSet.objects.all():
            version = question_set.versions.get()
            assert outline_of(version) == named(question_set.key).outline


def test_whatever_is_below_an_internal_category_is_internal(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        ensure_default_sets()
        internal = Category.objects.get(is_internal=True)
        topics = Topic.objects.filter(category=internal)
        questions = Question.objects.filter(topic__in=topics)
        options = Option.objects.filter(question__in=questions)
        for rows in (topics, questions, options):
            assert rows.exists() and not rows.filter(is_internal=False).exists()
        assert Question.objects.filter(is_internal=True).count() == questions.count() == 5


def test_a_missing_set_is_added_and_the_others_are_left_alone(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        ensure_default_sets()
        QuestionSet.objects.filter(key="recruiting").update(key="our-recruiting", name="Ours")
        assert [each.key for each in ensure_default_sets()] == ["recruiting"]
        assert QuestionSet.objects.count() == 4


def test_tenants_from_before_get_them_by_a_command(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("add_question_sets")
    call_command("add_question_sets")
    names = "Capabilities scorecard, Recruiting check, Six-C check"
    assert capsys.readouterr().out == f"acme: {names}\nglobex: {names}\n"
