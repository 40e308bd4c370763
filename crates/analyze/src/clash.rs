//! Roles that no one person has: of different walks of life, or one office in two places.

use crate::gazetteer;
use onrecord_text::{lists::List, normal::folded};
use std::{collections::BTreeSet, sync::LazyLock};

static WALKS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/walks.txt")).expect("a checked list")
});

/// Why two people of one name cannot be one; `None` where nothing speaks against it.
#[must_use]
pub fn clash(a: &str, b: &str) -> Option<String> {
    let (walks_a, walks_b) = (walks(a), walks(b));
    if !walks_a.is_empty() && !walks_b.is_empty() && walks_a.is_disjoint(&walks_b) {
        return Some(format!("`{a}` and `{b}` are of different walks of life"));
    }
    let (Some((office_a, place_a)), Some((office_b, place_b))) = (office(a), office(b)) else {
        return None;
    };
    let is_elsewhere = office_a == office_b && place_a != place_b;
    is_elsewhere.then(|| format!("`{a}` and `{b}` are one office in different places"))
}

fn walks(role: &str) -> BTreeSet<&'static str> {
    let role = folded(role);
    role.split(|c: char| !c.is_alphanumeric()).filter_map(|word| WALKS.get(word)).collect()
}

/// Offices that are held in one place: `mayor of Brenmark`.
const LOCAL_OFFICES: [&str; 8] =
    ["mayor", "governor", "president", "premier", "minister", "king", "queen", "chancellor"];

/// The office with its place in `mayor of Brenmark`, `Russian president`; `None` where no place is
/// told.
fn office(role: &str) -> Option<(&'static str, String)> {
    let lower = folded(role);
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '.').collect();
    let office = LOCAL_OFFICES.into_iter().find(|office| words.contains(office))?;
    let places = words.iter().find_map(|word| gazetteer::chief_name(word));
    let after_of = || {
        let (before, after) = role.split_once(" of ")?;
        let is_office = folded(before).ends_with(office);
        let name = after.split([',', ';']).next()?.trim();
        let is_name = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        (is_office && is_name)
            .then(|| gazetteer::chief_name(name).map_or(folded(name), str::to_owned))
    };
    Some((office, after_of().or_else(|| places.map(str::to_owned))?))
}
