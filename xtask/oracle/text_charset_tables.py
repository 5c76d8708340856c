"""Which characters the reference takes for frequent when it tells GB18030 from UTF-8: crates/iscc-document/src/charset/frequent.bin.

usage: text_charset_tables.py OUTFILE

Measured one by one: the pair of bytes twelve times over, and one pair that is none in any other encoding of two bytes
and no UTF-8, is said to be GB18030 if the pair counts as frequent. OUTFILE has a bit for each pair of B0..D7 and A1..FE,
in this order, the lowest bit of a byte first.
"""

import concurrent.futures
import pathlib
import sys
import tempfile

# No later pair was found to be frequent.
LEADS, TRAILS = range(0xB0, 0xD8), range(0xA1, 0xFF)


def row(lead):
    import iscc_tika

    extractor = iscc_tika.Extractor()
    bits = []
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "pair.txt"
        for trail in TRAILS:
            path.write_bytes(b"Text: " + bytes([lead, trail, 0x20]) * 12 + b"\x81\x80\n")
            bits.append(extractor.extract_file_to_string(str(path))[1]["Content-Encoding"] == ["GB18030"])
    return bits


def main(out):
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        bits = [bit for row in pool.map(row, LEADS) for bit in row]
    table = bytes(sum(bit << place for place, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits), 8))
    pathlib.Path(out).write_bytes(table)
    print(sum(bits), "frequent of", len(bits))


if __name__ == "__main__":
    main(sys.argv[1])
