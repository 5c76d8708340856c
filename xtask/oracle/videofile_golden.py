"""Golden codes of the films of videofile_corpus.py from FFmpeg and the reference packages: `cargo xtask oracle videofile`.

usage: videofile_golden.py OUTDIR   (the films are there; writes OUTDIR/golden.json)

For each film: the number of frames at five a second, the FNV-1a hash of the binary signature file, the Video-Code at 64 and
256 bits, metadata, and the scenes with their simprints. `error` stands where the reference fails.

OUTDIR/damaged.json has the hashes of the signature files of each film, damaged in the ways of `videofile_corpus.damaged`, from one thread:
null where FFmpeg fails, or where a picture shows what its memory held before.
"""

import json
import pathlib
import subprocess
import sys

import iscc_lib
import iscc_sdk
from loguru import logger

import videofile_corpus

FIELDS = ("name", "description", "creator", "duration", "fps", "width", "height", "language")


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % (1 << 64)
    return f"{value:016x}"


def signature_file(path, hold=False):
    """The binary signature file from one thread of FFmpeg; nothing if it fails. `hold` keeps the memory of every frame until the end."""
    out = path.with_suffix(".part")
    graph = f"fps=fps=5,signature=format=binary:filename={out}"
    filters = ["-filter_complex", f"[0:v]split[a][b];[a]{graph}[shown];[b]reverse,nullsink", "-map", "[shown]"] if hold else ["-vf", graph]
    command = ["ffmpeg", "-nostdin", "-loglevel", "quiet", "-threads", "1", "-i", str(path), *filters, "-f", "null", "-"]
    failed = subprocess.run(command, check=False).returncode != 0
    data = out.read_bytes() if out.exists() else b""
    out.unlink(missing_ok=True)
    return b"" if failed else data


def damaged(path):
    row, copy = {}, path.with_name(f"copy-{path.name}")
    for way, data in videofile_corpus.damaged(path.read_bytes()).items():
        copy.write_bytes(data)
        found = signature_file(copy)
        row[way] = fnv(found) if found and found == signature_file(copy, hold=True) else None
    copy.unlink()
    return row


def golden(path):
    data = signature_file(path)
    if not data:
        return {"error": True}
    frames = iscc_sdk.read_mp7_signature(data)
    vectors = [tuple(frame.vector.tolist()) for frame in frames]
    meta = iscc_sdk.video_meta_extract(path)
    _, cuts = iscc_sdk.video_mp7sig_extract_scenes(path)
    scenes = iscc_sdk.video_compute_granular(frames, cuts)
    return {
        "frames": len(frames),
        "signature": fnv(data),
        "code64": iscc_lib.gen_video_code_v0(vectors, bits=64).iscc,
        "code256": iscc_lib.gen_video_code_v0(vectors, bits=256).iscc,
        "meta": {field: meta[field] for field in FIELDS if meta.get(field) is not None},
        "simprints": scenes["simprints"],
        "sizes": scenes["sizes"],
    }


def main(folder):
    logger.remove()
    folder = pathlib.Path(folder)
    films = sorted(path for path in folder.iterdir() if path.suffix not in (".json", ".md"))
    rows = {path.name: golden(path) for path in films if not path.name.startswith("damage-")}
    rows_of_damaged = {path.name: damaged(path) for path in films}
    (folder / "damaged.json").write_text(json.dumps(rows_of_damaged, indent=1, sort_keys=True) + "\n")
    (folder / "golden.json").write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
