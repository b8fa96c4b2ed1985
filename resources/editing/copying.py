"""Wagtail's form for copying a page, as far as a resource may be copied."""

from network.pages.copying import CopyPageForm


class CopyResourceForm(CopyPageForm):
    """Makes a draft, always: what is published passes the checklist first."""

    left_out = (*CopyPageForm.left_out, "publish_copies")
