//! Clues to a dating: a set of days from the bounds, the choice among those that remain.

use crate::date::{
    calendar::FIRST_WEB_YEAR,
    clue::Clue,
    field::impossible,
    weigh::{shares, weekday_fit, weigh_stated},
};
use jiff::civil::{Date, Weekday};
use onrecord_model::dating::{Candidate, Dating, EvidenceKind, Inferred, Says, WrittenTime};

/// A stated day is named from this weight on, of 1000.
const MIN_STATED: u16 = 600;

/// A day that was worked out is named from this weight on.
const MIN_INFERRED: u16 = 900;

/// Days below this weight are not shown as candidates.
const MIN_SHOWN: u16 = 20;

/// No more candidates than this are shown.
const MAX_SHOWN: usize = 12;

/// Evidence from this reliability on is trusted, and two such days are a conflict.
const MIN_TRUSTED: u16 = 850;

/// A window this short is gone through day by day.
const MAX_WINDOW_DAYS: i32 = 31;

/// What is known of the day, by everything that `clues` say; and by `alone`, what the running text says,
/// which is only heard where no day is stated.
#[must_use]
pub fn resolve(mut clues: Vec<Clue>, alone: Vec<Clue>, captured_on: Date) -> Dating {
    refuse_impossible(&mut clues, captured_on);
    let stated = weigh_stated(&clues);
    if stated.is_empty() {
        clues.extend(alone);
    }
    let bounds = Bounds::of(&mut clues);
    let mut dating =
        if stated.is_empty() { infer(&clues, bounds) } else { choose(stated, &clues, bounds) };
    dating.has_conflict = has_conflict(&clues);
    dating.evidence = clues.into_iter().map(|clue| clue.evidence).collect();
    dating
}

/// Puts aside days that no article can have, with the reason.
fn refuse_impossible(clues: &mut [Clue], captured_on: Date) {
    for clue in clues.iter_mut().filter(|clue| clue.evidence.refused.is_none()) {
        let day = match clue.evidence.says {
            Says::Equals(day) | Says::NotBefore(day) | Says::WithinDaysAfter(day, _) => day,
            _ => continue,
        };
        clue.evidence.refused = impossible(day, captured_on).map(str::to_owned);
    }
}

/// The first and the last day that trusted bounds allow.
#[derive(Clone, Copy, Debug, Default)]
struct Bounds {
    from: Option<Date>,
    to: Option<Date>,
}

impl Bounds {
    /// Bounds of the clues; a lower bound above the upper one is refused, since a text tells of what
    /// is to come more often than a capture or a clock errs.
    fn of(clues: &mut [Clue]) -> Self {
        let mut bounds = Self::default();
        for clue in clues.iter() {
            if let Some(day) = clue.last_day() {
                bounds.to = Some(bounds.to.map_or(day, |to| to.min(day)));
            }
        }
        for clue in clues.iter_mut() {
            let Some(day) = clue.first_day() else { continue };
            if bounds.to.is_some_and(|to| day > to) {
                clue.evidence.refused = Some("after the latest possible day".to_owned());
                continue;
            }
            bounds.from = Some(bounds.from.map_or(day, |from| from.max(day)));
        }
        bounds
    }

    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn n_days(&self) -> Option<i32> {
        Some(self.from?.until(self.to?).ok()?.get_days())
    }
}

/// The choice among days that are stated somewhere.
fn choose(candidates: Vec<Candidate>, clues: &[Clue], bounds: Bounds) -> Dating {
    let best = candidates[0].clone();
    let is_named =
        best.weight >= MIN_STATED && candidates.get(1).is_none_or(|next| next.weight < best.weight);
    let mut dating = Dating { candidates: shown(candidates), ..Dating::default() };
    if is_named {
        dating.best = Some(best.day);
        dating.time = time_of(best.day, clues);
        (dating.not_before, dating.not_after) = (Some(best.day), Some(best.day));
        return dating;
    }
    let days = || dating.candidates.iter().map(|candidate| candidate.day);
    let widened = |bound: Option<Date>, day: Option<Date>, first: bool| match (bound, day) {
        (Some(bound), Some(day)) => Some(if first { bound.min(day) } else { bound.max(day) }),
        (bound, _) => bound,
    };
    let (first, last) = (days().min(), days().max());
    dating.not_before = widened(bounds.from, first, true);
    dating.not_after = widened(bounds.to, last, false);
    dating
}

/// The day without any being stated: day and month of a dateline with the years that fit, or the
/// weekdays of a short window.
fn infer(clues: &[Clue], bounds: Bounds) -> Dating {
    let mut dating = Dating { not_before: bounds.from, not_after: bounds.to, ..Dating::default() };
    let weekday = first_weekday(clues);
    let (days, weights) = match month_day(clues) {
        Some((month, day)) => {
            let told = clues.iter().filter(|clue| clue.evidence.kind != EvidenceKind::Fact);
            years_of(month, day, bounds, weekday, told.filter_map(Clue::first_day).max())
        }
        None => window(bounds, weekday.map(|(weekday, _)| weekday)),
    };
    let candidates = shares(&days, &weights, 0);
    let Some(best) = candidates.first().cloned() else { return dating };
    // Without a lower bound every year is as good as another: a weekday alone is right by chance one
    // time in seven.
    if best.weight >= MIN_INFERRED && bounds.from.is_some() && month_day(clues).is_some() {
        dating.best = Some(best.day);
        dating.inferred = Inferred { year: true, ..Inferred::default() };
        (dating.not_before, dating.not_after) = (Some(best.day), Some(best.day));
    }
    let least = (best.weight / 5).max(MIN_SHOWN);
    dating.candidates = candidates
        .into_iter()
        .filter(|candidate| candidate.weight >= least)
        .take(MAX_SHOWN)
        .collect();
    dating
}

fn month_day(clues: &[Clue]) -> Option<(i8, i8)> {
    let trusted = clues.iter().filter(|clue| clue.is_counted());
    trusted
        .filter_map(|clue| match clue.evidence.says {
            Says::MonthDay(month, day) => Some((month, day)),
            _ => None,
        })
        .next()
}

/// The weekday of the text: the one written beside its day, or else the first of its lead.
fn first_weekday(clues: &[Clue]) -> Option<(Weekday, bool)> {
    let weekdays = clues.iter().filter_map(|clue| match clue.evidence.says {
        Says::Weekday(weekday) if clue.evidence.kind == EvidenceKind::WeekdayWord => {
            Some((weekday, clue.is_counted()))
        }
        _ => None,
    });
    weekdays.rev().max_by_key(|(_, is_own)| *is_own)
}

/// One day of every year in the bounds. A text names its recent past: after the latest day that it
/// tells of, each year is half as likely as the one before. A public fact says nothing of that.
fn years_of(
    month: i8,
    day: i8,
    bounds: Bounds,
    weekday: Option<(Weekday, bool)>,
    told: Option<Date>,
) -> (Vec<Date>, Vec<u64>) {
    let from = bounds.from.map_or(FIRST_WEB_YEAR, |from| from.year());
    let to = bounds.to.map_or(from, |to| to.year());
    let days: Vec<Date> = (from..=to)
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter(|day| bounds.holds(*day))
        .collect();
    let weight = |day: &Date| {
        let n_years = told.map_or(0, |told| i32::from(day.year() - told.year()).clamp(0, 30));
        (1u64 << (40 - n_years)) / 1000
            * weekday.map_or(1000, |(weekday, is_own)| dateline_fit(weekday, is_own, *day))
    };
    let weights = days.iter().map(weight).collect();
    (days, weights)
}

/// How well a weekday fits the day of a dateline, from 0 to 1000. It is that very day where the text
/// says so; of what leads tell agencies report on the day or the day after.
fn dateline_fit(weekday: Weekday, is_own: bool, day: Date) -> u64 {
    match weekday.until(day.weekday()) {
        0 => 1000,
        _ if is_own => 5,
        1 => 300,
        _ => 40,
    }
}

/// The days of a short window, those first that fit the weekday.
fn window(bounds: Bounds, weekday: Option<Weekday>) -> (Vec<Date>, Vec<u64>) {
    let (Some(from), Some(weekday)) = (bounds.from, weekday) else {
        return (Vec::new(), Vec::new());
    };
    if bounds.n_days().is_none_or(|n_days| n_days > MAX_WINDOW_DAYS) {
        return (Vec::new(), Vec::new());
    }
    let days: Vec<Date> =
        from.series(jiff::Span::new().days(1)).take_while(|day| bounds.holds(*day)).collect();
    let weights = days.iter().map(|day| weekday_fit(weekday, *day)).collect();
    (days, weights)
}

fn shown(candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates
        .into_iter()
        .filter(|candidate| candidate.weight >= MIN_SHOWN)
        .take(MAX_SHOWN)
        .collect()
}

/// The time of day written beside a day, from the most trusted place. Midnight is what programs write
/// for a day alone.
fn time_of(day: Date, clues: &[Clue]) -> Option<WrittenTime> {
    let beside = clues.iter().filter(|clue| clue.day() == Some(day));
    let timed = beside
        .filter(|clue| clue.time.as_ref().is_some_and(|time| (time.hour, time.minute) != (0, 0)));
    timed.rev().max_by_key(|clue| clue.evidence.reliability)?.time.clone()
}

fn has_conflict(clues: &[Clue]) -> bool {
    let mut trusted =
        clues.iter().filter(|clue| clue.evidence.reliability >= MIN_TRUSTED).filter_map(Clue::day);
    let Some(first) = trusted.next() else { return false };
    trusted.any(|day| day != first)
}
