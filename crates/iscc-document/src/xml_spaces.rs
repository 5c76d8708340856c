//! [`Space`]: the XML namespaces that readers of containers know.

/// A namespace, the same for the transitional and the strict form of Office Open XML (ECMA-376 parts 4 and 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "by the readers of some formats")]
pub(super) enum Space {
    /// None: a name without prefix where no default is declared, or an attribute without prefix.
    None,
    /// One that no reader looks for.
    Other,
    /// What the prefix `xml` is bound to.
    Xml,
    /// `WordprocessingML`.
    Word,
    /// `SpreadsheetML`.
    Sheet,
    /// `PresentationML`.
    Slide,
    /// `DrawingML`.
    Drawing,
    /// `DrawingML`'s frames in `WordprocessingML`.
    WordDrawing,
    /// `DrawingML`'s anchors in `SpreadsheetML`.
    SheetDrawing,
    /// `DrawingML`'s pictures.
    Picture,
    /// `DrawingML`'s charts.
    Chart,
    /// `DrawingML`'s diagrams.
    Diagram,
    /// The drawn form of diagrams.
    DiagramShape,
    /// Shapes of Word 2010.
    WordShape,
    /// Office Math.
    Math,
    /// Markup compatibility.
    Compatibility,
    /// VML.
    Vml,
    /// VML's office part.
    VmlOffice,
    /// Relations from within parts.
    Relation,
    /// The lists of relations.
    Relations,
    /// The list of content types.
    ContentTypes,
    /// OPC's core properties.
    CoreProperties,
    /// Properties of applications.
    ExtendedProperties,
    /// Properties of users.
    CustomProperties,
    /// Typed values of properties.
    Variant,
    /// Dublin Core.
    Dc,
    /// Dublin Core's terms.
    DcTerms,
    /// `OpenDocument`: office.
    OdfOffice,
    /// `OpenDocument`: text.
    OdfText,
    /// `OpenDocument`: tables.
    OdfTable,
    /// `OpenDocument`: drawings.
    OdfDraw,
    /// `OpenDocument`: presentations.
    OdfPresentation,
    /// `OpenDocument`: styles.
    OdfStyle,
    /// `OpenDocument`: metadata.
    OdfMeta,
    /// `OpenDocument`: scripts.
    OdfScript,
    /// `OpenDocument`: forms.
    OdfForm,
    /// `OpenDocument`: the list of parts.
    OdfManifest,
    /// SVG in `OpenDocument`.
    Svg,
    /// `MathML`.
    MathMl,
    /// `XLink`.
    XLink,
    /// EPUB's packages.
    Opf,
    /// EPUB's containers.
    Container,
    /// XHTML.
    Xhtml,
}

impl Space {
    /// The namespace of a URI.
    #[rustfmt::skip]
    pub(super) fn of(uri: &str) -> Self {
        match uri {
            "" => Self::None,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Self::Sheet,
            "http://schemas.openxmlformats.org/presentationml/2006/main"
            | "http://purl.oclc.org/ooxml/presentationml/main" => Self::Slide,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::WordDrawing,
            "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing" => Self::SheetDrawing,
            "http://schemas.openxmlformats.org/drawingml/2006/picture"
            | "http://purl.oclc.org/ooxml/drawingml/picture" => Self::Picture,
            "http://schemas.openxmlformats.org/drawingml/2006/chart"
            | "http://purl.oclc.org/ooxml/drawingml/chart" => Self::Chart,
            "http://schemas.openxmlformats.org/drawingml/2006/diagram"
            | "http://purl.oclc.org/ooxml/drawingml/diagram" => Self::Diagram,
            "http://schemas.microsoft.com/office/drawing/2008/diagram" => Self::DiagramShape,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape" => Self::WordShape,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "urn:schemas-microsoft-com:office:office" => Self::VmlOffice,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::Relation,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Self::Relations,
            "http://schemas.openxmlformats.org/package/2006/content-types" => Self::ContentTypes,
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            | "http://purl.oclc.org/ooxml/package/metadata/core-properties" => Self::CoreProperties,
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
            | "http://purl.oclc.org/ooxml/officeDocument/extendedProperties" => Self::ExtendedProperties,
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
            | "http://purl.oclc.org/ooxml/officeDocument/customProperties" => Self::CustomProperties,
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
            | "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes" => Self::Variant,
            "http://purl.org/dc/elements/1.1/" => Self::Dc,
            "http://purl.org/dc/terms/" => Self::DcTerms,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::OdfOffice,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::OdfText,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::OdfTable,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Self::OdfDraw,
            "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" => Self::OdfPresentation,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Self::OdfStyle,
            "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" => Self::OdfMeta,
            "urn:oasis:names:tc:opendocument:xmlns:script:1.0" => Self::OdfScript,
            "urn:oasis:names:tc:opendocument:xmlns:form:1.0" => Self::OdfForm,
            "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" => Self::OdfManifest,
            "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" => Self::Svg,
            "http://www.w3.org/1998/Math/MathML" => Self::MathMl,
            "http://www.w3.org/1999/xlink" => Self::XLink,
            "http://www.idpf.org/2007/opf" => Self::Opf,
            "urn:oasis:names:tc:opendocument:xmlns:container" => Self::Container,
            "http://www.w3.org/1999/xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }
}
