//! Words as they are searched: folded, and stemmed where the article is English.

use onrecord_text::{
    Span,
    normal::folded,
    token::{self, TokenKind},
};
use tantivy::tokenizer::{
    Language, PreTokenizedString, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};
use unicode_normalization::UnicodeNormalization;

/// The language whose words are stemmed, as articles name it. Other languages match by the whole
/// word: a stemmer for the wrong language joins words that have nothing in common.
const STEMMED: &str = "en";

/// The longest word that is indexed, in bytes; longer runs are data, not words.
const MAX_WORD_BYTES: usize = 80;

/// Folds a name or word for comparing: lower case, plain quotation marks, no diacritics.
///
/// `Ørsted` and `orsted` are one, as are `Ñandú` and `nandu`; users type what their keyboard has.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in folded(text).nfkd() {
        match c {
            // Combining diacritics, Hebrew points, Arabic vowel signs: writing aids that most texts
            // leave out. Vowel signs of other scripts are letters and stay.
            '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5c7}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{640}' => (),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            c => out.push(c),
        }
    }
    out
}

/// Turns text into the words that are indexed and searched.
#[derive(Clone)]
pub(crate) struct Words(TextAnalyzer);

impl Words {
    /// For texts of this language; `None` for one that could not be told.
    pub(crate) fn of_language(language: Option<&str>) -> Self {
        if language == Some(STEMMED) { Self::stemmed() } else { Self::whole() }
    }

    /// Words as they stand, folded.
    pub(crate) fn whole() -> Self {
        Self(TextAnalyzer::from(Folding))
    }

    /// Words folded and reduced to their English stem.
    pub(crate) fn stemmed() -> Self {
        Self(TextAnalyzer::builder(Folding).filter(Stemmer::new(Language::English)).build())
    }

    /// The words of `text`, in order, with where they stand.
    pub(crate) fn of(&mut self, text: &str) -> Vec<(String, Span)> {
        let tokens = self.tokens(text).into_iter();
        tokens.map(|token| (token.text, Span::new(token.offset_from, token.offset_to))).collect()
    }

    /// The text as the index takes it. Only the words: the text itself is kept elsewhere.
    pub(crate) fn indexed(&mut self, text: &str) -> PreTokenizedString {
        PreTokenizedString { text: String::new(), tokens: self.tokens(text) }
    }

    fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut found = Vec::with_capacity(text.len() / 6);
        let mut stream = self.0.token_stream(text);
        while stream.advance() {
            let token = stream.token_mut();
            let text = std::mem::take(&mut token.text);
            found.push(Token { text, ..*token });
        }
        drop(stream);
        found
    }
}

/// The tokens of `onrecord_text`, folded, without marks.
#[derive(Clone)]
struct Folding;

struct Folded<'t> {
    text: &'t str,
    rest: std::vec::IntoIter<token::Token>,
    token: Token,
}

impl Tokenizer for Folding {
    type TokenStream<'t> = Folded<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Folded<'t> {
        Folded { text, rest: token::tokens(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for Folded<'_> {
    fn advance(&mut self) -> bool {
        let is_word = |token: &token::Token| {
            token.kind != TokenKind::Mark && token.span.len() <= MAX_WORD_BYTES
        };
        let Some(next) = self.rest.find(is_word) else { return false };
        let word = next.span.of(self.text);
        self.token.text.clear();
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.token.text.push_str(word);
        } else {
            self.token.text.push_str(&fold(word));
        }
        // The possessive is no part of the name: `Ruiz's` is found by `ruiz`.
        if let Some(bare) = self.token.text.strip_suffix("'s") {
            self.token.text.truncate(bare.len());
        }
        self.token.offset_from = next.span.start();
        self.token.offset_to = next.span.end();
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(mut words: Words, text: &str) -> Vec<String> {
        words.of(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn words_are_found_as_people_type_them() {
        assert_eq!(fold("ŁÓDŹ Straße Ørsted ＡＢ"), "lodz strasse orsted ab");
        assert_eq!(words(Words::whole(), "Ruiz’s 1,200 bridges"), ["ruiz", "1", "200", "bridges"]);
        assert_eq!(words(Words::stemmed(), "Displaced displacing"), ["displac", "displac"]);
        assert_eq!(words(Words::whole(), "市长 said"), ["市", "长", "said"]);
        assert_eq!(words(Words::whole(), "مُحَمَّد"), words(Words::whole(), "محمد"));
    }
}
