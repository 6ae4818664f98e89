"""Where a plan stands between its two sides, in plain words for whoever reads."""

from dataclasses import dataclass

from planning.enums import Party, PlanState


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds now, what comes next, and whose turn it is (None: nobody's)."""

    title: str
    text: str
    turn: Party | None


def standing_of(
    state: PlanState, *, reader: Party, partner: str, vendor: str, is_hidden: bool, is_amendment: bool, reason: str = ""
) -> Standing:
    """The standing of a plan as `reader`'s side reads it. `reason`: why it was closed."""
    turn = _TURNS.get(state)
    if state is PlanState.DRAFT:
        kind = "hidden" if is_hidden else "amendment" if is_amendment else "open"
        text = _DRAFTS[kind]
    else:
        text = reason if state is PlanState.CLOSED and reason else _TEXTS[state]
    names = {"partner": partner, "vendor": vendor}
    is_mine = turn is reader and state is not PlanState.DRAFT
    title = "Your turn" if is_mine else _TITLES[state].format(**names)
    return Standing(title, text if text is reason else text.format(**names), turn)


_DRAFTS = {
    "hidden": "{partner} does not see this draft. Share it when it is fit to be talked about.",
    "amendment": "Both sides see and change this amendment. The active version counts until this one is signed.",
    "open": "{partner} and {vendor} both see this draft. Share it when it is ready to be accepted.",
}
_TEXTS = {
    PlanState.SHARED: "Both sides may still change it. {partner} accepts and signs; then {vendor} approves.",
    PlanState.ACCEPTED: "Nothing changes any more. {vendor} approves and signs, or opens it again with a reason.",
    PlanState.ACTIVE: "Both sides have signed. The figures are locked; a change is an amendment that both sign again.",
    PlanState.AMENDED: "A later version is active. This one stays as it was signed.",
    PlanState.CLOSED: "It stays as it was.",
}
_TURNS = {PlanState.DRAFT: Party.VENDOR, PlanState.SHARED: Party.PARTNER, PlanState.ACCEPTED: Party.VENDOR}
_TITLES = {
    PlanState.DRAFT: "A draft",
    PlanState.SHARED: "Waiting for {partner}",
    PlanState.ACCEPTED: "Waiting for {vendor}",
    PlanState.ACTIVE: "Active",
    PlanState.AMENDED: "Replaced by an amendment",
    PlanState.CLOSED: "Closed",
}
