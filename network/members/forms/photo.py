"""A member's photo."""

from django import forms

from network.forms import SiteForm
from network.members.profile.photos import PhotoRefused, squares


class PhotoForm(SiteForm):
    photo = forms.FileField(
        label="Your photo",
        help_text=(
            "A JPEG, PNG or WebP picture of at most 10 MB. We cut it to a square and keep nothing "
            "that the camera wrote into it, such as the place. Use a picture of yourself only."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_photo(self):
        """Refuse here what saving would refuse."""
        file = self.cleaned_data["photo"]
        try:
            squares(file)
        except PhotoRefused as refusal:
            raise forms.ValidationError(refusal.reason, code="refused") from refusal
        return file
