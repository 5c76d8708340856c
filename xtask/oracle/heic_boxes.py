"""Takes HEIC files apart and puts their pictures together in ways that pillow_heif does not write: grids, crops, mirrors before
rotations, colours that only the stream describes."""

import struct


def boxes(data):
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + size]
        at += size


def box(kind, *content):
    content = b"".join(content)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def full(kind, version, flags, *content):
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def parts(data):
    """The configuration and the content of the first item of a file of pillow_heif."""
    meta = dict(boxes(dict(boxes(data))[b"meta"][4:]))
    properties = list(boxes(dict(boxes(meta[b"iprp"]))[b"ipco"]))
    configuration = next(value for kind, value in properties if kind == b"hvcC")
    iloc = meta[b"iloc"]
    assert iloc[:6] == b"\0\0\0\0\x44\x40", iloc[:8].hex()
    base, _, offset, length = struct.unpack_from(">IHII", iloc, 12)
    offset += base
    return configuration, data[offset : offset + length]


def size(width, height):
    return full(b"ispe", 0, 0, struct.pack(">II", width, height))


def colour(primaries, matrix, full_range):
    return box(b"colr", b"nclx", struct.pack(">HHHB", primaries, 2, matrix, full_range << 7))


def crop(width, height, right=(0, 1), down=(0, 1)):
    return box(b"clap", struct.pack(">IIIIiIiI", *width, *height, *right, *down))


def rotation(quarters):
    return box(b"irot", bytes([quarters]))


def mirror(axis):
    return box(b"imir", bytes([axis]))


def grid(rows, columns, width, height):
    return struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, width, height)


def heic(items, primary, references=()):
    """`items`: number, kind, content, boxes of properties. `references`: kind, from, to."""
    infos = [full(b"infe", 2, 0, struct.pack(">HH4sB", number, 0, kind, 0)) for number, kind, _, _ in items]
    properties, associations = [], b""
    for number, _, _, own in items:
        indices = []
        for each in own:
            if each not in properties:
                properties.append(each)
            indices.append(properties.index(each) + 1 | 0x80 * (each[4:8] in (b"hvcC", b"irot", b"imir", b"clap")))
        associations += struct.pack(">HB", number, len(indices)) + bytes(indices)
    pointers = [box(kind, struct.pack(f">HH{len(to)}H", start, len(to), *to)) for kind, start, to in references]

    def file(start):
        places, at = b"", start
        for number, _, content, _ in items:
            places += struct.pack(">HHHHII", number, 0, 0, 1, at, len(content))
            at += len(content)
        meta = full(
            b"meta", 0, 0,
            full(b"hdlr", 0, 0, bytes(4), b"pict", bytes(13)),
            full(b"pitm", 0, 0, struct.pack(">H", primary)),
            full(b"iinf", 0, 0, struct.pack(">H", len(infos)), *infos),
            *([full(b"iref", 0, 0, *pointers)] if pointers else []),
            box(b"iprp", box(b"ipco", *properties), full(b"ipma", 0, 0, struct.pack(">I", len(items)), associations)),
            full(b"iloc", 1, 0, struct.pack(">BBH", 0x44, 0, len(items)), places),
        )  # fmt: skip
        return box(b"ftyp", b"heic\0\0\0\0mif1heic") + meta

    head = file(0)
    return file(len(head) + 8) + box(b"mdat", *(content for _, _, content, _ in items))
