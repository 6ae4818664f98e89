"""Targets, quotas, and where each partner stands."""

from scorecards.models.standing import Standing
from scorecards.models.target import Quota, Target

__all__ = ["Quota", "Standing", "Target"]
