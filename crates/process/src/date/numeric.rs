//! Dates of numbers alone: 2016-04-07, 07.04.2016, 4/7/16, 20160407.

use crate::date::{
    calendar,
    habits::Order,
    reader::{Core, Reader},
};
use jiff::civil::{Date, Weekday};

impl Reader<'_> {
    /// 20160407.
    pub fn compact(&self, value: u64) -> Option<Core> {
        let year = calendar::full_year(value / 10_000)?;
        Core::new(Some(year), i8::try_from(value / 100 % 100).ok()?, i8::try_from(value % 100).ok())
    }

    pub fn year_month_day(&self, value: u64, idx: usize) -> Option<(Core, usize)> {
        let separator = self.separator(idx + 1)?;
        let (month, 1..=2) = self.lexed.number(idx + 2)? else { return None };
        if self.separator(idx + 3) != Some(separator) {
            return None;
        }
        let (day, 1..=2) = self.lexed.number(idx + 4)? else { return None };
        let month = i8::try_from(month).ok()?;
        if (1300..1500).contains(&value) {
            let date = calendar::persian(value, i16::from(month), day)?;
            return Some((Core::new(Some(date.year()), date.month(), Some(date.day()))?, idx + 5));
        }
        let core = Core::new(Some(calendar::full_year(value)?), month, i8::try_from(day).ok())?;
        Some((core, idx + 5))
    }

    /// 07.04.2016, 4/7/16.
    pub fn numeric(&self, idx: usize) -> Option<(Core, usize)> {
        let (first, _) = self.lexed.number(idx)?;
        let separator = self.separator(idx + 1)?;
        let (second, 1..=2) = self.lexed.number(idx + 2)? else { return None };
        if self.separator(idx + 3) != Some(separator) {
            return None;
        }
        let (third, n_digits) = self.lexed.number(idx + 4)?;
        let year = match n_digits {
            4 => calendar::full_year(third)?,
            2 if !matches!(separator, '|' | '•') => {
                calendar::short_year(third, self.habits.captured_on)?
            }
            _ => return None,
        };
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        let day_first = Core::new(Some(year), second, Some(first));
        let month_first = Core::new(Some(year), first, Some(second));
        // Stops between numbers are a habit of countries that put the day first.
        let order = if separator == '.' { Order::DayFirst } else { self.habits.order };
        let core = match (order, day_first, month_first) {
            (Order::DayFirst, Some(core), _) | (_, Some(core), None) => core,
            (Order::MonthFirst, _, Some(core)) | (_, None, Some(core)) => core,
            (_, Some(core), Some(usual)) => Core {
                other: Date::new(year, core.month, core.day?).ok().filter(|_| first != second),
                ..usual
            },
            (_, None, None) => return None,
        };
        Some((core, idx + 5))
    }
}

/// Chooses between two readings of a date of numbers by the weekday beside it.
pub fn settle(core: Core, weekday: Option<Weekday>) -> Core {
    let (Some(other), Some(weekday), Some(year), Some(day)) =
        (core.other, weekday, core.year, core.day)
    else {
        return core;
    };
    let is_first = Date::new(year, core.month, day).is_ok_and(|date| date.weekday() == weekday);
    match (is_first, other.weekday() == weekday) {
        (true, false) => Core { other: None, ..core },
        (false, true) => Core {
            year: Some(other.year()),
            month: other.month(),
            day: Some(other.day()),
            other: None,
        },
        _ => core,
    }
}
