"""JPEG files of all kinds, whole and damaged.

usage: jpeg_corpus.py FOLDER [--random COUNT SEED]

Without more: the committed ones, small. With it: COUNT files of random kinds, and as many damaged ones, for
jpeg_parity.py. The compressor is cjpeg of libjpeg-turbo (Debian: libjpeg-turbo-progs); inks are compressed by Pillow.
Where there is no cjpeg, nothing of it is made.
"""

import io
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

CJPEG = shutil.which("cjpeg")
SAMPLINGS = """1x1 2x1 1x2 2x2 4x1 1x4 4x2 2x1,1x2,1x1 2x2,1x2,1x1 2x2,2x1,1x1 1x1,2x1,1x1 1x1,2x2,1x1 1x1,1x2,2x1
4x1,2x1,1x1 2x2,1x1,2x1 1x1,2x2,2x2 2x1,1x1,2x1 3x1,1x1,1x1 1x3 3x1,3x1,1x1""".split()
# Scripts of sequential scans, of whole progressions, and of progressions that end early.
SEQUENTIAL = ["0;1;2;", "0;1,2;", "0,1;2;", "0,2;1;", "1;0;2;"]
WHOLE = [
    "0,1,2: 0-0,0,0;0: 1-63,0,0;1: 1-63,0,0;2: 1-63,0,0;",
    "0,1,2: 0-0,0,1;0: 1-5,0,2;2: 1-63,0,1;1: 1-63,0,1;0: 6-63,0,2;0: 1-63,2,1;0,1,2: 0-0,1,0;2: 1-63,1,0;1: 1-63,1,0;0: 1-63,1,0;",
    "0: 0-0,0,0;1,2: 0-0,0,0;0: 1-63,0,0;1: 1-63,0,0;2: 1-63,0,0;",
]


def picture(rng, width, height, bands):
    """Waves, noise, edges or one colour."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    kind = rng.choice(["waves", "noise", "both", "edges", "flat"])
    y, x = np.mgrid[0:height, 0:width]
    planes = []
    for _ in range(bands):
        plane = 127 + 90 * np.sin(x / (3 + 20 * noise.random()) + noise.random() * 6) * np.cos(y / (3 + 25 * noise.random()))
        if kind == "noise":
            plane = noise.integers(0, 256, (height, width)).astype(float)
        if kind == "both":
            plane = plane + noise.normal(0, 25, (height, width))
        if kind == "edges":
            plane = ((x // noise.integers(2, 20) + y // noise.integers(2, 20)) % 2) * 255.0
        if kind == "flat":
            plane = np.full((height, width), float(noise.integers(0, 256)))
        planes.append(np.clip(plane, 0, 255))
    pixels = np.stack(planes, -1).astype(np.uint8)
    return pixels[..., 0] if bands == 1 else pixels


def compress(pixels, *options, scans=None):
    """The file that cjpeg makes, or None if it refuses."""
    source = io.BytesIO()
    Image.fromarray(pixels).save(source, "PPM")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as script:
        if scans:
            script.write(scans)
            script.flush()
            options += ("-scans", script.name)
        made = subprocess.run([CJPEG, *options], input=source.getvalue(), capture_output=True)
    return None if made.returncode else made.stdout


def inks(rng, pixels, quality):
    options = {"progressive": rng.random() < 0.5, "subsampling": rng.choice([0, 1, 2])}
    if rng.random() < 0.5:
        options["restart_marker_blocks"] = rng.randint(1, 20)
    made = io.BytesIO()
    try:
        Image.fromarray(pixels, "CMYK").save(made, "JPEG", quality=quality, **options)
    except OSError:
        return None
    return made.getvalue()


def unfinished(rng, bands):
    """A progression of which scans are missing."""
    low = rng.choice([0, 0, 1, 2])
    names = ",".join(map(str, range(bands)))
    script = f"{names}: 0-0,0,{low};"
    for component in range(bands):
        first = 1
        while rng.random() < 0.4 and first < 64:
            last = min(63, first + rng.choice([0, 0, 1, 2, 5, 20, 62]))
            script += f"{component}: {first}-{last},0,{rng.choice([0, 1, 2, 3])};"
            first = last + 1
    if low and rng.random() < 0.4:
        script += f"{names}: 0-0,{low},{low - 1};"
    return script


def some_file(rng):
    """A file of a random kind."""
    width, height = (rng.choice([rng.randint(1, 24), rng.randint(1, 100), rng.randint(1, 400)]) for _ in "wh")
    bands = rng.choice([1, 3, 3, 3, 3, 3, 4])
    pixels = picture(rng, width, height, bands)
    quality = rng.choice([1, 5, 10, 25, 50, 75, 85, 90, 95, 100])
    if bands == 4:
        return inks(rng, pixels, quality)
    options = ["-quality", str(quality)]
    scans = None
    is_arithmetic = rng.random() < 0.3
    kind = rng.choice(["sequential", "sequential", "progressive", "unfinished"])
    if is_arithmetic:
        options.append("-arithmetic")
    if kind == "progressive":
        scans = rng.choice(WHOLE) if bands == 3 and rng.random() < 0.4 else None
        options += [] if scans else ["-progressive"]
    elif kind == "unfinished":
        scans = unfinished(rng, bands)
    elif bands == 3 and rng.random() < 0.3:
        scans = rng.choice(SEQUENTIAL)
    if bands == 3 and rng.random() < 0.8:
        options += ["-sample", rng.choice(SAMPLINGS)]
    if bands == 1 and rng.random() < 0.3:
        options += ["-sample", rng.choice(["2x2", "1x2", "4x1", "3x3", "1x4"])]
    if bands == 3 and rng.random() < 0.1:
        options.append("-rgb")
    if rng.random() < 0.3:
        options += ["-restart", rng.choice(["1", "2", "1B", "3B", "7B"])]
    if rng.random() < 0.3 and not is_arithmetic:
        options.append("-optimize")
    return compress(pixels, *options, scans=scans)


def damaged(rng, whole):
    """A file with one fault or some."""
    file = bytearray(whole)
    kind = rng.choice("cut bits bits bytes hole more header marker tail".split())
    at = rng.randrange(20, len(file) - 2)
    if kind == "cut":
        del file[at:]
    elif kind == "bits":
        for _ in range(rng.randint(1, 8)):
            file[rng.randrange(20, len(file))] ^= 1 << rng.randrange(8)
    elif kind == "bytes":
        for _ in range(rng.randint(1, 8)):
            file[rng.randrange(20, len(file))] = rng.randrange(256)
    elif kind == "hole":
        del file[at : at + rng.randint(1, 200)]
    elif kind == "more":
        file[at:at] = rng.randbytes(rng.randint(1, 30))
    elif kind == "header":
        file[rng.randrange(2, min(len(file), 700))] = rng.randrange(256)
    elif kind == "marker":
        file[at] = 0xFF
        file[at + 1] = rng.choice([*range(0xD0, 0xD8), 0xD9, 0xFF, 0x00, 0x01, 0xC4, 0xDA, rng.randrange(256)])
    else:
        del file[-rng.randint(1, 5) :]
    return bytes(file)


def random_files(folder, count, seed):
    rng = random.Random(seed)
    whole = []
    while len(whole) < count:
        file = some_file(rng)
        if file is None:
            continue
        (folder / f"{len(whole):05}.jpg").write_bytes(file)
        whole.append(file)
    small = [file for file in whole if len(file) < 200_000]
    for number in range(count):
        (folder / f"damaged-{number:05}.jpg").write_bytes(damaged(rng, rng.choice(small)))


def committed(folder):
    rng = random.Random(15)

    def write(name, *options, size=(37, 29), bands=3, scans=None):
        file = compress(picture(rng, *size, bands), *options, scans=scans)
        (folder / f"{name}.jpg").write_bytes(file)
        return file

    if CJPEG:
        for sampling in ("1x1", "2x1", "1x2", "2x2", "4x1", "1x4", "1x1,2x2,1x1", "2x1,1x2,1x1", "3x1,1x1,1x1"):
            write("sampling-" + sampling.replace(",", "-"), "-quality", "60", "-sample", sampling)
        write("gray-factors-4x1", "-quality", "60", "-sample", "4x1", bands=1)
        write("narrow", "-quality", "60", size=(2, 40))
        write("arithmetic-progressive", "-arithmetic", "-progressive", "-quality", "60")
        write("arithmetic-restarts", "-arithmetic", "-restart", "2B", "-quality", "60")
        write("scans-of-two", "-quality", "60", scans="0,2;1;")
        write("rgb", "-rgb", "-quality", "60")
        for name, scans in (
            ("means", "0,1,2: 0-0,0,0;"),
            ("coarse-means", "0,1,2: 0-0,0,2;"),
            ("low", "0,1,2: 0-0,0,0;0: 1-2,0,1;"),
            ("luma", "0,1,2: 0-0,0,0;0: 1-63,0,0;"),
            ("some", "0,1,2: 0-0,0,1;0: 1-5,0,2;1: 3-9,0,3;"),
        ):
            for sampling in ("1x1", "2x2", "1x4"):
                write(f"unfinished-{name}-{sampling}", "-quality", "40", "-sample", sampling, size=(70, 75), scans=scans)
        wholes = [
            write(f"whole-{number}", "-quality", "50", *options, size=(60, 50))
            for number, options in enumerate([(), ("-restart", "1"), ("-progressive",), ("-arithmetic",), ("-restart", "3B", "-sample", "1x1")])
        ]
        for number in range(60):
            (folder / f"damaged-{number:02}.jpg").write_bytes(damaged(rng, rng.choice(wholes)))
    for sampling in range(3):
        pixels = picture(random.Random(sampling), 37, 29, 4)
        made = io.BytesIO()
        Image.fromarray(pixels, "CMYK").save(made, "JPEG", quality=60, subsampling=sampling)
        (folder / f"inks-{sampling}.jpg").write_bytes(made.getvalue())


def main(folder, *arguments):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if arguments and CJPEG:
        random_files(folder, int(arguments[1]), int(arguments[2]))
    elif not arguments:
        committed(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
