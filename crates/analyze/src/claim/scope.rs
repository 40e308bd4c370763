//! What a count holds for: where, of which year, whether it adds to another count, what else ties it.
//!
//! Two counts of one kind are seldom of one event: soldiers are killed again and again. These are the
//! marks by which a reader tells a newer toll from the toll of something else.

use crate::{
    claim::{
        assertion::{is_incident, key},
        measure::{Measured, content},
        spoken::Said,
    },
    gazetteer,
};
use onrecord_model::{
    entity::EntityKind,
    figure::{Amount, Figure, Modifier},
};
use onrecord_text::{
    Span,
    calendar::is_calendar,
    normal::folded,
    token::{TokenKind, tokens},
};
use std::collections::BTreeSet;

/// Words by which a count is of everywhere.
const EVERYWHERE: [&str; 9] = [
    "worldwide",
    "globally",
    "world",
    "global",
    "countries",
    "nations",
    "nationwide",
    "overall",
    "everywhere",
];

/// Words before a number by which it adds to another count.
const ADDING: [&str; 7] = ["another", "further", "additional", "extra", "more", "other", "new"];

/// Words behind a number by which it does.
const ADDED: [&str; 5] = ["more", "others", "other", "additional", "further"];

/// Words before a number that points at those named before: `the four`, `all three`.
const POINTING: [&str; 7] = ["the", "these", "those", "both", "all", "other", "his"];

/// Stems of those whom every toll counts.
const ANYBODY: [&str; 24] = [
    "people",
    "peopl",
    "person",
    "man",
    "men",
    "woman",
    "women",
    "child",
    "children",
    "civilian",
    "resident",
    "soldier",
    "polic",
    "policeman",
    "policemen",
    "officer",
    "militant",
    "insurgent",
    "fighter",
    "member",
    "case",
    "cas",
    "victim",
    "activist",
];

/// What a figure of a clause holds for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Scope {
    /// The places its clause names; where it names none, those its sentence names before it.
    places: BTreeSet<String>,
    /// Whether it is of the world, of many countries, of a whole country.
    is_everywhere: bool,
    /// The years its clause names.
    years: BTreeSet<i16>,
    /// Whether it adds to another count: `another 12`, `12 more`, `12 new cases`.
    is_added: bool,
    /// Whether it counts those named before.
    is_pointing: bool,
    /// Further names, those both articles are about left out.
    names: BTreeSet<String>,
}

impl Scope {
    /// The scope of a figure of this clause; `is_known` tells of a name whether both articles are about
    /// it.
    #[must_use]
    pub fn of(said: Said, one: Measured, is_known: impl Fn(&str) -> bool) -> Self {
        let (text, clause) = (one.text, said.clause);
        let mut places = places(text, clause.span);
        let of_kind = |kind| clause.bearers.iter().filter(move |(of, _)| *of == kind);
        places.extend(of_kind(EntityKind::Place).map(|(_, name)| chief(name)));
        let sentence = one.figure.passage;
        let before = Span::new(sentence.start(), clause.span.start().max(sentence.start()));
        let before_clause = before;
        if places.is_empty() {
            places = self::places(text, before);
        }
        let words = words(text, clause.span);
        let lead = self::words(text, before);
        let mut names = clause.names.clone();
        // "the fever virus, which has killed 12": whom it is about stands before.
        if lead.last().is_some_and(|word| matches!(&**word, "which" | "that" | "and")) {
            names.extend(capitals(text, before));
        }
        let is_that = matches!(&*lead, [only] if matches!(&**only, "that" | "this"));
        let before = words_before(text, sentence, one.figure);
        let behind = words_behind(text, sentence, one.figure);
        let last = before.last().map(String::as_str).unwrap_or_default();
        let is_adding = ADDING.contains(&last)
            && before.iter().rev().nth(1).is_none_or(|w| w != "than")
            || behind.first().is_some_and(|word| ADDED.contains(&word.as_str()))
            || behind.first().is_some_and(|word| word == "new");
        let is_name = |name: &&String| {
            !is_known(name)
                && !is_calendar(name)
                && gazetteer::names(name).is_empty()
                && !places.iter().any(|place| place.split(' ').any(|word| word == name.as_str()))
        };
        Self {
            is_everywhere: words.iter().any(|word| EVERYWHERE.contains(&word.as_str())),
            years: years(text, before_clause.cover(clause.span)),
            is_added: is_adding,
            is_pointing: POINTING.contains(&last) || is_that || is_pointing(&words),
            names: names.iter().filter(is_name).cloned().collect(),
            places,
        }
    }

    /// Whether a count of the one can be a newer or another count of what the other counts.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let is_one_place = self.places == other.places
            || !self.places.is_disjoint(&other.places)
            || self.places.is_empty() && other.places.is_empty();
        is_one_place
            && self.is_everywhere == other.is_everywhere
            && self.years == other.years
            && !self.is_added
            && !other.is_added
            && !self.is_pointing
            && !other.is_pointing
            && self.names == other.names
    }

    /// Whether nothing speaks against the one amount being the other's.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.is_added == other.is_added
            && (self.years.is_empty()
                || other.years.is_empty()
                || !self.years.is_disjoint(&other.years))
    }
}

/// How many words tie two clauses beside what they count and the kind of incident: the same event is
/// told with more than "killed" and "people".
#[must_use]
pub fn n_ties(a: Said, b: Said, one: Measured, other: Measured) -> usize {
    let words = |one: Measured| {
        let counted = one.figure.counted.and_then(|at| at.get(one.text)).unwrap_or_default();
        content(counted)
    };
    let (counted, theirs) = (words(one), words(other));
    let numbers = content(one.figure.number.get(one.text).unwrap_or_default());
    // Those counted tie too where they are not just anybody: passengers, sailors.
    let is_tie = |word: &&String| {
        let is_counted = counted.contains(*word) || theirs.contains(*word);
        let is_number = numbers.contains(*word);
        let is_anybody = is_counted && ANYBODY.contains(&word.as_str());
        !(is_incident(word) || is_number || is_anybody)
    };
    let n_words = a.clause.keys.intersection(&b.clause.keys).filter(is_tie).count();
    let n_names = a.clause.names.intersection(&b.clause.names).filter(is_tie).count();
    n_words + n_names
}

/// Whether a number is seldom met by chance: of three digits or more that are not zeros at its end.
#[must_use]
pub fn is_specific(figure: &Figure) -> bool {
    let is_rough = matches!(figure.modifier, Modifier::Order | Modifier::Some | Modifier::Several);
    let Some(value) = figure.value.or(figure.high) else { return false };
    let digits = value.to_string().replace('.', "");
    !is_rough && digits.trim_start_matches(['-', '0']).trim_end_matches('0').len() >= 3
}

/// Whether two sets of amounts have none in common while both have some.
#[must_use]
pub fn has_other_amounts(a: Said, b: Said) -> bool {
    let amounts = |said: Said| -> BTreeSet<Amount> {
        let inside = said.spoken.figures.iter();
        let inside = inside.filter(|figure| said.clause.span.contains(figure.number));
        inside.flat_map(|figure| [figure.value, figure.low, figure.high]).flatten().collect()
    };
    let (of_a, of_b) = (amounts(a), amounts(b));
    !of_a.is_empty() && !of_b.is_empty() && of_a.is_disjoint(&of_b)
}

/// The keys of words with capitals in a stretch of text, the first word left out.
fn capitals(text: &str, at: Span) -> Vec<String> {
    let Some(words) = at.get(text) else { return Vec::new() };
    let all = tokens(words).into_iter().filter(|token| token.kind == TokenKind::Word).skip(1);
    let named = all.map(|token| token.span.of(words));
    named
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter_map(|word| key(&folded(word)))
        .collect()
}

/// Whether a clause points at an event named before: `that pandemic killed`, `on that occasion`.
fn is_pointing(words: &[String]) -> bool {
    let is_that = |word: &str| matches!(word, "that" | "this" | "those" | "these");
    words.first().is_some_and(|word| is_that(word))
        || words.windows(2).any(|pair| matches!(&*pair[0], "on" | "in" | "at") && is_that(&pair[1]))
}

/// The known places named in a stretch of text, by their chief names.
#[must_use]
pub fn places(text: &str, at: Span) -> BTreeSet<String> {
    let Some(words) = at.get(text) else { return BTreeSet::new() };
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let bare = |word: &'_ str| -> String {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.trim_end_matches("'s").trim_end_matches("’s").to_owned()
    };
    // By white space: tokens take "U.S." apart.
    let all: Vec<String> = words.split([' ', '-', '\n']).map(bare).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let pairs = all.windows(2).map(|pair| pair.join(" "));
    let single = all.iter().filter(|word| is_capital(word)).map(|word| (*word).to_owned());
    let named = pairs.filter(|pair| pair.starts_with(char::is_uppercase)).chain(single);
    named.filter_map(|name| gazetteer::chief_name(&name)).map(str::to_owned).collect()
}

/// The chief name of a place, or the name itself, folded.
#[must_use]
pub fn chief(name: &str) -> String {
    gazetteer::chief_name(name).map_or_else(|| folded(name), str::to_owned)
}

fn words(text: &str, at: Span) -> Vec<String> {
    let Some(words) = at.get(text) else { return Vec::new() };
    let all = tokens(words).into_iter().filter(|token| token.kind != TokenKind::Mark);
    all.map(|token| folded(token.span.of(words))).collect()
}

/// So many bytes around a number tell whether it adds and points.
const NEAR_BYTES: usize = 40;

fn words_before(text: &str, sentence: Span, figure: &Figure) -> Vec<String> {
    let end = figure.number.start();
    let start = text.ceil_char_boundary(end.saturating_sub(NEAR_BYTES)).max(sentence.start());
    if start >= end { Vec::new() } else { words(text, Span::new(start, end)) }
}

fn words_behind(text: &str, sentence: Span, figure: &Figure) -> Vec<String> {
    let start = figure.number.end();
    let end = text.floor_char_boundary((start + NEAR_BYTES).min(text.len())).min(sentence.end());
    if start >= end { Vec::new() } else { words(text, Span::new(start, end)) }
}

/// The years written in four digits in a stretch of text.
#[must_use]
pub fn years(text: &str, at: Span) -> BTreeSet<i16> {
    words(text, at).iter().filter_map(|word| year(word)).collect()
}

/// A year written in four digits.
fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| is_year && (1500..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_by_any_of_their_names() {
        let text = "The fever has spread to 30 U.S. states and to New Zealand";
        let found: Vec<String> = places(text, Span::new(0, text.len())).into_iter().collect();
        assert_eq!(found, ["new zealand", "united states"]);
    }
}
