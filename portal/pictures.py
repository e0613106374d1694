"""Pictures of the public pages: drawn anew when they are uploaded, so that nothing but pixels is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.images.forms import BaseImageForm

from portal import uploads


class PictureForm(BaseImageForm):
    """Wagtail's form for a picture; where and with what it was taken does not come along."""

    def clean_file(self) -> Any:
        """Return the picture without its metadata, under its own name."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            kind = uploads.sniff(file.read(64))
            file.seek(0)
            safe = uploads.make_safe_in_child(file.read(), kind)
        except uploads.Refused as refusal:
            raise ValidationError(refusal.message, params=refusal.params) from refusal
        return ContentFile(safe.data, name=uploads.shown_name(file.name, safe.suffix))
