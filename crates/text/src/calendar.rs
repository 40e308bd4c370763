//! English names of days and months: they have a capital and name no one.

/// Days from Monday, then months from January, in lower case.
const CALENDAR: [&str; 19] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How many of them are days.
const N_DAYS: usize = 7;

/// Whether a word in lower case names a day of the week or a month.
///
/// ```
/// use onrecord_text::calendar::is_calendar;
/// assert!(is_calendar("monday") && is_calendar("may") && !is_calendar("moon"));
/// ```
#[must_use]
pub fn is_calendar(word: &str) -> bool {
    CALENDAR.contains(&word)
}

/// Whether a word in lower case names a month.
///
/// ```
/// use onrecord_text::calendar::is_month;
/// assert!(is_month("may") && !is_month("monday"));
/// ```
#[must_use]
pub fn is_month(word: &str) -> bool {
    CALENDAR[N_DAYS..].contains(&word)
}
