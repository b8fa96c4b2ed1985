"""The editor's form of a resource: what was public stays, and the field says what to do instead."""

from django.forms import BaseFormSet, Form
from wagtail.admin.forms import WagtailAdminPageForm

from resources.models.public_versions import (
    Breach,
    Issue,
    Kept,
    breaches,
    is_withdrawn,
    public_issues,
    version_stays,
)


class ResourcePageForm(WagtailAdminPageForm):
    """Refuses, for a draft too, what could not be published; nothing that was typed is lost."""

    _keeps_public: bool | None = None

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if self._keeps_public is None and self.is_bound:
            self._keeps_public = self._look_at_versions()
        return is_valid and bool(self._keeps_public)

    def _look_at_versions(self) -> bool:
        public = public_issues(self.instance.pk)
        formset = self.formsets.get("versions")
        if not public or formset is None:
            return True
        may_lose = is_withdrawn(self.instance.pk)
        _ = formset.errors  # what was sent is read with them
        found = [
            _refused(formset, form, public[form.instance.number], may_lose)
            for form in formset.forms
            if form.instance.number in public
        ]
        return not any(found)


def _refused(formset: BaseFormSet, form: Form, public: Issue, may_lose: bool) -> bool:
    """Whether one version's form changes what stays; its fields say so then."""
    if _is_binned(form):
        if may_lose:
            return False
        _take_out_of_the_bin(form)
        form.add_error(None, version_stays(public.number))
        return True
    files = form.formsets["files"]
    _ = files.errors
    found = breaches(public, _issue_of(form, files, public), may_lose=may_lose)
    missing = {breach.document_id for breach in found if breach.kept == Kept.FILE}
    for breach in found:
        _say(form, files, breach, missing)
    return bool(found)


def _issue_of(form: Form, files: BaseFormSet, public: Issue) -> Issue:
    rows = [row for row in files.forms if not _is_binned(row)]
    rows.sort(key=lambda row: row.cleaned_data.get("ORDER") or len(rows) + 1)
    chosen = [row.cleaned_data.get("document") for row in rows]
    # A day that cannot be read has its own error.
    day = form.cleaned_data.get("released_date") or public.released_date
    return Issue(public.number, day, {one.pk: one.title for one in chosen if one})


def _say(form: Form, files: BaseFormSet, breach: Breach, missing: set) -> None:
    """Put the words where they belong: at the day, at the file's row, or else at the version. Where
    one file was chosen instead of another, only what is said of the missing one."""
    if breach.kept == Kept.DATE:
        form.add_error("released_date", breach.words)
        return
    for row in files.forms:
        was, chosen = row.initial.get("document"), row.cleaned_data.get("document")
        if breach.document_id == (chosen and chosen.pk) and not _is_binned(row):
            if was not in missing:
                row.add_error("document", breach.words)
            return
        if breach.kept == Kept.FILE and breach.document_id == was:
            _take_out_of_the_bin(row)
            row.add_error("document", breach.words)
            return
    form.add_error(None, breach.words)


def _is_binned(form: Form) -> bool:
    return bool(form.cleaned_data.get("DELETE"))


def _take_out_of_the_bin(form: Form) -> None:
    """Show it again: the form hides what is to be removed, and nobody would see why it stays."""
    form.data = form.data.copy()
    form.data[form.add_prefix("DELETE")] = ""
