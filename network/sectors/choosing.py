"""Choose a member in the Wagtail admin: a searchable list of those who may be chosen.

Only for people who may change who coordinates a sector, and only with members whose name at least
members may see: the list tells an editor no more than the directory tells a member.
"""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from network.sectors.models import choosable_members

RIGHTS = ("sectors.add_sectorcoordinator", "sectors.change_sectorcoordinator")


class MemberFilterForm(BaseFilterForm):
    q = forms.CharField(label="Name", required=False, max_length=100)

    def filter(self, objects):
        objects = super().filter(objects)
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            objects = objects.filter(name__icontains=word)
        self.is_searching, self.search_query = bool(words), " ".join(words)
        return objects


class _ForCoordinating:
    """The right to the view, and the people it knows."""

    def dispatch(self, request, *args, **kwargs):
        if not any(request.user.has_perm(right) for right in RIGHTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object_list(self):
        return choosable_members()

    def get_object(self, pk):
        return choosable_members().get(pk=pk)

    def get_objects(self, pks):
        return choosable_members().filter(pk__in=pks)


class MemberChooseView(_ForCoordinating, chooser.ChooseView):
    filter_form_class = MemberFilterForm


class MemberResultsView(_ForCoordinating, chooser.ChooseResultsView):
    filter_form_class = MemberFilterForm


class MemberChosenView(_ForCoordinating, chooser.ChosenView):
    pass


class MembersChosenView(_ForCoordinating, chooser.ChosenMultipleView):
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
