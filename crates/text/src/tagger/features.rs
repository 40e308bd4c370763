//! What the tagger sees of each token: hashes of the word, its edges and its shape, and flags.
//!
//! Training reads the same numbers from this code (`train/README.md`), so that there is no second
//! implementation to keep in step.

use crate::{
    Span,
    quotes::{Quoted, quoted},
    sentence::sentences,
    token::tokens,
};

/// How many rows the table of word beginnings has.
pub const N_PREFIXES: usize = 2048;
/// How many rows the table of word endings has.
pub const N_SUFFIXES: usize = 4096;
/// How many rows the table of word shapes has.
pub const N_SHAPES: usize = 512;
/// How many rows the table of flags has.
pub const N_FLAGS: usize = 256;

/// Inside quotation marks.
pub const IN_QUOTE: u8 = 1;
/// The first token inside quotation marks.
pub const QUOTE_START: u8 = 2;
/// The last token inside quotation marks.
pub const QUOTE_END: u8 = 4;
/// The first token of a sentence.
pub const SENTENCE_START: u8 = 8;
/// The last token of a sentence.
pub const SENTENCE_END: u8 = 16;
/// In a line that stands in quotation marks from end to end.
pub const LINE_QUOTED: u8 = 32;
/// The first token of a line.
pub const LINE_START: u8 = 64;
/// After a blank or at the start of a line.
pub const BLANK_BEFORE: u8 = 128;
/// The flags of the separator that stands between two lines.
pub const SEPARATOR: u8 = 255;

/// What the tagger sees of one token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Features {
    /// Where the token stands; empty for the separator between two lines.
    pub span: Span,
    /// Hash of the word in lower case; 0 for the separator.
    pub word: u32,
    /// Row of its first three characters.
    pub prefix: u16,
    /// Row of its last three characters.
    pub suffix: u16,
    /// Row of its shape.
    pub shape: u16,
    /// The flags above.
    pub flags: u8,
}

impl Features {
    /// Whether this is the separator between two lines.
    #[must_use]
    pub fn is_separator(&self) -> bool {
        self.flags == SEPARATOR
    }
}

/// The features of every token of `text`, with a separator between lines that hold tokens.
#[must_use]
pub fn features(text: &str) -> Vec<Features> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut last_end = 0;
    let mut word = String::new();
    for token in tokens(text) {
        let starts_line = found.is_empty() || text[last_end..token.span.start()].contains('\n');
        if starts_line && !found.is_empty() {
            found.push(separator(last_end));
        }
        let mut flags = if starts_line { LINE_START } else { 0 };
        if starts_line || last_end < token.span.start() {
            flags |= BLANK_BEFORE;
        }
        last_end = token.span.end();
        fold(token.span.of(text), &mut word);
        found.push(Features {
            span: token.span,
            word: word_hash(&word),
            prefix: row(b"p", prefix(&word), N_PREFIXES),
            suffix: row(b"s", suffix(&word), N_SUFFIXES),
            shape: row(b"h", &shape(token.span.of(text)), N_SHAPES),
            flags,
        });
    }
    flag_sentences(text, &mut found);
    flag_quotes(text, &mut found);
    found
}

fn separator(at: usize) -> Features {
    let span = Span::new(at, at);
    Features { span, word: 0, prefix: 0, suffix: 0, shape: 0, flags: SEPARATOR }
}

/// The hash of a word in lower case with straight apostrophes; never 0.
#[must_use]
pub fn word_hash(word: &str) -> u32 {
    crc(b"w", word.as_bytes()).max(1)
}

/// Puts `word` in lower case, with straight apostrophes, into `folded`.
pub fn fold(word: &str, folded: &mut String) {
    folded.clear();
    for c in word.chars() {
        match c {
            '’' | '‘' => folded.push('\''),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
}

/// The hash and the row of the ending of a word in lower case.
pub(super) fn stem_rows(word: &str) -> (u32, u16) {
    (word_hash(word), row(b"s", suffix(word), N_SUFFIXES))
}

fn prefix(word: &str) -> &str {
    let stem = word.strip_suffix("'s").unwrap_or(word);
    let end = stem.char_indices().nth(3).map_or(stem.len(), |(at, _)| at);
    &stem[..end]
}

fn suffix(word: &str) -> &str {
    let start = word.char_indices().nth_back(2).map_or(0, |(at, _)| at);
    &word[start..]
}

/// `Xx` for `Ruiz`, `Xx'x` for `Ruiz’s`, `dd` for `2016`: runs cut to two, eight characters at most.
fn shape(word: &str) -> String {
    let mut shape = String::with_capacity(8);
    let (mut last, mut n_last, mut n_chars) = ('\0', 0, 0);
    for c in word.chars() {
        let class = match c {
            '’' | '‘' => '\'',
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        n_last = if class == last { n_last + 1 } else { 1 };
        last = class;
        if n_last <= 2 {
            shape.push(class);
            n_chars += 1;
            if n_chars == 8 {
                break;
            }
        }
    }
    shape
}

fn row(salt: &[u8], text: &str, n_rows: usize) -> u16 {
    u16::try_from(crc(salt, text.as_bytes()) as usize % n_rows).expect("tables are small")
}

fn flag_sentences(text: &str, found: &mut [Features]) {
    let mut next = 0;
    for sentence in sentences(text) {
        let first = next + found[next..].partition_point(|f| f.span.start() < sentence.start());
        next = first + found[first..].partition_point(|f| f.span.start() < sentence.end());
        let inside = &mut found[first..next];
        if let Some(token) = inside.iter_mut().find(|f| !f.is_separator()) {
            token.flags |= SENTENCE_START;
        }
        if let Some(token) = inside.iter_mut().rev().find(|f| !f.is_separator()) {
            token.flags |= SENTENCE_END;
        }
    }
}

fn flag_quotes(text: &str, found: &mut [Features]) {
    let mut next = 0;
    for part in quoted(text) {
        let first = next + found[next..].partition_point(|f| f.span.start() < part.inner.start());
        next = first + found[first..].partition_point(|f| f.span.start() < part.inner.end());
        // The separator at the end of a line starts where the line's last token ends.
        let inside = found[first..next].iter_mut().filter(|f| !f.is_separator());
        let mut inside: Vec<_> = inside.collect();
        for token in &mut inside {
            token.flags |= IN_QUOTE;
        }
        if let Some(token) = inside.first_mut() {
            token.flags |= QUOTE_START;
        }
        if let Some(token) = inside.last_mut() {
            token.flags |= QUOTE_END;
        }
        if is_whole_line(text, &part) {
            inside.iter_mut().for_each(|token| token.flags |= LINE_QUOTED);
        }
    }
}

fn is_whole_line(text: &str, part: &Quoted) -> bool {
    let blank_to = |rest: &str| rest.chars().all(char::is_whitespace);
    let before = text[..part.outer.start()].rsplit('\n').next().unwrap_or_default();
    let after = text[part.outer.end()..].split('\n').next().unwrap_or_default();
    blank_to(before) && blank_to(after)
}

/// CRC-32 (IEEE 802.3, as in zip files) of `salt` and `text`.
#[must_use]
pub fn crc(salt: &[u8], text: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| CRC[((crc ^ u32::from(*byte)) & 255) as usize] ^ (crc >> 8);
    !text.iter().fold(salt.iter().fold(!0, step), step)
}

const CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut crc, mut bit) = (byte as u32, 0);
        while bit < 8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
            bit += 1;
        }
        table[byte] = crc;
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_zip_files() {
        assert_eq!(crc(b"", b"123456789"), 0xcbf4_3926);
        assert_eq!(crc(b"123", b"456789"), 0xcbf4_3926);
    }

    #[test]
    fn shapes_and_edges_are_short() {
        assert_eq!(shape("McDonald’s"), "XxXxx'x");
        assert_eq!(shape("2016"), "dd");
        assert_eq!((prefix("ruiz's"), suffix("ruiz's")), ("rui", "z's"));
        assert_eq!((prefix("é"), suffix("é")), ("é", "é"));
    }

    #[test]
    fn flags_say_where_a_token_stands() {
        let found = features("He said: “Go now.”\n“All of it.");
        let flags: Vec<_> = found.iter().map(|f| f.flags).collect();
        assert_eq!(flags[0], LINE_START | BLANK_BEFORE | SENTENCE_START);
        assert_eq!(flags[4], IN_QUOTE | QUOTE_START);
        assert_eq!(flags[6], IN_QUOTE | QUOTE_END);
        assert_eq!(flags[7], SENTENCE_END);
        assert!(found[8].is_separator());
        assert_eq!(flags[10], IN_QUOTE | QUOTE_START | LINE_QUOTED);
    }
}
