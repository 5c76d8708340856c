"""DOCX, PPTX and XLSX, written part by part, with whatever decides what of them is text."""

import io
import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ROOT = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
RELATIONS = ROOT + "officeDocument/2006/relationships/"
OFFICE = "application/vnd.openxmlformats-officedocument."
SPACES = {
    "w": "wordprocessingml/2006/main", "a": "drawingml/2006/main", "s": "spreadsheetml/2006/main",
    "p": "presentationml/2006/main", "r": "officeDocument/2006/relationships", "c": "drawingml/2006/chart",
    "wp": "drawingml/2006/wordprocessingDrawing", "xdr": "drawingml/2006/spreadsheetDrawing",
    "pic": "drawingml/2006/picture", "m": "officeDocument/2006/math", "dgm": "drawingml/2006/diagram",
    "mc": "markup-compatibility/2006",
}
XMLNS = " ".join(f'xmlns:{prefix}="{ROOT}{uri}"' for prefix, uri in SPACES.items())
XMLNS += ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
XMLNS += ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
SHEET_XMLNS = XMLNS.replace("xmlns:s=", "xmlns=")
PNG = b"\x89PNG\r\n\x1a\n"
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", "png": "image/png",
    "txt": "text/plain", "mp4": "video/mp4", "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet", "emf": "image/x-emf",
}


def packed(parts):
    """A container that is the same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()


def relations(*items):
    """The list of relations: identifier, type, target; a leading `!` is for an external one."""
    text = ""
    for identifier, kind, target in items:
        kind = kind if kind.startswith("http") else RELATIONS + kind
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        text += f'<Relationship Id="{identifier}" Type="{kind}" Target="{target.lstrip("!")}"{mode}/>'
    return f'{HEAD}<Relationships xmlns="{ROOT}package/2006/relationships">{text}</Relationships>'


def package(main, types, parts, properties=()):
    """A package with a main part; `types` are content types of parts."""
    listed = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in DEFAULTS.items())
    listed += "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    all_parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{ROOT}package/2006/content-types">{listed}</Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", main), *properties),
    }
    return packed(all_parts | parts)


# DOCX

WORD = OFFICE + "wordprocessingml."
STORIES = {
    "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "numbering": "numbering", "styles": "styles",
    "header1": "header", "glossary/document": "document.glossary",
}


def docx(body, related=(), parts=(), types=(), xmlns=XMLNS, properties=(), extra=()):
    parts = {f"word/{name}": content for name, content in dict(parts).items()}
    kinds = {"word/document.xml": WORD + "document.main+xml"}
    for name, kind in STORIES.items():
        if f"word/{name}.xml" in parts:
            kinds[f"word/{name}.xml"] = WORD + kind + "+xml"
    parts["word/document.xml"] = f"{HEAD}<w:document {xmlns}><w:body>{body}</w:body></w:document>"
    parts["word/_rels/document.xml.rels"] = relations(*related)
    return package("word/document.xml", kinds | dict(types) | dict(properties and PROPERTY_TYPES), parts | dict(extra), properties)


def p(content, properties=""):
    return f"<w:p>{properties}{content}</w:p>"


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def story(root, content):
    return f"{HEAD}<w:{root} {XMLNS}>{content}</w:{root}>"


def picture(identifier):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="name" descr="description"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill></pic:pic>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def notes():
    body = p(
        r("before ") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" between ")
        + '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>' + r(" comment ")
        + '<w:r><w:commentReference w:id="5"/></w:r>' + r("behind") + picture("rId10") + picture("rId2")
    )
    body += f'<w:tbl><w:tr><w:tc>{p(r("cell") + "<w:r><w:commentReference w:id=%s/></w:r>" % chr(34).join(["", "6", ""]))}{p(r("second"))}</w:tc></w:tr></w:tbl>'
    body += '<w:sectPr><w:headerReference w:type="default" r:id="rId20"/></w:sectPr>'
    note = f'<w:footnote w:id="-1" w:type="separator">{p(r("separator"))}</w:footnote><w:footnote w:id="2">{p(r("footnote"))}'
    note += p(r("its second paragraph")) + f'</w:footnote><w:footnote w:id="3">{p(r("of no reference"))}</w:footnote>'
    comments = "".join(
        f'<w:comment w:id="{i}" w:author="Author">{p(r(f"comment {i}"))}</w:comment>' for i in (14, 3, 22, 1, 100, 5, 6, 40)
    )
    parts = {
        "footnotes.xml": story("footnotes", note),
        "_rels/footnotes.xml.rels": relations(("rId1", "image", "media/of-notes.png")),
        "endnotes.xml": story("endnotes", f'<w:endnote w:id="2">{p(r("endnote"))}</w:endnote>'),
        "comments.xml": story("comments", comments),
        "header1.xml": story("hdr", p(r("header"))),
        "_rels/header1.xml.rels": relations(("rId1", "image", "media/of-header.png")),
        "glossary/document.xml": story("glossaryDocument", "<w:docParts><w:docPart><w:docPartBody>" + p(r("glossary")) + "</w:docPartBody></w:docPart></w:docParts>"),
        "chunk.txt": "a chunk of text",
        "embeddings/inner.docx": docx(p(r("a document in the document"))),
        "charts/chart1.xml": chart(),
        "diagrams/data1.xml": diagram(),
    }
    parts |= {f"media/{name}.png": PNG + name.encode() for name in ("of-notes", "of-header", "two", "ten", "unused")}
    related = (
        ("rId2", "image", "media/two.png"), ("rId10", "image", "media/ten.png"), ("rId11", "image", "media/two.png"),
        ("rId12", "image", "media/unused.png"), ("rId3", "footnotes", "footnotes.xml"), ("rId4", "endnotes", "endnotes.xml"),
        ("rId5", "comments", "comments.xml"), ("rId20", "header", "header1.xml"), ("rId21", "glossaryDocument", "glossary/document.xml"),
        ("rId22", "aFChunk", "chunk.txt"), ("rId6", "package", "embeddings/inner.docx"), ("rId7", "chart", "charts/chart1.xml"),
        ("rId8", "diagramData", "diagrams/data1.xml"), ("rId9", "hyperlink", "!http://link.example"),
    )
    types = {
        "word/charts/chart1.xml": OFFICE + "drawingml.chart+xml",
        "word/diagrams/data1.xml": OFFICE + "drawingml.diagramData+xml",
    }
    return docx(body, related, parts, types)


def runs():
    body = p('<w:ins w:author="A">' + r("inserted ") + '</w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:moveFrom>'
             + r("moved away") + "</w:moveFrom><w:moveTo>" + r("moved here") + "</w:moveTo>")
    body += p("<w:moveFrom><w:ins>" + r("inserted where it was moved from") + "</w:ins>" + r(" and behind") + "</w:moveFrom>")
    body += p(r("field ") + field("begin") + "<w:r><w:instrText> IF </w:instrText></w:r>" + field("begin")
              + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + field("separate") + r("inner") + field("end") + field("separate")
              + r("result") + field("end") + '<w:fldSimple w:instr="PAGE">' + r("simple") + "</w:fldSimple>")
    body += p(r("a") + "<w:r><w:tab/></w:r>" + r("b") + "<w:r><w:br/><w:noBreakHyphen/><w:softHyphen/>"
              '<w:sym w:font="Wingdings" w:char="F04A"/></w:r>' + r("c"))
    body += p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:sdt><w:sdtContent>" + r("control") + "</w:sdtContent></w:sdt>"
              "<w:smartTag>" + r("smart") + "</w:smartTag><w:hyperlink r:id='rId1'>" + r("link") + "</w:hyperlink>")
    body += p("<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>" + p(r("box"))
              + "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>" + p(r("fallback"))
              + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>")
    body += p("<w:r><w:pict><v:shape alt='no'><v:textbox><w:txbxContent>" + p(r("old box")) + "</w:txbxContent></v:textbox>"
              "<v:textpath string='no'/></v:shape></w:pict></w:r>")
    body += p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>")
    body += p("<w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>")
    return docx(body, [("rId1", "hyperlink", "!http://link.example")])


def lists():
    def level(i, kind, text, start=1, extra=""):
        return f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'

    definitions = [
        level(0, "decimal", "%1.") + level(1, "lowerLetter", "%1.%2)") + level(2, "lowerRoman", "(%3)") + level(3, "bullet", "o"),
        level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", 1, "<w:isLgl/>") + level(2, "decimal", "%1.%2.%3", 1, '<w:lvlRestart w:val="1"/>'),
        level(0, "ordinal", "%1", 11) + level(1, "decimalZero", "%2") + level(2, "none", "n%3") + level(3, "upperLetter", "%4", 25) + level(4, "hex", "%5"),
        level(0, "decimal", "%1.", 5) + level(1, "decimal", "%1.%2", 4, '<w:lvlRestart w:val="0"/>') + level(2, "decimal", "%1-%2-%3-%9", 7),
        level(0, "upperRoman", "%1", 3999) + level(1, "lowerLetter", "%2", 700) + level(2, "lowerRoman", "%3", 0) + level(3, "upperLetter", "%4", 0),
    ]
    numbering = "".join(f'<w:abstractNum w:abstractNumId="{i}">{text}</w:abstractNum>' for i, text in enumerate(definitions))
    numbering += "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i % 5}"/></w:num>' for i in range(6))
    order = [(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (6, 0), (1, 0), (6, 1), (1, 1)]
    order += [(2, 0), (2, 1), (2, 2), (2, 2), (2, 1), (2, 2), (2, 0), (2, 2), (2, 1)]
    order += [(3, i) for i in (0, 0, 0, 1, 1, 2, 3, 3, 3, 4)] + [(4, 2), (4, 2), (4, 1), (4, 2), (4, 0), (4, 2), (4, 1), (4, 0), (4, 1)]
    order += [(5, i) for i in (0, 0, 0, 1, 1, 1, 2, 2, 3, 3)] + [(9, 0), (1, 8)]
    body = "".join(
        p(r("x"), f'<w:pPr><w:numPr><w:ilvl w:val="{i}"/><w:numId w:val="{n}"/></w:numPr></w:pPr>') for n, i in order
    )
    return docx(body, [("rId1", "numbering", "numbering.xml")], {"numbering.xml": story("numbering", numbering)})


PROPERTY_TYPES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": OFFICE + "extended-properties+xml", "docProps/custom.xml": OFFICE + "custom-properties+xml",
}


def properties():
    related = (
        ("rId2", ROOT + "package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"), ("rId4", "custom-properties", "docProps/custom.xml"),
    )
    core = f'{HEAD}<cp:coreProperties xmlns:cp="{ROOT}package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    core += "<dc:title>Title &amp; more</dc:title><dc:creator>One; Two</dc:creator><dc:description>What it is</dc:description>"
    core += "<cp:keywords>a, b</cp:keywords><dc:subject>no</dc:subject><dc:language>de</dc:language></cp:coreProperties>"
    app = f'{HEAD}<Properties xmlns="{ROOT}officeDocument/2006/extended-properties"><Pages>7</Pages></Properties>'
    custom = f'{HEAD}<Properties xmlns="{ROOT}officeDocument/2006/custom-properties" xmlns:vt="{ROOT}officeDocument/2006/docPropsVTypes">'
    for i, (name, value) in enumerate({"iscc_name": "Name", "iscc_description": "Own", "other": "no"}.items()):
        custom += f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{i + 2}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
    extra = {"docProps/core.xml": core, "docProps/app.xml": app, "docProps/custom.xml": custom + "</Properties>"}
    return docx(p(r("text")), properties=related, extra=extra)


def strict():
    spaces = XMLNS.replace(ROOT + "wordprocessingml/2006/main", STRICT + "wordprocessingml/main")
    return docx(p(r("strict")) + p(r("form")), xmlns=spaces)


# Charts and diagrams


def chart():
    cached = lambda kind, value: (  # noqa: E731
        f"<c:{kind}Ref><c:f>no!$A$1</c:f><c:{kind}Cache><c:formatCode>General</c:formatCode>"
        f'<c:pt idx="0"><c:v>{value}</c:v></c:pt></c:{kind}Cache></c:{kind}Ref>'
    )
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>chart title</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    series = f"<c:ser><c:tx>{cached('str', 'series')}</c:tx><c:cat>{cached('str', 'category')}</c:cat><c:val>{cached('num', 4.3)}</c:val></c:ser>"
    return f"{HEAD}<c:chartSpace {XMLNS}><c:chart>{title}<c:plotArea><c:barChart>{series}</c:barChart></c:plotArea></c:chart></c:chartSpace>"


def diagram():
    points = "".join(f'<dgm:pt modelId="{i}"><dgm:t><a:p><a:r><a:t>point {i}</a:t></a:r></a:p></dgm:t></dgm:pt>' for i in (1, 2))
    return f"{HEAD}<dgm:dataModel {XMLNS}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>"


# PPTX

SLIDE = OFFICE + "presentationml."


def shape(text, placeholder=""):
    placeholder = placeholder and f'<p:ph type="{placeholder}"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="no" descr="no"/><p:cNvSpPr/><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def slide_part(root, *shapes, attributes=""):
    return f"{HEAD}<p:{root} {XMLNS}{attributes}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:{root}>"


def presentation():
    parts, types, related = {}, {"ppt/presentation.xml": SLIDE + "presentation.main+xml"}, []

    def add(folder, name, kind, content, *links):
        parts[f"ppt/{folder}/{name}.xml"] = content
        if links:
            parts[f"ppt/{folder}/_rels/{name}.xml.rels"] = relations(*links)
        types[f"ppt/{folder}/{name}.xml"] = kind + "+xml"

    table = "<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>cell 1</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>cell 2</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"
    frame = f'<p:graphicFrame><a:graphic><a:graphicData uri="u">{table}</a:graphicData></a:graphic></p:graphicFrame>'
    choice = f"<mc:AlternateContent><mc:Choice Requires='a'>{shape('choice')}</mc:Choice><mc:Fallback>{shape('fallback')}</mc:Fallback></mc:AlternateContent>"
    rich = "<p:sp><p:txBody><a:p><a:r><a:t>run</a:t></a:r><a:br/><a:fld type='slidenum'><a:t>9</a:t></a:fld></a:p></p:txBody></p:sp>"
    for i in range(1, 12):
        shapes = [shape(f"title {i}", "title"), shape(f"text {i}")]
        links = [("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml")]
        if i == 1:
            shapes += [shape("date", "dt"), shape("footer", "ftr"), shape("number", "sldNum"), frame, f"<p:grpSp>{shape('grouped')}</p:grpSp>", choice, rich]
            links += [
                ("rId2", "notesSlide", "../notesSlides/notesSlide1.xml"), ("rId3", "comments", "../comments/comment1.xml"),
                ("rId5", "chart", "../charts/chart1.xml"), ("rId6", "diagramData", "../diagrams/data1.xml"),
                ("rId7", "image", "../media/seven.png"), ("rId8", "package", "../embeddings/book.xlsx"),
                ("rId20", "video", "../media/video.mp4"), ("rId21", "image", "../media/twenty-one.png"), ("rId22", "image", "../media/seven.png"),
            ]
        attributes = ' show="0"' if i == 3 else ""
        add("slides", f"slide{i}", SLIDE + "slide", slide_part("sld", *shapes, attributes=attributes), *links)
        related.append((f"rId{i}", "slide", f"slides/slide{i}.xml"))
    add("slideLayouts", "slideLayout1", SLIDE + "slideLayout", slide_part("sldLayout", shape("no", "title"), shape("layout")),
        ("rId1", "slideMaster", "../slideMasters/slideMaster1.xml"), ("rId2", "image", "../media/of-layout.png"))
    add("slideMasters", "slideMaster1", SLIDE + "slideMaster", slide_part("sldMaster", shape("no", "body"), shape("master")),
        ("rId2", "image", "../media/of-master.png"), ("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"))
    add("notesMasters", "notesMaster1", SLIDE + "notesMaster", slide_part("notesMaster", shape("no")))
    add("handoutMasters", "handoutMaster1", SLIDE + "handoutMaster", slide_part("handoutMaster", shape("handout"), shape("its header", "hdr")))
    add("notesSlides", "notesSlide1", SLIDE + "notesSlide", slide_part("notes", shape("notes", "body"), shape("of notes", "hdr")),
        ("rId1", "notesMaster", "../notesMasters/notesMaster1.xml"), ("rId2", "image", "../media/of-notes.png"))
    comments = '<p:cm authorId="0" idx="1"><p:pos x="1" y="1"/><p:text>comment</p:text></p:cm><p:cm authorId="1" idx="2"><p:text>another</p:text></p:cm>'
    add("comments", "comment1", SLIDE + "comments", f"{HEAD}<p:cmLst {XMLNS}>{comments}</p:cmLst>")
    parts["ppt/commentAuthors.xml"] = f'{HEAD}<p:cmAuthorLst {XMLNS}><p:cmAuthor id="0" name="Author" initials="AU"/><p:cmAuthor id="1" name="Other"/></p:cmAuthorLst>'
    types["ppt/commentAuthors.xml"] = SLIDE + "commentAuthors+xml"
    add("charts", "chart1", OFFICE + "drawingml.chart", chart(), ("rId1", "package", "../embeddings/chart.xlsx"))
    add("diagrams", "data1", OFFICE + "drawingml.diagramData", diagram())
    for name in ("book", "chart"):
        cells = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>cell of {name}</t></is></c></row></sheetData>'
        parts[f"ppt/embeddings/{name}.xlsx"] = xlsx({f"Sheet of {name}": cells})
    parts |= {f"ppt/media/{name}.png": PNG + name.encode() for name in ("seven", "twenty-one", "of-layout", "of-master", "of-notes")}
    parts["ppt/media/video.mp4"] = b"\0\0"
    related += [
        ("rId21", "slideMaster", "slideMasters/slideMaster1.xml"), ("rId22", "notesMaster", "notesMasters/notesMaster1.xml"),
        ("rId23", "commentAuthors", "commentAuthors.xml"), ("rId24", "handoutMaster", "handoutMasters/handoutMaster1.xml"),
    ]
    order = "".join(f'<p:sldId id="{255 + i}" r:id="rId{i}"/>' for i in (2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11))
    parts["ppt/presentation.xml"] = f"{HEAD}<p:presentation {XMLNS}><p:sldIdLst>{order}</p:sldIdLst></p:presentation>"
    parts["ppt/_rels/presentation.xml.rels"] = relations(*related)
    return package("ppt/presentation.xml", types, parts)


# XLSX

BOOK = OFFICE + "spreadsheetml."


def xlsx(sheets, strings="", styles="", before="", related=None, parts=(), types=(), states=None):
    kinds = {"xl/workbook.xml": BOOK + "sheet.main+xml", "xl/sharedStrings.xml": BOOK + "sharedStrings+xml", "xl/styles.xml": BOOK + "styles+xml"}
    content = {
        "xl/sharedStrings.xml": f"{HEAD}<sst {SHEET_XMLNS}>{strings}</sst>",
        "xl/styles.xml": f"{HEAD}<styleSheet {SHEET_XMLNS}>{styles}</styleSheet>",
    }
    listed, links = "", [("rId101", "sharedStrings", "sharedStrings.xml"), ("rId102", "styles", "styles.xml")]
    for i, (name, sheet) in enumerate(sheets.items(), 1):
        state = (states or {}).get(name)
        listed += f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"' + (f' state="{state}"/>' if state else "/>")
        links.append((f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml"))
        content[f"xl/worksheets/sheet{i}.xml"] = f"{HEAD}<worksheet {SHEET_XMLNS}>{sheet}</worksheet>"
        kinds[f"xl/worksheets/sheet{i}.xml"] = BOOK + "worksheet+xml"
        if name in (related or {}):
            content[f"xl/worksheets/_rels/sheet{i}.xml.rels"] = relations(*related[name])
    content["xl/workbook.xml"] = f"{HEAD}<workbook {SHEET_XMLNS}>{before}<sheets>{listed}</sheets></workbook>"
    content["xl/_rels/workbook.xml.rels"] = relations(*links)
    return package("xl/workbook.xml", kinds | dict(types), content | dict(parts))


def numbers(codes, values, before=""):
    """A sheet with a row for each format code (or number of a built-in one) and a column for each value."""
    escape = lambda code: code.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")  # noqa: E731
    own = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{escape(code)}"/>' for i, code in enumerate(codes) if isinstance(code, str))
    cells = "".join(f'<xf numFmtId="{164 + i if isinstance(code, str) else code}"/>' for i, code in enumerate(codes))
    rows = "".join(
        f'<row r="{i}">' + "".join(f'<c r="{chr(65 + j)}{i}" s="{i - 1}"><v>{value!r}</v></c>' for j, value in enumerate(values)) + "</row>"
        for i in range(1, len(codes) + 1)
    )
    styles = f"<numFmts>{own}</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs>"
    return xlsx({"S": f"<sheetData>{rows}</sheetData>"}, styles=styles, before=before)


def cells():
    strings = '<si><t>shared</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space="preserve"> text</t></r></si>'
    strings += '<si><t>漢字</t><rPh sb="0" eb="1"><t>かんじ</t></rPh><phoneticPr fontId="1"/></si>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>'
    rows += '<row r="3" hidden="1"><c r="A3"><v>1.5</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#DIV/0!</v></c>'
    rows += '<c r="D3" t="str"><f>no</f><v>of a formula</v></c><c r="E3"><f>no</f></c><c r="F3" t="inlineStr"><is><t>inline</t></is></c><c r="G3" t="b"><v>0</v></c></row>'
    sheet = f'<sheetData>{rows}</sheetData><hyperlinks><hyperlink ref="A1" r:id="rId9"/></hyperlinks>'
    sheet += '<headerFooter><oddHeader>&amp;Lno</oddHeader></headerFooter><drawing r:id="rId1"/>'
    comments = "".join(f'<comment ref="{cell}" authorId="0"><text><r><t>on {cell}</t></r></text></comment>' for cell in ("B1", "C1", "A2", "A3", "Z9"))
    drawing = "<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>shape</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
    parts = {
        "xl/comments1.xml": f"{HEAD}<comments {SHEET_XMLNS}><authors><author>Author</author></authors><commentList>{comments}</commentList></comments>",
        "xl/drawings/drawing1.xml": f"{HEAD}<xdr:wsDr {XMLNS}>{drawing}</xdr:wsDr>",
        "xl/drawings/_rels/drawing1.xml.rels": relations(("rId1", "image", "../media/image1.png"), ("rId2", "chart", "../charts/chart1.xml")),
        "xl/charts/chart1.xml": chart(), "xl/media/image1.png": PNG,
    }
    types = {
        "xl/comments1.xml": BOOK + "comments+xml", "xl/drawings/drawing1.xml": OFFICE + "drawing+xml",
        "xl/charts/chart1.xml": OFFICE + "drawingml.chart+xml",
    }
    related = {"First": [("rId1", "drawing", "../drawings/drawing1.xml"), ("rId3", "comments", "../comments1.xml"), ("rId9", "hyperlink", "!http://link.example")]}
    hidden = '<sheetData><row><c t="s"><v>0</v></c><c><v>7</v></c></row></sheetData>'
    return xlsx({"First": sheet, "Hidden": hidden, "Empty": ""}, strings, related=related, parts=parts, types=types, states={"Hidden": "hidden"})


def files():
    days = [0, 1, 59, 60, 61, 1.5, 43831.75]
    return {
        "notes.docx": notes(), "runs.docx": runs(), "lists.docx": lists(), "properties.docx": properties(), "strict.docx": strict(),
        "slides.pptx": presentation(), "cells.xlsx": cells(),
        "dates-1900.xlsx": numbers(["yyyy-mm-dd", "[h]:mm", 14, 22], days),
        "dates-1904.xlsx": numbers(["yyyy-mm-dd", "[h]:mm", 14, 22], days, '<workbookPr date1904="1"/>'),
    }
