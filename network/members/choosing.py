"""Choose a member in the Wagtail admin: a searchable list of those who may be chosen.

Only for people whom a feature lets choose (:func:`let_choose`), and only with members whose name
at least members may see: the list tells an editor no more than the directory tells a member.
"""

from collections.abc import Callable

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from network.members.enums import MembershipStatus
from network.members.models import DirectoryEntry
from network.members.models.profile import Visibility

_may_choose: list[Callable[..., bool]] = []


def let_choose(predicate: Callable[..., bool]) -> None:
    """Open the list to the users for whom ``predicate(user)`` holds."""
    _may_choose.append(predicate)


def choosable_members():
    """Accounts that may be named: approved members whose name at least members may see."""
    return (
        get_user_model()
        .objects.active()
        .filter(
            membership__status=MembershipStatus.APPROVED,
            profile__name_visibility__in=[Visibility.PUBLIC, Visibility.MEMBERS],
        )
        .order_by("name", "pk")
    )


def _with_work(people):
    """The same people with what the directory shows of them to members, to tell names apart."""
    entry = DirectoryEntry.objects.filter(profile__user=OuterRef("pk"), audience=Visibility.MEMBERS)
    return people.annotate(card=Subquery(entry.values("card")[:1]))


def _work(person) -> str:
    card = person.card or {}
    return ", ".join(card[part] for part in ("role", "organisation") if card.get(part))


class MemberFilterForm(BaseFilterForm):
    q = forms.CharField(label="Name", required=False, max_length=100)

    def filter(self, objects):
        objects = super().filter(objects)
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            objects = objects.filter(name__icontains=word)
        self.is_searching, self.search_query = bool(words), " ".join(words)
        return objects


class _ForChoosing:
    """The right to the view, and the people it knows."""

    def dispatch(self, request, *args, **kwargs):
        if not any(may_choose(request.user) for may_choose in _may_choose):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object_list(self):
        return _with_work(choosable_members())

    @property
    def columns(self):
        return [*super().columns, Column("work", label="Work", accessor=_work)]

    def get_object(self, pk):
        return choosable_members().get(pk=pk)

    def get_objects(self, pks):
        return choosable_members().filter(pk__in=pks)


class MemberChooseView(_ForChoosing, chooser.ChooseView):
    filter_form_class = MemberFilterForm


class MemberResultsView(_ForChoosing, chooser.ChooseResultsView):
    filter_form_class = MemberFilterForm


class MemberChosenView(_ForChoosing, chooser.ChosenView):
    pass


class MembersChosenView(_ForChoosing, chooser.ChosenMultipleView):
    pass


class MemberChooserViewSet(ChooserViewSet):
    model = get_user_model()
    icon = "user"
    choose_one_text = "Choose a member"
    choose_another_text = "Choose another member"
    per_page = 20
    register_widget = False
    choose_view_class = MemberChooseView
    choose_results_view_class = MemberResultsView
    chosen_view_class = MemberChosenView
    chosen_multiple_view_class = MembersChosenView


member_chooser = MemberChooserViewSet("choose_member")
