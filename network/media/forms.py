"""The editors' forms for documents and images, in every place where Wagtail uploads one."""

import logging

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from PIL import Image
from wagtail import hooks
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from network.media.held.holding import hold
from network.media.pictures import BrokenPicture, without_metadata
from network.media.uploads import with_content
from network.safeguarding.files import IdentifiesSomebody, UploadRefused, admit, said

logger = logging.getLogger("network.media")


class SiteDocumentForm(BaseDocumentForm):
    """Lets a file in only through the upload gate, and replaces none that a feature keeps.

    What surely identifies somebody in its name or text holds it back; its properties (author,
    company, the names on comments) are removed before it is stored. What is not let in is noted for
    the report of refused files.

    Features say which by the hook ``why_document_stays``: called with the document, it returns a
    sentence for the editor, or None.
    """

    def __init__(self, *args, user=None, **kwargs):
        self.uploader = user
        super().__init__(*args, user=user, **kwargs)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if self.instance.pk is not None:
            for why_document_stays in hooks.get_hooks("why_document_stays"):
                reason = why_document_stays(self.instance)
                if reason:
                    raise ValidationError(reason, code="kept")
        try:
            admitted = admit(file, filename=file.name)
        except IdentifiesSomebody as held_back:
            self._note(file, held_back)
            raise ValidationError(
                [
                    ValidationError(said(finding), code=f"screening-{finding.type}")
                    for finding in held_back.findings[:MOST_FINDINGS]
                ]
                + [ValidationError(held_back.what_next, code="held")]
            ) from held_back
        except UploadRefused as refusal:
            self._note(file, refusal)
            raise ValidationError(refusal.reason, code=refusal.code) from refusal
        self.instance.findings = admitted.findings
        if admitted.bare is None:
            return file
        return with_content(file, admitted.bare)

    def _note(self, file: UploadedFile, refusal: UploadRefused) -> None:
        hold(file, filename=file.name, refusal=refusal, user=self.uploader, now=timezone.now())


MOST_FINDINGS = 10


BROKEN_IMAGE = ValidationError(
    "This image is damaged or unfinished. Open it on your computer, save a fresh copy and upload "
    "that.",
    code="broken",
)


UNCHECKED_IMAGE = ValidationError(
    "We could not check this picture just now, so it was not taken. Try again in a few minutes.",
    code="unchecked",
)


class SiteImageField(WagtailImageField):
    """Turns a file that Wagtail's own check stumbles over into an error in the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages["file_too_many_pixels"] = (
            f"This image is too large. Its width times its height may be {self.max_image_pixels:,} "
            "pixels, all pictures of a moving one together. Make it smaller and upload that."
        )

    def to_python(self, data):
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Image.DecompressionBombError as error:
            # The image library refuses to measure what is several times too large.
            code = "file_too_many_pixels"
            raise ValidationError(self.error_messages[code], code=code) from error
        except Exception as error:
            # The size of a picture that ends early is asked of the image library unguarded.
            raise BROKEN_IMAGE from error


class SiteImageForm(BaseImageForm):
    """Opens the whole image, and keeps only the picture: no place, device or person's name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The form that finishes several uploads has no file.
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = SiteImageField(
                label=field.label, required=field.required, widget=field.widget
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            return without_metadata(file)
        except BrokenPicture as broken:
            raise BROKEN_IMAGE from broken
        except OSError as error:
            logger.exception("a picture could not be redrawn")
            raise UNCHECKED_IMAGE from error
