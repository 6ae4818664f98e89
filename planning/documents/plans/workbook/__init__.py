"""A business plan as a workbook that goes on calculating: change an assumption, and 36 months follow."""

from planning.documents.plans.workbook.book import PlanInWorkbook, plan_workbook

__all__ = ["PlanInWorkbook", "plan_workbook"]
