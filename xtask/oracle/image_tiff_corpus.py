"""Makes TIFF files of rare kinds, which other programs once wrote: a part of the corpus of iscc-image.

usage: image_tiff_corpus.py FOLDER                   the committed part of testdata/image
       image_tiff_corpus.py FOLDER --random N SEED   N other files of random kinds and options

LZW of before TIFF 5.0, ThunderScan, CIELab, planes of compressed YCbCr, differences of blocks of chroma, and JPEG in
the way of TIFF 6.0. The files are written byte by byte; see also image_formats_corpus.py.
"""

import pathlib
import struct
import sys

import numpy as np

from image_corpus import photo, saved
from image_formats_corpus import image, lzw, tiff, tiff_samples, ycbcr_blocks


def coded(parts, w, h, rows, bits, photometric, compression, more=(), **options):
    """A TIFF whose strips are `parts`, coded already."""
    longest = max(map(len, parts))
    values = np.array([list(part) + [0] * (longest - len(part)) for part in parts])[..., None]
    late = {256: (4, [w]), 257: (4, [h]), 258: (3, bits), 259: (3, [compression]), 277: (3, [len(bits)]), 278: (4, [rows])}
    return tiff(values, 8, photometric, rows_per_strip=1, late=late | dict(more), **options)


def strips(values, count):
    step = -(-len(values) // count)
    return step, [values[y : y + step] for y in range(0, len(values), step)]


def old_lzw(values, photometric, count=1, **options):
    """LZW as GIF has it, but for the blocks: bits from the low end, codes of more bits one code later."""
    step, parts = strips(values, count)

    def one(part):
        blocks, data = lzw(part.ravel(), 8)[1:], b""
        while blocks[0]:
            data, blocks = data + blocks[1 : 1 + blocks[0]], blocks[1 + blocks[0] :]
        return data

    h, w, samples = values.shape
    return coded([one(part) for part in parts], w, h, step, [8] * samples, photometric, 5, **options)


TWO, THREE = {0: 0, 1: 1, 15: 3}, {0: 0, 1: 1, 2: 2, 3: 3, 13: 5, 14: 6, 15: 7}


def thunder(row):
    """A row of ThunderScan."""
    out, at, last = b"", 0, 0
    while at < len(row):
        run = 0
        while run < 63 and at + run < len(row) and row[at + run] == last:
            run += 1
        if run >= 4:
            out, at = out + bytes([run]), at + run
            continue
        steps = [(b - a) % 16 for a, b in zip([last, *row[at : at + 2]], row[at : at + 3])]
        if len(steps) == 3 and all(step in TWO for step in steps):
            out, at = out + bytes([0x40 | TWO[steps[0]] << 4 | TWO[steps[1]] << 2 | TWO[steps[2]]]), at + 3
        elif all(step in THREE for step in steps[:2]):
            # The second one may stand for no pixel.
            second = THREE[steps[1]] if len(steps) > 1 else 4
            out, at = out + bytes([0x80 | THREE[steps[0]] << 3 | second]), at + len(steps[:2])
        else:
            out, at = out + bytes([0xC0 | row[at]]), at + 1
        last = row[at - 1]
    return out


def thunderscan(values, photometric, count=1, **options):
    step, parts = strips(values, count)
    data = [b"".join(thunder([int(value) for value in row]) for row in part[..., 0]) for part in parts]
    h, w, _ = values.shape
    return coded(data, w, h, step, [4], photometric, 32809, **options)


def planes_of_ycbcr(rng, w, h, compression, **options):
    return tiff(tiff_samples(rng, w, h, 8, 3), 8, 6, planar=True, compression=compression, more={530: (3, [1, 1])}, **options)


def scans(jpeg):
    """A JPEG up to the end of its first scan's header, and the rest of it."""
    at = jpeg.index(b"\xff\xda")
    at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return jpeg[:at], jpeg[at:]


def segments(head, marker):
    """The contents of the segments of a kind."""
    at, found = 2, []
    while at < len(head):
        size = int.from_bytes(head[at + 2 : at + 4], "big")
        if head[at + 1] == marker:
            found.append(head[at + 4 : at + 2 + size])
        at += 2 + size
    return found


def old_jpeg(rng, w, h, kind, sampling=(2, 2), count=1, order="<", quality=80, **options):
    """JPEG in the way of TIFF 6.0. `kind`: what is where; see below."""
    across, down = sampling
    step = h if count == 1 else -(-h // (count * 8 * down)) * 8 * down
    picture = image(rng, w, h)
    per_row = -(-w // (8 * across))
    restart = {} if count == 1 else {"restart_marker_blocks": per_row * step // (8 * down)}
    jpeg = saved(picture, "JPEG", quality=quality, subsampling={(1, 1): 0, (2, 1): 1, (2, 2): 2}[sampling], **restart)
    head, rest = scans(jpeg)
    rest = rest[:-2]
    parts, start = [], 0
    for at in range(len(rest) - 1):
        if rest[at] == 0xFF and 0xD0 <= rest[at + 1] <= 0xD7:
            parts, start = [*parts, rest[start:at]], at + 2
    parts.append(rest[start:])
    more = {512: (3, [1]), 530: (3, list(sampling))} | dict(options.pop("more", ()))
    shape = {256: (4, [w]), 257: (4, [h]), 258: (3, [8, 8, 8]), 259: (3, [6]), 277: (3, [3]), 278: (4, [step])}
    # What is put behind the directory, in an uncompressed picture of one row whose strips these are.
    if kind == "whole":
        # The strip is a JPEG file, and so is what the tag tells of.
        data, places = [jpeg], {513: (0, 0), 514: (0, None)}
    elif kind == "whole-strip-only":
        data, places = [jpeg], {}
    elif kind == "head-and-strips":
        data, places = [*parts, head], {513: (len(parts), 0), 514: (len(parts), None)}
    elif kind == "file-and-strips":
        # The strips lie within the file that the tag tells of.
        data, places = [jpeg], {513: (0, 0), 514: (0, None)}
    else:
        tables = [table[1:] for table in segments(head, 0xDB)]
        codes = segments(head, 0xC4)
        direct = [code[1:] for code in codes if code[0] < 16]
        other = [code[1:] for code in codes if code[0] >= 16]
        data = [*parts, *tables, *direct, *other]
        places = {}
        first = len(parts)
        for tag, items in ((519, tables), (520, direct), (521, other)):
            places[tag] = [first + min(i, len(items) - 1) for i in (0, 1, 1)]
            first += len(items)
    strip_count = len(parts) if kind in ("head-and-strips", "tables") else 1
    return layout(data, strip_count, places, shape | more, order, **options)


def layout(data, strip_count, places, tags, order, lacking=()):
    """A TIFF whose `places` are offsets (index, offset in it), lengths (index, None) or offsets of several pieces of `data`."""
    tags = {tag: value for tag, value in tags.items() if tag not in lacking}
    tags |= {262: (3, [6]), 273: (4, [0] * strip_count), 279: (4, [len(part) for part in data[:strip_count]])}
    tags |= {tag: (4, [0] * (len(place) if isinstance(place, list) else 1)) for tag, place in places.items()}
    for _ in range(2):
        after = 8 + 2 + 12 * len(tags) + 4
        directory, values = struct.pack(order + "H", len(tags)), b""
        for tag, (kind, numbers) in sorted(tags.items()):
            packed = numbers if isinstance(numbers, bytes) else struct.pack(f"{order}{len(numbers)}{ {3: 'H', 4: 'I'}[kind]}", *numbers)
            count = len(numbers) // (8 if kind == 5 else 1)
            directory += struct.pack(order + "HHI", tag, kind, count)
            if len(packed) <= 4:
                directory += packed + bytes(4 - len(packed))
            else:
                directory += struct.pack(order + "I", after + len(values))
                values += packed + bytes(len(packed) % 2)
        starts, at = [], after + len(values)
        for part in data:
            starts.append(at)
            at += len(part)
        tags[273] = 4, starts[:strip_count]
        for tag, place in places.items():
            if isinstance(place, list):
                tags[tag] = 4, [starts[index] for index in place]
            else:
                tags[tag] = 4, [len(data[place[0]]) if place[1] is None else starts[place[0]] + place[1]]
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + directory + bytes(4) + values + b"".join(data)


def predicted_blocks(rng, w, h, across, down, compression, count=1):
    """Compressed YCbCr with differences, of what libtiff takes for rows."""
    block = across * down + 2
    row = -(-w // across) * block // down

    def differences(values):
        flat = values.reshape(-1)
        rows = flat[: len(flat) // row * row].reshape(-1, row // 3, 3) if row % 3 == 0 else None
        if rows is None:
            return values
        out = rows.copy()
        out[:, 1:] -= rows[:, :-1]
        return (out & 255).reshape(values.shape)

    return ycbcr_blocks(rng, w, h, across, down, compression, count, change=differences, more={317: (3, [2])})


BLOCKS = [(2, 1), (1, 2), (2, 2), (4, 1), (4, 2), (4, 4)]
OLD_JPEG = ["whole", "whole-strip-only", "head-and-strips", "file-and-strips", "tables"]


def tiffs(rng):
    w, h = 37, 29
    gray, rgb = photo(rng, w, h, 1).astype(np.int64), photo(rng, w, h, 3).astype(np.int64)
    yield "tiff-old-lzw", old_lzw(gray, 1, 3)
    yield "tiff-old-lzw-rgb", old_lzw(rgb, 2)
    yield "tiff-thunderscan", thunderscan(gray >> 4, 1, 2)
    yield "tiff-thunderscan-inverted", thunderscan(gray // 64 * 5, 0)
    for compression in (1, 5):
        yield f"tiff-lab-{compression}", tiff(rgb, 8, 8, compression=compression, rows_per_strip=10)
    yield "tiff-ycbcr-planes", planes_of_ycbcr(rng, w, h, 5)
    yield "tiff-ycbcr-planes-of-small-chroma", tiff(rgb, 8, 6, planar=True, compression=5)
    yield "tiff-lab-planes", tiff(rgb, 8, 8, planar=True)
    yield "tiff-ycbcr-narrow-as-no-block", ycbcr_blocks(rng, 3, 20, 4, 1, 5)
    for across, down in BLOCKS:
        yield f"tiff-ycbcr-{across}{down}-predictor", predicted_blocks(rng, w, h, across, down, 5)
    for kind in OLD_JPEG:
        yield f"tiff-old-jpeg-{kind}", old_jpeg(rng, 61, 47, kind)
    yield "tiff-old-jpeg-21-strips", old_jpeg(rng, 61, 47, "head-and-strips", (2, 1), 3)
    yield "tiff-old-jpeg-no-samples", old_jpeg(rng, 61, 47, "head-and-strips", lacking=[277, 530])
    yield "tiff-old-jpeg-22-big-endian", old_jpeg(rng, 61, 71, "head-and-strips", (2, 2), 2, ">")
    yield "tiff-old-jpeg-11-tables-strips", old_jpeg(rng, 61, 47, "tables", (1, 1), 3, ">")


def one_tiff(rng, w, h):
    more = {274: (3, [int(rng.integers(1, 9))])} if rng.random() < 0.3 else {}
    order, count = str(rng.choice(["<", ">"])), int(rng.integers(1, 5))
    w, h = w + 1, h + 1
    match int(rng.integers(0, 8)):
        case 0:
            samples, photometric = [(1, 0), (1, 1), (3, 2), (4, 5)][int(rng.integers(0, 4))]
            return old_lzw(photo(rng, w, h, samples).astype(np.int64), photometric, count, order=order, more=more)
        case 1:
            colours = rng.integers(0, 65536, 48)
            photometric = int(rng.choice([0, 1, 3]))
            options = {"colours": colours} if photometric == 3 else {}
            values = photo(rng, w, h, 1).astype(np.int64) // int(rng.choice([16, 32, 64]))
            return thunderscan(values, photometric, count, order=order, more=more, **options)
        case 2 | 3:
            options = {"compression": int(rng.choice([1, 5, 8, 32773])), "planar": bool(rng.random() < 0.2)}
            if rng.random() < 0.3:
                options["tile"] = 16 * int(rng.integers(1, 5)), 16 * int(rng.integers(1, 5))
            else:
                options["rows_per_strip"] = -(-h // count)
            return tiff(photo(rng, w, h, 3).astype(np.int64), 8, 8, order=order, more=more, **options)
        case 4:
            return planes_of_ycbcr(rng, w, h, int(rng.choice([5, 8, 32773])), rows_per_strip=-(-h // count), order=order)
        case 5:
            return predicted_blocks(rng, w, h, *BLOCKS[int(rng.integers(0, 6))], int(rng.choice([5, 8])), count)
        case _:
            kind = str(rng.choice(OLD_JPEG))
            sampling = [(1, 1), (2, 1), (2, 2)][int(rng.integers(0, 3))]
            count = count if kind in ("head-and-strips", "tables") else 1
            return old_jpeg(rng, w, h, kind, sampling, count, order, int(rng.integers(5, 96)), more=more)


def main(folder, *args):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if args:
        for i in range(int(args[1])):
            rng = np.random.default_rng([int(args[2]), i])
            w, h = (int(rng.choice([rng.integers(1, 40), rng.integers(20, 120), rng.integers(40, 300)])) for _ in range(2))
            (folder / f"rare-{args[2]}-{i:05}.tif").write_bytes(one_tiff(rng, w, h))
        return
    for name, data in tiffs(np.random.default_rng([24138, 6])):
        (folder / f"{name}.tif").write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
