"""What the reference makes of documents: the golden values of the readers in iscc-document.

usage: document_golden.py FOLDER     golden.json of the files in FOLDER, samples.json of the documents of iscc-samples

A line a file, sorted by name: length and BLAKE3 of the collapsed text, the text itself where it is short, and the metadata;
or `error`.
"""

import json
import pathlib
import sys

import document_corpus
import iscc_lib
import iscc_sdk
from blake3 import blake3
from loguru import logger

logger.remove()
SHORT = 600
FIELDS = ("name", "description", "creator", "keywords", "rights", "meta", "license", "acquire", "credit")


def answer(path):
    row = {"file": path.name}
    try:
        text = iscc_lib.text_collapse(iscc_lib.text_clean(iscc_sdk.text_extract(path)))
        row |= {"characters": len(text), "blake3": blake3(text.encode()).hexdigest()}
        if len(text) <= SHORT:
            row["text"] = text
        metadata = iscc_sdk.text_meta_extract(path)
        row |= {key: metadata[key] for key in FIELDS if key in metadata}
    except Exception:  # noqa: BLE001 - whatever it raises is its verdict
        row = {"file": path.name, "error": True}
    return row


def write(path, files):
    rows = [json.dumps(answer(file), ensure_ascii=False) for file in sorted(files, key=lambda file: file.name.encode())]
    path.write_text("[\n" + ",\n".join(rows) + "\n]\n")


if __name__ == "__main__":
    import iscc_samples

    folder = pathlib.Path(sys.argv[1])
    names = [name for family in document_corpus.families() for name in family.files()]
    write(folder / "golden.json", [folder / name for name in names])
    write(folder / "samples.json", [path for path in iscc_samples.texts() if path.suffix != ".pdf"])
