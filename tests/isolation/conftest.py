"""The stage for the tests of this folder."""

from tests.isolation.fixtures import stage, whole_stage

__all__ = ["stage", "whole_stage"]
