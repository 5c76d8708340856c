"""What fpcalc 1.5.1 makes of damaged files, as damaged.json: files of audiofile_corpus.py that are cut, joined or overwritten.

usage: audiofile_damaged.py OUTDIR

A case says how its bytes are made: files one behind the other, bytes that are left out at the end, and stretches that
are overwritten with 255. The tests make the same bytes.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

# name, files, bytes left out at the end, overwritten stretches (start, length)
CASES = [
    ("inside a frame", ["no-xing.mp3", "no-xing.mp3"], 20, []),
    ("inside a frame", ["mono.mp2", "mono.mp2"], 50, []),
    ("inside a frame", ["stereo.aac", "stereo.aac"], 60, []),
    ("an unreadable frame", ["stereo.aac", "stereo.aac"], 0, [(3000, 40)]),
    ("two unreadable frames", ["stereo.aac", "stereo.aac", "stereo.aac"], 0, [(15984, 170), (16168, 175)]),
    ("another rate and more channels", ["no-xing.mp3", "stereo-24k.mp3"], 0, []),
    ("cut", ["long.flac"], 900, []),
    ("cut", ["long.flac"], 4000, []),
    ("cut", ["long.wv"], 500, []),
    ("cut", ["long-alac.m4a"], 3000, []),
    ("cut in the last fragment", ["long-fragments.m4a"], 700, []),
    ("cut in an earlier fragment", ["long-fragments.m4a"], 4500, []),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = []
    for name, files, cut, fill in CASES:
        made = bytearray(b"".join((folder / file).read_bytes() for file in files))
        made = made[: len(made) - cut]
        for start, length in fill:
            made[start : start + length] = b"\xff" * length
        with tempfile.NamedTemporaryFile(suffix=pathlib.Path(files[0]).suffix) as file:
            file.write(made)
            file.flush()
            command = ["fpcalc", "-raw", "-json", "-signed", "-length", "0", file.name]
            found = subprocess.run(command, capture_output=True, text=True).stdout
        if not found:
            sys.exit(f"no items: {name}, {files}")
        items = json.loads(found)["fingerprint"]
        rows.append(json.dumps({"name": name, "files": files, "cut": cut, "fill": fill, "items": items}))
    (folder / "damaged.json").write_text("[\n" + ",\n".join(rows) + "\n]\n")


if __name__ == "__main__":
    main()
