//! A day without its year but with its weekday: the year that fits, and how near to it texts appear.

use crate::date::{
    clue::Clue,
    mention::{Mention, When},
    tense::Tense,
};
use jiff::{ToSpan, civil::Date};
use onrecord_model::dating::{EvidenceKind, Says};

/// Such a day is looked for in so many bytes of the body.
const MAX_LEAD_BYTES: usize = 2_500;

/// No more years than this are gone through.
const MAX_YEARS: usize = 40;

/// The days around the first such day, if the bounds that `clues` set leave it one year.
///
/// Texts name the weekday of days near their own: on 23 pages of four sets, 31 days after the day
/// where the clause tells of it as over, 48 days after to 24 before it where nothing says so, and
/// but once less than 13 days before what is to come.
#[must_use]
pub fn yearless_clue(mentions: &[Mention], clues: &[Clue]) -> Option<Clue> {
    let from = clues.iter().filter_map(Clue::first_day).max()?;
    let to = clues.iter().filter_map(Clue::last_day).min()?;
    let near = mentions.iter().filter(|mention| mention.at <= MAX_LEAD_BYTES);
    let near = near.filter(|mention| matches!(mention.when, When::DayOf(..)));
    let mention = near.filter(|mention| mention.weekday.is_some()).min_by_key(|near| near.tense)?;
    let When::DayOf(month, day) = mention.when else { return None };
    // How many days before and after it a text comes.
    let (before, after) = match mention.tense {
        Tense::Past => (0, 40),
        Tense::Open => (30, 55),
        Tense::Ahead | Tense::Limit => (60, 15),
    };
    let from = from.checked_sub(after.days()).ok()?;
    let to = to.checked_add(before.days()).ok()?;
    let years = (from.year()..=to.year()).take(MAX_YEARS);
    let mut days = years
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter(|day| from <= *day && *day <= to && Some(day.weekday()) == mention.weekday);
    let only = days.next().filter(|_| days.next().is_none())?;
    let n_days = u16::try_from(before + after).ok()?;
    let says = Says::WithinDaysAfter(only.checked_sub(before.days()).ok()?, n_days);
    let place = "body, the year that its weekday fits";
    Some(Clue::new(EvidenceKind::TimeWord, says, place, &mention.words, 900).at(mention.span))
}
