"""Pillow's pixels of the JPEG files in a folder.

usage: jpeg_golden.py FOLDER

Writes FOLDER/golden.txt: for each file its name and, where Pillow reads it, its size and the CRC-32 of its pixels. Inks
are those of the file: Pillow inverts them.
"""

import pathlib
import sys
import warnings
import zlib

from PIL import Image

warnings.simplefilter("ignore")
Image.MAX_IMAGE_PIXELS = None
CHANNELS = {"L": 1, "RGB": 3, "CMYK": 4}


def pixels(path):
    """Size and CRC-32, or the error."""
    try:
        picture = Image.open(path, formats=["JPEG"])
        picture.load()
    except Exception as error:  # noqa: BLE001 - Pillow raises many kinds
        return f"error {type(error).__name__}"
    data = picture.tobytes()
    if picture.mode == "CMYK":
        data = bytes(255 - ink for ink in data)
    return f"{picture.width}x{picture.height}x{CHANNELS[picture.mode]} {zlib.crc32(data):08x}"


def main(folder):
    folder = pathlib.Path(folder)
    lines = [f"{path.name} {pixels(path)}\n" for path in sorted(folder.glob("*.jpg"))]
    (folder / "golden.txt").write_text("".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
