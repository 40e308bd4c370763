//! Numbers that are no amounts: names, labels, scores, addresses, dates.

use super::{line::Line, lists::LISTS, quantity::Quantity, range::followed_by_things};
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
        || is_clock_hour(line, quantity)
        || is_address(line, quantity)
        || is_adjective(line, quantity)
        || is_article(line, quantity)
}

/// Outside English a word for one is the article (`eine Brücke`) or one of many (`uno de`) far more
/// often than an amount. With a scale it is a number: `une douzaine`.
fn is_article(line: &Line<'_>, quantity: &Quantity) -> bool {
    !line.is_english
        && quantity.form == Form::Words
        && quantity.to.is_none()
        && quantity.value == Amount::whole(1)
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
        TimexKind::Date => is_length && timex.symbol.starts_with(['@', '^', '&']),
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
    before == "#" || (is_plain && LISTS.labels.contains(label))
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

/// Words before `one` that make it a pronoun or a place in a row.
const BEFORE_PRONOUN: [&str; 18] = [
    "no", "any", "each", "every", "this", "that", "the", "another", "which", "some", "not", "a",
    "new", "it", "day", "first", "second", "number",
];

/// Words after `one` that make it a pronoun or a set phrase: `one who`, `one thing`.
const AFTER_PRONOUN: [&str; 9] =
    ["another", "day", "time", "thing", "way", "side", "hand", "source", "reason"];

/// `one` and `half` are words first: `no one`, `one another`, `the second half`.
fn is_lone_word(line: &Line<'_>, quantity: &Quantity) -> bool {
    let end = quantity.tokens.end;
    let before = line.before(quantity.tokens.start, 1);
    let next = line.lower(end);
    let has_noun = line.is_word(end) && !LISTS.stops.contains(next);
    if quantity.form == Form::Part && quantity.number.of(line.text).eq_ignore_ascii_case("half") {
        return !takes_half(next) || matches!(before, "second" | "first" | "keep");
    }
    if quantity.form != Form::Words || quantity.to.is_some() {
        return false;
    }
    if quantity.value == Amount::whole(1) {
        return is_pronoun(line, quantity, has_noun);
    }
    let is_rank = matches!(before, "bottom" | "top" | "final" | "last" | "other");
    let is_name = before == "-" && line.is_glued(quantity.tokens.start);
    quantity.unit.is_none() && ((is_rank && !has_noun) || is_name)
}

/// Whether `half` before this word is an amount: half of them, half the crew.
fn takes_half(next: &str) -> bool {
    matches!(next, "of" | "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our" | "all")
}

fn is_pronoun(line: &Line<'_>, quantity: &Quantity, has_noun: bool) -> bool {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let (before, next) = (line.before(start, 1), line.lower(end));
    if let Some(unit) = quantity.unit.as_deref() {
        // One day they will learn; at one point; one time.
        return match unit {
            "day" => start == 0 && next != "of",
            "point" => before == "at",
            unit => unit == "count",
        };
    }
    // One of their aims, one of four ships: some one, not how many.
    let is_one_of = next == "of";
    let is_name = line.is_capital(start) && start > 0 && line.is_capital(end);
    let is_free = !has_noun || AFTER_PRONOUN.contains(&next);
    is_one_of || is_name || is_free || BEFORE_PRONOUN.contains(&before)
}

/// Words before an hour of the clock: `by eight, the hall was full`.
const BEFORE_HOUR: [&str; 8] = ["by", "at", "until", "till", "around", "before", "after", "since"];

/// Words before those that make the number a level or a change: `stood at eight`, `fell by two`.
const BEFORE_LEVEL: [&str; 16] = [
    "stood",
    "stands",
    "stand",
    "remains",
    "remained",
    "put",
    "puts",
    "estimated",
    "held",
    "kept",
    "valued",
    "closed",
    "traded",
    "rated",
    "set",
    "capped",
];

/// `by eight`, `until ten.`: an hour without its unit. `By` opens the clause; after a verb it says by
/// how much.
fn is_clock_hour(line: &Line<'_>, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let Some(before) = start.checked_sub(1) else { return false };
    let word = line.lower(before);
    let is_hour = (1..=12).any(|hour| quantity.value == Amount::whole(hour));
    let is_plain = quantity.unit.is_none()
        && quantity.to.is_none()
        && matches!(quantity.form, Form::Words | Form::Digits)
        && !quantity.number.of(line.text).contains('.');
    let is_alone = !line.is_word(end) && !matches!(line.word(end), "-" | "%" | "(" | "/")
        || matches!(line.lower(end), "and" | "when" | "in" | "on" | "but" | "to");
    let opens = before == 0 || !line.is_word(before - 1);
    let is_level = before > 0 && BEFORE_LEVEL.contains(&line.lower(before - 1));
    is_hour
        && is_plain
        && is_alone
        && BEFORE_HOUR.contains(&word)
        && !is_level
        && (opens || matches!(word, "at" | "until" | "till"))
}

/// `575 Harbor Road`.
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
