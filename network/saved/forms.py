"""Forms of saved pages. They clean input; :mod:`network.saved.lists` writes."""

from datetime import datetime

from django import forms
from django.db import transaction

from network.forms import LineField, SiteForm
from network.saved import lists
from network.saved.models import SavedItem, SavedList

NAME = {
    "max_length": 80,
    "needs_letter": False,
    "widget": forms.TextInput(attrs={"autocomplete": "off"}),
}


class ListNameForm(SiteForm):
    """The name of a list."""

    name = LineField(
        label="Name of the list",
        help_text="For example “Team day in March”. Only you see it.",
        error_messages={"required": "Give the list a name."},
        **NAME,
    )


class NewListForm(ListNameForm):
    """The name of a new list."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if SavedList.objects.visible_to(self.user).filter(name__iexact=name).exists():
            raise forms.ValidationError("You have a list with this name already.")
        return name


class ChooseListsForm(SiteForm):
    """The lists that hold one page: ticked ones, and a new one."""

    lists = forms.ModelMultipleChoiceField(
        SavedList.objects.none(),
        label="Your lists",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Unticking a list takes this out of it, together with your note there.",
        error_messages={"invalid_choice": "Choose from your lists."},
    )
    name = LineField(label="A new list", required=False, **NAME)

    def __init__(self, *args, user, page_id: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.page_id = user, page_id
        own = SavedList.objects.visible_to(user)
        self.fields["lists"].queryset = own
        self.fields["lists"].initial = list(
            own.filter(items__page_id=page_id).values_list("pk", flat=True)
        )
        if not own.exists():
            del self.fields["lists"]
            self.fields["name"].label = "Name of the list"
            self.fields["name"].initial = lists.FIRST_NAME
            self.fields["name"].required = True
            self.fields["name"].error_messages["required"] = "Give the list a name."

    @transaction.atomic
    def keep(self, *, now: datetime) -> None:
        """Let the page stand in what was ticked and in the new list.

        :raises ListFullError: when there is no room; then nothing is changed.
        """
        chosen = list(self.cleaned_data.get("lists", []))
        if name := self.cleaned_data["name"]:
            chosen.append(lists.make_list(user=self.user, name=name, now=now))
        lists.keep_in(user=self.user, page_id=self.page_id, lists=set(chosen), now=now)

    def names(self) -> list[str]:
        """The names of the lists chosen, for the words that say what was done."""
        chosen = [saved_list.name for saved_list in self.cleaned_data.get("lists", [])]
        new = self.cleaned_data["name"]
        return [*chosen, new] if new and new not in chosen else chosen


class ItemForm(SiteForm):
    """One saved thing: the note on it, and the list it stands in."""

    character_limits = {"note": 300}

    note = forms.CharField(
        label="Your note",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only you see it. Please name no young person here either.",
    )
    saved_list = forms.ModelChoiceField(
        SavedList.objects.none(),
        label="List",
        empty_label=None,
        error_messages={"invalid_choice": "Choose one of your lists."},
    )

    def __init__(self, *args, item: SavedItem, user, **kwargs):
        initial = {"note": item.note, "saved_list": item.saved_list_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["saved_list"].queryset = SavedList.objects.visible_to(user)
