"""What can be done with partners, what is refused, and what is written down about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from partners.calculations.mix import Shares
from partners.enums import AssignmentRole, FieldKind
from partners.models import BusinessMix, CamAssignment, Contact, CustomField, Partner
from partners.operations.assignments import AlreadyAssigned, EndsBeforeStart, NotACam, assign_cam, end_assignment
from partners.operations.contacts import (
    UNDO_WITHIN,
    ContactHere,
    ContactNotRestorable,
    add_contact,
    mark_contact_back,
    mark_contact_left,
    remove_contact,
    restore_contact,
    update_contact,
)
from partners.operations.custom_fields import ChoicesMissing, LabelUnusable, define_custom_field
from partners.operations.custom_values import CustomValueWrong
from partners.operations.hierarchy import ParentIsBelow, leave_parent, set_parent
from partners.operations.mixes import AnsweredInFuture, MixDoesNotAddUp, answer_business_mix
from partners.operations.partners import create_partner, update_own_profile, update_partner
from partners.operations.saving import FieldNotYours
from prm.events.models import Event
from prm.events.recording import history_of_partner
from prm.people.models import Membership
from prm.people.permissions import Role
from prm.tenancy.scope import tenant_scope
from tests.cast import NOW, TODAY, Cast, make_member


@contextmanager
def acting(member: Membership) -> Iterator[Membership]:
    """Within the member's own reach, as a request would be."""
    with tenant_scope(member.scope()), transaction.atomic():
        yield member


def told(partner: Partner) -> list[tuple[str, str, dict[str, Any]]]:
    """The partner's history, oldest first."""
    return [(event.name, event.actor_name, event.changes) for event in reversed(history_of_partner(partner.pk))]


class TestProfile:
    def test_operations_create_a_partner_with_all_its_fields(self, cast: Cast) -> None:
        with acting(cast.olga) as olga:
            fields = {"name": "Lyra", "external_id": "AC-9", "tier": "Gold", "life_stage": "onboarding"}
            lyra = create_partner(fields=fields, by=olga, at=NOW)
            assert Partner.objects.filter(pk=lyra.pk, **fields).exists()
            assert told(lyra) == [("partners.partner.created", "Olga", {})]

    def test_an_update_is_told_before_and_after(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            update_partner(partner=cast.polaris, changes={"region": "DACH", "city": ""}, by=bob, at=NOW)
            assert told(cast.polaris) == [("partners.partner.updated", "Bob", {"Region": ["", "DACH"]})]

    def test_an_update_that_changes_nothing_is_not_told(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            update_partner(partner=cast.polaris, changes={"city": ""}, by=bob, at=NOW)
            assert told(cast.polaris) == []

    @pytest.mark.parametrize(
        ("who", "field"), [("bob", "tier"), ("bob", "external_id"), ("priya", "life_stage"), ("noor", "city")]
    )
    def test_a_field_of_another_role_is_refused(self, cast: Cast, who: str, field: str) -> None:
        with acting(getattr(cast, who)) as member, pytest.raises(FieldNotYours) as refusal:
            update_partner(partner=cast.polaris, changes={field: "x"}, by=member, at=NOW)
        assert refusal.value.field == field

    def test_a_champion_keeps_the_own_profile(self, cast: Cast) -> None:
        with acting(cast.priya) as priya:
            update_own_profile(partner=cast.polaris, changes={"city": "Bonn"}, by=priya, at=NOW)
            assert told(cast.polaris) == [("partners.profile.updated", "Priya", {"City": ["", "Bonn"]})]

    def test_an_account_number_is_used_once(self, cast: Cast) -> None:
        with acting(cast.olga) as olga, pytest.raises(ValidationError, match="Another partner has this account number"):
            create_partner(fields={"name": "Twin", "external_id": "AC-VEGA"}, by=olga, at=NOW)


class TestOwnFields:
    def define(self, cast: Cast, **changed: Any) -> CustomField:
        defined: dict[str, Any] = {"label": "Fax", "kind": FieldKind.TEXT, "choices": [], "partner_may_edit": False}
        return define_custom_field(**defined | changed, by=cast.olga, at=NOW)

    def test_a_value_is_stored_under_the_key_of_its_label(self, cast: Cast) -> None:
        with acting(cast.olga):
            field = self.define(cast, label="Seats sold", kind=FieldKind.NUMBER)
            update_partner(partner=cast.vega, changes={"custom": {field.key: "12.5"}}, by=cast.olga, at=NOW)
            assert Partner.objects.get(pk=cast.vega.pk).custom == {"seats_sold": "12.5"}
            assert told(cast.vega)[0][2] == {"Seats sold": ["", "12.5"]}

    def test_a_wrong_value_is_refused_at_its_field(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.define(cast, label="Colour", kind=FieldKind.CHOICE, choices=["Red", "Blue"])
            with pytest.raises(CustomValueWrong) as refusal:
                update_partner(partner=cast.vega, changes={"custom": {"colour": "Green"}}, by=cast.olga, at=NOW)
        assert refusal.value.field == "custom_colour"

    def test_partners_write_only_fields_that_are_shared(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.define(cast)
            self.define(cast, label="Slogan", partner_may_edit=True)
        with acting(cast.priya) as priya:
            update_own_profile(partner=cast.polaris, changes={"custom": {"slogan": "Up"}}, by=priya, at=NOW)
            with pytest.raises(FieldNotYours):
                update_own_profile(partner=cast.polaris, changes={"custom": {"fax": "1"}}, by=priya, at=NOW)

    def test_a_choice_needs_two_choices(self, cast: Cast) -> None:
        with acting(cast.olga), pytest.raises(ChoicesMissing):
            self.define(cast, kind=FieldKind.CHOICE, choices=["One", " ", "One"])

    def test_two_fields_need_two_labels(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.define(cast)
            with pytest.raises(LabelUnusable):
                self.define(cast, label="FAX")


class TestContacts:
    ANN = {"name": "Ann Lee", "job_title": "Buyer", "email": "ann@polaris.example", "phone": "1", "is_primary": True}

    def test_a_removed_contact_comes_back_as_it_was(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            ann = add_contact(partner=cast.polaris, fields=self.ANN, by=bob, at=NOW)
            contact_id = ann.pk
            remove_contact(contact=ann, by=bob, at=NOW)
            assert not Contact.objects.exists()
            restore_contact(partner=cast.polaris, contact_id=contact_id, by=bob, at=NOW + timedelta(seconds=9))
            assert Contact.objects.filter(pk=contact_id, partner=cast.polaris, **self.ANN).exists()
            names = [name for name, _actor, _changes in told(cast.polaris)]
            assert sorted(names) == ["partners.contact.added", "partners.contact.removed", "partners.contact.restored"]

    def test_a_removal_can_be_taken_back_for_a_while_only(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            ann = add_contact(partner=cast.polaris, fields=self.ANN, by=bob, at=NOW)
            contact_id = ann.pk
            remove_contact(contact=ann, by=bob, at=NOW)
            late = NOW + UNDO_WITHIN + timedelta(seconds=1)
            with pytest.raises(ContactNotRestorable):
                restore_contact(partner=cast.polaris, contact_id=contact_id, by=bob, at=late)

    def test_a_contact_comes_back_once_and_to_its_own_partner(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            ann = add_contact(partner=cast.polaris, fields=self.ANN, by=bob, at=NOW)
            contact_id = ann.pk
            remove_contact(contact=ann, by=bob, at=NOW)
            with pytest.raises(ContactNotRestorable):
                restore_contact(partner=cast.vega, contact_id=contact_id, by=bob, at=NOW)
            restore_contact(partner=cast.polaris, contact_id=contact_id, by=bob, at=NOW)
            with pytest.raises(ContactNotRestorable):
                restore_contact(partner=cast.polaris, contact_id=contact_id, by=bob, at=NOW)

    def test_there_is_one_main_contact(self, cast: Cast) -> None:
        with acting(cast.priya) as priya:
            add_contact(partner=cast.polaris, fields=self.ANN, by=priya, at=NOW)
            ben = add_contact(partner=cast.polaris, fields={"name": "Ben"}, by=priya, at=NOW)
            update_contact(contact=ben, changes={"is_primary": True}, by=priya, at=NOW)
            assert list(Contact.objects.filter(is_primary=True).values_list("name", flat=True)) == ["Ben"]

    def test_an_e_mail_address_is_used_once_at_a_partner(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            add_contact(partner=cast.polaris, fields=self.ANN, by=bob, at=NOW)
            add_contact(partner=cast.vega, fields=self.ANN, by=bob, at=NOW)
            with pytest.raises(ValidationError, match="already has a contact with that e-mail"):
                add_contact(partner=cast.polaris, fields=self.ANN | {"email": "ANN@polaris.example"}, by=bob, at=NOW)


class TestAssignments:
    def dates(self, partner: Partner) -> list[tuple[str, str, date, date | None]]:
        rows = CamAssignment.objects.filter(partner=partner).order_by("start_date", "role")
        return [(row.membership.display_name, row.role, row.start_date, row.end_date) for row in rows]

    def assign(self, cast: Cast, who: str, start: date, role: AssignmentRole = AssignmentRole.PRIMARY) -> CamAssignment:
        cam = getattr(cast, who)
        return assign_cam(partner=cast.polaris, cam=cam, role=role, start_date=start, by=cast.olga, at=NOW)

    def test_a_new_primary_ends_the_one_before_on_the_day_before(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.assign(cast, "dana", TODAY)
            assert self.dates(cast.polaris) == [
                ("Bob", "primary", date(2020, 1, 1), TODAY - timedelta(days=1)),
                ("Dana", "primary", TODAY, None),
            ]

    def test_the_change_takes_sight_from_one_and_gives_it_to_the_other(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.assign(cast, "dana", date(2026, 1, 1))
        with acting(cast.bob):
            assert not Partner.objects.filter(pk=cast.polaris.pk).exists()
        with acting(cast.dana):
            assert Partner.objects.filter(pk=cast.polaris.pk).exists()

    def test_a_secondary_leaves_the_primary_alone(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.assign(cast, "dana", TODAY, AssignmentRole.SECONDARY)
            assert [row[3] for row in self.dates(cast.polaris)] == [None, None]

    @pytest.mark.parametrize("who", ["alice", "priya"])
    def test_only_a_cam_is_assigned(self, cast: Cast, who: str) -> None:
        with acting(cast.olga), pytest.raises(NotACam):
            self.assign(cast, who, TODAY)

    def test_a_person_is_not_assigned_twice(self, cast: Cast) -> None:
        with acting(cast.olga), pytest.raises(AlreadyAssigned, match="Bob already is primary CAM from 2020-01-01"):
            self.assign(cast, "bob", TODAY)

    def test_a_primary_cannot_start_before_one_that_is_planned(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.assign(cast, "dana", TODAY + timedelta(days=30))
            eve = make_member("charlie", Role.CAM)
            with pytest.raises(AlreadyAssigned, match="Dana becomes primary CAM on 2026-07-15"):
                assign_cam(
                    partner=cast.polaris, cam=eve, role=AssignmentRole.PRIMARY, start_date=TODAY, by=cast.olga, at=NOW
                )

    def test_an_assignment_ends_after_it_starts(self, cast: Cast) -> None:
        with acting(cast.olga):
            running = CamAssignment.objects.get(partner=cast.polaris)
            with pytest.raises(EndsBeforeStart):
                end_assignment(assignment=running, end_date=date(2019, 12, 31), by=cast.olga, at=NOW)


class TestHierarchy:
    def put(self, cast: Cast, below: Partner, above: Partner) -> None:
        set_parent(partner=below, parent=above, by=cast.olga, at=NOW)

    def test_a_partner_belongs_to_another_and_leaves_it(self, cast: Cast) -> None:
        with acting(cast.olga) as olga:
            self.put(cast, cast.vega, cast.polaris)
            leave_parent(partner=cast.vega, by=olga, at=NOW)
            assert [(name, changes) for name, _actor, changes in told(cast.vega)] == [
                ("partners.parent.set", {"Parent": ["", "Polaris"]}),
                ("partners.parent.left", {"Parent": ["Polaris", ""]}),
            ]

    def test_no_partner_stands_above_itself(self, cast: Cast) -> None:
        with acting(cast.olga):
            self.put(cast, cast.vega, cast.polaris)
            self.put(cast, cast.orion, cast.vega)
            for above in (cast.polaris, cast.vega, cast.orion):
                with pytest.raises(ParentIsBelow):
                    self.put(cast, cast.polaris, above)


class TestMix:
    def answer(self, cast: Cast, parts: tuple[int, int, int], on: date = TODAY) -> BusinessMix:
        shares = Shares(*(Decimal(part) for part in parts))
        return answer_business_mix(partner=cast.polaris, shares=shares, answered_date=on, by=cast.priya, at=NOW)

    def test_answers_of_other_days_stay_and_the_same_day_is_replaced(self, cast: Cast) -> None:
        with acting(cast.priya):
            self.answer(cast, (90, 10, 0), TODAY - timedelta(days=365))
            self.answer(cast, (60, 40, 0))
            self.answer(cast, (50, 25, 25))
            answers = BusinessMix.objects.order_by("answered_date").values_list("product_percent", flat=True)
            assert list(answers) == [Decimal(90), Decimal(50)]
            assert Event.objects.count() == 3

    def test_shares_that_do_not_add_up_are_refused(self, cast: Cast) -> None:
        with acting(cast.priya), pytest.raises(MixDoesNotAddUp, match="these make 110 %"):
            self.answer(cast, (60, 40, 10))

    def test_nobody_answers_from_the_future(self, cast: Cast) -> None:
        with acting(cast.priya), pytest.raises(AnsweredInFuture):
            self.answer(cast, (50, 25, 25), TODAY + timedelta(days=1))


class TestLeaving:
    def test_somebody_who_left_is_kept_with_the_last_day_and_is_nobodys_main_contact(self, cast: Cast) -> None:
        with acting(cast.priya) as priya:
            ada = add_contact(partner=cast.polaris, fields={"name": "Ada", "is_primary": True}, by=priya, at=NOW)
            mark_contact_left(contact=ada, left_date=TODAY, by=priya, at=NOW)
            assert Contact.objects.filter(pk=ada.pk, left_date=TODAY, is_primary=False).exists()
            assert told(cast.polaris)[-1][2]["Left on"] == ["", str(TODAY)]
            mark_contact_back(contact=ada, by=priya, at=NOW)
            assert Contact.objects.get(pk=ada.pk).left_date is None
            with pytest.raises(ContactHere):
                mark_contact_back(contact=ada, by=priya, at=NOW)

    def test_a_removal_taken_back_knows_the_last_day_again(self, cast: Cast) -> None:
        with acting(cast.priya) as priya:
            ada = add_contact(partner=cast.polaris, fields={"name": "Ada"}, by=priya, at=NOW)
            mark_contact_left(contact=ada, left_date=TODAY, by=priya, at=NOW)
            pk = ada.pk
            remove_contact(contact=ada, by=priya, at=NOW)
            assert restore_contact(partner=cast.polaris, contact_id=pk, by=priya, at=NOW).left_date == TODAY
