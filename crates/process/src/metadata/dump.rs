//! What a text dump says of itself: its title line, byline, outlet.

use super::{outlet::rights, people};
use onrecord_model::{
    article::{Credit, CreditReach, Field, Place, Zone, ZoneKind},
    outlet::Outlet,
};
use onrecord_text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// `Norwatch-Mayor Ana Ruiz said`: the outlet's name runs into the first word.
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<name>\p{Lu}\p{L}{3,24})\s?[-–—]\s?\p{Lu}\p{L}").expect("a fixed pattern")
});

/// First parts of words that are written with a hyphen.
const PREFIXES: [&str; 12] = [
    "Anglo", "Afro", "Sino", "Franco", "Anti", "Post", "Euro", "Ibero", "Indo", "Ex", "Vice",
    "Mega",
];

/// The title line.
#[must_use]
pub fn title(text: &str, zones: &[Zone]) -> Option<Field<String>> {
    let zone = zones.iter().find(|zone| zone.kind == ZoneKind::Title)?;
    Some(Field::new(zone.span.of(text).to_owned(), Place::Text(zone.span)))
}

/// The people of a byline in the header.
#[must_use]
pub fn bylined(text: &str, zones: &[Zone]) -> Vec<Field<String>> {
    let header = zones.iter().filter(|zone| zone.kind == ZoneKind::Header);
    let lines = header.filter(|zone| people::after_start(zone.span.of(text)).is_some());
    let found = lines.map(|zone| (zone.span.of(text).to_owned(), Place::Text(zone.span)));
    let found = people::people(found.collect(), &Default::default());
    found.into_iter().map(|(name, place)| Field::new(name, place)).collect()
}

/// The outlet: a rights line, a name run into the first word, else the agency of the dateline.
#[must_use]
pub fn outlet(
    text: &str,
    zones: &[Zone],
    credits: &[Credit],
    site: Option<String>,
) -> Option<Field<Outlet>> {
    let mut found: Vec<(String, Place)> = Vec::new();
    for zone in zones.iter().filter(|zone| zone.kind == ZoneKind::Furniture) {
        let line = zone.span.of(text);
        if let Some(range) = rights(line) {
            found.push((line[range.clone()].to_owned(), place(zone, range)));
        }
    }
    if let Some(zone) = zones.iter().find(|zone| zone.kind == ZoneKind::Body)
        && let Some(name) = GLUED.captures(zone.span.of(text)).and_then(|parts| parts.name("name"))
        && !PREFIXES.contains(&name.as_str())
    {
        found.push((name.as_str().to_owned(), place(zone, name.range())));
    }
    let is_dateline = |credit: &&Credit| {
        credit.reach == CreditReach::Article && credit.span.of(text).starts_with(['/', '('])
    };
    if let Some(credit) = credits.iter().find(is_dateline) {
        found.push((credit.name.clone(), Place::Text(credit.span)));
    }
    if let Some(site) = &site {
        found.push((site.clone(), Place::Address));
    }
    let mut outlets =
        found.into_iter().map(|(name, place)| (Outlet { name, site: site.clone() }, place));
    let (value, place) = outlets.next()?;
    Some(Field { value, place, others: outlets.collect() })
}

fn place(zone: &Zone, range: std::ops::Range<usize>) -> Place {
    Place::Text(Span::new(range.start, range.end).shifted(zone.span.start()))
}
