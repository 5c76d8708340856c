"""How many JPEG files agree with Pillow, pixel for pixel: a corpus that is not committed.

usage: jpeg_parity.py FOLDER PROGRAM

FOLDER keeps the corpus between runs; PROGRAM is the example `parity` of iscc-jpeg. Files are those of jpeg_corpus.py and
what is found by content in the reference packages and under /usr. Prints a table and the files that differ.
"""

import collections
import hashlib
import pathlib
import subprocess
import sys
import sysconfig

import jpeg_corpus
import jpeg_golden

COUNT, SEED = 1000, 1


def found():
    """JPEG files of others, by content, no doubles."""
    files = {}
    for root in (sysconfig.get_paths()["purelib"], "/usr"):
        for path in sorted(pathlib.Path(root).rglob("*")):
            try:
                if not path.is_file() or path.is_symlink():
                    continue
                with path.open("rb") as file:
                    if file.read(3) != b"\xff\xd8\xff":
                        continue
                files.setdefault(hashlib.sha256(path.read_bytes()).digest(), path)
            except OSError:
                continue
    return list(files.values())


def corpus(folder):
    made = hashlib.sha256(pathlib.Path(jpeg_corpus.__file__).read_bytes()).hexdigest()
    stamp = folder / "made"
    if not stamp.exists() or stamp.read_text() != made:
        jpeg_corpus.main(folder, "--random", str(COUNT), str(SEED))
        stamp.write_text(made)
    files = sorted(folder.glob("*.jpg"))
    return {
        "made": [path for path in files if not path.name.startswith("damaged")],
        "damaged": [path for path in files if path.name.startswith("damaged")],
        "found": found(),
    }


def main(folder, program):
    folder = pathlib.Path(folder)
    print("| files | number | equal | error in both | other pixels | error of ours only | error of Pillow only |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    differing = []
    for name, files in corpus(folder).items():
        listed = folder / "files.txt"
        listed.write_text("".join(f"{path}\n" for path in files))
        lines = subprocess.run([program, f"@{listed}"], check=True, capture_output=True, text=True).stdout.splitlines()
        counts = collections.Counter()
        for path, line in zip(files, lines, strict=True):
            ours, theirs = line.removeprefix(f"{path} "), jpeg_golden.pixels(path)
            errors = ours.startswith("error"), theirs.startswith("error")
            kind = {(True, True): "both", (True, False): "ours", (False, True): "theirs"}.get(errors)
            kind = kind or ("equal" if ours == theirs else "other")
            counts[kind] += 1
            if kind not in ("equal", "both"):
                differing.append(f"{path}: {ours}; Pillow: {theirs}")
        kinds = [str(counts[kind]) for kind in "equal both other ours theirs".split()]
        print(f"| {name} | {len(files)} | {' | '.join(kinds)} |")
    for line in differing:
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
