"""How many image files agree with the reference, pixel for pixel: a corpus that is not committed.

usage: image_parity.py FOLDER PROGRAM

FOLDER keeps the corpus between runs; PROGRAM is the example `parity` of iscc-image. Prints a table by format and
every file that differs.
"""

import collections
import hashlib
import json
import pathlib
import subprocess
import sys
import sysconfig
import warnings

import iscc_core
import iscc_lib
import iscc_sdk
import numpy as np
from loguru import logger
from PIL import Image

import image_corpus
import image_formats_corpus
import image_modern_corpus
import image_tiff_corpus

logger.remove()
warnings.simplefilter("ignore")
SUFFIXES = ".jpg .jpeg .png .gif .bmp .webp .tif .tiff .psd .svg .avif .heic".split()
RANDOM = 60
# Where another result is meant (docs/DIFFERENCES.md).
KNOWN = {
    "tif": "turned, where Pillow maps the file with width and height swapped",
    "avif": "premultiplied opacity",
}


def corpus(folder):
    # Made again when a script changes.
    scripts = [pathlib.Path(module.__file__).read_bytes() for module in (image_corpus, image_formats_corpus, image_modern_corpus, image_tiff_corpus)]
    made = hashlib.sha256(b"".join(scripts)).hexdigest()
    stamp = folder / "made"
    if stamp.exists() and stamp.read_text() == made:
        return
    folder.mkdir(parents=True, exist_ok=True)
    # This one makes those of the other scripts as well.
    image_corpus.main(folder / "basic")
    image_corpus.main(folder / "random", "--random", str(4 * RANDOM), "7")
    image_formats_corpus.main(folder / "random", "--random", str(5 * RANDOM), "7")
    image_tiff_corpus.main(folder / "random", "--random", str(2 * RANDOM), "7")
    image_modern_corpus.main(folder / "modern")
    stamp.write_text(made)


def files(folder):
    packages = pathlib.Path(sysconfig.get_paths()["purelib"])
    found = list(folder.rglob("*")) + list(packages.rglob("*"))
    return sorted(str(path) for path in found if path.suffix.lower() in SUFFIXES and path.is_file())


def reference(path):
    try:
        picture = iscc_sdk.svg_rasterize(path) if path.endswith(".svg") else Image.open(path)
        return bytes(iscc_sdk.image_normalize(picture))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - what the renderer of SVG raises is no Exception
        return error


def distance(pixels, bits, ours):
    """The bits in which a code is not that of the reference's pixels."""
    codes = iscc_lib.gen_image_code_v0(list(pixels), bits).iscc, ours
    bodies = [int.from_bytes(iscc_core.iscc_decode(code)[-1], "big") for code in codes]
    return (bodies[0] ^ bodies[1]).bit_count()


def main(folder, program):
    folder = pathlib.Path(folder)
    corpus(folder)
    paths = files(folder)
    listed = folder / "list.txt"
    listed.write_text("\n".join(paths) + "\n")
    lines = subprocess.run([program, f"@{listed}"], check=True, capture_output=True, text=True).stdout.splitlines()
    ours = {found["path"]: found for found in map(json.loads, lines)}
    counts, differing = collections.defaultdict(collections.Counter), []
    for path in paths:
        expected, found = reference(path), ours.get(path, {"error": "no answer"})
        kind = path.rsplit(".", 1)[1].lower().replace("jpeg", "jpg").replace("tiff", "tif")
        if isinstance(expected, BaseException):
            result = "error in both" if "error" in found else "error of the reference only"
            what = str(expected)[:80]
        elif "error" in found:
            result, what = "error of ours only", found["error"]
        else:
            pair = [np.frombuffer(pixels, np.uint8).astype(int) for pixels in (expected, bytes.fromhex(found["pixels"]))]
            apart = abs(pair[0] - pair[1])
            result = "other pixels" if apart.any() else "equal"
            bits = [distance(expected, bits, found[f"code_{bits}"]) for bits in (64, 256)]
            what = f"{np.count_nonzero(apart)} pixels, by {apart.max()} at most; {bits[0]} of 64 bits, {bits[1]} of 256"
        counts[kind][result] += 1
        if result not in ("equal", "error in both"):
            differing.append(f"{path}: {result}: {what}")
    columns = ("equal", "error in both", "other pixels", "error of ours only", "error of the reference only")
    print("| format | files | " + " | ".join(columns) + " | cause where known |")
    print("|---|---:|" + "---:|" * len(columns) + "---|")
    for kind, results in sorted(counts.items()):
        cells = " | ".join(str(results[column]) for column in columns)
        cause = KNOWN.get(kind, "") if results.total() > results["equal"] + results["error in both"] else ""
        print(f"| {kind} | {results.total()} | {cells} | {cause} |")
    print(*differing, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
