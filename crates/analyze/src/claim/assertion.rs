//! What a clause asserts: its content words, whether it denies them, and what weakens it.

use crate::story::{stem::stem, terms::is_stopword};
use onrecord_text::{
    Span,
    lists::List,
    normal::{Normal, folded},
    token::{TokenKind, tokens},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// For the stem of a word the word that stands for it and those that say nearly the same.
static SAME: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let list = List::read(include_str!("../../../../lang/en/claims.txt")).expect("a checked list");
    list.iter().map(|(word, class)| (stem(word), class.to_owned())).collect()
});

static CLASSES: LazyLock<BTreeSet<String>> = LazyLock::new(|| SAME.values().cloned().collect());

static HEDGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let list =
        List::read(include_str!("../../../../lang/en/claim_hedges.txt")).expect("a checked list");
    list.iter().map(|(phrase, _)| phrase.to_owned()).collect()
});

/// Stems of hedges of one word: they are kept beside a clause, not in it.
static HEDGE_STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    HEDGES.iter().filter(|phrase| !phrase.contains(' ')).map(|word| stem(word)).collect()
});

/// Words that turn a clause into its denial.
const DENIALS: [&str; 10] =
    ["not", "no", "never", "none", "neither", "without", "nobody", "nothing", "cannot", "nor"];

/// Words at which a new clause begins.
const JOINTS: [&str; 8] = ["and", "but", "that", "while", "because", "although", "which", "so"];

/// A clause takes part in a claim with at most so many content words; longer ones say too many
/// things at once to be the same as another.
pub const MAX_KEYS: usize = 14;

/// A clause of a statement for comparing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Assertion {
    /// Where it stands in the article.
    pub span: Span,
    /// Its content words: stems, or the word that stands for several of one meaning.
    pub keys: BTreeSet<String>,
    /// Names and other capitalized words, folded stems: whom it is about rather than what it says.
    pub names: BTreeSet<String>,
    /// Whether it denies what they say.
    pub is_denied: bool,
}

/// Whether a key stands for several words of one meaning: what a clause predicates, usually.
#[must_use]
pub fn is_class(key: &str) -> bool {
    CLASSES.contains(key)
}

/// Whether a key tells of an incident, which happens again and again: two reports of soldiers killed
/// are no recurring claim by these words alone.
#[must_use]
pub fn is_incident(key: &str) -> bool {
    ["die", "injure", "destroy", "displace", "flee", "soldier", "talks", "begin", "end"]
        .contains(&key)
}

/// The word that a folded word is compared by; `None` for words without content.
#[must_use]
pub fn key(word: &str) -> Option<String> {
    let stem = stem(word);
    if let Some(class) = SAME.get(&stem) {
        return Some(class.clone());
    }
    (stem.len() > 1 && !HEDGE_STEMS.contains(&stem) && !is_stopword(word) && !is_stopword(&stem))
        .then_some(stem)
}

/// The clauses of the words at `span`, each with at least two content words.
#[must_use]
pub fn assertions(text: &str, span: Span) -> Vec<Assertion> {
    let Some(words) = span.get(text) else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Option<Assertion> = None;
    // The first word of a sentence has a capital whatever it is.
    let mut is_first = true;
    for token in tokens(words) {
        let word = folded(token.span.of(words));
        let at = token.span.shifted(span.start());
        let ends = match token.kind {
            TokenKind::Mark => matches!(&*word, "," | ";" | ":" | "." | "!" | "?" | "-" | "\""),
            _ => JOINTS.contains(&&*word),
        };
        if ends {
            found.extend(open.take().filter(is_comparable));
            is_first |= matches!(&*word, "." | "!" | "?" | ":" | "\"");
            continue;
        }
        let clause = open.get_or_insert_with(|| Assertion {
            span: at,
            keys: BTreeSet::new(),
            names: BTreeSet::new(),
            is_denied: false,
        });
        clause.span = clause.span.cover(at);
        if DENIALS.contains(&&*word) || word.ends_with("n't") {
            clause.is_denied = !clause.is_denied;
        } else if token.kind == TokenKind::Word {
            let is_name = !is_first && token.span.of(words).starts_with(char::is_uppercase);
            let set = if is_name { &mut clause.names } else { &mut clause.keys };
            set.extend(key(&word));
        }
        is_first = false;
    }
    found.extend(open.filter(is_comparable));
    found
}

fn is_comparable(clause: &Assertion) -> bool {
    (2..=MAX_KEYS).contains(&clause.keys.len())
}

/// Words that weaken what stands at `span`, as written, in order.
#[must_use]
pub fn hedges(text: &str, span: Span) -> Vec<String> {
    let Some(words) = span.get(text) else { return Vec::new() };
    let view = Normal::of(words);
    let mut found: Vec<Span> = Vec::new();
    for phrase in HEDGES.iter() {
        for (at, _) in view.text().match_indices(phrase.as_str()) {
            let end = at + phrase.len();
            let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            if is_edge(view.text()[..at].chars().next_back())
                && is_edge(view.text()[end..].chars().next())
            {
                found.push(view.original(Span::new(at, end)));
            }
        }
    }
    found.sort_unstable();
    found.into_iter().map(|span| span.of(words).trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let span = Span::new(0, text.len());
        let shown: Vec<String> = assertions(text, span)
            .iter()
            .map(|clause| {
                let keys: Vec<&str> = clause.keys.iter().map(String::as_str).collect();
                format!("{}{}", if clause.is_denied { "not " } else { "" }, keys.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn clauses_keep_what_they_assert() {
        check("We have fulfilled our tasks", &["achieve goal"]);
        check("the mission was largely accomplished", &["achieve goal"]);
        check("The bridge is safe, but the tower is not safe", &["bridg safe", "not safe tower"]);
        check("It isn't over", &[]);
    }

    #[test]
    fn hedges_are_found_as_written() {
        let text = "It is Too early to say, but by and large we are done; the partlyness is none.";
        assert_eq!(hedges(text, Span::new(0, text.len())), ["Too early to", "by and large"]);
    }
}
