"""Golden values of the reference for PDF: `cargo xtask oracle pdf`.

usage: pdf_golden.py OUTDIR   (reads OUTDIR/pdf/*.pdf of pdf_corpus.py, writes OUTDIR/pdf/golden.json)

By file: "text", the collapsed text, and "metadata", what text_meta_extract of iscc-sdk finds; without what is empty.
"""

import json
import pathlib
import sys

import iscc_lib
import iscc_sdk
from loguru import logger

logger.remove()
logger.disable("iscc_sdk")


def main():
    out = pathlib.Path(sys.argv[1])
    out = out if out.name == "pdf" else out / "pdf"
    lines = []
    for path in sorted(out.glob("*.pdf")):
        if path.stem == "encrypted-with-a-password":
            # The reference raises an error.
            continue
        text = iscc_lib.text_collapse(iscc_lib.text_clean(iscc_sdk.pdf_text_extract(path)))
        metadata = iscc_sdk.text_meta_extract(path) if path.name.startswith("metadata") else {}
        case = {"text": text} | ({"metadata": dict(sorted(metadata.items()))} if metadata else {})
        lines.append(f"{json.dumps(path.stem)}: {json.dumps(case, ensure_ascii=False)}")
    (out / "golden.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
