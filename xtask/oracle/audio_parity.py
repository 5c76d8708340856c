"""How many audio files have the same fingerprint in fpcalc and in iscc-audio, over a corpus that is not committed.

usage: audio_parity.py FOLDER PROGRAM

FOLDER persists: audio_parity_corpus.py makes the files there, and the answers of fpcalc are kept in FOLDER/fpcalc.json.
PROGRAM is the example `parity` of iscc-audio with all features. Every file is read twice: by the decoders in Rust, and by
the FFmpeg libraries. fpcalc must be the version that the installed FFmpeg goes with: 1.5.1 with FFmpeg 5.1 is what
`Variant::Fpcalc151` follows.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

import audio_parity_corpus

# Where fpcalc 1.5.1 and we differ for a reason, by a part of the path.
CAUSES = [
    ("ADPCM/", "fpcalc 1.5.1 takes the first of several blocks in a packet only; newer ones take all"),
    ("Opus/", "FFmpeg's own Opus decoder deviates from libopus by 2e-4"),
    ("film.webm", "FFmpeg's own Opus decoder deviates from libopus by 2e-4"),
    ("broken/", "fpcalc 1.5.1's reader loses the end of damaged files or stops early; docs/audio.md compares with the newer one"),
    ("opus", "FFmpeg's own Opus decoder deviates from libopus by 2e-4"),
]


def fpcalc(path):
    """Items or None, and what fpcalc complains about beyond the end of the file, where version 1.5.1 always does."""
    command = ["fpcalc", "-raw", "-json", "-signed", "-length", "0", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    errors = [line for line in done.stderr.splitlines() if line and "End of file" not in line]
    try:
        return {"items": json.loads(done.stdout)["fingerprint"], "error": "; ".join(errors)}
    except (ValueError, KeyError):
        return {"items": None, "error": "; ".join(errors)}


def ours(program, reader, paths, folder):
    listed = folder / f"{reader}.list"
    listed.write_text("".join(f"{path}\n" for path in paths))
    command = [program, "--reader", reader, f"@{listed}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(f"{program} ended with {done.returncode}: {done.stderr[-800:]}")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["path"]: row for row in rows}


def verdict(theirs, row):
    """What became of a file."""
    if row is None:
        return "no answer"
    if "error" in row:
        if "`ffmpeg`" in row["error"]:
            return "needs ffmpeg"
        # A decoder that fails makes fpcalc end with an error, whatever it prints before.
        return "equal" if theirs["items"] is None or theirs["error"] else "differs"
    if theirs["items"] is None:
        return "differs"
    if row["items"] == theirs["items"]:
        return "equal"
    return "only we go on" if theirs["error"] else "differs"


def difference(theirs, row):
    if row is None:
        return "no answer"
    if "error" in row or theirs["items"] is None:
        count = len(theirs["items"]) if theirs["items"] else theirs["error"]
        return f"fpcalc: {count}, ours: {row.get('error') or len(row['items'])}"
    a, b = theirs["items"], row["items"]
    bits = sum(bin((x ^ y) & 0xFFFFFFFF).count("1") for x, y in zip(a, b))
    same = sum(x == y for x, y in zip(a, b))
    note = f"; fpcalc: {theirs['error']}" if theirs["error"] else ""
    return f"{len(a)} items, ours {len(b)}, {same} the same, {bits} bits ({row['codec']}){note}"


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    files = audio_parity_corpus.make(folder)
    samples = os.environ.get("ISCC_SAMPLES")
    if samples:
        for part in ("audio", "video"):
            files += [(f"samples: {part}", path) for path in sorted(pathlib.Path(samples, part).glob("*.*"))]
    kept = folder / "fpcalc.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    asked = [path for _, path in files if str(path) not in known]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for path, answer in zip(asked, pool.map(fpcalc, asked)):
            known[str(path)] = answer
    kept.write_text(json.dumps(known))

    paths = [path for _, path in files]
    readers = {reader: ours(program, reader, paths, folder) for reader in ("native", "ffmpeg")}
    counts, remarks = collections.defaultdict(collections.Counter), []
    for group, path in files:
        theirs = known[str(path)]
        counts[group]["files"] += 1
        for reader, rows in readers.items():
            row = rows.get(str(path))
            result = verdict(theirs, row)
            counts[group][reader, result] += 1
            if result in ("differs", "no answer", "only we go on"):
                cause = next((cause for part, cause in CAUSES if part in str(path)), "not known")
                remarks.append(f"* {path.relative_to(folder) if path.is_relative_to(folder) else path.name}, "
                               f"{reader}: {difference(theirs, row)}. Cause: {cause}")
    columns = [(reader, result) for reader in readers for result in ("equal", "needs ffmpeg", "only we go on", "differs")]
    columns.remove(("ffmpeg", "needs ffmpeg"))
    print("\n| files | " + " | ".join(["count"] + [f"{reader}: {result}" for reader, result in columns]) + " |")
    print("|---|" + "---:|" * (1 + len(columns)))
    total = collections.Counter()
    for group, count in counts.items():
        total.update(count)
        print(f"| {group} | {count['files']} | " + " | ".join(str(count[column]) for column in columns) + " |")
    print(f"| all | {total['files']} | " + " | ".join(str(total[column]) for column in columns) + " |")
    print("\n" + "\n".join(remarks))


if __name__ == "__main__":
    main()
