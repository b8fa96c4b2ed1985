"""The one way forms look on the site.

Every form that a person fills in inherits from :class:`SiteForm` or :class:`SiteModelForm` (a form
class of another library mixes in :class:`SiteFormMixin` first). ``{{ form }}`` then gives the error
summary, the hidden fields and each field with label, hint, error and control in this order;
``{{ form.name.as_field_group }}`` gives one field. The page writes the ``<form>`` tag with
``novalidate``, the CSRF token and the buttons. The markup is in ``templates/components/form.html``
and ``field.html``; ``docs/design.md`` says how to compose a page.
"""

from django import forms
from django.forms.renderers import TemplatesSetting, get_default_renderer

from network.plain_lines import has_letter, has_letter_or_digit, plain_line


class SiteFormRenderer(TemplatesSetting):
    """Render forms with the site's components; widgets keep Django's own templates.

    It is set per form and not as ``FORM_RENDERER``, which would change the forms of the Wagtail
    admin too.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def get_template(self, template_name):
        """Find Django's templates where Django keeps them, all others through ``TEMPLATES``."""
        if template_name.startswith("django/"):
            return get_default_renderer().get_template(template_name)
        return super().get_template(template_name)


DJANGO_REQUIRED = str(forms.Field.default_error_messages["required"])
REQUIRED_WORDS = {
    "radio": "Choose one.",
    "select": "Choose one.",
    "checkbox": "Tick this box to go on.",
    "checkboxes": "Choose at least one.",
    "file": "Choose a file.",
    "text": "Fill this in.",
}


def required_words(widget: forms.Widget) -> str:
    """Say what to do about a missing answer, in the words that fit the control."""
    kind = getattr(widget, "input_type", "text")
    if kind == "checkbox" and widget.use_fieldset:
        kind = "checkboxes"
    return REQUIRED_WORDS.get(kind, REQUIRED_WORDS["text"])


# Plain words in place of Django's, by Django's own: who has words of their own keeps them.
NOT_IN_THE_LIST = "This is not in the list. Choose from what is there."
PLAIN_WORDS = {
    "Select a valid choice. %(value)s is not one of the available choices.": NOT_IN_THE_LIST,
    "Select a valid choice. That choice is not one of the available choices.": NOT_IN_THE_LIST,
    "“%(pk)s” is not a valid value.": NOT_IN_THE_LIST,
    "Enter a list of values.": NOT_IN_THE_LIST,
    "Enter a valid value.": "Write this in another way.",
    "Enter a valid UUID.": "Open this page again, and send it from there.",
    "Enter a valid date.": "Enter a date that exists, with day, month and year.",
    "Enter a valid URL.": "Enter a whole web address, such as https://www.example.org.",
    "The submitted file is empty.": "This file is empty. Choose another.",
    "No file was submitted.": "The file did not arrive. Choose it again.",
    "No file was submitted. Check the encoding type on the form.": (
        "The file did not arrive. Choose it again."
    ),
    "Upload a valid image. The file you uploaded was either not an image or a corrupted image.": (
        "This file cannot be read as a picture. Choose another."
    ),
}
DJANGO_FILE_NAME = forms.FileField.default_error_messages["max_length"]
FILE_NAME_WORDS = "The name of this file is too long. Give it a shorter one."
# What a validator refuses, by its code.
VALIDATOR_WORDS = {
    "null_characters_not_allowed": (
        "This holds a character that cannot be seen or kept, as pasted text sometimes does. "
        "Type it, or paste it as plain text."
    ),
    "min_length": "Write at least %(limit_value)d characters; it is %(show_value)d now.",
    "min_value": "This must be %(limit_value)s or more.",
    "max_value": "This must be %(limit_value)s or less.",
}
EMAIL_WORDS = "Enter an e-mail address with an @ sign, such as name@example.org."


def say_plainly(field: forms.Field) -> None:
    """Put plain words where the field would speak Django's; its own words stay."""
    words = field.error_messages
    if str(words.get("required", "")) == DJANGO_REQUIRED:
        words["required"] = required_words(field.widget)
    if words.get("max_length") is DJANGO_FILE_NAME:
        words["max_length"] = FILE_NAME_WORDS
    for code, said in words.items():
        words[code] = PLAIN_WORDS.get(str(said), said)
    for code, plain in VALIDATOR_WORDS.items():
        words.setdefault(code, plain)
    longest = getattr(field, "max_length", None)
    if longest is not None:
        words.setdefault(
            "max_length", f"Shorten this to {longest:,} characters; it is %(show_value)d now."
        )
    if isinstance(field, forms.EmailField):
        words.setdefault("invalid", EMAIL_WORDS)


class LineField(forms.CharField):
    """One line that others read: a name, a role, a title (:func:`network.plain_lines.plain_line`).

    ``needs_letter`` refuses what has none; otherwise a digit will do.
    """

    default_error_messages = {
        "no_letter": "Write this with at least one letter.",
        "no_letter_or_digit": "Write this with at least one letter or digit.",
    }

    def __init__(self, *args, needs_letter: bool = True, **kwargs) -> None:
        self.needs_letter = needs_letter
        super().__init__(*args, **kwargs)

    def to_python(self, value) -> str:
        return plain_line(super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        code = "no_letter" if self.needs_letter else "no_letter_or_digit"
        if value and not (has_letter if self.needs_letter else has_letter_or_digit)(value):
            raise forms.ValidationError(self.error_messages[code], code=code)


class SiteFormMixin:
    """Give a Django form the site's markup.

    After the form is built: no colon after labels; no placeholder, since example text that
    vanishes is neither a label nor a hint; and, where the form has no words of its own for an
    answer that is missing or cannot be taken, plain ones (:func:`say_plainly`). A limit set by
    ``character_limits`` (field name to number of characters) is said in a counter below the field
    while one writes; the form's own validation enforces it.
    """

    default_renderer = SiteFormRenderer
    character_limits: dict[str, int] = {}

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            say_plainly(field)
        for name, limit in self.character_limits.items():
            self.fields[name].widget.attrs["data-character-limit"] = str(limit)


class SiteForm(SiteFormMixin, forms.Form):
    """A plain form with the site's markup."""


class SiteModelForm(SiteFormMixin, forms.ModelForm):
    """A model form with the site's markup."""
