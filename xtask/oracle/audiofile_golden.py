"""What fpcalc 1.5.1 and the reference's metadata reader make of the files of audiofile_corpus.py, as golden.json.

usage: audiofile_golden.py OUTDIR

Of the items: how many, and BLAKE3 of them as little-endian bytes. Blocks of ADPCM are decoded by ffmpeg first: fpcalc 1.5.1
takes one of several only.
"""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import iscc_sdk
from blake3 import blake3
from loguru import logger

FIELDS = ("name", "creator", "rights", "language", "description", "license", "acquire", "duration")


def items(path):
    command = ["fpcalc", "-raw", "-json", "-signed", "-length", "0", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    return json.loads(done.stdout)["fingerprint"] if done.stdout else []


def fingerprint(path):
    if path.name in ("ima.wav", "ms.wav"):
        with tempfile.TemporaryDirectory() as folder:
            plain = pathlib.Path(folder, "plain.wav")
            command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(path), "-c:a", "pcm_s16le", str(plain)]
            subprocess.run(command, check=True)
            return items(plain)
    return items(path)


def main():
    logger.remove()
    folder = pathlib.Path(sys.argv[1])
    golden = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in (".json", ".md"):
            continue
        found = fingerprint(path)
        raw = struct.pack(f"<{len(found)}i", *found)
        metadata = iscc_sdk.audio_meta_extract(path) if path.suffix not in (".mka", ".webm", ".mp4", ".ac3", ".caf") else {}
        golden[path.name] = {
            "items": len(found),
            "blake3": blake3(raw).hexdigest()[:32],
            "metadata": {key: metadata[key] for key in FIELDS if key in metadata},
        }
    lines = [f"{json.dumps(name)}: {json.dumps(row)}" for name, row in golden.items()]
    (folder / "golden.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
