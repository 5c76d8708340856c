"""Documents of our own for the corpus of text_parity.py: flat OpenDocument with what such documents have in them.

`documents()` gives (name, kind, source): kind is `fodt`, `fods`, `fodp` or `html`.
"""

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("meta", "meta"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("number", "datastyle"),
        ("presentation", "presentation"), ("form", "form"), ("chart", "chart"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="

TEXTS = {
    "en": ("The river and the mill", "Water turned the wheel all night, and nobody slept before the flour was ground. "
           "“Quotes”, dashes – and an ellipsis… cost €25.60.", "Ann Author"),
    "de": ("Über die Straße", "Größe, Maß und Übermut: die Käufer prüften fünfzig Äpfel, bevor sie zahlten. „Gut“, sagte er.", "Jörg Müller"),
    "fr": ("L’été à la mer", "Où est passé l’élève ? Ça dépend du cœur, de la fenêtre et de l’œuvre : « peut-être ».", "Zoë Lefèvre"),
    "ru": ("Война и мир", "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.", "Лев Толстой"),
    "el": ("Η θάλασσα", "Ο ήλιος ανέτειλε πάνω από τη θάλασσα και οι ψαράδες γύρισαν στο λιμάνι.", "Νίκος"),
    "ja": ("吾輩は猫である", "名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた。", "夏目漱石"),
    "zh": ("红楼梦", "满纸荒唐言，一把辛酸泪！都云作者痴，谁解其中味？", "曹雪芹"),
    "ko": ("봄날", "나 보기가 역겨워 가실 때에는 말없이 고이 보내 드리우리다.", "김소월"),
    "ar": ("كتاب", "كان يا ما كان في قديم الزمان ملك له ثلاثة أولاد.", "كاتب"),
    "he": ("ספר", "בראשית ברא אלהים את השמים ואת הארץ.", "סופר"),
    "pl": ("Zażółć gęślą jaźń", "Ścieżka prowadziła przez łąkę, aż do źródła, gdzie żółwie śpiewały.", "Łukasz"),
    "hi": ("कहानी", "एक समय की बात है, एक गाँव में एक किसान रहता था।", "लेखक"),
}


def office(kind, body, title, author, language, styles="", automatic="", masters=""):
    mime = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.{mime}"><office:meta><dc:title>{title}</dc:title>'
        f"<dc:description>About {title}</dc:description><dc:subject>A subject</dc:subject><meta:initial-creator>{author}"
        f"</meta:initial-creator><dc:creator>{author}</dc:creator><meta:keyword>one</meta:keyword><meta:keyword>two"
        f"</meta:keyword><dc:language>{language}</dc:language></office:meta><office:styles>{styles}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


def p(text, style=None):
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


def h(text, level=1):
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def note(kind, number, text):
    return (
        f'<text:note text:id="n{kind}{number}" text:note-class="{kind}"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{p(text)}</text:note-body></text:note>"
    )


def comment(text, author):
    return f"<office:annotation><dc:creator>{author}</dc:creator><dc:date>2020-01-02T03:04:05</dc:date>{p(text)}</office:annotation>"


def bullets(*items):
    return "<text:list>" + "".join(f"<text:list-item>{item}</text:list-item>" for item in items) + "</text:list>"


def cell(text):
    return f'<table:table-cell office:value-type="string">{p(text)}</table:table-cell>'


def table(name, rows):
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    body = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{columns}{body}</table:table>'


def picture(name, title="", text=""):
    return (
        f'<draw:frame draw:name="{name}" text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image>'
        f"<office:binary-data>{PIXEL}</office:binary-data></draw:image><svg:title>{title}</svg:title><svg:desc>{text}</svg:desc></draw:frame>"
    )


def box(name, text, anchor="paragraph"):
    return (
        f'<draw:frame draw:name="{name}" text:anchor-type="{anchor}" svg:width="5cm" svg:height="2cm" svg:x="1cm" svg:y="1cm">'
        f"<draw:text-box>{p(text)}</draw:text-box></draw:frame>"
    )


HIDDEN = '<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>'
BOLD = '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'


def page(header, footer):
    layout = (
        '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/>'
        "<style:header-style/><style:footer-style/></style:page-layout>"
    )
    master = (
        f'<style:master-page style:name="Standard" style:page-layout-name="L"><style:header>{p(header)}</style:header>'
        f"<style:footer>{p(footer)}</style:footer></style:master-page>"
    )
    return layout, master


def fields(language):
    return p(
        'Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>1</text:page-count>, '
        "<text:title>the title</text:title>, <text:author-name>me</text:author-name>, <text:date "
        'text:date-value="2020-02-03" text:fixed="true">3 February 2020</text:date>, <text:bookmark-start text:name="b"/>marked'
        f'<text:bookmark-end text:name="b"/>, <text:bookmark-ref text:ref-name="b">marked</text:bookmark-ref> ({language})'
    )


def changed(author):
    def region(number, kind, inside=""):
        return (
            f'<text:changed-region text:id="c{number}"><text:{kind}><office:change-info><dc:creator>{author}</dc:creator>'
            f"<dc:date>2021-01-01T00:00:00</dc:date></office:change-info>{inside}</text:{kind}></text:changed-region>"
        )

    tracked = f"<text:tracked-changes>{region(1, 'insertion')}{region(2, 'deletion', p('taken away'))}</text:tracked-changes>"
    return tracked, p(
        'It was <text:change-start text:change-id="c1"/>newly <text:change-end text:change-id="c1"/>made and '
        '<text:change text:change-id="c2"/>kept.'
    )


def texts():
    for number, (language, (title, text, author)) in enumerate(TEXTS.items()):
        layout, master = page(f"Header {title}", f"Footer {author}")
        before, change = changed(author)
        parts = [
            h(title), p(text * 3), h("Lists", 2), bullets(p("first"), p("second") + bullets(p("nested " + title)), p("third")),
            table("T1", [["A", "B", text], ["1", title, "3"], ["4", "5", "six"]]),
            p(f'Noted{note("footnote", 1, "A footnote: " + text)} twice{note("endnote", "i", "An endnote of " + author)}.'),
            p(f"Commented{comment('A remark on ' + title, author)} text with a {picture('Picture 1', 'Title of it', 'A picture of ' + title)} in it."),
            fields(language), change,
            p(f'A <text:span text:style-name="Bold">bold</text:span>, a <text:span text:style-name="Hidden">hidden</text:span> word, '
              f'a<text:tab/>tab,<text:s text:c="3"/>spaces<text:line-break/>and a <text:a xlink:type="simple" xlink:href="http://example.org/{language}">link</text:a>.'),
            box("Frame 1", "In a frame: " + title) if number % 2 else p(box("Frame 1", "In a frame: " + title)),
            p('<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>ruby</text:ruby-text></text:ruby> and more.'),
            p(text * 5),
        ]
        # each document leaves something out, so that one difference does not hide another
        keep = [part for place, part in enumerate(parts) if number in (0, 5) or (place * 7 + number) % 4 or place in (0, 1)]
        yield f"text-{language}", "fodt", office(
            "text", (before if change in keep else "") + "".join(keep), title, author, language,
            automatic=layout + HIDDEN + BOLD if number % 3 else HIDDEN + BOLD, masters=master if number % 3 else "",
        )
    for language in ("en", "de", "ja"):
        title, text, author = TEXTS[language]
        yield f"plain-{language}", "fodt", office("text", "".join(p(text) for _ in range(30)), title, author, language)


def value(kind, raw, shown, style=None, formula=None):
    attribute = {"float": "value", "percentage": "value", "currency": "value", "date": "date-value", "time": "time-value", "boolean": "boolean-value"}[kind]
    styled = f' table:style-name="{style}"' if style else ""
    formed = f' table:formula="of:={formula}"' if formula else ""
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{raw}"{styled}{formed}>{p(shown)}</table:table-cell>'


NUMBERS = {
    "n0": '<number:number-style style:name="n0"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
    "n1": '<number:percentage-style style:name="n1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>',
    "n2": '<number:date-style style:name="n2"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>',
    "n3": '<number:currency-style style:name="n3"><number:currency-symbol number:language="de" number:country="DE">€</number:currency-symbol><number:text> </number:text><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:currency-style>',
    "n4": '<number:number-style style:name="n4"><number:scientific-number number:decimal-places="2" number:min-integer-digits="1" number:min-exponent-digits="2"/></number:number-style>',
    "n5": '<number:time-style style:name="n5"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>',
    "n6": '<number:number-style style:name="n6"><number:fraction number:min-integer-digits="0" number:min-numerator-digits="1" number:min-denominator-digits="1"/></number:number-style>',
    "n7": '<number:date-style style:name="n7"><number:day/><number:text>. </number:text><number:month number:textual="true" number:style="long"/><number:text> </number:text><number:year/></number:date-style>',
}


def sheets():
    automatic = "".join(NUMBERS.values()) + "".join(
        f'<style:style style:name="c{name}" style:family="table-cell" style:data-style-name="{name}"/>' for name in NUMBERS
    )
    for number, (language, (title, text, author)) in enumerate(TEXTS.items()):
        rows = []
        for line in range(4 + number * 3):
            amount = (line + 1) * 1234.5678 / (number + 1)
            cells = [
                value("float", line, str(line)), cell(f"{title} {line}"), value("float", amount, f"{amount:,.2f}", "cn0"),
                value("percentage", line / 7, f"{line / 7:.1%}", "cn1"), value("date", f"2020-01-{line % 28 + 1:02}", "", "cn2"),
                value("currency", amount, "", "cn3"), value("float", amount * 1e6, "", "cn4"), value("time", f"PT{line % 24:02}H30M00S", "", "cn5"),
                value("float", line / 8, "", "cn6"), value("boolean", "true" if line % 2 else "false", ""),
                value("date", f"2021-{line % 12 + 1:02}-05", "", "cn7"), value("float", line * 2, str(line * 2), None, f"[.A{line + 1}]*2"),
                "<table:table-cell/>", cell(text[: 10 + line]),
            ]
            rows.append("<table:table-row>" + "".join(cells[line % 3 : 14 - number % 5]) + "</table:table-row>")
        remark = (
            f'<table:table-row><table:table-cell office:value-type="string">{comment("Remark " + title, author)}{p(text)}</table:table-cell>'
            f'<table:covered-table-cell/>{value("float", 0.1 + 0.2, "0.3")}</table:table-row>'
        )
        body = f'<table:table table:name="{title[:20]}">{"".join(rows)}{remark}</table:table>'
        body += f'<table:table table:name="Second {number}">{rows[0]}<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"/></table:table-row>{rows[-1]}</table:table>'
        yield f"sheet-{language}", "fods", office("spreadsheet", body, title, author, language, automatic=automatic)


def shows():
    for number, (language, (title, text, author)) in enumerate(TEXTS.items()):
        slides = []
        for slide in range(2 + number % 4):
            shapes = (
                f'<draw:frame presentation:class="title" svg:width="20cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"><draw:text-box>{p(f"{title} {slide + 1}")}</draw:text-box></draw:frame>'
                f'<draw:frame presentation:class="outline" svg:width="20cm" svg:height="8cm" svg:x="1cm" svg:y="5cm"><draw:text-box>{bullets(p(text), p("point two"), p("point " + author))}</draw:text-box></draw:frame>'
            )
            if (slide + number) % 2:
                shapes += f'<draw:rect svg:width="4cm" svg:height="2cm" svg:x="2cm" svg:y="14cm">{p("In a box " + title)}</draw:rect>'
            if (slide + number) % 3 == 1:
                shapes += f'<draw:g><draw:ellipse svg:width="4cm" svg:height="2cm" svg:x="8cm" svg:y="14cm">{p("grouped")}</draw:ellipse></draw:g>'
                shapes += picture("Picture", "Picture title", "What is seen").replace(' text:anchor-type="as-char"', ' svg:x="3cm" svg:y="3cm"')
            if (slide + number) % 3 == 2:
                shapes += f'<draw:frame svg:width="15cm" svg:height="4cm" svg:x="1cm" svg:y="15cm">{table("T", [["a", title], ["b", text]])}</draw:frame>'
            notes = (
                f'<presentation:notes><draw:frame presentation:class="notes" svg:width="15cm" svg:height="10cm" svg:x="2cm" svg:y="14cm"><draw:text-box>{p("Speaker note " + text)}</draw:text-box></draw:frame></presentation:notes>'
                if slide % 2 == 0 else ""
            )
            slides.append(f'<draw:page draw:name="page{slide + 1}" draw:master-page-name="Default">{shapes}{notes}</draw:page>')
        layout = '<style:page-layout style:name="PM"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>'
        yield f"show-{language}", "fodp", office(
            "presentation", "".join(slides), title, author, language, automatic=layout,
            masters='<style:master-page style:name="Default" style:page-layout-name="PM"/>',
        )


def pages():
    for language, (title, text, author) in TEXTS.items():
        yield f"page-{language}", "html", (
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><meta name="author" content="{author}">'
            f'<meta name="description" content="About {title}"></head><body><h1>{title}</h1><p>{text}</p><ul><li>one<li>two<ol><li>nested</ol></ul>'
            f'<table><tr><th>A<th>B<tr><td>{text}<td>2</table><p>See <a href="http://example.org/{language}">there</a>, <b>bold</b> <i>italic</i>.<br>New line</p>'
            f"<pre>  kept   as it is\n  {title}</pre><blockquote>{text}</blockquote><dl><dt>Term<dd>Meaning</dl></body></html>"
        )


def documents():
    yield from texts()
    yield from sheets()
    yield from shows()
    yield from pages()
