"""Which decision about a review may follow which state, and when versions may be changed."""

from programs.enums import ReviewState

DECIDABLE = (ReviewState.PROPOSED,)


def is_decidable(state: ReviewState) -> bool:
    """True while a review waits for somebody to confirm or decline it."""
    return state in DECIDABLE
