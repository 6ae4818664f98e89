"""The names of partners. They stand above people in the import order, so they say here how they are called."""

from collections.abc import Callable, Iterable
from uuid import UUID

type Namer = Callable[[set[UUID]], dict[UUID, str]]

_namers: list[Namer] = []


def name_partners_with(namer: Namer) -> None:
    """Have `names_of_partners` ask `namer`, which looks in the scope in force."""
    _namers[:] = [namer]


def names_of_partners(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of those partners that the scope in force reaches, by id."""
    wanted = {each for each in ids if each is not None}
    return _namers[0](wanted) if wanted and _namers else {}
