//! The words of a sentence, read for who states what in it.

use crate::{
    document::{Document, Sentence},
    quotation::phrases::lower,
};
use onrecord_text::{Span, lists::List, quotes::Quoted, token::TokenKind};
use std::{ops::Range, sync::LazyLock};

/// Verbs by which a source states a figure.
pub static STATING: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/figure/stating.txt")).expect("checked")
});
/// A sentence of more tokens is a table or a dump of data and is not read.
const MAX_TOKENS: usize = 400;

/// The longest source before its verb or after `said`, in tokens.
pub const LONGEST_SOURCE: usize = 10;

/// The tokens of a sentence, or of what is said in it, in lower case.
pub struct Words<'a> {
    document: &'a Document<'a>,
    tokens: Range<usize>,
    lower: Vec<String>,
    is_quoted: Vec<bool>,
}

impl<'a> Words<'a> {
    /// The words of a sentence; those in quotation marks are nobody's but the quotation's. `None` for
    /// one that is too long to be a sentence.
    #[must_use]
    pub fn of(document: &'a Document<'a>, sentence: &Sentence, quoted: &[Quoted]) -> Option<Self> {
        let mut words = Self::read(document, sentence.tokens.clone())?;
        let from = quoted.partition_point(|part| part.outer.end() <= sentence.span.start());
        let parts = quoted[from..].iter();
        for part in parts.take_while(|part| part.outer.start() < sentence.span.end()) {
            for (idx, is_quoted) in words.is_quoted.iter_mut().enumerate() {
                let at = document.tokens[words.tokens.start + idx].span;
                *is_quoted |= part.outer.contains(at);
            }
        }
        Some(words)
    }

    /// The words of what somebody says, quotation marks and all.
    #[must_use]
    pub fn inside(document: &'a Document<'a>, tokens: Range<usize>) -> Option<Self> {
        Self::read(document, tokens)
    }

    fn read(document: &'a Document<'a>, tokens: Range<usize>) -> Option<Self> {
        if tokens.len() > MAX_TOKENS {
            return None;
        }
        let lower = tokens.clone().map(|idx| lower(document, idx)).collect();
        let is_quoted = vec![false; tokens.len()];
        Some(Self { document, tokens, lower, is_quoted })
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// The word of a token; empty past the end.
    pub fn word(&self, idx: usize) -> &str {
        self.lower.get(idx).map_or("", String::as_str)
    }

    /// Whether `idx` is a word or mark outside quotation marks that is one of `words`.
    pub fn is(&self, idx: usize, words: &[&str]) -> bool {
        idx < self.len() && !self.is_quoted[idx] && words.contains(&self.word(idx))
    }

    /// Whether a token is a verb of stating outside quotation marks.
    pub fn is_stating(&self, idx: usize) -> bool {
        idx < self.len() && !self.is_quoted[idx] && STATING.has(self.word(idx))
    }

    /// Whether a token begins with a capital.
    pub fn is_capital(&self, idx: usize) -> bool {
        let token = self.document.tokens.get(self.tokens.start + idx);
        token.is_some_and(|token| self.document.words(token.span).starts_with(char::is_uppercase))
    }

    /// Whether a token stands in quotation marks.
    pub fn is_quoted(&self, idx: usize) -> bool {
        self.is_quoted[idx]
    }

    /// How many of the tokens end at or before a place.
    pub fn n_before(&self, at: usize) -> usize {
        let tokens = &self.document.tokens[self.tokens.clone()];
        tokens.partition_point(|token| token.span.end() <= at)
    }

    /// From the first of some tokens to the last; `None` for none.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.document.tokens.get(self.tokens.start + range.start)?;
        let last = self.document.tokens.get(self.tokens.start + range.end.checked_sub(1)?)?;
        (!range.is_empty()).then(|| first.span.cover(last.span))
    }

    /// Whether tokens can name a source: words only, none of them a verb that would make it a clause.
    pub fn is_source(&self, range: Range<usize>) -> bool {
        let mut tokens = range.clone();
        let fits = |idx: usize| {
            let kind = self.document.tokens[self.tokens.start + idx].kind;
            let is_word = kind != TokenKind::Mark || matches!(self.word(idx), "-" | "&" | "/");
            is_word && !self.is_quoted[idx] && !NO_SOURCE_WORDS.contains(&self.word(idx))
        };
        !range.is_empty()
            && range.len() <= LONGEST_SOURCE
            && !NO_SOURCE_STARTS.contains(&self.word(range.start))
            && tokens.all(fits)
            && (range.len() == 1 || !PRONOUNS.contains(&self.word(range.start)))
    }
}

/// Words that make what they stand in a clause, and no source.
const NO_SOURCE_WORDS: [&str; 26] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could",
    "can", "may", "might", "should", "that", "which", "who", "whose", "because", "if", "when",
    "than", "not", "so",
];

/// Words that no source starts with.
const NO_SOURCE_STARTS: [&str; 22] = [
    "and", "or", "but", "as", "to", "while", "where", "although", "though", "also", "in", "on",
    "at", "by", "for", "from", "with", "after", "before", "of", "what", "there",
];

/// Words for somebody named before.
pub const PRONOUNS: [&str; 7] = ["he", "she", "it", "they", "we", "i", "you"];

/// Words between a source and its verb.
const HELPERS: [&str; 22] = [
    "also",
    "has",
    "have",
    "had",
    "will",
    "then",
    "later",
    "just",
    "once",
    "previously",
    "recently",
    "repeatedly",
    "initially",
    "originally",
    "separately",
    "finally",
    "publicly",
    "officially",
    "falsely",
    "earlier",
    "even",
    "simply",
];

/// Whether a word may stand between a source and its verb.
pub fn is_helper(word: &str) -> bool {
    HELPERS.contains(&word)
}
