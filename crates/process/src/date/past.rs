//! What the times named in a body say of the day it was written: after what is over, before what is
//! to come, and seldom long after the latest of them.

use crate::date::{
    clue::Clue,
    mention::{Mention, When},
    tense::Tense,
};
use jiff::{ToSpan, civil::Date};
use onrecord_model::dating::{EvidenceKind, Says};

/// A day or month that nothing tells of as over may be announced: so many days ahead.
const ANNOUNCED_DAYS: i32 = 140;

/// A year that nothing tells of as over is spoken of before it begins: so many days.
const YEAR_AHEAD_DAYS: i32 = 100;

/// Nothing to come is planned longer before, in days; of 58 texts that only look ahead one was.
const PLANNED_DAYS: i32 = 1_500;

/// Times named within so many days before the latest speak for it.
const NEAR_DAYS: i32 = 365;

/// A text that names nothing later than this is a history: of six such pages all came long after.
const FIRST_RECENT_YEAR: i16 = 2010;

/// A time named in so many bytes from the start of the body is what the text is about.
const MAX_LEAD_BYTES: usize = 700;

/// What the named times say beside a stated day: it came no earlier than the latest that is told of.
#[must_use]
pub fn past_clues(mentions: &[Mention], captured_on: Date) -> Vec<Clue> {
    let latest = captured_on.tomorrow().unwrap_or(captured_on);
    let told = |mention: &&Mention| mention.tense <= Tense::Open && !mention.is_timed;
    let placed = mentions.iter().filter(told).filter_map(|told| Some((start(told)?, told)));
    let mut clues = latest_bounds(placed.filter(|(_, told)| !is_bare(told)).collect(), latest);
    clues.extend(partial_clues(mentions, latest));
    clues
}

/// The latest of the days and months, and the latest of the years, as bounds.
fn latest_bounds(placed: Vec<(Date, &Mention)>, latest: Date) -> Vec<Clue> {
    let is_year = |mention: &Mention| matches!(mention.when, When::Year(_) | When::BareYear(_));
    let last = |years: bool| {
        let placed = placed.iter().filter(|(day, told)| is_year(told) == years && *day <= latest);
        // The first of equal ones, so that a reader finds it soon.
        placed.rev().max_by_key(|(day, _)| *day).map(|(day, mention)| bound(*day, mention))
    };
    last(false).into_iter().chain(last(true)).collect()
}

fn is_bare(mention: &Mention) -> bool {
    matches!(mention.when, When::BareYear(_))
}

/// Whether a year is that for which something is made or done, perhaps before it: `the best of 2026`,
/// `prices for 2026`.
fn is_edition(mention: &Mention) -> bool {
    const WORDS: [&str; 8] = ["of", "for", "by", "By", "until", "till", "bis", "Bis"];
    let first = mention.words.split_whitespace().next();
    matches!(mention.when, When::Year(_)) && first.is_some_and(|first| WORDS.contains(&first))
}

/// The first day on which a text can name this time in this way.
fn no_earlier(mention: &Mention) -> Option<Date> {
    let (day, days_ahead) = match mention.when {
        When::Day(day) | When::Month(day) => (day, ANNOUNCED_DAYS),
        When::Year(year) | When::BareYear(year) => (Date::new(year, 1, 1).ok()?, YEAR_AHEAD_DAYS),
        When::DayOf(..) => return None,
    };
    match mention.tense {
        // What a day with its weekday or hour was named for is told and announced in the same words.
        Tense::Past if !mention.is_timed && !is_bare(mention) && !is_edition(mention) => Some(day),
        Tense::Past | Tense::Open => day.checked_sub(days_ahead.days()).ok(),
        Tense::Ahead | Tense::Limit => None,
    }
}

fn bound(day: Date, mention: &Mention) -> Clue {
    let is_told = start(mention) == Some(day);
    let (place, trust) = match mention.tense {
        Tense::Past if is_told && !is_edition(mention) => ("body", 950),
        _ if is_told => ("body, perhaps ahead", 750),
        _ => ("body, perhaps ahead", 900),
    };
    let (kind, says) = match mention.when {
        When::Year(year) if is_told => (EvidenceKind::TimeWord, Says::YearAtLeast(year)),
        When::Year(_) | When::BareYear(_) => (EvidenceKind::TimeWord, Says::NotBefore(day)),
        _ => (EvidenceKind::PastDate, Says::NotBefore(day)),
    };
    Clue::new(kind, says, place, &mention.words, trust).at(mention.span)
}

/// Where a text only looks ahead, its plans are not made long before.
fn planned(mentions: &[Mention]) -> Option<Clue> {
    let ahead = mentions.iter().filter(|mention| mention.tense == Tense::Ahead);
    let (day, mention) =
        ahead.filter_map(|mention| Some((start(mention)?, mention))).min_by_key(|(day, _)| *day)?;
    let says = Says::NotBefore(day.checked_sub(PLANNED_DAYS.days()).ok()?);
    let clue = Clue::new(EvidenceKind::TimeWord, says, "body, ahead", &mention.words, 850);
    Some(clue.at(mention.span))
}

/// A day without a year that is over, alone and with the latest year that is told of.
fn partial_clues(mentions: &[Mention], latest: Date) -> Vec<Clue> {
    let mut clues = Vec::new();
    let over = || mentions.iter().filter(|mention| mention.tense == Tense::Past);
    let partial = |mention: &&Mention| matches!(mention.when, When::DayOf(..));
    let Some(mention) = over().find(partial).or(mentions.iter().find(partial)) else {
        return clues;
    };
    let When::DayOf(month, day) = mention.when else { return clues };
    let year = over().filter(|year| !is_bare(year)).filter_map(|year| Some((start(year)?, year)));
    // `in 2017` beside `his December 11 visit`: while its year runs a text says `this year`. A lone
    // month is as often one of long ago.
    let year =
        year.max_by_key(|(day, _)| *day).filter(|(_, year)| !matches!(year.when, When::Month(_)));
    let together = year.and_then(|(year, _)| Date::new(year.year(), month, day).ok());
    let together = together.filter(|day| *day <= latest && mention.tense == Tense::Past);
    let says = together.map(|day| (Says::NotBefore(day), 820));
    for (says, reliability) in says.into_iter().chain([(Says::MonthDay(month, day), 300)]) {
        let clue = Clue::new(EvidenceKind::TimeWord, says, "body", &mention.words, reliability);
        clues.push(clue.at(mention.span));
    }
    clues
}

/// What running text alone says of its day, for pages where nothing states one: no earlier than what may
/// lie ahead allows, no later than the end of what goes on, and seldom long after the latest time named.
#[must_use]
pub fn alone_clues(mentions: &[Mention], captured_on: Date) -> Vec<Clue> {
    let latest = captured_on.tomorrow().unwrap_or(captured_on);
    let placed = mentions.iter().filter_map(|mention| Some((no_earlier(mention)?, mention)));
    let mut clues =
        latest_bounds(placed.filter(|(day, told)| start(told) != Some(*day)).collect(), latest);
    if !mentions.iter().any(|mention| mention.tense <= Tense::Open && start(mention).is_some()) {
        clues.extend(planned(mentions));
    }
    clues.extend(limit(mentions));
    clues.extend(soon_after(mentions));
    clues
}

/// The end of a year until which something goes on.
fn limit(mentions: &[Mention]) -> Option<Clue> {
    let limits = mentions.iter().filter(|mention| mention.tense == Tense::Limit);
    let limits = limits.filter_map(|mention| match mention.when {
        When::Year(year) => Some((Date::new(year, 12, 31).ok()?, mention)),
        _ => None,
    });
    let (day, mention) = limits.min_by_key(|(day, _)| *day)?;
    let place = "body, ahead";
    // `Bought by Oss in 2021` is over: the year has a word of its own.
    let own = mention.words.split_whitespace().next();
    let is_weak =
        own.is_some_and(|own| ["in", "In", "since", "Since", "ab", "seit"].contains(&own));
    let reliability = if is_weak { 500 } else { 850 };
    let clue =
        Clue::new(EvidenceKind::TimeWord, Says::NotAfter(day), place, &mention.words, reliability);
    Some(clue.at(mention.span))
}

/// How long after the latest time that they name texts come.
///
/// The days are those that the pages of four sets keep (development halves of htmldate, fundus, wcxb and
/// trafilatura, 1,414 pages): of 284 with such a time, 7 came later.
fn soon_after(mentions: &[Mention]) -> Option<Clue> {
    let told = || mentions.iter().filter(|mention| mention.tense <= Tense::Open);
    let (day, latest) =
        told().rev().filter_map(|told| Some((start(told)?, told))).max_by_key(|(day, _)| *day)?;
    let near = told().filter(|told| !is_bare(told));
    let near = near.filter_map(start).filter(|near| days_between(*near, day) <= NEAR_DAYS).count();
    let is_lead = latest.at <= MAX_LEAD_BYTES;
    let n_days = match (latest.when, near) {
        _ if day.year() < FIRST_RECENT_YEAR => return None,
        (When::Day(_), _) if is_lead => 500,
        (When::Day(_), _) | (When::Month(_), 2..) => 2_000,
        (When::Month(_), _) => 3_300,
        (When::Year(_), 3..) => 1_300,
        (When::Year(_), 2) => 2_700,
        _ => return None,
    };
    let says = Says::NotAfter(day.checked_add(n_days.days()).ok()?);
    let place = "body, seldom so long after the latest time it names";
    let clue = Clue::new(EvidenceKind::PastDate, says, place, &latest.words, 900);
    Some(clue.at(latest.span))
}

/// The first day of a named time, where its year is named.
fn start(mention: &Mention) -> Option<Date> {
    match mention.when {
        When::Day(day) | When::Month(day) => Some(day),
        When::Year(year) | When::BareYear(year) => Date::new(year, 1, 1).ok(),
        When::DayOf(..) => None,
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
