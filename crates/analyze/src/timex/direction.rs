//! Which Friday, which March: the direction that a sentence gives to an open date.

use super::{
    calendar,
    rules::{Rules, Tense},
    symbol::{self, Operation, Recurring, Unit},
};
use crate::document::{Document, Sentence};
use onrecord_model::timex::{Timex, TimexKind};

/// How many tokens before an expression are searched for a verb.
const TOKENS_BEFORE: usize = 20;
/// How many tokens after an expression are searched for a verb when none stands before it.
const TOKENS_AFTER: usize = 6;

/// Sets the direction of a symbol that leaves it open (`@?d5`, `@?03`): forward where the nearest
/// verb points forward, else back. A day of a month (`@?03-15`) is the nearest one, unless that is
/// far and the verb points the other way, or a verb of the past stands right before it: "the year
/// ended March 31".
pub fn set(
    symbol: &mut String,
    document: &Document,
    sentence: &Sentence,
    at: usize,
    rules: &Rules,
) {
    let Some(open) = symbol.find('?') else { return };
    let is_day = symbol.as_bytes().get(open + 3) == Some(&b'-');
    let is_quarter = symbol.as_bytes().get(open + 1) == Some(&b'Q');
    let verbs = Verbs { document, rules };
    let before = at.checked_sub(1).filter(|before| *before >= sentence.tokens.start);
    let limit = before.and_then(|before| rules.limits.get(verbs.word(before)));
    let is_after_past = before.and_then(|before| verbs.of(before)) == Some(Tense::Past);
    let sign = match (limit, verbs.nearest(sentence, at)) {
        (Some(sign), _) if !is_day => sign,
        _ if is_day && is_after_past => "<=",
        (None, Some(Tense::Future)) if is_day => "~>",
        (None, Some(Tense::Past)) if is_day => "~<",
        _ if is_day => "~",
        // Plans speak of the quarter just closed as often as of one to come.
        (_, Some(Tense::Future)) if is_quarter => "~",
        (_, Some(Tense::Future)) => ">=",
        _ => "<=",
    };
    symbol.replace_range(open..=open, sign);
}

struct Verbs<'a, 'd> {
    document: &'a Document<'d>,
    rules: &'a Rules,
}

impl Verbs<'_, '_> {
    /// The tense of a verb; a name is none (`Will`, `United`), nor is a month (`May`).
    fn of(&self, idx: usize) -> Option<Tense> {
        let word = self.word(idx);
        if word.starts_with(char::is_uppercase) {
            return None;
        }
        if word == "to" && idx > 0 && ["is", "are"].contains(&self.word(idx - 1)) {
            return Some(Tense::Future);
        }
        let is_regular =
            word.len() > 4 && word.ends_with("ed") && word.bytes().all(|b| b.is_ascii_lowercase());
        let known = self.rules.tenses.get(word).copied();
        match known.or(is_regular.then_some(Tense::Past)) {
            Some(Tense::Past) if idx > 0 => match self.word(idx - 1) {
                // `will be held`, `to be held`
                "be" => Some(Tense::Future),
                // `expected to hit`: the verb before says when.
                "to" => None,
                _ => Some(Tense::Past),
            },
            tense => tense,
        }
    }

    fn word(&self, idx: usize) -> &str {
        self.document.words(self.document.tokens[idx].span)
    }

    /// The tense of the verb nearest to token `at`: the last one before it, else the first after.
    fn nearest(&self, sentence: &Sentence, at: usize) -> Option<Tense> {
        let first = sentence.tokens.start.max(at.saturating_sub(TOKENS_BEFORE));
        let last = sentence.tokens.end.min(at + TOKENS_AFTER);
        let before = (first..at).rev().find_map(|idx| self.of(idx));
        before.or_else(|| (at..last).find_map(|idx| self.of(idx)))
    }
}

/// Puts a time of the clock on the day that its sentence named before it: "On Friday it opened at
/// 8 a.m." `timexes` are those of one sentence.
pub fn set_clock(timexes: &mut [Timex]) {
    let mut has_day = false;
    for timex in timexes {
        if let Some(clock) = clock(&timex.symbol) {
            if has_day {
                timex.symbol = format!("^+0D{clock}");
            }
        } else if matches!(timex.kind, TimexKind::Date | TimexKind::Time) {
            has_day = is_day(&timex.symbol);
        }
    }
}

/// The hour and minute of a symbol that says nothing else: the `T08:00` of `@+0DT08:00`.
fn clock(symbol: &str) -> Option<&str> {
    let clock = symbol.strip_prefix("@+0D")?;
    let is_clock = clock.strip_prefix('T')?.starts_with(|c: char| c.is_ascii_digit());
    is_clock.then_some(clock)
}

/// Whether a symbol names a day.
fn is_day(symbol: &str) -> bool {
    match symbol::parse(symbol) {
        Some(relative) => match relative.operation {
            Operation::Shift(_, unit) => unit == Unit::Day,
            Operation::Find(_, wanted) => {
                matches!(wanted, Recurring::Weekday(_) | Recurring::MonthDay(..))
            }
            Operation::InYear(_) => false,
        },
        None => calendar::days(symbol).is_some_and(|(first, last)| first == last),
    }
}

/// How many years a text must name before it can be a narrative.
const NARRATIVE_YEARS: usize = 4;

/// Whether a text tells of the past in order (a history, an obituary) rather than reports the day:
/// it names years often, and hardly any day by its distance from today.
#[must_use]
pub fn is_narrative(timexes: &[Timex]) -> bool {
    let dates = || timexes.iter().filter(|timex| timex.kind != TimexKind::Duration);
    let n_years = dates().filter(|timex| timex.symbol.starts_with(['1', '2', 'B'])).count();
    let is_near = |symbol: &str| {
        symbol.starts_with("@-")
            || symbol.starts_with("@+")
            || (symbol.starts_with('@') && symbol.contains('d'))
    };
    let n_near = dates().filter(|timex| is_near(&timex.symbol)).count();
    n_years >= NARRATIVE_YEARS && n_years > 4 * n_near
}

/// Anchors an open date to the expression before it instead of the article's date.
pub fn tell_in_order(symbol: &mut String) {
    let rest = symbol.strip_prefix('@').map(|rest| rest.trim_start_matches(['<', '>', '=', '~']));
    let Some(rest) = rest else { return };
    if let Some(stretch) = symbol.strip_prefix("@+0")
        && (!stretch.starts_with('D') || clock(symbol).is_some())
    {
        // "By the end of the year" is the year it tells of; "today" is not.
        *symbol = format!("^+0{stretch}");
        return;
    }
    if rest.starts_with(['-', '+', 'h']) || symbol.starts_with("@<") && !symbol.starts_with("@<=") {
        return;
    }
    *symbol = format!("^~{rest}");
}
