"""What a marketing plan leaves open: told before it is submitted, and to whoever decides. It hinders nobody."""

from collections.abc import Iterable

from planning.models import MarketingPlan


def open_ends(plan: MarketingPlan) -> list[str]:
    """In sentences: tactics without an owner or an audience, and goals without a target. Uses what was prefetched."""
    tactics, goals = list(plan.tactics.all()), list(plan.goals.all())
    found = [
        ("Nobody is named for", (each.name for each in tactics if each.owner_id is None)),
        ("No audience is named for", (each.name for each in tactics if not each.audience)),
        ("No target is set for", (each.text for each in goals if each.target is None)),
    ]
    sentences = [_sentence(words, names) for words, names in found]
    return ["No goal is set.", *filter(None, sentences)] if not goals else [each for each in sentences if each]


def _sentence(words: str, names: Iterable[str]) -> str:
    listed = ", ".join(dict.fromkeys(names))
    return f"{words}: {listed}." if listed else ""
