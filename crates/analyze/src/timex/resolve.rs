//! Symbols resolved against a date: the second phase.

use super::{
    calendar,
    symbol::{Anchor, Operation, Recurring, Relative, SEASONS, Unit, Which, parse},
};
use jiff::civil::Date;
use onrecord_model::timex::{Timex, TimexKind};

/// Resolves expressions in order against the article's day, in place.
pub fn resolve(timexes: &mut [Timex], today: Option<Date>) {
    let is_report = today.is_some_and(|today| names_year(timexes, today.year()));
    let mut before: Option<Before> = None;
    for timex in timexes {
        let symbol = if is_report { of_report(&timex.symbol) } else { None };
        let symbol = symbol.as_deref().unwrap_or(&timex.symbol);
        let (value, is_relative) = value_of(symbol, today, before.as_ref());
        timex.days = calendar::days(&value);
        timex.value = value;
        timex.is_relative = is_relative;
        if timex.kind == TimexKind::Duration && is_months(&timex.value) {
            // After "the nine months" it is years that are compared, not quarters.
            if let Some(before) = &mut before
                && precision(&before.value) == Unit::Quarter
            {
                before.value.truncate(4);
            }
        }
        if matches!(timex.kind, TimexKind::Date | TimexKind::Time)
            && let Some((first, _)) = timex.days
            && !is_comparison(&timex.symbol)
        {
            // What is compared with "a year earlier" stays what the next one is compared with, and
            // "the quarter ended March 31" stays a quarter.
            let here = Before { first, value: timex.value.clone() };
            let closes = before.as_ref().is_some_and(|before| closes(before, &here));
            if !closes {
                before = Some(here);
            }
        }
    }
}

/// Whether an expression is what another is compared with: "a year earlier", "the year-ago quarter".
fn is_comparison(symbol: &str) -> bool {
    symbol.starts_with(['^', '&']) && symbol[1..].starts_with('-')
}

/// One in so many named years must be the article's own for it to be a report of the day.
const YEARS_PER_OWN: usize = 10;

/// Whether a fair part of the named years is this year or a later one.
fn names_year(timexes: &[Timex], year: i16) -> bool {
    let named = |timex: &Timex| timex.symbol.get(..4)?.parse::<i16>().ok();
    let years = || timexes.iter().filter_map(named);
    let n_own = years().filter(|named| *named >= year).count();
    n_own > 0 && n_own * YEARS_PER_OWN >= years().count()
}

/// A text that names its own year is no narrative, whatever else it tells of: its "in March" is the
/// last one, its "March 3" the nearest.
fn of_report(symbol: &str) -> Option<String> {
    let wanted = symbol.strip_prefix("^~")?;
    let is_day = wanted.as_bytes().get(2) == Some(&b'-');
    Some(format!("@{}{wanted}", if is_day { "~" } else { "<=" }))
}

/// Whether a length is the kind that accounts are closed for.
fn is_months(value: &str) -> bool {
    matches!(value, "P6M" | "P9M" | "P1Y" | "P12M")
}

/// The last expression that named a stretch of the calendar.
struct Before {
    first: Date,
    value: String,
}

/// Days from the start of a quarter of accounts within which its last day lies: accounts may close
/// a month or two after the calendar's quarter.
const CLOSING_DAYS: std::ops::RangeInclusive<i32> = 55..=155;

/// Whether a day is the last one of the quarter named before it.
fn closes(before: &Before, day: &Before) -> bool {
    let days = || before.first.until(day.first).map_or(i32::MAX, |span| span.get_days());
    let is_quarter = before.value.as_bytes().get(5) == Some(&b'Q');
    is_quarter
        && precision(&day.value) == Unit::Day
        && is_last_of_month(day.first)
        && CLOSING_DAYS.contains(&days())
}

fn is_last_of_month(day: Date) -> bool {
    day.day() == day.days_in_month()
}

/// A value and whether the article's date was needed for it.
fn value_of(symbol: &str, today: Option<Date>, before: Option<&Before>) -> (String, bool) {
    if let Some((name, which)) = holiday(symbol) {
        return match today.and_then(|day| find_holiday(name, which, day)) {
            Some(day) => (day.to_string(), true),
            None => ("XXXX-XX-XX".to_owned(), true),
        };
    }
    let Some(relative) = parse(symbol) else { return (symbol.to_owned(), false) };
    let anchor = match relative.anchor {
        Anchor::Document => None,
        Anchor::Before => before,
        Anchor::Quarter => before.filter(|before| precision(&before.value) == Unit::Quarter),
    };
    let found = match anchor {
        Some(before) => from_before(&relative, before),
        None if is_sequel(&relative) => None,
        None => today.and_then(|day| from_day(&relative, closed(&relative, day)?)),
    };
    let needs_date = anchor.is_none();
    match found {
        Some(value) => (value, needs_date),
        None => (unknown(&relative), needs_date),
    }
}

/// A holiday that moves: `@holiday:easter`, with the year after it where one is named.
fn holiday(symbol: &str) -> Option<(&str, Option<i16>)> {
    let rest = symbol.strip_prefix("@holiday:")?;
    match rest.split_once('/') {
        Some((name, year)) => Some((name, year.parse().ok())),
        None => Some((rest, None)),
    }
}

fn find_holiday(name: &str, year: Option<i16>, today: Date) -> Option<Date> {
    if let Some(year) = year {
        return calendar::holiday(name, year);
    }
    let around = [today.year() - 1, today.year(), today.year() + 1];
    let days = around.into_iter().filter_map(|year| calendar::holiday(name, year));
    days.min_by_key(|day| today.until(*day).map_or(i32::MAX, |span| span.get_days().abs()))
}

/// Whether an expression goes on from another: "two years later" is not two years from today.
fn is_sequel(relative: &Relative<'_>) -> bool {
    let is_later =
        matches!(relative.operation, Operation::Shift(count, unit) if count > 0 && !is_clock(unit));
    relative.anchor == Anchor::Before && is_later
}

/// The day that an expression is counted from when no other is near: quarters that are compared are
/// counted from the last one that is over.
fn closed(relative: &Relative<'_>, day: Date) -> Option<Date> {
    match (relative.anchor, relative.operation) {
        (Anchor::Quarter, Operation::Shift(_, Unit::Quarter)) => {
            calendar::shifted(day, -1, Unit::Quarter)
        }
        _ => Some(day),
    }
}

fn from_day(relative: &Relative<'_>, day: Date) -> Option<String> {
    let value = match relative.operation {
        Operation::Shift(count, unit) => {
            calendar::value_of(calendar::shifted(day, count, unit)?, unit)
        }
        Operation::Find(which, wanted) => calendar::find(day, which, wanted)?,
        Operation::InYear(year) => format!("{year:04}"),
    };
    Some(value + relative.time)
}

/// Seen from another expression: no more precise than that one is.
fn from_before(relative: &Relative<'_>, before: &Before) -> Option<String> {
    let precision = precision(&before.value);
    match relative.operation {
        Operation::Shift(count, unit) => {
            let needed = if is_clock(unit) { Unit::Day } else { unit };
            if rank(precision) > rank(needed) {
                let value = coarse(&before.value, precision, needed, count)?;
                return Some(value + relative.time);
            }
            // A year after a quarter is a quarter: the figures of the year before are compared.
            let unit =
                if unit == Unit::Year && precision == Unit::Quarter { precision } else { unit };
            let count = if unit == Unit::Quarter
                && precision == Unit::Quarter
                && matches!(relative.operation, Operation::Shift(_, Unit::Year))
            {
                count * 4
            } else {
                count
            };
            let day = calendar::shifted(before.first, count, unit)?;
            Some(calendar::value_of(day, unit) + relative.time)
        }
        Operation::InYear(year) => Some(match precision {
            Unit::Quarter => format!("{year:04}{}", before.value.get(4..)?),
            _ => format!("{year:04}"),
        }),
        Operation::Find(which, wanted) => {
            let which = match (which, wanted) {
                (Which::NearestOrLast | Which::NearestOrNext, _) => Which::Nearest,
                (Which::Nearest, Recurring::Weekday(_)) => Which::From,
                (Which::Nearest, _) if rank(precision) >= rank(Unit::Year) => Which::SameYear,
                // A story goes forward: in October, "March" is the next one.
                (Which::Nearest, _) if before.first.month() > 9 => Which::Nearest,
                (Which::Nearest, _) => Which::SameYear,
                (which, _) => which,
            };
            Some(calendar::find(before.first, which, wanted)? + relative.time)
        }
    }
}

/// What is known of a day or month that is counted from a longer stretch: `that day` after October
/// 1980 is `1980-10-XX`, `three days later` `1980-XX-XX`.
fn coarse(before: &str, precision: Unit, needed: Unit, count: i64) -> Option<String> {
    match (precision, needed) {
        (Unit::Year, Unit::Month) => Some(format!("{before}-XX")),
        (Unit::Month, Unit::Day) if count == 0 => Some(format!("{before}-XX")),
        (Unit::Month, Unit::Day) => Some(format!("{}-XX-XX", before.split('-').next()?)),
        (Unit::Year, Unit::Day) => Some(format!("{before}-XX-XX")),
        _ => None,
    }
}

fn is_clock(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

/// How precise a value is that names a stretch of the calendar.
fn precision(value: &str) -> Unit {
    let day = value.split('T').next().unwrap_or_default();
    let mut parts = day.split('-');
    let year = parts.next().unwrap_or_default();
    match (year.len(), parts.next(), parts.next()) {
        (2, ..) => Unit::Century,
        (3, ..) => Unit::Decade,
        (_, None, _) => Unit::Year,
        (_, Some(part), None) if part.starts_with('W') && part != "WI" => Unit::Week,
        (_, Some(part), None) if part.starts_with(['Q', 'H']) || SEASONS.contains(&part) => {
            Unit::Quarter
        }
        (_, Some(_), None) => Unit::Month,
        (_, Some(_), Some("WE")) => Unit::Weekend,
        _ => Unit::Day,
    }
}

/// Units from fine to coarse.
fn rank(unit: Unit) -> u8 {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 0,
        Unit::Weekend => 1,
        Unit::Week => 2,
        Unit::Month => 3,
        Unit::Quarter => 4,
        Unit::Year => 5,
        Unit::Decade => 6,
        Unit::Century => 7,
    }
}

/// A year of which nothing is known, as TIMEX3 writes it.
const UNKNOWN_YEAR: &str = "XXXX";

/// The value with an `X` for everything that only a date could tell.
fn unknown(relative: &Relative<'_>) -> String {
    let value = match relative.operation {
        Operation::Shift(_, unit) => match unit {
            Unit::Week => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            // A decade is a year without its last digit, a century one without two.
            Unit::Year => UNKNOWN_YEAR,
            Unit::Decade => &UNKNOWN_YEAR[..3],
            Unit::Century => &UNKNOWN_YEAR[..2],
            _ => "XXXX-XX-XX",
        }
        .to_owned(),
        Operation::Find(_, wanted) => match wanted {
            Recurring::Weekday(number) => format!("XXXX-WXX-{number}"),
            Recurring::Month(month) => format!("XXXX-{month:02}"),
            Recurring::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Recurring::Season(season) => format!("XXXX-{}", SEASONS[season as usize]),
            Recurring::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Recurring::Half(half) => format!("XXXX-H{half}"),
        },
        Operation::InYear(year) => format!("{year:04}"),
    };
    value + relative.time
}
