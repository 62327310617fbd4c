"""The copy that readers get: a photo is drawn anew, so that place, camera and whatever hid in the file are gone."""

import io
import warnings
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from legitimacy.attachments.errors import AttachmentRefusedError
from legitimacy.attachments.kinds import Copy, Kind

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
LONGEST_SIDE = 4096
"""Points of the longest side of a copy: enough to read a number plate, little enough for any machine."""


def copy_make(stream: BinaryIO, kind: Kind) -> BinaryIO | None:
    """A stream with the copy; None where only the original is kept. AttachmentRefusedError for a broken image."""
    if kind.copy is Copy.ORIGINAL:
        return None
    stream.seek(0)
    return _redrawn(stream, FORMATS[kind.media_type]) if kind.copy is Copy.IMAGE else stream


def _redrawn(stream: BinaryIO, name: str) -> BinaryIO:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is stricter
            with Image.open(stream, formats=[name]) as image:
                if image.width * image.height > settings.ATTACHMENT_LARGEST_PIXELS:
                    raise AttachmentRefusedError(
                        "image", _("This image has too many points. Save it smaller and try again.")
                    )
                image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
                return _written(image, name)
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        if isinstance(error, AttachmentRefusedError):
            raise
        raise AttachmentRefusedError(
            "image", _("This image is damaged. Open it, save it anew and try again.")
        ) from error


def _written(image: Image.Image, name: str) -> BinaryIO:
    """The points alone, upright. Only the first of several frames."""
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clear = upright.has_transparency_data and name != "JPEG"
    points = upright.convert("RGBA" if clear else "RGB")
    bare = Image.frombytes(points.mode, points.size, points.tobytes())
    copy = io.BytesIO()
    bare.save(copy, name, **({} if name == "PNG" else {"quality": 88}))
    copy.seek(0)
    return copy
