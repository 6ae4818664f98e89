"""Import a file from the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from prm.imports.mapping.rules import MappingError
from prm.imports.models import ImportMapping
from prm.imports.operations.running import ImportRefused, import_file
from prm.imports.preparing import FileToImport
from prm.imports.reading.failures import UnreadableFile
from prm.imports.running import Outcome, check_file
from prm.imports.targets import ImportTarget, get_target, targets
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant


class Command(BaseCommand):
    help = (
        "Import a file into a tenant and print one JSON object: rows, created, updated, unchanged, rejected, batch. "
        "Rows with problems are rejected, listed on standard error, and the others imported."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", help=f"one of: {', '.join(target.key for target in targets())}")
        parser.add_argument("file", type=Path)
        parser.add_argument("--tenant", required=True, metavar="SLUG")
        parser.add_argument("--mapping", required=True, help="name of a saved mapping, a JSON file, or JSON itself")
        parser.add_argument("--lookup", action="append", default=[], metavar="NAME=FILE", help="a second file")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
        parser.add_argument(
            "--rejected", type=Path, metavar="CSV", help="write rejected rows with reasons to this file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.filter(slug=options["tenant"]).first()
        if tenant is None:
            raise CommandError(f"There is no tenant “{options['tenant']}”. Create it with create_tenant.")
        with in_tenant(tenant.pk):
            batch_id, outcome = self._run(options)
        for problem in outcome.problems.in_order:
            self.stderr.write(str(problem))
        if outcome.problems.count > len(outcome.problems.listed):
            self.stderr.write(f"... and {outcome.problems.count - len(outcome.problems.listed):,} more problems.")
        if options["rejected"] and outcome.rejected_csv:
            options["rejected"].write_bytes(outcome.rejected_csv)
        self.stdout.write(json.dumps({**outcome.as_json(), "batch": batch_id}))

    def _run(self, options: dict[str, Any]) -> tuple[str | None, Outcome]:
        work, name = _work(options)
        try:
            if options["dry_run"]:
                with transaction.atomic():
                    batch, outcome = None, check_file(work)
            else:
                batch, outcome = import_file(
                    work=work, filename=work.path.name, mapping_name=name, by=None, at=timezone.now()
                )
        except (UnreadableFile, MappingError, ImportRefused) as error:
            raise CommandError(str(error)) from error
        if outcome.questions:
            raise CommandError(_asked(outcome))
        return (str(batch.pk) if batch else None), outcome


def _work(options: dict[str, Any]) -> tuple[FileToImport, str]:
    target = get_target(options["target"])
    if target is None:
        known = ", ".join(each.key for each in targets())
        raise CommandError(f"Nothing called “{options['target']}” can be imported. Choose one of: {known}.")
    if not options["file"].is_file():
        raise CommandError(f"There is no file {options['file']}.")
    document, name = _document(target, options["mapping"])
    return FileToImport(target, options["file"], document, dict(map(_lookup, options["lookup"]))), name


def _document(target: ImportTarget, given: str) -> tuple[dict[str, Any], str]:
    """The mapping, and its name when it is a saved one."""
    saved = ImportMapping.objects.filter(target=target.key, name=given).first()
    if saved is not None:
        return saved.document, saved.name
    text = given
    if not given.lstrip().startswith("{"):
        if not Path(given).is_file():
            raise CommandError(f"There is no mapping “{given}” for {target.key}, and no such file.")
        text = Path(given).read_text(encoding="utf-8")
    try:
        document = json.loads(text)
    except ValueError as error:
        raise CommandError(f"The mapping is not valid JSON: {error}") from error
    if not isinstance(document, dict):
        raise CommandError("The mapping must be a JSON object.")
    return document, ""


def _lookup(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not equals or not Path(path).is_file():
        raise CommandError(f"--lookup {text}: write NAME=FILE with a file that exists.")
    return name, Path(path)


def _asked(outcome: Outcome) -> str:
    lines = []
    for column, question in outcome.questions.items():
        ways = "; ".join(f'"{question.about}": "{value}" ({meaning})' for value, meaning in question.options)
        lines.append(f"Column {column} {question.sentence} Put into its field of the mapping: {ways}.")
    return "\n".join(lines)
