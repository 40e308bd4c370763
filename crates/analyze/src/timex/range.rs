//! Dates joined to one that names the year: "between March and April 1918", "November 2011 to March".

use super::{
    rules::Rules,
    symbol::{Operation, Recurring, parse},
};
use onrecord_model::timex::Timex;

/// The longest text between two joined dates, in bytes: ` through `.
const MAX_GAP_BYTES: usize = 12;

/// Gives months and days that are joined to a month or day of a named year their year: of the two
/// years that may be meant the one that keeps the order. `timexes` are those of one sentence.
pub fn share_years(timexes: &mut [Timex], text: &str, rules: &Rules) {
    for right in (1..timexes.len()).rev() {
        let left = right - 1;
        if is_joined(&timexes[left], &timexes[right], text, rules)
            && let Some(shared) = before(&timexes[left].symbol, &timexes[right].symbol)
        {
            timexes[left].symbol = shared;
        }
    }
    for left in 0..timexes.len().saturating_sub(1) {
        if is_joined(&timexes[left], &timexes[left + 1], text, rules)
            && let Some(shared) = after(&timexes[left].symbol, &timexes[left + 1].symbol)
        {
            timexes[left + 1].symbol = shared;
        }
    }
}

fn is_joined(left: &Timex, right: &Timex, text: &str, rules: &Rules) -> bool {
    let gap = text.get(left.span.end()..right.span.start()).unwrap_or_default();
    if gap.len() > MAX_GAP_BYTES {
        return false;
    }
    let gap = gap.trim();
    matches!(gap, "-" | "–" | "—" | "," | "/") || rules.joiners.contains(&gap.to_lowercase())
}

/// The open date `left` in the year of `right` or, where that would come later, the year before.
fn before(left: &str, right: &str) -> Option<String> {
    let (open, (year, rest)) = (open(left)?, named(right)?);
    let year = if open.as_str() > rest && open.get(..2) != rest.get(..2) { year - 1 } else { year };
    Some(format!("{year:04}-{open}"))
}

/// The open date `right` in the year of `left` or, where that would come earlier, the year after.
fn after(left: &str, right: &str) -> Option<String> {
    let ((year, rest), open) = (named(left)?, open(right)?);
    let year = if open.as_str() < rest && open.get(..2) != rest.get(..2) { year + 1 } else { year };
    Some(format!("{year:04}-{open}"))
}

/// The month, or month and day, of a symbol that leaves the year open.
fn open(symbol: &str) -> Option<String> {
    let relative = parse(symbol).filter(|relative| relative.time.is_empty())?;
    match relative.operation {
        Operation::Find(_, Recurring::Month(month)) => Some(format!("{month:02}")),
        Operation::Find(_, Recurring::MonthDay(month, day)) => Some(format!("{month:02}-{day:02}")),
        _ => None,
    }
}

/// The year of a value with a month, and what follows it.
fn named(value: &str) -> Option<(i32, &str)> {
    let (year, rest) = value.split_once('-')?;
    let is_month = rest.len() == 2 || rest.len() == 5;
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (year.len() == 4 && is_month && is_digits(year) && is_digits(rest)).then_some(())?;
    Some((year.parse().ok()?, rest))
}
