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


class SiteFormMixin:
    """Give a Django form the site's markup.

    After the form is built: no colon after labels; no placeholder, since example text that
    vanishes is neither a label nor a hint; and, where the form has no words of its own for a
    missing answer, plain ones. A limit set by ``character_limits`` (field name to number of
    characters) is said in a counter below the field while one writes; the form's own validation
    enforces it.
    """

    default_renderer = SiteFormRenderer
    character_limits: dict[str, int] = {}

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if str(field.error_messages.get("required", "")) == DJANGO_REQUIRED:
                field.error_messages["required"] = required_words(field.widget)
        for name, limit in self.character_limits.items():
            self.fields[name].widget.attrs["data-character-limit"] = str(limit)


class SiteForm(SiteFormMixin, forms.Form):
    """A plain form with the site's markup."""


class SiteModelForm(SiteFormMixin, forms.ModelForm):
    """A model form with the site's markup."""
