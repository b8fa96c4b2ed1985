"""Roles in the Wagtail admin. The circles of members are not there: nobody edits them, and so
nobody gives every member a right by a slip."""

from django.contrib.auth.models import Group
from django.http import Http404
from wagtail.users.views import groups


class _RolesOnlyMixin:
    def get_object(self, queryset=None) -> Group:
        group = super().get_object(queryset)
        if Group.objects.filter(pk=group.pk, circle__isnull=False).exists():
            raise Http404("The circles of members are not edited.")
        return group


class IndexView(groups.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().filter(circle__isnull=True)


class EditView(_RolesOnlyMixin, groups.EditView):
    """One role."""


class DeleteView(_RolesOnlyMixin, groups.DeleteView):
    """Delete one role."""


class GroupViewSet(groups.GroupViewSet):
    index_view_class = IndexView
    edit_view_class = EditView
    delete_view_class = DeleteView
