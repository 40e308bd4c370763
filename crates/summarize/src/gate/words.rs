//! Words as the gate compares them, and its closed lists.

use onrecord_text::{
    Span,
    lists::List,
    token::{TokenKind, tokens},
};
use std::sync::LazyLock;

fn list(file: &str) -> List {
    List::read(file).expect("a checked list")
}

/// What may stand between the words of sources, each with its part in a sentence.
pub static JOINING: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/gate/joining.txt")));

/// What a foreign word would change; only for naming a refusal.
pub static KINDS: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/gate/kinds.txt")));

/// Words that may lose a capital that only the start of a sentence gave them.
static OPENINGS: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/gate/openings.txt")));

/// Reporting verbs.
pub static SAID: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/said.txt")));

/// Number words; only for naming a refusal.
pub static NUMBERS: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/numbers.txt")));

static ROLES: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/roles.txt")));

static TITLES: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/titles.txt")));

static GROUPS: LazyLock<List> =
    LazyLock::new(|| list(include_str!("../../../../lang/en/groups.txt")));

/// Whether a word is the noun of an office.
pub fn is_role(word: &str) -> bool {
    let low = word.to_lowercase();
    ROLES.has(&low) || TITLES.has(low.trim_end_matches('.'))
}

/// Whether a word stands for an organization.
pub fn is_group(word: &str) -> bool {
    GROUPS.has(&word.to_lowercase())
}

/// A word or mark of a text, with quotation marks, apostrophes and dashes in one style.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Word {
    /// The word; its case is kept.
    pub text: String,
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// The words and marks of a text.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let word = |token: &onrecord_text::token::Token| Word {
        text: token.span.of(text).chars().map(plain_mark).collect(),
        span: token.span,
        kind: token.kind,
    };
    tokens(text).iter().map(word).collect()
}

/// A mark in the one style in which marks are compared.
fn plain_mark(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => '\'',
        '–' | '—' | '―' | '‑' => '-',
        c => c,
    }
}

/// How the words of a phrase are found in a rewording.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Case {
    /// Every letter as it stands.
    Exact,
    /// The first letter may have the other case.
    FirstFree,
    /// The first letter may gain a capital, or lose one that is no name's.
    FirstOpening,
}

/// How many words of `text`, from its start, a phrase takes up; `None` where it does not stand there.
#[must_use]
pub fn stands(phrase: &[Word], text: &[Word], case: Case) -> Option<usize> {
    let (first, rest) = phrase.split_first()?;
    let (head, tail) = text.split_first()?;
    let is_rest = tail.len() >= rest.len() && rest.iter().zip(tail).all(|(a, b)| a.text == b.text);
    (is_rest && is_first(&first.text, &head.text, case)).then_some(phrase.len())
}

/// Whether the first word of a phrase may stand as `found`.
fn is_first(wanted: &str, found: &str, case: Case) -> bool {
    if wanted == found {
        return true;
    }
    let is_same = tail(wanted) == tail(found)
        && wanted.chars().next().map(|c| c.to_lowercase().to_string())
            == found.chars().next().map(|c| c.to_lowercase().to_string());
    match case {
        Case::Exact => false,
        Case::FirstFree => is_same,
        Case::FirstOpening => {
            let is_raised = wanted.starts_with(char::is_lowercase);
            is_same && (is_raised || OPENINGS.has(&wanted.to_lowercase()))
        }
    }
}

fn tail(word: &str) -> &str {
    let mut chars = word.chars();
    chars.next();
    chars.as_str()
}
