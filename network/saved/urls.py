"""/me/saved/…"""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from network.saved.views import buttons, items, lists


class PageIdConverter(IntConverter):
    """A number that fits every database; a longer one is no address here."""

    regex = "[0-9]{1,9}"


register_converter(PageIdConverter, "page_id")

urlpatterns = [
    path("", lists.index, name="saved"),
    path("page/<page_id:page_id>/", buttons.choose, name="saved_choose"),
    path("page/<page_id:page_id>/save/", buttons.save, name="saved_save"),
    path("page/<page_id:page_id>/remove/", buttons.take_out, name="saved_take_out"),
    path("item/<uuid:public_id>/", items.edit, name="saved_item"),
    path("item/<uuid:public_id>/remove/", items.remove, name="saved_item_remove"),
    path("item/<uuid:public_id>/place/", items.shift, name="saved_item_shift"),
    path("<uuid:public_id>/", lists.one_list, name="saved_list"),
    path("<uuid:public_id>/name/", lists.rename, name="saved_rename"),
    path("<uuid:public_id>/delete/", lists.delete, name="saved_delete"),
    path("<uuid:public_id>/place/", lists.shift, name="saved_shift"),
]
