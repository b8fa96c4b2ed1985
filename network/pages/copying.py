"""Wagtail's form for copying a page, as far as the pages of this site may be copied."""

from wagtail.admin.forms.pages import CopyForm


class CopyPageForm(CopyForm):
    """Makes a page of its own, never an alias: one that stays the same as its original would be one
    text at two addresses, found, listed and cited twice."""

    left_out = ("alias",)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.left_out:
            self.fields.pop(field, None)
