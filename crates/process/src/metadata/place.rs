//! Where the page belongs: its canonical address and the section of the outlet.

use super::{
    head::Head,
    structured::{Structured, text_of},
    wording::tidy,
};
use onrecord_model::{
    address::site,
    article::{Field, Place},
};
use serde_json::Value;
use url::Url;

/// A section's name longer than this is a sentence, in bytes.
const MAX_SECTION_BYTES: usize = 60;

/// The canonical address: what the page calls itself, else where it was captured. A page that calls
/// itself the front page, or another site, is not believed.
#[must_use]
pub fn address(
    head: &Head,
    structured: &Structured,
    captured: Option<&str>,
) -> Option<Field<String>> {
    let base = captured.and_then(|address| Url::parse(address).ok());
    let mut found: Vec<(String, Place)> = Vec::new();
    let mut add = |value: &str, place: Place| {
        let joined = match &base {
            Some(base) => base.join(value.trim()),
            None => Url::parse(value.trim()),
        };
        let Ok(url) = joined else { return };
        let is_front = url.path() == "/" && url.query().is_none();
        if matches!(url.scheme(), "http" | "https") && url.has_host() && !is_front {
            found.push((url.to_string(), place));
        }
    };
    if let Some(value) = head.canonical {
        add(value, Place::Element("link[rel=canonical]".to_owned()));
    }
    if let Some((name, value)) = head.first(&["og:url"]) {
        add(value, Place::Meta(name.to_owned()));
    }
    if let Some(article) = structured.article() {
        let kind = structured.article_type();
        for key in ["url", "mainEntityOfPage"] {
            let by_id = article.get(key).and_then(|value| structured.resolve(value));
            let value =
                text_of(article, key).or_else(|| by_id.and_then(|page| text_of(page, "@id")));
            if let Some(value) = value {
                add(value, Place::StructuredData(format!("{kind}.{key}")));
            }
        }
    }
    if let Some(captured) = captured {
        add(captured, Place::Address);
    }
    let own = captured.and_then(site);
    let is_own = |(value, _): &(String, Place)| own.is_none() || site(value) == own;
    let best = found.iter().position(is_own)?;
    let (value, place) = found.remove(best);
    Some(Field { value, place, others: found })
}

/// The section of the outlet.
#[must_use]
pub fn section(head: &Head, structured: &Structured) -> Option<Field<String>> {
    let mut found: Vec<(String, Place)> = Vec::new();
    if let Some(article) = structured.article() {
        let kind = structured.article_type();
        let section = article.get("articleSection").and_then(|value| match value {
            Value::Array(values) => values.first()?.as_str(),
            value => value.as_str(),
        });
        if let Some(section) = section {
            found.push((tidy(section), Place::StructuredData(format!("{kind}.articleSection"))));
        }
    }
    let names =
        ["article:section", "section", "og:section", "parsely-section", "dc.subject", "category"];
    for (name, value) in head.all(&names) {
        found.push((tidy(value), Place::Meta(name.to_owned())));
    }
    found.retain(|(value, _)| !value.is_empty() && value.len() <= MAX_SECTION_BYTES);
    let (value, place) = (!found.is_empty()).then(|| found.remove(0))?;
    Some(Field { value, place, others: found })
}
