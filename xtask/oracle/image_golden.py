"""What the reference makes of image files: the golden values of iscc-image.

usage: image_golden.py FOLDER            golden.tsv and golden.png of the files, hash.tsv and hash.png of
                                         pictures whose hash has ties, into FOLDER
       image_golden.py FOLDER OUT        golden.tsv and golden.png of the files of any folder, into OUT

golden.tsv has a line a file, sorted by name: name, width and height as stored, Image-Code of 64 bits and of
256 bits; or the name and `error`. golden.png has the 32 x 32 pixels of each file that is no error, in the same
order, one below the other.
"""

import json
import pathlib
import sys
import warnings

import iscc_core
import iscc_lib
import iscc_sdk
import numpy as np
from loguru import logger
from PIL import Image

SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".psd", ".svg", ".avif", ".heic")

logger.remove()
warnings.simplefilter("ignore")


def codes(pixels):
    found = [iscc_core.gen_image_code(pixels, bits)["iscc"] for bits in (64, 256)]
    assert found == [iscc_lib.gen_image_code_v0(bytes(pixels), bits).iscc for bits in (64, 256)]
    return found


def write_atlas(path, tiles):
    atlas = np.array(tiles, np.uint8).reshape(-1, 32)
    Image.fromarray(atlas).save(path, optimize=True)


def files(folder, out):
    lines, tiles = [], []
    for path in sorted(folder.iterdir(), key=lambda path: path.name.encode()):
        if path.suffix not in SUFFIXES or path.name in ("golden.png", "hash.png"):
            continue
        try:
            picture = iscc_sdk.svg_rasterize(path) if path.suffix == ".svg" else Image.open(path)
            # A TIFF has its size turned already.
            width, height = getattr(picture, "_tile_size", picture.size)
            pixels = list(iscc_sdk.image_normalize(picture))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever the reference raises is its verdict
            lines.append(f"{path.name}\terror")
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        lines.append("\t".join([path.name, str(width), str(height), *codes(pixels)]))
        tiles.append(pixels)
    (out / "golden.tsv").write_text("\n".join(lines) + "\n")
    write_atlas(out / "golden.png", tiles)


def tie_pictures():
    """Pictures of 32 x 32 with symmetries, so that many coefficients are equal but for rounding; and a vector of iscc-core."""
    rng = np.random.default_rng(32)
    y, x = np.mgrid[0:32, 0:32]
    for value in (0, 1, 127, 255):
        yield f"flat-{value}", np.full((32, 32), value)
    for period in (1, 2, 4, 8, 16):
        yield f"columns-{period}", (x // period % 2) * 255
        yield f"rows-{period}", (y // period % 2) * 200 + 20
        yield f"board-{period}", ((x // period + y // period) % 2) * 255
    yield "ramp-x", x * 8
    yield "ramp-y", y * 8
    yield "ramp-xy", (x + y) * 4
    yield "ramp-x-minus-y", (x - y) * 4 + 128
    yield "disc", ((x - 15.5) ** 2 + (y - 15.5) ** 2 < 120) * 255
    yield "ring", (abs((x - 15.5) ** 2 + (y - 15.5) ** 2 - 120) < 40) * 255
    yield "square", ((x > 7) & (x < 24) & (y > 7) & (y < 24)) * 255
    yield "cross", ((abs(x - 15.5) < 3) | (abs(y - 15.5) < 3)) * 255
    yield "saltire", ((abs(x - y) < 2) | (abs(x + y - 31) < 2)) * 255
    yield "dot-corner", (x + y == 0) * 255
    yield "dot-middle", ((x == 16) & (y == 16)) * 255
    yield "half-left", (x < 16) * 255
    yield "half-top", (y < 16) * 255
    for i in range(6):
        a = rng.integers(0, 256, (32, 32))
        yield f"mirror-x-{i}", np.where(x < 16, a, a[:, ::-1])
        yield f"mirror-y-{i}", np.where(y < 16, a, a[::-1])
        b = np.where(x < 16, a, a[:, ::-1])
        yield f"mirror-both-{i}", np.where(y < 16, b, b[::-1])
        yield f"transposed-{i}", np.where(x < y, a, a.T)
        yield f"turned-{i}", np.where(y < 16, a, a[::-1, ::-1])
        yield f"two-values-{i}", np.where(b > 128, 255, 0)
        yield f"opposite-{i}", np.where(x < 16, a, 255 - a[:, ::-1])
        yield f"noise-{i}", a
    vectors = json.loads((pathlib.Path(iscc_core.__file__).parent / "data.json").read_text())
    pixels = vectors["gen_image_code_v0"]["test_0003_img_256"]["inputs"][0]
    yield "iscc-core-test_0003_img_256", np.array(pixels).reshape(32, 32)


def main(folder, out=None):
    folder = pathlib.Path(folder)
    files(folder, pathlib.Path(out or folder))
    if out is None:
        lines, tiles = [], []
        for name, picture in tie_pictures():
            pixels = [int(value) for value in np.asarray(picture).ravel()]
            lines.append("\t".join([name, *codes(pixels)]))
            tiles.append(pixels)
        (folder / "hash.tsv").write_text("\n".join(lines) + "\n")
        write_atlas(folder / "hash.png", tiles)


if __name__ == "__main__":
    main(*sys.argv[1:])
