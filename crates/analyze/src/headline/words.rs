//! A headline that says it of all, or repeats what somebody says without the hedge or without the source.

use crate::claim::{Aim, Assertion, Spoken, measure::content};
use onrecord_model::{
    article::Article,
    claim::Statement,
    figure::{Figure, Modifier},
    findings::Findings,
};
use onrecord_text::{Span, normal::folded};
use std::collections::BTreeSet;

/// Words by which a headline says it of all.
const ALL: [&str; 4] = ["all", "every", "entire", "whole"];

/// Words of headlines that advise and assert nothing.
const ADVICE: [&str; 5] = ["should", "tips", "must", "need", "needs"];

/// A figure of the body that says it of some, most or nearly all of what the headline says it of all.
pub(super) fn by_all<'f>(
    article: &Article,
    findings: &'f Findings,
    headline: &Spoken,
) -> Option<(&'f Figure, String)> {
    let title = headline.statement.content.exact();
    let words: Vec<String> = folded(title).split_whitespace().map(str::to_owned).collect();
    let at = words.iter().position(|word| ALL.contains(&word.as_str()))?;
    let named = content(&words[at + 1..].iter().take(3).cloned().collect::<Vec<_>>().join(" "));
    let is_part = |figure: &&Figure| {
        let is_some = matches!(
            figure.modifier,
            Modifier::Some | Modifier::Several | Modifier::Many | Modifier::Most | Modifier::Part
        );
        // What is counted stands last: "several ferry routes" are no ferries.
        let words = [figure.counted, figure.of].into_iter().flatten();
        let words = words.filter_map(|at| at.get(&article.text)?.split_whitespace().next_back());
        let counted = words.collect::<Vec<_>>().join(" ");
        let is_below = !headline.statement.content.span().intersects(figure.span);
        // And it says the same of them: "all ferries cancelled", "some of the ferries were cancelled".
        let below = content(figure.passage.get(&article.text).unwrap_or_default());
        let says_same = content(title).intersection(&below).any(|word| !named.contains(word));
        is_some && is_below && says_same && !content(&counted).is_disjoint(&named)
    };
    if folded(title).split(' ').any(|word| ADVICE.contains(&word)) {
        return None;
    }
    let found = findings.figures.iter().find(is_part)?;
    let (part, whole) = (found.span.get(&article.text)?, &words[at]);
    Some((found, format!("the headline says `{whole}`, the text `{part}`")))
}

/// A headline has at least so many content words in common with what it stands for, names included.
const LEAST_WORDS: usize = 3;

/// Marks and words by which a headline names a source or keeps its distance.
const DISTANCE: [&str; 23] = [
    "says",
    "said",
    "claims",
    "claimed",
    "tells",
    "told",
    "accuses",
    "accused",
    "alleged",
    "allegedly",
    "warns",
    "vows",
    "denies",
    "denied",
    "insists",
    "admits",
    "reports",
    "according",
    "calls",
    "puts",
    "sees",
    "urges",
    "finds",
];

/// A statement of the body that the headline repeats without its hedge or without its source.
pub(super) fn by_words(headline: &Spoken, body: &[&Spoken]) -> Option<(Statement, String)> {
    // The whole of it: where it quotes, "says" stands outside the words quoted.
    let title = headline.statement.passage.exact();
    let is_kept =
        |mark: char| matches!(mark, ':' | '“' | '"' | '‘' | '\'' | '—' | '–' | '|' | '?' | '…');
    if !headline.statement.hedges.is_empty() || is_list(title) {
        return None;
    }
    let has_distance = title.replace("'s", "").replace("’s", "").chars().any(is_kept)
        || folded(title).split(' ').any(|word| DISTANCE.contains(&word));
    headline.assertions.iter().find_map(|clause| {
        let wanted: BTreeSet<&String> = clause.keys.union(&clause.names).collect();
        if wanted.len() < LEAST_WORDS || clause.aim == Aim::Questions {
            return None;
        }
        let says = |below: &&Assertion| {
            let held: BTreeSet<&String> = below.keys.union(&below.names).collect();
            // Five words and more may have one that the text says otherwise.
            let n_missing = wanted.difference(&held).count();
            (n_missing == 0 || n_missing == 1 && wanted.len() > LEAST_WORDS + 1)
                && below.is_denied == clause.is_denied
                && !below.is_ground
                && !clause.is_ground
        };
        body.iter().find_map(|spoken| {
            let below = spoken.assertions.iter().find(says)?;
            let text = &spoken.article.text;
            if !below.predicates.iter().any(|key| clause.keys.contains(key)) {
                return None;
            }
            let inside = |at: &&Span| below.span.contains(**at);
            let hedges: Vec<_> = spoken.hedges.iter().filter(inside).collect();
            let words =
                hedges.iter().filter_map(|at| at.get(text)).collect::<Vec<_>>().join("`, `");
            let is_named = |name: &&String| {
                let last = name.rsplit(' ').next().unwrap_or_default();
                has_distance || title.contains(last)
            };
            let source = spoken.statement.speaker.as_ref().filter(|name| !is_named(name));
            let is_same = below.aim == clause.aim;
            let reason = match (words.as_str(), source) {
                ("", Some(name)) if is_same && below.is_finite && !clause.is_own => {
                    format!("the headline states as a fact what {name} says")
                }
                ("", _) => return None,
                (words, _) => format!("the headline drops `{words}`"),
            };
            Some((spoken.statement.clone(), reason))
        })
    })
}

/// Whether a title counts what its page lists: `The 11 best lanterns`, `Five ways to mend a net`.
fn is_list(title: &str) -> bool {
    let words = folded(title);
    let mut words = words.split_whitespace().skip_while(|word| matches!(*word, "the" | "top"));
    words.next().is_some_and(|word| word.parse::<u16>().is_ok() || LISTED.contains(&word))
}

/// Numbers that titles of lists begin with.
const LISTED: [&str; 12] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen",
];
