"""Accounts in the Wagtail admin: an e-mail address, one name, roles. Administrators only.

Passwords are never set here: people set their own through the sign-in pages.
"""

from django.contrib.auth import get_user_model
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as BaseUserViewSet

FIELDS = ["email", "name", "is_active", "is_superuser", "groups"]


class AccountCreationForm(UserCreationForm):
    first_name = None
    last_name = None

    class Meta:
        model = get_user_model()
        fields = FIELDS


class AccountEditForm(UserEditForm):
    first_name = None
    last_name = None

    class Meta:
        model = get_user_model()
        fields = FIELDS


class UserViewSet(BaseUserViewSet):
    template_prefix = "admin/members/"

    def get_form_class(self, for_update: bool = False):
        return AccountEditForm if for_update else AccountCreationForm
