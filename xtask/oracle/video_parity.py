"""How many films iscc-video reads as FFmpeg's filter and iscc-sdk do, over a corpus that is not committed.

usage: video_parity.py FOLDER PROGRAM [FILE...]

FOLDER persists: the corpus is made in FOLDER/corpus (video_parity_corpus.py) and the reference's answers are kept in
FOLDER/reference by the content of the file, so that it is asked once. The films of iscc-samples are compared as well. PROGRAM
is the example `parity` of iscc-video with all features. FILEs are compared in place of all these.

Compared are, for every film: the whole binary signature file (vectors, confidence, words, time stamps, segments), the
Video-Code at 64 and at 256 bits, whether skipping and threads change anything, and metadata. Films that the
reference fails on must be errors here too. demo.ogg and demo.ogv are decoded differently in each run of the reference with
several threads, so they are compared with `-threads 1`.
"""

import collections
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import iscc_lib
import iscc_samples
import iscc_sdk
from loguru import logger

import video_native_corpus
import video_parity_corpus

FIELDS = ("name", "description", "duration", "fps", "width", "height", "language")
ONE_THREAD = {"demo.ogg", "demo.ogv"}


def signature_file(path, out, threads):
    """The binary signature file, made by the reference's command."""
    threads = ["-threads", "1"] if path.name in ONE_THREAD else threads
    filters = f"fps=fps=5,signature=format=binary:filename={out}"
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "quiet", *threads, "-i", str(path), "-vf", filters, "-f", "null", "-"], check=True)
    return out.read_bytes()


def reference(path, folder, threads=()):
    said = path.read_bytes() + path.name.encode() + " ".join(threads).encode()
    key = hashlib.blake2b(said, digest_size=16).hexdigest()
    kept = folder / f"{key}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    row, out = {}, folder / f"{key}.part"
    try:
        data = signature_file(path, out, list(threads))
        frames = [tuple(frame.vector.tolist()) for frame in iscc_sdk.read_mp7_signature(data)]
        row["frames"] = len(frames)
        row["signature"] = data.hex()
        for bits in (64, 256):
            row[f"code{bits}"] = iscc_lib.gen_video_code_v0(frames, bits=bits).iscc
    except BaseException as error:  # noqa: BLE001 - whatever it raises is its verdict
        row["error"] = f"{type(error).__name__}: {error}"[:300]
    out.unlink(missing_ok=True)
    try:
        meta = iscc_sdk.video_meta_extract(path)
        row["meta"] = {field: meta.get(field) for field in FIELDS}
    except BaseException as error:  # noqa: BLE001
        row["meta_error"] = f"{type(error).__name__}: {error}"[:300]
    kept.write_text(json.dumps(row))
    return row


def code(digest, bits):
    """The Video-Code of a hash, as iscc-lib writes it."""
    import base64
    header = {64: bytes([0x23, 0x01]), 256: bytes([0x23, 0x07])}[bits]
    return "ISCC:" + base64.b32encode(header + bytes.fromhex(digest)[: bits // 8]).decode().rstrip("=")


def frames_of(data):
    return [(frame.elapsed, frame.confidence, tuple(frame.vector.tolist())) for frame in iscc_sdk.read_mp7_signature(bytes.fromhex(data))]


def compare(ours, theirs):
    """What differs, as text; nothing if all is equal."""
    differs = []
    if "error" in theirs or "error" in ours:
        if ("error" in theirs) != ("error" in ours):
            differs.append(f"ours: {ours.get('error', 'a code')}; reference: {theirs.get('error', 'a code')}")
        return differs
    if ours["signature"] != theirs["signature"]:
        a, b = frames_of(ours["signature"]), frames_of(theirs["signature"])
        wrong = [n for n, (x, y) in enumerate(zip(a, b)) if x != y]
        times = [n for n, (x, y) in enumerate(zip(a, b)) if x[0] != y[0]]
        differs.append(f"signature file: {len(a)} frames, reference {len(b)}; {len(wrong)} differ (first {wrong[:1]}), {len(times)} in time")
    for bits in (64, 256):
        if code(ours["hash"], bits) != theirs[f"code{bits}"]:
            differs.append(f"Video-Code at {bits} bits")
    return differs


def without_ffmpeg(program, folder, known, groups):
    """The same films read in Rust alone: equal, refused, or errors in both."""
    print("| without FFmpeg | files | read | equal | refused: other codecs and containers | refused | error in both |")
    print("|---|---|---|---|---|---|---|")
    notes = []
    for group, paths in groups.items():
        paths = [path for path in paths if path.suffix in (".mp4", ".mov", ".mkv", ".m4v", ".3gp")]
        listed = folder / f"list-native-{group}"
        listed.write_text("\n".join(map(str, paths)))
        answers = subprocess.run([program, "--native", f"@{listed}"], stdout=subprocess.PIPE, text=True, check=False).stdout
        ours = {answer["path"]: answer for answer in map(json.loads, answers.splitlines())}
        count = collections.Counter()
        for path in paths:
            theirs, mine = reference(path, known), ours.get(str(path), {"error": "no answer"})
            count["files"] += 1
            said = mine.get("error", "")
            if said and "error" in theirs:
                count["both"] += 1
            elif "codecs other" in said or "containers other" in said:
                count["other"] += 1
            elif said:
                count["refused"] += 1
                notes.append(f"- {path.name}: {said}")
            else:
                count["read"] += 1
                differs = compare(mine, theirs)
                count["equal"] += not differs
                if "meta" in theirs:
                    other = [field for field in FIELDS if theirs["meta"].get(field) != mine.get(field)]
                    differs += [f"{field}: {mine.get(field)!r}, reference {theirs['meta'].get(field)!r}" for field in other]
                notes += [f"- {path.name}: {'; '.join(differs)}"] if differs else []
        print(f"| {group} | {count['files']} | {count['read']} | {count['equal']} | {count['other']} | {count['refused']} | {count['both']} |")
    print()
    print("\n".join(notes))


def main(folder, program, *files):
    logger.remove()
    folder = pathlib.Path(folder)
    known = folder / "reference"
    known.mkdir(parents=True, exist_ok=True)
    groups = {}
    if files:
        groups["given"] = [pathlib.Path(file) for file in files]
    else:
        groups["iscc-samples"] = sorted(path for path in map(pathlib.Path, iscc_samples.videos()) if path.is_file())
        groups["corpus"] = video_parity_corpus.make(folder / "corpus")
    rows, notes = [], []
    for group, paths in groups.items():
        listed = folder / f"list-{group}"
        listed.write_text("\n".join(map(str, paths)))
        answers = subprocess.run([program, f"@{listed}"], stdout=subprocess.PIPE, text=True, check=False).stdout
        ours = {answer["path"]: answer for answer in map(json.loads, answers.splitlines())}
        count = collections.Counter()
        for path in paths:
            theirs, mine = reference(path, known), ours.get(str(path), {"error": "no answer"})
            differs = compare(mine, theirs)
            if differs and "error" not in theirs:
                # What a decoder makes of damage can depend on threads, the reference's too.
                alone = reference(path, known, ["-threads", "1"])
                if not compare(mine, alone):
                    count["equal to one thread"] += 1
                    differs.append("equal to the reference with -threads 1")
            count["files"] += 1
            count["frames"] += theirs.get("frames", 0)
            count["failed by both"] += "error" in theirs and "error" in mine
            count["equal"] += not differs
            count["codes equal"] += not any("Code" in text or "reference:" in text for text in differs)
            count["skip"] += mine.get("same_without_skipping", False)
            count["threads"] += mine.get("same_with_threads", False)
            count["skipping"] += mine.get("decoded", 0) > 0 and mine.get("doubt") is None
            if not mine.get("same_without_skipping", True):
                differs.append("skipping changes something")
            if not mine.get("same_with_threads", True):
                differs.append("threads change something")
            if "meta" in theirs and "error" not in mine:
                count["metadata"] += 1
                other = [field for field in FIELDS if theirs["meta"].get(field) != mine.get(field)]
                count["metadata equal"] += not other
                differs += [f"{field}: {mine.get(field)!r}, reference {theirs['meta'].get(field)!r}" for field in other]
            notes += [f"- {path.name}: {'; '.join(differs)}"] if differs else []
        rows.append((group, count))
    print("| films | files | frames | signature files equal | and to one thread of it | Video-Codes equal (64, 256) | same without skipping | same on threads | skipping held | metadata equal | error in both |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for group, count in rows:
        print(f"| {group} | {count['files']} | {count['frames']} | {count['equal']} | {count['equal to one thread']} "
              f"| {count['codes equal']} | {count['skip']} | {count['threads']} | {count['skipping']} | {count['metadata equal']} of {count['metadata']} | {count['failed by both']} |")
    print()
    print("\n".join(notes) or "No file differs.")
    print()
    if not files:
        groups["made for it"] = video_native_corpus.make(folder / "native")
    without_ffmpeg(program, folder, known, groups)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    main(*sys.argv[1:])
