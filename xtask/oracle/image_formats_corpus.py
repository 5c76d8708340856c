"""Makes GIF, BMP, WebP, TIFF and PSD files that iscc-image is compared with the reference on.

usage: image_formats_corpus.py FOLDER                            the committed part of testdata/image
       image_formats_corpus.py FOLDER --random N SEED [FORMAT]   N other files of random kinds and options
       image_formats_corpus.py FOLDER --damaged N SEED FILES...  N of these files with flipped bits or cut off

The files are written byte by byte where Pillow cannot write the kind; see also image_corpus.py.
"""

import pathlib
import struct
import sys
import zlib

import numpy as np
from PIL import Image

from image_corpus import exif, image, photo, saved, xmp

# GIF


def lzw(indices, bits, limit=None, clear_every=None, end=True):
    """The codes of a frame in sub-blocks. `clear_every`: a clear code after so many codes."""
    clear, codes, table, size = 1 << bits, [], {}, bits + 1
    codes.append((clear, size))
    string, count = (), 0
    for value in indices[:limit]:
        value = int(value)
        longer = string + (value,)
        if len(longer) == 1 or longer in table:
            string = longer
            continue
        codes.append((table[string] if len(string) > 1 else string[0], size))
        count += 1
        if clear + 2 + len(table) < 4096:
            table[longer] = clear + 2 + len(table)
            if clear + 1 + len(table) == 1 << size and size < 12:
                size += 1
        elif clear_every is None:
            codes.append((clear, size))
            table, size = {}, bits + 1
        if clear_every and count % clear_every == 0:
            codes.append((clear, size))
            table, size = {}, bits + 1
        string = (value,)
    if string:
        codes.append((table[string] if len(string) > 1 else string[0], size))
        # The decoder makes an entry with this code too.
        if clear + 2 + len(table) == 1 << size and size < 12:
            size += 1
    if end:
        codes.append((clear + 1, size))
    number = place = 0
    for code, width in codes:
        number |= code << place
        place += width
    data = number.to_bytes((place + 7) // 8, "little")
    blocks = b"".join(bytes([len(data[i : i + 255])]) + data[i : i + 255] for i in range(0, len(data), 255))
    return bytes([bits]) + blocks + b"\0"


def gif(screen, frames, colours=None, background=0, trailer=True):
    """`frames`: dicts of at, indices (array), bits, and what is special; `colours`: an array of n x 3."""
    flags = 0 if colours is None else 0x80 | int(np.log2(len(colours))) - 1
    out = b"GIF89a" + struct.pack("<HHBBB", *screen, flags, background, 0)
    out += b"" if colours is None else np.asarray(colours, np.uint8).tobytes()
    for frame in frames:
        out += frame.get("before", b"")
        if "transparent" in frame:
            out += b"!\xf9\4" + struct.pack("<BHB", 1 | frame.get("dispose", 0) << 2, 5, frame["transparent"]) + b"\0"
        indices = frame["indices"]
        height, width = indices.shape
        if frame.get("interlaced"):
            order = [y for a, b in ((0, 8), (4, 8), (2, 4), (1, 2)) for y in range(a, height, b)]
            indices = indices[order]
        local = frame.get("colours")
        flags = (0x40 if frame.get("interlaced") else 0) | (0 if local is None else 0x80 | int(np.log2(len(local))) - 1)
        out += b"," + struct.pack("<HHHHB", *frame.get("at", (0, 0)), *frame.get("size", (width, height)), flags)
        out += b"" if local is None else np.asarray(local, np.uint8).tobytes()
        out += lzw(indices.ravel(), frame["bits"], **frame.get("lzw", {}))
    return out + (b";" if trailer else b"")


def indices(rng, width, height, count):
    return photo(rng, width, height, 1)[..., 0].astype(np.int64) * count // 256


def colours(rng, count):
    return rng.integers(0, 256, (count, 3))


def one_gif(rng, w, h):
    bits = int(rng.integers(1, 9))
    table = colours(rng, 1 << bits)
    if rng.random() < 0.15:
        table = np.arange(1 << bits)[:, None].repeat(3, 1)
    frames = []
    for _ in range(int(rng.integers(1, 3))):
        fw, fh = (w, h) if rng.random() < 0.6 else (int(rng.integers(1, w + 1)), int(rng.integers(1, h + 1)))
        frame = {"indices": indices(rng, fw, fh, 1 << bits), "bits": max(2, bits), "interlaced": rng.random() < 0.4}
        if rng.random() < 0.4:
            frame["at"] = int(rng.integers(0, 20)), int(rng.integers(0, 20))
        if rng.random() < 0.5:
            frame["transparent"] = int(rng.integers(0, 1 << bits))
            frame["dispose"] = int(rng.integers(0, 4))
        if rng.random() < 0.3:
            frame["colours"] = colours(rng, 1 << int(rng.integers(1, 9)))
        if rng.random() < 0.3:
            frame["lzw"] = {"clear_every": int(rng.integers(1, 3000))}
        frames.append(frame)
    return gif((w, h), frames, table if rng.random() < 0.9 else None, trailer=rng.random() < 0.9)


def gifs(rng):
    for bits in (1, 2, 4, 8):
        table = colours(rng, 1 << bits)
        yield f"gif-{bits}bit", gif((41, 33), [{"indices": indices(rng, 41, 33, 1 << bits), "bits": max(2, bits)}], table)
    table = colours(rng, 16)
    plain = {"indices": indices(rng, 40, 30, 16), "bits": 4}
    yield "gif-interlaced", gif((40, 30), [plain | {"interlaced": True}], table)
    yield "gif-interlaced-low", gif((40, 3), [{"indices": indices(rng, 40, 3, 16), "bits": 4, "interlaced": True}], table)
    yield "gif-transparent", gif((40, 30), [plain | {"transparent": 7}], table)
    part = {"indices": indices(rng, 22, 17, 16), "bits": 4, "at": (9, 6)}
    yield "gif-part", gif((40, 30), [part], table, background=3)
    yield "gif-part-transparent", gif((40, 30), [part | {"transparent": 5}], table)
    yield "gif-beyond-screen", gif((25, 10), [part], table)
    yield "gif-screen-0", gif((0, 0), [part], table)
    ramp = np.arange(16)[:, None].repeat(3, 1)
    yield "gif-gray-ramp-transparent", gif((40, 30), [plain | {"transparent": 7}], ramp)
    yield "gif-local-palette", gif((40, 30), [plain | {"colours": colours(rng, 32)}], table)
    yield "gif-no-palette", gif((40, 30), [plain])
    yield "gif-short-palette", gif((40, 30), [{"indices": indices(rng, 40, 30, 64), "bits": 6}], table)
    yield "gif-animated", gif((40, 30), [plain, part | {"transparent": 2, "dispose": 2}], table)
    yield "gif-no-trailer", gif((40, 30), [plain], table, trailer=False)
    yield "gif-many-clears", gif((40, 30), [plain | {"lzw": {"clear_every": 7}}], table)
    yield "gif-no-end-code", gif((40, 30), [plain | {"lzw": {"end": False}}], table)
    yield "gif-pixels-missing", gif((40, 30), [plain | {"lzw": {"limit": 900}}], table)
    comment = b"!\xfe\5hello\0!\xff\x0bNETSCAPE2.0\3\1\0\0\0"
    yield "gif-extensions", gif((40, 30), [plain | {"before": comment + b"stray"}], table)
    full = {"indices": rng.integers(0, 256, (80, 70)), "bits": 8}
    whole = gif((70, 80), [full], colours(rng, 256))
    yield "gif-full-table", whole
    yield "gif-cut-half", whole[: len(whole) // 2]
    yield "gif-no-frame", gif((40, 30), [], table)


# BMP


def bmp(width, height, bits, rows, palette=b"", header=40, compression=0, masks=b"", colours=0, top_down=False, offset=None):
    """`rows`: bytes, as stored; those of a list are padded."""
    if not isinstance(rows, bytes):
        rows = b"".join(row + bytes(-len(row) % 4) for row in rows)
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        info = struct.pack("<IiiHHIIIIII", header, width, -height if top_down else height, 1, bits, compression, len(rows), 2835, 2835, colours, 0)
        if header > 40:
            info += masks + bytes(header - 40 - len(masks))
            masks = b""
    start = 14 + len(info) + len(masks) + len(palette)
    head = b"BM" + struct.pack("<IHHI", start + len(rows), 0, 0, start if offset is None else offset)
    return head + info + masks + palette + rows


def packed_rows(values, bits):
    if bits == 8:
        return [row.astype(np.uint8).tobytes() for row in values]
    spread = ((values[..., None] >> np.arange(bits - 1, -1, -1)) & 1).astype(np.uint8)
    return [np.packbits(row.ravel()).tobytes() for row in spread]


def palette4(rng, count, size=4):
    return rng.integers(0, 256, (count, size)).astype(np.uint8).tobytes()


def run_lengths(rng, values, four, escapes=True):
    """Rows of run lengths, of pixels themselves, and of places that are skipped."""
    out = b""
    for y, row in enumerate(values):
        x, width = 0, len(row)
        while x < width:
            kind = rng.random()
            n = int(min(width - x, rng.integers(1, 40)))
            if kind < 0.4 and n >= 3:
                part = [int(v) for v in row[x : x + n]]
                if four:
                    part += [0] * (-n % 2)
                    data = bytes(a << 4 | b for a, b in zip(part[::2], part[1::2], strict=True))
                else:
                    data = bytes(part)
                out += bytes([0, n]) + data + bytes(len(data) % 2)
            elif kind < 0.45 and escapes and n < width - x:
                out += bytes([0, 2, n, 0])
            else:
                out += bytes([n, int(row[x]) << 4 | int(row[(x + 1) % width]) if four else int(row[x])])
            x += n
        out += b"\0\0"
    return out + b"\0\1"


MASKS_32 = (
    (0xFF0000, 0xFF00, 0xFF, 0), (0xFF000000, 0xFF0000, 0xFF00, 0), (0xFF000000, 0xFF00, 0xFF, 0),
    (0xFF000000, 0xFF0000, 0xFF00, 0xFF), (0xFF, 0xFF00, 0xFF0000, 0xFF000000), (0xFF0000, 0xFF00, 0xFF, 0xFF000000),
    (0xFF000000, 0xFF00, 0xFF, 0xFF0000), (0, 0, 0, 0), (0xFF, 0xFF00, 0xFF0000, 0),
)  # fmt: skip


def one_bmp(rng, w, h):
    bits = int(rng.choice([1, 4, 8, 8, 16, 24, 32]))
    header = int(rng.choice([12, 40, 40, 52, 56, 64, 108, 124]))
    options = {"header": header, "top_down": bool(header > 12 and rng.random() < 0.3)}
    if bits <= 8:
        count = int(rng.integers(1, (1 << bits) + 1)) if header > 12 and rng.random() < 0.4 else 1 << bits
        options["colours"] = 0 if header == 12 else count if count < 1 << bits or rng.random() < 0.5 else 0
        size = 3 if header == 12 else 4
        options["palette"] = palette4(rng, count, size)
        if rng.random() < 0.2:
            ramp = (0, 255) if count == 2 else range(count)
            options["palette"] = b"".join(bytes([v] * 3) + bytes(size - 3) for v in ramp)
        values = indices(rng, w, h, 1 << bits)
        if bits in (4, 8) and header > 12 and rng.random() < 0.4:
            options["compression"] = 2 if bits == 4 else 1
            return bmp(w, h, bits, run_lengths(rng, values, bits == 4), **options)
        return bmp(w, h, bits, packed_rows(values, bits), **options)
    if header > 12 and rng.random() < 0.6:
        options["compression"] = 3
        sets = {16: ((0xF800, 0x7E0, 0x1F, 0), (0x7C00, 0x3E0, 0x1F, 0)), 24: ((0xFF0000, 0xFF00, 0xFF, 0),), 32: MASKS_32}[bits]
        masks = struct.pack("<IIII", *sets[int(rng.integers(0, len(sets)))])
        options["masks"] = masks[:12] if header in (40, 52) else masks
    data = photo(rng, w, h, bits // 8)
    return bmp(w, h, bits, [row.tobytes() for row in data], **options)


def bmps(rng):
    w, h = 37, 29
    for bits in (1, 4, 8):
        yield f"bmp-{bits}bit", bmp(w, h, bits, packed_rows(indices(rng, w, h, 1 << bits), bits), palette4(rng, 1 << bits))
    yield "bmp-8bit-os2", bmp(w, h, 8, packed_rows(indices(rng, w, h, 256), 8), palette4(rng, 256, 3), header=12)
    yield "bmp-4bit-os2v2", bmp(w, h, 4, packed_rows(indices(rng, w, h, 16), 4), palette4(rng, 16), header=64)
    ramp = b"".join(bytes([v, v, v, 0]) for v in range(256))
    yield "bmp-8bit-ramp", bmp(w, h, 8, packed_rows(indices(rng, w, h, 256), 8), ramp)
    yield "bmp-4bit-ramp", bmp(w, h, 4, packed_rows(indices(rng, w, h, 16), 4), ramp[:64])
    yield "bmp-4bit-ramp-narrow", bmp(4, h, 4, packed_rows(indices(rng, 4, h, 16), 4), ramp[:64])
    yield "bmp-1bit-ramp", bmp(w, h, 1, packed_rows(indices(rng, w, h, 2), 1), bytes([0, 0, 0, 0, 255, 255, 255, 0]))
    yield "bmp-8bit-few-colours", bmp(w, h, 8, packed_rows(indices(rng, w, h, 256), 8), palette4(rng, 20), colours=20)
    yield "bmp-8bit-too-many-colours", bmp(w, h, 8, packed_rows(indices(rng, w, h, 256), 8), palette4(rng, 300), colours=300)
    yield "bmp-8bit-top-down", bmp(w, h, 8, packed_rows(indices(rng, w, h, 256), 8), palette4(rng, 256), top_down=True)
    for name, bits, compression in (("rle8", 8, 1), ("rle4", 4, 2)):
        values = indices(rng, w, h, 1 << bits) // 3
        coded = run_lengths(rng, values, bits == 4)
        yield f"bmp-{name}", bmp(w, h, bits, coded, palette4(rng, 1 << bits), compression=compression)
        yield f"bmp-{name}-ends-early", bmp(w, h, bits, coded[:200] + b"\0\1", palette4(rng, 1 << bits), compression=compression)
    all16 = lambda mask: [row.astype("<u2").tobytes() for row in rng.integers(0, mask + 1, (h, w))]  # noqa: E731
    yield "bmp-16bit-555", bmp(w, h, 16, all16(0xFFFF))
    yield "bmp-16bit-565", bmp(w, h, 16, all16(0xFFFF), compression=3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F))
    yield "bmp-16bit-444", bmp(w, h, 16, all16(0xFFF), compression=3, masks=struct.pack("<III", 0xF00, 0xF0, 0xF))
    yield "bmp-24bit", saved(image(rng, w, h), "BMP")
    yield "bmp-24bit-cut", saved(image(rng, w, h), "BMP")[:-40]
    rows = [row.tobytes() for row in photo(rng, w, h, 4)]
    yield "bmp-32bit", bmp(w, h, 32, rows)
    yield "bmp-32bit-v5-alpha", bmp(w, h, 32, rows, header=124, compression=3, masks=struct.pack("<IIII", *MASKS_32[5]))
    yield "bmp-32bit-v4-rgba", bmp(w, h, 32, rows, header=108, compression=3, masks=struct.pack("<IIII", *MASKS_32[4]))
    yield "bmp-32bit-xbgr", bmp(w, h, 32, rows, compression=3, masks=struct.pack("<III", *MASKS_32[1][:3]))
    yield "bmp-no-offset", bmp(w, h, 24, [row.tobytes() for row in photo(rng, w, h)], offset=0)


# WebP


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def chunks_of(webp):
    """The name and data of all chunks."""
    at = 12
    while at < len(webp):
        size = struct.unpack("<I", webp[at + 4 : at + 8])[0]
        yield webp[at : at + 4], webp[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def riff(*chunks):
    body = b"WEBP" + b"".join(chunk(name, data) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def three(number):
    return struct.pack("<I", number)[:3]


def vp8x(width, height, flags):
    return b"VP8X", bytes([flags, 0, 0, 0]) + three(width - 1) + three(height - 1)


def webp_frame(picture, at=(0, 0), flags=0, **options):
    """An ANMF chunk of a picture that is coded by itself."""
    inner = b"".join(chunk(name, data) for name, data in chunks_of(saved(picture, "WEBP", **options)) if name in (b"VP8 ", b"VP8L", b"ALPH"))
    place = three(at[0] // 2) + three(at[1] // 2) + three(picture.width - 1) + three(picture.height - 1)
    return b"ANMF", place + three(100) + bytes([flags]) + inner


def animation(size, frames, alpha=True):
    return riff(vp8x(*size, 2 | 16 * alpha), (b"ANIM", struct.pack("<IH", 0xFF8040FF, 0)), *frames)


def one_webp(rng, w, h):
    mode = str(rng.choice(["RGB", "RGBA", "RGB", "L"]))
    picture = image(rng, w, h, mode)
    if mode == "RGBA" and rng.random() < 0.5:
        picture.putalpha(Image.fromarray((photo(rng, w, h, 1)[..., 0] // 64 * 85).astype(np.uint8)))
    options = {"quality": int(rng.integers(0, 101)), "method": int(rng.integers(0, 5)), "lossless": bool(rng.random() < 0.4)}
    options["alpha_quality"] = int(rng.integers(0, 101))
    options["exact"] = bool(rng.random() < 0.3)
    if rng.random() < 0.2:
        frames = [webp_frame(picture, (int(rng.integers(0, 9)) * 2, int(rng.integers(0, 9)) * 2), int(rng.integers(0, 4)), **options)]
        return animation((w + 20, h + 20), frames * 2, bool(rng.random() < 0.7))
    if rng.random() < 0.3:
        options["exif"] = b"Exif\0\0" * bool(rng.random() < 0.5) + exif(int(rng.integers(0, 10)))
    if rng.random() < 0.2:
        options["xmp"] = xmp(int(rng.integers(1, 9)))
    return saved(picture, "WEBP", **options)


def webps(rng):
    w, h = 43, 35
    for quality in (0, 40, 90):
        yield f"webp-lossy-{quality}", saved(image(rng, w, h), "WEBP", quality=quality)
    yield "webp-lossless", saved(image(rng, 30, 26), "WEBP", lossless=True)
    yield "webp-lossless-palette", saved(image(rng, w, h).quantize(12).convert("RGB"), "WEBP", lossless=True)
    yield "webp-lossless-alpha", saved(image(rng, 30, 26, "RGBA"), "WEBP", lossless=True, exact=True)
    yield "webp-lossy-alpha", saved(image(rng, w, h, "RGBA"), "WEBP", quality=60)
    yield "webp-lossy-alpha-quality", saved(image(rng, w, h, "RGBA"), "WEBP", quality=60, alpha_quality=20)
    yield "webp-exif-6", saved(image(rng, w, h), "WEBP", quality=50, exif=b"Exif\0\0" + exif(6))
    yield "webp-xmp-8", saved(image(rng, w, h), "WEBP", quality=50, xmp=xmp(8))
    small = image(rng, 24, 20, "RGBA")
    for name, alpha in (("alpha", True), ("opaque", False)):
        frames = [webp_frame(small, (6, 8), quality=50), webp_frame(small, quality=50)]
        yield f"webp-animated-part-{name}", animation((40, 36), frames, alpha)
    opaque = image(rng, 24, 20)
    yield "webp-animated-lossless", animation((24, 20), [webp_frame(opaque, lossless=True)] * 2)
    yield "webp-animated-outside", animation((24, 20), [webp_frame(opaque, (4, 4), quality=50)])
    lossy = saved(opaque, "WEBP", quality=50)
    yield "webp-other-canvas", riff(vp8x(25, 20, 0), *chunks_of(lossy))
    yield "webp-unannounced-exif", riff(vp8x(24, 20, 0), *chunks_of(lossy), (b"EXIF", exif(6)))
    yield "webp-unknown-chunk", riff(vp8x(24, 20, 0), (b"ODD ", b"odd"), *chunks_of(lossy))
    yield "webp-trailing-data", lossy + b"and more"
    yield "webp-cut-half", lossy[: len(lossy) // 2]
    yield "webp-announced-short", riff(*((name, data[: len(data) * 2 // 3]) for name, data in chunks_of(lossy)))


# TIFF


def packbits(row):
    """Runs of three and more, literals otherwise."""
    out, at, literal = b"", 0, b""
    while at < len(row):
        run = 1
        while run < 128 and at + run < len(row) and row[at + run] == row[at]:
            run += 1
        if run >= 3:
            if literal:
                out, literal = out + bytes([len(literal) - 1]) + literal, b""
            out += bytes([257 - run, row[at]])
        else:
            run = 1
            literal += row[at : at + 1]
            if len(literal) == 128:
                out, literal = out + bytes([127]) + literal, b""
        at += run
    return out + (bytes([len(literal) - 1]) + literal if literal else b"")


def lzw_msb(data):
    """TIFF's LZW: as GIF's, but from the high bits, and a code earlier."""
    codes, table, size, string = [(256, 9)], {}, 9, ()
    for value in data:
        longer = string + (value,)
        if len(longer) == 1 or longer in table:
            string = longer
            continue
        codes.append((table[string] if len(string) > 1 else string[0], size))
        table[longer] = 258 + len(table)
        if 258 + len(table) == 1 << size and size < 12:
            size += 1
        if 258 + len(table) >= 4094:
            codes.append((256, size))
            table, size = {}, 9
        string = (value,)
    if string:
        codes.append((table[string] if len(string) > 1 else string[0], size))
        if 258 + len(table) + 1 == 1 << size and size < 12:
            size += 1
    codes.append((257, size))
    number = place = 0
    for code, width in codes:
        number, place = number << width | code, place + width
    return (number << (-place % 8)).to_bytes((place + 7) // 8, "big")


def differences(values):
    """The horizontal predictor, for rows of pixels of samples."""
    out = values.copy()
    out[:, 1:] -= values[:, :-1]
    return out


def sample_rows(values, bits, order):
    """Rows of samples (height x width x samples) to bytes."""
    flat = values.reshape(len(values), -1)
    if values.dtype.kind == "f":
        return [row.astype(order + "f4").tobytes() for row in flat]
    if bits in (8, 16, 32):
        return [row.astype(f"{order}u{bits // 8}").tobytes() for row in flat]
    spread = ((flat[..., None] >> np.arange(bits - 1, -1, -1)) & 1).astype(np.uint8)
    return [np.packbits(row.ravel()).tobytes() for row in spread]


def tiff(values, bits, photometric, order="<", big=False, compression=1, predictor=1, planar=False, rows_per_strip=None,
         tile=None, extra=None, formats=None, fill_order=1, colours=None, more=(), late=(), lacking=()):  # fmt: skip
    """A TIFF of `values`: height x width x samples."""
    height, width, samples = values.shape
    planes = [values[..., i : i + 1] for i in range(samples)] if planar else [values]

    def coded(part):
        if predictor == 2:
            part = differences(part) & ((1 << bits) - 1)
        rows = sample_rows(part, bits, order)
        if fill_order == 2 and compression == 1:
            rows = [bytes(int(f"{byte:08b}"[::-1], 2) for byte in row) for row in rows]
        data = b"".join(rows)
        data = {1: lambda: data, 5: lambda: lzw_msb(data), 8: lambda: zlib.compress(data), 32773: lambda: b"".join(map(packbits, rows))}[compression]()
        if fill_order == 2 and compression != 1:
            data = bytes(int(f"{byte:08b}"[::-1], 2) for byte in data)
        return data

    parts = []
    for plane in planes:
        if tile:
            padded = np.pad(plane, ((0, -height % tile[1]), (0, -width % tile[0]), (0, 0)), mode="edge")
            for y in range(0, height, tile[1]):
                parts += [coded(padded[y : y + tile[1], x : x + tile[0]]) for x in range(0, width, tile[0])]
        else:
            step = rows_per_strip or height
            parts += [coded(plane[y : y + step]) for y in range(0, height, step)]
    tags = {256: (4, [width]), 257: (4, [height]), 258: (3, [bits] * samples), 259: (3, [compression]), 262: (3, [photometric])}
    tags |= {277: (3, [samples]), 284: (3, [2 if planar else 1])}
    if fill_order != 1:
        tags[266] = 3, [fill_order]
    if predictor != 1:
        tags[317] = 3, [predictor]
    if extra is not None:
        tags[338] = 3, extra
    if formats is not None:
        tags[339] = 3, formats
    if colours is not None:
        tags[320] = 3, [int(v) for v in colours]
    tags |= dict(more)
    places = (324, 325) if tile else (273, 279)
    if tile:
        tags |= {322: (4, [tile[0]]), 323: (4, [tile[1]])}
    else:
        tags[278] = 4, [rows_per_strip or height]
    tags |= dict(late)
    word = "Q" if big else "I"
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + ("HHHQ" if big else "HI"), *((43, 8, 0, 16) if big else (42, 8)))
    tags[places[0]], tags[places[1]] = (16 if big else 4, [0] * len(parts)), (16 if big else 4, [len(part) for part in parts])
    for tag in lacking:
        del tags[tag]
    size = struct.calcsize("<" + word)
    after = len(head) + (8 if big else 2) + len(tags) * (4 + 2 * size) + size
    for _ in range(2):
        directory, values_ = struct.pack(order + ("Q" if big else "H"), len(tags)), b""
        for tag, (kind, numbers) in sorted(tags.items()):
            data = bytes(numbers) if isinstance(numbers, bytes) else struct.pack(f"{order}{len(numbers)}{ {3: 'H', 4: 'I', 16: 'Q'}[kind]}", *numbers)
            directory += struct.pack(f"{order}HH{word}", tag, kind, len(numbers) // (8 if kind == 5 else 1))
            if len(data) <= size:
                directory += data + bytes(size - len(data))
            else:
                directory += struct.pack(order + word, after + len(values_))
                values_ += data + bytes(len(data) % 2)
        offsets, at = [], after + len(values_)
        for part in parts:
            offsets.append(at)
            at += len(part)
        if places[0] in tags:
            tags[places[0]] = tags[places[0]][0], offsets
    return head + directory + bytes(size) + values_ + b"".join(parts)


def rationals(order, *values):
    return 5, b"".join(struct.pack(order + "II", round(value * 10000), 10000) for value in values)


def ycbcr_blocks(rng, w, h, across, down, compression, strips=1, order="<", more=(), change=None, **options):
    """Compressed YCbCr whose chroma is shared by blocks of pixels."""
    rows, columns = -(-h // down), -(-w // across)
    luma = photo(rng, columns * across, rows * down, 1)[..., 0].reshape(rows, down, columns, across).transpose(0, 2, 1, 3)
    chroma = photo(rng, columns, rows, 2)
    values = np.concatenate([luma.reshape(rows, columns, -1), chroma], 2).reshape(rows, -1, 1).astype(np.int64)
    values = change(values) if change else values
    step = -(-rows // strips)
    late = {256: (4, [w]), 257: (4, [h]), 258: (3, [8, 8, 8]), 277: (3, [3]), 278: (4, [step * down]), 530: (3, [across, down])}
    return tiff(values, 8, 6, order, compression=compression, rows_per_strip=step, late=late | dict(more), **options)


def tiff_samples(rng, w, h, bits, samples):
    values = photo(rng, w, h, samples).astype(np.int64)
    if bits > 8:
        return values * (1 << bits - 8) + rng.integers(0, 1 << bits - 8, values.shape)
    return values >> (8 - bits)


def color_map(rng, bits):
    return rng.integers(0, 65536, 3 << bits)


def one_tiff(rng, w, h):
    if rng.random() < 0.1:
        across, down = [(1, 1), (2, 1), (1, 2), (2, 2), (4, 1), (4, 2), (4, 4)][int(rng.integers(0, 7))]
        more = {274: (3, [int(rng.integers(1, 9))])} if rng.random() < 0.4 else {}
        order = str(rng.choice(["<", ">"]))
        if rng.random() < 0.3:
            more[532] = rationals(order, *(rng.integers(0, 60, 6) + [0, 200, 100, 200, 100, 200]))
        return ycbcr_blocks(rng, w, h, across, down, int(rng.choice([5, 8, 32773])), int(rng.integers(1, 6)), order, more)
    if rng.random() < 0.35:
        mode = str(rng.choice(["1", "L", "RGB", "RGBA", "CMYK", "P", "YCbCr", "I;16", "F"]))
        compression = str(rng.choice(["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "lzma", "zstd", "jpeg", "jpeg", "group3", "group4", "tiff_ccitt"]))
        if compression in ("group3", "group4", "tiff_ccitt"):
            mode = "1"
        elif compression == "jpeg":
            mode = str(rng.choice(["L", "RGB", "YCbCr", "CMYK"]))
        picture = image(rng, w, h, mode if mode in ("RGBA", "CMYK") else "L" if mode == "L" else "RGB")
        if mode == "YCbCr" and compression != "jpeg":
            compression = "raw"
        if mode in ("I;16", "F"):
            picture = Image.fromarray(photo(rng, w, h, 1)[..., 0].astype(np.uint16 if mode == "I;16" else np.float32) * (3 if mode == "I;16" else 1))
        options = {"quality": int(rng.integers(5, 100))} if compression == "jpeg" else {}
        if rng.random() < 0.5:
            options["strip_size"] = int(rng.integers(64, 20000))
        info = {274: int(rng.integers(1, 9))}
        if compression == "group3" and rng.random() < 0.5:
            info[292] = 1
        return saved(picture.convert(mode) if mode not in ("I;16", "F") else picture, "TIFF", compression=compression, tiffinfo=info, **options)
    order, big = str(rng.choice(["<", ">"])), False
    if order == "<" and rng.random() < 0.3:
        big = True
    options = {"order": order, "big": big, "compression": int(rng.choice([1, 1, 5, 8, 32773]))}
    photometric, samples, bits = [
        (0, 1, 1), (1, 1, 1), (0, 1, 2), (1, 1, 2), (0, 1, 4), (1, 1, 4), (0, 1, 8), (1, 1, 8), (1, 1, 12), (0, 1, 16), (1, 1, 16),
        (1, 1, 32), (1, 1, -32), (0, 1, -32), (1, 2, 8), (2, 3, 8), (2, 4, 8), (2, 5, 8), (2, 6, 8), (2, 3, 16), (2, 4, 16),
        (3, 1, 1), (3, 1, 2), (3, 1, 4), (3, 1, 8), (3, 2, 8), (5, 4, 8), (5, 5, 8), (5, 4, 16), (6, 3, 8), (6, 1, 8),
    ][int(rng.integers(0, 31))]  # fmt: skip
    if bits == -32:
        bits, options["formats"] = 32, [3]
        values = photo(rng, w, h, 1).astype(np.float32) * 2 - 100
    else:
        values = tiff_samples(rng, w, h, bits, samples)
        if bits in (8, 16, 32) and samples == 1 and photometric == 1 and rng.random() < 0.3:
            options["formats"] = [2]
        elif rng.random() < 0.2:
            options["formats"] = [1] * samples
        if bits == 32:
            values = values // (1 << 24) * int(rng.choice([1, 1 << 24]))
        if bits in (12, 16) and samples == 1:
            values = values // int(rng.choice([1, 1, 20, 200]))
    wanted = {1: 1, 2: 3, 3: 1, 5: 4}.get(photometric, 1) if photometric != 6 else samples
    if samples > max(wanted, 1) or (photometric == 2 and samples == 4):
        extras = [int(rng.integers(0, 3))] + [0] * (samples - max(wanted, 1) - 1)
        if photometric == 5:
            extras[0] = 0
        options["extra"] = extras if rng.random() < 0.9 or samples != 4 else None
    if photometric == 3:
        options["colours"] = color_map(rng, bits)
    if options["compression"] in (5, 8) and bits in (8, 16, 32) and values.dtype.kind != "f" and rng.random() < 0.5:
        options["predictor"] = 2
    if samples > 1 and rng.random() < 0.3:
        options["planar"] = True
    if rng.random() < 0.4 or h == 1:
        options["tile"] = int(rng.integers(1, 6)) * 16, int(rng.integers(1, 6)) * 16
    elif h > 1:
        # One strip of a picture that is to be turned is where the reference has a mistake.
        options["rows_per_strip"] = int(rng.integers(1, h))
    if rng.random() < 0.15:
        options["fill_order"] = 2
    more = {}
    if rng.random() < 0.3:
        more[274] = 3, [int(rng.integers(0, 10))]
    elif rng.random() < 0.2:
        more[700] = 1, xmp(int(rng.integers(1, 9)))
    return tiff(values, bits, photometric, more=more, **options)


def tiffs(rng):
    w, h = 37, 29
    any_ = lambda bits, samples: tiff_samples(rng, w, h, bits, samples)  # noqa: E731
    for bits in (1, 2, 4, 8):
        yield f"tiff-gray-{bits}", tiff(any_(bits, 1), bits, 1, rows_per_strip=11)
        yield f"tiff-white-is-zero-{bits}", tiff(any_(bits, 1), bits, 0, order=">")
        yield f"tiff-palette-{bits}", tiff(any_(bits, 1), bits, 3, colours=color_map(rng, bits))
    yield "tiff-gray-12", tiff(any_(12, 1) // 9, 12, 1)
    yield "tiff-gray-16", tiff(any_(16, 1) // 100, 16, 1)
    yield "tiff-gray-16-big-endian-lzw", tiff(any_(16, 1) // 100, 16, 1, order=">", compression=5)
    yield "tiff-white-is-zero-16", tiff(any_(16, 1) // 100, 16, 0)
    yield "tiff-signed-16", tiff(any_(16, 1) - 32768, 16, 1, order=">", formats=[2])
    yield "tiff-signed-32", tiff(any_(8, 1) * 3 - 200, 32, 1, formats=[2], compression=8)
    yield "tiff-unsigned-32", tiff(any_(8, 1) * 2, 32, 1)
    yield "tiff-float", tiff(any_(8, 1).astype(np.float32) * 1.7 - 60, 32, 1, formats=[3])
    yield "tiff-float-deflate-big-endian", tiff(any_(8, 1).astype(np.float32), 32, 1, order=">", formats=[3], compression=8)
    yield "tiff-rgb-strips", tiff(any_(8, 3), 8, 2, rows_per_strip=5)
    yield "tiff-rgb-planar", tiff(any_(8, 3), 8, 2, planar=True, rows_per_strip=9)
    yield "tiff-rgb-planar-lzw", tiff(any_(8, 3), 8, 2, planar=True, compression=5, predictor=2)
    yield "tiff-rgb-tiles", tiff(any_(8, 3), 8, 2, tile=(16, 16))
    yield "tiff-rgb-tiles-deflate", tiff(any_(8, 3), 8, 2, tile=(32, 16), compression=8, predictor=2)
    yield "tiff-rgb-16", tiff(any_(16, 3), 16, 2)
    yield "tiff-rgb-16-lzw-predictor", tiff(any_(16, 3), 16, 2, order=">", compression=5, predictor=2)
    yield "tiff-rgb-packbits", tiff(any_(8, 3), 8, 2, compression=32773)
    yield "tiff-bigtiff", tiff(any_(8, 3), 8, 2, big=True, rows_per_strip=7)
    for extra in (0, 1, 2):
        yield f"tiff-rgb-extra-{extra}", tiff(any_(8, 4), 8, 2, extra=[extra])
        yield f"tiff-gray-extra-{extra}", tiff(any_(8, 2), 8, 1, extra=[extra])
    yield "tiff-rgb-extra-missing", tiff(any_(8, 4), 8, 2)
    yield "tiff-rgb-16-extra-1", tiff(any_(16, 4), 16, 2, extra=[1])
    yield "tiff-cmyk", tiff(any_(8, 4), 8, 5)
    yield "tiff-cmyk-planar-deflate", tiff(any_(8, 4), 8, 5, planar=True, compression=8)
    yield "tiff-ycbcr", tiff(any_(8, 3), 8, 6)
    yield "tiff-fill-order", tiff(any_(1, 1), 1, 1, fill_order=2)
    yield "tiff-fill-order-lzw", tiff(any_(8, 1), 8, 1, fill_order=2, compression=5)
    for value in (2, 5, 6, 8):
        yield f"tiff-orientation-{value}", tiff(any_(8, 1), 8, 1, rows_per_strip=10, more={274: (3, [value])})
    yield "tiff-orientation-7-one-strip", tiff(any_(8, 1), 8, 1, more={274: (3, [7])})
    yield "tiff-xmp-6", tiff(any_(8, 1), 8, 1, more={700: (1, xmp(6))})
    yield "tiff-no-byte-counts", tiff(any_(8, 1), 8, 1, lacking=[279])
    yield "tiff-no-offsets", tiff(any_(8, 1), 8, 1, lacking=[273])
    bilevel = image(rng, 61, 47, "L").convert("1")
    for name in ("group3", "group4", "tiff_ccitt"):
        yield f"tiff-{name.replace('_', '-')}", saved(bilevel, "TIFF", compression=name)
    yield "tiff-group3-two-dimensional", saved(bilevel, "TIFF", compression="group3", tiffinfo={292: 1})
    for mode in ("L", "RGB", "YCbCr", "CMYK"):
        picture = image(rng, 61, 47, "RGB" if mode == "YCbCr" else mode).convert(mode)
        yield f"tiff-jpeg-{mode.lower()}", saved(picture, "TIFF", compression="jpeg", quality=70, strip_size=61 * 4 * 16)
    yield from tiffs_of_libtiff(rng, w, h)
    whole = tiff(any_(8, 3), 8, 2, compression=5)
    yield "tiff-lzw-cut", whole[:-300]
    yield "tiff-cut", tiff(any_(8, 3), 8, 2)[:-300]


def tiffs_of_libtiff(rng, w, h):
    rng = np.random.default_rng([24138, 77])
    for (across, down), compression in zip([(1, 1), (2, 1), (1, 2), (2, 2), (4, 1), (4, 2), (4, 4)], [5, 8, 32773] * 3):
        yield f"tiff-ycbcr-{across}{down}-{compression}", ycbcr_blocks(rng, w, h, across, down, compression, strips=2)
    for value in (2, 4, 6, 7):
        yield f"tiff-ycbcr-orientation-{value}", ycbcr_blocks(rng, w, h, 2, 2, 5, strips=3, more={274: (3, [value])})
    yield "tiff-ycbcr-709", ycbcr_blocks(rng, w, h, 2, 1, 5, more={529: rationals("<", 0.2126, 0.7152, 0.0722)})
    narrow = {532: rationals("<", 15, 235, 128, 240, 128, 240)}
    yield "tiff-ycbcr-narrow", ycbcr_blocks(rng, w, h, 1, 1, 8, more=narrow)
    yield "tiff-ycbcr-default", ycbcr_blocks(rng, w, h, 2, 2, 5, lacking=[530])
    yield "tiff-ycbcr-predictor", tiff(tiff_samples(rng, w, h, 8, 3), 8, 6, compression=5, predictor=2, more={530: (3, [1, 1])})
    yield "tiff-ycbcr-tiles", tiff(tiff_samples(rng, w, h, 8, 3), 8, 6, compression=8, tile=(16, 16), more={530: (3, [1, 1])})
    for name in ("lzma", "zstd"):
        yield f"tiff-{name}", saved(image(rng, w, h), "TIFF", compression=name)
        yield f"tiff-{name}-predictor", saved(image(rng, w, h), "TIFF", compression=name, tiffinfo={317: 2})
        yield f"tiff-{name}-gray", saved(image(rng, w, h, "L"), "TIFF", compression=name, strip_size=w * 9)


# PSD


def psd(values, mode, bits=8, compression=0, colour_data=b"", resources=b"", layers=b"", version=1, channels=None):
    """`values`: height x width x channels of bytes; for 1 bit: of bits."""
    height, width, count = values.shape
    out = b"8BPS" + struct.pack(">H6xHIIHH", version, channels or count, height, width, bits, mode)
    out += struct.pack(">I", len(colour_data)) + colour_data + struct.pack(">I", len(resources)) + resources
    out += struct.pack(">I", len(layers)) + layers + struct.pack(">H", compression)
    rows = [row for i in range(count) for row in packed_rows(values[..., i].astype(np.int64), bits)]
    if compression == 1:
        rows = [packbits(row) for row in rows]
        out += b"".join(struct.pack(">H", len(row)) for row in rows)
    return out + b"".join(rows)


def resource(number, data, name=b""):
    name = bytes([len(name)]) + name
    return b"8BIM" + struct.pack(">H", number) + name + bytes(len(name) % 2) + struct.pack(">I", len(data)) + data + bytes(len(data) % 2)


PSD_KINDS = ((0, 1, 1), (0, 8, 1), (1, 8, 1), (1, 8, 2), (2, 8, 1), (3, 8, 3), (3, 8, 4), (3, 8, 5), (4, 8, 4), (4, 8, 5), (7, 8, 2), (8, 8, 1))


def one_psd(rng, w, h):
    mode, bits, count = PSD_KINDS[int(rng.integers(0, len(PSD_KINDS)))]
    values = photo(rng, w, h, count)
    if bits == 1:
        values = values >> 7
    elif rng.random() < 0.5:
        values = values // 32 * 36
    options = {"compression": int(rng.integers(0, 2))}
    if mode == 2:
        options["colour_data"] = rng.integers(0, 256, 768).astype(np.uint8).tobytes()
    if rng.random() < 0.5:
        options["resources"] = resource(1005, bytes(17), b"name" * int(rng.integers(0, 3))) + resource(1000, bytes(8), b"odd")
    if rng.random() < 0.3:
        options["layers"] = bytes(int(rng.integers(4, 90)))
    return psd(values, mode, bits, **options)


def psds(rng):
    w, h = 37, 29
    names = {0: "bitmap", 1: "gray", 2: "palette", 3: "rgb", 4: "cmyk", 7: "multichannel", 8: "duotone"}
    colour_data = rng.integers(0, 256, 768).astype(np.uint8).tobytes()
    for mode, bits, count in PSD_KINDS:
        values = photo(rng, w, h, count)
        values = values >> 7 if bits == 1 else values // 64 * 85 if count < 4 else values
        compression = int(count % 2 == 0)
        name = f"psd-{names[mode]}-{bits}bit-{count}"
        yield name, psd(values, mode, bits, compression, colour_data if mode == 2 else b"")
    plain = photo(rng, w, h, 3)
    resources = resource(1005, bytes(17), b"name") + resource(1000, bytes(8), b"odd")
    yield "psd-resources-layers", psd(plain, 3, compression=1, resources=resources, layers=bytes(51))
    yield "psd-palette-missing", psd(plain[..., :1], 2)
    yield "psd-rgb-16bit", psd(plain, 3, bits=8).replace(b"\0\x08\0\x03", b"\0\x10\0\x03", 1)
    yield "psd-zip", psd(plain, 3, compression=2)
    yield "psd-channels-missing", psd(plain[..., :2], 3)
    yield "psd-version-2", psd(plain[..., :1], 1, version=2)
    yield "psd-cut-half", psd(plain, 3)[:1700]
    yield "psd-runs-cut", psd(plain, 3, compression=1)[:-100]


FORMATS = {"gif": (gifs, one_gif), "bmp": (bmps, one_bmp), "webp": (webps, one_webp), "tif": (tiffs, one_tiff), "psd": (psds, one_psd)}


def main(folder, *args):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if args and args[0] == "--damaged":
        files = [pathlib.Path(name) for name in args[3:]]
        for i in range(int(args[1])):
            rng = np.random.default_rng([int(args[2]), i])
            path = files[int(rng.integers(0, len(files)))]
            data = bytearray(path.read_bytes())
            if rng.random() < 0.35:
                data = data[: int(rng.integers(0, len(data)))]
            for _ in range(int(rng.integers(0, 4))):
                reach = len(data) if rng.random() < 0.5 else min(len(data), 120)
                if reach:
                    data[int(rng.integers(0, reach))] ^= 1 << int(rng.integers(0, 8))
            (folder / f"{i:05}-{path.name}").write_bytes(data)
        return
    if args:
        count, seed, formats = int(args[1]), int(args[2]), args[3:] or list(FORMATS)
        for i in range(count):
            rng = np.random.default_rng([seed, i])
            side = lambda: int(rng.choice([rng.integers(1, 40), rng.integers(20, 120), rng.integers(40, 300)]))  # noqa: E731, B023
            kind = formats[i % len(formats)]
            w, h = side(), side()
            (folder / f"random-{seed}-{i:05}.{kind}").write_bytes(FORMATS[kind][1](rng, w, h))
        return
    names = set()
    for index, (kind, (corpus, _)) in enumerate(FORMATS.items()):
        for name, data in corpus(np.random.default_rng([24138, index])):
            name = f"{name}.{kind}"
            assert name not in names, name
            names.add(name)
            (folder / name).write_bytes(data)
    total = sum((folder / name).stat().st_size for name in names)
    print(f"{len(names)} files, {total} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
