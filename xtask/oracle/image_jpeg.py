"""A small baseline JPEG encoder (ISO 10918-1, Annex K tables) for the variants that Pillow cannot write."""

import struct

import numpy as np

# Annex K.3: counts of codes of each length, and the values.
DC = (bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]), bytes(range(12)))
# A flat AC table instead of the standard one: all 162 run/size pairs, 8 or 9 bits each. Any table does.
AC_VALUES = bytes([0x00, 0xF0] + [run << 4 | size for run in range(16) for size in range(1, 11)])
AC = (bytes([0, 0, 0, 0, 0, 0, 0, 150, 12, 0, 0, 0, 0, 0, 0, 0]), AC_VALUES)

ZIGZAG = sorted(
    range(64), key=lambda i: (i // 8 + i % 8, i // 8 if (i // 8 + i % 8) % 2 else i % 8)
)


def codes(table):
    """The code and its length for every value of a Huffman table."""
    counts, values = table
    code, result, at = 0, {}, 0
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            result[values[at]] = (code, length)
            code, at = code + 1, at + 1
        code <<= 1
    return result


class Bits:
    def __init__(self):
        self.out, self.value, self.count = bytearray(), 0, 0

    def put(self, value, count):
        self.value = self.value << count | value
        self.count += count
        while self.count >= 8:
            self.count -= 8
            byte = self.value >> self.count & 255
            self.out += bytes([byte, 0]) if byte == 255 else bytes([byte])
        self.value &= (1 << self.count) - 1

    def finish(self):
        if self.count:
            self.put((1 << (8 - self.count)) - 1, 8 - self.count)
        return bytes(self.out)


def magnitude(value):
    size = int(abs(value)).bit_length()
    return size, value if value >= 0 else value + (1 << size) - 1


BASIS = np.array(
    [[(0.5 if u else 0.5**0.5 / 2) * np.cos((2 * x + 1) * u * np.pi / 16) for x in range(8)] for u in range(8)]
)


class Component:
    def __init__(self, plane, h, v, hmax, vmax, step):
        """Scales the plane by taking means, and quantizes all of its blocks."""
        height, width = plane.shape
        self.h, self.v = h, v
        self.width, self.height = -(-width * h // hmax), -(-height * v // vmax)
        mcus_x, mcus_y = -(-width // (8 * hmax)), -(-height // (8 * vmax))
        full = np.pad(plane, ((0, mcus_y * 8 * vmax - height), (0, mcus_x * 8 * hmax - width)), mode="edge")
        ys = (np.arange(mcus_y * 8 * v) * vmax) // v
        xs = (np.arange(mcus_x * 8 * h) * hmax) // h
        small = full[ys][:, xs].astype(np.float64) - 128
        self.blocks_x, self.blocks_y = mcus_x * h, mcus_y * v
        blocks = small.reshape(self.blocks_y, 8, self.blocks_x, 8).transpose(0, 2, 1, 3)
        frequencies = BASIS @ blocks @ BASIS.T
        quantized = np.rint(frequencies / step).astype(int).reshape(self.blocks_y, self.blocks_x, 64)
        self.blocks = np.clip(quantized[..., ZIGZAG], -1023, 1023)
        self.last = 0

    def write(self, bits, y, x, dc, ac):
        block = self.blocks[y, x].tolist()
        size, extra = magnitude(block[0] - self.last)
        self.last = block[0]
        bits.put(*dc[size])
        bits.put(extra, size)
        run = 0
        last = max((i for i in range(1, 64) if block[i]), default=0)
        for value in block[1 : last + 1]:
            if value == 0:
                run += 1
                continue
            while run > 15:
                bits.put(*ac[0xF0])
                run -= 16
            size, extra = magnitude(value)
            bits.put(*ac[run << 4 | size])
            bits.put(extra, size)
            run = 0
        if last < 63:
            bits.put(*ac[0])


def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def encode(
    pixels, factors=None, ids=None, jfif=True, transform=None, ycc=True, interleaved=True, quality=80, announced=None
):
    """Encodes an array of height x width x components.

    `factors`: (horizontal, vertical) sampling of each component. `transform`: the Adobe marker's value;
    with 0 the components are stored as they are, with 2 four components are YCCK.
    """
    height, width, count = pixels.shape
    factors = factors or ((1, 1),) * count
    ids = ids or bytes(range(1, count + 1))
    planes = pixels.astype(np.float64)
    converted = ycc and transform != 0 and (count == 3 or transform == 2)
    if converted:
        red, green, blue = (planes[..., i] for i in range(3))
        luma = 0.299 * red + 0.587 * green + 0.114 * blue
        planes[..., :3] = np.stack([luma, 128 + (blue - luma) / 1.772, 128 + (red - luma) / 1.402], -1)
    step = max(1, min(255, round((100 - quality) / 3)))
    hmax, vmax = max(h for h, _ in factors), max(v for _, v in factors)
    components = [Component(planes[..., i], h, v, hmax, vmax, step) for i, (h, v) in enumerate(factors)]

    out = b"\xff\xd8"
    if jfif:
        out += segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    if transform is not None:
        out += segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([transform]))
    out += segment(0xDB, b"\0" + bytes([step] * 64))
    frame_width, frame_height = announced or (width, height)
    frame = struct.pack(">BHHB", 8, frame_height, frame_width, count)
    for id_, (h, v) in zip(ids, factors):
        frame += bytes([id_, h << 4 | v, 0])
    out += segment(0xC0, frame)
    out += segment(0xC4, b"\x00" + DC[0] + DC[1]) + segment(0xC4, b"\x10" + AC[0] + AC[1])
    dc, ac = codes(DC), codes(AC)

    scans = [list(range(count))] if interleaved and count > 1 else [[i] for i in range(count)]
    for scan in scans:
        out += segment(0xDA, bytes([len(scan)]) + b"".join(bytes([ids[i], 0]) for i in scan) + b"\0\x3f\0")
        bits = Bits()
        if len(scan) == 1:
            part = components[scan[0]]
            for y in range(-(-part.height // 8)):
                for x in range(-(-part.width // 8)):
                    part.write(bits, y, x, dc, ac)
        else:
            for my in range(components[0].blocks_y // components[0].v):
                for mx in range(components[0].blocks_x // components[0].h):
                    for part in components:
                        for y in range(part.v):
                            for x in range(part.h):
                                part.write(bits, my * part.v + y, mx * part.h + x, dc, ac)
        out += bits.finish()
    return out + b"\xff\xd9"
