"""Small documents of our own making, in every format: what document_golden.py asks the reference about.

usage: document_corpus.py FOLDER

Each family of formats has a module `document_NAME.py` beside this one with a function `files()` that gives names and bytes. Made
again they are the same bytes. FOLDER/PROVENANCE.md, written by hand, says what they are for.
"""

import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).parent


def families():
    names = sorted(path.stem for path in HERE.glob("document_*.py"))
    return [importlib.import_module(name) for name in names if name not in ("document_corpus", "document_golden")]


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for family in families():
        for name, content in family.files().items():
            (folder / name).write_bytes(content)
