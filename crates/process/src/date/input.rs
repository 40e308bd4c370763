//! What dating looks at: the article's text and zones, dates found in the page's structure, its address.

use jiff::civil::Date;
use onrecord_model::{
    article::{Related, Zone},
    dating::EvidenceKind,
};

/// Everything that may tell when a page was published.
#[derive(Clone, Copy, Debug)]
pub struct Input<'p> {
    /// The article's text.
    pub text: &'p str,
    /// Its zones.
    pub zones: &'p [Zone],
    /// Date values found in the page's structure.
    pub fields: &'p [DateField],
    /// The address of the page.
    pub address: Option<&'p str>,
    /// Response headers.
    pub headers: &'p [(String, String)],
    /// Related articles that the page points to.
    pub related: &'p [Related],
    /// ISO 639 code of the text's language.
    pub language: Option<&'p str>,
    /// The day of the capture: an upper bound, one day of slack for zones included.
    pub captured_on: Date,
}

/// A date value found in the page's structure, as written there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DateField {
    /// Structured data, meta, time element, header date, site clock or page date.
    pub kind: EvidenceKind,
    /// Where: `NewsArticle.datePublished`, `article:published_time`, `article > time`.
    pub place: String,
    /// The value as written.
    pub value: String,
    /// Whether it names the last change rather than the publication.
    pub is_modified: bool,
}
