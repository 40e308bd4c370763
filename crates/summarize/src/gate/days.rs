//! A day as a rewording may write it.

use onrecord_model::dating::{Dating, MONTHS};

/// The month names in full, January first.
const FULL_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The forms of a day: its label as briefs show it, and, for a day that is stated and sure, the usual
/// ways to write the same day out. What was worked out keeps its brackets, what is unknown stays so.
#[must_use]
pub fn forms(when: &Dating) -> Vec<String> {
    if *when == Dating::default() {
        return Vec::new();
    }
    let mut forms = vec![when.label()];
    let inferred = when.inferred;
    let is_sure = when.candidates.len() <= 1 && !(inferred.day || inferred.month || inferred.year);
    if let Some(day) = when.best.filter(|_| is_sure) {
        let (d, y) = (day.day(), day.year());
        let at = usize::from(day.month().unsigned_abs()).saturating_sub(1);
        for month in [MONTHS[at], FULL_MONTHS[at]] {
            forms.push(format!("{d} {month} {y}"));
            forms.push(format!("{month} {d}, {y}"));
        }
        forms.push(day.to_string());
    }
    forms
}

/// Whether two statements are of one day, which is known.
#[must_use]
pub fn is_one_day(one: &Dating, two: &Dating) -> bool {
    one.best.is_some() && one.best == two.best && one.label() == two.label()
}
