from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from prm.documents.enums import PDF, FileKind
from prm.documents.models import StoredFile
from prm.documents.operations.store_file import LONGEST_NAME, safe_name, store_file
from prm.people.models import Membership
from prm.tenancy.scope import NoTenantScope, in_tenant
from tests.cast import NOW, Cast


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def review(cast: Cast) -> StoredFile:
    """A review's PDF of Polaris, made by Bob."""
    return stored(cast, FileKind.QBR_PDF)


def stored(cast: Cast, kind: FileKind, *, of_a_partner: bool = True, name: str = "Review Q2.pdf") -> StoredFile:
    with in_tenant(cast.acme.pk):
        return store_file(
            content=b"%PDF-1.7 canary",
            filename=name,
            content_type=PDF,
            kind=kind,
            partner_id=cast.polaris.pk if of_a_partner else None,
            by=cast.bob,
            at=NOW,
        )


def status(cast: Cast, member: Membership, file: StoredFile, slug: str = "acme") -> int:
    return cast.client(member).get(f"/t/{slug}/files/{file.pk}/").status_code


@pytest.mark.django_db
def test_a_file_is_kept_under_a_random_key_of_its_tenant(cast: Cast, review: StoredFile, media: Path) -> None:
    assert review.storage_key.startswith(f"t/{cast.acme.pk}/")
    assert "Review" not in review.storage_key
    assert (media / review.storage_key).read_bytes() == b"%PDF-1.7 canary"
    assert (review.size, review.kind, review.created_by) == (15, "qbr.pdf", cast.bob)


@pytest.mark.django_db
def test_a_download_is_saved_and_never_shown(cast: Cast, review: StoredFile) -> None:
    response = cast.client(cast.bob).get(f"/t/acme/files/{review.pk}/")
    assert b"".join(response) == b"%PDF-1.7 canary"
    assert response["Content-Disposition"] == 'attachment; filename="Review Q2.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
def test_only_those_who_see_the_partner_reach_its_files(cast: Cast, review: StoredFile) -> None:
    may = {name: status(cast, getattr(cast, name), review) for name in ("alice", "olga", "bob", "priya", "noor")}
    assert may == dict.fromkeys(may, 200)
    may_not = {name: status(cast, getattr(cast, name), review) for name in ("dana", "omar")}
    assert may_not == dict.fromkeys(may_not, 404)


@pytest.mark.django_db
def test_another_tenants_chief_finds_nothing_under_either_slug(cast: Cast, review: StoredFile) -> None:
    assert status(cast, cast.charlie, review) == 404
    assert status(cast, cast.charlie, review, slug="globex") == 404


@pytest.mark.django_db
def test_a_file_of_nobody_in_particular_stays_with_the_staff_who_may(cast: Cast) -> None:
    rejects = stored(cast, FileKind.IMPORT_REJECTS, of_a_partner=False)
    assert status(cast, cast.olga, rejects) == 200
    assert {status(cast, member, rejects) for member in (cast.mark, cast.bob, cast.priya)} == {404}


@pytest.mark.django_db
def test_a_kind_that_the_role_may_not_read_is_not_there(cast: Cast) -> None:
    rejects = stored(cast, FileKind.IMPORT_REJECTS)
    assert {status(cast, member, rejects) for member in (cast.bob, cast.priya)} == {404}


@pytest.mark.django_db
def test_a_file_that_is_gone_or_of_an_unknown_kind_is_not_there(cast: Cast, review: StoredFile, media: Path) -> None:
    with in_tenant(cast.acme.pk):
        StoredFile.objects.filter(pk=review.pk).update(kind="qbr.fax")
    assert status(cast, cast.alice, review) == 404
    with in_tenant(cast.acme.pk):
        StoredFile.objects.filter(pk=review.pk).update(kind="qbr.pdf")
    (media / review.storage_key).unlink()
    assert status(cast, cast.alice, review) == 404


@pytest.mark.django_db
def test_an_unknown_id_answers_like_a_foreign_one(cast: Cast, review: StoredFile) -> None:
    client = cast.client(cast.dana)
    foreign, unknown = (client.get(f"/t/acme/files/{key}/").status_code for key in (review.pk, uuid4()))
    assert (foreign, unknown) == (404, 404)


def test_nothing_is_stored_outside_of_a_tenant() -> None:
    with pytest.raises(NoTenantScope):
        store_file(
            content=b"",
            filename="a",
            content_type=PDF,
            kind=FileKind.EXPORT,
            partner_id=None,
            by=None,
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("QBR Q4 FY26, Café & Söhne.pdf", "QBR Q4 FY26, Café & Söhne.pdf"),
        ("../../etc/passwd", "etc passwd"),
        ('a"\r\nSet-Cookie: x=1.pdf', "a Set-Cookie x=1.pdf"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_made_harmless(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_sent(name: str) -> None:
    kept = safe_name(name)
    assert 0 < len(kept) <= LONGEST_NAME
    assert not set(kept) & set('/\\"\r\n\x00')
