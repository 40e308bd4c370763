//! How each language writes its numbers: the words, and the mark before decimals.

use onrecord_text::lists::List;
use std::{collections::HashMap, sync::LazyLock};

/// What a word is in a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// Up to nineteen.
    One(i64),
    /// Twenty to ninety.
    Ten(i64),
    /// A hundred.
    Hundred,
    /// A thousand and up, and a dozen.
    Scale(i64),
    /// A part: a half, thirds.
    Part(i64),
    /// A place in a row.
    Ordinal(i64),
    /// An article that means one before a scale or a part.
    Article,
    /// Joins the parts of a number.
    And,
}

/// How one language writes its numbers.
#[derive(Debug)]
pub struct Numerals {
    /// What each word is in a number.
    words: HashMap<String, Role>,
    /// The mark before decimals; the other one groups digits.
    pub decimal: char,
}

/// The languages with a list of number words, with the mark they write before decimals.
static LANGUAGES: LazyLock<Vec<(&str, Numerals)>> = LazyLock::new(|| {
    let list = |file| List::read(file).expect("a checked list");
    vec![
        ("en", Numerals::new(&list(include_str!("../../../../lang/en/numbers.txt")), '.')),
        ("de", Numerals::new(&list(include_str!("../../../../lang/de/numbers.txt")), ',')),
        ("fr", Numerals::new(&list(include_str!("../../../../lang/fr/numbers.txt")), ',')),
        ("es", Numerals::new(&list(include_str!("../../../../lang/es/numbers.txt")), ',')),
        ("ru", Numerals::new(&list(include_str!("../../../../lang/ru/numbers.txt")), ',')),
        ("ar", Numerals::new(&list(include_str!("../../../../lang/ar/numbers.txt")), '.')),
    ]
});

/// How the language with this ISO 639 code writes numbers: `None` where no list tells; as in English
/// where the language of a text could not be told.
///
/// Without the words a number cannot be trusted: `190 tisíc` and `4万6584` are no 190 and no 4.
#[must_use]
pub fn numerals(language: Option<&str>) -> Option<&'static Numerals> {
    let wanted = language.unwrap_or(LANGUAGES[0].0);
    LANGUAGES.iter().find(|(code, _)| *code == wanted).map(|(_, numerals)| numerals)
}

impl Numerals {
    fn new(list: &List, decimal: char) -> Self {
        let words = list.iter().map(|(word, note)| (word.to_owned(), Role::read(note)));
        Self { words: words.collect(), decimal }
    }

    /// What a word is in a number, in any case.
    pub fn role(&self, word: &str) -> Option<Role> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        match self.words.get(word) {
            Some(role) => Some(*role),
            None if word.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) => {
                self.words.get(&word.to_lowercase()).copied()
            }
            None => None,
        }
    }
}

/// No number word is longer, in bytes.
const LONGEST_WORD: usize = 32;

impl Role {
    fn read(note: &str) -> Self {
        let (name, value) = note.split_once(' ').unwrap_or((note, "0"));
        let value = value.parse().expect("a whole number");
        match name {
            "one" => Role::One(value),
            "ten" => Role::Ten(value),
            "hundred" => Role::Hundred,
            "scale" => Role::Scale(value),
            "part" => Role::Part(value),
            "ordinal" => Role::Ordinal(value),
            "article" => Role::Article,
            "and" => Role::And,
            other => panic!("`{other}` is no role of a number word"),
        }
    }
}
