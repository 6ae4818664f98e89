"""Accounts are global; a membership ties one to a tenant, and carries all that the tenant knows of the person."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from prm.people.permissions import ROLE_PERMISSIONS, Permission, Role
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import Reach, TenantScope

_REACH = {Role.CAM: Reach.CAM, Role.CHAMPION: Reach.PARTNER, Role.MEMBER: Reach.PARTNER}


class UserManager(BaseUserManager["User"]):
    """Makes accounts by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password it can only be entered by a reset link. The address is lower-cased."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The operator's account: may enter the admin, and no tenant."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """One person's account, for all vendors and partners they work with. Nothing inside a tenant joins to it."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class Membership(TenantModel):
    """A person's place in a tenant: role, and for partner people their partner.

    `user` is empty for somebody the tenant knows (an imported CAM, an open invitation) who has not signed in yet.
    """

    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in Role])
    # No ForeignKey: partners stand above people in the import order. `partners` adds the composite key.
    partner_id = models.UUIDField(null=True, blank=True)
    display_name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    external_id = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("people_membership"),
            models.UniqueConstraint(
                fields=["tenant", "user"],
                condition=models.Q(ended_at=None, user__isnull=False),
                name="people_membership_one_per_user",
            ),
            # By partner too: else a partner's champion could find out whom else the tenant knows.
            models.UniqueConstraint(
                "tenant",
                "partner_id",
                Lower("email"),
                nulls_distinct=False,
                condition=~models.Q(email="") & models.Q(ended_at=None),
                name="people_membership_one_per_email",
                violation_error_message="Somebody with this e-mail address is already here.",
            ),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="people_membership_external_id",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["champion", "member"], partner_id__isnull=False)
                | models.Q(role__in=["chief", "cam", "marketing", "operations"], partner_id__isnull=True),
                name="people_membership_partner_iff_partner_role",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="people_membership_user")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def role_enum(self) -> Role:
        return Role(self.role)

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that the role may do."""
        return ROLE_PERMISSIONS[self.role_enum]

    def may(self, permission: Permission) -> bool:
        """True when the role has the permission and the membership has not ended."""
        return self.ended_at is None and permission in self.permissions

    def scope(self) -> TenantScope:
        """The scope in which this member's requests and tasks run."""
        return TenantScope(
            tenant_id=self.tenant_id,
            reach=_REACH.get(self.role_enum, Reach.STAFF),
            membership_id=self.pk,
            partner_id=self.partner_id,
            user_id=self.user_id,
        )


class Invitation(TenantModel):
    """An invitation by e-mail to take up a membership. The link's secret is stored hashed."""

    membership = TenantForeignKey(Membership, models.DO_NOTHING)
    # As on the membership: for the policies of partner people, who invite their own colleagues.
    partner_id = models.UUIDField(null=True, blank=True)
    secret_hash = models.CharField(max_length=64)
    invited_by_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("people_invitation"),
            tenant_fk("people_invitation", "membership", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "secret_hash"], name="people_invitation_secret"),
        ]

    def __str__(self) -> str:
        return f"Invitation by {self.invited_by_name}"

    def is_open(self, *, at: datetime) -> bool:
        """True while the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class ApiToken(TenantModel):
    """A member's key to the API of one tenant. Only its hash is stored; it ends with the membership."""

    membership = TenantForeignKey(Membership, models.DO_NOTHING)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("people_apitoken"),
            tenant_fk("people_apitoken", "membership", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "secret_hash"], name="people_apitoken_secret"),
        ]

    def __str__(self) -> str:
        return self.name
