"""Keep and forget a member's views of a table."""

from datetime import datetime

from django.http import QueryDict

from prm.people.models import Membership
from prm.web.models import SavedView

MOST = 50
_LONGEST_QUERY = 1000


class ViewNotSaved(Exception):
    """A view cannot be kept; the message says why, for the person."""


def save_view(*, by: Membership, table: str, name: str, query: str, at: datetime) -> SavedView:
    """Keep `query` under `name`; a view of that name is replaced. Raises `ViewNotSaved`."""
    name = " ".join(name.replace("\x00", "").split())[:60]
    if not name:
        raise ViewNotSaved("Give the view a name.")
    if len(query) > _LONGEST_QUERY:
        raise ViewNotSaved("This view is too long to keep.")
    if SavedView.objects.filter(membership_id=by.pk).exclude(table=table, name=name).count() >= MOST:
        raise ViewNotSaved(f"You have {MOST} views. Remove one first.")
    view, _is_new = SavedView.objects.update_or_create(
        membership=by,
        table=table,
        name=name,
        defaults={"query": _canonical(query)},
        create_defaults={"query": _canonical(query), "created_at": at},
    )
    return view


def remove_view(view: SavedView) -> None:
    """Forget a view. The rows it showed stay as they are."""
    view.delete()


def _canonical(query: str) -> str:
    state = QueryDict(query.replace("\x00", ""), mutable=True)
    state.pop("page", None)
    return state.urlencode()
