//! Days, and the TIMEX3 values that stand for stretches of them.

use super::symbol::{Recurring, SEASONS, Unit, Which};
use jiff::{
    ToSpan,
    civil::{Date, ISOWeekDate, Weekday, date},
};

/// The TIMEX3 value of the stretch that `day` lies in, as precise as `unit`; a day for anything
/// shorter.
#[must_use]
pub fn value_of(day: Date, unit: Unit) -> String {
    let (year, month) = (day.year(), day.month());
    let week = day.iso_week_date();
    match unit {
        Unit::Week => format!("{:04}-W{:02}", week.year(), week.week()),
        Unit::Weekend => format!("{:04}-W{:02}-WE", week.year(), week.week()),
        Unit::Month => format!("{year:04}-{month:02}"),
        Unit::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Unit::Year => format!("{year:04}"),
        Unit::Decade => format!("{:03}", year / 10),
        Unit::Century => format!("{:02}", year / 100),
        _ => day.to_string(),
    }
}

/// The day so many units away; an hour or less stays within the day.
#[must_use]
pub fn shifted(day: Date, count: i64, unit: Unit) -> Option<Date> {
    let by = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(day),
        Unit::Day => count.days(),
        Unit::Week | Unit::Weekend => (count * 7).days(),
        Unit::Month => 0.days().try_months(count).ok()?,
        Unit::Quarter => 0.days().try_months(count.checked_mul(3)?).ok()?,
        Unit::Year => 0.days().try_years(count).ok()?,
        Unit::Decade => 0.days().try_years(count.checked_mul(10)?).ok()?,
        Unit::Century => 0.days().try_years(count.checked_mul(100)?).ok()?,
    };
    day.checked_add(by).ok()
}

/// The value of the recurring part that is meant, seen from a day.
#[must_use]
pub fn find(from: Date, which: Which, wanted: Recurring) -> Option<String> {
    if let Recurring::Weekday(number) = wanted {
        return weekday(from, which, number).map(|day| day.to_string());
    }
    let year = from.year();
    let starts = |year: i16| first_day(wanted, year);
    let ends = |year: i16| last_day(wanted, year);
    let chosen = match which {
        Which::SameYear => year,
        Which::YearBefore => year - 1,
        Which::YearAfter => year + 1,
        Which::Last if ends(year)? < from && !holds(wanted, from) => year,
        Which::Last => year - 1,
        Which::Next if starts(year)? > from => year,
        Which::Next => year + 1,
        Which::UpTo if starts(year)? <= from => year,
        Which::UpTo => year - 1,
        Which::From if ends(year)? >= from => year,
        Which::From => year + 1,
        Which::Nearest | Which::NearestOrLast | Which::NearestOrNext => {
            let (days, nearest) = (year - 1..=year + 1)
                .filter_map(|year| Some((distance(from, starts(year)?, ends(year)?), year)))
                .min()?;
            let is_ahead = starts(nearest)? > from;
            match which {
                Which::NearestOrLast if is_ahead && days > FAR_DAYS => nearest - 1,
                Which::NearestOrNext if !is_ahead && days > FAR_DAYS => nearest + 1,
                _ => nearest,
            }
        }
    };
    named(wanted, chosen)
}

/// Days from which on the tense decides which year is meant, not the distance.
const FAR_DAYS: i32 = 90;

/// Days from a day to a stretch, 0 inside it.
fn distance(from: Date, first: Date, last: Date) -> i32 {
    let days = |a: Date, b: Date| a.until(b).map_or(i32::MAX, |span| span.get_days());
    if from < first { days(from, first) } else { days(last, from).max(0) }
}

fn holds(wanted: Recurring, day: Date) -> bool {
    let (first, last) = (first_day(wanted, day.year()), last_day(wanted, day.year()));
    first.is_some_and(|first| first <= day) && last.is_some_and(|last| day <= last)
}

fn weekday(from: Date, which: Which, number: i8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(number).ok()?;
    let back = i64::from(from.weekday().since(wanted)); // days since the last one, 0 to 6
    let days = match which {
        Which::Last | Which::YearBefore if back == 0 => -7,
        Which::Last | Which::UpTo | Which::YearBefore => -back,
        Which::Next | Which::YearAfter => 7 - back,
        Which::From | Which::SameYear if back == 0 => 0,
        Which::From | Which::SameYear => 7 - back,
        Which::Nearest | Which::NearestOrLast | Which::NearestOrNext if back > 3 => 7 - back,
        Which::Nearest | Which::NearestOrLast | Which::NearestOrNext => -back,
    };
    shifted(from, days, Unit::Day)
}

fn named(wanted: Recurring, year: i16) -> Option<String> {
    Some(match wanted {
        Recurring::Weekday(_) => return None,
        Recurring::Month(month) => format!("{year:04}-{month:02}"),
        Recurring::MonthDay(month, day) => Date::new(year, month, day).ok()?.to_string(),
        Recurring::Season(season) => format!("{year:04}-{}", SEASONS.get(season as usize)?),
        Recurring::Quarter(quarter) => format!("{year:04}-Q{quarter}"),
        Recurring::Half(half) => format!("{year:04}-H{half}"),
    })
}

fn first_day(wanted: Recurring, year: i16) -> Option<Date> {
    let month = match wanted {
        Recurring::Weekday(_) => return None,
        Recurring::MonthDay(month, day) => return day_or_last(year, month, day),
        Recurring::Month(month) => month,
        Recurring::Season(season) => 3 * season + 3,
        Recurring::Quarter(quarter) => 3 * quarter - 2,
        Recurring::Half(half) => 6 * half - 5,
    };
    Date::new(year, month, 1).ok()
}

fn last_day(wanted: Recurring, year: i16) -> Option<Date> {
    let first = first_day(wanted, year)?;
    let n_months = match wanted {
        Recurring::Weekday(_) | Recurring::MonthDay(..) => return Some(first),
        Recurring::Month(_) => 1,
        Recurring::Season(_) | Recurring::Quarter(_) => 3,
        Recurring::Half(_) => 6,
    };
    shifted(shifted(first, n_months, Unit::Month)?, -1, Unit::Day)
}

/// February 29 in a year without one counts as February 28.
fn day_or_last(year: i16, month: i8, day: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.min(first.days_in_month())).ok()
}

/// The first and last day of a TIMEX3 value, where it names a stretch of the calendar.
#[must_use]
pub fn days(value: &str) -> Option<(Date, Date)> {
    let value = value.split('T').next()?;
    let mut parts = value.split('-');
    let year = parts.next()?;
    let Some(part) = parts.next() else { return years(year) };
    let year: i16 = year.parse().ok()?;
    if let Some(week) = part.strip_prefix('W').and_then(|week| week.parse().ok()) {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        let sunday = shifted(monday, 6, Unit::Day)?;
        return match parts.next() {
            Some("WE") => Some((shifted(monday, 5, Unit::Day)?, sunday)),
            _ => Some((monday, sunday)),
        };
    }
    let recurring = if let Some(season) = SEASONS.iter().position(|season| *season == part) {
        Recurring::Season(season as i8)
    } else if let Some(quarter) = part.strip_prefix('Q') {
        Recurring::Quarter(quarter.parse().ok().filter(|q| (1..=4).contains(q))?)
    } else if let Some(half) = part.strip_prefix('H') {
        Recurring::Half(half.parse().ok().filter(|h| (1..=2).contains(h))?)
    } else {
        let month = part.parse().ok().filter(|m| (1..=12).contains(m))?;
        match parts.next() {
            Some(day) => {
                let day = Date::new(year, month, day.parse().ok()?).ok()?;
                return Some((day, day));
            }
            None => Recurring::Month(month),
        }
    };
    Some((first_day(recurring, year)?, last_day(recurring, year)?))
}

/// The days of `2016`, of the decade `201` and of the century `20`.
fn years(digits: &str) -> Option<(Date, Date)> {
    let scale = match digits.len() {
        4 => 1,
        3 => 10,
        2 => 100,
        _ => return None,
    };
    let first: i16 = digits.parse::<i16>().ok()?.checked_mul(scale)?;
    if first < 1 || first + scale > 9999 {
        return None;
    }
    Some((date(first, 1, 1), date(first + scale - 1, 12, 31)))
}

/// The day of a holiday that moves, by name.
#[must_use]
pub fn holiday(name: &str, year: i16) -> Option<Date> {
    let nth = |month: i8, weekday: Weekday, nth: i8| {
        Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
    };
    match name {
        "easter" => easter(year),
        "good-friday" => shifted(easter(year)?, -2, Unit::Day),
        "easter-monday" => shifted(easter(year)?, 1, Unit::Day),
        "palm-sunday" => shifted(easter(year)?, -7, Unit::Day),
        "thanksgiving" => nth(11, Weekday::Thursday, 4),
        "black-friday" => shifted(nth(11, Weekday::Thursday, 4)?, 1, Unit::Day),
        "labor-day" => nth(9, Weekday::Monday, 1),
        "memorial-day" => nth(5, Weekday::Monday, -1),
        "columbus-day" => nth(10, Weekday::Monday, 2),
        "mlk-day" => nth(1, Weekday::Monday, 3),
        "presidents-day" => nth(2, Weekday::Monday, 3),
        "mothers-day" => nth(5, Weekday::Sunday, 2),
        "fathers-day" => nth(6, Weekday::Sunday, 3),
        // The Tuesday after the first Monday of November.
        "election-day" => shifted(nth(11, Weekday::Monday, 1)?, 1, Unit::Day),
        _ => None,
    }
}

/// Western Easter by the method printed anonymously in Nature, 20 April 1876.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = (h + l - 7 * m + 90) / 25;
    let p = (h + l - 7 * m + 33 * n + 19) % 32;
    Date::new(year, i8::try_from(n).ok()?, i8::try_from(p).ok()?).ok()
}
