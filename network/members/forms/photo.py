"""A member's photo."""

from django import forms

from network.forms import SiteForm
from network.members.profile.photos import PhotoRefused, Squares, squares


class PhotoForm(SiteForm):
    photo = forms.FileField(
        label="Your photo",
        help_text=(
            "A JPEG, PNG or WebP picture of at most 10 MB and at least 100 × 100 pixels. We cut it "
            "to a square and keep nothing that the camera wrote into it, such as the place. Use a "
            "picture of yourself only."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_photo(self) -> Squares:
        """What is kept of the picture; the file itself is opened once, and here."""
        try:
            return squares(self.cleaned_data["photo"])
        except PhotoRefused as refusal:
            raise forms.ValidationError(refusal.reason, code="refused") from refusal
