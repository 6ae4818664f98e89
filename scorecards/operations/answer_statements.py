"""The three statements that an answer takes, written by hand: the one request that people wait for 40 times in a row.

They say the same as the querysets of `queries/rounds.py` and the models would; policies of the scope apply to them too.
"""

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from partners.models import Partner
from prm.tenancy.scope import require_tenant_id
from scorecards.calculations.capabilities import AnswerValue
from scorecards.enums import Side
from scorecards.models import Assessment, QuestionSet, QuestionSetVersion
from scorecards.operations.keeping import Kept, KeptAnswers
from scorecards.operations.stopwatch import COUNT

_ROUND = ("id", "tenant_id", "partner_id", "question_set_id", "version_id", "closed_at")
_VERSION = ("id", "tenant_id", "question_set_id", "number", "state")
_SET = ("id", "tenant_id", "key", "name", "green_from_percent", "yellow_from_percent", "provisional_below_percent")
_PARTNER = ("id", "tenant_id", "name", "type", "tier", "life_stage")
_PARTS = (("assessment", _ROUND), ("version", _VERSION), ("question_set", _SET), ("partner", _PARTNER))

_LOCK = f"""
    SELECT {", ".join(f"{table}.{column}" for table, columns in _PARTS for column in columns)}
    FROM scorecards_assessment assessment
    JOIN scorecards_questionsetversion version
        ON version.tenant_id = assessment.tenant_id AND version.id = assessment.version_id
    JOIN scorecards_questionset question_set
        ON question_set.tenant_id = version.tenant_id AND question_set.id = version.question_set_id
    JOIN partners_partner partner ON partner.tenant_id = assessment.tenant_id AND partner.id = assessment.partner_id
    WHERE assessment.tenant_id = %s AND assessment.id = %s
    FOR UPDATE OF assessment
"""  # noqa: S608  names from the constants above

_ANSWERS = """
    SELECT side, question_id, choices, number, text, is_not_applicable, answered_at, revision, is_carried, evidence,
        confidence
    FROM scorecards_answer WHERE tenant_id = %s AND assessment_id = %s
"""

_WRITE = f"""
    WITH history AS (
        INSERT INTO scorecards_answerrevision (id, tenant_id, assessment_id, partner_id, question_id, side, choices,
            number, text, is_not_applicable, score, evidence, confidence, answered_by_id, answered_as, answered_at,
            is_internal, revision, delivery)
        VALUES (%(revision_id)s, %(tenant)s, %(assessment)s, %(partner)s, %(question)s, %(side)s, %(choices)s,
            %(number)s, %(text)s, %(is_not_applicable)s, %(score)s, %(evidence)s, %(confidence)s, %(member)s, %(role)s,
            %(at)s, %(is_internal)s, %(revision)s, %(delivery)s)
    ), answer AS (
        INSERT INTO scorecards_answer AS kept (id, tenant_id, assessment_id, partner_id, question_id, side, choices,
            number, text, is_not_applicable, score, evidence, confidence, answered_by_id, answered_as, answered_at,
            is_internal, revision, is_carried)
        VALUES (%(answer_id)s, %(tenant)s, %(assessment)s, %(partner)s, %(question)s, %(side)s, %(choices)s,
            %(number)s, %(text)s, %(is_not_applicable)s, %(score)s, %(evidence)s, %(confidence)s, %(member)s, %(role)s,
            %(at)s, %(is_internal)s, %(revision)s, false)
        ON CONFLICT (tenant_id, assessment_id, question_id, side) DO UPDATE SET
            choices = excluded.choices, number = excluded.number, text = excluded.text,
            is_not_applicable = excluded.is_not_applicable, score = excluded.score, evidence = excluded.evidence,
            confidence = excluded.confidence, answered_by_id = excluded.answered_by_id,
            answered_as = excluded.answered_as, answered_at = excluded.answered_at, revision = excluded.revision,
            is_carried = false
    ), round AS (
        UPDATE scorecards_assessment SET overall = %(overall)s, completeness = %(completeness)s
        WHERE tenant_id = %(tenant)s AND id = %(assessment)s
    )
    {COUNT}
"""  # noqa: S608  a constant


def locked_round(assessment_id: UUID) -> Assessment | None:
    """The round, with what it takes to know what it asks; None where the scope has no such round.

    Everybody else who changes the round waits until this transaction is over. Columns that are left out are read when
    somebody asks for them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [require_tenant_id(), assessment_id])
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    assessment = Assessment.from_db("default", _ROUND, [next(values) for _ in _ROUND])
    version = QuestionSetVersion.from_db("default", _VERSION, [next(values) for _ in _VERSION])
    version.question_set = QuestionSet.from_db("default", _SET, [next(values) for _ in _SET])
    assessment.version, assessment.question_set = version, version.question_set
    assessment.partner = Partner.from_db("default", _PARTNER, [next(values) for _ in _PARTNER])
    return assessment


def kept_answers(assessment: Assessment) -> KeptAnswers:
    """Every answer of a round that the scope reaches."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, [assessment.tenant_id, assessment.pk])
        return {(Side(side), question_id): _kept(*rest) for side, question_id, *rest in cursor.fetchall()}


def _kept(choices: str, number: Any, text: str, is_not_applicable: bool, *rest: Any) -> Kept:
    return Kept(AnswerValue(_chosen(choices), number, text, is_not_applicable), *rest)


# A round's answers are read with every answer that is given, and choose among the same few options.
@lru_cache(maxsize=10_000)
def _chosen(choices: str) -> tuple[UUID, ...]:
    return tuple(UUID(each) for each in json.loads(choices))


def write_answer(values: dict[str, Any]) -> None:
    """Keep an answer, its entry in the history, the round's figures and the stopwatch, in one go.

    An answer of the same side to the same question is replaced.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
