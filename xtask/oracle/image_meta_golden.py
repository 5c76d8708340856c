"""Writes small pictures with metadata of every kind, and what the reference reads from them: `cargo xtask oracle`.

usage: image_meta_golden.py OUTDIR               (the committed files, in OUTDIR/image_meta)
       image_meta_golden.py --random N SEED OUT   (N random files, in the folder OUT)

The files are made of blocks put together here, or written by exiv2 through `embed_metadata` of the reference. golden.json has for
each file what `image_meta_extract` gives (width and height left out), or `null` where it fails, and the Meta-Code of
`code_meta` at 64 bits, with the metadata that it was made of.
"""

import io
import json
import pathlib
import random
import struct
import subprocess
import sys
import zlib

import exiv2
import iscc_sdk as idk
from loguru import logger
from PIL import Image

logger.remove()
exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpDM": "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "iscc": "http://purl.org/iscc/schema/",
}


def plain(kind, **options):
    """A picture of 4 x 4 pixels without metadata."""
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), (200, 30, 40)).save(stream, kind, **options)
    return stream.getvalue()


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(*segments):
    data = plain("JPEG", quality=50)
    return data[:2] + b"".join(segments) + data[2:]


def exif_segment(tiff):
    return segment(0xE1, b"Exif\0\0" + tiff)


def xmp_segment(packet):
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)


def photoshop_segment(resources):
    return segment(0xED, b"Photoshop 3.0\0" + resources)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks, late=()):
    data = plain("PNG")
    end = data.index(b"IEND") - 4
    return data[:33] + b"".join(chunks) + data[33:end] + b"".join(late) + data[end:]


def text(key, value):
    return chunk(b"tEXt", key.encode() + b"\0" + value)


def ztext(key, value):
    return chunk(b"zTXt", key.encode() + b"\0\0" + zlib.compress(value))


def itext(key, value, compressed=0):
    value = zlib.compress(value) if compressed else value
    return chunk(b"iTXt", key.encode() + b"\0" + bytes([compressed, 0]) + b"en\0k\0" + value)


def raw_profile(name, data):
    digits = data.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    return f"\n{name}\n{len(data):8d}\n{lines}\n".encode()


def directory(entries, at, order):
    values, head = b"", struct.pack(order + "H", len(entries))
    base = at + 2 + 12 * len(entries) + 4
    for tag, kind, count, data in entries:
        head += struct.pack(order + "HHI", tag, kind, count)
        if len(data) <= 4:
            head += data.ljust(4, b"\0")
        else:
            head += struct.pack(order + "I", base + len(values))
            values += data + b"\0" * (len(data) % 2)
    return head + bytes(4) + values


def tiff(image, photo=None, order="<"):
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    if photo is None:
        return head + directory(image, 8, order)
    end = 8 + len(directory([*image, (0x8769, 4, 1, bytes(4))], 8, order))
    image = [*image, (0x8769, 4, 1, struct.pack(order + "I", end))]
    return head + directory(image, 8, order) + directory(photo, end, order)


def entry(tag, value, kind=2):
    return (tag, kind, len(value), value)


ARTIST, IMAGE_ID, XP_TITLE, UNIQUE_ID = 0x13B, 0x800D, 0x9C9B, 0xA420


def xp(value, kind=1):
    return entry(XP_TITLE, value.encode("utf-16-le") + b"\0\0", kind)


def data_set(record, number, value):
    return bytes([0x1C, record, number]) + struct.pack(">H", len(value)) + value


def resource(number, data, name=b"", mark=b"8BIM"):
    name = bytes([len(name)]) + name
    return (
        mark
        + struct.pack(">H", number)
        + name
        + b"\0" * (len(name) % 2)
        + struct.pack(">I", len(data))
        + data
        + b"\0" * (len(data) % 2)
    )


def packet(body="", attributes="", wrapped=True, about='rdf:about=""'):
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    xml = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {declared}><rdf:Description {about} {attributes}>{body}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    if wrapped:
        xml = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{xml}<?xpacket end="w"?>'
    return xml.encode()


def array(kind, *items):
    return f"<rdf:{kind}>{''.join(items)}</rdf:{kind}>"


def item(value, lang=None):
    return f"<rdf:li{f' xml:lang={lang!r}' if lang is not None else ''}>{value}</rdf:li>"


def element(name, value, attributes=""):
    return f"<{name} {attributes}>{value}</{name}>"


def xmp_cases():
    title = lambda *items: element("dc:title", array("Alt", *items))  # noqa: E731
    licensor = lambda inside: element("plus:Licensor", array("Bag", inside))  # noqa: E731
    resource_ = 'rdf:parseType="Resource"'
    url = element("plus:LicensorURL", "http://a")
    headline = lambda value, attributes="": element("photoshop:Headline", value, attributes)  # noqa: E731
    yield "attributes", packet("", 'photoshop:Headline=" H &amp; x&#10;y " iscc:description="D" dc:rights="R"')
    yield "iscc", packet("", 'iscc:name="N" iscc:meta="data:application/json;base64,e30=" iscc:description="D"')
    yield "title-default", packet(title(item("T", "x-default")))
    yield "title-languages", packet(title(*(item("v" + l, l) for l in ("a", "bb", "en-us", "EN-GB", "x-default", "zh-Hans-CN", "fr"))))
    yield "title-no-default", packet(title(item("D", "de"), item("E", "en")))
    yield "title-no-language", packet(title(item("A"), item("B")))
    yield "title-mixed", packet(title(item("A"), item("B", "x-default")))
    yield "title-empty-default", packet(title(item("", "x-default"), item("E", "en")))
    yield "title-only-empty", packet(title(item("", "x-default")))
    yield "title-bag", packet(element("dc:title", array("Bag", item("A"), item("B"))))
    yield "title-plain", packet(element("dc:title", "plain", 'xml:lang="de"'))
    yield "creators", packet(element("dc:creator", array("Seq", item("A"), item("B, C"), item(""), item("D"))))
    yield "creator-qualified", packet(element("dc:creator", array("Seq", item("A", "de"), item("B"))))
    yield "creator-plain", packet("", 'dc:creator="A"')
    yield "markup", packet(element("dc:description", array("Alt", item(" a &lt;b&gt;x&lt;/b&gt; <![CDATA[ &amp;lt; <i>cd</i> ]]>", "x-default"))))
    yield "nickname", packet("<xmp:Nickname>N</xmp:Nickname><xmpDM:shotName>S</xmpDM:shotName>")
    yield "shot-name", packet(headline("H") + "<xmpDM:shotName>S</xmpDM:shotName>")
    yield "art-title", packet(element("Iptc4xmpExt:AOTitle", array("Alt", item("AT", "x-default"))))
    yield "art-title-inside", packet(element("Iptc4xmpExt:ArtworkOrObject", array("Bag", f"<rdf:li {resource_}>{element('Iptc4xmpExt:AOTitle', 'AT')}</rdf:li>")))
    yield "licensor", packet(licensor(f"<rdf:li {resource_}>{url}</rdf:li>"))
    yield "licensor-node", packet(licensor('<rdf:li><rdf:Description plus:LicensorURL="http://a"/></rdf:li>'))
    yield "licensor-attribute", packet(licensor('<rdf:li plus:LicensorURL="http://a"/><rdf:li plus:LicensorURL="http://b"/>'))
    yield "licensor-resource", packet(licensor(f'<rdf:li {resource_}><plus:LicensorURL rdf:resource="http://a"/></rdf:li>'))
    yield "licensor-plain", packet(element("plus:Licensor", url, resource_))
    yield "licence", packet('<xmpRights:WebStatement rdf:resource="http://l?a&amp;b"/>')
    yield "identifiers", packet("<dc:identifier>I</dc:identifier>" + element("xmp:Identifier", array("Bag", item("A"), item("B"))))
    yield "identifier-qualified", packet(element("xmp:Identifier", array("Bag", f"<rdf:li {resource_}><rdf:value>A</rdf:value><xmp:Scheme>q</xmp:Scheme></rdf:li>", item("B"))))
    yield "languages", packet(element("dc:language", array("Bag", item("en"), item("de"))))
    yield "qualified", packet(headline("<rdf:value>V</rdf:value><xmp:q>Q</xmp:q>", resource_))
    yield "qualified-attributes", packet('<photoshop:Headline rdf:value="V" xmp:q="1"/>')
    yield "structure", packet(headline("<xmp:a>q</xmp:a>", resource_) + element("dc:title", "T"))
    yield "empty", packet('<photoshop:Headline/><dc:title><rdf:Alt/></dc:title>')
    yield "comment", packet(headline("a<!-- c -->b<?p x?>c"))
    yield "entities", packet(headline("&apos;&quot;&#x41;&#66;&amp;amp;"))
    yield "language-in-text", packet(headline('lang="x" abc'))
    yield "two-descriptions", packet(headline("x") + '</rdf:Description><rdf:Description rdf:about="" xmp:Nickname="n">')
    yield "other-prefix", packet('<q:title xmlns:q="http://purl.org/dc/elements/1.1/">A</q:title>')
    yield "unknown-space", packet('<z:a xmlns:z="http://zzz/">x</z:a>' + headline("a"))
    yield "bare", packet(headline("a"), wrapped=False)
    yield "nuls", packet(headline("a")) + b"\0\0"
    yield "latin-1", packet(headline("a@b")).replace(b"@", b"\xe9")
    yield "nested-text", packet(headline("a<b>c</b>"))
    yield "no-space", packet(headline("a") + "<foo>x</foo>")
    yield "twice", packet(headline("a") + headline("b"))
    yield "literal", packet(headline("x <xmp:b>y</xmp:b>", 'rdf:parseType="Literal"'))
    yield "undeclared-entity", packet(headline("a&nbsp;b"))
    yield "document-type", b'<!DOCTYPE x [<!ENTITY e "boom">]>' + packet(headline("a&e;b"), wrapped=False)
    yield "cut", packet(headline("a"))[:-60]
    yield "text-outside", packet(headline("a")) + b" junk"
    yield "control", packet(headline("a\x01b"))


def exif_cases():
    yield "artist", tiff([entry(ARTIST, b"Bobby\0")])
    yield "artist-big-endian", tiff([entry(ARTIST, b"Bobby\0"), xp("Title")], order=">")
    yield "artist-two", tiff([entry(ARTIST, b"Bob\0Alice\0")])
    yield "artist-latin-1", tiff([entry(ARTIST, b"Bj\xf6rn\0")])
    yield "artist-utf-8", tiff([entry(ARTIST, "Björn\0".encode())])
    yield "artist-bytes", tiff([entry(ARTIST, b"Bob\0", 1)])
    yield "artist-numbers", tiff([(ARTIST, 5, 1, struct.pack("<II", 3, 2)), (IMAGE_ID, 9, 1, struct.pack("<i", -5))])
    yield "artist-twice", tiff([entry(ARTIST, b"Bob\0"), entry(ARTIST, b"Eve\0")])
    yield "xp-title", tiff([xp("Tïtle &amp; more")])
    yield "xp-title-nul", tiff([xp("Ti\0tle\0")])
    yield "xp-title-surrogates", tiff([xp("T😀")])
    yield "xp-title-undefined", tiff([xp("Ab", 7)])
    yield "xp-title-ascii", tiff([entry(XP_TITLE, b"Title\0")])
    yield "image-id", tiff([entry(IMAGE_ID, b"id-1\0")], [entry(UNIQUE_ID, b"0123456789abcdef\0")])
    yield "unique-id", tiff([], [entry(UNIQUE_ID, b"0123456789abcdef\0")])
    yield "outside", tiff([entry(IMAGE_ID, b"id-12\0"), entry(ARTIST, b"Bobby\0")])[:44]
    yield "too-many", tiff([entry(0x9000 + i, b"x", 1) for i in range(300)] + [entry(ARTIST, b"Bob\0")])
    yield "no-tiff", b"garbage!"


def iptc_cases():
    utf8 = data_set(1, 90, b"\x1b%G")
    yield "all", b"".join(data_set(2, n, v) for n, v in ((105, b"Head"), (85, b"BT"), (5, b"Obj"), (80, b"By"), (135, b"en")))
    yield "byline-title", b"".join(data_set(2, n, v) for n, v in ((85, b"BT"), (85, b"BT2"), (5, b"Obj")))
    yield "repeated", b"".join(data_set(2, n, v) for n, v in ((5, b"A"), (5, b"B"), (80, b"X"), (80, b"Y")))
    yield "latin-1", data_set(2, 5, b"Caf\xe9")
    yield "utf-8", utf8 + data_set(2, 5, "Café".encode())
    yield "utf-8-undeclared", data_set(2, 5, "Café".encode())
    yield "latin-1-declared-utf-8", utf8 + data_set(2, 5, b"Caf\xe9")
    yield "empty-first", data_set(2, 5, b"") + data_set(2, 5, b"B") + data_set(2, 80, b"x") + data_set(2, 80, b"")
    yield "long-form", b"\x1c\x02\x05\x80\x04" + struct.pack(">I", 3) + b"abc"
    yield "junk-between", b"\0\0" + data_set(2, 5, b"A") + b"zz" + data_set(2, 80, b"B")
    yield "cut", data_set(2, 5, b"A") + data_set(2, 80, b"Bxxxx")[:-2]


def file_cases():
    bobby = tiff([entry(ARTIST, b"Bobby\0"), xp("XT")])
    alice = tiff([entry(ARTIST, b"Alice\0")])
    iptc = data_set(2, 105, b"Head") + data_set(2, 80, b"By")
    first = packet("<photoshop:Headline>a</photoshop:Headline>")
    second = packet("<photoshop:Headline>b</photoshop:Headline>")
    split = resource(0x3ED, b"q" * 30) + resource(0x404, iptc)
    yield "all.jpg", jpeg(exif_segment(bobby), xmp_segment(packet("", 'xmp:Nickname="n"')), photoshop_segment(resource(0x404, iptc)))
    yield "two-exif.jpg", jpeg(exif_segment(bobby), exif_segment(alice))
    yield "two-xmp.jpg", jpeg(xmp_segment(first), xmp_segment(second))
    yield "bad-xmp-first.jpg", jpeg(xmp_segment(b"<x"), xmp_segment(second))
    yield "resources-split.jpg", jpeg(photoshop_segment(split[:20]), photoshop_segment(split[20:]))
    yield "resources-two.jpg", jpeg(photoshop_segment(resource(0x404, iptc)), photoshop_segment(resource(0x404, data_set(2, 5, b"O"))))
    yield "resources-other-first.jpg", jpeg(photoshop_segment(resource(0x3ED, b"abcd")), photoshop_segment(resource(0x404, iptc)))
    yield "resources-named.jpg", jpeg(photoshop_segment(resource(0x3ED, b"xyz", b"nam") + resource(0x404, iptc, b"abcd", b"DCSR") + resource(0x404, data_set(2, 5, b"O"))))
    yield "name-empty-after-all.jpg", jpeg(xmp_segment(packet(element("dc:title", "&lt;b&gt;&lt;/b&gt;"))))
    yield "exif.png", png(chunk(b"eXIf", bobby))
    yield "exif-late.png", png(late=[chunk(b"eXIf", bobby)])
    yield "exif-two.png", png(chunk(b"eXIf", bobby), chunk(b"eXIf", alice))
    yield "exif-after-raw.png", png(ztext("Raw profile type exif", raw_profile("exif", b"Exif\0\0" + bobby)), chunk(b"eXIf", alice))
    yield "raw-after-exif.png", png(chunk(b"eXIf", alice), ztext("Raw profile type exif", raw_profile("exif", b"Exif\0\0" + bobby)))
    yield "raw-app1.png", png(text("Raw profile type APP1", raw_profile("APP1", b"Exif\0\0" + bobby)))
    yield "raw-exif-bare.png", png(ztext("Raw profile type exif", raw_profile("exif", bobby)))
    yield "raw-iptc.png", png(ztext("Raw profile type iptc", raw_profile("iptc", resource(0x404, iptc))))
    yield "raw-iptc-bare.png", png(ztext("Raw profile type iptc", raw_profile("iptc", iptc)))
    yield "raw-iptc-two.png", png(*(ztext("Raw profile type iptc", raw_profile("iptc", resource(0x404, d))) for d in (iptc, data_set(2, 5, b"O"))))
    yield "raw-xmp.png", png(ztext("Raw profile type xmp", raw_profile("xmp", first)), itext("XML:com.adobe.xmp", second))
    yield "xmp.png", png(itext("XML:com.adobe.xmp", first), ztext("Raw profile type xmp", raw_profile("xmp", second)))
    yield "xmp-compressed-late.png", png(late=[itext("XML:com.adobe.xmp", first, 1)])
    yield "xmp-bad-first.png", png(itext("XML:com.adobe.xmp", b"<x"), itext("XML:com.adobe.xmp", second))
    yield "xmp-text.png", png(ztext("XML:com.adobe.xmp", first))
    yield "texts.png", png(text("Title", b"T"), text("Author", b"A"), text("Description", b"D"), itext("Title", b"TT"))
    yield "webp.webp", plain("WEBP", exif=b"Exif\0\0" + bobby, xmp=first)
    yield "tiff.tif", plain("TIFF", tiffinfo={ARTIST: "Bobby", 700: first, 33723: iptc})
    yield "tiff-resources.tif", plain("TIFF", tiffinfo={ARTIST: "Bobby", 34377: resource(0x404, iptc)})
    yield "gif.gif", plain("GIF", xmp=first)


def embedded(out):
    """What the reference itself writes."""
    meta = dict(
        name="The Näme", description="D <i>d</i>", meta="data:application/json;base64,eyJhIjoxfQ==", creator="C",
        license="http://l", acquire="http://a", rights="R", identifier="I",
    )
    for kind in ("jpg", "png", "webp", "tif"):
        source = out / f"source.{kind}"
        source.write_bytes(plain({"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "tif": "TIFF"}[kind]))
        idk.embed_metadata(str(source), idk.IsccMeta.model_construct(**meta), out / f"embedded.{kind}")
        source.unlink()


WORDS = ["a", "Title", "é", "x < y", "&lt;b&gt;", "&amp;amp;", " ", "\n", "lang=\"x\" ", "Ω", "😀", "<![CDATA[<p>]]>", "<!-- c -->", "&#65;", "  b  "]
PROPERTIES = ["dc:title", "dc:description", "dc:creator", "dc:rights", "dc:identifier", "dc:language", "xmp:Nickname", "xmp:Identifier",
              "xmpDM:shotName", "photoshop:Headline", "Iptc4xmpExt:AOTitle", "xmpRights:WebStatement", "plus:Licensor", "iscc:name", "iscc:meta", "xmp:Label"]
LANGUAGES = ["x-default", "de", "en", "en-us", "fr-CA", "zh-Hans", "EN", "x-repair", ""]


def random_xmp(rng):
    def value():
        return "".join(rng.choice(WORDS) for _ in range(rng.randrange(4)))

    def attribute():
        return value().replace("<", "").replace('"', "").replace("![CDATA[", "")

    def lang():
        return f'xml:lang="{rng.choice(LANGUAGES)}"' if rng.random() < 0.5 else ""

    def items(kind):
        out = []
        for _ in range(rng.randrange(4)):
            roll = rng.random()
            if kind == "Alt" and roll < 0.7:
                out.append(f'<rdf:li xml:lang="{rng.choice(LANGUAGES)}">{value()}</rdf:li>')
            elif roll < 0.85:
                out.append(f"<rdf:li {lang() if roll < 0.5 else ''}>{value()}</rdf:li>")
            else:
                out.append(f'<rdf:li rdf:parseType="Resource">{inside()}</rdf:li>')
        return f"<rdf:{kind}>{''.join(out)}</rdf:{kind}>"

    def inside():
        names = rng.sample(["plus:LicensorURL", "rdf:value", "xmp:q", "dc:title", "rdf:li", "xml:lang"], rng.randrange(3))
        return "".join(f"<{name}>{value()}</{name}>" for name in names)

    def body(name):
        roll = rng.random()
        if name == "plus:Licensor" and roll < 0.6:
            return f'<{name}><rdf:Bag><rdf:li rdf:parseType="Resource">{inside()}</rdf:li></rdf:Bag></{name}>'
        if roll < 0.3:
            return f"<{name} {lang()}>{value()}</{name}>"
        if roll < 0.75:
            return f"<{name}> {items(rng.choice(['Alt', 'Alt', 'Seq', 'Bag']))}\n</{name}>"
        if roll < 0.82:
            return f'<{name} rdf:parseType="Resource">{inside()}</{name}>'
        if roll < 0.88:
            return f'<{name} rdf:resource="{attribute()}" {lang()}/>'
        if roll < 0.93:
            return f'<{name} {rng.choice(["rdf:value", "xmp:q", "rdf:ID", "rdf:nodeID", "rdf:datatype", "rdf:about"])}="{attribute()}" {lang()}/>'
        if roll < 0.97:
            return f"<{name}><rdf:Description xmp:q='1' {rng.choice(['rdf:value', 'xmp:p', 'rdf:about'])}='v'/></{name}>"
        return f"<{name}>{rng.choice(['&nbsp;', '<a/>', '<rdf:Bag/>text', '<rdf:Bag/><rdf:Bag/>', '<xmp:T/>'])}</{name}>"

    names = rng.sample(PROPERTIES, rng.randrange(1, 5))
    attributes = [name for name in names if rng.random() < 0.25]
    return packet(
        "".join(body(name) for name in names if name not in attributes),
        " ".join(f'{name}="{attribute()}"' for name in attributes),
        wrapped=rng.random() < 0.5,
    )


def random_bytes(rng):
    value = "".join(rng.choice(WORDS) for _ in range(rng.randrange(4)))
    return value.encode(rng.choice(["utf-8", "latin-1"]), "replace")


def random_tiff(rng):
    order = rng.choice("<>")
    entries = []
    for _ in range(rng.randrange(5)):
        tag = rng.choice([ARTIST, IMAGE_ID, XP_TITLE, XP_TITLE, 0x10E])
        kind = rng.choice([2, 2, 2, 1, 1, 7, 3, 4, 5, 6, 8, 9, 10, 0, 200]) if tag != XP_TITLE else rng.choice([1, 1, 1, 1, 2, 7])
        value = random_bytes(rng) + b"\0" * rng.randrange(3)
        if tag == XP_TITLE and rng.random() < 0.8:
            value = "".join(rng.choice(WORDS) for _ in range(rng.randrange(4))).encode("utf-16-le") + b"\0" * rng.randrange(3)
        size = {3: 2, 8: 2, 4: 4, 9: 4, 5: 8, 10: 8}.get(kind, 1)
        value = value[: len(value) // size * size]
        entries.append((tag, kind, len(value) // size, value))
    photo = [entry(UNIQUE_ID, random_bytes(rng) + b"\0")] if rng.random() < 0.4 else None
    data = tiff(entries, photo, order)
    return data[: rng.randrange(8, len(data) + 1)] if rng.random() < 0.1 else data


def random_iptc(rng):
    sets = b""
    for _ in range(rng.randrange(6)):
        sets += data_set(rng.choice([2, 2, 2, 2, 1, 3]), rng.choice([5, 80, 85, 105, 135, 120, 90]), random_bytes(rng))
        sets += b"z" * (rng.random() < 0.1)
    return sets[: rng.randrange(len(sets) + 1)] if rng.random() < 0.1 else sets


def random_file(rng):
    kind = rng.choice(["jpg", "jpg", "png", "webp", "tif"])
    exif = [random_tiff(rng) for _ in range(rng.choice([0, 0, 1, 1, 2]))]
    xmp = [random_xmp(rng) for _ in range(rng.choice([0, 1, 1, 1, 2]))]
    iptc = [random_iptc(rng) for _ in range(rng.choice([0, 0, 1, 1, 2]))]
    if kind == "jpg":
        blocks = [exif_segment(d) for d in exif] + [xmp_segment(d) for d in xmp]
        resources = [resource(rng.choice([0x404, 0x404, 0x404, 0x3ED]), d, b"n" * rng.randrange(3)) for d in iptc]
        if rng.random() < 0.3:
            resources = [b"".join(resources)] if resources else []
        if resources and rng.random() < 0.2:
            at = rng.randrange(len(resources[0]))
            resources[:1] = [resources[0][:at], resources[0][at:]]
        order = list(range(len(blocks)))
        rng.shuffle(order)
        return kind, jpeg(*(blocks[at] for at in order), *(photoshop_segment(r) for r in resources))
    if kind == "png":
        wrap = rng.choice([ztext, text, itext])
        blocks = [chunk(b"eXIf", d) if rng.random() < 0.5 else wrap("Raw profile type " + rng.choice(["exif", "APP1"]), raw_profile("exif", b"Exif\0\0" + d)) for d in exif]
        blocks += [itext("XML:com.adobe.xmp", d, rng.randrange(2)) if rng.random() < 0.7 else wrap("Raw profile type xmp", raw_profile("xmp", d)) for d in xmp]
        blocks += [ztext("Raw profile type iptc", raw_profile("iptc", resource(0x404, d) if rng.random() < 0.6 else d)) for d in iptc]
        rng.shuffle(blocks)
        at = rng.randrange(len(blocks) + 1)
        return kind, png(*blocks[:at], late=blocks[at:])
    if kind == "webp":
        options = {}
        if exif:
            options["exif"] = (b"Exif\0\0" if rng.random() < 0.5 else b"") + exif[0]
        if xmp:
            options["xmp"] = xmp[0]
        return kind, plain("WEBP", **options)
    info = {}
    if exif:
        info[ARTIST] = random_bytes(rng).decode("latin-1")
    if xmp:
        info[700] = xmp[0]
    if iptc:
        info[33723] = iptc[0]
    if len(iptc) > 1:
        info[34377] = resource(0x404, iptc[1])
    return kind, plain("TIFF", tiffinfo=info)


def reference(path):
    try:
        extracted = idk.image_meta_extract(path)
    except Exception:
        return None
    del extracted["width"], extracted["height"]
    try:
        coded = {key: value for key, value in idk.code_meta(path).dict().items() if key in ("iscc", "name", "description", "metahash")}
    except Exception:
        coded = None
    return {"extracted": extracted, "coded": coded}


def write_golden(folder):
    golden = {path.name: reference(path) for path in sorted(folder.iterdir()) if path.suffix != ".json" and path.suffix != ".md"}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(found, ensure_ascii=False)}" for name, found in golden.items())
    (folder / "golden.json").write_text("{\n" + lines + "\n}\n")


def main():
    if sys.argv[1:2] == ["--random"]:
        count, seed, out = int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4])
        out.mkdir(parents=True, exist_ok=True)
        rng = random.Random(seed)
        for number in range(count):
            kind, data = random_file(rng)
            (out / f"{number:05}.{kind}").write_bytes(data)
        write_golden(out)
        return
    out = pathlib.Path(sys.argv[1]) / "image_meta"
    out.mkdir(parents=True, exist_ok=True)
    for path in out.iterdir():
        if path.suffix != ".md":
            path.unlink()
    for name, data in xmp_cases():
        (out / f"xmp-{name}.jpg").write_bytes(jpeg(xmp_segment(data)))
    for name, data in exif_cases():
        (out / f"exif-{name}.jpg").write_bytes(jpeg(exif_segment(data)))
    for name, data in iptc_cases():
        (out / f"iptc-{name}.jpg").write_bytes(jpeg(photoshop_segment(resource(0x404, data))))
    for name, data in file_cases():
        (out / name).write_bytes(data)
    write_golden(out)
    # Last, as writing changes which name spaces exiv2 knows in this process.
    embedded(out)
    golden = json.loads((out / "golden.json").read_text())
    code = "import sys, json, pathlib, image_meta_golden as g; print(json.dumps({p.name: g.reference(p) for p in map(pathlib.Path, sys.argv[1:])}))"
    names = sorted(str(path.resolve()) for path in out.glob("embedded.*"))
    output = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=True, cwd=pathlib.Path(__file__).parent)
    golden.update(json.loads(output.stdout))
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(found, ensure_ascii=False)}" for name, found in sorted(golden.items()))
    (out / "golden.json").write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
