"""pdf_corpus.py OUTDIR: small PDFs, each about one rule of pdfium's text: `cargo xtask oracle pdf`.

Everything is written from scratch, the TrueType font too. pdf_golden.py says what the reference reads in the files.
"""

import hashlib
import pathlib
import struct
import sys

from pdf_writer import Pdf

OUT = pathlib.Path(sys.argv[1])


def helvetica(pdf, entries="/Encoding /WinAnsiEncoding"):
    return pdf.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {entries} >>")


def composite(pdf, encoding, ordering, entries="", to_unicode=None):
    info = f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >>"
    font = pdf.add(f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /X {info} {entries} >>")
    to_unicode = f"/ToUnicode {pdf.stream(to_unicode)} 0 R" if to_unicode else ""
    return pdf.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding {encoding} /DescendantFonts [{font} 0 R] {to_unicode} >>"
    )


def mapped(to_unicode):
    return lambda pdf: composite(pdf, "/Identity-H", "Identity", to_unicode=to_unicode)


def write(name, pdf, **more):
    (OUT / f"{name}.pdf").write_bytes(pdf.bytes(**more))


def page(name, content, font=helvetica, **more):
    pdf = Pdf()
    pdf.page(content, f"/Font << /F {font(pdf)} 0 R >>", **more)
    write(name, pdf)


def text(*parts):
    """`(x, y, text)` each, in 10 points."""
    return "BT /F 10 Tf " + " ".join(f"1 0 0 1 {x} {y} Tm {t} Tj" for x, y, t in parts) + " ET"


ALL_CODES = text(*((20, 700 - 20 * r, f"<{''.join(f'{r * 16 + k:02x}' for k in range(16))}>") for r in range(16)))


def order():
    page("order-of-starts", text((300, 500, "(right)"), (100, 500, "(left)"), (200, 501, "(middle)"), (50, 480, "(next)")))
    page("order-upwards", text((100, 400, "(lower)"), (100, 500, "(upper)")))
    page("order-half-height", text((300, 500, "(right)"), (100, 501.5, "(left)"), (50, 503.5, "(other)")))
    for turn in (90, 180, 270):
        turned = "0 1 -1 0 300 300 Tm (up) Tj 0 1 -1 0 300 100 Tm (down) Tj 0 -1 1 0 400 300 Tm (x) Tj 0 -1 1 0 400 400 Tm (y) Tj"
        content = f"BT /F 10 Tf 1 0 0 1 300 500 Tm (right) Tj 1 0 0 1 100 500 Tm (left) Tj {turned} ET"
        page(f"order-turned-{turn}", content, entries=f"/Rotate {turn}")
    page("bold-by-printing-twice", text((100, 500, "(Bold)"), (100.3, 500, "(Bold)"), (100, 480, "(plain)")))
    page("bold-that-is-none", text((100, 500, "(Twice)"), (100, 480, "(Twice)"), (190, 480, "(Twice)")))
    page("bold-glyphs", "BT /F 10 Tf 100 500 Td [(B) 660 (B) 660 (B)] TJ (oooo) Tj ET")
    page("hyphens", "BT /F 10 Tf 100 500 Td (exam-) Tj 0 -12 Td (ple text) Tj 0 -12 Td (a -) Tj 0 -12 Td (b) Tj ET")
    page("spacing", "BT /F 10 Tf 100 500 Td [(a) -500 (b) -100 (c)] TJ 5 Tc (efg) Tj 0 Tc 50 Tz (narrow) Tj 5 Ts (up) Tj ET")


def places():
    page("invisible", "BT /F 10 Tf 3 Tr 100 500 Td (invisible) Tj 7 Tr 0 -12 Td (clip) Tj ET")
    page("beyond-the-page", "BT /F 10 Tf -20 500 Td (outside left edge) Tj 0 -600 Td (below) Tj 590 650 Td (over the right edge) Tj ET")
    page("crop-box", text((100, 500, "(inside)"), (100, 200, "(outside)")), entries="/CropBox [0 400 612 792]")
    pdf = Pdf()
    font = helvetica(pdf)
    inner = pdf.stream(
        "BT /F 10 Tf 10 10 Td (in a form) Tj ET",
        f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 50 50] /Resources << /Font << /F {font} 0 R >> >>",
    )
    outer = pdf.stream("BT 10 30 Td (inherits) Tj ET /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    pdf.page(
        "BT /F 10 Tf 100 500 Td (before) Tj ET q 1 0 0 1 100 400 cm /X Do Q BT 100 300 Td (after) Tj ET q /Y Do Q",
        f"/Font << /F {font} 0 R >> /XObject << /X {inner} 0 R /Y {outer} 0 R >>",
    )
    write("forms", pdf)
    page("inline-image", "BT /F 10 Tf 9 500 Td (a) Tj ET BI /W 2 /H 2 /BPC 8 /CS /G ID \x01EI EI \x02 EI BT /F 10 Tf 9 400 Td (b) Tj ET")
    page("font-not-there", "BT /Q 10 Tf 100 500 Td (font not there) Tj ET")
    page("many-operands", "1 " * 40 + "BT /F 10 Tf 100 500 Td (many) Tj ET ] ) > BT /F 10 Tf 100 400 Td (after) Tj ET")


def marks():
    page(
        "actual-text",
        "BT /F 10 Tf 100 500 Td /Span << /ActualText (replaced) >> BDC (abc) Tj (def) Tj EMC ( more) Tj"
        " /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC 0 -12 Td (end) Tj /Span << /ActualText () >> BDC (empty) Tj EMC"
        " /Span << /ActualText (\\t) >> BDC (control) Tj EMC /P << /MCID 0 >> BDC /Span << /ActualText (in) >> BDC"
        " (nested) Tj EMC EMC ET",
    )


HEBREW = "1 beginbfrange <0001> <001b> <05d0> endbfrange 1 beginbfrange <0100> <017f> <0000> endbfrange"


def right_to_left():
    code = lambda c: ord(c) - 0x5D0 + 1 if ord(c) >= 0x5D0 else 0x100 + ord(c)  # noqa: E731
    lines = ["שלום", "ab שלום cd", "שלום עולם 123 אב", "אבג (דה) <ו>", "abc אבג", "אבג abc דה", "price 12,50 אבג"]
    for number, line in enumerate(lines):
        codes = "".join(f"{code(c):04x}" for c in line)
        page(f"right-to-left-{number}", f"BT /F 10 Tf 100 500 Td <{codes}> Tj ET", mapped(HEBREW))
    codes = "".join(f"{code(c):04x}" for c in "שלום")
    page("right-to-left-mirrored", f"BT /F 10 Tf -1 0 0 1 300 500 Tm <{codes}> Tj ET", mapped(HEBREW))


def simple_fonts():
    descriptor = "<< /Type /FontDescriptor /FontName /Foo /Flags {} /FontBBox [0 0 1000 1000] /StemV 80 >>"
    widths = "/FirstChar 0 /LastChar 255 /Widths [" + "500 " * 256 + "]"
    encodings = {
        "none": "",
        "win": "/Encoding /WinAnsiEncoding",
        "mac": "/Encoding /MacRomanEncoding",
        "standard": "/Encoding /StandardEncoding",
        "expert": "/Encoding /MacExpertEncoding",
        "names": "/Encoding << /Differences [65 /Euro /alpha /g1 /.notdef /a118 /uni20AC /a.sc] >>",
    }
    for kind in ("Type1", "TrueType"):
        for flags in (4, 32):
            for name, encoding in encodings.items():
                if (kind, flags, name) == ("Type1", 4, "names"):
                    # Two codes that the substitute of pdfium happens not to have.
                    continue
                if flags == 4 and name == "standard":
                    continue

                def font(pdf):
                    number = pdf.add(descriptor.format(flags))
                    return pdf.add(
                        f"<< /Type /Font /Subtype /{kind} /BaseFont /Foo /FontDescriptor {number} 0 R {encoding} {widths} >>"
                    )

                page(f"codes-{kind.lower()}-{flags}-{name}", ALL_CODES, font)
    for base in ("Symbol", "ZapfDingbats"):
        page(f"codes-{base.lower()}", ALL_CODES, lambda pdf: pdf.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} >>"))

    def type3(pdf):
        glyph = pdf.stream("500 0 0 0 500 700 d1 0 0 500 700 re f")
        return pdf.add(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0]"
            f" /CharProcs << /A {glyph} 0 R /a65 {glyph} 0 R >> /Encoding << /Differences [65 /A /a65 /alpha] >>"
            " /FirstChar 65 /LastChar 67 /Widths [500 500 500] >>"
        )

    page("type3", "BT /F 20 Tf 50 500 Td (ABC) Tj ET", type3)


def sfnt(platform, encoding, first):
    """A TrueType font of 27 glyphs, whose only code table leads from `first` on to glyph 1 and on."""
    outline = struct.pack(">hhhhh", 1, 50, 0, 450, 700) + struct.pack(">HH", 3, 0)
    outline += bytes([1, 1, 1, 1]) + struct.pack(">hhhh", 50, 400, 0, -400) + struct.pack(">hhhh", 0, 0, 700, 0)
    glyphs = 27
    size = len(outline)
    if (platform, encoding) == (1, 0):
        codes = bytes(c - first + 1 if first <= c < first + glyphs - 1 else 0 for c in range(256))
        table = struct.pack(">HHH", 0, 262, 0) + codes
    else:
        last = first + glyphs - 2
        table = struct.pack(">HHHHHHH", 4, 32, 0, 4, 4, 1, 0) + struct.pack(">HHHHHhhHH", last, 0xFFFF, 0, first, 0xFFFF, 1 - first if 1 - first >= -0x8000 else 1 - first + 0x10000, 1, 0, 0)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, platform, encoding, 12) + table,
        b"glyf": outline * glyphs,
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, 500, 50, 50, 450, 1, 0, 0, 0, 0, 0, 0, 0, glyphs),
        b"hmtx": struct.pack(">Hh", 500, 50) * glyphs,
        b"loca": b"".join(struct.pack(">I", size * k) for k in range(glyphs + 1)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    at, body = 12 + 16 * len(tables), b""
    for tag, data in sorted(tables.items()):
        head += tag + struct.pack(">III", 0, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body


def embedded():
    kinds = {"unicode": (3, 1, 65), "symbol": (3, 0, 0xF041), "mac": (1, 0, 65), "far": (3, 1, 0x441)}
    for name, kind in kinds.items():
        for flags, encoding in ((4, ""), (4, "/Encoding /WinAnsiEncoding"), (32, "/Encoding /MacRomanEncoding")):

            def font(pdf):
                data = sfnt(*kind)
                program = pdf.stream(data, f"/Length1 {len(data)}", flate=True)
                number = pdf.add(f"<< /Type /FontDescriptor /FontName /F /Flags {flags} /FontBBox [0 0 1000 1000] /FontFile2 {program} 0 R >>")
                widths = "/FirstChar 65 /LastChar 90 /Widths [" + "500 " * 26 + "]"
                return pdf.add(f"<< /Type /Font /Subtype /TrueType /BaseFont /F /FontDescriptor {number} 0 R {encoding} {widths} >>")

            suffix = encoding[11:14].lower() or "none"
            page(f"truetype-{name}-{suffix}", text((50, 500, "(ABCDEF\\212\\322)"), (50, 480, "(XYZ)")), font)


def composite_fonts():
    codes = {
        "90ms-RKSJ-H": "82a082a2414283",
        "EUC-H": "a4a2a4a441",
        "H": "24222424",
        "UniJIS-UTF16-H": "304230440041",
        "GBK-EUC-H": "b0a1b0a24142",
        "UniGB-UCS2-H": "554a963f0041",
        "ETen-B5-H": "a440a44141",
        "KSCms-UHC-H": "b0a1b0a241",
        "UniKS-UTF16-H": "ac00ac01",
        "Nonsense-H": "30423044",
    }
    for name, string in codes.items():
        page(f"cmap-{name.lower()}", f"BT /F 20 Tf 50 500 Td <{string}> Tj ET", lambda pdf: composite(pdf, f"/{name}", "Japan1"))
    for ordering in ("Japan1", "GB1", "CNS1", "Korea1"):
        rows = ((20, 750 - 12 * r, f"<{''.join(f'{r * 400 + k * 7:04x}' for k in range(48))}>") for r in range(45))
        page(f"cids-{ordering.lower()}", text(*rows), lambda pdf: composite(pdf, "/Identity-H", ordering), flate=True)
    page("cids-of-nothing", "BT /F 20 Tf 50 500 Td <004100420043ffff0000> Tj ET", lambda pdf: composite(pdf, "/Identity-H", "Identity"))
    cmap = (
        "/Ordering (Japan1) def 2 begincodespacerange <00> <7f> <8140> <9ffc> endcodespacerange"
        " 1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <82a0> 843 endcidchar"
    )
    page("cmap-in-the-file", "BT /F 20 Tf 50 500 Td <4182a0> Tj ET", lambda pdf: composite(pdf, f"{pdf.stream(cmap)} 0 R", "Japan1"))

    def vertical(pdf):
        data = sfnt(3, 1, 65)
        program = pdf.stream(data, f"/Length1 {len(data)}", flate=True)
        number = pdf.add(f"<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 0 1000 1000] /FontFile2 {program} 0 R >>")
        entries = f"/FontDescriptor {number} 0 R /CIDToGIDMap /Identity /DW2 [880 -1000]"
        to_unicode = "1 beginbfrange <0001> <0014> <3042> endbfrange"
        return composite(pdf, "/Identity-V", "Identity", entries, to_unicode)

    columns = "BT /F 20 Tf 300 700 Td <000100020003> Tj -30 0 Td <00040005> Tj -30 0 Td <00060007> Tj 0 -100 Td <0008> Tj ET"
    page("vertical", columns, vertical)
    show = "BT /F 20 Tf 50 500 Td <{}> Tj ET"
    maps = {
        "range": (
            "000100020003000400050100010102ff0300",
            "4 beginbfrange <0001> <0003> <0041> <0004> <0005> [<0061> <0062>] <0100> <0101> <00660066> <02fe> <0301> <0391> endbfrange",
        ),
        "short": ("00010002000300040005", "5 beginbfchar <0001> <41> <0002> <00 42> <0003> <d83dde00> <0004> <0041 0042> <5> <0043> endbfchar"),
        "twice": ("0001000200030004", "8 beginbfchar <0001> <0062> <0001> <0061> <0002> <00630064> <0002> <0065> <0003> <0066> <0003> <00670068> <0004> <0061> <0004> <0062> endbfchar"),
        "astral": ("00010002", "1 beginbfrange <0001> <0003> <d83dde00> endbfrange"),
        "based": ("0042034b", "/Adobe-Japan1-UCS2 usecmap"),
    }
    for name, (codes, to_unicode) in maps.items():
        page(f"to-unicode-{name}", show.format(codes), mapped(to_unicode))


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted():
    """The standard handler of revision 2 (ISO 32000-1, 7.6.3), with the empty and with another user password."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    for name, user in (("encrypted", b""), ("encrypted-with-a-password", b"secret")):
        padded = (user + pad)[:32]
        owner = rc4(hashlib.md5((b"owner" + pad)[:32]).digest()[:5], padded)
        rights, identity = struct.pack("<i", -4), b"0123456789abcdef"
        key = hashlib.md5(padded + owner + rights + identity).digest()[:5]
        pdf = Pdf()
        font = helvetica(pdf)
        number = len(pdf.objects) + 1
        own = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]
        pdf.page(rc4(own, text((50, 500, "(For everybody)")).encode()), f"/Font << /F {font} 0 R >>")
        entry = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{rc4(key, pad).hex()}> /P -4 >>"
        write(name, pdf, trailer=f"/Encrypt {entry} /ID [<{identity.hex()}> <{identity.hex()}>]")


PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" pdf:Keywords="xk1, xk2"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">XMP title</rdf:li><rdf:li xml:lang="de">XMP Titel</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">XMP description</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>XMP A</rdf:li><rdf:li>XMP B</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt>
<rdf:li xml:lang="x-default">XMP rights</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"""


def metadata():
    known = "/Title (Info title) /Author (Info A; Info B) /Subject (Info subject) /Keywords (k1, k2) /Creator (Tool)"
    own = "/iscc_name (Name) /iscc_description (Description) /iscc_license (http://l) /iscc_credit (C) /iscc_rights (R)"
    cases = {
        "info": (f"<< {known} >>", False),
        "info-and-xmp": ("<< /Title (Info title) /Author () >>", True),
        "xmp": (None, True),
        "own": (f"<< {known} {own} >>", True),
        "utf-16": ("<< /Title <FEFF00C400D600DC> /Author <C4D6DC80> /Subject (<b>x</b> &amp; y) >>", False),
        "wrong-types": ("<< /Title /Name /Subject 12 >>", False),
    }
    for name, (info, xmp) in cases.items():
        pdf = Pdf()
        pdf.page(text((50, 500, "(A page with metadata)")), f"/Font << /F {helvetica(pdf)} 0 R >>")
        number = pdf.add(info) if info else None
        root = f"/Metadata {pdf.stream(PACKET, '/Type /Metadata /Subtype /XML')} 0 R" if xmp else ""
        write(f"metadata-{name}", pdf, info=number, root=root)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.pdf"):
        old.unlink()
    for make in (order, places, marks, right_to_left, simple_fonts, embedded, composite_fonts, encrypted, metadata):
        make()


if __name__ == "__main__":
    main()
