"""ODT, ODS and ODP, written part by part, with whatever decides what of them is text."""

from document_ooxml import HEAD, PNG, packed

SPACES = "office text table drawing:draw svg-compatible:svg style meta presentation form script xsl-fo-compatible:fo datastyle:number"
XMLNS = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
for space in SPACES.split():
    uri, _, prefix = space.partition(":")
    XMLNS += f' xmlns:{prefix or uri}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'


def part(root, content):
    return f"{HEAD}<office:document-{root} {XMLNS}>{content}</office:document-{root}>"


def content(kind, body, before=""):
    return part("content", f"{before}<office:body><office:{kind}>{body}</office:{kind}></office:body>")


def document(kind, body, styles="", before="", meta="", parts=()):
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/></manifest:manifest>'
    return packed({
        "mimetype": media_type, "content.xml": content(kind, body, before), "styles.xml": part("styles", styles),
        "meta.xml": part("meta", f"<office:meta>{meta}</office:meta>"), **dict(parts), "META-INF/manifest.xml": manifest,
    })


def p(text):
    return f"<text:p>{text}</text:p>"


def text():
    creator = "<dc:creator>no</dc:creator><dc:date>2020</dc:date>"
    body = '<text:user-field-decls><text:user-field-decl office:string-value="no" text:name="f"/></text:user-field-decls>'
    body += f"<text:tracked-changes><text:changed-region><text:deletion><office:change-info>{creator}</office:change-info>{p('deleted')}</text:deletion></text:changed-region></text:tracked-changes>"
    body += '<office:forms><form:text form:current-value="no"/></office:forms><text:h text:outline-level="2">heading</text:h>'
    body += p('a<text:note><text:note-citation>1</text:note-citation><text:note-body>' + p("note") + '</text:note-body></text:note>b<text:s text:c="3"/>c<text:tab/>d<text:line-break/>e')
    body += p(f"f<office:annotation>{creator}{p('annotation')}</office:annotation>g<office:annotation-end/>h")
    body += p("<text:user-field-get>field</text:user-field-get><text:page-number>7</text:page-number><text:page-count>8</text:page-count><text:date>date</text:date>"
              '<text:a xlink:href="no">link</text:a><text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>over</text:ruby-text></text:ruby><text:script>script</text:script>')
    body += p('<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>title</svg:title><svg:desc>description</svg:desc></draw:frame><draw:frame><draw:text-box>' + p("box") + "</draw:text-box></draw:frame>")
    body += f"<text:list><text:list-item>{p('item')}</text:list-item></text:list><text:numbered-paragraph><text:number>5.</text:number>{p('numbered')}</text:numbered-paragraph>"
    body += f'<table:table><table:title>no</table:title><table:table-row table:number-rows-repeated="3"><table:table-cell>{p("cell")}</table:table-cell><table:covered-table-cell>{p("no")}</table:covered-table-cell></table:table-row></table:table>'
    body += f'<text:section text:display="none">{p("hidden")}</text:section><text:table-of-content><text:table-of-content-source><text:index-title-template>no</text:index-title-template></text:table-of-content-source><text:index-body>{p("contents")}</text:index-body></text:table-of-content>'
    body += f"<draw:custom-shape>{p('shape')}</draw:custom-shape>no"
    page = "".join(f"<style:{name}>{p(name)}</style:{name}>" for name in ("header", "header-left", "header-first", "footer"))
    styles = f"<office:master-styles><style:master-page>{page}</style:master-page></office:master-styles>"
    meta = '<dc:title>Title</dc:title><meta:initial-creator>One</meta:initial-creator><dc:subject>Subject</dc:subject><dc:creator>Two</dc:creator><meta:keyword>a</meta:keyword><meta:keyword>b</meta:keyword><meta:user-defined meta:name="iscc_name">Own</meta:user-defined><meta:document-statistic meta:page-count="3"/>'
    parts = {
        "Object 1/content.xml": content("text", p("object")), "Object 1/styles.xml": part("styles", ""), "ObjectReplacements/Object 1": "no",
        "Pictures/a.png": PNG, "Pictures/b.txt": "text as a picture", "Basic/module.xml": "<a>no</a>", "settings.xml": "<a>no</a>",
    }
    return document("text", body, styles, meta=meta, parts=parts)


def sheet():
    body = f'<table:table table:name="no"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1.5">{p("1.50")}</table:table-cell><table:table-cell table:number-columns-repeated="2">{p("a")}{p("b")}</table:table-cell><table:table-cell office:boolean-value="true"/></table:table-row>'
    body += f'<table:table-row><table:table-cell><office:annotation><dc:creator>no</dc:creator>{p("annotation")}</office:annotation>{p("annotated")}</table:table-cell></table:table-row><table:shapes><draw:frame><draw:text-box>{p("shape")}</draw:text-box></draw:frame></table:shapes></table:table>'
    body += f'<table:table table:display="false"><table:table-row><table:table-cell>{p("hidden")}</table:table-cell></table:table-row></table:table><table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>{p("before")}</table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>'
    styles = f"<office:master-styles><style:master-page><style:header>{p('<text:sheet-name>???</text:sheet-name>')}</style:header><style:footer>{p('Page <text:page-number>1</text:page-number>')}</style:footer></style:master-page></office:master-styles>"
    before = "<office:automatic-styles><number:currency-style><number:currency-symbol>no</number:currency-symbol><number:text>no</number:text></number:currency-style></office:automatic-styles>"
    return document("spreadsheet", body, styles, before, "<dc:description>Description</dc:description><dc:subject>no</dc:subject>")


def slides():
    box = lambda content: f"<draw:frame><draw:text-box>{p(content)}</draw:text-box></draw:frame>"  # noqa: E731
    body = f'<presentation:footer-decl>no</presentation:footer-decl><draw:page draw:name="no">{box("title")}<draw:g><svg:title>group</svg:title><draw:line>{p("line")}</draw:line></draw:g><presentation:notes>{box("notes")}</presentation:notes><office:annotation>{p("annotation")}</office:annotation></draw:page>'
    body += f'<draw:page presentation:visibility="hidden">{box("hidden <text:page-number>no</text:page-number>")}</draw:page>'
    styles = f"<office:master-styles><style:handout-master>{box('handout')}</style:handout-master><style:master-page>{box('master')}<presentation:notes>{box('notes of it')}</presentation:notes></style:master-page></office:master-styles>"
    return document("presentation", body, styles)


def files():
    return {"text.odt": text(), "sheet.ods": sheet(), "slides.odp": slides()}
