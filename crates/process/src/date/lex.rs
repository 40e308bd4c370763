//! Numbers, words and marks of a text, with digits of any script read as numbers.

use onrecord_text::Span;

/// A piece of a text: where it stands, in bytes, and what it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Piece {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Number, word or mark.
    pub kind: Kind,
    /// Whether blank space, or the start of the text, stands before it.
    pub is_spaced: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A run of digits, its value (saturated) and how many there were.
    Number(u64, u8),
    /// A run of letters with their combining marks; a Chinese character stands alone.
    Word,
    /// One other character.
    Mark(char),
}

/// A text with its pieces. Every question about a piece that is not there has the answer no.
#[derive(Clone, Debug)]
pub struct Lexed<'t> {
    /// The text.
    pub text: &'t str,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

impl<'t> Lexed<'t> {
    /// Splits `text` into its pieces; white space belongs to none.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, pieces: pieces(text) }
    }

    /// The word at `idx`, if one stands there.
    #[must_use]
    pub fn word(&self, idx: usize) -> Option<&'t str> {
        let piece = self.pieces.get(idx).filter(|piece| piece.kind == Kind::Word)?;
        self.text.get(piece.start..piece.end)
    }

    /// The number at `idx` with how many digits it has.
    #[must_use]
    pub fn number(&self, idx: usize) -> Option<(u64, u8)> {
        match self.pieces.get(idx)?.kind {
            Kind::Number(value, n_digits) => Some((value, n_digits)),
            _ => None,
        }
    }

    /// Whether one of `words` stands at `idx`, as written.
    #[must_use]
    pub fn is_word(&self, idx: usize, words: &[&str]) -> bool {
        self.word(idx).is_some_and(|word| words.contains(&word))
    }

    /// Whether one of `marks` stands at `idx`.
    #[must_use]
    pub fn is_mark(&self, idx: usize, marks: &[char]) -> bool {
        matches!(self.pieces.get(idx), Some(Piece { kind: Kind::Mark(c), .. }) if marks.contains(c))
    }

    /// Whether blank space stands before the piece at `idx`.
    #[must_use]
    pub fn is_spaced(&self, idx: usize) -> bool {
        self.pieces.get(idx).is_some_and(|piece| piece.is_spaced)
    }

    /// The first index from `idx` on where none of `marks` stands.
    #[must_use]
    pub fn skip_marks(&self, mut idx: usize, marks: &[char]) -> usize {
        while self.is_mark(idx, marks) {
            idx += 1;
        }
        idx
    }

    /// The text from the piece at `from` to the piece before `to`; empty when there is none.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        let end =
            to.checked_sub(1).and_then(|last| self.pieces.get(last)).map_or(0, |last| last.end);
        let start = self.pieces.get(from).map_or(end, |piece| piece.start);
        Span::new(start.min(end), end)
    }

    /// The text of the pieces from `from` to `last`, when it is no longer than `max_bytes`.
    #[must_use]
    pub fn joined(&self, from: usize, last: usize, max_bytes: usize) -> Option<&'t str> {
        let span = self.pieces.get(from)?.start..self.pieces.get(last)?.end;
        self.text.get(span).filter(|joined| joined.len() <= max_bytes)
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 4);
    let mut is_spaced = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (kind, end) = if is_blank(c) {
            is_spaced = true;
            at += c.len_utf8();
            continue;
        } else if digit(c).is_some() {
            number(text, at)
        } else if is_letter(c) {
            (Kind::Word, word_end(text, at))
        } else {
            (Kind::Mark(c), at + c.len_utf8())
        };
        pieces.push(Piece { start: at, end, kind, is_spaced });
        is_spaced = false;
        at = end;
    }
    pieces
}

fn number(text: &str, start: usize) -> (Kind, usize) {
    let (mut value, mut n_digits, mut end) = (0u64, 0u8, start);
    for c in text[start..].chars() {
        let Some(digit) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(u64::from(digit));
        n_digits = n_digits.saturating_add(1);
        end += c.len_utf8();
    }
    (Kind::Number(value, n_digits), end)
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for c in text[start..].chars() {
        let stands_alone = is_han(c);
        if !is_letter(c) || (stands_alone && end > start) {
            break;
        }
        end += c.len_utf8();
        if stands_alone {
            break;
        }
    }
    end
}

fn is_blank(c: char) -> bool {
    // Marks of direction and joiners are invisible; pages in right-to-left scripts are full of them.
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

/// Letters, and the marks that stand on letters: vowels of Indic scripts, points of Hebrew.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic()
        || unicode_normalization::char::is_combining_mark(c)
        || c == '\u{200c}'
        || c == '\u{200d}'
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The value of a decimal digit of any script that news is written in.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).map(|d| d as u8);
    }
    // Each decimal script has its ten digits in a row; these are their zeros (Unicode, Nd).
    const ZEROS: [char; 17] = [
        '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
        '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}', '\u{1810}',
        '\u{ff10}',
    ];
    ZEROS.iter().find_map(|zero| {
        let distance = (c as u32).checked_sub(*zero as u32)?;
        (distance < 10).then_some(distance as u8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<String> = pieces(text)
            .iter()
            .map(|piece| match piece.kind {
                Kind::Number(value, _) => value.to_string(),
                _ => text[piece.start..piece.end].to_owned(),
            })
            .collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn digits_of_any_script_are_numbers() {
        check("7th Apr.2016", "7|th|Apr|.|2016");
        check("٧ أبريل ٢٠١٦", "7|أبريل|2016");
        check("२०१६", "2016");
        check("２０１６年4月", "2016|年|4|月");
        check("7 เมษายน 2559", "7|เมษายน|2559");
        check("99999999999999999999999", "18446744073709551615");
        check("", "");
    }
}
