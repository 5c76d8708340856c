"""Makes the JPEG XL files that iscc-image is tested with, out of pictures in testdata/image.

usage: image_jxl.py FOLDER

Needs cjxl and djxl of libjxl (made with 0.7.0). The reference reads no JPEG XL, so these are no golden values of it: a
lossless file must give the pixels of the picture it was made of, a lossy one those of djxl, which are stored as PNG.
"""

import pathlib
import subprocess
import sys
import tempfile

from PIL import Image

PICTURES = pathlib.Path(__file__).parents[2] / "testdata/image"
LOSSLESS = {
    "gray": "png-colour0-8bit.png",
    "gray-alpha": "png-colour4-8bit.png",
    "rgb": "png-colour2-8bit.png",
    "rgba": "png-colour6-8bit.png",
    "border": "border-nested-5.png",
}
LOSSY = {
    "lossy": ("png-colour2-8bit.png", ["-d", "1"]),
    "lossy-alpha": ("png-colour6-8bit.png", ["-d", "2"]),
    "modular": ("png-colour2-8bit.png", ["-d", "1", "-m", "1"]),
    "progressive": ("png-colour2-8bit.png", ["-d", "1", "-p"]),
    "of-jpeg": ("jpeg-420-51x37.jpg", []),
    "of-jpeg-turned": ("exif-6.jpg", []),
}


def run(*command):
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in LOSSLESS.items():
        run("cjxl", PICTURES / picture, folder / f"{name}.jxl", "-d", "0")
    run("cjxl", PICTURES / LOSSLESS["rgb"], folder / "container.jxl", "-d", "0", "--container=1")
    for name, (picture, options) in LOSSY.items():
        run("cjxl", PICTURES / picture, folder / f"{name}.jxl", *options)
        with tempfile.TemporaryDirectory() as scratch:
            decoded = pathlib.Path(scratch, "decoded.png")
            run("djxl", folder / f"{name}.jxl", decoded)
            # Without the chunks of metadata: djxl has turned the picture.
            picture = Image.open(decoded)
            picture.info = {}
            picture.save(folder / f"{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
