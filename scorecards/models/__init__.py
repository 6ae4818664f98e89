"""Targets, quotas, metrics, where each partner stands; question sets, and the answers to them."""

from scorecards.models.assessments import Answer, AnsweringTime, AnswerRevision, Assessment
from scorecards.models.bundle import ScorecardBundle
from scorecards.models.goals import Goal
from scorecards.models.metric import Metric, MetricValue
from scorecards.models.peers import PeerScore, PeerSnapshot, PeerStatistic
from scorecards.models.questions import Category, Option, Question, QuestionSet, QuestionSetVersion, Topic
from scorecards.models.rules import DealCohort, DealSizeTarget, ScorecardSettings
from scorecards.models.spread import ProgrammeSpread
from scorecards.models.standing import Standing
from scorecards.models.target import Quota, Target
from scorecards.models.target_batch import TargetBatch

__all__ = [
    "Answer",
    "AnswerRevision",
    "AnsweringTime",
    "Assessment",
    "Category",
    "DealCohort",
    "DealSizeTarget",
    "Goal",
    "Metric",
    "MetricValue",
    "Option",
    "PeerScore",
    "PeerSnapshot",
    "PeerStatistic",
    "ProgrammeSpread",
    "Question",
    "QuestionSet",
    "QuestionSetVersion",
    "Quota",
    "ScorecardBundle",
    "ScorecardSettings",
    "Standing",
    "Target",
    "TargetBatch",
    "Topic",
]
