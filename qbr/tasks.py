"""The work that follows from QBR events."""

from prm.documents.building import build_task
from qbr.operations.build_qbr import build_qbr, fail_qbr

build_requested_qbr = build_task("qbr.build_qbr", build=build_qbr, fail=fail_qbr, seconds=300)
