"""Forms of the import pages."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from prm.imports.fields import ImportField, Kind
from prm.imports.mapping.columns import find_column
from prm.imports.mapping.rules import MappingError
from prm.imports.models import ImportMapping
from prm.imports.reading.headers import column_letter
from prm.imports.reading.sources import Source
from prm.imports.targets import ImportTarget, targets

NOT_IN_FILE: Final = ""
FIXED: Final = "fixed"
AS_SAVED: Final = "saved"
EXAMPLES: Final = 3
DATE_ORDERS: Final = (("", "Automatic"), ("DMY", "Day first"), ("MDY", "Month first"), ("YMD", "Year first"))
DECIMALS: Final = (("", "Automatic"), ("point", "1,234.50"), ("comma", "1.234,50"))
ENCODINGS: Final = (
    ("", "Automatic"),
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("cp1252", "Windows-1252 (Western)"),
    ("latin-1", "Latin-1"),
)
DELIMITERS: Final = (("", "Automatic"), (",", "Comma"), (";", "Semicolon"), ("tab", "Tab"), ("|", "Pipe"))
HEADERS: Final = (("", "Automatic"), ("yes", "First row names the columns"), ("no", "First row is data"))


class UploadForm(forms.Form):
    """What the file brings, and the file."""

    target = forms.ChoiceField(label="What does it hold?", widget=forms.RadioSelect)
    file = forms.FileField(
        label="File",
        help_text="CSV, TSV or any other delimited text, or an Excel workbook (.xlsx).",
        widget=forms.ClearableFileInput(attrs={"class": "input", "accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(target.key, target.label) for target in targets()]

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse by size before anything is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MAX_UPLOAD_BYTES:
            most = settings.IMPORT_MAX_UPLOAD_BYTES // 1_048_576
            raise forms.ValidationError(f"The file is larger than {most} MB. Split it, and import the parts.")
        return file


class LayoutForm(forms.Form):
    """How the file is to be read, where finding out went wrong."""

    header = forms.ChoiceField(choices=HEADERS, required=False, label="Header")
    delimiter = forms.ChoiceField(choices=DELIMITERS, required=False, label="Between cells")
    encoding = forms.ChoiceField(choices=ENCODINGS, required=False, label="Encoding")
    sheet = forms.ChoiceField(choices=(), required=False, label="Sheet")

    def __init__(self, *args: Any, sheets: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sheets) > 1:
            field = self.fields["sheet"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(name, name) for name in sheets]
        else:
            del self.fields["sheet"]
        for each in self.fields.values():
            each.widget.attrs["class"] = "select"

    @staticmethod
    def initial_from(file: Mapping[str, Any]) -> dict[str, str]:
        """Form values from the `file` part of a mapping."""
        header = {True: "yes", False: "no"}.get(file.get("header"), "")  # type: ignore[arg-type]
        delimiter = "tab" if file.get("delimiter") == "\t" else file.get("delimiter") or ""
        return {**{k: file.get(k) or "" for k in ("encoding", "sheet")}, "header": header, "delimiter": delimiter}

    def document(self) -> dict[str, Any]:
        """The `file` part of a mapping; only what was said."""
        said = {key: value for key, value in self.cleaned_data.items() if value}
        if "header" in said:
            said["header"] = said["header"] == "yes"
        if said.get("delimiter") == "tab":
            said["delimiter"] = "\t"
        return said


class MappingForm(forms.Form):
    """One row for each field of the target: from which column, and how its values are read."""

    name = forms.CharField(
        label="Keep this mapping as",
        max_length=100,
        required=False,
        help_text="Then the next file with the same columns needs no mapping.",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, target: ImportTarget, source: Source, document: Mapping[str, Any], **kwargs: Any
    ) -> None:
        self.target, self.source = target, source
        self.saved: Mapping[str, Any] = document.get("fields", {})
        super().__init__(*args, **kwargs)
        self._columns = _column_choices(source)
        for field in target.fields:
            self._add_rows(field)

    def _add_rows(self, field: ImportField) -> None:
        rule = self.saved.get(field.key)
        index = _plain_column(rule, self.source)
        choices = [(NOT_IN_FILE, "Not in this file"), (FIXED, "The same in every row:"), *self._columns]
        chosen = NOT_IN_FILE if rule is None else str(index)
        fixed = rule.get("value", "") if isinstance(rule, dict) else ""
        if isinstance(rule, dict) and set(rule) == {"value"}:
            chosen = FIXED
        elif rule is not None and index is None:
            choices.insert(1, (AS_SAVED, "As the saved mapping says"))
            chosen = AS_SAVED
        name = f"from_{field.key}"
        self.fields[name] = forms.ChoiceField(
            choices=choices,
            required=False,
            label=field.label,
            initial=chosen,
            widget=_select(f"Column for {field.label}"),
        )
        self.fields[f"fixed_{field.key}"] = forms.CharField(
            required=False,
            max_length=300,
            initial=fixed,
            widget=forms.TextInput(attrs={"class": "input", "aria-label": f"Fixed value for {field.label}"}),
        )
        self._add_reading(field, rule if isinstance(rule, dict) else {})

    def _add_reading(self, field: ImportField, rule: Mapping[str, Any]) -> None:
        about, choices = {
            Kind.DATE: ("dates", DATE_ORDERS),
            Kind.DECIMAL: ("decimal", DECIMALS),
            Kind.INTEGER: ("decimal", DECIMALS),
        }.get(field.kind, ("", ()))
        if about:
            self.fields[f"{about}_{field.key}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                initial=rule.get(about, ""),
                widget=_select(f"How {field.label} is written"),
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For the template: each target field with its bound form fields."""
        return [
            {
                "field": field,
                "column": self[f"from_{field.key}"],
                "fixed": self[f"fixed_{field.key}"],
                "reading": next(
                    (self[n] for n in (f"dates_{field.key}", f"decimal_{field.key}") if n in self.fields), None
                ),
                "is_key": any(field.key in key for key in self.target.keys),
            }
            for field in self.target.fields
        ]

    def document_fields(self) -> dict[str, Any]:
        """The `fields` part of the mapping document."""
        rules = {field.key: self._rule(field.key) for field in self.target.fields}
        return {key: rule for key, rule in rules.items() if rule is not None}

    def _rule(self, key: str) -> Any:
        chosen = self.cleaned_data.get(f"from_{key}", NOT_IN_FILE)
        if chosen == NOT_IN_FILE:
            return None
        if chosen == FIXED:
            return {"value": self.cleaned_data.get(f"fixed_{key}", "")}
        saved = self.saved.get(key)
        kept = dict(saved) if isinstance(saved, dict) else {}
        if chosen != AS_SAVED:
            index = int(chosen)
            same = _plain_column(saved, self.source) == index
            kept = (kept if same else {}) | {"column": self.source.columns[index] if self.source.header else index + 1}
        for about in ("dates", "decimal"):
            kept.pop(about, None)
            if self.cleaned_data.get(f"{about}_{key}"):
                kept[about] = self.cleaned_data[f"{about}_{key}"]
        return kept["column"] if set(kept) == {"column"} else kept


def saved_mappings(target: ImportTarget) -> list[ImportMapping]:
    """Mappings kept for a target, the latest first."""
    return list(ImportMapping.objects.filter(target=target.key).order_by("-updated_at")[:50])


def _select(label: str) -> forms.Select:
    return forms.Select(attrs={"class": "select", "aria-label": label})


def _column_choices(source: Source) -> list[tuple[str, str]]:
    """Every column by its place, with a few of its values."""
    choices = []
    for index, name in enumerate(source.columns):
        values = dict.fromkeys(row[index].strip() for row in source.top if index < len(row) and row[index].strip())
        examples = ", ".join(value[:24] for value in list(values)[:EXAMPLES])
        place = f"{name} ({column_letter(index)})" if source.header else name
        choices.append((str(index), f"{place}: {examples}" if examples else place))
    return choices


def _plain_column(rule: Any, source: Source) -> int | None:
    """Place of the column that a rule names, None for rules that do not simply name one."""
    reference = rule.get("column") if isinstance(rule, dict) else rule
    try:
        return None if reference is None else find_column(source.columns, reference)
    except MappingError:
        return None
