//! Whether day or month comes first on a page, by its other dates: one that can be read in one way
//! only, such as 25/12/2016, tells how 04/07/2016 is meant, and so does the same day in words.

use crate::date::{
    habits::{Habits, Order},
    input::DateField,
    lex::Lexed,
    written::{Written, dates},
};
use jiff::civil::Date;

/// The most bytes of a value that are read.
const MAX_VALUE_BYTES: usize = 100;

/// The order that the dates of a page's structure agree on, if they say anything.
#[must_use]
pub fn page_order(fields: &[DateField], habits: &Habits) -> Option<Order> {
    let values = || {
        fields.iter().map(|field| {
            &field.value[..field.value.floor_char_boundary(MAX_VALUE_BYTES.min(field.value.len()))]
        })
    };
    let written: Vec<Written> = values().flat_map(|value| dates(value, habits)).collect();
    let is_clear = |written: &&Written| written.other.is_none();
    let days: Vec<Date> = written.iter().filter(is_clear).filter_map(Written::date).collect();
    let by_words = written.iter().filter_map(|written| by_days(written, &days));
    let orders: Vec<Order> = by_words.chain(values().filter_map(by_numbers)).collect();
    let first = *orders.first()?;
    orders.iter().all(|order| *order == first).then_some(first)
}

/// The order in which a date of numbers is one of the days that are written clearly.
fn by_days(written: &Written, days: &[Date]) -> Option<Order> {
    let (month_first, day_first) = (written.date()?, written.other?);
    match (days.contains(&month_first), days.contains(&day_first)) {
        (true, false) => Some(Order::MonthFirst),
        (false, true) => Some(Order::DayFirst),
        _ => None,
    }
}

/// The order of the first date of numbers whose day is no month.
fn by_numbers(value: &str) -> Option<Order> {
    let lexed = Lexed::new(value);
    (0..lexed.pieces.len()).find_map(|idx| {
        let (first, 1..=2) = lexed.number(idx)? else { return None };
        let (second, 1..=2) = lexed.number(idx + 2)? else { return None };
        // `16-12-25` may begin with the year.
        let (_, n_digits @ (2 | 4)) = lexed.number(idx + 4)? else { return None };
        let is_late = n_digits == 4 || lexed.is_mark(idx + 1, &['/']);
        let is_joined = |at: usize| lexed.is_mark(at, &['/', '-']) && !lexed.is_spaced(at);
        if !is_late || !is_joined(idx + 1) || !is_joined(idx + 3) {
            return None;
        }
        match (first, second) {
            (13..=31, 1..=12) => Some(Order::DayFirst),
            (1..=12, 13..=31) => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use onrecord_model::dating::EvidenceKind;

    #[test]
    fn other_dates_of_the_page_tell_the_order() {
        for (values, expected) in [
            (&["04/07/2016", "25/12/2016"][..], Some(Order::DayFirst)),
            (&["04/07/2016", "12/25/2016 7:45 PM"], Some(Order::MonthFirst)),
            (&["04/07/2016", "2016-07-04T10:00:00Z"], Some(Order::DayFirst)),
            (&["04/07/2016", "April 7, 2016"], Some(Order::MonthFirst)),
            (&["04/07/2016", "25/12/2016", "12/25/2016"], None),
            (&["04/07/2016"], None),
            (&["2016-12-25", "16-12-25-117"], None),
        ] {
            let field = |value: &&str| DateField {
                kind: EvidenceKind::HeaderDate,
                place: String::new(),
                value: (*value).to_owned(),
                is_modified: false,
            };
            let fields: Vec<DateField> = values.iter().map(field).collect();
            let habits = Habits::of(Some("en"), Some("a.example"), date(2022, 6, 1));
            assert_eq!(page_order(&fields, &habits), expected, "{values:?}");
        }
    }
}
