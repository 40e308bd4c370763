//! What the name tagger sees of each token: words without `’s`, and how the text writes them elsewhere.
//!
//! The flags about quotation marks, which say little about names, make room for flags about capitals:
//! a headline in capitals tells no name from a word, but the text below it does.

use super::features::{
    Features, IN_QUOTE, LINE_QUOTED, QUOTE_END, QUOTE_START, SENTENCE_START, features, fold,
    stem_rows,
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
    let mut cases = Vec::with_capacity(found.len());
    for token in &mut found {
        let word = token.span.of(text);
        cases.push(Case::of(word));
        token.flags = if token.is_separator() { token.flags } else { token.flags & KEPT };
        if let Some(head) = word.strip_suffix(['s', 'S']).and_then(|w| w.strip_suffix(['\'', '’']))
        {
            fold(head, &mut stem);
            (token.word, token.suffix) = stem_rows(&stem);
        }
    }
    let (mut lower, mut capital) = (Vec::new(), Vec::new());
    let mut start = 0;
    while start < found.len() {
        let n_tokens = found[start..].iter().position(Features::is_separator);
        let end = n_tokens.map_or(found.len(), |n| start + n);
        let line = Line::of(text, &found[start..end], &cases[start..end]);
        for (token, case) in found[start..end].iter_mut().zip(&cases[start..end]) {
            token.flags |= line.flag;
            match case {
                Case::Lower => lower.push(token.word),
                Case::Capital if line.is_plain && token.flags & SENTENCE_START == 0 => {
                    capital.push(token.word);
                }
                _ => {}
            }
        }
        start = end + 1;
    }
    for (seen, flag) in [(&mut lower, SEEN_LOWER), (&mut capital, SEEN_CAPITAL)] {
        seen.sort_unstable();
        seen.dedup();
        for (token, case) in found.iter_mut().zip(&cases) {
            // What is in lower case here need not be looked up.
            let is_seen = match case {
                Case::None => false,
                Case::Lower if flag == SEEN_LOWER => true,
                _ => seen.binary_search(&token.word).is_ok(),
            };
            token.flags |= if is_seen { flag } else { 0 };
        }
    }
    found
}

/// What is left of the flags of every tagger.
const KEPT: u8 = !(IN_QUOTE | QUOTE_START | QUOTE_END | LINE_QUOTED);

/// How a line is written.
struct Line {
    flag: u8,
    /// Whether capitals mean something in it: at least half of its words have none.
    is_plain: bool,
}

impl Line {
    fn of(text: &str, tokens: &[Features], cases: &[Case]) -> Self {
        let n_of = |case: Case| cases.iter().filter(|of| **of == case).count();
        let (lower, capital, shouted) =
            (n_of(Case::Lower), n_of(Case::Capital), n_of(Case::Shouted));
        let last = tokens.last().map_or("", |token| token.span.of(text));
        let is_ended =
            matches!(last, "." | "?" | "!" | ":" | ";" | "\"" | "”" | "’" | "'" | ")" | "…");
        // Never both, so that no token looks like a separator.
        let flag = if shouted > lower + capital {
            LINE_SHOUTED
        } else if is_ended {
            0
        } else {
            LINE_OPEN
        };
        Self { flag, is_plain: flag != LINE_SHOUTED && lower >= capital + shouted }
    }
}

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
    fn of(word: &str) -> Self {
        let mut chars = word.chars();
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
