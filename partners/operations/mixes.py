"""What a partner says its revenue is made of."""

from datetime import date, datetime

from partners import events
from partners.calculations.mix import Shares
from partners.models import BusinessMix, Partner
from partners.operations.saving import save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership


class MixDoesNotAddUp(Refused):
    """The three shares must add up to 100 %."""


class AnsweredInFuture(Refused):
    """The answer cannot be from a day to come."""

    field = "answered_date"


def answer_business_mix(
    *, partner: Partner, shares: Shares, answered_date: date, by: Membership, at: datetime
) -> BusinessMix:
    """Keep an answer; a second one on the same day replaces the first. Earlier days stay, to show the shift.

    Shares are percent and add up to 100, give or take 1 (`MixDoesNotAddUp`).
    """
    if not shares.add_up:
        raise MixDoesNotAddUp(f"The three shares must add up to 100 %; these make {shares.total.normalize():f} %.")
    if answered_date > at.date():
        raise AnsweredInFuture
    mix = BusinessMix.objects.filter(partner=partner, answered_date=answered_date).first()
    before = str(mix or "")
    mix = mix or BusinessMix(partner=partner, answered_date=answered_date)
    mix.product_percent, mix.professional_percent = shares.product, shares.professional
    mix.managed_percent = shares.managed
    save_checked(mix)
    if before != str(mix):
        changes = {"Product / professional / managed services, %": [before, str(mix)]}
        record(events.MIX_ANSWERED, subject=partner, by=by, at=at, partner_id=partner.pk, changes=changes)
    return mix
