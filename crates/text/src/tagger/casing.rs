//! What the name tagger sees of each token: words without `’s`, and how the text writes them elsewhere.
//!
//! The flags about quotation marks, which say little about names, make room for flags about capitals:
//! a headline in capitals tells no name from a word, but the text below it does.

use crate::{
    Span,
    tagger::features::{
        Features, IN_QUOTE, LINE_QUOTED, QUOTE_END, QUOTE_START, SENTENCE_START, features, fold,
        stem_rows,
    },
};

/// The text has this word in lower case somewhere.
pub const SEEN_LOWER: u8 = IN_QUOTE;
/// The text has this word with a capital inside a sentence somewhere.
pub const SEEN_CAPITAL: u8 = QUOTE_START;
/// In a line mostly of capitals.
pub const LINE_SHOUTED: u8 = QUOTE_END;
/// In another line without a mark at its end: a headline, a caption, a row of a table.
pub const LINE_OPEN: u8 = LINE_QUOTED;

/// The features of every token of `text`, as the name tagger wants them.
#[must_use]
pub fn name_features(text: &str) -> Vec<Features> {
    let mut found = features(text);
    let mut stem = String::new();
    for token in &mut found {
        token.flags = if token.is_separator() { token.flags } else { token.flags & KEPT };
        let word = token.span.of(text);
        if let Some(head) = ["'s", "’s", "'S", "’S"].iter().find_map(|end| word.strip_suffix(end))
        {
            fold(head, &mut stem);
            (token.word, token.suffix) = stem_rows(&stem);
        }
    }
    let (mut lower, mut capital) = (Vec::new(), Vec::new());
    for line in found.split_mut(|token| token.is_separator()) {
        let line_flag = flag_of_line(text, line);
        let is_plain = line_flag != LINE_SHOUTED && is_plain(text, line);
        for token in line {
            token.flags |= line_flag;
            match Case::of(text, token.span) {
                Case::Lower => lower.push(token.word),
                Case::Capital if is_plain && token.flags & SENTENCE_START == 0 => {
                    capital.push(token.word);
                }
                _ => {}
            }
        }
    }
    for (seen, flag) in [(&mut lower, SEEN_LOWER), (&mut capital, SEEN_CAPITAL)] {
        seen.sort_unstable();
        seen.dedup();
        for token in found.iter_mut().filter(|token| !token.is_separator()) {
            if Case::of(text, token.span) != Case::None && seen.binary_search(&token.word).is_ok() {
                token.flags |= flag;
            }
        }
    }
    found
}

/// What is left of the flags of every tagger.
const KEPT: u8 = !(IN_QUOTE | QUOTE_START | QUOTE_END | LINE_QUOTED);

#[derive(Clone, Copy, Eq, PartialEq)]
enum Case {
    /// No letter in front.
    None,
    Lower,
    /// A capital in front.
    Capital,
    /// Two capitals in front.
    Shouted,
}

impl Case {
    fn of(text: &str, token: Span) -> Self {
        let mut chars = token.of(text).chars();
        match chars.next() {
            Some(c) if c.is_lowercase() => Self::Lower,
            Some(c) if c.is_uppercase() => {
                if chars.next().is_some_and(char::is_uppercase) {
                    Self::Shouted
                } else {
                    Self::Capital
                }
            }
            _ => Self::None,
        }
    }
}

/// Whether a line is of capitals or ends without a mark; never both.
fn flag_of_line(text: &str, line: &[Features]) -> u8 {
    let n_of = |case| line.iter().filter(|token| Case::of(text, token.span) == case).count();
    let (shouted, others) = (n_of(Case::Shouted), n_of(Case::Lower) + n_of(Case::Capital));
    if shouted > others {
        return LINE_SHOUTED;
    }
    let last = line.last().map_or("", |token| token.span.of(text));
    let is_ended = matches!(last, "." | "?" | "!" | ":" | ";" | "\"" | "”" | "’" | "'" | ")" | "…");
    if is_ended { 0 } else { LINE_OPEN }
}

/// Whether capitals mean something in a line: at least half of its words have none.
fn is_plain(text: &str, line: &[Features]) -> bool {
    let n_of = |case| line.iter().filter(|token| Case::of(text, token.span) == case).count();
    n_of(Case::Lower) >= n_of(Case::Capital) + n_of(Case::Shouted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::features::word_hash;

    #[test]
    fn what_the_text_writes_elsewhere_is_seen() {
        let text = "BAKER HOLDS KEY\nThe key was found, Baker’s son said.";
        let found = name_features(text);
        let seen = SEEN_LOWER | SEEN_CAPITAL | LINE_SHOUTED;
        let flags: Vec<_> = found[..3].iter().map(|token| token.flags & seen).collect();
        assert_eq!(flags, [SEEN_CAPITAL | LINE_SHOUTED, LINE_SHOUTED, SEEN_LOWER | LINE_SHOUTED]);
        let possessive = found.iter().find(|token| token.span.of(text) == "Baker’s").unwrap();
        assert_eq!(possessive.word, word_hash("baker"));
        assert_eq!(possessive.flags & (LINE_SHOUTED | LINE_OPEN), 0);
    }

    #[test]
    fn no_token_looks_like_a_separator() {
        let found = name_features("OPEN\nWe open the Open now.");
        assert_eq!(found.iter().filter(|token| token.is_separator()).count(), 1);
    }
}
