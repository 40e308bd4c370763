//! The noun phrase beside a number: what is counted, of what, with what relation, where, when.

use super::{line::Line, lists::LISTS};
use onrecord_model::timex::{Timex, TimexKind};
use onrecord_text::Span;
use std::ops::Range;

/// How many words may stand between a number and the noun it counts, the noun included.
const NOUN_WORDS: usize = 6;

/// The words counted from token `at` on: adjectives and the first plural noun, or the next word.
#[must_use]
pub fn counted(line: &Line<'_>, at: usize, is_one: bool) -> Option<Range<usize>> {
    if !line.is_english {
        return elsewhere(line, at);
    }
    let mut last = None;
    let mut next = at;
    let mut n_words = 0;
    while n_words < NOUN_WORDS {
        let word = line.lower(next);
        if word == "-" && line.is_glued(next) && line.is_glued(next + 1) && next > at {
            next += 1;
            continue;
        }
        // many trained and prepared militants
        let joins =
            word == "and" && next > at && line.is_word(next + 1) && !is_plural(line, next - 1);
        let is_quote = matches!(line.word(next), "“" | "”" | "\"") && next > at;
        if is_quote || (joins && (next + 1..next + 4).any(|at| is_plural(line, at))) {
            next += 1;
            continue;
        }
        if !line.is_word(next) || LISTS.stops.contains(word) || is_possessive_verb(word) {
            break;
        }
        n_words += 1;
        if is_plural(line, next) || (is_one && n_words == 1 && !is_adjective(word)) {
            last = Some(next);
            let goes_on = !is_one
                && is_plural(line, next + 1)
                && !line.lower(next + 1).ends_with("es")
                && line.lower(next + 1).len() > 4
                && !LISTS.relations.contains(line.lower(next + 1));
            if !goes_on {
                break;
            }
        }
        next += 1;
    }
    let end = last.map_or_else(
        || (line.is_word(at) && !LISTS.stops.contains(line.lower(at))).then_some(at + 1),
        |last| Some(last + 1),
    )?;
    // `many trained recruits` counts recruits; in `some 40 killed` nothing is named.
    let is_verb = last.is_none() && LISTS.relations.contains(line.lower(at));
    (at < end && !is_verb).then_some(at..end)
}

/// Shorter words are articles, prepositions and conjunctions more often than nouns, in characters.
const SHORTEST_NOUN: usize = 4;

/// What is counted in other languages: the next word, after a `de`, and in German the noun after an
/// adjective. How their nouns end is not known here.
fn elsewhere(line: &Line<'_>, at: usize) -> Option<Range<usize>> {
    let joint = matches!(line.lower(at), "de" | "d'" | "d’" | "d");
    let at = at + usize::from(joint);
    let is_noun = |at: usize| line.is_word(at) && line.word(at).chars().count() >= SHORTEST_NOUN;
    let is_adjective = !line.is_capital(at) && line.lower(at).ends_with(['e', 'n', 'r', 's', 'm']);
    let has_noun = is_adjective && line.is_capital(at + 1) && is_noun(at + 1);
    is_noun(at).then_some(at..at + 1 + usize::from(has_noun))
}

fn is_possessive_verb(word: &str) -> bool {
    matches!(word, "has" | "had" | "went" | "came" | "took" | "made")
}

fn is_adjective(word: &str) -> bool {
    let endings = ["al", "ic", "ous", "ive", "ful", "less", "able", "ary", "ish", "ese", "est"];
    let colors = [
        "old",
        "new",
        "big",
        "small",
        "young",
        "top",
        "key",
        "major",
        "other",
        "single",
        "more",
        "different",
    ];
    endings.iter().any(|ending| word.len() > 4 && word.ends_with(ending)) || colors.contains(&word)
}

/// Whether token `at` is a plural noun, as far as its form tells.
#[must_use]
pub fn is_plural(line: &Line<'_>, at: usize) -> bool {
    let word = line.lower(at);
    line.is_word(at)
        && (matches!(
            word,
            "people"
                | "men"
                | "women"
                | "children"
                | "police"
                | "staff"
                | "others"
                | "personnel"
                | "dead"
                | "wounded"
                | "injured"
        ) || (word.len() > 2
            && word.ends_with('s')
            && !["ss", "us", "is", "'s", "’s", "ous"].iter().any(|end| word.ends_with(end)))
            || matches!(
                word,
                "feet"
                    | "mice"
                    | "teeth"
                    | "cattle"
                    | "aircraft"
                    | "fish"
                    | "sheep"
                    | "data"
                    | "media"
                    | "series"
                    | "species"
                    | "equipment"
            ))
        && !LISTS.stops.contains(word)
}

/// Words that measure rather than hold: `an average of 5`.
const MEASURES: [&str; 12] = [
    "average", "total", "maximum", "minimum", "rate", "speed", "level", "sum", "score", "most",
    "all", "out",
];

/// What holds the number, from the words before it: `population` in `a population of 23 million`.
#[must_use]
pub fn holder(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let noun = start.checked_sub(2).filter(|_| line.before(start, 1) == "of")?;
    let word = line.lower(noun);
    let is_noun = line.is_word(noun) && !LISTS.stops.contains(word) && !MEASURES.contains(&word);
    is_noun.then_some(noun..noun + 1)
}

/// Whether a noun phrase is headed by a noun for people.
#[must_use]
pub fn is_person(line: &Line<'_>, counted: &Range<usize>) -> bool {
    counted.clone().next_back().is_some_and(|last| LISTS.persons.contains(line.lower(last)))
}

/// The whole after `of`, from the token of `of` on: up to the next function word or mark.
#[must_use]
pub fn whole(line: &Line<'_>, of: usize) -> Option<Range<usize>> {
    if line.lower(of) != "of" {
        return None;
    }
    let start = of + 1;
    let mut end = start;
    while end < line.tokens.len() && end - start < NOUN_WORDS + 2 {
        let word = line.lower(end);
        let is_article = matches!(
            word,
            "the"
                | "a"
                | "an"
                | "its"
                | "his"
                | "her"
                | "their"
                | "our"
                | "all"
                | "these"
                | "those"
                | "this"
                | "that"
        );
        let is_hyphen = word == "-" && line.is_glued(end) && line.is_glued(end + 1);
        let is_stop = LISTS.stops.contains(word) && !(is_article && end == start);
        if (!line.is_word(end) && !is_hyphen) || is_stop || LISTS.relations.contains(word) {
            break;
        }
        end += 1;
    }
    let has_noun = (start..end).any(|at| !LISTS.stops.contains(line.lower(at)));
    has_noun.then_some(start..end)
}

/// How many tokens away a relation may stand.
const RELATION_TOKENS: usize = 9;

/// What happened to or holds of what is counted: `killed`, `under rebel control`.
#[must_use]
pub fn relation(line: &Line<'_>, figure: &Range<usize>) -> Option<Range<usize>> {
    let last = line.tokens.len().min(figure.end + RELATION_TOKENS);
    for at in figure.end..last {
        if line.lower(at) == "under"
            && let Some(end) = (at + 1..last.min(at + 6)).find(|end| line.lower(*end) == "control")
        {
            return Some(at..end + 1);
        }
        if LISTS.relations.contains(line.lower(at)) {
            return Some(at..at + 1);
        }
        if matches!(line.word(at), ";" | ":" | ",") {
            break;
        }
    }
    let first = figure.start.saturating_sub(RELATION_TOKENS);
    for at in (first..figure.start).rev() {
        if matches!(line.word(at), ";" | ":") {
            break;
        }
        if LISTS.relations.contains(line.lower(at)) {
            return Some(at..at + 1);
        }
        let is_claim = line.lower(at) == "lives" && line.before(at, 2).starts_with("claim");
        if is_claim {
            return Some(at - 2..at + 1);
        }
    }
    None
}

/// The place it holds for: a name after `in`, `at`, `near` or `across`, the nearest one.
#[must_use]
pub fn place(line: &Line<'_>, figure: &Range<usize>, timexes: &[Timex]) -> Option<Range<usize>> {
    let mut best: Option<(usize, Range<usize>)> = None;
    for at in 0..line.tokens.len() {
        if !matches!(line.lower(at), "in" | "at" | "near" | "across" | "inside" | "outside") {
            continue;
        }
        let start = at + 1 + usize::from(line.lower(at + 1) == "the");
        let mut end = start;
        while line.is_word(end) && line.is_capital(end) && end - start < 4 {
            end += 1;
        }
        if end == start || is_timex(line, start, timexes) {
            continue;
        }
        let distance =
            if at >= figure.end { at - figure.end } else { figure.start.abs_diff(at) * 2 };
        if best.as_ref().is_none_or(|(known, _)| distance < *known) {
            best = Some((distance, start..end));
        }
    }
    best.map(|(_, range)| range)
}

fn is_timex(line: &Line<'_>, at: usize, timexes: &[Timex]) -> bool {
    let start = line.tokens[at].span.start();
    timexes.iter().any(|timex| timex.span.holds(start))
}

/// The date or time it holds for: the nearest one of the sentence, those after it first.
#[must_use]
pub fn time(figure: Span, sentence: Span, timexes: &[Timex]) -> Option<Span> {
    let dates = timexes.iter().filter(|timex| {
        sentence.contains(timex.span)
            && matches!(timex.kind, TimexKind::Date | TimexKind::Time)
            && !timex.span.intersects(figure)
    });
    let distance = |timex: &&Timex| {
        if timex.span.start() >= figure.end() {
            timex.span.start() - figure.end()
        } else {
            2 * (figure.start().saturating_sub(timex.span.end())) + 1
        }
    };
    dates.min_by_key(distance).map(|timex| timex.span)
}
