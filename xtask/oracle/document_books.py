"""EPUB: encrypted parts, no container, names of fonts."""

import io
import zipfile

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
ITEMS = {
    "a.xhtml": "application/xhtml+xml",
    "b.xhtml": "application/xhtml+xml",
    "type/x.otf": "application/vnd.ms-opentype",
    "type/x.ttf": "application/x-font-opentype",
    "type/x.woff": "font/woff",
    "fonts/x.bin": "application/octet-stream",
    "fonts/OFL.txt": "text/plain",
    "a note.txt": "text/plain",
    "figure.png": "image/png",
    "unknown.dat": "application/octet-stream",
}
PARTS = {
    "a.xhtml": "alpha",
    "b.xhtml": "beta",
    "type/x.otf": b"OTTO\0\1",
    "type/x.ttf": b"\0\1\0\0",
    "type/x.woff": b"wOFF\0\1",
    "fonts/x.bin": b"\0\1",
    "fonts/OFL.txt": b"the licence",
    "a note.txt": b"a note",
    "figure.png": b"\x89PNG\r\n\x1a\n",
    "unknown.dat": b"some words",
}


def encryption(*names, reference="enc:CipherReference"):
    """What is listed as encrypted; the names are those in the container, as the reference compares them."""
    return (
        '<?xml version="1.0"?><encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        + "".join(
            f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData><{reference} URI="{name}"/>'
            "</enc:CipherData></enc:EncryptedData>"
            for name in names
        )
        + "</encryption>"
    )


def page(text):
    head = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
    return f"{head}<body><p>{text}</p></body></html>"


def book(meta=None, container=CONTAINER, leave_out=(), spine=("a.xhtml", "b.xhtml"), first=None):
    ids = {name: f"i{place}" for place, name in enumerate(ITEMS)}
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Book</dc:title></metadata><manifest>"
        + "".join(
            f'<item id="{ids[name]}" href="{name.replace(" ", "%20")}" media-type="{kind}"/>' for name, kind in ITEMS.items()
        )
        + "</manifest><spine>" + "".join(f'<itemref idref="{ids[name]}"/>' for name in spine) + "</spine></package>"
    )
    parts = {"mimetype": "application/epub+zip"} | (first or {})
    if container is not None:
        parts["META-INF/container.xml"] = container
    if meta is not None:
        parts["META-INF/encryption.xml"] = meta
    parts["OEBPS/p.opf"] = package
    for name, content in PARTS.items():
        if isinstance(content, str):
            content = page(content)
        if name not in leave_out:
            parts[f"OEBPS/{name}"] = content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def files():
    listed = encryption("OEBPS/type/x.otf", "OEBPS/a note.txt", "OEBPS/figure.png", "oebps/unknown.dat", "/OEBPS/unknown.dat")
    other = '<?xml version="1.0"?><package><manifest><item id="q" href="q.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="q"/></spine></package>'
    return {
        "fonts.epub": book(),
        "encrypted-parts.epub": book(listed),
        "encrypted-parts-plain-names.epub": book(encryption("OEBPS/a%20note.txt", " OEBPS/figure.png", reference="CipherReference")),
        "encrypted-chapter.epub": book(encryption("OEBPS/a.xhtml")),
        "encryption-damaged.epub": book("<encryption><enc:x"),
        "no-container.epub": book(container=None),
        "no-container-encrypted.epub": book(listed, container=None),
        "two-packages.epub": book(container=None, first={"Z.OPF": other, "q.xhtml": page("quebec")}),
        "no-package.epub": book(container="<container/>"),
    }
