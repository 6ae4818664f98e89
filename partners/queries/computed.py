"""Fields of a partner that something works out for the tenant in scope: nobody types them then."""

from collections.abc import Callable, Collection

from partners.rules import editable_fields
from prm.people.models import Membership

type Keeper = Callable[[], str]
"""Who works a field out in the tenant in scope, as a sentence says it (``the programme Gold Club``); "" for nobody."""
_keepers: dict[str, Keeper] = {}


def keep_field(field: str, keeper: Keeper) -> None:
    """Say that a field of partners is worked out wherever `keeper` names somebody. Called from `AppConfig.ready`."""
    _keepers[field] = keeper


def computed_fields(among: Collection[str] | None = None) -> dict[str, str]:
    """The fields that are worked out in this tenant, with who does it; only those `among`, if given."""
    asked = {field: keeper for field, keeper in _keepers.items() if among is None or field in among}
    return {field: who for field, keeper in asked.items() if (who := keeper())}


def writable_fields(member: Membership) -> tuple[str, ...]:
    """The partner's own fields that the member may write here and now."""
    own = editable_fields(member)
    computed = computed_fields(own)
    return tuple(field for field in own if field not in computed)
