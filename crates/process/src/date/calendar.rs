//! Years of other calendars and days that are no dates of articles.

use jiff::civil::{Date, date};

/// No page is dated before this year: digitized newspapers are the oldest that are put online.
pub const FIRST_YEAR: i16 = 1800;

/// The first year of news on the web, for guesses of a year.
pub const FIRST_WEB_YEAR: i16 = 1995;

/// The Gregorian year of a year as written in full: Buddhist years (Thailand, 543 ahead) are told by
/// their size. Persian years need their months, see [`persian`].
#[must_use]
pub fn full_year(written: u64) -> Option<i16> {
    let year = match written {
        1800..=2199 => written,
        2440..=2650 => written - 543,
        _ => return None,
    };
    i16::try_from(year).ok()
}

/// The year meant by two digits, as of a century that ends two years after the capture.
#[must_use]
pub fn short_year(written: u64, captured_on: Date) -> Option<i16> {
    let written = i16::try_from(written).ok().filter(|year| (0..100).contains(year))?;
    let this = captured_on.year();
    let year = this / 100 * 100 + written;
    let year = if year > this + 2 { year - 100 } else { year };
    (year >= FIRST_WEB_YEAR - 5).then_some(year)
}

/// The number of a Persian (Solar Hijri) month.
#[must_use]
pub fn persian_month(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ];
    let idx = MONTHS.iter().position(|month| *month == word)?;
    i16::try_from(idx + 1).ok()
}

/// The Gregorian day of a Persian date, for the years 1210 to 1500 (1831 to 2121).
///
/// The year begins at the March equinox. Leap years follow the 33-year cycle, which agrees with the
/// observed calendar in this range (Borkowski, "The Persian calendar for 3000 years", 1996).
#[must_use]
pub fn persian(year: u64, month: i16, day: u64) -> Option<Date> {
    let year = i32::try_from(year).ok().filter(|year| (1210..=1500).contains(year))?;
    let month = i32::from(month);
    let day = i32::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    // 1 Farvardin 1395 was 20 March 2016.
    let leaps = |years: i32| (8 * years + 21).div_euclid(33);
    let to_new_year = 365 * (year - 1395) + leaps(year) - leaps(1395);
    let in_year = if month <= 6 { 31 * (month - 1) } else { 186 + 30 * (month - 7) } + day - 1;
    date(2016, 3, 20).checked_add(jiff::Span::new().days(to_new_year + in_year)).ok()
}

/// The year of an East Asian era, such as 平成28.
#[must_use]
pub fn era_year(era: &str, year: u64) -> Option<i16> {
    let before = match era {
        "令和" => 2018,
        "平成" => 1988,
        "昭和" => 1925,
        "民國" | "民国" => 1911,
        _ => return None,
    };
    i16::try_from(year).ok().filter(|year| (1..=150).contains(year)).map(|year| before + year)
}

/// Whether a day is what programs write where they know none, such as the first of 1970.
#[must_use]
pub fn is_default_day(day: Date) -> bool {
    [date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1980, 1, 1), date(2000, 1, 1)]
        .contains(&day)
        || day.year() < FIRST_YEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_calendars_give_the_same_day() {
        assert_eq!(full_year(2559), Some(2016));
        assert_eq!(full_year(2300), None);
        assert_eq!(persian(1395, 1, 1), Some(date(2016, 3, 20)));
        assert_eq!(persian(1396, 1, 1), Some(date(2017, 3, 21)));
        assert_eq!(persian(1400, 1, 1), Some(date(2021, 3, 21)));
        assert_eq!(persian(1403, 12, 30), Some(date(2025, 3, 20)));
        assert_eq!(persian(1395, persian_month("آبان").unwrap(), 9), Some(date(2016, 10, 30)));
        assert_eq!(era_year("平成", 28), Some(2016));
        assert_eq!(short_year(16, date(2020, 1, 1)), Some(2016));
        assert_eq!(short_year(95, date(2020, 1, 1)), Some(1995));
        assert_eq!(short_year(60, date(2020, 1, 1)), None);
    }
}
