"""HTML, XHTML, XML, RTF, EPUB and MOBI, with whatever decides what of them is text."""

import io
import struct
import zipfile

XHTML = "application/xhtml+xml"
DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
)

HTML = {
    "page.html": """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><meta name="dc:title" content="Replaced">
<title> A  page &amp; more </title><title>Second</title><meta name="Description" content="What it <b>is</b>">
<meta name="author" content="One"><meta name="dc:creator" content="Two"><meta name="keywords" content="a, b">
<meta name="dc:rights" content="Ours"><meta name="rights" content="not this"><meta property="og:title" content="not this">
<style>no</style></head><body><title>shown</title><p>Text<svg><title>in a drawing</title><text>drawn</text></svg><script>no</script>
<style>no</style><noscript>no script</noscript><template>template</template><iframe>in a <b>frame</iframe><textarea>area</textarea>
<select><option>one<option>two</select><img alt="no" src="x"><object>object</object><noframes>no <b>frames</noframes><audio>audio</audio>
<p hidden>hidden</p><!-- no --><?no?><button>button</button><input value="no"><a href="no" title="no">link</a>&nbsp;&eacute;&#x150;&notit;
</body></html>after""",
    "dialect.html": "<head><noscript>no<p>no</p><title>no</title></noscript><title>Kept</title></head>"
    "a<script/>b<textarea/>c<title/>d<iframe/>e<![CDATA[f<g>]]>h<table>i<tr><td>j</table>k<xmp/><b>l</b>",
    "frames.html": "<html><head><title>Frames</title></head><frameset><frame src=a><noframes>no</noframes></frameset></html>",
    "page.xhtml": '<?xml version="1.0" encoding="utf-8"?>' + DOCTYPE + '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">'
    "<head><title>XHTML</title><script/></head><body><p/>a<div/>b &nbsp;&eacute;<script/>c<textarea/>d<![CDATA[e&f]]></body></html>",
    "page.xml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Page in XML</title></head><body>text</body></html>',
    "element.md": "<h1>Markdown</h1>\n\nthat **begins** with <b>an element</b>",
    "markdown.md": "Markdown that does <h1>not</h1>\n\n**begin** with <b>an element</b>",
    "late.txt": "some text, then <html>what is taken for a page <b>by the reference</b>",
    "block.md": "% A title\n% An author\n\nand then " + "some text " * 12 + "<html> and <b>text</b>",
    "comment.txt": "<!-- a comment --> and <b>text</b>",
    "json.json": '{"html": "<h1>", "text": "<b>&amp;</b>"}',
}
ENCODED = {
    "cyrillic.html": ("<html><head><meta charset=windows-1251><title>Заголовок</title><body>Привет, мир", "cp1251"),
    "japanese.html": ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><body>吾輩は猫である。名前はまだ無い。', "shift_jis"),
    "utf-16.html": ("\ufeff<html><body>wide: äöü", "utf-16-le"),
    "mark.html": ("\ufeff<html><head><meta charset=koi8-r><body>die Marke zählt", "utf-8"),
}
XML = {
    "entities.xml": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "an <b>entity&f;</b>"><!ENTITY f "&#38;lt;>"><!ENTITY g SYSTEM "file:///no">]>'
    '<r no="no" xmlns:d="http://purl.org/dc/elements/1.1/"><?no?><!-- no --><d:title>Title <b>of it</b></d:title><d:title>Second</d:title>'
    "<d:creator>One</d:creator><d:creator>Two</d:creator><d:description>What</d:description><title>text</title>&e;&g;<![CDATA[<c>]]>&amp;&#65;</r>",
    "outside.xml": '<!DOCTYPE r SYSTEM "no.dtd"><r>a &unknown; b</r>',
    "broken.xml": "<r>a<b>b</r>",
    "rss.xml": '<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title><link>http://no</link><description>About &lt;b&gt;it&lt;/b&gt;</description>'
    '<item><title>One</title><link>http://no</link><description>&lt;p&gt;first &amp;amp; last</description><author>no</author></item>'
    '<item><title>Two</title><guid>http://no</guid></item><item><title>no link</title></item></channel></rss>',
    "atom.xml": '<?xml version="1.0"?><!-- no --><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><subtitle>About it</subtitle><link href="no"/>'
    '<entry><title type="html">&lt;i&gt;One&lt;/i&gt;</title><link href="no"/><summary>first</summary><content>no</content><author><name>no</name></author></entry></feed>',
    "link.xml": '<?xml version="1.0"?><link>what is taken for a page</link>',
    "word-2003.xml": '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    "<o:DocumentProperties><o:Title>Word 2003</o:Title><o:Author>Author</o:Author></o:DocumentProperties><w:body><w:p><w:r><w:t>text</w:t></w:r></w:p></w:body></w:wordDocument>",
    "excel-2003.xml": '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Styles><Style><Alignment>no</Alignment></Style></Styles><Worksheet ss:Name="no"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell>'
    '<Cell><Data ss:Type="String">two</Data></Cell></Row></Table></Worksheet></Workbook>',
}
RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Cyr;}{\f2\fcharset128 Jp;}{\f3\fcharset2 Symbol;}"
    r"{\f4\fcharset255 Oem;}{\f5 None;}{\f6\fcharset77 Mac;}{\f7\fcharset1 Default;}}{\colortbl;\red0;}{\*\generator no;}"
)
RTF = {
    "characters.rtf": RTF_HEAD + r"\pard a\'e4 {\f1 \'cf\'f0}{\f2 \'82\'a0\'82}\'a2{\f3 \'e4}{\f4 \'84}{\f5 \'e4}{\f6 \'8a}{\f7 \'e4}{\f9 \'e4}\par "
    r"\u228?\u228 x\uc0\u228 y{\uc2\u228 ??z}\uc1\u1046\'3f\u228{x}\u-3913?\u0?\'81\'zz\par a\~b\-c\_d\line e\tab f\bullet g\lquote h\rquote\ldblquote"
    r"\rdblquote\endash\emdash\enspace\emspace\qmspace i\:j\|k\\l\{m\}n\bin3 }}}o\par}",
    "destinations.rtf": RTF_HEAD + r"{\info{\title Title \u1046?\'e4}{\title Second}{\author One}{\author Two}{\keywords a, b}{\subject no}{\doccomm no}{\nofpages3}}"
    r"\sectd{\header HEAD\par}{\footer FOOT}\pard a{\footnote FN}{\*\annotation AN}{\*\atnid ID}{\*\atnauthor AU}{\*\atnref R}{\*\footnote no}b\par"
    r"{\listtext no\tab}item\par{\pntext\f1 \'b7\tab}point{\*\pn no}\par{\v hidden}{\deleted deleted}{\xe index}{\*\xe no}{\*\bkmkstart no}\par"
    r"{\shp{\*\shpinst{\sp{\sn wzName}{\sv no}}{\shptxt \pard SHAPE\par}}{\shprslt{\*\do no}RESULT}}{\*\foo no \'e4\~\tab}{\bar unknown}\par"
    r'{\field{\*\fldinst HYPERLINK "http://no" }{\fldrslt link{\b bold}}}{\field{\fldinst PAGE}{\fldrslt 7}}{\field{\*\fldinst{ TOC }}{\fldrslt toc}}\par'
    r"{\upr{no}{\*\ud yes\u1046?}}{\stylesheet{\s0 late;}}{\info{\title late}}\trowd\cellx1 c\cell d\cell\row\pard\intbl e\nestcell{\nonesttables f\par}{\*\nesttableprops no}\par}trailing",
    "pictures.rtf": RTF_HEAD + r"\pard a{\pict{\*\picprop{\sp{\sn wzName}{\sv no}}}\pngblip{\*\blipuid abcd} 89504e470d0a1a0a00}b{\*\shppict{\pict\jpegblip ffd8ffe0}}"
    r"{\nonshppict{\pict\wmetafile8 010009000003}}c{\object\objemb{\result R{\pict 474946383961}}}d{\pict{\*\picprop{\sp{\sn wzDescription}{\sv Described \u1046?}}}\jpegblip ffd8ffe0}{\pict 00}\par}",
    "header.rtf": r"{\rtf1\ansi lost {\b lost}kept\par more}",
    "default-font.rtf": r"{\rtf1\ansi\ansicpg1252\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\pard \'cf\plain\'cf\f0\'cf\plain\'cf\par}",
    "code-page.rtf": r"{\rtf1\ansi\ansicpg932\pard \'82\'a0{\b\'82}\'a0\par}",
    "dos.rtf": r"{\rtf1\pc\pard \'84\par}",
    "cut.rtf": RTF_HEAD + r"\pard a {\b b",
}


def page(body, head="", before=""):
    return f'{before}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title>{head}</head><body>{body}</body></html>'


PARTS = {
    "a.xhtml": page('A <script>no</script><style>no</style><svg xmlns="http://www.w3.org/2000/svg"><title>drawing</title></svg><img alt="no"/><![CDATA[<c>]]><p/>end'),
    "b.xhtml": page("B &nbsp;x&eacute;y &amp;", before='<?xml version="1.0" encoding="utf-8"?>' + DOCTYPE),
    "n.xhtml": page("not in line"), "l.xhtml": page("left over"), "m.xhtml": "<p>malformed<br>left over",
    "i.png": b"\x89PNG\r\n\x1a\n", "s.css": "no", "f.ttf": b"\0\1\0\0", "j.js": "var text;", "t.ncx": "<ncx><text>no</text></ncx>",
    "v.svg": "<svg><text>no</text></svg>", "t.txt": "plain text",
}
ITEMS = [
    ("a", "a.xhtml", XHTML), ("b", "b.xhtml", XHTML), ("n", "n.xhtml", XHTML), ("left", "l.xhtml", XHTML), ("bad", "m.xhtml", XHTML),
    ("image-of-the-cover", "i.png", "image/png"), ("css", "s.css", "text/css"), ("font", "f.ttf", "font/ttf"), ("js", "j.js", "text/javascript"),
    ("ncx", "t.ncx", "application/x-dtbncx+xml"), ("svg", "v.svg", "image/svg+xml"), ("txt", "t.txt", "text/plain"),
] + [(f"id{i}", f"z{i}.png", "image/png") for i in range(9)]
METADATA = (
    "<dc:title>Book &amp; title</dc:title><dc:title>Subtitle</dc:title><dc:creator>One</dc:creator><dc:creator>Two</dc:creator>"
    "<dc:description>What &lt;b&gt;it&lt;/b&gt; is</dc:description><dc:language>en</dc:language><dc:rights>Ours</dc:rights>"
)


def book(spine):
    out = io.BytesIO()
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{METADATA}</metadata><manifest>"
        + "".join(f'<item id="{i}" href="{href}" media-type="{kind}"/>' for i, href, kind in ITEMS)
        + "</manifest><spine>" + "".join(f'<itemref idref="{i}"/>' for i in spine) + "</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OPS/p.opf": package}
    parts |= {f"OPS/{name}": content for name, content in PARTS.items()} | {f"OPS/z{i}.png": b"\x89PNG" for i in range(9)}
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            zipped.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, method)
    return out.getvalue()


def mobi():
    """A book of one record, which the reference has no text of."""
    text = "<html><head><guide>no</guide></head><body><h1>MOBI</h1><p>Größe — of a book</p></body></html>".encode() + b"\0"
    header = bytearray(16 + 232)
    struct.pack_into(">HHIHHHH", header, 0, 1, 0, len(text), 1, 4096, 0, 0)
    header[16:20] = b"MOBI"
    struct.pack_into(">IIII", header, 20, 232, 2, 65001, 1)
    struct.pack_into(">I", header, 128, 0x40)
    struct.pack_into(">H", header, 242, 1)
    entries = b"".join(struct.pack(">II", kind, 8 + len(value)) + value for kind, value in ((100, b"Author"), (503, b"Title")))
    record = bytes(header) + b"EXTH" + struct.pack(">II", 12 + len(entries), 2) + entries
    first = 78 + 2 * 8 + 2
    database = b"document".ljust(60, b"\0") + b"BOOKMOBI" + bytes(8) + struct.pack(">H", 2)
    return database + struct.pack(">IIII", first, 0, first + len(record), 1) + b"\0\0" + record + text


def files():
    found = {name: text.encode() for name, text in (HTML | XML).items()}
    found |= {name: text.encode(encoding) for name, (text, encoding) in ENCODED.items()}
    found |= {name: text.encode("latin-1") for name, text in RTF.items()}
    found["book.epub"] = book(["b", "a", "n", "a", "txt"])
    found["spine.epub"] = book(["a", "b", "missing"])
    found["book.mobi"] = mobi()
    return found
