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
