//! When a page was published: evidence found in metadata, address and text; a set of days; the choice.
//!
//! Each file from `field` to `past` makes clues of one source; `resolve` alone decides. A clue that
//! is not used is kept with the reason.

mod input;
mod lex;
mod words;
mod calendar;
mod daytime;
mod beside;
pub mod written;
mod clue;
mod field;
mod path;
mod parts;
mod header;
mod lead;
mod tense;
mod mention;
mod anchor;
mod fact;
mod past;
mod outside;
mod weigh;
mod resolve;
mod again;

pub use again::{again, anchors};
pub use anchor::Anchor;
pub use fact::facts;
pub use field::{names_change, names_publication};
pub use input::{DateField, Input};

use clue::Clue;
use mention::Mention;
use onrecord_model::{
    address,
    dating::{Dating, EvidenceKind, Says},
};
use parts::Parts;
use written::Habits;

/// How often a page that only tells of its last change was published on that very day, from 0 to
/// 1000.
const UNCHANGED: u16 = 700;

/// How many visible days are told apart by their rank.
const MAX_RANKED: usize = 8;

/// Dates a page: when it was published and when it was last changed.
#[must_use]
pub fn date(input: &Input) -> (Dating, Dating) {
    let host = input.address.and_then(address::host);
    let habits = Habits::of(input.language, host.as_deref(), input.captured_on);
    let parts = Parts::of(input);
    let mentions = mention::mentions(input.text, &parts, &habits);
    let (changed, mut published): (Vec<Clue>, Vec<Clue>) =
        clues(input, &parts, &mentions, &habits).into_iter().partition(|clue| clue.is_modified);
    published.extend(from_changes(&changed, &published));
    rank_visible(&mut published);
    let alone = past::alone_clues(&mentions, input.captured_on);
    let modified = resolve::resolve(changed, Vec::new(), input.captured_on);
    (resolve::resolve(published, alone, input.captured_on), modified)
}

fn clues(input: &Input, parts: &Parts, mentions: &[Mention], habits: &Habits) -> Vec<Clue> {
    let mut clues: Vec<Clue> =
        input.fields.iter().flat_map(|field| field::clues(field, habits)).collect();
    clues.extend(outside::clues(input));
    clues.extend(header::header_clues(input.text, parts, habits));
    clues.extend(lead::dateline_clues(input.text, parts, habits));
    clues.extend(lead::weekday_clues(input.text, parts, input.language));
    clues.extend(past::past_clues(mentions, input.captured_on));
    clues.extend(header::furniture_clues(input.text, parts, habits));
    clues
}

/// Lowers the reliability of visible dates but the best placed one: a page shows one date of its own,
/// and one with many is a list.
fn rank_visible(clues: &mut [Clue]) {
    let is_visible = |clue: &Clue| {
        matches!(clue.evidence.kind, EvidenceKind::TimeElement | EvidenceKind::HeaderDate)
    };
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
        let tenths = [10, 8, 7, 6].get(n_before).copied().unwrap_or(5);
        clue.evidence.reliability = clue.evidence.reliability / 10 * tenths;
    }
}

/// What the days of changes say of the publication: it came no later; and where nothing else states
/// a day, most pages were never changed.
fn from_changes(changed: &[Clue], published: &[Clue]) -> Vec<Clue> {
    let is_stated = published.iter().any(|clue| clue.day().is_some());
    let mut days: Vec<_> = changed.iter().filter_map(|clue| Some((clue.day()?, clue))).collect();
    days.sort_by_key(|(day, _)| *day);
    let Some((day, clue)) = days.first() else { return Vec::new() };
    let evidence = &clue.evidence;
    let says = if is_stated { Says::NotAfter(*day) } else { Says::Equals(*day) };
    let reliability = evidence.reliability.min(UNCHANGED);
    let mut found = Clue::new(evidence.kind, says, &evidence.place, &evidence.quoted, reliability);
    found.evidence.span = evidence.span;
    debug_assert_ne!(evidence.kind, EvidenceKind::SiteClock);
    vec![found]
}

#[cfg(test)]
mod tests;
