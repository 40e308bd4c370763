//! Lines that are furniture by their words: "Read also", "Share this", "Advertisement".

use onrecord_text::lists::List;
use regex::Regex;
use std::{collections::HashMap, sync::LazyLock};

/// Lines longer than this are read as text, whatever they begin with, in bytes.
const MAX_BYTES: usize = 240;

/// The lists of `lang/`, one per language; a page may mix several, so all are asked.
const LISTS: &[&str] = &[
    include_str!("../../../../lang/ar/furniture.txt"),
    include_str!("../../../../lang/cs/furniture.txt"),
    include_str!("../../../../lang/da/furniture.txt"),
    include_str!("../../../../lang/de/furniture.txt"),
    include_str!("../../../../lang/en/furniture.txt"),
    include_str!("../../../../lang/es/furniture.txt"),
    include_str!("../../../../lang/fr/furniture.txt"),
    include_str!("../../../../lang/it/furniture.txt"),
    include_str!("../../../../lang/ja/furniture.txt"),
    include_str!("../../../../lang/ko/furniture.txt"),
    include_str!("../../../../lang/nl/furniture.txt"),
    include_str!("../../../../lang/no/furniture.txt"),
    include_str!("../../../../lang/pl/furniture.txt"),
    include_str!("../../../../lang/pt/furniture.txt"),
    include_str!("../../../../lang/ru/furniture.txt"),
    include_str!("../../../../lang/sv/furniture.txt"),
    include_str!("../../../../lang/tr/furniture.txt"),
    include_str!("../../../../lang/zh/furniture.txt"),
];

/// The phrases by their first two characters.
static PHRASES: LazyLock<HashMap<String, Vec<(String, Extent)>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<(String, Extent)>> = HashMap::new();
    for list in LISTS {
        let list = List::read(list).expect("the lists of lang/ are checked by a test");
        for (phrase, note) in list.iter() {
            let extent = if note == "whole" { Extent::Whole } else { Extent::Start };
            let entry = phrases.entry(key(phrase)).or_default();
            entry.push((phrase.to_owned(), extent));
        }
    }
    phrases
});

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Extent {
    Whole,
    Start,
}

/// A time of day with a year near it, or a day: a date line, or a clock of the site.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    let patterns = [
        r"\b\d{1,2}[:.]\d{2}\b.*\b(19|20)\d{2}\b",
        r"\b(19|20)\d{2}\b.*\b\d{1,2}[:.]\d{2}\b",
        r"\b\d{1,2}[./ -]+(\d{1,2}|(de )?\p{L}{3,10}\.?,?)[./ -]+(de )?(19|20)\d{2}\b",
        r"\b\p{L}{3,10}\.? \d{1,2},? (19|20)\d{2}\b",
        r"\b(19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}\b",
        r"\d{4}年\d{1,2}月\d{1,2}日",
    ];
    Regex::new(&format!("(?i){}", patterns.join("|"))).expect("a fixed pattern")
});

/// A time of day at the start of a line.
static TIMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\D{0,12}\d{1,2}[:.h]\d{2}\b").expect("a fixed pattern"));

/// A line with a date that is longer is a sentence, in bytes.
const MAX_DATE_BYTES: usize = 100;

/// Whether a short line holds a date.
#[must_use]
pub fn is_dated(line: &str) -> bool {
    line.len() <= MAX_DATE_BYTES && DATED.is_match(line)
}

/// Whether a short line begins with a time of day.
#[must_use]
pub fn is_timed(line: &str) -> bool {
    line.len() <= MAX_DATE_BYTES / 2 && TIMED.is_match(line)
}

/// Whether a line begins as a byline does.
#[must_use]
pub fn is_byline(line: &str) -> bool {
    const STARTS: [&str; 10] =
        ["by ", "von ", "por ", "par ", "di ", "door ", "av ", "af ", "text: ", "بقلم "];
    let low = line.to_lowercase();
    line.len() < MAX_DATE_BYTES && STARTS.iter().any(|start| low.starts_with(start))
}

/// A line that credits a picture is shorter, in bytes.
const MAX_CREDIT_BYTES: usize = 120;

/// Whether a line says whose picture stands beside it: `Photo: A. Ruiz`, `(Bild: dpa)`.
#[must_use]
pub fn is_credit(line: &str) -> bool {
    const STARTS: [&str; 14] = [
        "photo",
        "photos",
        "image",
        "images",
        "illustration",
        "picture",
        "foto",
        "fotos",
        "bild",
        "bilder",
        "crédit",
        "photograph",
        "imagen",
        "immagine",
    ];
    let low = line.trim_start_matches(['(', '[', '©', ' ']).to_lowercase();
    let Some((word, _)) = low.split_once(':') else { return false };
    line.len() < MAX_CREDIT_BYTES && STARTS.contains(&word)
}

fn key(text: &str) -> String {
    text.chars().take(2).collect()
}

/// Whether a line is furniture by its words.
#[must_use]
pub fn is_furniture(line: &str) -> bool {
    if line.len() > MAX_BYTES {
        return false;
    }
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '©' | '【');
    let line = line.trim_start_matches(is_sign);
    let head: String = line.chars().take(48).flat_map(char::to_lowercase).collect();
    let head = head.replace('’', "'");
    let Some(phrases) = PHRASES.get(&key(&head)) else { return false };
    phrases.iter().any(|(phrase, extent)| match extent {
        Extent::Whole => head.trim_end_matches([':', '.', '…', '!', '>', '»', ' ']) == phrase,
        Extent::Start => head.strip_prefix(phrase.as_str()).is_some_and(is_word_end),
    })
}

/// Whether what follows a phrase does not go on with its last word.
fn is_word_end(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphabetic() || c > '\u{2e80}')
        || rest.starts_with(|c: char| c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_clean_and_folded() {
        for list in LISTS {
            let list = List::read(list).unwrap();
            for (phrase, note) in list.iter() {
                assert_eq!(phrase, phrase.to_lowercase());
                assert!(matches!(note, "whole" | "start"), "{phrase}");
            }
        }
    }

    #[test]
    fn phrases_are_found_at_the_start_of_short_lines() {
        for line in ["READ MORE: Storm nears", "» Lesen Sie auch: Der Sturm", "Share", "关联"] {
            assert_eq!(is_furniture(line), line != "关联", "{line}");
        }
        assert!(!is_furniture("Shares of the mill fell."));
        assert!(!is_furniture("Topsoil was lost in the flood."));
    }
}
