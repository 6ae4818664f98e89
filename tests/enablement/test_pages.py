"""Training and tasks through the browser's door."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask, TaskTemplate
from partners.models import Partner
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.enablement.samples import asked, certification, certified, person

SETTINGS = "/t/acme/settings/training/"
LISTS = ("", "requirements/", "task-templates/")
MANY = "/t/acme/tasks-for-many/"


def today() -> date:
    return timezone.now().date()


def ahead(days: int) -> date:
    return today() + timedelta(days=days)


def tab(partner: Partner, path: str = "") -> str:
    return f"/t/acme/partners/{partner.pk}/training/{path}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def fill(cast: Cast, rows: int) -> None:
    """Polaris in Gold, with certificates, requirements and tasks."""
    with in_tenant(cast.acme.pk):
        Partner.objects.filter(pk=cast.polaris.pk).update(tier="Gold")
        kind = certification(family="Cloud")
        for number in range(rows):
            certified(person(cast.polaris, f"Person {number}"), kind, ahead(-100), ahead(20))
            CertificateRequirement.objects.create(label=f"Requirement {number}", tier="Gold", count=2)
            asked(cast.polaris, ahead(-5), f"Task {number}")


class TestTab:
    def test_both_sides_see_what_is_held_asked_for_and_to_be_done(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            Partner.objects.filter(pk=cast.polaris.pk).update(tier="Gold")
            kind = certification(family="Cloud")
            certified(person(cast.polaris, "Ada"), kind, ahead(-700), ahead(30))
            certified(person(cast.polaris, "Ben"), kind, ahead(-800), ahead(-70))
            certified(person(cast.polaris, "Cleo", left_date=ahead(-1)), kind, ahead(-100))
            CertificateRequirement.objects.create(label="Architects", tier="Gold", certification=kind, count=2)
            CertificateRequirement.objects.create(label="Platinum only", tier="Platinum", count=2)
            asked(cast.polaris, ahead(-3), "Sign")
            asked(cast.polaris, ahead(200), "Plan")
            asked(cast.polaris, ahead(-30), "Start", done_date=ahead(-20))
        for who in ("bob", "priya", "mark"):
            shown = text_of(cast.client(getattr(cast, who)).get(tab(cast.polaris)))
            for words in (
                "Gold asks for",
                "1 / 2",
                "1 missing",
                "Expires in 30 days",
                "Expired",
                "Left with the person",
            ):
                assert words in shown, (who, words)
            assert "1 valid" in shown and "1 overdue" in shown and "Platinum only" not in shown
            assert ("Mark as done: Sign" in shown) is (who == "bob")

    def test_a_renewed_certificate_is_not_called_expired(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            kind, ada = certification(), person(cast.polaris)
            certified(ada, kind, ahead(-800), ahead(-70))
            certified(ada, kind, ahead(-75), ahead(600))
        shown = text_of(cast.client(cast.bob).get(tab(cast.polaris)))
        assert "Renewed" in shown and "Expired" not in shown

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_takes_the_same_queries_for_one_row_and_for_three(self, cast: Cast, rows: int) -> None:
        fill(cast, rows)
        bob = cast.client(cast.bob)
        bob.get(tab(cast.polaris))
        with CaptureQueriesContext(connection) as captured:
            assert bob.get(tab(cast.polaris)).status_code == 200
        assert len([each for each in captured if 'FROM "enablement_' in each["sql"]]) == 3

    def test_a_partner_out_of_reach_is_not_there(self, cast: Cast) -> None:
        for who, partner in (("bob", cast.orion), ("priya", cast.vega), ("alice", cast.zenith)):
            assert cast.client(getattr(cast, who)).get(tab(partner)).status_code == 404


class TestCertificates:
    def test_one_is_added_corrected_and_removed(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            kind, ada = certification(valid_months=12), person(cast.polaris)
        bob = cast.client(cast.bob)
        sent = {"contact": ada.pk, "certification": kind.pk, "issued_date": "2026-01-31"}
        shown = text_of(bob.post(tab(cast.polaris, "certificates/new/"), sent, follow=True))
        assert "The certificate of Ada was added." in shown and "31 Jan 2027" in shown
        with in_tenant(cast.acme.pk):
            path = f"certificates/{Certificate.objects.get().pk}/"
        wrong = bob.post(tab(cast.polaris, path), {**sent, "expires_date": "2025-01-31"})
        assert wrong.status_code == 422 and "must not be before the day of issue" in text_of(wrong)
        assert "31 Jan 2028" in text_of(
            bob.post(tab(cast.polaris, path), {**sent, "expires_date": "2028-01-31"}, follow=True)
        )
        bob.post(tab(cast.polaris, f"{path}removal/"))
        with in_tenant(cast.acme.pk):
            assert not Certificate.objects.exists()

    def test_another_partners_people_cannot_be_chosen(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            sent = {"contact": person(cast.vega).pk, "certification": certification().pk, "issued_date": "2026-01-31"}
        assert cast.client(cast.bob).post(tab(cast.polaris, "certificates/new/"), sent).status_code == 422

    def test_a_contact_that_holds_some_is_kept_and_it_is_said_what_to_do(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            ada = person(cast.polaris)
            certified(ada, certification(), ahead(-10))
        url = f"/t/acme/partners/{cast.polaris.pk}/contacts/{ada.pk}/removal/"
        shown = text_of(cast.client(cast.priya).post(url, follow=True))
        assert "Ada holds certificates." in shown and "Mark as left" in shown


class TestTasks:
    def test_it_is_ticked_and_the_message_undoes_it(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            task = asked(cast.polaris, ahead(-1), "Sign")
        bob, path = cast.client(cast.bob), f"tasks/{task.pk}/"
        shown = text_of(bob.post(tab(cast.polaris, f"{path}completion/"), follow=True))
        assert "Done: Sign" in shown and tab(cast.polaris, f"{path}reopening/") in shown and "Late" in shown
        assert "was done meanwhile" in text_of(bob.post(tab(cast.polaris, f"{path}completion/"), follow=True))
        assert "Open again: Sign" in text_of(bob.post(tab(cast.polaris, f"{path}reopening/"), follow=True))

    def test_one_is_added_changed_and_removed(self, cast: Cast) -> None:
        bob = cast.client(cast.bob)
        sent = {"name": "Plan", "kind": "plan", "due_date": "2026-12-31"}
        bob.post(tab(cast.polaris, "tasks/new/"), sent)
        again = bob.post(tab(cast.polaris, "tasks/new/"), sent)
        assert again.status_code == 422 and "for that day already" in text_of(again)
        with in_tenant(cast.acme.pk):
            path = f"tasks/{RequiredTask.objects.get().pk}/"
        assert "Bigger plan" in text_of(bob.post(tab(cast.polaris, path), {**sent, "name": "Bigger plan"}, follow=True))
        bob.post(tab(cast.polaris, f"{path}removal/"))
        with in_tenant(cast.acme.pk):
            assert not RequiredTask.objects.exists()

    def test_a_partner_ticks_none(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            task = asked(cast.polaris, ahead(-1), "Sign")
        assert cast.client(cast.priya).post(tab(cast.polaris, f"tasks/{task.pk}/completion/")).status_code == 404

    def test_many_are_counted_before_they_are_asked(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            Partner.objects.filter(pk__in=[cast.polaris.pk, cast.orion.pk]).update(tier="Gold")
        sent = {"name": "Plan", "kind": "plan", "due_date": "2026-12-31", "tier": "Gold"}
        for who, words, count in (("bob", "1 partner fit", 1), ("alice", "2 partners fit", 2)):
            client = cast.client(getattr(cast, who))
            assert words in text_of(client.post(MANY, sent))
            with in_tenant(cast.acme.pk):
                assert RequiredTask.objects.count() == count - 1
            client.post(MANY, {**sent, "sure": "1"})
            with in_tenant(cast.acme.pk):
                assert RequiredTask.objects.count() == count
        assert "No partner fits" in text_of(
            cast.client(cast.bob).post(MANY, {**sent, "region": "", "life_stage": "lapsed"})
        )


class TestSettings:
    @pytest.mark.parametrize(
        ("path", "model", "sent"),
        [
            ("certifications/", Certification, {"name": "Sales basics", "family": "Sales", "valid_months": "12"}),
            (
                "requirements/",
                CertificateRequirement,
                {"label": "Sales basics", "tier": "Gold", "count": "2"},
            ),
            ("task-templates/", TaskTemplate, {"name": "Sales basics", "kind": "onboarding"}),
        ],
    )
    def test_an_entry_is_added_changed_and_removed(
        self, cast: Cast, path: str, model: Any, sent: dict[str, str]
    ) -> None:
        olga = cast.client(cast.olga)
        url, listed = f"{SETTINGS}{path}", SETTINGS + path.removeprefix("certifications/")
        assert "Sales basics was added." in text_of(olga.post(listed, sent, follow=True))
        assert olga.post(listed, sent).status_code == 422
        with in_tenant(cast.acme.pk):
            row = model.objects.get()
        key = "label" if "label" in sent else "name"
        assert "Sales advanced was saved." in text_of(
            olga.post(f"{url}{row.pk}/", {**sent, key: "Sales advanced"}, follow=True)
        )
        assert "Sales advanced was removed." in text_of(olga.post(f"{url}{row.pk}/removal/", follow=True))

    def test_a_certification_in_use_says_why_it_stays(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            kind = certification()
            certified(person(cast.polaris), kind, ahead(-10))
        shown = cast.client(cast.olga).post(f"{SETTINGS}certifications/{kind.pk}/removal/", follow=True)
        assert "People hold this certificate" in text_of(shown)

    @pytest.mark.parametrize("path", LISTS)
    def test_they_are_for_operations(self, cast: Cast, path: str) -> None:
        for who, status in (("olga", 200), ("alice", 200), ("bob", 404), ("priya", 404), ("mark", 404)):
            assert cast.client(getattr(cast, who)).get(SETTINGS + path).status_code == status

    def test_missing_tasks_of_newcomers_are_added_on_request(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            Partner.objects.filter(pk=cast.polaris.pk).update(joined_date=ahead(-2))
            TaskTemplate.objects.create(name="Sign", due_days_after_joining=14)
        shown = cast.client(cast.olga).post(f"{SETTINGS}task-templates/joining/", follow=True)
        assert "1 task added." in text_of(shown)
