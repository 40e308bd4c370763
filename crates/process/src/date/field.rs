//! Date values of the page's structure (JSON-LD, meta tags, time elements, header lines) as clues.

use crate::date::{
    calendar,
    clue::Clue,
    input::DateField,
    labels::{names_change, names_publication},
    written::{Habits, Written, dates},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use onrecord_model::dating::{EvidenceKind, Says};

/// The most bytes of a value that are read: a date is short, a value that is not may be anything.
const MAX_VALUE_BYTES: usize = 200;

/// What a field says. Most say one thing; `Published 7 April, updated 8 April 2016` says two.
#[must_use]
pub fn clues(field: &DateField, habits: &Habits) -> Vec<Clue> {
    let value = field.value.trim();
    let value = &value[..value.floor_char_boundary(MAX_VALUE_BYTES)];
    if let Some(day) = epoch_day(value) {
        return vec![stated(field, value, day, reliability(field) - 100)];
    }
    let mut clues = Vec::new();
    let mut end_before = 0;
    for written in dates(value, habits) {
        let label = &value[end_before.min(written.whole.start())..written.whole.start()];
        end_before = written.whole.end();
        let rest = &value[end_before..];
        let label = if is_changed_after(label, rest) { rest } else { label };
        clues.extend(clue_of(field, value, label, &written));
    }
    clues
}

/// Whether the words after a date say that it is the day of a change: `16 September: prices updated`.
/// Words before another number belong to that one.
fn is_changed_after(label: &str, rest: &str) -> bool {
    let is_last = !rest.chars().any(char::is_numeric);
    is_last && !names_publication(label) && names_change(rest)
}

fn clue_of(field: &DateField, value: &str, label: &str, written: &Written) -> Vec<Clue> {
    let reliability = reliability(field);
    let is_modified = field.is_modified || names_change(label);
    let words = written.whole.get(value).unwrap_or(value);
    let Some(day) = written.date() else {
        return partial(field, words, written, reliability).into_iter().collect();
    };
    let share = if written.other.is_some() { reliability * 4 / 5 } else { reliability };
    let mut clue = stated(field, words, day, share).with_time(written.time.clone());
    clue.is_modified = is_modified;
    let other = written.other.map(|day| {
        let clue = stated(field, words, day, reliability / 6);
        Clue { is_modified, ..clue }
    });
    [clue].into_iter().chain(other).collect()
}

fn stated(field: &DateField, words: &str, day: Date, reliability: u16) -> Clue {
    let mut clue = Clue::new(field.kind, Says::Equals(day), &field.place, words, reliability);
    clue.is_modified = field.is_modified;
    if field.kind == EvidenceKind::SiteClock {
        clue = clue.refused("a clock or calendar of the site, outside the article");
    }
    clue
}

/// A month or a day without a year, in a place where the page dates itself.
fn partial(field: &DateField, words: &str, written: &Written, reliability: u16) -> Option<Clue> {
    let says = match (written.year, written.day) {
        (None, Some(day)) => Says::MonthDay(written.month, day),
        (Some(year), None) => {
            let first = Date::new(year, written.month, 1).ok()?;
            Says::WithinDaysAfter(first, first.days_in_month() as u16 - 1)
        }
        _ => return None,
    };
    let is_dated_place = matches!(
        field.kind,
        EvidenceKind::StructuredData
            | EvidenceKind::Meta
            | EvidenceKind::TimeElement
            | EvidenceKind::HeaderDate
    );
    // Lines inside a text name the months that it tells of.
    let is_shown = field.kind == EvidenceKind::HeaderDate;
    let is_dated_place = is_dated_place && (!is_shown || !field.place.ends_with("in the article"));
    (is_dated_place && !field.is_modified)
        .then(|| Clue::new(field.kind, says, &field.place, words, reliability.min(850)))
}

/// Seconds or milliseconds since 1970, as some programs write times; the day is that of UTC, since
/// no other is written.
fn epoch_day(value: &str) -> Option<Date> {
    let number: i64 = value.parse().ok()?;
    let seconds = match value.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    // From 1995 on; smaller numbers are identifiers.
    let timestamp = Timestamp::from_second(seconds).ok().filter(|_| seconds > 788_918_400)?;
    Some(timestamp.to_zoned(TimeZone::UTC).date())
}

/// How often such a field names the day of publication, from 0 to 1000; docs/date-evidence.md has the
/// counts that these start from.
fn reliability(field: &DateField) -> u16 {
    let place = field.place.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| place.contains(word));
    match field.kind {
        EvidenceKind::StructuredData if place == "script datepublished" => 950,
        EvidenceKind::StructuredData if place.starts_with("script ") => 900,
        EvidenceKind::StructuredData if place.starts_with("scripts ") => 700,
        EvidenceKind::StructuredData if has(&["datepublished", "pubdate"]) => {
            if has(&["article", "posting", "report"]) { 985 } else { 900 }
        }
        EvidenceKind::StructuredData if has(&["datecreated"]) => 850,
        EvidenceKind::StructuredData => 700,
        EvidenceKind::Meta
            if has(&[
                "published",
                "publish",
                "publicat",
                "pubdate",
                "pub-date",
                "pub_date",
                "issued",
            ]) =>
        {
            960
        }
        EvidenceKind::Meta if has(&["created"]) => 880,
        // `date` and `dc.date` hold the day of the last change as often as not.
        EvidenceKind::Meta => 780,
        EvidenceKind::FeedEntry => 950,
        EvidenceKind::TimeElement if has(&["microdata"]) => 930,
        EvidenceKind::TimeElement | EvidenceKind::HeaderDate => near_title(&place),
        EvidenceKind::PageDate => 600,
        _ => 500,
    }
}

/// How often a visible date is the day of publication, by where it stands; far from the article less
/// than a day needs to be named alone.
fn near_title(place: &str) -> u16 {
    if place.starts_with("loose line") {
        return 780;
    }
    let is_time = place.starts_with("time");
    let is_marked = !is_time && !place.starts_with("line");
    // By place: marked, a time element, any other.
    let (marked, time, other) = match () {
        () if place.ends_with("beside the title") => (920, 880, 880),
        () if place.ends_with("in the article") => (850, 750, 750),
        () if place.ends_with("below the text") => (680, 620, 620),
        () if place.ends_with("elsewhere") => (590, 680, 520),
        () => (850, 850, 850),
    };
    match () {
        () if is_marked => marked,
        () if is_time => time,
        () => other,
    }
}

/// Whether a day can be the day of an article at all, and if not, why.
#[must_use]
pub fn impossible(day: Date, captured_on: Date) -> Option<&'static str> {
    if calendar::is_default_day(day) {
        return Some("a day that programs write where they know none");
    }
    // One day of slack: the page may stand in a zone where the next day has begun.
    let latest = captured_on.tomorrow().unwrap_or(captured_on);
    (day > latest).then_some("after the capture")
}
