"""Finding rows that a file calls by number or by name, however the name is spelled."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from prm.tenancy.models import TenantModel


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Rows of a model by their number, else by their exact name, else by their name as `fold` folds it.

    A text that means two rows by one of these means neither by it. Reads all numbers and names of the tenant.
    """

    model: type[TenantModel]
    label: str
    fold: Callable[[str], str]
    number: str = "external_id"

    def resolve(self, values: Collection[str]) -> dict[str, str]:
        """Primary key, as text, of every value that means exactly one row of the tenant."""
        rows = [
            (str(pk), number, name)
            for pk, number, name in self.model.objects.values_list("pk", self.number, "name").iterator()
        ]
        ways: list[tuple[Callable[[str], str], dict[str, str]]] = [
            (str, _only_ones((number, pk) for pk, number, _ in rows)),
            (str, _only_ones((name, pk) for pk, _, name in rows)),
            (self.fold, _only_ones((self.fold(name), pk) for pk, _, name in rows)),
        ]
        found = {value: _first(value, ways) for value in values if value}
        return {value: pk for value, pk in found.items() if pk}


def _only_ones(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The texts that stand for one row, with its key."""
    known = [(text, pk) for text, pk in pairs if text]
    counts = Counter(text for text, _ in known)
    return {text: pk for text, pk in known if counts[text] == 1}


def _first(value: str, ways: list[tuple[Callable[[str], str], dict[str, str]]]) -> str:
    return next((known[fold(value)] for fold, known in ways if fold(value) in known), "")
