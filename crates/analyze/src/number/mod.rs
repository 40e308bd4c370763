//! Numbers in digits and words: where they stand and what they amount to.

mod numerals;
mod reader;
mod digits;
mod words;

use digits::is_digit;
use onrecord_model::figure::Amount;
use onrecord_text::token::{Token, TokenKind};
use reader::Reader;

pub use numerals::{Numerals, numerals};
pub use reader::{Form, Number};

/// The numbers of a text, in order, none inside another.
#[must_use]
pub fn numbers(text: &str, tokens: &[Token], numerals: &Numerals) -> Vec<Number> {
    let reader = Reader { text, tokens, numerals };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match reader.number(at) {
            Some(number) => {
                at = number.tokens.end;
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

impl Reader<'_> {
    fn number(&self, at: usize) -> Option<Number> {
        let token = self.tokens[at];
        match token.kind {
            // .001: the zero before the point left out
            TokenKind::Mark
                if self.word(at) == "."
                    && !self.is_glued(at)
                    && self.is_glued(at + 1)
                    && self.word(at + 1).starts_with(is_digit) =>
            {
                let mut number = self.digits(at + 1)?;
                let digits = self.word(at + 1);
                let n_digits = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
                number.value = Amount::parse(&format!("0.{}", &digits[..n_digits]))?;
                number.tokens.start = at;
                number.span = token.span.cover(number.span);
                Some(number)
            }
            TokenKind::Mark => None,
            _ if self.word(at).starts_with(is_digit) => self.digits(at),
            TokenKind::Number => self.vulgar(at),
            TokenKind::Word => self.words(at),
        }
    }
}
