"""The site's forms: what a person reads, and what a screen reader is told."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from network.forms import LineField, SiteForm, SiteFormMixin


class AskForm(SiteForm):
    character_limits = {"text": 900}

    title = forms.CharField(
        label="Title",
        help_text="One line.",
        widget=forms.TextInput(attrs={"placeholder": "e.g. buses", "autocomplete": "off"}),
    )
    text = forms.CharField(label="Question", widget=forms.Textarea, required=False)
    pace = forms.ChoiceField(
        label="Pace", widget=forms.RadioSelect, choices=[("a", "Soon"), ("b", "Later")]
    )
    token = forms.CharField(widget=forms.HiddenInput, initial="t-1")


def soup(html) -> BeautifulSoup:
    return BeautifulSoup(str(html), "html.parser")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (forms.CharField(), "Fill this in."),
        (forms.CharField(widget=forms.Textarea), "Fill this in."),
        (forms.ChoiceField(choices=[("a", "A")]), "Choose one."),
        (forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect), "Choose one."),
        (
            forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple),
            "Choose at least one.",
        ),
        (forms.BooleanField(), "Tick this box to go on."),
        (forms.FileField(), "Choose a file."),
    ],
)
def test_missing_answer_says_what_to_do(field, words):
    form = type("OneField", (SiteForm,), {"answer": field})(data={})
    assert form.errors["answer"] == [words]


LONG = "Shorten this to 1,000 characters; it is 1001 now."
LIST = "This is not in the list. Choose from what is there."


@pytest.mark.parametrize(
    ("field", "given", "words"),
    [
        (forms.CharField(max_length=1000), "y" * 1001, LONG),
        (forms.CharField(min_length=3), "yy", "Write at least 3 characters; it is 2 now."),
        (forms.IntegerField(min_value=1), "0", "This must be 1 or more."),
        (forms.IntegerField(max_value=5), "6", "This must be 5 or less."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", LIST),
        (forms.MultipleChoiceField(choices=[("a", "A")]), ["b"], LIST),
        (forms.DateField(), "31.13.", "Enter a date that exists, with day, month and year."),
        (
            forms.URLField(assume_scheme="https"),
            "no page",
            "Enter a whole web address, such as https://www.example.org.",
        ),
        (
            forms.EmailField(),
            "mina",
            "Enter an e-mail address with an @ sign, such as name@example.org.",
        ),
        (
            forms.CharField(),
            "a\0b",
            "This holds a character that cannot be seen or kept, as pasted text sometimes does. "
            "Type it, or paste it as plain text.",
        ),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_in_plain_words(field, given, words):
    form = type("OneField", (SiteForm,), {"answer": field})(data={"answer": given})
    assert form.errors["answer"] == [words]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "This file is empty. Choose another."),
        ("long-name.txt", b"words", "The name of this file is too long. Give it a shorter one."),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_plain_words(name, content, words):
    files = {"answer": SimpleUploadedFile(name, content)}
    field = forms.FileField(max_length=10)
    form = type("OneField", (SiteForm,), {"answer": field})(data={}, files=files)
    assert form.errors["answer"] == [words]


def test_the_form_s_own_words_for_what_it_refuses_are_kept():
    field = forms.CharField(max_length=3, error_messages={"max_length": "Three letters."})
    form = type("OneField", (SiteForm,), {"answer": field})(data={"answer": "four"})
    assert form.errors["answer"] == ["Three letters."]


def test_own_words_for_a_missing_answer_are_kept():
    field = forms.CharField(error_messages={"required": "Write your question."})
    form = type("OneField", (SiteForm,), {"answer": field})(data={})
    assert form.errors["answer"] == ["Write your question."]


def test_placeholder_goes_and_autocomplete_stays():
    control = soup(AskForm()).select_one("#id_title")
    assert "placeholder" not in control.attrs
    assert control["autocomplete"] == "off"


def test_control_names_its_hint_and_its_error():
    page = soup(AskForm(data={}))
    control = page.select_one("#id_title")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_title_helptext id_title_error"
    assert page.select_one("#id_title_helptext").get_text(strip=True) == "One line."
    assert page.select_one("#id_title_error").get_text(" ", strip=True) == "Error: Fill this in."


def test_label_hint_error_and_control_come_in_this_order():
    html = AskForm(data={})["title"].as_field_group()
    places = [html.index(part) for part in ("<label", "field__hint", "field__error", "<input")]
    assert places == sorted(places)


def test_radios_are_a_fieldset_with_a_legend_and_a_label_each():
    group = soup(AskForm()["pace"].as_field_group()).select_one("fieldset")
    assert group.legend.get_text(strip=True) == "Pace"
    assert [label["for"] for label in group.select("label")] == ["id_pace_0", "id_pace_1"]


def test_fieldset_names_its_error():
    group = soup(AskForm(data={})["pace"].as_field_group()).select_one("fieldset")
    assert group["aria-describedby"] == "id_pace_error"


def test_error_summary_links_each_line_to_a_control_that_exists():
    page = soup(AskForm(data={"token": "t-1"}))
    targets = [link["href"] for link in page.select(".error-summary a")]
    assert targets == ["#id_title", "#id_pace_0"]
    assert all(page.select_one(target) for target in targets)


def test_error_of_the_whole_form_is_listed_without_a_link():
    form = AskForm(data={"title": "x", "pace": "a", "token": "t-1"})
    form.add_error(None, "This question was sent already.")
    lines = soup(form).select(".error-summary li")
    assert [line.get_text(strip=True) for line in lines] == ["This question was sent already."]
    assert lines[0].a is None


def test_form_without_errors_has_no_summary():
    assert soup(AskForm()).select(".error-summary") == []


def test_hidden_field_has_no_label():
    page = soup(AskForm())
    assert page.select_one("#id_token")["value"] == "t-1"
    assert page.select("label[for=id_token]") == []


def test_optional_field_says_so_and_required_one_does_not():
    page = soup(AskForm())
    text = page.select_one("label[for=id_text]").get_text(" ", strip=True)
    title = page.select_one("label[for=id_title]").get_text(" ", strip=True)
    assert (text, title) == ("Question (optional)", "Title")


def test_character_limit_reaches_the_control():
    assert soup(AskForm()).select_one("#id_text")["data-character-limit"] == "900"


def test_form_of_another_library_takes_the_look_by_the_mixin():
    class Theirs(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Name"}))

    class Ours(SiteFormMixin, Theirs):
        pass

    control = soup(Ours()).select_one(".field #id_name")
    assert "placeholder" not in control.attrs


def test_typed_text_is_escaped_when_it_comes_back():
    form = AskForm(data={"title": "<script>", "token": "t-1"})
    assert soup(form).select("script") == []


class LineForm(SiteForm):
    name = LineField(label="Name", max_length=10)
    title = LineField(label="Title", required=False, needs_letter=False)


@pytest.mark.parametrize(
    ("written", "errors"),
    [
        ("\u200b", ["Fill this in."]),
        ("\u202e\u202c", ["Fill this in."]),
        ("12 34", ["Write this with at least one letter."]),
        ("Zoë\u202e evil\u202c", []),
        ("Z" * 11, ["Shorten this to 10 characters; it is 11 now."]),
    ],
)
def test_a_line_is_what_can_be_seen(written, errors):
    form = LineForm({"name": written})
    assert form.errors.get("name", []) == errors
    if not errors:
        assert form.cleaned_data["name"] == "Zoë evil"


@pytest.mark.parametrize(("written", "is_valid"), [("2026", True), ("…", False), ("", True)])
def test_a_title_may_be_a_number(written, is_valid):
    assert LineForm({"name": "Zoë", "title": written}).is_valid() is is_valid
