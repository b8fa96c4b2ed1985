"""Accounts in the Wagtail admin: an e-mail address, one name, roles. Administrators only.

Passwords are never set here: people set their own through the sign-in pages.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as BaseUserViewSet

from network.members import circles
from network.members.signing_in import sessions

FIELDS = ["email", "name", "is_active", "is_superuser", "groups"]


class RolesOnlyMixin:
    """Offer roles, never the circles of members, which follow from membership and profile."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "groups" in self.fields:
            self.fields["groups"].queryset = Group.objects.filter(circle__isnull=True)
            self.fields["groups"].label = "Roles"

    def _save_m2m(self) -> None:
        super()._save_m2m()
        circles.keep_in_step(self.instance)


class AccountCreationForm(RolesOnlyMixin, UserCreationForm):
    first_name = None
    last_name = None

    class Meta:
        model = get_user_model()
        fields = FIELDS


class AccountEditForm(RolesOnlyMixin, UserEditForm):
    first_name = None
    last_name = None

    class Meta:
        model = get_user_model()
        fields = FIELDS

    def save(self, commit: bool = True):
        """Switching an account off ends its sessions for good, also if it is switched on again."""
        user = super().save(commit=commit)
        if commit and "is_active" in self.changed_data and not user.is_active:
            sessions.end_all(user)
        return user


class UserViewSet(BaseUserViewSet):
    template_prefix = "admin/members/"

    def get_form_class(self, for_update: bool = False):
        return AccountEditForm if for_update else AccountCreationForm
