//! Numbers that are no amounts: names, labels, scores, addresses, dates.

use super::{
    line::Line,
    lists::LISTS,
    quantity::{Quantity, followed_by_things},
};
use crate::number::Form;
use onrecord_model::{
    figure::Amount,
    timex::{Timex, TimexKind},
};

/// Whether a number is no amount.
#[must_use]
pub fn is_refused(line: &Line<'_>, quantity: &Quantity, timexes: &[Timex]) -> bool {
    quantity.form == Form::Ordinal
        || quantity.is_cut
        || is_time(line, quantity, timexes)
        || is_part_of_name(line, quantity)
        || is_label(line, quantity)
        || is_joined(line, quantity)
        || is_lone_word(line, quantity)
        || is_address(line, quantity)
        || is_adjective(line, quantity)
}

/// `a five-year award`, `a three-bed flat`: an adjective rather than an amount; an age is one.
fn is_adjective(line: &Line<'_>, quantity: &Quantity) -> bool {
    let unit = quantity.unit.as_deref().unwrap_or_default();
    let mark = line.token_at(quantity.number.end());
    let is_joined = line.word(mark) == "-" && line.is_glued(mark) && line.is_glued(mark + 1);
    is_joined
        && ((unit.is_empty() && quantity.form == Form::Words)
            || matches!(unit, "hour" | "day" | "week" | "month" | "year" | "decade"))
}

/// Inside a time expression, unless it is a length of time with a number: `15 years`.
fn is_time(line: &Line<'_>, quantity: &Quantity, timexes: &[Timex]) -> bool {
    let around = timexes.iter().find(|timex| timex.span.intersects(quantity.number));
    let Some(timex) = around else { return false };
    let is_length = quantity.unit.as_deref().is_some_and(|unit| {
        let first = unit.split(" per ").next().unwrap_or_default();
        matches!(
            first,
            "second"
                | "minute"
                | "hour"
                | "day"
                | "week"
                | "month"
                | "year"
                | "decade"
                | "century"
                | "night"
                | "count"
        )
    });
    let is_plain = match timex.kind {
        TimexKind::Duration => is_length,
        TimexKind::Set => {
            quantity.unit.as_deref().is_some_and(|unit| unit.starts_with("count per"))
        }
        TimexKind::Date => is_length && timex.symbol.starts_with(['@', '^']),
        _ => false,
    };
    // The unit of `1.9 million a year` lies in a set, the number does not.
    let is_inside = timex.span.contains(quantity.number);
    let is_money = quantity.unit.is_some() && !is_length && !is_inside;
    !(is_plain || is_money || quantity.unit.as_deref().is_some_and(|unit| unit.contains("of age")))
        && (is_inside || line.span.contains(timex.span))
}

/// `iPhone 11`, `Galaxy S23`, `Big 12`: a capitalized word, the number, and no unit.
fn is_part_of_name(line: &Line<'_>, quantity: &Quantity) -> bool {
    let at = quantity.tokens.start;
    let Some(before) = at.checked_sub(1) else { return false };
    if quantity.unit.is_some() || quantity.form == Form::Part {
        return false;
    }
    // TPP-11, COVID-19, last-32
    if line.word(before) == "-" && line.is_glued(before) && line.is_glued(at) {
        return line.is_word(before.saturating_sub(1)) && quantity.to.is_none();
    }
    let is_digits = quantity.form == Form::Digits;
    let number = quantity.number.of(line.text);
    let is_short = is_digits && !number.contains([' ', ',']) && quantity.to.is_none();
    let is_index = LISTS.indices.contains(line.lower(before));
    let has_capital = line.word(before).contains(char::is_uppercase);
    let is_name = line.is_word(before) && has_capital && !is_start(line, before);
    let decimals = number.contains('.') || number.len() > 4;
    let has_things = followed_by_things(line, quantity.tokens.end)
        || line.is_word(quantity.tokens.end)
            && followed_by_things(line, quantity.tokens.end + 1)
            && !LISTS.stops.contains(line.lower(quantity.tokens.end))
            && !line.is_capital(quantity.tokens.end);
    let is_verb = matches!(line.lower(before), "i" | "we");
    (is_index && is_digits) || (is_short && is_name && !decimals && !has_things && !is_verb)
}

/// Whether token `at` starts the sentence, or a quotation in it.
fn is_start(line: &Line<'_>, at: usize) -> bool {
    let lower = line.lower(at);
    (at == 0 || !line.is_word(at - 1) && line.word(at - 1) != "&" && line.word(at - 1) != "-")
        && (LISTS.stops.contains(lower) || LISTS.bounds.contains_key(lower))
}

/// `chapter 5`, `No. 7`, `#1`, `flight 370`.
fn is_label(line: &Line<'_>, quantity: &Quantity) -> bool {
    let at = quantity.tokens.start;
    let before = line.before(at, 1);
    let label = if before == "." && line.is_glued(at.saturating_sub(1)) {
        line.before(at, 2)
    } else {
        before
    };
    let is_plain = quantity.unit.is_none() || label == "no";
    before == "#"
        || (is_plain
            && LISTS.labels.contains(label)
            && !(label == "no"
                && before == "no"
                && quantity.form == Form::Words
                && quantity.to.is_none()
                && false))
}

/// Parts of versions, scores, phone numbers and ratios: digits joined to digits by a mark.
fn is_joined(line: &Line<'_>, quantity: &Quantity) -> bool {
    if quantity.form != Form::Digits || quantity.unit.is_some() {
        return false;
    }
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let digit = |at: usize| line.word(at).starts_with(|c: char| c.is_ascii_digit());
    let mark = |at: usize| matches!(line.word(at), "-" | "–" | "/" | ":" | "." | "—");
    let after = mark(end) && line.is_glued(end) && line.is_glued(end + 1) && digit(end + 1);
    let before = start > 1
        && mark(start - 1)
        && line.is_glued(start)
        && line.is_glued(start - 1)
        && digit(start - 2);
    if quantity.to.is_some() {
        return before || after;
    }
    let is_list = start == 0 && matches!(line.word(end), "." | ")") && line.is_glued(end);
    before || after || (is_list && line.tokens.len() > end + 1)
}

/// `one` and `half` are words first: `no one`, `one another`, `the second half`.
fn is_lone_word(line: &Line<'_>, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let next = line.lower(end);
    if quantity.form == Form::Part && quantity.number.of(line.text).eq_ignore_ascii_case("half") {
        let takes = matches!(
            next,
            "of" | "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our" | "all"
        );
        return !takes || matches!(line.before(start, 1), "second" | "first" | "keep");
    }
    if quantity.form != Form::Words || quantity.to.is_some() {
        return false;
    }
    let is_one = quantity.value == Amount::whole(1);
    let before = line.before(start, 1);
    if quantity.unit.is_some() {
        let unit = quantity.unit.as_deref().unwrap_or_default();
        // One day they will learn; at one point.
        return is_one
            && (unit == "day" && line.lower(end) != "of" && start == 0
                || unit == "point" && before == "at"
                || unit == "count");
    }
    let is_rank = matches!(before, "bottom" | "top" | "final" | "last" | "other");
    if is_rank && !(line.is_word(end) && !LISTS.stops.contains(next)) {
        return true;
    }
    if !is_one {
        return matches!(before, "-")
            && line.is_glued(start)
            && line.is_word(start.saturating_sub(2));
    }
    let odd_before = [
        "no", "any", "each", "every", "this", "that", "the", "another", "which", "some", "not",
        "a", "new", "it", "day", "first", "second", "number",
    ];
    let odd_after = [
        "another", "who", "that", "which", "is", "was", "to", "day", "time", "can", "has", "could",
        "would", "might", "may", "should", "must", "does", "did", "thing", "way", "side", "hand",
        "by", "or", "and", "in", "for", "with", "on", "as", "from", "at", "will", "be", "of",
        "last", "more", "source", "reason", "point",
    ];
    let has_noun = line.is_word(end) && !LISTS.stops.contains(next);
    // one of four: the four are counted, not the one.
    let is_selection = next == "of" && !line.lower(end + 1).starts_with("the same");
    if is_selection
        && crate::number::numbers(
            line.text,
            &line.tokens[end + 1..(end + 3).min(line.tokens.len())],
            crate::number::numerals(None),
        )
        .iter()
        .any(|n| n.tokens.start == 0)
    {
        return true;
    }
    odd_before.contains(&before)
        || (!is_selection && (odd_after.contains(&next) || !has_noun))
        || (line.is_capital(start) && start > 0 && line.is_capital(end))
}

/// `575 Wilbraham Road`.
fn is_address(line: &Line<'_>, quantity: &Quantity) -> bool {
    let end = quantity.tokens.end;
    quantity.unit.is_none()
        && quantity.form == Form::Digits
        && line.is_capital(end)
        && (end + 1..end + 4).any(|at| {
            line.is_capital(at)
                && matches!(
                    line.lower(at),
                    "road"
                        | "street"
                        | "avenue"
                        | "lane"
                        | "drive"
                        | "boulevard"
                        | "st"
                        | "rd"
                        | "ave"
                        | "blvd"
                        | "square"
                        | "court"
                        | "place"
                        | "way"
                )
        })
}
