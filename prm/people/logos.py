"""An uploaded picture made into a logo that is safe to show."""

from io import BytesIO
from typing import IO

from PIL import Image, UnidentifiedImageError

MAX_UPLOAD_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000
MAX_STORED_BYTES = 200 * 1024
_SIDES = (512, 256, 128)


class NotALogo(Exception):
    """The file cannot be used; the text says why and what to do."""


def as_logo(upload: IO[bytes]) -> bytes:
    """The picture as a PNG of at most 512 pixels a side and 200 kB, without anything else that the file carried.

    Only PNG, JPEG and WebP are decoded, and nothing is before its size is known. Raises `NotALogo`.
    """
    data = upload.read(MAX_UPLOAD_BYTES + 1)
    if len(data) > MAX_UPLOAD_BYTES:
        raise NotALogo("The file is larger than 2 MB. Choose a smaller one.")
    picture = _decoded(data)
    for side in _SIDES:
        png = _as_png(picture, side)
        if len(png) <= MAX_STORED_BYTES:
            return png
    raise NotALogo("The picture has too much detail for a logo. Choose a simpler one.")


def _decoded(data: bytes) -> Image.Image:
    too_large = "The picture is larger than 16 megapixels. Choose a smaller one."
    try:
        picture = Image.open(BytesIO(data), formats=["PNG", "JPEG", "WEBP"])
        if picture.width * picture.height > MAX_PIXELS:
            raise NotALogo(too_large)
        return picture.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise NotALogo(too_large) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotALogo("This is not a picture that can be read. Choose a PNG, JPEG or WebP file.") from error


def _as_png(picture: Image.Image, side: int) -> bytes:
    small = picture.copy()
    small.thumbnail((side, side))
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
