//! Dates that a page states to programs: JSON-LD, meta tags, microdata, other attributes.

use crate::{
    date::DateField,
    dom::{Dom, ROOT},
    extract::outline::Outline,
    metadata::{
        dates::{
            frame::{Frame, Places, is_furniture},
            value::{MAX_FIELDS, field, has_digit, is_change},
        },
        head::Head,
        structured::{Structured, text_of, types},
    },
};
use onrecord_model::dating::EvidenceKind;
use serde_json::{Map, Value};

/// The dates of the page's article in structured data, and those of the page around it.
pub fn in_structured_data(structured: &Structured) -> Vec<DateField> {
    let article = structured.article();
    let others = structured
        .objects()
        .iter()
        .filter(|object| article.is_none() || types(object).any(|name| name.ends_with("WebPage")));
    let objects = article.into_iter().chain(others);
    objects.flat_map(of_object).take(MAX_FIELDS).collect()
}

fn of_object(object: &Map<String, Value>) -> Vec<DateField> {
    const KEYS: [&str; 5] =
        ["datePublished", "dateCreated", "uploadDate", "dateModified", "dateUpdated"];
    let kind = types(object).next().unwrap_or("Thing");
    let field = |key: &&str| {
        let value = text_of(object, key)?;
        Some(field(EvidenceKind::StructuredData, format!("{kind}.{key}"), value, is_change(key)))
    };
    // A page is made before it is published; that says nothing against the day of publication.
    let is_published = text_of(object, KEYS[0]).is_some();
    let is_early = |key: &&&str| is_published && matches!(**key, "dateCreated" | "uploadDate");
    KEYS.iter().filter(|key| !is_early(key)).filter_map(field).collect()
}

/// Meta tags, but those that a list of other pages holds: many values under one name.
pub fn in_meta(head: &Head) -> Vec<DateField> {
    let dated = head.metas.iter().filter(|(name, value)| is_date_name(name) && has_digit(value));
    let field = |(name, value): &(String, &str)| {
        field(EvidenceKind::Meta, name.clone(), value, is_change(name))
    };
    without_lists(dated.take(2 * MAX_FIELDS).map(field).collect())
}

/// The fields without those whose place names many days: these are the days of a list's items.
fn without_lists(fields: Vec<DateField>) -> Vec<DateField> {
    const MIN_LISTED: usize = 3;
    let is_listed = |place: &str| {
        let mut days: Vec<&str> = fields
            .iter()
            .filter(|field| field.place == place)
            .map(|field| field.value.get(..10).unwrap_or(&field.value))
            .collect();
        days.sort_unstable();
        days.dedup();
        days.len() >= MIN_LISTED
    };
    fields.iter().filter(|field| !is_listed(&field.place)).cloned().collect()
}

/// Whether a meta tag of this name holds a date of the page.
fn is_date_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    has(&[
        "date",
        "time",
        "publi",
        "pubdate",
        "created",
        "create_at",
        "issued",
        "modified",
        "uploaded",
    ]) && !has(&[
        "expir",
        "start",
        "end_",
        "event",
        "birth",
        "valid",
        "avail",
        "unpub",
        "publisher",
        "timezone",
        "read",
        "duration",
        "schedul",
        "embargo",
        "cache",
        "refresh",
        "dateformat",
        "republi",
    ])
}

/// Microdata of an article: `itemprop="datePublished"` on any element outside of boxes that hold
/// other articles or comments.
pub fn in_microdata(dom: &Dom, outline: &Outline, frame: Frame, places: &Places) -> Vec<DateField> {
    const KEYS: [&str; 4] = ["datePublished", "dateCreated", "dateModified", "uploadDate"];
    let mut fields = Vec::new();
    for node in dom.descendants(ROOT).filter(|node| dom.is_element(*node)) {
        let Some(name) = dom.attribute(node, "itemprop") else { continue };
        let key = KEYS.iter().find(|key| name.contains(**key));
        let Some(key) = key.filter(|_| dom.name(node) != "meta") else { continue };
        if places.line(node).is_some_and(|line| is_furniture(outline, line, frame)) {
            continue;
        }
        let value = ["content", "datetime"]
            .iter()
            .find_map(|key| dom.attribute(node, key).filter(|value| !value.trim().is_empty()));
        let value = value.map_or_else(|| dom.text_content(node), str::to_owned);
        let place = format!("microdata {key}");
        fields.push(field(EvidenceKind::TimeElement, place, value.trim(), is_change(key)));
        if fields.len() >= MAX_FIELDS {
            break;
        }
    }
    without_lists(fields)
}

/// Attributes of other elements that are named after the publication:
/// `<div data-pubdate="2016-04-07">`.
pub fn in_attributes(
    dom: &Dom,
    outline: &Outline,
    frame: Frame,
    places: &Places,
) -> Vec<DateField> {
    const NAMES: [&str; 7] = [
        "pubdate",
        "publishdate",
        "publish-date",
        "publishedat",
        "published-at",
        "published-date",
        "publication-date",
    ];
    let mut fields = Vec::new();
    for node in dom.descendants(ROOT).filter(|node| dom.is_element(*node)) {
        let mut attributes = dom.attributes(node);
        let dated = attributes.find(|(name, value)| {
            value.len() <= 40
                && value.starts_with(|c: char| c.is_ascii_digit())
                && NAMES.iter().any(|of| name.strip_prefix("data-").unwrap_or(name) == *of)
        });
        let Some((name, value)) = dated else { continue };
        if places.line(node).is_some_and(|line| is_furniture(outline, line, frame)) {
            continue;
        }
        fields.push(field(EvidenceKind::TimeElement, format!("attribute {name}"), value, false));
        if fields.len() >= MAX_FIELDS {
            break;
        }
    }
    without_lists(fields)
}
