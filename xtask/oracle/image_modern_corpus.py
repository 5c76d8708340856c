"""Makes SVG, AVIF and HEIC files that iscc-image is compared with the reference on.

usage: image_modern_corpus.py FOLDER              all of them
       image_modern_corpus.py FOLDER committed    the small part that is in testdata/image
"""

import base64
import gzip
import io
import itertools
import pathlib
import sys

import numpy as np
import pillow_avif  # noqa: F401 - as in iscc-sdk
import pillow_heif
from PIL import Image

import heic_boxes
from image_corpus import exif, photo

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
BODY = (
    '<defs><linearGradient id="g"><stop stop-color="#f80"/><stop offset="1" stop-color="#08f"/></linearGradient>'
    '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></symbol>'
    '<pattern id="p" width="9" height="7" patternUnits="userSpaceOnUse"><path d="M0 0L9 7" stroke="red"/></pattern>'
    '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><mask id="m"><rect width="60" height="60" fill="#888"/></mask>'
    '<marker id="k" markerWidth="4" markerHeight="4"><circle cx="2" cy="2" r="2"/></marker></defs>'
    '<rect x="5" y="5" width="50" height="30" fill="url(#g)"/><use xlink:href="#s" x="30" y="20" width="30" height="30"/>'
    '<path d="M10 60C20 10 60 90 90 30" fill="none" stroke="#093" stroke-width="3" marker-end="url(#k)"/>'
    '<rect x="50" y="3" width="40" height="25" fill="url(#p)" opacity=".7"/><g filter="url(#f)"><path d="M70 40h20v20z"/></g>'
    '<g mask="url(#m)"><rect x="2" y="40" width="30" height="25" fill="#60c"/></g>'
)


def svgs(every=True):
    def svg(attributes, body=BODY, head=""):
        return f"{head}<svg {NS} {attributes}>{body}</svg>".encode()

    sizes = {
        "plain": 'width="100" height="70"', "view-box": 'viewBox="0 0 100 70"', "cm": 'width="5cm" height="3.5cm" viewBox="0 0 100 70"',
        "mixed-units": 'width="2in" height="90pt" viewBox="0 0 100 70"', "mm-fraction": 'width="33.3mm" height="7.77mm" viewBox="0 0 100 70"',
        "percent": 'width="100%" height="100%" viewBox="0 0 100 70"', "one-side": 'width="150" viewBox="0 0 100 70"',
        "other-side": 'height="33.7" viewBox="0 0 100 70"', "too-wide": 'width="9000" height="4000" viewBox="0 0 100 70"',
        "fraction": 'width="99.6" height="70.4"', "px": 'width="100px" height="70px"', "exponent": 'width="1e2" height="7e1"',
        "aspect": 'width="100" height="20" viewBox="0 0 100 70" preserveAspectRatio="xMinYMax slice"', "em": 'width="10em" height="70"',
        "nothing": "", "zero": 'width="0" height="70"', "negative": 'width="-5" height="70" viewBox="0 0 100 70"',
        "two-points": 'width="1.2.3" height="70"', "negative-box": 'viewBox="0 0 -100 70"', "nan-box": 'viewBox="0 0 nan 70"',
    }
    for name, attributes in sizes.items():
        yield name, svg(attributes)
    size = sizes["plain"]
    yield "declaration", svg(size, head='<?xml version="1.0" encoding="UTF-8"?>\n<!-- <svg width="9cm"> -->\n<!DOCTYPE svg>\n')
    yield "entity", svg(size, head='<!DOCTYPE svg [<!ENTITY a "b">]>')
    yield "entity-in-comment", svg(size, head='<!-- <!ENTITY a "b"> -->')
    yield "inch-inside", svg(size, '<rect width="1in" height="1in"/>' + BODY)
    yield "language", svg(size, '<switch><rect systemLanguage="en" width="50" height="20"/><rect width="80" height="60" fill="teal"/></switch>')
    yield "external", svg(size, '<image href="plain.png" width="9" height="9"/>' + BODY)
    yield "opacity", svg(size, '<rect width="100" height="70" fill="#0a0" opacity=".4"/><circle cx="50" cy="35" r="30" fill="#00f" fill-opacity=".3"/>')
    yield "style-sheet", svg(size, "<style>.a{fill:#c30;stroke:#000}</style>" + '<circle class="a" cx="40" cy="30" r="22"/>')
    # What text looks like depends on the fonts of the machine.
    if every:
        yield "text-no-font", svg(size, '<text x="5" y="30">Hello</text>' + BODY)
        for family in ("serif", "sans-serif", "monospace", "cursive", "fantasy", "Arial", "no-such-family", "Liberation Sans"):
            text = f'<text x="5" y="30" font-family="{family}">Hello</text><text x="5" y="60" font-weight="bold">12</text>'
            yield f"text-{family.replace(' ', '-').lower()}", svg(size, text)
        yield "text-dejavu", svg(size, '<text x="5" y="30" font-family="DejaVu Sans">Hello</text>')
        yield "packed", gzip.compress(svg(size), mtime=0)
        yield "packed-cut", gzip.compress(svg(size), mtime=0)[:-3]
        for name, inner in (("inside", svg(size)), ("packed-inside", gzip.compress(svg(size), mtime=0))):
            data = base64.b64encode(inner).decode()
            yield name, svg(size, f'<image width="50" height="70" href="data:image/svg+xml;base64,{data}"/>')
        yield "long-comment", svg(size, head=f"<!--{'licence ' * 1000}-->")
        yield "no-name-space", svg(size).replace(b'xmlns="http://www.w3.org/2000/svg"', b"")
    yield "broken", svg(size)[:-20]
    yield "no-svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    yield "border", svg('width="200" height="150" viewBox="-50 -40 200 150"')


def avifs(rng, every=True):
    modes = {"rgb": 3, "rgba": 4}
    for subsampling, value_range, (mode, channels) in itertools.product(
        ("4:4:4", "4:2:2", "4:2:0", "4:0:0"), ("full", "limited"), modes.items()
    ):
        name = f"{mode}-{subsampling.replace(':', '')}-{value_range}"
        size = (37, 29) if not every else [(37, 29), (101, 77), (64, 48)][int(rng.integers(0, 3))]
        picture = Image.fromarray(photo(rng, *size, channels))
        yield name, picture, {"subsampling": subsampling, "range": value_range, "quality": 70}
    plain = Image.fromarray(photo(rng, 45, 31, 3))
    for orientation in range(2, 9):
        yield f"exif-{orientation}", plain, {"exif": exif(orientation), "quality": 60}
    yield "lossless", plain, {"quality": 100, "subsampling": "4:4:4"}
    yield "animated", plain, {"save_all": True, "append_images": [plain.rotate(90), plain.rotate(180)], "quality": 50}
    yield "premultiplied", Image.fromarray(photo(rng, 40, 30, 4)), {"alpha_premultiplied": True}
    if every:
        for side in (1, 2, 3, 16, 33):
            yield f"side-{side}", Image.fromarray(photo(rng, side, 20, 3)), {"quality": 60}
        yield "large", Image.fromarray(photo(rng, 900, 700, 3)), {"quality": 60}


def encoded(picture, **options):
    file = io.BytesIO()
    picture.save(file, format="HEIF", **options)
    return file.getvalue()


def deep(values, mode, **options):
    """Ten bits a sample."""
    height, width = values.shape[:2]
    values = values.astype(np.uint16) * 257
    file = io.BytesIO()
    picture = pillow_heif.from_bytes(mode=f"{mode};16", size=(width, height), data=values.tobytes())
    picture.save(file, **options)
    return file.getvalue()


def heics(rng, every=True):
    modes = {"gray": 1, "gray-alpha": 2, "rgb": 3, "rgba": 4}
    names = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
    for mode, channels in modes.items():
        for chroma in (420, 422, 444) if every or channels > 2 else (420,):
            values = photo(rng, 51, 37, channels)
            picture = Image.fromarray(values[..., 0] if channels == 1 else values, names[channels])
            yield f"{mode}-{chroma}", encoded(picture, chroma=chroma, quality=70)
    for chroma in (420, 422, 444):
        for mode in ("RGB", "RGBA"):
            values = photo(rng, 50, 36, len(mode))
            yield f"ten-{mode.lower()}-{chroma}", deep(values, mode, chroma=chroma, quality=80)
    yield "ten-gray", deep(photo(rng, 50, 36, 1), "L", quality=80)
    small = Image.fromarray(photo(rng, 50, 36, 3))
    kinds = itertools.product((1, 2, 4, 5, 6, 7, 9, 10) if every else (1, 6, 9), (0, 1), (420, 444))
    for matrix, full_range, chroma in kinds:
        options = {"matrix_coefficients": matrix, "color_primaries": 1, "full_range_flag": full_range, "chroma": chroma}
        data = encoded(small, quality=80, **options)
        yield f"matrix-{matrix}-{full_range}-{chroma}", data
        if matrix == 1:
            # Left to the stream, which says the same.
            yield f"stream-{matrix}-{full_range}-{chroma}", data.replace(b"colr", b"free")
    plain = Image.fromarray(photo(rng, 64, 48, 3))
    for orientation in range(2, 9) if every else (2, 5, 6):
        yield f"exif-{orientation}", encoded(plain, exif=exif(orientation))
    yield "exif-alone", encoded(plain, exif=exif(6)).replace(b"irot", b"free")
    yield from composed(rng)


def composed(rng):
    """Files that pillow_heif reads and does not write."""
    tiles = [heic_boxes.parts(encoded(Image.fromarray(photo(rng, 64, 64, 3)), quality=60)) for _ in range(6)]
    configuration, content = tiles[0]
    colours, whole = heic_boxes.colour(1, 6, 1), heic_boxes.size(64, 64)
    own = [heic_boxes.box(b"hvcC", configuration), whole, colours]
    items = [(number, b"hvc1", tile, own) for number, (_, tile) in enumerate(tiles, 2)]
    for name, width, height in (("whole", 192, 128), ("cut", 150, 99)):
        outer = (1, b"grid", heic_boxes.grid(2, 3, width, height), [heic_boxes.size(width, height), colours])
        references = [(b"dimg", 1, [2, 3, 4, 5, 6, 7])]
        yield f"grid-{name}", heic_boxes.heic([outer, *items], 1, references)
        turned = (*outer[:3], [*outer[3], heic_boxes.rotation(3)])
        yield f"grid-{name}-turned", heic_boxes.heic([turned, *items], 1, references)
    steps = {
        "crop": [heic_boxes.crop((40, 1), (30, 1))],
        "crop-odd": [heic_boxes.crop((41, 1), (31, 1), (-1, 2), (1, 2))],
        "crop-moved": [heic_boxes.crop((41, 1), (31, 1), (7, 2), (-9, 2))],
        "crop-turned": [heic_boxes.crop((40, 1), (20, 1), (5, 1), (3, 1)), heic_boxes.rotation(1)],
        "mirror-turned": [heic_boxes.mirror(1), heic_boxes.rotation(1)],
        "turned-mirror": [heic_boxes.rotation(1), heic_boxes.mirror(1)],
        "mirror-0": [heic_boxes.mirror(0)],
    }
    for name, boxes in steps.items():
        yield name, heic_boxes.heic([(1, b"hvc1", content, [*own, *boxes])], 1)
    others = {
        "crop-422": encoded(Image.fromarray(photo(rng, 64, 64, 3)), chroma=422),
        "crop-ten": deep(photo(rng, 64, 64, 3), "RGB", chroma=420),
    }
    for name, data in others.items():
        configuration, content = heic_boxes.parts(data)
        boxes = [heic_boxes.box(b"hvcC", configuration), whole, heic_boxes.crop((41, 1), (31, 1), (-1, 2), (1, 2))]
        yield name, heic_boxes.heic([(1, b"hvc1", content, boxes)], 1)
    two = [(number, b"hvc1", tile, own) for number, (_, tile) in enumerate(tiles[:2], 1)]
    yield "second", heic_boxes.heic(two, 2)


def without_time(data):
    """Films say when they were made."""
    data = bytearray(data)
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        at = data.find(box)
        while at >= 0:
            start, size = at + 8, 16 if data[at + 4] == 1 else 8
            data[start : start + size] = bytes(size)
            at = data.find(box, at + 4)
    return bytes(data)


def main(folder, part=""):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    every = part != "committed"
    for name, data in svgs(every):
        (folder / f"svg-{name}.svg").write_bytes(data)
    for name, picture, options in avifs(np.random.default_rng(24138), every):
        path = folder / f"avif-{name}.avif"
        picture.save(path, speed=6, max_threads=1, **options)
        path.write_bytes(without_time(path.read_bytes()))
    pillow_heif.register_heif_opener()
    for name, data in heics(np.random.default_rng(24139), every):
        (folder / f"heic-{name}.heic").write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
