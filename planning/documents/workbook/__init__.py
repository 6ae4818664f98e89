"""A business plan as a workbook that goes on calculating: change an assumption, and 36 months follow."""

from planning.documents.workbook.book import PlanInWorkbook, plan_workbook

__all__ = ["PlanInWorkbook", "plan_workbook"]
