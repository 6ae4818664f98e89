"""Promises on both sides: who writes which, how they are settled, and what is told of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from partners.calculations.actions import DueGroup, due_group
from partners.enums import ActionSide, ActionSource, ActionStatus
from partners.models import Action, Partner
from partners.operations.actions import (
    ActionNotSettled,
    ActionSettled,
    NotAWayToSettle,
    NotYourPromise,
    OwnerOfOtherSide,
    ReasonMissing,
    add_action,
    change_action,
    complete_action,
    drop_action,
    reopen_action,
)
from partners.operations.saving import FieldNotYours
from partners.queries.actions import due_until, grouped, open_actions, overdue, possible_owners
from prm.events.recording import history_of
from prm.people.models import Membership
from prm.tenancy.scope import tenant_scope
from tests.cast import NOW, TODAY, Cast

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@contextmanager
def acting(member: Membership) -> Iterator[Membership]:
    """Within the member's own reach, as a request would be."""
    with tenant_scope(member.scope()), transaction.atomic():
        yield member


def promise(partner: Partner, by: Membership, **given: Any) -> Action:
    """A promise of the partner's side unless told otherwise."""
    fields: dict[str, Any] = {"title": "Send the contract", "side": ActionSide.PARTNER, **given}
    return add_action(partner=partner, by=by, at=NOW, **fields)


def told(action: Action) -> list[tuple[str, dict[str, Any]]]:
    """What was recorded of it, oldest first."""
    return [(event.name.removeprefix("partners.action."), event.changes) for event in reversed(history_of(action))]


class TestAdding:
    def test_the_vendors_people_write_promises_of_both_sides(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            theirs = promise(cast.polaris, bob, due_date=TOMORROW)
            ours = promise(cast.polaris, bob, side=ActionSide.VENDOR, owner=bob, source=ActionSource.QBR)
            assert list(open_actions(cast.polaris)) == [theirs, ours]
            assert (theirs.status_enum, theirs.created_by, told(theirs)) == (ActionStatus.OPEN, bob, [("added", {})])

    def test_a_partner_writes_its_own_promises_only(self, cast: Cast) -> None:
        with acting(cast.noor) as noor:
            assert promise(cast.polaris, noor, owner=noor).owner == noor
            with pytest.raises(NotYourPromise):
                promise(cast.polaris, noor, side=ActionSide.VENDOR)

    def test_the_owner_belongs_to_the_side_that_owes_it(self, cast: Cast) -> None:
        with acting(cast.alice) as alice:
            for side, owner in ((ActionSide.PARTNER, cast.bob), (ActionSide.VENDOR, cast.priya)):
                with pytest.raises(OwnerOfOtherSide):
                    promise(cast.polaris, alice, side=side, owner=owner)
            with pytest.raises(OwnerOfOtherSide):
                promise(cast.polaris, alice, owner=cast.omar)

    def test_a_partner_sees_what_it_owes(self, cast: Cast) -> None:
        with acting(cast.bob) as bob, pytest.raises(ValidationError, match="must see what it owes"):
            promise(cast.polaris, bob, is_internal=True)

    def test_the_product_itself_may_write_one(self, cast: Cast) -> None:
        with acting(cast.bob):
            action = add_action(partner=cast.polaris, title="Renew", side=ActionSide.VENDOR, by=None, at=NOW)
            assert action.created_by is None


class TestInternalOnes:
    def test_a_partner_never_reaches_them_even_unfiltered(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            hidden = promise(cast.polaris, bob, side=ActionSide.VENDOR, is_internal=True)
            shown = promise(cast.polaris, bob, side=ActionSide.VENDOR)
        with acting(cast.priya):
            assert list(Action.unscoped.values_list("pk", flat=True)) == [shown.pk]
            assert Action.unscoped.filter(pk=hidden.pk).update(title="Seen") == 0
        with acting(cast.alice):
            assert set(Action.unscoped.values_list("pk", flat=True)) == {hidden.pk, shown.pk}

    def test_a_partner_cannot_hide_a_promise(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob)
        with acting(cast.priya) as priya, pytest.raises(FieldNotYours):
            change_action(action=action, changes={"is_internal": True}, by=priya, at=NOW)


class TestSettling:
    def test_a_kept_promise_says_when(self, cast: Cast) -> None:
        with acting(cast.priya) as priya:
            action = promise(cast.polaris, priya)
            done = complete_action(action=action, done_date=TODAY, by=priya, at=NOW)
            assert (done.status_enum, done.done_date) == (ActionStatus.DONE, TODAY)
            assert told(done)[1] == ("completed", {"Status": ["open", "done"], "Done on": ["", str(TODAY)]})
            assert list(open_actions(cast.polaris)) == []

    def test_a_partner_cannot_mark_the_vendors_promise_done_nor_drop_nor_change_it(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            ours = promise(cast.polaris, bob, side=ActionSide.VENDOR)
        with acting(cast.priya) as priya:
            with pytest.raises(NotYourPromise):
                complete_action(action=ours, done_date=TODAY, by=priya, at=NOW)
            with pytest.raises(NotYourPromise):
                drop_action(action=ours, reason="No need", by=priya, at=NOW)
            with pytest.raises(NotYourPromise):
                change_action(action=ours, changes={"title": "Less"}, by=priya, at=NOW)

    def test_dropping_needs_a_reason_which_is_kept(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob)
            with pytest.raises(ReasonMissing):
                drop_action(action=action, reason="  ", by=bob, at=NOW)
            dropped = drop_action(action=action, reason="Budget cut", by=bob, at=NOW)
            assert (dropped.status_enum, dropped.dropped_reason) == (ActionStatus.DROPPED, "Budget cut")

    def test_two_who_press_at_once_settle_it_once(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob)
            complete_action(action=action, done_date=TODAY, by=bob, at=NOW)
            with pytest.raises(ActionSettled):
                complete_action(action=action, done_date=TODAY, by=bob, at=NOW)

    @pytest.mark.parametrize("settled", ["done", "dropped"])
    def test_a_settled_one_can_be_taken_up_again(self, cast: Cast, settled: str) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob)
            if settled == "done":
                complete_action(action=action, done_date=TODAY, by=bob, at=NOW)
            else:
                drop_action(action=action, reason="Later", by=bob, at=NOW)
            again = reopen_action(action=action, by=bob, at=NOW)
            assert (again.status_enum, again.done_date, again.dropped_reason) == (ActionStatus.OPEN, None, "")
            with pytest.raises(ActionNotSettled):
                reopen_action(action=action, by=bob, at=NOW)


class TestChanging:
    def test_what_changed_is_told_before_and_after(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob, due_date=TODAY)
            change_action(action=action, changes={"due_date": TOMORROW, "status": "in_progress"}, by=bob, at=NOW)
            assert told(action)[1:] == [
                ("changed", {"Due": [str(TODAY), str(TOMORROW)], "Status": ["open", "in_progress"]})
            ]
            change_action(action=action, changes={"due_date": TOMORROW}, by=bob, at=NOW)
            assert len(told(action)) == 2

    def test_it_is_settled_by_the_operations_for_it_only(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob)
            with pytest.raises(NotAWayToSettle):
                change_action(action=action, changes={"status": "done"}, by=bob, at=NOW)

    def test_who_owes_it_never_changes(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob)
            with pytest.raises(FieldNotYours):
                change_action(action=action, changes={"side": "vendor"}, by=bob, at=NOW)

    def test_a_settled_one_is_taken_up_before_it_is_changed(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            action = promise(cast.polaris, bob)
            complete_action(action=action, done_date=TODAY, by=bob, at=NOW)
            with pytest.raises(ActionSettled):
                change_action(action=action, changes={"title": "More"}, by=bob, at=NOW)


@pytest.mark.parametrize(
    ("status", "due", "group"),
    [
        ("open", YESTERDAY, "overdue"),
        ("open", TODAY, "due"),
        ("in_progress", TODAY + timedelta(days=14), "due"),
        ("open", TODAY + timedelta(days=15), "later"),
        ("open", None, "later"),
        ("done", YESTERDAY, "done"),
        ("dropped", YESTERDAY, "dropped"),
    ],
)
def test_where_an_action_stands_follows_from_its_day(status: str, due: date | None, group: str) -> None:
    assert due_group(ActionStatus(status), due, today=TODAY) is DueGroup(group)


class TestFinding:
    def test_overdue_is_what_was_due_before_the_day(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            late, today = (promise(cast.polaris, bob, due_date=day) for day in (YESTERDAY, TODAY))
            promise(cast.vega, bob)
            assert list(overdue(TODAY)) == [late]
            assert list(due_until(TODAY)) == [late, today]
            assert grouped([late, today], today=TODAY) == {DueGroup.OVERDUE: [late], DueGroup.DUE: [today]}

    def test_owners_are_offered_from_both_sides_to_the_vendor_only(self, cast: Cast) -> None:
        with acting(cast.alice) as alice:
            names = {member.display_name for member in possible_owners(cast.polaris, alice)}
            assert names == {"Alice", "Olga", "Mark", "Bob", "Dana", "Priya", "Noor"}
        with acting(cast.priya) as priya:
            assert {member.display_name for member in possible_owners(cast.polaris, priya)} == {"Priya", "Noor"}
