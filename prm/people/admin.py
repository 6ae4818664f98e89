"""The operator's admin: accounts and nothing of any tenant."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from prm.people.models import User


class OperatorSite(admin.AdminSite):
    """Entered through the same sign-in as everything else, by accounts that are marked as the operator's."""

    site_header = site_title = "Tandem operator"
    index_title = "Platform"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and user.is_active and user.is_staff and user.is_superuser


class UserAdmin(admin.ModelAdmin[User]):
    """Accounts may be looked at and closed; passwords are chosen by their owners only."""

    list_display = ("email", "name", "is_active", "last_login")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "last_login", "date_joined")
    readonly_fields = ("email", "last_login", "date_joined")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


operator = OperatorSite(name="operator")
operator.login = secure_admin_login(operator.login)  # type: ignore[method-assign]
operator.register(User, UserAdmin)
