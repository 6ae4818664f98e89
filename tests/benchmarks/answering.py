"""Answer to saved-and-rescored, the whole request, against its statements, its fragment and an empty page."""

from collections.abc import Callable
from itertools import cycle
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.template.response import TemplateResponse
from django.test import override_settings
from django.utils import timezone

from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.models import new_id
from prm.tenancy.scope import in_tenant, tenant_scope
from scorecards.calculations.capabilities import AnswerValue
from scorecards.models import Assessment, QuestionSet
from scorecards.operations.answering import answer_question
from scorecards.operations.question_sets.defaults import ensure_default_sets
from scorecards.operations.rounds import start_round
from scorecards.queries.rounds import asked_in, rounds
from scorecards.rules import side_of
from tests.benchmarks.database import analyze, make_tenant
from tests.benchmarks.measuring import Result, best_of
from tests.benchmarks.pages import Recorder, Visitor

ROUNDS = 40
BAR = 1.3


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def run() -> list[Result]:
    """One line: the default set of 45 questions, answered by both sides, one answer changed back and forth."""
    tenant = make_tenant("bench-answers", partners=40)
    with in_tenant(tenant.pk):
        cam = Membership.objects.get(role="cam")
        assessment = _filled_round(cam)
        question = next(each for each in asked_in(assessment).questions.values() if each.choices)
        options = [choice.id for choice in question.choices[:2]]
    analyze()
    visitor = Visitor(tenant, cam)
    change = _Change(visitor, assessment, question.id, options)
    ours, *floors = best_of(ROUNDS, change.send, change.bare_sql, change.render(), lambda: visitor.opens("nothing/"))
    return [Result("answer to saved and rescored", ours, sum(floors), BAR)]


def _filled_round(cam: Membership) -> Assessment:
    """A round with an answer to every question that has options, of both sides."""
    ensure_default_sets()
    partner = Partner.objects.get(external_id="AC-1")
    question_set = QuestionSet.objects.get(key="capabilities")
    pk = start_round(partner=partner, question_set=question_set, by=cam, at=timezone.now()).pk
    assessment = rounds().get(pk=pk)
    for question in asked_in(assessment).questions.values():
        value = AnswerValue(choices=(question.choices[1].id,)) if question.choices else AnswerValue(text="")
        answer_question(
            assessment=assessment,
            question_id=question.id,
            side=side_of(cam),
            value=value,
            by=cam,
            at=timezone.now(),
            evidence="Seen in the last review",
        )
    _answer_for_partner(assessment)
    return assessment


def _answer_for_partner(assessment: Assessment) -> None:
    """The same answers from the other side."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO scorecards_answer (id, tenant_id, assessment_id, partner_id, question_id, side, choices, number,
                text, is_not_applicable, score, evidence, confidence, answered_by_id, answered_as, answered_at,
                is_internal, revision, is_carried)
            SELECT gen_random_uuid(), tenant_id, assessment_id, partner_id, question_id, 'partner', choices, number,
                text, is_not_applicable, score, '', '', NULL, 'member', answered_at, is_internal, 1, false
            FROM scorecards_answer WHERE assessment_id = %s AND NOT is_internal
            """,
            [assessment.pk],
        )


class _Change:
    """One answer, changed to and fro: as a request, and as the bare statements of that request."""

    def __init__(self, visitor: Visitor, assessment: Assessment, question_id: UUID, options: list[UUID]) -> None:
        self.visitor, self.assessment, self.question_id = visitor, assessment, question_id
        self.options, self.revision = cycle(options), 1
        self.url = f"/t/{visitor.tenant.slug}/assessments/{assessment.pk}/answers/{question_id}/"
        always = {query.sql for query in visitor.queries("nothing/")}
        recorder = Recorder()
        with connection.execute_wrapper(recorder):
            self.send()
        self.queries = [query for query in recorder.queries if query.sql not in always]

    def send(self) -> TemplateResponse:
        """The whole request."""
        key = self.question_id
        sent = {f"a-{key}": str(next(self.options)), f"r-{key}": str(self.revision), "delivery": str(new_id())}
        self.revision += 1
        response = self.visitor.client.post(self.url, sent, headers={"HX-Request": "true"})
        assert response.status_code == 200, response.status_code
        return response  # type: ignore[return-value]

    def render(self) -> Callable[[], object]:
        """The fragment, with its data in hand."""
        response = self.send()
        return lambda: self.visitor._render(response)

    def bare_sql(self) -> None:
        """Lock and read the round, read its answers, keep what is new; and commit."""
        with tenant_scope(self.visitor.member.scope()), transaction.atomic(), connection.cursor() as cursor:
            for query in self.queries:
                params = self._again(query.params) if isinstance(query.params, dict) else query.params
                cursor.execute(query.sql, params)
                if cursor.description:
                    cursor.fetchall()

    def _again(self, params: dict[str, Any]) -> dict[str, Any]:
        """The same values for another change: with ids, revision and moment of its own."""
        self.revision += 1
        fresh = {name: new_id() for name in ("answer_id", "revision_id", "clock_id", "delivery")}
        return (
            params | fresh | {"revision": self.revision, "at": timezone.now(), "choices": f'["{next(self.options)}"]'}
        )
