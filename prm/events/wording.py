"""What an event is called in a history."""

from collections.abc import Mapping

_titles: dict[str, str] = {}


def say(titles: Mapping[str, str]) -> None:
    """Give events their words: `{"people.member.left": "Left"}`. Apps do so in their `subscriptions.py`."""
    _titles.update(titles)


def title_of(name: str) -> str:
    """The words of an event; where nobody gave it any, `partners.business_mix.answered` is "Business mix answered"."""
    _app, _, rest = name.partition(".")
    return _titles.get(name) or rest.replace(".", " ").replace("_", " ").capitalize()
