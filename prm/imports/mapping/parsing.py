"""From JSON to a checked mapping. Everything a person can get wrong is answered with a sentence."""

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from prm.imports.mapping.rules import ColumnRef, Mapping, MappingError, Only, Rule, SecondFile, Unpivot
from prm.imports.reading.sources import Layout
from prm.imports.typing.dates import DateOrder
from prm.imports.typing.numbers import DecimalMark

PARTS: Final = {"target", "file", "nulls", "only", "unpivot", "lookups", "fields"}
FILE_PARTS: Final = {"encoding", "delimiter", "row_end", "quotes", "header", "sheet"}
SOURCES: Final = ("column", "value", "text", "until_next", "lookup")
CHANGES: Final = {"by", "last", "split", "part", "values", "default", "times", "dates", "decimal"}


def parse_mapping(document: Any, *, known_fields: Iterable[str]) -> Mapping:
    """Check a mapping document against the target's field keys. Raises MappingError with a sentence."""
    body = _object(document, "The mapping")
    _refuse_unknown(body, PARTS, "The mapping")
    fields = _object(body.get("fields", {}), "“fields”")
    if not fields:
        raise MappingError("The mapping maps no column. Add at least one entry to “fields”.")
    _refuse_unknown(fields, set(known_fields), "“fields”")
    lookups = {name: _second_file(name, part) for name, part in _object(body.get("lookups", {}), "“lookups”").items()}
    mapping = Mapping(
        fields={key: _rule(key, part) for key, part in fields.items()},
        layout=parse_layout(body.get("file", {})),
        nulls=tuple(_texts(body.get("nulls", []), "“nulls”")),
        only=tuple(_only(part) for part in _list(body.get("only", []), "“only”")),
        unpivot=_unpivot(body["unpivot"]) if body.get("unpivot") else None,
        lookups=lookups,
    )
    _refuse_unnamed_lookups(mapping)
    return mapping


def parse_layout(document: Any) -> Layout:
    """The `file` part: how a file is to be read. Raises MappingError with a sentence."""
    body = _object(document, "“file”")
    _refuse_unknown(body, FILE_PARTS, "“file”")
    for name in ("quotes", "header"):
        if body.get(name) not in (None, True, False):
            raise MappingError(f"“{name}” in “file” is true or false.")
    delimiter = body.get("delimiter")
    if delimiter is not None and (not isinstance(delimiter, str) or not delimiter):
        raise MappingError('“delimiter” in “file” is the text between two cells, such as "," or "|".')
    return Layout(**body)


def _rule(key: str, document: Any) -> Rule:
    if isinstance(document, str | int) and not isinstance(document, bool):
        return Rule(column=document)
    where = f"Field “{key}”"
    body = _object(document, where)
    _refuse_unknown(body, {*SOURCES, *CHANGES}, where)
    named = [name for name in SOURCES if name in body]
    if len(named) != 1:
        raise MappingError(f"{where} needs exactly one of {', '.join(SOURCES)}.")
    return Rule(
        column=_column(body["column"], where) if "column" in body else None,
        value=str(body["value"]) if "value" in body else None,
        text=str(body["text"]) if "text" in body else None,
        until_next=_column(body["until_next"], where) if "until_next" in body else None,
        lookup=_lookup(body, where) if "lookup" in body else None,
        last=str(body.get("last", "")),
        split=str(body.get("split", "")),
        part=_whole(body.get("part", 1), where),
        values={str(k).strip().casefold(): str(v) for k, v in _object(body.get("values", {}), where).items()},
        default=str(body.get("default", "")),
        times=_convert(Decimal, body.get("times"), f"{where}: “times” is a number such as 1000."),
        dates=_convert(DateOrder, body.get("dates"), f"{where}: “dates” is DMY, MDY or YMD."),
        decimal=_convert(DecimalMark, body.get("decimal"), f"{where}: “decimal” is point or comma."),
    )


def _lookup(body: dict[str, Any], where: str) -> tuple[str, ColumnRef, ColumnRef]:
    part = _object(body["lookup"], f"{where}: “lookup”")
    if set(part) != {"file", "by", "column"}:
        raise MappingError(f"{where}: “lookup” needs “file”, “by” (the column here) and “column” (the column there).")
    return str(part["file"]), _column(part["by"], where), _column(part["column"], where)


def _second_file(name: str, document: Any) -> SecondFile:
    body = _object(document, f"Lookup “{name}”")
    _refuse_unknown(body, {"key", "file"}, f"Lookup “{name}”")
    if "key" not in body:
        raise MappingError(f"Lookup “{name}” needs “key”: the column of the second file that is searched.")
    return SecondFile(_column(body["key"], f"Lookup “{name}”"), parse_layout(body.get("file", {})))


def _only(document: Any) -> Only:
    body = _object(document, "An entry of “only”")
    wanted = [name for name in ("is", "is_not") if name in body]
    if "column" not in body or len(wanted) != 1:
        raise MappingError("An entry of “only” needs “column” and one of “is”, “is_not” with a list of texts.")
    texts = frozenset(text.strip() for text in _texts(body[wanted[0]], "“only”"))
    return Only(_column(body["column"], "“only”"), texts, but_not=wanted[0] == "is_not")


def _unpivot(document: Any) -> Unpivot:
    body = _object(document, "“unpivot”")
    columns = _object(body.get("columns", {}), "“unpivot”")
    if not columns or not body.get("name") or not body.get("value"):
        raise MappingError("“unpivot” needs “columns” (header to text), “name” and “value” (the two new columns).")
    return Unpivot({str(k): str(v) for k, v in columns.items()}, str(body["name"]), str(body["value"]))


def _refuse_unnamed_lookups(mapping: Mapping) -> None:
    for key, rule in mapping.fields.items():
        if rule.lookup is not None and rule.lookup[0] not in mapping.lookups:
            raise MappingError(f"Field “{key}” looks into “{rule.lookup[0]}”, which “lookups” does not describe.")


def _object(document: Any, where: str) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise MappingError(f"{where} must be a JSON object.")
    return document


def _list(document: Any, where: str) -> list[Any]:
    if not isinstance(document, list):
        raise MappingError(f"{where} must be a JSON list.")
    return document


def _texts(document: Any, where: str) -> list[str]:
    return [str(item) for item in _list(document, where)]


def _column(document: Any, where: str) -> ColumnRef:
    if isinstance(document, bool) or not isinstance(document, str | int) or document in ("", 0):
        raise MappingError(f"{where}: a column is its header, its letter, or its number from 1.")
    return document


def _whole(document: Any, where: str) -> int:
    if not isinstance(document, int) or document == 0:
        raise MappingError(f"{where}: “part” counts from 1, or from -1 at the end.")
    return document


def _convert[T](kind: Callable[[str], T], document: Any, sentence: str) -> T | None:
    try:
        return None if document is None else kind(str(document))
    except (ValueError, InvalidOperation) as error:
        raise MappingError(sentence) from error


def _refuse_unknown(body: dict[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(body) - known)
    if unknown:
        raise MappingError(f"{where} does not know “{unknown[0]}”. It knows: {', '.join(sorted(known))}.")
