"""Targets, quotas, where each partner stands; question sets, and the answers to them."""

from scorecards.models.assessments import Answer, AnsweringTime, AnswerRevision, Assessment
from scorecards.models.questions import Category, Option, Question, QuestionSet, QuestionSetVersion, Topic
from scorecards.models.standing import Standing
from scorecards.models.target import Quota, Target

__all__ = [
    "Answer",
    "AnswerRevision",
    "AnsweringTime",
    "Assessment",
    "Category",
    "Option",
    "Question",
    "QuestionSet",
    "QuestionSetVersion",
    "Quota",
    "Standing",
    "Target",
    "Topic",
]
