//! Month and weekday names, looked up without regard to case and accents.

use jiff::civil::Weekday;
use std::{collections::HashMap, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

/// A name in one language: the number it stands for, and whether it is a short form.
#[derive(Clone, Copy, Debug)]
struct Name {
    language: &'static str,
    number: i8,
    is_short: bool,
}

type Names = HashMap<String, Vec<Name>>;

static MONTHS: LazyLock<Names> =
    LazyLock::new(|| read(include_str!("../../../../lang/months.txt")));
static WEEKDAYS: LazyLock<Names> =
    LazyLock::new(|| read(include_str!("../../../../lang/weekdays.txt")));

/// The month, from 1 to 12, that `word` names; in `language` if the word belongs to several.
///
/// `listopad` is October in Croatian and November in Polish and Czech.
#[must_use]
pub fn month(word: &str, language: Option<&str>) -> Option<i8> {
    find(&MONTHS, word, language).map(|name| name.number)
}

/// The weekday that `word` names, in full or short.
#[must_use]
pub fn weekday(word: &str, language: Option<&str>) -> Option<Weekday> {
    let name = find(&WEEKDAYS, word, language)?;
    // A short form of another language is most often a word of this one: Italian `di`.
    let is_usual = !name.is_short || language.is_none() || Some(name.language) == language;
    let is_long = !name.is_short || word.len() > 2 || language.is_some();
    Weekday::from_monday_one_offset(name.number).ok().filter(|_| is_usual && is_long)
}

/// Whether `word` names a month in this very language, in full or short.
#[must_use]
pub fn is_month_of(word: &str, language: &str) -> bool {
    let names = MONTHS.get(&fold(word));
    names.is_some_and(|names| names.iter().any(|name| name.language == language))
}

/// The weekday that `word` names in full in this very language: safe to look for in running text.
#[must_use]
pub fn full_weekday(word: &str, language: &str) -> Option<Weekday> {
    let names = WEEKDAYS.get(&fold(word))?;
    let name = names.iter().find(|name| name.language == language && !name.is_short)?;
    Weekday::from_monday_one_offset(name.number).ok()
}

/// Lower case without the accents of Latin, Greek and Cyrillic letters; other marks are kept, since
/// they carry vowels.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}');
    let plain = word.nfd().filter(|c| !is_accent(c)).flat_map(char::to_lowercase);
    plain.filter(|c| !is_accent(c)).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

fn find(names: &Names, word: &str, language: Option<&str>) -> Option<Name> {
    let names = names.get(&fold(word))?;
    let own = names.iter().find(|name| Some(name.language) == language);
    own.or(names.first()).copied()
}

/// Reads a file of one language per line.
fn read(file: &'static str) -> Names {
    let mut names = Names::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let language = columns.next().unwrap_or_default();
        for (number, column) in (1..).zip(columns) {
            let (full, short) = column.split_once(';').unwrap_or((column, ""));
            for (forms, is_short) in [(full, false), (short, true)] {
                for form in forms.split('|').filter(|form| !form.is_empty()) {
                    names.entry(fold(form)).or_default().push(Name { language, number, is_short });
                }
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_and_seven_days() {
        for (names, n) in [(&*MONTHS, 12), (&*WEEKDAYS, 7)] {
            let mut found: HashMap<&str, u16> = HashMap::new();
            for name in names.values().flatten() {
                *found.entry(name.language).or_default() |= 1 << name.number;
            }
            assert!(found.len() > 45);
            for (language, numbers) in found {
                assert_eq!(numbers, ((1 << n) - 1) << 1, "{language}");
            }
        }
    }

    #[test]
    fn a_language_decides_between_namesakes() {
        assert_eq!(month("Listopada", Some("hr")), Some(10));
        assert_eq!(month("listopada", Some("pl")), Some(11));
        assert_eq!(month("ΑΠΡΙΛΙΟΥ", Some("el")), Some(4));
        assert_eq!(month("FÉVRIER", None), Some(2));
        assert_eq!(month("Dezembros", None), None);
        assert_eq!(full_weekday("mar", "fr"), None);
        assert_eq!(full_weekday("Çarşamba", "tr"), Some(Weekday::Wednesday));
    }
}
