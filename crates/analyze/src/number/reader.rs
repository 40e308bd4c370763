//! A number as it is read, and the tokens it is read from.

use super::numerals::{Numerals, Role};
use onrecord_model::figure::Amount;
use onrecord_text::{
    Span,
    token::{Token, TokenKind},
};
use std::ops::Range;

/// A number in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Number {
    /// Where it stands: `1.9 million`, the `256` of `256GB`.
    pub span: Span,
    /// The tokens it touches; the last one may go on after the number.
    pub tokens: Range<usize>,
    /// What it amounts to.
    pub value: Amount,
    /// How it is written.
    pub form: Form,
    /// What the last token goes on with: the `GB` of `256GB`.
    pub rest: Option<Span>,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// In digits, with or without a scale word.
    Digits,
    /// In words.
    Words,
    /// As a part: `half`, `two-thirds`, `1/4`.
    Part,
    /// As a place in a row: `third`, `21st`.
    Ordinal,
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) numerals: &'a Numerals,
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    pub(super) fn role(&self, at: usize) -> Option<Role> {
        let token = self.tokens.get(at)?;
        (token.kind == TokenKind::Word).then(|| self.numerals.role(token.span.of(self.text)))?
    }

    /// Whether token `at` follows the one before it without a blank.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        at > 0
            && at < self.tokens.len()
            && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    /// Scale words after digits: `1.9 million`, `2 hundred thousand`, `3-million`.
    pub(super) fn scale_up(&self, number: &mut Number) -> Option<()> {
        loop {
            let next = number.tokens.end;
            let skip = usize::from(self.word(next) == "-" && self.is_glued(next));
            let scale = match self.role(next + skip) {
                Some(Role::Scale(scale)) => scale,
                Some(Role::Hundred) => 100,
                _ => return Some(()),
            };
            number.value = number.value.times(scale)?;
            number.tokens.end = next + skip + 1;
            number.span = number.span.cover(self.tokens[next + skip].span);
        }
    }
}
