"""The editor's form of an agreement page."""

from wagtail.admin.forms import WagtailAdminPageForm


class AgreementPageForm(WagtailAdminPageForm):
    """Asking again needs words that say why; the code stays once the page exists."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields and self.instance.pk and self.instance.code:
            self.fields["code"].disabled = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("asks_again") and not cleaned.get("change_note", "").strip():
            self.add_error(
                "change_note", "Say what has changed, so that members know what they agree to."
            )
        return cleaned
