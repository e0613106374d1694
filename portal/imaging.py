"""Draws a stranger's picture anew, so that only its pixels survive. It never trusts a byte of it.

Decoders are the most attacked code of the house. Run as a program, this module does its work in a
process of its own, with bounded memory and time, no keys in its environment and no Django:
`python -I imaging.py KIND MEGABYTES SECONDS < picture > answer`. So it imports nothing of ours.
"""

import resource
import sys
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from typing import IO, Any, NamedTuple

# Named here, or Pillow would load all its forty plugins when it first meets WebP.
from PIL import ExifTags, Image, ImageCms, WebPImagePlugin  # noqa: F401

LONGEST_SIDE = 2048  # what viewers get; the sealed original keeps the rest
# A camera's 4032 pixels halve to 2016, which costs half as much as reducing them to exactly 2048.
GOOD_ENOUGH = 1920
WHITE = (255, 255, 255)
SRGB = ImageCms.createProfile("sRGB")

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Kind(StrEnum):
    """The kinds of file the house accepts."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIF = "heif"
    PDF = "pdf"

    @property
    def content_type(self) -> str:
        """Return the media type under which such a file is served."""
        return "application/pdf" if self is Kind.PDF else f"image/{self}"

    @property
    def suffix(self) -> str:
        """Return the ending of such a file's name."""
        return {Kind.JPEG: ".jpg", Kind.HEIF: ".heic"}.get(self, f".{self}")


# How each kind leaves: not every browser shows HEIF.
LEAVES_AS: dict[Kind, tuple[Kind, dict[str, Any]]] = {
    Kind.JPEG: (Kind.JPEG, {"quality": 85}),
    Kind.HEIF: (Kind.JPEG, {"quality": 85}),
    Kind.PNG: (Kind.PNG, {"compress_level": 4}),
    Kind.WEBP: (Kind.WEBP, {"quality": 85, "method": 2}),
}
# What fits into half a gigabyte (measured): libjpeg can shrink while it decodes, the others cannot.
MOST_PIXELS = {
    Kind.JPEG: 68_000_000,
    Kind.PNG: 40_000_000,
    Kind.WEBP: 24_100_000,
    Kind.HEIF: 50_000_000,
}


class Unusable(ValueError):
    """The picture cannot be drawn; the code says why, and is all there is to say."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Picture(NamedTuple):
    """A picture drawn anew: its bytes and what they are."""

    data: bytes
    kind: Kind
    width: int
    height: int


def measure(file: IO[bytes], kind: Kind) -> tuple[int, int]:
    """Read width and height from the header alone, and refuse what would be too much to draw."""
    try:
        return _open(file, kind).size
    except Unusable:
        raise
    except Exception:  # noqa: BLE001  what a decoder may raise on hostile bytes has no list
        raise Unusable("broken") from None


def redraw(data: bytes, kind: Kind) -> Picture:
    """Draw the picture anew: upright, in sRGB, not larger than viewers need, nothing but pixels."""
    try:
        return _redraw(data, kind)
    except Unusable:
        raise
    except Exception:  # noqa: BLE001  as above; the memory limit arrives as an exception as well
        raise Unusable("broken") from None


def _open(file: IO[bytes], kind: Kind) -> Image.Image:
    if kind is Kind.HEIF:
        # Loading libheif takes 30 ms, a third of this program's start; a JPEG shall not pay for it.
        # One thread, because every thread reserves address space, and that is what is limited.
        import_module("pillow_heif").register_heif_opener(
            decode_threads=1, thumbnails=False, depth_images=False, aux_images=False
        )
    try:
        # Named formats keep some forty other decoders out of reach.
        image = Image.open(file, formats=[kind.name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unusable("too_many_pixels") from None
    if image.width * image.height > MOST_PIXELS[kind]:
        raise Unusable("too_many_pixels")
    return image


def _redraw(data: bytes, kind: Kind) -> Picture:
    image = _open(BytesIO(data), kind)
    if kind is Kind.JPEG:
        _decode_smaller(image)
    image.load()  # several kinds of damage show only here
    turn = _turn(image)
    profile = image.info.get("icc_profile")
    target, options = LEAVES_AS[kind]

    image = _in_full_colour(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.HAMMING)
    image = _in_srgb(image, profile)
    if target is Kind.JPEG and image.mode == "RGBA":
        image = _on_white(image)
    if turn is not None:  # mirroring is number 0
        image = image.transpose(turn)

    image.info = {}  # encoders look here for comments, text, profiles and resolutions
    drawn = BytesIO()
    image.save(drawn, target.name, **options)
    return Picture(drawn.getvalue(), target, image.width, image.height)


def _decode_smaller(image: Image.Image) -> None:
    """Let the decoder skip detail that would be thrown away: half the time for a camera's photo."""
    for divisor in (8, 4, 2):
        size = image.width // divisor, image.height // divisor
        if max(size) >= GOOD_ENOUGH:
            image.draft(None, size)
            return


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # noqa: BLE001  a damaged EXIF block must not cost anybody the photo
        return None
    # A hostile file has text here.
    return TURNS.get(orientation) if isinstance(orientation, int) else None


def _in_full_colour(image: Image.Image) -> Image.Image:
    """Turn palettes, bitmaps and deep grey into modes that can be scaled well."""
    if image.mode.startswith("I;16"):
        # Converting straight to "L" would cut every grey above 255 down to white.
        return image.convert("I").point(lambda grey: grey / 256).convert("L")
    if image.has_transparency_data:
        mode = "RGBA"
    elif image.mode in {"1", "L", "I", "F"}:
        mode = "L"
    else:
        mode = "CMYK" if image.mode == "CMYK" else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Apply the colour profile, since it is dropped afterwards; phones photograph in Display P3."""
    mode = "RGB" if image.mode == "CMYK" else image.mode
    if mode != "L" and isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                converted = ImageCms.profileToProfile(image, source, SRGB, outputMode=mode)
                return converted or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a damaged profile only makes the colours a little duller
    return image if image.mode == mode else image.convert(mode)


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, WHITE)
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def main(kind: str, megabytes: str, seconds: str) -> None:
    """Draw the picture on standard input; answer with one line of words and the new bytes."""
    _bound(memory=int(megabytes) << 20, seconds=int(seconds))
    try:
        picture = redraw(sys.stdin.buffer.read(), Kind(kind))
    except Unusable as reason:
        line, data = f"refused {reason.code}", b""
    else:
        line, data = f"drawn {picture.width} {picture.height}", picture.data
    sys.stdout.buffer.write(line.encode() + b"\n" + data)


def _bound(*, memory: int, seconds: int) -> None:
    limits = [(resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)]
    if sys.platform != "darwin":  # macOS refuses this limit; time still bounds there
        limits.append((resource.RLIMIT_AS, memory))
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
