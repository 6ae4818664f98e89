"""Workbooks: checked as archives, then read in a child process under limits, which leaves a plain CSV behind."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from prm.imports.reading.archives import refuse_unsafe_archive
from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.limits import Limits

CHILD: Final = Path(__file__).with_name("workbook_child.py")
TAKES_TOO_MUCH: Final = (
    "Reading the workbook took more time or memory than an import may use. Save the sheet as CSV, or copy only the"
    " table into a new workbook."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet written out as CSV, and the names of all sheets of its workbook."""

    csv_path: Path
    name: str
    names: tuple[str, ...]


def extract_sheet(path: Path, *, into: Path, sheet: str, limits: Limits, stop_after: int = 0) -> Sheet:
    """Write the wanted sheet (the first by default) as CSV into a folder. `stop_after` rows are enough for a preview.

    Raises UnreadableFile with a sentence that says what to do.
    """
    refuse_unsafe_archive(path, limits=limits)
    csv_path = into / "sheet.csv"
    answer = _run_child(path, csv_path, sheet=sheet, limits=limits, stop_after=stop_after)
    if "error" in answer:
        raise UnreadableFile(answer["error"])
    return Sheet(csv_path, answer["sheet"], tuple(answer["sheets"]))


def _run_child(path: Path, csv_path: Path, *, sheet: str, limits: Limits, stop_after: int) -> dict[str, Any]:
    options = {
        "sheet": sheet,
        "rows": limits.rows,
        "columns": limits.columns,
        "cpu": limits.child_cpu_seconds,
        "memory": limits.child_memory_bytes,
        "stop_after": stop_after,
    }
    command = [sys.executable, "-I", str(CHILD), str(path), str(csv_path), json.dumps(options)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=limits.child_cpu_seconds * 2, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(TAKES_TOO_MUCH) from error
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode < 0:
        raise UnreadableFile(TAKES_TOO_MUCH)
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableFile(
            "The workbook cannot be read; it may be damaged. Open it, save it again as XLSX or CSV, and upload that."
        ) from error
    return dict(answer)
