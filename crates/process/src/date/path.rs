//! Days in the address of a page: `/2016/03/28/`, `/2016-03/28/`, `20160328…`; other numbers are no dates.

use crate::date::{
    calendar::{FIRST_WEB_YEAR, full_year},
    habits::Order,
    lex::Lexed,
    words,
};
use jiff::civil::Date;
use onrecord_model::dating::Says;
use onrecord_text::Span;

/// The most bytes of an address that are read.
const MAX_PATH_BYTES: usize = 500;

/// What a path says, where, and how often such a path is right, from 0 to 1000.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PathDate {
    /// What it says of the day.
    pub says: Says,
    /// Where it stands in the path.
    pub span: Span,
    /// How often such a path is right.
    pub reliability: u16,
}

/// The day, month or year that an address or path holds; its query and host are not looked at.
#[must_use]
pub fn path_date(address: &str, captured_on: Date, order: Order) -> Option<PathDate> {
    // The address of an archived page holds the moment of its capture, then the page's own address.
    let inner = address.rfind("://").and_then(|at| Some(address[..at].rfind('/')? + 1));
    if let Some(scheme) = inner {
        let found = path_date(&address[scheme..], captured_on, order)?;
        return Some(PathDate { span: found.span.shifted(scheme), ..found });
    }
    let path_start = address.find("://").and_then(|at| {
        let host = at + 3;
        Some(host + address.get(host..)?.find('/')?)
    });
    let from = path_start.unwrap_or(if address.contains("://") { address.len() } else { 0 });
    let path = address.get(from..)?.split(['?', '#']).next()?;
    let path = &path[..path.floor_char_boundary(MAX_PATH_BYTES)];
    let lexed = Lexed::new(path);
    let latest = captured_on.tomorrow().unwrap_or(captured_on);
    let mut month = None;
    for idx in 0..lexed.pieces.len() {
        for (says, after, reliability) in
            [day_at(&lexed, idx), compact_at(&lexed, idx), reversed_at(&lexed, idx, order)]
                .into_iter()
                .flatten()
        {
            if matches!(says, Says::Equals(day) if day <= latest) {
                let span = lexed.span(idx, after).shifted(from);
                return Some(PathDate { says, span, reliability });
            }
        }
        if month.is_none()
            && let Some((first, after)) =
                month_at(&lexed, idx).filter(|(first, _)| *first <= latest)
        {
            let says = Says::WithinDaysAfter(first, first.days_in_month() as u16 - 1);
            let span = lexed.span(idx, after).shifted(from);
            month = Some(PathDate { says, span, reliability: 900 });
        }
    }
    month
}

/// `2016/03/28`, `2016-03-28`, `2016-03/28`, `2016/mar/28`, `2016/0328`.
fn day_at(lexed: &Lexed, idx: usize) -> Option<(Says, usize, u16)> {
    let year = web_year(lexed, idx)?;
    if !is_joint(lexed, idx + 1) {
        return None;
    }
    let starts_folder = idx == 0 || lexed.is_mark(idx - 1, &['/']);
    if let Some((month_day, 4)) = lexed.number(idx + 2) {
        let day = day_of(year, month_day / 100, month_day % 100)?;
        return (is_end(lexed, idx + 3) && starts_folder).then_some((
            Says::Equals(day),
            idx + 3,
            900,
        ));
    }
    let month = match lexed.number(idx + 2) {
        Some((month, 1..=2)) => month,
        Some(_) => return None,
        None => u64::try_from(words::month(lexed.word(idx + 2)?, Some("en"))?).ok()?,
    };
    let (day, 1..=2) = lexed.number(idx + 4).filter(|_| is_joint(lexed, idx + 3))? else {
        return None;
    };
    let day = day_of(year, month, day)?;
    // In a slug the day may be that of an event.
    let is_folder = starts_folder && lexed.is_mark(idx + 5, &['/']);
    is_end(lexed, idx + 5).then_some((
        Says::Equals(day),
        idx + 5,
        if is_folder { 960 } else { 880 },
    ))
}

/// `28/03/2016`, `28-03-2016`, `28032016`.
fn reversed_at(lexed: &Lexed, idx: usize, order: Order) -> Option<(Says, usize, u16)> {
    let starts = idx == 0 || lexed.is_mark(idx - 1, &['/', '-', '_']);
    let (year, month, day, after) = match lexed.number(idx)? {
        (joined, 8) => {
            let year = full_year(joined % 10_000).filter(|year| *year >= FIRST_WEB_YEAR)?;
            (year, joined / 10_000 % 100, joined / 1_000_000, idx + 1)
        }
        (day, 1..=2) if is_joint(lexed, idx + 1) && is_joint(lexed, idx + 3) => {
            let (month, 1..=2) = lexed.number(idx + 2)? else { return None };
            (web_year(lexed, idx + 4)?, month, day, idx + 5)
        }
        _ => return None,
    };
    // Only where month and day cannot be mistaken for each other, in such numbers or by the
    // outlet's habits.
    let is_clear = day > 12 || day == month || order == Order::DayFirst;
    let day = day_of(year, month, day)?;
    (starts && is_clear && is_end(lexed, after)).then_some((Says::Equals(day), after, 850))
}

/// `20160328`, `20160328194537`, and long identifiers that begin so; `201603/28`.
fn compact_at(lexed: &Lexed, idx: usize) -> Option<(Says, usize, u16)> {
    let (value, n_digits) = lexed.number(idx)?;
    if n_digits == 6 {
        let year = i16::try_from(value / 100).ok().filter(|year| *year >= FIRST_WEB_YEAR)?;
        let (day, 2) = lexed.number(idx + 2).filter(|_| lexed.is_mark(idx + 1, &['/']))? else {
            return None;
        };
        let day = day_of(year, value % 100, day)?;
        return is_end(lexed, idx + 3).then_some((Says::Equals(day), idx + 3, 900));
    }
    // 19 digits fill a 64-bit number; a shorter run that is no whole time of day is an identifier.
    let (date, rest, n_rest) = match n_digits {
        8..=19 => {
            let n_rest = u32::from(n_digits) - 8;
            (value / 10u64.pow(n_rest), value % 10u64.pow(n_rest), n_rest)
        }
        _ => return None,
    };
    let is_time = match n_rest {
        0 => true,
        4 => rest / 100 < 24 && rest % 100 < 60,
        6 => rest / 10_000 < 24 && rest / 100 % 100 < 60 && rest % 100 < 60,
        _ => true,
    };
    let year = i16::try_from(date / 10_000).ok().filter(|year| *year >= FIRST_WEB_YEAR)?;
    let day = day_of(year, date / 100 % 100, date % 100)?;
    is_time.then_some((Says::Equals(day), idx + 1, if n_rest == 0 { 900 } else { 880 }))
}

/// `/2016/03/` as two folders.
fn month_at(lexed: &Lexed, idx: usize) -> Option<(Date, usize)> {
    let year = web_year(lexed, idx)?;
    let (month, 1..=2) = lexed.number(idx + 2)? else { return None };
    let slashes = [idx.checked_sub(1)?, idx + 1, idx + 3];
    let is_folders = slashes.iter().all(|at| lexed.is_mark(*at, &['/']));
    Some((day_of(year, month, 1).filter(|_| is_folders)?, idx + 3))
}

fn web_year(lexed: &Lexed, idx: usize) -> Option<i16> {
    let (year, 4) = lexed.number(idx)? else { return None };
    full_year(year).filter(|year| *year >= FIRST_WEB_YEAR)
}

fn day_of(year: i16, month: u64, day: u64) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn is_joint(lexed: &Lexed, idx: usize) -> bool {
    lexed.is_mark(idx, &['/', '-', '_', '.'])
}

/// Whether no further number is joined here: `2016-03-28-1234567` is a date and an identifier, but
/// `2016/03/28.5` is neither.
fn is_end(lexed: &Lexed, idx: usize) -> bool {
    !(lexed.is_mark(idx, &['.']) && lexed.number(idx + 1).is_some()) && lexed.number(idx).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_from_paths_and_identifiers_are_not() {
        let day = Some("2016-03-28");
        for (address, expected) in [
            ("https://a.example/2016/03/28/harbor-bridge", day),
            ("https://a.example/2016/3/28/harbor", day),
            ("https://a.example/news/2016-03-28/harbor.html", day),
            ("https://a.example/news/harbor-2016-03-28.html", day),
            ("https://a.example/a/2016-03/28/content_117.htm", day),
            ("https://a.example/2016/mar/28/harbor", day),
            ("https://a.example/n1/2016/0328/c1001.html", day),
            ("https://a.example/201603/28/t1.html", day),
            ("https://a.example/t20160328_115.html", day),
            ("https://a.example/20160328194537-harbor", day),
            ("https://a.example/world/201603281059982653-harbor/", day),
            ("https://a.example/28-03-2016/harbor", day),
            ("https://a.example/28032016-harbor", day),
            ("/2016/03/28/alpha_4x3.jpg", day),
            ("https://a.example/2016/03/harbor", Some("2016-03")),
            ("https://a.example/03-04-2016/harbor", None),
            ("https://a.example/story-20161399", None),
            ("https://a.example/2016/99/28/x", None),
            ("https://a.example/2031/03/28/x", None),
            ("https://a.example/article/1059982653", None),
            ("https://a.example/article/20163", None),
            ("https://2016-03-28.example/x", None),
            ("https://a.example/?d=2016-03-28", None),
            ("https://a.example", None),
            ("https://archive.example/web/20190102030405/http://a.example/x", None),
            ("https://archive.example/web/20190102030405/http://a.example/2016/03/28/x", day),
        ] {
            let found =
                path_date(address, date(2020, 1, 1), Order::Unsure).map(|found| match found.says {
                    Says::Equals(day) => day.to_string(),
                    Says::WithinDaysAfter(first, _) => first.to_string()[..7].to_owned(),
                    _ => unreachable!(),
                });
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn the_habits_of_the_outlet_tell_day_from_month() {
        for (address, order, expected) in [
            ("/03042016-harbor", Order::DayFirst, Some(date(2016, 4, 3))),
            ("/03-04-2016/harbor", Order::DayFirst, Some(date(2016, 4, 3))),
            ("/03042016-harbor", Order::MonthFirst, None),
            ("/03042016-harbor", Order::Unsure, None),
        ] {
            let found = path_date(address, date(2020, 1, 1), order).map(|found| found.says);
            assert_eq!(found, expected.map(Says::Equals), "{address} {order:?}");
        }
    }
}
