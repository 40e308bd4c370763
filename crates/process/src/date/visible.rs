//! The days that a page shows its readers, weighed against each other and against those it states.

use crate::date::clue::Clue;
use jiff::civil::Date;
use onrecord_model::dating::EvidenceKind;

/// How many visible days are told apart by their rank.
const MAX_RANKED: usize = 8;

/// How often a stated day is right when the page shows only a later one, the day of its last change,
/// and does not call it a change: 3 of 13 such pages (docs/date-evidence.md).
const STATED_BUT_NOT_SHOWN: u16 = 250;

/// Lowers the reliability of visible dates but the best placed one: a page shows one date of its own,
/// and one with many is a list.
pub fn rank(clues: &mut [Clue]) {
    let visible = clues.iter().filter(|clue| is_visible(clue));
    let mut placed: Vec<_> =
        visible.filter_map(|clue| Some((clue.evidence.reliability, clue.day()?))).collect();
    placed.sort_by_key(|(reliability, _)| std::cmp::Reverse(*reliability));
    let mut days = Vec::new();
    for (_, day) in placed {
        if !days.contains(&day) && days.len() < MAX_RANKED {
            days.push(day);
        }
    }
    for clue in clues.iter_mut().filter(|clue| is_visible(clue)) {
        let Some(day) = clue.day() else { continue };
        let n_before = days.iter().position(|before| *before == day).unwrap_or(MAX_RANKED);
        let tenths = [10, 7, 5, 3].get(n_before).copied().unwrap_or(1);
        clue.evidence.reliability = clue.evidence.reliability / 10 * tenths;
    }
}

/// Whether an address is that of a whole site: its front page, a list of what came last.
#[must_use]
pub fn is_front_page(address: &str) -> bool {
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    address.contains("://") && path.is_none_or(|(_, path)| path.is_empty())
}

/// Puts aside the visible days of a front page but the newest, on which it was last filled.
pub fn keep_newest(clues: &mut [Clue]) {
    const MIN_ITEMS: usize = 3;
    let mut days: Vec<Date> =
        clues.iter().filter(|clue| is_visible(clue)).filter_map(Clue::day).collect();
    days.sort_unstable();
    days.dedup();
    let Some(newest) = days.last().filter(|_| days.len() >= MIN_ITEMS) else { return };
    for clue in clues.iter_mut().filter(|clue| is_visible(clue)) {
        if clue.day().is_some_and(|day| day < *newest) {
            clue.evidence.refused = Some("an older item of a front page".to_owned());
        }
    }
}

/// Lets the one day that a page shows beside its title stand against an earlier one that it states to
/// programs only, where the shown day is that of the last change without being called so: readers
/// know the page by that day. Time elements are left out, since their pages tell the two apart.
pub fn heed_shown(published: &mut [Clue], changed: &[Clue]) {
    let shown: Vec<Date> = published
        .iter()
        .filter(|clue| is_visible(clue) && clue.evidence.place.ends_with("beside the title"))
        .filter_map(Clue::day)
        .collect();
    let is_timed = |clue: &Clue| clue.evidence.kind == EvidenceKind::TimeElement;
    let Some(day) = shown.first().copied().filter(|day| shown.iter().all(|other| other == day))
    else {
        return;
    };
    let is_change = changed.iter().any(|clue| is_stated(clue) && clue.day() == Some(day));
    let has_time = published.iter().chain(changed).any(is_timed);
    let has_address = published
        .iter()
        .any(|clue| clue.evidence.kind == EvidenceKind::Address && clue.day().is_some());
    if !is_change || has_time || has_address {
        return;
    }
    for clue in published.iter_mut().filter(|clue| is_stated(clue)) {
        if clue.day().is_some_and(|stated| stated < day) {
            clue.evidence.reliability = clue.evidence.reliability.min(STATED_BUT_NOT_SHOWN);
        }
    }
}

/// Puts aside dates among other words that come after the page's last change: it tells of them.
pub fn refuse_later(published: &mut [Clue], changed: &[Clue]) {
    let Some(last) = changed.iter().filter_map(Clue::day).max() else { return };
    let loose = published.iter_mut().filter(|clue| clue.evidence.place.starts_with("loose line"));
    for clue in loose {
        if clue.day().is_some_and(|day| day > last) {
            clue.evidence.refused = Some("after the last change".to_owned());
        }
    }
}

fn is_visible(clue: &Clue) -> bool {
    matches!(clue.evidence.kind, EvidenceKind::TimeElement | EvidenceKind::HeaderDate)
}

fn is_stated(clue: &Clue) -> bool {
    matches!(clue.evidence.kind, EvidenceKind::StructuredData | EvidenceKind::Meta)
}
