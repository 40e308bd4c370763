//! When a page was published: evidence found in metadata, address and text; a set of days; the choice.
//!
//! Each file from `field` to `past` makes clues of one source; `resolve` alone decides. A clue that
//! is not used is kept with the reason.

mod input;
mod lex;
mod words;
mod labels;
mod calendar;
mod daytime;
mod beside;
mod habits;
mod reader;
mod numeric;
mod worded;
pub mod written;
mod order;
mod clue;
mod field;
mod path;
mod parts;
mod header;
mod lead;
mod today;
mod tense;
mod mention;
mod anchor;
mod fact;
mod past;
mod yearless;
mod outside;
mod visible;
mod weigh;
mod resolve;
mod again;

pub use again::{again, anchors};
pub use anchor::Anchor;
pub use fact::facts;
pub use input::{DateField, Input};
pub use labels::{is_label, names_change, names_filing, names_publication};
pub use visible::is_front_page;

use clue::Clue;
use habits::Order;
use jiff::civil::Date;
use mention::Mention;
use onrecord_model::{
    address,
    dating::{Dating, EvidenceKind, Says},
};
use order::page_order;
use parts::Parts;
use written::Habits;

/// How often a page that only tells of its last change was published on that very day, from 0 to
/// 1000.
const UNCHANGED: u16 = 700;

/// Whether an address holds the day, the month or the year of its page.
#[must_use]
pub fn is_dated(address: &str, captured_on: Date) -> bool {
    path::path_date(address, captured_on, Order::Unsure).is_some()
}

/// Dates a page: when it was published and when it was last changed.
#[must_use]
pub fn date(input: &Input) -> (Dating, Dating) {
    let host = input.address.and_then(address::host);
    let mut habits = Habits::of(input.language, host.as_deref(), input.captured_on);
    if habits.order == Order::Unsure {
        habits.order = page_order(input.fields, &habits).unwrap_or(Order::Unsure);
    }
    let parts = Parts::of(input);
    let mentions = mention::mentions(input.text, &parts, &habits);
    let (changed, mut published): (Vec<Clue>, Vec<Clue>) =
        clues(input, &parts, &mentions, &habits).into_iter().partition(|clue| clue.is_modified);
    visible::refuse_later(&mut published, &changed);
    published.extend(from_changes(&changed, &published));
    if input.address.is_some_and(is_front_page) {
        visible::keep_newest(&mut published);
    }
    visible::heed_shown(&mut published, &changed);
    visible::rank(&mut published);
    let mut alone = past::alone_clues(&mentions, input.captured_on);
    let bounds: Vec<Clue> = published.iter().chain(&alone).cloned().collect();
    alone.extend(yearless::yearless_clue(&mentions, &bounds));
    let modified = resolve::resolve(changed, Vec::new(), input.captured_on);
    (resolve::resolve(published, alone, input.captured_on), modified)
}

fn clues(input: &Input, parts: &Parts, mentions: &[Mention], habits: &Habits) -> Vec<Clue> {
    let mut clues: Vec<Clue> =
        input.fields.iter().flat_map(|field| field::clues(field, habits)).collect();
    clues.extend(outside::clues(input, habits.order));
    clues.extend(header::header_clues(input.text, parts, habits));
    clues.extend(lead::dateline_clues(input.text, parts, habits));
    clues.extend(today::today_clues(input.text, parts, habits));
    clues.extend(lead::weekday_clues(input.text, parts, input.language));
    clues.extend(past::past_clues(mentions, input.captured_on));
    clues.extend(header::furniture_clues(input.text, parts, habits));
    clues
}

/// What the days of changes say of the publication: it came no later; and where nothing else states
/// a day, most pages were never changed.
fn from_changes(changed: &[Clue], published: &[Clue]) -> Vec<Clue> {
    let first_stated = published.iter().filter_map(Clue::day).min();
    let is_stated = first_stated.is_some();
    let mut days: Vec<_> = changed.iter().filter_map(|clue| Some((clue.day()?, clue))).collect();
    days.sort_by_key(|(day, _)| *day);
    // What was saved before it was published was changed as a draft, and bounds nothing.
    days.retain(|(day, _)| first_stated.is_none_or(|first| first <= *day));
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
