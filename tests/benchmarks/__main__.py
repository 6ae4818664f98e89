"""`bin/bench`: name, ours, floor, ratio, bar; exit 1 when a ratio misses its bar."""

import argparse
import json
import os
import sys
from collections.abc import Callable

from tests.benchmarks.measuring import Result

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prm.settings.test")
os.environ.setdefault("LOG_LEVEL", "ERROR")


def main() -> int:
    """Make a database of its own, run the benchmarks one after the other, print, and drop the database."""
    arguments = _arguments()
    from prm.embedded.lifecycle import TEST, lease

    with lease(TEST) as urls:
        for name, value in urls.environment().items():
            os.environ.setdefault(name, value)
        import django

        django.setup()
        from tests.benchmarks.database import benchmark_database

        with benchmark_database():
            results = [
                result for name, benchmark in _benchmarks().items() if arguments.only in name for result in benchmark()
            ]
    print(json.dumps([result.as_json() for result in results], indent=1) if arguments.json else _table(results))
    return 0 if all(result.holds for result in results) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--only", default="", help="run only benchmarks with this in their name")
    return parser.parse_args()


def _benchmarks() -> dict[str, Callable[[], list[Result]]]:
    from tests.benchmarks.answering import run as answering
    from tests.benchmarks.documents import run as documents
    from tests.benchmarks.imports import run as imports
    from tests.benchmarks.pages import run as pages
    from tests.benchmarks.plans import run as plans
    from tests.benchmarks.scorecards import run as scorecards
    from tests.benchmarks.sliding import run as sliding
    from tests.benchmarks.whatif import run as whatif

    return {
        "answering": answering,
        "documents": documents,
        "imports": imports,
        "pages": pages,
        "plans": plans,
        "scorecards": scorecards,
        "whatif": whatif,
        "whatif-sliding": sliding,
    }


def _table(results: list[Result]) -> str:
    rows = [("name", "ours", "floor", "ratio", "bar", "")] + [result.as_row() for result in results]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


if __name__ == "__main__":
    sys.exit(main())
