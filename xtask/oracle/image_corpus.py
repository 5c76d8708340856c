"""Makes the image files that iscc-image is compared with the reference on.

usage: image_corpus.py FOLDER                   the committed corpus (testdata/image), always the same
       image_corpus.py FOLDER --random N SEED   N other files of random modes, sizes and options

Pillow and numpy make the pictures; the JPEG variants that Pillow cannot write (other sampling, YCCK,
strange markers) come from the small baseline encoder in image_jpeg.py. The last file needs `jpegtran`.
"""

import io
import pathlib
import shutil
import struct
import subprocess
import sys
import zlib

import numpy as np
from PIL import Image, PngImagePlugin

from image_jpeg import encode as encode_jpeg


def photo(rng, width, height, channels=3):
    """A picture with smooth parts, edges and noise, as an array of uint8."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    planes = []
    for _ in range(channels):
        plane = np.full((height, width), rng.uniform(60, 190))
        for _ in range(5):
            fx, fy = rng.uniform(-0.25, 0.25, 2)
            plane += rng.uniform(10, 40) * np.sin(x * fx + y * fy + rng.uniform(0, 6.3))
        planes.append(plane)
    picture = np.stack(planes, axis=-1)
    for _ in range(4):
        x0, y0 = rng.integers(0, width), rng.integers(0, height)
        x1, y1 = x0 + 1 + rng.integers(0, width), y0 + 1 + rng.integers(0, height)
        picture[y0:y1, x0:x1] = rng.uniform(0, 255, channels)
    picture += rng.normal(0, 6, picture.shape)
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def image(rng, width, height, mode="RGB"):
    channels = {"L": 1, "RGB": 3, "RGBA": 4, "LA": 2, "CMYK": 4}[mode]
    pixels = photo(rng, width, height, channels)
    return Image.fromarray(pixels[..., 0] if channels == 1 else pixels, mode)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, depth, colour, rows, before=b"", after=b"", interlaced=False):
    """A PNG from packed rows (a list of bytes), all with filter 0."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", data) + after + chunk(b"IEND", b"")


def pack(values, depth):
    """Rows of samples (an integer array of height x samples) to bytes."""
    values = np.asarray(values)
    if depth == 16:
        return [row.astype(">u2").tobytes() for row in values]
    if depth == 8:
        return [row.astype(np.uint8).tobytes() for row in values]
    bits = ((values[..., None] >> np.arange(depth - 1, -1, -1)) & 1).astype(np.uint8)
    return [np.packbits(row.ravel()).tobytes() for row in bits]


ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def adam7(values, depth):
    """The rows of all passes of samples of shape height x width x channels."""
    rows = []
    for x0, y0, dx, dy in ADAM7:
        part = values[y0::dy, x0::dx]
        if part.size:
            rows += pack(part.reshape(part.shape[0], -1), depth)
    return rows


def samples(rng, width, height, depth, channels):
    """Random samples of any depth: a photo, its low bits filled with noise."""
    values = photo(rng, width, height, channels).astype(np.int64)
    if depth == 16:
        return values * 256 + rng.integers(0, 256, values.shape)
    return values >> (8 - depth)


def raw_png(rng, width, height, depth, colour, before=b"", after=b"", interlaced=False):
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    values = samples(rng, width, height, depth, channels)
    rows = adam7(values, depth) if interlaced else pack(values.reshape(height, -1), depth)
    return png(width, height, depth, colour, rows, before, after, interlaced)


def palette(rng, count):
    return chunk(b"PLTE", rng.integers(0, 256, count * 3).astype(np.uint8).tobytes())


def exif(orientation, order="<", kind=3):
    value = struct.pack(order + ("HH" if kind == 3 else "I"), *((orientation, 0) if kind == 3 else (orientation,)))
    head = b"II\x2a\0" if order == "<" else b"MM\0\x2a"
    return head + struct.pack(order + "IHHHI", 8, 1, 0x0112, kind, 1) + value + bytes(4)


def xmp(orientation, element=False):
    inside = (
        f"><tiff:Orientation>{orientation}</tiff:Orientation></rdf:Description>"
        if element
        else f' tiff:Orientation="{orientation}"/>'
    )
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description{inside}</rdf:RDF></x:xmpmeta>'.encode()


def app1(data):
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def after_soi(jpeg, segments):
    return jpeg[:2] + segments + jpeg[2:]


def raw_profile(orientation):
    data = b"Exif\0\0" + exif(orientation)
    return f"\nexif\n{len(data):8}\n{data.hex()}\n".encode()


def itxt(key, text, compressed=False):
    body = zlib.compress(text) if compressed else text
    return chunk(b"iTXt", key + b"\0" + bytes([compressed, 0]) + b"\0\0" + body)


def saved(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def framed(rng, width, height, frames, jitter=0, size=2):
    """A photo inside nested frames of the given colours, the outermost first."""
    pixels = photo(rng, width, height)
    for i, colour in enumerate(frames):
        a = i * size
        inner = pixels[a + size : height - a - size, a + size : width - a - size].copy()
        pixels[a : height - a, a : width - a] = colour
        pixels[a + size : height - a - size, a + size : width - a - size] = inner
    if jitter:
        noise = rng.integers(-jitter, jitter + 1, pixels.shape)
        keep = np.zeros(pixels.shape[:2], bool)
        b = len(frames) * size
        keep[b : height - b, b : width - b] = True
        noise[keep] = 0
        pixels = np.clip(pixels.astype(np.int64) + noise, 0, 255).astype(np.uint8)
    return pixels


def parts_of(whole, size):
    """A PNG with its image data in several chunks, without IEND."""
    start = whole.index(b"IDAT")
    length = struct.unpack(">I", whole[start - 4 : start])[0]
    data = whole[start + 4 : start + 4 + length]
    return whole[: start - 4] + b"".join(chunk(b"IDAT", data[i : i + size]) for i in range(0, length, size))


def corpus(rng):
    """Yields the name and the bytes of every file."""
    # JPEG: coding variants.
    for quality in (10, 35, 60, 75, 90, 100):
        yield f"jpeg-q{quality}.jpg", saved(image(rng, 61, 47), "JPEG", quality=quality)
    for sampling in ("4:4:4", "4:2:2", "4:2:0"):
        for w, h in ((64, 48), (51, 37)):
            name = f"jpeg-{sampling.replace(':', '')}-{w}x{h}.jpg"
            yield name, saved(image(rng, w, h), "JPEG", quality=85, subsampling=sampling)
    for name, factors in (
        ("440", ((1, 2), (1, 1), (1, 1))),
        ("411", ((4, 1), (1, 1), (1, 1))),
        ("410", ((4, 2), (1, 1), (1, 1))),
        ("441", ((1, 4), (1, 1), (1, 1))),
        ("422-tall-chroma", ((2, 2), (1, 2), (1, 2))),
        ("uneven-chroma", ((2, 2), (2, 1), (1, 2))),
        ("luma-below-chroma", ((1, 1), (2, 2), (2, 2))),
    ):
        yield f"jpeg-{name}.jpg", encode_jpeg(photo(rng, 53, 45), factors=factors)
    yield "jpeg-progressive.jpg", saved(image(rng, 70, 50), "JPEG", progressive=True, quality=80)
    yield "jpeg-progressive-gray.jpg", saved(image(rng, 45, 70, "L"), "JPEG", progressive=True)
    yield "jpeg-restart-blocks.jpg", saved(image(rng, 66, 50), "JPEG", restart_marker_blocks=3)
    yield "jpeg-restart-rows.jpg", saved(image(rng, 66, 50), "JPEG", restart_marker_rows=1)
    yield "jpeg-gray.jpg", saved(image(rng, 57, 41, "L"), "JPEG", quality=85)
    yield "jpeg-gray-factors-2x2.jpg", encode_jpeg(photo(rng, 41, 35, 1), factors=((2, 2),))
    yield "jpeg-rgb-coded.jpg", saved(image(rng, 50, 40), "JPEG", quality=90, keep_rgb=True)
    yield "jpeg-rgb-adobe0.jpg", encode_jpeg(photo(rng, 40, 40), transform=0, jfif=False)
    yield "jpeg-rgb-ids.jpg", encode_jpeg(photo(rng, 40, 40), ids=b"RGB", jfif=False, ycc=False)
    yield "jpeg-ycc-no-marker.jpg", encode_jpeg(photo(rng, 40, 40), jfif=False)
    yield "jpeg-cmyk-pillow.jpg", saved(image(rng, 44, 36, "CMYK"), "JPEG", quality=90)
    yield "jpeg-cmyk-no-adobe.jpg", encode_jpeg(photo(rng, 44, 36, 4), jfif=False)
    yield "jpeg-cmyk-adobe0.jpg", encode_jpeg(photo(rng, 44, 36, 4), jfif=False, transform=0)
    yield "jpeg-ycck.jpg", encode_jpeg(photo(rng, 44, 36, 4), jfif=False, transform=2)
    ycck = ((2, 2), (1, 1), (1, 1), (2, 2))
    yield "jpeg-ycck-420.jpg", encode_jpeg(photo(rng, 47, 39, 4), jfif=False, transform=2, factors=ycck)
    yield "jpeg-separate-scans.jpg", encode_jpeg(photo(rng, 40, 30), interleaved=False)
    yield "jpeg-clipped.jpg", saved(Image.fromarray((photo(rng, 48, 48) > 120).astype(np.uint8) * 255), "JPEG")
    base = saved(image(rng, 60, 40), "JPEG", quality=85)
    yield "jpeg-junk-before-marker.jpg", base[:2] + b"\xff\xff\xff" + base[2:]
    yield "jpeg-comment-and-junk.jpg", base[:2] + b"\xff\xfe\0\x06abcd" + b"junk" + base[2:]
    yield "jpeg-trailing-data.jpg", base + b"\xff\xd8 something else"
    yield "jpeg-no-eoi.jpg", base[:-2]
    gray = saved(image(rng, 64, 64, "L"), "JPEG", quality=95)
    yield "jpeg-cut-half.jpg", gray[: len(gray) // 2]
    yield "jpeg-cut-in-header.jpg", gray[:200]
    yield "jpeg-cut-last-scan-byte.jpg", gray[:-3]
    broken = bytearray(gray)
    broken[len(gray) * 2 // 3] ^= 0x55
    yield "jpeg-bit-error.jpg", bytes(broken)
    yield "jpeg-12-bit.jpg", base.replace(b"\xff\xc0\0\x11\x08", b"\xff\xc1\0\x11\x0c")
    yield "jpeg-two-components.jpg", encode_jpeg(photo(rng, 24, 24, 2), jfif=False)
    yield "jpeg-zero-height.jpg", encode_jpeg(photo(rng, 24, 24), announced=(24, 0))
    yield "jpeg-too-little-data.jpg", encode_jpeg(photo(rng, 24, 24), announced=(40, 90))
    yield "jpeg-too-much-data.jpg", encode_jpeg(photo(rng, 40, 40), announced=(40, 20))
    yield "jpeg-no-scan.jpg", base[: base.index(b"\xff\xda")]
    if shutil.which("jpegtran"):
        run = subprocess.run(["jpegtran", "-arithmetic"], input=base, capture_output=True, check=True)
        yield "jpeg-arithmetic.jpg", run.stdout

    # Orientation, in every place that it is looked for.
    base = saved(image(rng, 56, 36), "JPEG", quality=80)
    tall = saved(image(rng, 40, 110), "JPEG", quality=80)
    wide = saved(image(rng, 110, 40), "JPEG", quality=80)
    for value in range(10):
        yield f"exif-{value}.jpg", after_soi(base, app1(b"Exif\0\0" + exif(value)))
    for value in (3, 5, 6, 8):
        yield f"exif-tall-{value}.jpg", after_soi(tall, app1(b"Exif\0\0" + exif(value, ">")))
        yield f"exif-wide-{value}.jpg", after_soi(wide, app1(b"Exif\0\0" + exif(value, kind=4)))
    yield "xmp-attribute-6.jpg", after_soi(base, app1(b"http://ns.adobe.com/xap/1.0/\0" + xmp(6)))
    yield "xmp-element-8.jpg", after_soi(base, app1(b"http://ns.adobe.com/xap/1.0/\0" + xmp(8, True)))
    both = app1(b"http://ns.adobe.com/xap/1.0/\0" + xmp(8)) + app1(b"Exif\0\0" + exif(3))
    yield "exif-3-xmp-8.jpg", after_soi(base, both)
    no_jfif = base[:2] + base[20:]
    split = app1(b"Exif\0\0" + exif(7)[:20]) + app1(b"Exif\0\0" + exif(7)[20:])
    yield "exif-two-segments-7.jpg", after_soi(no_jfif, split)
    yield "exif-broken-xmp-6.jpg", after_soi(
        no_jfif, app1(b"Exif\0\0broken!!") + app1(b"http://ns.adobe.com/xap/1.0/\0" + xmp(6))
    )
    for value in range(2, 9):
        yield f"exif-chunk-{value}.png", raw_png(rng, 38, 30, 8, 0, before=chunk(b"eXIf", exif(value)))
    yield "exif-chunk-last-6.png", raw_png(rng, 38, 30, 8, 0, after=chunk(b"eXIf", exif(6)))
    profile = b"Raw profile type exif\0"
    yield "raw-profile-text-5.png", raw_png(rng, 38, 30, 8, 0, before=chunk(b"tEXt", profile + raw_profile(5)))
    packed_profile = profile + b"\0" + zlib.compress(raw_profile(8))
    yield "raw-profile-ztxt-8.png", raw_png(rng, 38, 30, 8, 0, after=chunk(b"zTXt", packed_profile))
    yield "xmp-itxt-7.png", raw_png(rng, 38, 30, 8, 0, before=itxt(b"XML:com.adobe.xmp", xmp(7)))
    yield "xmp-itxt-zip-4.png", raw_png(rng, 38, 30, 8, 0, before=itxt(b"XML:com.adobe.xmp", xmp(4, True), True))
    yield "orientation-trim-6.png", saved(
        Image.fromarray(framed(rng, 60, 44, [(250, 250, 250), (12, 12, 90)], 3)), "PNG", exif=b"Exif\0\0" + exif(6)
    )

    # PNG: every bit depth and colour type, plain and interlaced.
    for interlaced in (False, True):
        tail = "-interlaced" if interlaced else ""
        for colour, depths in ((0, (1, 2, 4, 8, 16)), (2, (8, 16)), (4, (8, 16)), (6, (8, 16))):
            for depth in depths:
                name = f"png-colour{colour}-{depth}bit{tail}.png"
                yield name, raw_png(rng, 37, 29, depth, colour, interlaced=interlaced)
        for depth in (1, 2, 4, 8):
            name = f"png-colour3-{depth}bit{tail}.png"
            yield name, raw_png(rng, 37, 29, depth, 3, palette(rng, 1 << depth), interlaced=interlaced)
    dark = pack(rng.integers(0, 400, (30, 30)), 16)
    yield "png-gray16-around-255.png", png(30, 30, 16, 0, dark)
    ramp = np.repeat(np.arange(256)[None], 4, axis=0).astype(np.uint8)
    alpha = np.repeat(np.arange(256)[:, None] * np.ones(4, np.uint8)[None], 1, axis=1).astype(np.uint8)
    grid = np.zeros((128, 128, 4), np.uint8)
    grid[..., 0], grid[..., 3] = ramp[0, ::2][None], ramp[0, ::2][:, None]
    grid[..., 1], grid[..., 2] = 255 - grid[..., 0], alpha[::2, 0][:, None]
    yield "png-rgba-all-alphas.png", saved(Image.fromarray(grid), "PNG", optimize=True)
    yield "png-transparent-all.png", saved(Image.new("RGBA", (40, 30), (10, 200, 30, 0)), "PNG")
    for name, alphas in (
        ("none", bytes([255] * 16)),
        ("one", bytes([255, 255, 0, 255])),
        ("one-and-10", bytes([255, 0, 10])),
        ("list", bytes(range(0, 256, 16))),
        ("two", bytes([0, 0])),
        ("empty", b""),
    ):
        yield f"png-palette-trns-{name}.png", raw_png(rng, 33, 31, 4, 3, palette(rng, 16) + chunk(b"tRNS", alphas))
    yield "png-palette-trns-late.png", raw_png(rng, 33, 31, 4, 3, palette(rng, 16), chunk(b"tRNS", bytes(range(16))))
    yield "png-palette-short.png", raw_png(rng, 33, 31, 8, 3, palette(rng, 100))
    yield "png-palette-odd-length.png", raw_png(rng, 33, 31, 2, 3, chunk(b"PLTE", bytes(range(20, 120, 10))))
    yield "png-palette-missing.png", raw_png(rng, 33, 31, 4, 3)
    yield "png-palette-long.png", raw_png(rng, 33, 31, 8, 3, palette(rng, 300))
    yield "png-gray-trns.png", raw_png(rng, 33, 31, 8, 0, chunk(b"tRNS", b"\0\x80"))
    yield "png-gray1-trns.png", raw_png(rng, 33, 31, 1, 0, chunk(b"tRNS", b"\0\1"))
    yield "png-gray16-trns.png", raw_png(rng, 33, 31, 16, 0, chunk(b"tRNS", b"\0\x80"))
    yield "png-rgb-trns.png", raw_png(rng, 33, 31, 8, 2, chunk(b"tRNS", b"\0\x80\0\x80\0\x80"))
    yield "png-rgb-trns-short.png", raw_png(rng, 33, 31, 8, 2, chunk(b"tRNS", b"\0\x80"))
    yield "png-rgb-suggested-palette.png", raw_png(rng, 33, 31, 8, 2, palette(rng, 16))
    yield "png-gamma.png", raw_png(rng, 33, 31, 8, 2, chunk(b"gAMA", struct.pack(">I", 22222)))
    yield "png-unknown-chunk.png", raw_png(rng, 33, 31, 8, 2, chunk(b"teSt", b"anything"))
    frames = [image(rng, 32, 34) for _ in range(3)]
    yield "apng.png", saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    yield "apng-default-image.png", saved(
        frames[0], "PNG", save_all=True, append_images=frames[1:], default_image=True
    )
    whole = raw_png(rng, 40, 34, 8, 2)
    idat = whole.index(b"IDAT")
    yield "png-no-iend.png", whole[:-12]
    yield "png-no-idat-checksum.png", whole[:-16]
    yield "png-cut-adler.png", whole[:-18]
    yield "png-cut-last-byte.png", whole[:-25]
    yield "png-cut-half.png", whole[: len(whole) // 2]
    yield "png-trailing-data.png", whole + b"more"
    flipped = bytearray(whole)
    flipped[-14] ^= 1
    yield "png-bad-idat-checksum.png", bytes(flipped)
    flipped = bytearray(whole)
    flipped[-18] ^= 1
    yield "png-bad-adler.png", bytes(flipped)
    flipped = bytearray(whole)
    flipped[30] ^= 1
    yield "png-bad-ihdr-checksum.png", bytes(flipped)
    text = bytearray(raw_png(rng, 33, 31, 8, 0, chunk(b"tEXt", b"key\0text")))
    text[text.index(b"text") + 4] ^= 1
    yield "png-bad-text-checksum.png", bytes(text)
    length = struct.unpack(">I", whole[idat - 4 : idat])[0]
    data = whole[idat + 4 : idat + 4 + length]
    parts = b"".join(chunk(b"IDAT", data[i : i + 1000]) for i in range(0, length, 1000)) + chunk(b"IDAT", b"")
    yield "png-many-idat.png", whole[: idat - 4] + parts + chunk(b"IEND", b"")
    torn = chunk(b"IDAT", data[:1000]) + chunk(b"tEXt", b"a\0b") + chunk(b"IDAT", data[1000:])
    yield "png-torn-idat.png", whole[: idat - 4] + torn + chunk(b"IEND", b"")
    rows = pack(samples(rng, 40, 20, 8, 1).reshape(20, -1), 8)
    yield "png-rows-missing.png", png(40, 30, 8, 0, rows)
    yield "png-rows-too-many.png", png(40, 12, 8, 0, rows)
    yield "png-no-pixels.png", whole[: idat - 4] + chunk(b"IEND", b"")
    yield "png-zero-width.png", png(0, 10, 8, 0, [b""] * 10)
    yield "png-bad-depth.png", png(10, 10, 4, 2, [bytes(15)] * 10)
    yield "png-bad-filter.png", whole[: idat - 4] + chunk(b"IDAT", zlib.compress(b"\x07" + bytes(120))) + whole[-12:]

    # Borders.
    white, black, gray = (255, 255, 255), (0, 0, 0), (128, 120, 110)
    for name, frames_, jitter in (
        ("white", [white], 0),
        ("near-white", [(245, 245, 245)], 8),
        ("white-black", [white, black], 0),
        ("nested-5", [white, black, gray, white, gray], 5),
        ("nested-16", [white, black] * 8, 0),
        ("nested-20", [white, black] * 10, 0),
    ):
        side = 44 + 4 * len(frames_)
        yield f"border-{name}.png", saved(Image.fromarray(framed(rng, side, side - 4, frames_, jitter, 1)), "PNG")
    for side in range(4):
        pixels = photo(rng, 50, 50)
        pixels[:9] = (200, 205, 210)
        yield f"border-one-side-{side}.png", saved(Image.fromarray(np.rot90(pixels, side)), "PNG")
        pixels[:9] = (200, 205, 210)
        pixels[:9] += np.arange(9, dtype=np.uint8)[:, None, None] + np.arange(50, dtype=np.uint8)[None, :, None] // 8
        yield f"border-one-side-gradient-{side}.png", saved(Image.fromarray(np.rot90(pixels, side)), "PNG")
    sky = np.repeat(np.linspace(90, 220, 60).astype(np.uint8)[:, None], 60, 1)[..., None].repeat(3, 2).copy()
    sky[50:] = photo(rng, 60, 10)
    yield "border-sky.png", saved(Image.fromarray(sky), "PNG")
    pillars = photo(rng, 60, 40)
    pillars[:, :7] = pillars[:, -9:] = 3
    yield "border-pillars.jpg", saved(Image.fromarray(pillars), "JPEG", quality=95)
    pillars[:, :7] = pillars[:, -9:] = 3
    yield "border-pillars.png", saved(Image.fromarray(pillars), "PNG")
    letterbox = photo(rng, 60, 50)
    letterbox[:8] = letterbox[-6:] = 0
    yield "border-letterbox.jpg", saved(Image.fromarray(letterbox), "JPEG", quality=90)
    corner = photo(rng, 40, 40)
    corner[:20, :25] = 255
    yield "border-corner.png", saved(Image.fromarray(corner), "PNG")
    dots = np.full((40, 48, 3), 255, np.uint8)
    dots[12, 30] = dots[25, 8] = (0, 0, 200)
    yield "border-two-dots.png", saved(Image.fromarray(dots), "PNG")
    dots[12, 30] = 255
    yield "border-one-dot.png", saved(Image.fromarray(dots), "PNG")
    for difference in (16, 17):
        limit = np.full((40, 48, 3), 100, np.uint8)
        limit[10:30, 5:40, 1] += difference
        yield f"border-difference-{difference}.png", saved(Image.fromarray(limit), "PNG")
    yield "border-transparent.png", saved(
        Image.fromarray(np.pad(photo(rng, 36, 36, 4), ((6, 4), (5, 9), (0, 0)))), "PNG"
    )

    # Uniform and small pictures, and sizes at the edge of the order rule.
    for name, colour in (("black", 0), ("white", 255), ("gray", 119)):
        yield f"uniform-{name}.png", saved(Image.new("L", (50, 40), colour), "PNG")
    yield "uniform-rgb.jpg", saved(Image.new("RGB", (50, 40), (200, 30, 90)), "JPEG")
    for w, h in (
        (1, 1), (2, 3), (3, 2), (1, 7), (9, 1), (5, 5), (16, 16), (31, 31), (31, 33), (32, 31), (32, 32),
        (33, 32), (32, 33), (33, 33), (33, 34), (33, 35), (40, 48), (40, 49), (48, 40), (64, 96), (64, 97),
        (20, 33), (20, 32), (8, 120), (120, 8), (100, 250), (3, 400), (400, 3), (1, 500), (500, 1),
    ):  # fmt: skip
        yield f"size-{w}x{h}.png", saved(image(rng, w, h, "L"), "PNG", optimize=True)
    yield "size-900x700.jpg", saved(image(rng, 900, 700), "JPEG", quality=40)
    smooth = np.mgrid[0:600, 0:800].sum(0)
    # New files go here, so that those before stay as they are.
    cut = whole[:-12] + struct.pack(">I", 30286) + b"IDAT"
    yield "png-cut-in-unneeded-idat.png", cut + b"some"
    lone = struct.pack(">I", 7) + b"IDATcut off"
    yield "apng-frame-data-without-frame.png", whole[:-12] + chunk(b"fdAT", b"\0\0\0\1data") + whole[-12:]
    yield "png-cut-in-second-unneeded-idat.png", parts_of(whole, 1000) + lone[:12]
    yield "size-800x600.png", saved(Image.fromarray((smooth % 251).astype(np.uint8)), "PNG", optimize=True)


def one_of_many(rng):
    """A file of a random kind, size and options."""
    side = lambda: int(rng.choice([rng.integers(1, 40), rng.integers(20, 200), rng.integers(100, 700)]))  # noqa: E731
    w, h = side(), side()
    orientation = int(rng.integers(0, 12))
    frame = lambda p: p if rng.random() < 0.7 else np.pad(  # noqa: E731
        p, ((rng.integers(0, 9), rng.integers(0, 9)), (rng.integers(0, 9), rng.integers(0, 9)), (0, 0)),
        constant_values=int(rng.integers(0, 256)),
    )  # fmt: skip
    match int(rng.integers(0, 6)):
        case 0 | 1:
            options = {"quality": int(rng.integers(1, 101)), "progressive": bool(rng.random() < 0.3)}
            options["subsampling"] = int(rng.integers(0, 3))
            if rng.random() < 0.2:
                options["restart_marker_blocks"] = int(rng.integers(1, 9))
            channels = int(rng.choice([1, 3, 3, 3, 4]))
            pixels = frame(photo(rng, w, h, channels))
            if channels == 1:
                picture = Image.fromarray(pixels[..., 0])
            else:
                picture = Image.fromarray(pixels, "CMYK" if channels == 4 else "RGB")
            data = saved(picture, "JPEG", **options)
            return "jpg", after_soi(data, app1(b"Exif\0\0" + exif(orientation, rng.choice(["<", ">"]))))
        case 2:
            channels = int(rng.choice([1, 3, 4]))
            factors = tuple((int(rng.choice([1, 2, 4])), int(rng.choice([1, 2]))) for _ in range(channels))
            if sum(a * b for a, b in factors) > 10:
                factors = ((2, 2), (1, 1), (1, 1), (2, 2))[:channels]
            transform = {1: None, 3: int(rng.choice([0, 1])), 4: int(rng.choice([0, 2]))}[channels]
            return "jpg", encode_jpeg(
                frame(photo(rng, min(w, 150), min(h, 150), channels)), factors=factors, jfif=False,
                transform=transform, interleaved=bool(rng.random() < 0.7), quality=int(rng.integers(5, 100)),
            )  # fmt: skip
        case 3:
            mode = str(rng.choice(["L", "RGB", "RGBA", "LA"]))
            pixels = frame(photo(rng, w, h, {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}[mode]))
            picture = Image.fromarray(pixels[..., 0] if mode == "L" else pixels, mode)
            return "png", saved(picture, "PNG", exif=b"Exif\0\0" + exif(orientation))
        case 4:
            picture = Image.fromarray(frame(photo(rng, w, h))).quantize(int(rng.integers(2, 257)))
            info = PngImagePlugin.PngInfo()
            options = {}
            if rng.random() < 0.6:
                options["transparency"] = (
                    int(rng.integers(0, 2)) if rng.random() < 0.5 else rng.integers(0, 256, 40).astype(np.uint8).tobytes()
                )
            return "png", saved(picture, "PNG", pnginfo=info, **options)
        case _:
            colour = int(rng.choice([0, 2, 3, 4, 6]))
            depth = int(rng.choice({0: [1, 2, 4, 8, 16], 3: [1, 2, 4, 8]}.get(colour, [8, 16])))
            before = palette(rng, int(rng.integers(1, (1 << depth) + 1))) if colour == 3 else b""
            if colour == 3 and rng.random() < 0.5:
                before += chunk(b"tRNS", rng.integers(0, 256, int(rng.integers(1, 1 << depth))).astype(np.uint8).tobytes())
            before += chunk(b"eXIf", exif(orientation))
            return "png", raw_png(rng, w, h, depth, colour, before, interlaced=bool(rng.random() < 0.5))


def main(folder, *args):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if args:
        count, seed = int(args[1]), int(args[2])
        for i in range(count):
            kind, data = one_of_many(np.random.default_rng([seed, i]))
            (folder / f"random-{seed}-{i:05}.{kind}").write_bytes(data)
        return
    names = set()
    for name, data in corpus(np.random.default_rng(24138)):
        assert name not in names, name
        names.add(name)
        (folder / name).write_bytes(data)
    from image_formats_corpus import main as other_formats  # noqa: PLC0415 - it uses this file

    from image_modern_corpus import main as modern_formats  # noqa: PLC0415
    from image_tiff_corpus import main as rare_kinds  # noqa: PLC0415

    other_formats(folder)
    modern_formats(folder, "committed")
    rare_kinds(folder)
    total = sum((folder / name).stat().st_size for name in names)
    print(f"{len(names)} files, {total} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
