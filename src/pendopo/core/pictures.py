"""Pictures drawn anew: no hidden data, no place where they were taken, no more pixels than a page needs."""

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from pendopo.core.errors import PictureTooLarge, UnknownFileType
from pendopo.core.filetypes import JPEG, Kind

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}
MAX_MEGAPIXELS = 50
MAX_SIDE = 2560


def redraw(content: IO[bytes], kind: Kind, name: str) -> bytes:
    """The same picture, upright, at most 2560 pixels long, without any metadata.

    Raises PictureTooLarge before unpacking more than 50 million pixels, UnknownFileType for damaged data.
    """
    image_format = _FORMATS[kind.extension]
    content.seek(0)
    try:
        with Image.open(content, formats=[image_format]) as opened:
            if opened.width * opened.height > MAX_MEGAPIXELS * 1_000_000:
                raise PictureTooLarge(filename=name, limit=MAX_MEGAPIXELS)
            if kind is JPEG:
                opened.draft("RGB", (MAX_SIDE, MAX_SIDE))
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            return _encoded(picture, image_format)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnknownFileType(filename=name) from error


def _encoded(picture: Image.Image, image_format: str) -> bytes:
    mode = "RGB" if image_format == "JPEG" else "RGBA" if picture.has_transparency_data else "RGB"
    fresh = Image.new(mode, picture.size)
    fresh.paste(picture.convert(mode))
    out = BytesIO()
    options = {"optimize": True} if image_format == "PNG" else {"quality": 85}
    fresh.save(out, format=image_format, **options)
    return out.getvalue()
