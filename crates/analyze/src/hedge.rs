//! Words that weaken a statement: one list, and where its words are no hedge.

use onrecord_text::{
    Span,
    lists::List,
    token::{Token, TokenKind},
};
use std::{collections::BTreeSet, sync::LazyLock};

static HEDGES: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/hedges.txt")).expect("a checked list")
});

/// The words that entries of the list begin with.
static STARTS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| HEDGES.iter().filter_map(|(phrase, _)| phrase.split(' ').next()).collect());

/// The hedges of one word.
pub static SINGLE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let words = HEDGES.iter().map(|(phrase, _)| phrase);
    words.filter(|phrase| !phrase.contains(' ')).map(str::to_owned).collect()
});

/// The longest entry of the list, in tokens.
const LONGEST: usize = 5;

/// Words that bound a number when one follows: then they are the figure's modifier.
const OF_NUMBERS: [&str; 6] =
    ["almost", "nearly", "roughly", "approximately", "virtually", "practically"];

/// What is preliminary because more will be known; a preliminary charge or hearing hedges nothing.
const FIRST_COUNTS: [&str; 16] = [
    "results",
    "result",
    "figures",
    "figure",
    "findings",
    "estimate",
    "estimates",
    "count",
    "data",
    "information",
    "report",
    "reports",
    "tests",
    "toll",
    "assessment",
    "investigation",
];

/// Numbers in words and what stands between a modifier and its number.
const NUMERALS: [&str; 24] = [
    "a", "an", "half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "million",
    "billion", "all", "every",
];

/// Where the words of a text inside `tokens` weaken what they stand in, in order: the longest phrase at
/// each place.
///
/// No hedge is the month (`in May`), an ability that was lacking (`could not be saved`), and what bounds
/// a number (`nearly 40`), which is the figure's own.
#[must_use]
pub fn find(text: &str, tokens: &[Token]) -> Vec<Span> {
    let words: Vec<String> = tokens.iter().map(|token| lower(text, token)).collect();
    let (mut found, mut idx) = (Vec::new(), 0);
    while idx < tokens.len() {
        let is_start = STARTS.contains(words[idx].as_str());
        let longest = (idx + 1..=(idx + LONGEST).min(tokens.len())).rev().filter(|_| is_start);
        let end = longest.into_iter().find(|end| HEDGES.has(&words[idx..*end].join(" ")));
        if let Some(end) = end.filter(|end| is_hedge(text, tokens, &words, idx..*end)) {
            found.push(tokens[idx].span.cover(tokens[end - 1].span));
        }
        idx = end.unwrap_or(idx + 1);
    }
    found
}

fn is_hedge(text: &str, tokens: &[Token], words: &[String], at: std::ops::Range<usize>) -> bool {
    let next = words.get(at.end).map_or("", String::as_str);
    let is_number = tokens.get(at.end).is_some_and(|token| token.kind == TokenKind::Number);
    if at.len() > 1 {
        return true;
    }
    match words[at.start].as_str() {
        // A sentence that begins with the verb asks ("May we …?") and hedges nothing either.
        "may" => !tokens[at.start].span.of(text).starts_with('M') && !is_number,
        "could" => next != "not",
        "preliminary" => FIRST_COUNTS.contains(&next),
        word if OF_NUMBERS.contains(&word) => !is_number && !NUMERALS.contains(&next),
        _ => true,
    }
}

/// A token in lower case with a straight apostrophe.
fn lower(text: &str, token: &Token) -> String {
    token.span.of(text).to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_text::token::tokens;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            find(text, &tokens(text)).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn hedges_are_found_as_written() {
        check(
            "It is Too early to say, but by and large we are done; the partlyness is none.",
            &["Too early to say", "by and large"],
        );
        check("The dam may have been damaged", &["may have"]);
        check("The mission has largely reached its goal", &["largely"]);
    }

    #[test]
    fn months_abilities_and_bounds_of_numbers_are_no_hedges() {
        check("The trial begins in May in Halvik", &[]);
        check("The case could not be proved", &[]);
        check("Nearly 40 boats and almost half of the nets were lost", &[]);
        check("He faces a preliminary charge", &[]);
        check("Preliminary results show a leak", &["Preliminary"]);
        check("The harvest is almost lost", &["almost"]);
    }
}
