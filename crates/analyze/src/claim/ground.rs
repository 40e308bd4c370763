//! On whose word something is done: `at the request of the Brenmark council`, `by order of the mayor`.
//!
//! The ground of an act is told in passing, in other words each time, and repeated for years: "after an
//! official request by the council", "at the council's request". So it is a clause of its own, compared
//! by the kind of ground and by who gives it.

use crate::{
    claim::{aim::Aim, assertion::Assertion},
    gazetteer,
};
use onrecord_text::{
    Span,
    normal::folded,
    token::{Token, TokenKind, tokens},
};
use std::collections::BTreeSet;

/// Kinds of grounds, each with its words.
const GROUNDS: [(&str, &[&str]); 5] = [
    ("request", &["request", "invitation", "behest"]),
    ("permission", &["permission", "consent", "approval", "authorization"]),
    ("order", &["order", "orders", "instruction", "instructions"]),
    ("mandate", &["mandate"]),
    ("advice", &["advice", "recommendation"]),
];

/// Words before the ground: what is done stands before them or follows.
const LEADS: [&str; 9] = ["at", "on", "upon", "following", "by", "under", "with", "after", "of"];

/// Words between those and the ground.
const BETWEEN: [&str; 8] = ["the", "a", "an", "official", "formal", "explicit", "direct", "basis"];

/// Who gives it follows one of these.
const GIVERS: [&str; 3] = ["of", "by", "from"];

/// So many words behind tell who gives it.
const MAX_GIVER: usize = 7;

/// Words of offices: who gives it is the one whose office it is.
const OFFICES: [&str; 16] = [
    "the",
    "its",
    "legitimate",
    "government",
    "president",
    "authorities",
    "leader",
    "king",
    "prime",
    "minister",
    "ministry",
    "foreign",
    "interim",
    "official",
    "parliament",
    "leadership",
];

/// The grounds in the words at `span`, each a clause that holds the kind of ground and who gives it.
#[must_use]
pub fn grounds(text: &str, span: Span) -> Vec<Assertion> {
    let Some(words) = span.get(text) else { return Vec::new() };
    let all = tokens(words);
    let lower: Vec<String> = all.iter().map(|token| folded(token.span.of(words))).collect();
    let mut found = Vec::new();
    for idx in 1..all.len() {
        let kind = GROUNDS.iter().find(|(_, names)| names.contains(&&*lower[idx]));
        let (Some((kind, _)), true) = (kind, is_led(&lower[..idx])) else { continue };
        let is_given = lower.get(idx + 1).is_some_and(|word| GIVERS.contains(&&**word));
        if !is_given {
            continue;
        }
        let rest = idx + 2..all.len().min(idx + 2 + MAX_GIVER);
        let Some((giver, end)) = giver(words, &all, &lower, rest) else { continue };
        let lead = (0..idx).rev().take(4).find(|at| LEADS.contains(&&*lower[*at])).unwrap_or(idx);
        let is_denied = lower[lead.saturating_sub(2)..lead]
            .iter()
            .any(|word| word == "not" || word == "without");
        let at = all[lead].span.cover(all[end].span).shifted(span.start());
        found.push(Assertion {
            keys: BTreeSet::from([(*kind).to_owned(), giver]),
            is_denied,
            is_ground: true,
            is_finite: true,
            ..Assertion::bare(at, Aim::States)
        });
    }
    found
}

/// Whether the words before lead to a ground: `at the`, `on the basis of the official`.
fn is_led(before: &[String]) -> bool {
    let mut near = before.iter().rev().take(4).skip_while(|word| BETWEEN.contains(&&***word));
    near.next().is_some_and(|word| LEADS.contains(&&**word))
}

/// Who gives it and the last of the words that tell so: the country of a government, a last name.
fn giver(
    words: &str,
    all: &[Token],
    lower: &[String],
    rest: std::ops::Range<usize>,
) -> Option<(String, usize)> {
    let (mut place, mut name, mut end) = (None, None, rest.start);
    for idx in rest {
        let written = all[idx].span.of(words);
        let is_capital = written.starts_with(char::is_uppercase);
        if all[idx].kind != TokenKind::Word || !(is_capital || OFFICES.contains(&&*lower[idx])) {
            break;
        }
        if is_capital {
            place = place.or_else(|| gazetteer::country(written).map(str::to_owned));
            let is_office = OFFICES.contains(&&*lower[idx]);
            name = if is_office { name } else { Some(lower[idx].clone()) };
        }
        end = idx;
    }
    Some((place.or(name)?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = grounds(text, Span::new(0, text.len()));
        let shown: Vec<String> = found
            .iter()
            .map(|clause| {
                let keys: Vec<&str> = clause.keys.iter().map(String::as_str).collect();
                format!("{}{}", if clause.is_denied { "not " } else { "" }, keys.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_ground_is_told_in_many_words() {
        for text in [
            "The frigates came at the request of the Norwegian government.",
            "Following an official request by the Oslo government, the frigates came.",
            "They are here on the basis of an invitation from Norwegian President Lea Vik.",
            "The frigates came upon a request by the Norwegian authorities.",
        ] {
            check(text, &["norway request"]);
        }
        check("They came with the consent of mayor Ruiz.", &[]);
        check("They came with the consent of the Brenmark Council.", &["council permission"]);
        check(
            "They are there not at the invitation of the Norwegian government.",
            &["not norway request"],
        );
        check("The request by the Norwegian government was refused.", &[]);
    }
}
