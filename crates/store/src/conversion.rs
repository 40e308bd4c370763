//! The form in which the archive keeps an article's text: a WARC `conversion` of its capture.

use jiff::Timestamp;
use onrecord_archive::{
    header::{ARTICLE_FIELD, Header},
    write::{Kind, NewRecord},
};
use onrecord_model::{article::Article, id::Id};

/// The field with the version of the extractor that made the text.
const EXTRACTOR_FIELD: &str = "Onrecord-Extractor";

/// What a conversion says of the capture that it was made of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Origin {
    /// The capture's address, when it is a URI.
    pub(crate) target_uri: Option<String>,
    /// When the capture was made; a conversion bears no time of its own, so that it is the same
    /// whenever it is made.
    pub(crate) captured_at: Timestamp,
    /// The record of the capture; empty where a foreign record has no identifier.
    pub(crate) record_id: String,
}

/// The record that keeps the text of `article`.
pub(crate) fn record_of_text(article: &Article, origin: Origin) -> NewRecord {
    let is_uri = |uri: &String| uri.bytes().all(|byte| byte.is_ascii_graphic());
    let own_uri = || format!("urn:onrecord:capture:{}", article.capture);
    let mut extra = vec![
        (ARTICLE_FIELD.to_owned(), article.id.to_string()),
        (EXTRACTOR_FIELD.to_owned(), article.extractor.to_string()),
    ];
    if !origin.record_id.is_empty() {
        extra.push(("WARC-Refers-To".to_owned(), format!("<{}>", origin.record_id)));
    }
    NewRecord {
        kind: Kind::Conversion,
        target_uri: Some(origin.target_uri.filter(is_uri).unwrap_or_else(own_uri)),
        date: origin.captured_at,
        content_type: "text/plain; charset=utf-8".to_owned(),
        block: article.text.clone().into_bytes(),
        payload_offset: 0,
        extra,
    }
}

/// The article whose text a record keeps; `None` for any other record.
pub(crate) fn article_of(header: &Header) -> Option<Id> {
    let is_conversion = header.record_type() == "conversion";
    is_conversion.then(|| header.get(ARTICLE_FIELD)?.parse().ok())?
}

/// The version of the extractor that made the text of a record.
pub(crate) fn extractor_of(header: &Header) -> Option<u32> {
    header.get(EXTRACTOR_FIELD)?.parse().ok()
}
