//! Days weighed by the clues that speak for and against them.

use crate::date::clue::Clue;
use jiff::civil::{Date, Weekday};
use onrecord_model::dating::{Candidate, EvidenceKind, Says};

/// How many days are weighed: a page that states more is a list.
pub const MAX_DAYS: usize = 24;

/// A wrong clue names any of so many days with equal chance.
const N_WRONG_DAYS: u64 = 10;

/// Weights are kept near this, whatever is multiplied into them.
const SCALE: u64 = 1 << 40;

/// A clue that names one day, with how sure it is and which other days it allows.
#[derive(Clone, Copy, Debug)]
struct Witness {
    group: u8,
    day: Date,
    reliability: u64,
    /// Days that its zone also allows: an instant in UTC is the day before in America.
    near: Option<Date>,
}

/// The days that clues state, with their weights from 0 to 1000, likeliest first; the rest up to 1000
/// is the chance that none of them is right.
///
/// Each clue is a witness that is right as often as its reliability says. Clues that copy each other
/// (structured data and meta tags come from one form field) count once for a day.
#[must_use]
pub fn weigh_stated(clues: &[Clue]) -> Vec<Candidate> {
    let witnesses = witnesses(clues);
    let mut days: Vec<Date> = witnesses.iter().map(|witness| witness.day).collect();
    days.sort();
    days.dedup();
    days.truncate(MAX_DAYS);
    if days.is_empty() {
        return Vec::new();
    }
    // The last weight is that of no stated day.
    let mut weights = vec![SCALE; days.len()];
    weights.push(SCALE * N_WRONG_DAYS);
    for witness in &witnesses {
        let factors = days.iter().map(|day| witness.factor(*day)).chain([witness.wrong()]);
        multiply(&mut weights, factors);
    }
    for clue in clues.iter().filter(|clue| clue.evidence.refused.is_none()) {
        let factors = days.iter().map(|day| fit(clue, *day)).chain([700]);
        if is_bound(&clue.evidence.says) {
            multiply(&mut weights, factors);
        }
    }
    weights.pop().map_or_else(Vec::new, |none| shares(&days, &weights, none))
}

/// Days that were worked out, as shares of 1000 by their weights, likeliest first.
#[must_use]
pub fn shares(days: &[Date], weights: &[u64], none: u64) -> Vec<Candidate> {
    let total = weights.iter().sum::<u64>().saturating_add(none).max(1);
    let share =
        |weight: u64| u16::try_from(u128::from(weight) * 1000 / u128::from(total)).unwrap_or(1000);
    let mut candidates: Vec<Candidate> = days
        .iter()
        .zip(weights)
        .map(|(day, weight)| Candidate { day: *day, weight: share(*weight) })
        .collect();
    candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.weight), candidate.day));
    candidates
}

/// How well a weekday word fits a day, from 0 to 1000: reports appear on the day they tell of or the
/// day after.
#[must_use]
pub fn weekday_fit(weekday: Weekday, day: Date) -> u64 {
    match weekday.until(day.weekday()) {
        0 => 1000,
        1 => 400,
        _ => 120,
    }
}

impl Witness {
    fn factor(&self, day: Date) -> u64 {
        if day == self.day {
            self.reliability
        } else if self.near == Some(day) {
            self.reliability / 4
        } else {
            self.wrong()
        }
    }

    fn wrong(&self) -> u64 {
        ((1000 - self.reliability) / N_WRONG_DAYS).max(1)
    }
}

fn witnesses(clues: &[Clue]) -> Vec<Witness> {
    let mut found: Vec<Witness> = Vec::new();
    for clue in clues {
        let Some(day) = clue.day() else { continue };
        let reliability = u64::from(clue.evidence.reliability.min(999));
        let witness = Witness {
            group: group(clue.evidence.kind),
            day,
            reliability,
            near: near_day(clue, day),
        };
        match found.iter_mut().find(|other| other.group == witness.group && other.day == day) {
            Some(other) if other.reliability >= witness.reliability => (),
            Some(other) => *other = witness,
            None => found.push(witness),
        }
    }
    found
}

/// Kinds of evidence that come from one place in an outlet's system.
fn group(kind: EvidenceKind) -> u8 {
    match kind {
        EvidenceKind::StructuredData | EvidenceKind::Meta | EvidenceKind::FeedEntry => 0,
        EvidenceKind::TimeElement | EvidenceKind::HeaderDate => 1,
        EvidenceKind::Address => 2,
        EvidenceKind::Dateline => 3,
        _ => 4,
    }
}

/// The neighboring day that an instant written in UTC may be where the outlet is: from Alaska, nine
/// hours behind, to New Zealand, which is up to thirteen ahead. No other hour is of another day.
fn near_day(clue: &Clue, day: Date) -> Option<Date> {
    let time = clue.time.as_ref()?;
    let is_utc = matches!(time.zone.as_deref(), Some("Z" | "UTC" | "GMT" | "+00:00" | "+0000"));
    match time.hour {
        _ if !is_utc => None,
        ..9 => day.yesterday().ok(),
        11.. => day.tomorrow().ok(),
        _ => None,
    }
}

fn is_bound(says: &Says) -> bool {
    !matches!(says, Says::Equals(_) | Says::Month(_))
}

/// How well a clue that names no single day fits a day, from 1 to 1000.
fn fit(clue: &Clue, day: Date) -> u64 {
    let is_met = match clue.evidence.says {
        Says::NotBefore(first) => first <= day,
        Says::NotAfter(last) => day <= last,
        Says::YearAtLeast(year) => year <= day.year(),
        Says::WithinDaysAfter(first, n_days) => is_within(first, n_days, day),
        Says::Weekday(weekday) if clue.evidence.reliability >= 600 => {
            return 400 + weekday_fit(weekday, day) * 6 / 10;
        }
        Says::MonthDay(month, of_month) if clue.evidence.reliability >= 800 => {
            (month, of_month) == (day.month(), day.day())
        }
        _ => return 700,
    };
    // Texts name what is to come, and titles the coming year: against a stated day that says little.
    let least = match clue.evidence.says {
        Says::NotBefore(_) | Says::YearAtLeast(_) => 400,
        _ => 100,
    };
    if is_met { 1000 } else { (1000 - u64::from(clue.evidence.reliability)).max(least) }
}

/// Whether `day` is `first` or up to `n_days` later.
#[must_use]
pub fn is_within(first: Date, n_days: u16, day: Date) -> bool {
    first <= day && first.until(day).is_ok_and(|span| span.get_days() <= i32::from(n_days))
}

fn multiply(weights: &mut [u64], factors: impl Iterator<Item = u64>) {
    for (weight, factor) in weights.iter_mut().zip(factors) {
        *weight = (*weight / 1000 * factor).max(1);
    }
    let largest = weights.iter().copied().max().unwrap_or(1);
    let up = (SCALE / largest).max(1);
    for weight in weights {
        *weight *= up;
    }
}
