//! The quantities of a sentence: ranges joined, shared units given to all.

use super::{
    line::Line,
    lists::LISTS,
    noun,
    quantity::{Quantity, with_unit},
};
use crate::number::{Form, Numerals, numbers};
use onrecord_model::{
    figure::Amount,
    timex::{Timex, TimexKind},
};

/// The quantities of a sentence, in order.
#[must_use]
pub fn quantities(line: &Line<'_>, timexes: &[Timex], numerals: &Numerals) -> Vec<Quantity> {
    let numbers = numbers(line.text, &line.tokens, numerals);
    let mut found: Vec<Quantity> = Vec::new();
    for number in &numbers {
        let quantity = with_unit(line, number);
        match found.last_mut() {
            Some(first) if is_change(line, first, &quantity) => {
                first.value = first.value.plus(quantity.value.over(100).unwrap_or_default());
                (first.tokens.end, first.end) = (quantity.tokens.end, quantity.end);
                first.number = first.number.cover(quantity.number);
            }
            Some(first) if !is_date(first, timexes) && joins(line, first, &quantity) => {
                join(line, first, quantity);
            }
            _ => found.push(quantity),
        }
    }
    share_units(line, &mut found);
    found
}

/// `15 dollars and 50 cents`.
fn is_change(line: &Line<'_>, first: &Quantity, second: &Quantity) -> bool {
    let is_money =
        first.unit.as_deref().is_some_and(|unit| unit.ends_with("dollar") || unit == "euro");
    let between = line.joined(first.tokens.end..second.tokens.start);
    is_money && second.unit.as_deref() == Some("cent") && matches!(between.as_str(), "and" | "")
}

/// Whether a number stands in a date or a time of day.
fn is_date(quantity: &Quantity, timexes: &[Timex]) -> bool {
    timexes.iter().any(|timex| {
        matches!(timex.kind, TimexKind::Date | TimexKind::Time)
            && timex.span.intersects(quantity.number)
    })
}

/// `four-, five- and six-cylinder`: the last unit is everyone's.
fn share_units(line: &Line<'_>, found: &mut [Quantity]) {
    for idx in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(idx);
        let (first, second) = (&mut head[idx - 1], &tail[0]);
        let end = first.tokens.end;
        let is_mark = line.word(end) == "-" && line.is_glued(end);
        let goes_on = matches!(line.lower(end + 1), "," | "and" | "or") && second.unit.is_some();
        let hangs = is_mark && goes_on;
        if hangs && first.unit.is_none() {
            first.unit.clone_from(&second.unit);
            first.tokens.end = end + 1;
        }
    }
}

/// Whether two numbers are the ends of a range.
fn joins(line: &Line<'_>, first: &Quantity, second: &Quantity) -> bool {
    if first.to.is_some() || first.is_cut || matches!(first.form, Form::Ordinal) {
        return false;
    }
    if second.form == Form::Ordinal || second.is_cut {
        return false;
    }
    let between = first.tokens.end..second.tokens.start;
    let mut opener = line.before(first.tokens.start, 1).to_owned();
    if matches!(opener.as_str(), "about" | "around" | "approximately" | "roughly" | "some") {
        opener = line.before(first.tokens.start, 2).to_owned();
    }
    let words = line.joined(between.clone());
    let units_fit = match (&first.unit, &second.unit) {
        (Some(a), Some(b)) => a == b || b.starts_with(a.as_str()),
        (Some(_), None) => first.tokens.start < first.tokens.end && is_prefix(line, first),
        _ => true,
    };
    if !units_fit {
        return false;
    }
    let has_unit = second.unit.is_some();
    // increased by $43 million to $419 million
    let is_move = opener == "by" || LISTS.directions.contains_key(opener.as_str());
    if words == "to" && is_move && first.value.times(3).is_some_and(|value| value < second.value) {
        return false;
    }
    match words.as_str() {
        "to" | "to -" | "to-" | "- to" => {
            first.form == second.form
                || opener == "from"
                || (first.form != Form::Part && second.form != Form::Part)
        }
        "and" => opener == "between",
        "or" => {
            has_unit
                && first.unit.is_none()
                && is_small(second.value)
                && first.value < second.value
                && second.unit.as_deref().is_some_and(is_time_unit)
        }
        "-" | "–" | "—" => {
            let near = has_unit
                || first.value.parts() >= Amount::whole(100).parts()
                || first.value.parts() % 1_000_000 != 0
                || followed_by_things(line, second.tokens.end);
            near && first.value < second.value
        }
        "/" => first.unit.is_some() && second.unit.is_some(),
        _ => false,
    }
}

fn is_time_unit(unit: &str) -> bool {
    matches!(unit, "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade")
}

fn is_small(value: Amount) -> bool {
    value <= Amount::whole(20)
}

/// Whether a plural noun in lower case follows.
pub fn followed_by_things(line: &Line<'_>, at: usize) -> bool {
    line.is_word(at) && !line.is_capital(at) && noun::is_plural(line, at)
}

/// Whether the unit stands before the number.
fn is_prefix(line: &Line<'_>, quantity: &Quantity) -> bool {
    let word = line.word(quantity.tokens.start);
    LISTS.currencies.contains_key(word)
        || LISTS.currencies.contains_key(format!("{word}$").as_str())
}

fn join(line: &Line<'_>, first: &mut Quantity, second: Quantity) {
    let mut from = first.value;
    // US $89 to $93 billion, 1.3 to 1.5 million
    if second.has_scale && !first.has_scale && first.value < Amount::whole(1000) {
        let scale = scale_of(second.number.of(line.text));
        if let Some(scaled) = scale.and_then(|scale| first.value.times(scale))
            && scaled < second.value
        {
            from = scaled;
        }
    }
    let opener = line.before(first.tokens.start, 1);
    first.is_framed = matches!(opener, "from" | "between");
    first.value = from;
    first.to = Some(second.value);
    first.number = first.number.cover(second.number);
    first.tokens.end = second.tokens.end;
    first.end = second.end;
    first.form = second.form;
    if second.unit.is_some() {
        first.unit = second.unit;
    }
}

/// What the last scale word of a number multiplies by.
fn scale_of(number: &str) -> Option<i64> {
    let lower = number.to_lowercase();
    let word = lower.trim_start_matches(|c: char| !c.is_alphabetic());
    Some(match word {
        "thousand" | "k" => 1_000,
        "million" | "m" | "mn" | "mln" | "mil" => 1_000_000,
        "billion" | "bn" | "b" => 1_000_000_000,
        "trillion" | "tn" | "trn" => 1_000_000_000_000,
        _ => return None,
    })
}
