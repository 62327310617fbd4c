"""Small files of every kind, made here so that none has to be kept."""

import io
import zipfile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 200
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LATITUDE = (50.0, 58.0, 59.0)


def image(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, located: bool = False, orientation: int = 1
) -> bytes:
    """A picture with, where asked, the place where it was taken."""
    picture = Image.new("RGB", size, (200, 30, 40))
    exif = Image.Exif()
    exif[0x010F] = "Camera of Claire"
    exif[0x0112] = orientation
    if located:
        exif.get_ifd(0x8825).update({1: "N", 2: LATITUDE, 3: "E", 4: (5.0, 4.0, 3.0)})
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return out.getvalue()
