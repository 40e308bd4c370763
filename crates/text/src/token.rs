//! Words, numbers and punctuation with their spans.

use crate::Span;
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TokenKind {
    /// Letters, digits and underscores, at least one of them no digit; apostrophes inside included.
    Word,
    /// Digits only. `1,200` is three tokens, so that each language can join its numbers its own way.
    Number,
    /// One other character that is not white space.
    Mark,
}

/// A token: its span in the text and its kind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Splits `text` into tokens; white space belongs to none.
///
/// A word is a run of alphanumeric characters and underscores, joined over one apostrophe between
/// two letters (`didn’t`, `Ruiz’s`, `l’homme` are one token each). Scripts written without blanks
/// give one token per character, since a run there is a sentence rather than a word.
///
/// ```
/// use onrecord_text::token::tokens;
/// let text = "Ruiz’s 1,200 words.";
/// let words: Vec<_> = tokens(text).iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(words, ["Ruiz’s", "1", ",", "200", "words", "."]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end =
            if is_unspaced(c) || !is_word(c) { at + c.len_utf8() } else { word_end(text, at) };
        if !c.is_whitespace() {
            let word = &text[at..end];
            let kind = if !is_word(c) {
                TokenKind::Mark
            } else if word.chars().all(char::is_numeric) {
                TokenKind::Number
            } else {
                TokenKind::Word
            };
            tokens.push(Token { span: Span::new(at, end), kind });
        }
        at = end;
    }
    tokens
}

fn word_end(text: &str, start: usize) -> usize {
    // Most words are plain letters to their end, and need no look at a table of characters.
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut end = start + text.as_bytes()[start..].iter().take_while(|byte| is_plain(byte)).count();
    let mut before = text[start..end].chars().next_back().unwrap_or(' ');
    let mut chars = text[end..].chars().peekable();
    while let Some(c) = chars.next() {
        let joins = matches!(c, '\'' | '’')
            && before.is_alphabetic()
            && chars.peek().is_some_and(|next| next.is_alphabetic());
        if !joins && (!is_word(c) || is_unspaced(c)) {
            break;
        }
        before = c;
        end += c.len_utf8();
    }
    end
}

fn is_word(c: char) -> bool {
    // Combining marks carry the vowels of Indic scripts and the points of Hebrew and Arabic.
    c.is_alphanumeric() || c == '_' || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether the character is of a script that is written without blanks between words.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn words_keep_their_apostrophes_and_numbers_their_marks_apart() {
        check("didn't won’t 'tis rock 'n' roll", "didn't|won’t|'|tis|rock|'|n|'|roll");
        check("U.S.-led 3.5m", "U|.|S|.|-|led|3|.|5m");
        check("市长说：“好。”", "市|长|说|：|“|好|。|”");
        check("हिन्दी है", "हिन्दी|है");
        check("", "");
    }

    proptest! {
        #[test]
        fn tokens_hold_everything_but_white_space(text in "\\PC{0,200}") {
            let held: String = tokens(&text).iter().map(|token| token.span.of(&text)).collect();
            let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(held.split_whitespace().collect::<String>(), wanted);
        }
    }
}
