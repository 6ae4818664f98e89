"""Campaigns and leads of the last twelve months: partners' own and the vendor's, some with a deal that came of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from prm.demo.history import History
from prm.demo.people import People, cam_on
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import Course, PartnerSpec, Vendor
from sales.calculations.customers import normalized_name
from sales.enums import LeadStage, Outcome
from sales.models import Campaign, Customer, Deal, Lead, LeadMove

_SEED_OF_LEADS = 57
# Name, channel, days that it runs. The vendor's own have no partner: their leads are handed out.
_CAMPAIGNS = (
    ("Ransomware webinar series", "Webinar", 21),
    ("Backup check by e-mail", "E-mail", 30),
    ("Regional user day", "Event", 2),
    ("Search ads: cloud storage", "Paid search", 60),
    ("LinkedIn series for IT leads", "Social media", 45),
)
_OWN = (("Website enquiries", "Content", 345, 330), ("Data protection fair", "Trade fair", 210, 4))
_ASLEEP = (Course.SILENT, Course.RECRUITED)
# The first partners plan their marketing by the quarter: what came of that is told with their plans.
_PLANNING = 6
_WITH_CAMPAIGNS = 18
_EARLY, _LATE = 340, 110
_WINS_AFTER = timedelta(days=130)
_MOST_DEALS = 4
_ON = {LeadStage.MQL: 0.34, LeadStage.SAL: 0.6, LeadStage.SQL: 0.55}
_LOST = 0.3
_REASONS = ("No budget", "Student project", "Bought elsewhere", "Could not be reached", "Too small", "Only curious")
_FIRST = "Ada Ben Cleo Dan Eve Finn Gwen Hugo Iris Jon Kara Liam Mona Nils Olga Paul Rosa Sven Tara Uwe"
_LAST = "Abel Brandt Costa Dietz Ek Fontana Grau Holm Ivers Jansen Klein Lund Moreau Novak Oster Price"
_TRADES = "Clinic Works Partners Foundry Academy Studios Transport Bakery"


@dataclass
class _Planter:
    """Makes the campaigns and leads of one vendor, gathering rows to be written at once."""

    vendor: Vendor
    profiles: Profiles
    people: People
    history: History
    customers: Sequence[Customer]
    deals: dict[UUID, list[Deal]]
    random: Random
    at: datetime
    campaigns: list[Campaign] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    moves: list[LeadMove] = field(default_factory=list)

    def plant(self) -> None:
        awake = [spec for spec in self.vendor.partners if spec.cam and spec.course not in _ASLEEP][:_WITH_CAMPAIGNS]
        for place, spec in enumerate(awake):
            for ago in (_EARLY,) if place < _PLANNING else (_EARLY - 40, _LATE):
                self._of_partner(spec, place, ago + self.random.randint(-15, 15))
        for name, channel, ago, days in _OWN:
            campaign = self._campaign(None, name, channel, ago, days)
            for spec in awake:
                self._fill(campaign, spec, self.random.randint(2, 5), [])

    def _of_partner(self, spec: PartnerSpec, place: int, ago: int) -> None:
        name, channel, days = _CAMPAIGNS[(place + (ago < _EARLY - 60)) % len(_CAMPAIGNS)]
        campaign = self._campaign(spec, name, channel, ago, days)
        size = 30 if spec.yearly >= 400 else 18
        self._fill(campaign, spec, size + self.random.randint(-6, 8), self._deals(spec, campaign))

    def _campaign(self, spec: PartnerSpec | None, name: str, channel: str, ago: int, days: int) -> Campaign:
        start = self.history.ago(ago)
        number = len(self.campaigns) + 1
        campaign = ours(
            Campaign(
                partner=self.profiles[spec.name] if spec else None,
                external_id=f"{self.vendor.slug[0].upper()}-K{number:03d}",
                name=f"{name} {start:%b %Y}",
                channel=channel,
                start_date=start,
                end_date=start + timedelta(days=days),
            )
        )
        self.campaigns.append(campaign)
        return campaign

    def _deals(self, spec: PartnerSpec, campaign: Campaign) -> list[Deal]:
        """Deals of the partner that began soon after the campaign, won ones first."""
        assert campaign.end_date is not None
        within = [
            deal
            for deal in self.deals.get(self.profiles[spec.name].pk, [])
            if deal.engaged_date and campaign.start_date <= deal.engaged_date <= campaign.end_date + _WINS_AFTER
        ]
        chosen = sorted(within, key=lambda deal: deal.stage.outcome_enum is not Outcome.WON)[:_MOST_DEALS]
        for deal in chosen:
            self.deals[deal.partner_id].remove(deal)
        return chosen

    def _fill(self, campaign: Campaign, spec: PartnerSpec, count: int, deals: Sequence[Deal]) -> None:
        assert campaign.end_date is not None
        last = min(campaign.end_date + timedelta(days=14), self.history.last)
        for touched in deals[1:2]:  # nobody linked it: the campaign had a part in it all the same
            self._lead(campaign, spec, min(touched.engaged_date or last, last), None, touched.customer)
        deals = [*deals[:1], *deals[2:]]
        for number in range(count):
            day = campaign.start_date + timedelta(days=self.random.randint(0, (last - campaign.start_date).days))
            deal = deals[number] if number < len(deals) else None
            self._lead(campaign, spec, min(day, deal.engaged_date or day) if deal else day, deal)

    def _lead(
        self, campaign: Campaign, spec: PartnerSpec, entered: date, deal: Deal | None, buyer: Customer | None = None
    ) -> None:
        customer = buyer or (deal.customer if deal and deal.customer else self._somebody())
        company = (
            customer.name if customer else f"{self.random.choice(_LAST.split())} {self.random.choice(_TRADES.split())}"
        )
        first, family = self._one_of(_FIRST), self._one_of(_LAST)
        steps = self._steps(entered, deal)
        lead = ours(
            Lead(
                partner=self.profiles[spec.name],
                campaign=campaign,
                customer=customer,
                deal=deal,
                external_id=f"{self.vendor.slug[0].upper()}-L{len(self.leads) + 1:04d}",
                company_name=company,
                normalized_name=normalized_name(company),
                contact_name=f"{first} {family}",
                email=f"{first}.{family}@{company.replace(' ', '-')}.example".lower(),
                amount=Decimal(self.random.randint(4, 60) * 500) if len(steps) > 1 else None,
                stage=steps[-1][0],
                stage_date=steps[-1][1],
                entered_date=entered,
                decline_reason=self.random.choice(_REASONS) if steps[-1][0] is LeadStage.LOST else "",
            )
        )
        self.leads.append(lead)
        self.moves.extend(self._moves(lead, spec, steps))

    def _one_of(self, words: str) -> str:
        return self.random.choice(words.split())

    def _somebody(self) -> Customer | None:
        return self.random.choice(self.customers) if self.random.random() < 0.6 else None

    def _steps(self, entered: date, deal: Deal | None) -> list[tuple[LeadStage, date]]:
        """Where it went and when, none of it after the last day of the data."""
        day, steps = entered, [(LeadStage.INQUIRY, entered)]
        for stage, chance in _ON.items():
            if deal is None and self.random.random() > chance:
                break
            day += timedelta(days=self.random.randint(2, 16))
            if day > self.history.last:
                return steps
            steps.append((stage, day))
        closed = deal.stage.outcome_enum if deal else Outcome.OPEN
        if deal and closed.is_closed:
            steps.append((LeadStage(closed.value), max(deal.closed_date or day, day)))
        elif deal is None and self.random.random() < _LOST and day + timedelta(days=20) <= self.history.last:
            steps.append((LeadStage.LOST, day + timedelta(days=20)))
        return steps

    def _moves(self, lead: Lead, spec: PartnerSpec, steps: list[tuple[LeadStage, date]]) -> Iterator[LeadMove]:
        for place, (stage, day) in enumerate(steps):
            cam = cam_on(day, spec, self.vendor, self.history)
            yield ours(
                LeadMove(
                    lead=lead,
                    partner=lead.partner,
                    from_stage=steps[place - 1][0] if place else "",
                    to_stage=stage,
                    moved_date=day,
                    moved_by=self.people[cam] if cam and place else None,
                    recorded_at=self.at - timedelta(minutes=60 - place),
                )
            )


def plant_leads(vendor: Vendor, profiles: Profiles, people: People, history: History, *, at: datetime) -> None:
    """Write campaigns, leads and how these moved. Needs the deals.

    Random numbers of its own: other parts of the demo stay as they are when this one changes.
    """
    deals: dict[UUID, list[Deal]] = {}
    for deal in Deal.objects.select_related("stage", "customer").order_by("external_id"):
        deals.setdefault(deal.partner_id, []).append(deal)
    planter = _Planter(
        vendor=vendor,
        profiles=profiles,
        people=people,
        history=history,
        customers=list(Customer.objects.order_by("external_id")),
        deals=deals,
        random=Random(vendor.seed + _SEED_OF_LEADS),
        at=at,
    )
    planter.plant()
    Campaign.objects.bulk_create(planter.campaigns)
    Lead.objects.bulk_create(planter.leads, batch_size=1000)
    LeadMove.objects.bulk_create(planter.moves, batch_size=1000)
