"""Programmes, the levels that partners have in them, and the history of life stages."""

from programs.models.program import Program, ProgramVersion
from programs.models.review import TierException, TierReview
from programs.models.stage import StageChange
from programs.models.tier import PartnerTier

__all__ = ["PartnerTier", "Program", "ProgramVersion", "StageChange", "TierException", "TierReview"]
