"""DOC, XLS and PPT, which LibreOffice writes from the documents of the other modules and from one of their own.

Version 7.4 writes the same bytes each time but for random numbers that identify notes, which are zeroed. With another version, or
without, the files are as they are in the repository.
"""

import pathlib
import re
import shutil
import struct
import subprocess
import tempfile

import document_ooxml
from document_odf import content, document, p, part

HERE = pathlib.Path(__file__).parent
FILTERS = {"doc": "doc:MS Word 97", "xls": "xls:MS Excel 97", "ppt": "ppt:MS PowerPoint 97"}
# What becomes what.
FROM = {
    "lists.doc": "lists.docx", "notes.doc": "notes.docx", "runs.doc": "runs.docx", "properties.doc": "properties.docx",
    "objects.doc": "objects.odt", "cells.xls": "cells.xlsx", "dates-1904.xls": "dates-1904.xlsx", "slides.ppt": "slides.pptx",
}


def metafile(*texts):
    """An EMF that draws texts."""
    records = b""
    for text in texts:
        place = struct.pack("<iiII", 10, 20, len(text), 76)
        body = struct.pack("<iiiiIff", 0, 0, 99, 99, 1, 1, 1) + place + struct.pack("<Iiiii", 0, 0, 0, 99, 99)
        body += struct.pack("<I", 76 + (2 * len(text) + 3) // 4 * 4) + text.encode("utf-16-le") + b"\0\0" * (len(text) % 2)
        body += struct.pack(f"<{len(text)}I", *[8] * len(text))
        records += struct.pack("<II", 84, 8 + len(body)) + body
    records += struct.pack("<IIIII", 14, 20, 0, 16, 20)
    count = len(texts) + 2
    head = struct.pack("<4i4i", 0, 0, 99, 99, 0, 0, 2600, 2600) + b" EMF" + struct.pack("<IIIHHIII", 0x10000, 88 + len(records), count, 1, 0, 0, 0, 0)
    return struct.pack("<II", 1, 88) + head + struct.pack("<4i", 1000, 1000, 260, 260) + records


def objects():
    """Drawings and a sheet with text, and fields that lie side by side."""
    frame = '<draw:frame text:anchor-type="{}" svg:width="3cm" svg:height="3cm">{}</draw:frame>'
    table = '<draw:object xlink:href="./Object 1" xlink:type="simple" xlink:show="embed"/>'
    drawing = '<draw:image xlink:href="Pictures/{}.emf" xlink:type="simple" xlink:show="embed"/>'
    cell = content("spreadsheet", f'<table:table><table:table-row><table:table-cell office:value-type="string">{p("object")}</table:table-cell></table:table-row></table:table>')
    parts = {"Object 1/content.xml": cell, "Object 1/styles.xml": part("styles", ""), "Pictures/a.emf": metafile("drawn", "twice"), "Pictures/b.emf": metafile("other")}
    shapes = (("as-char", drawing.format("a")), ("as-char", table), ("char", drawing.format("b")))
    fields = p("field <text:page-number>1</text:page-number><text:page-count>2</text:page-count><text:sender-title>three</text:sender-title>"
               '<text:a xlink:href="https://example.org/">link</text:a><text:bookmark-ref text:reference-format="text" text:ref-name="no">four</text:bookmark-ref>')
    return document("text", fields + p("before " + " between ".join(frame.format(*shape) for shape in shapes) + " after"), parts=parts)


def sources():
    return document_ooxml.files() | {"objects.odt": objects()}


def is_the_version():
    return shutil.which("soffice") and b"LibreOffice 7.4" in subprocess.run(["soffice", "--version"], stdout=subprocess.PIPE, check=False).stdout


def files():
    if not is_the_version():
        return {name: (HERE / "../../testdata/document" / name).read_bytes() for name in FROM}
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, content in sources().items():
            (folder / name).write_bytes(content)
        for end, writer in FILTERS.items():
            inputs = [folder / source for name, source in FROM.items() if name.endswith(end)]
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", writer, "--outdir", folder]
            subprocess.run([*command, *inputs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=600)
        for name in FROM:
            made[name] = re.sub(rb"(?<=\x0d\0\x16\0).{16}", bytes(16), (folder / name).read_bytes(), flags=re.DOTALL)
    return made
