"""The form of the admin view that makes resources of files."""

from django import forms

from network.taxonomy.models import ResourceType

MOST_FILES = 50


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files, as a list."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None) -> list:
        files = [file for file in (data if isinstance(data, list) else [data]) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose {MOST_FILES} files at most at once.")
        # Empty files are refused by the gate, in its words, beside those that are good.
        return [super(SeveralFilesField, self).clean(file) for file in files or [None]]


class FilesForm(forms.Form):
    files = SeveralFilesField(
        allow_empty_file=True,
        help_text="Choose all files of the resource together. The first is its main file.",
    )


class NewResourceForm(FilesForm):
    title = forms.CharField(
        max_length=255,
        required=False,
        help_text="Leave it empty to take the title that the files themselves bear.",
    )
    resource_type = forms.ModelChoiceField(
        ResourceType.objects.all(), label="What kind of resource is it?"
    )
    field_order = ["files", "resource_type", "title"]


class NextVersionForm(FilesForm):
    files = SeveralFilesField(
        allow_empty_file=True,
        help_text=(
            "Choose all files of the version together. The first is its main file. A file is "
            "called like the one that it stands for: the one of its name, the only one, or the "
            "only one of its format. You are told which, and can change it."
        ),
    )
    change_note = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What changed?",
        help_text="For people who use the version before. Everybody can read it.",
    )
    field_order = ["files", "change_note"]
