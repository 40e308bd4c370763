//! A sentence as figures are read: its tokens, with currencies cut off from their numbers.

use super::lists::LISTS;
use crate::document::Document;
use onrecord_text::{
    Span,
    token::{Token, TokenKind},
};
use std::ops::Range;

/// The text and tokens of a sentence, or of a piece of a very long one.
#[derive(Debug)]
pub struct Line<'d> {
    /// The whole text of the article.
    pub text: &'d str,
    /// The tokens; `RM79` and `PS2.7m` are cut after the currency.
    pub tokens: Vec<Token>,
    /// The tokens in lower case.
    lower: Vec<String>,
    /// Where it stands.
    pub span: Span,
    /// Whether the text is English, or its language could not be told.
    pub is_english: bool,
}

impl<'d> Line<'d> {
    /// Reads a range of the document's tokens.
    #[must_use]
    pub fn of(document: &Document<'d>, part: Range<usize>) -> Self {
        let text = document.text();
        let around = |first: &Token, last: &Token| first.span.cover(last.span);
        let inside = &document.tokens[part.clone()];
        let span = inside.first().zip(inside.last()).map(|(first, last)| around(first, last));
        let mut tokens = Vec::with_capacity(part.len());
        for token in &document.tokens[part] {
            match cut(token.span.of(text)).filter(|_| token.kind == TokenKind::Word) {
                Some(at) => {
                    let middle = token.span.start() + at;
                    let rest = Span::new(middle, token.span.end());
                    let is_number = rest.of(text).bytes().all(|b| b.is_ascii_digit());
                    let kind = if is_number { TokenKind::Number } else { TokenKind::Word };
                    tokens.push(Token { span: Span::new(token.span.start(), middle), ..*token });
                    tokens.push(Token { span: rest, kind });
                }
                None => tokens.push(*token),
            }
        }
        let lower = tokens.iter().map(|token| token.span.of(text).to_lowercase()).collect();
        let is_english = document.article.language.as_deref().is_none_or(|code| code == "en");
        Self { text, tokens, lower, span: span.unwrap_or(Span::new(0, 0)), is_english }
    }

    /// Token `at` as written; empty outside the sentence.
    #[must_use]
    pub fn word(&self, at: usize) -> &'d str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Token `at` in lower case; empty outside the sentence.
    #[must_use]
    pub fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The token so many places before `at` in lower case; empty outside the sentence.
    #[must_use]
    pub fn before(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |at| self.lower(at))
    }

    /// Whether token `at` is a word.
    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether token `at` starts with a capital.
    #[must_use]
    pub fn is_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether token `at` follows the one before it without a blank.
    #[must_use]
    pub fn is_glued(&self, at: usize) -> bool {
        at > 0
            && at < self.tokens.len()
            && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    /// The span of a range of tokens.
    ///
    /// # Panics
    ///
    /// When the range is empty.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span.cover(self.tokens[range.end - 1].span)
    }

    /// Tokens `range` in lower case, joined by a blank where one stands between them.
    #[must_use]
    pub fn joined(&self, range: Range<usize>) -> String {
        let mut joined = String::new();
        for at in range.clone() {
            if at > range.start && !self.is_glued(at) {
                joined.push(' ');
            }
            joined.push_str(self.lower(at));
        }
        joined
    }

    /// The first token that starts at or after a byte.
    #[must_use]
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start() < byte)
    }
}

/// Where a currency ends that a number is glued to: 2 in `RM79`.
fn cut(word: &str) -> Option<usize> {
    if !word.is_ascii() {
        return None;
    }
    let at = word.find(|c: char| c.is_ascii_digit()).filter(|at| (1..=3).contains(at))?;
    LISTS.currencies.contains_key(&word[..at]).then_some(at)
}
