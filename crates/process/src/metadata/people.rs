//! The people named in a byline: taken apart, and told from desks, agencies and outlets.

use super::wording::key_of;
use onrecord_model::article::Place;
use onrecord_text::lists::List;
use std::{collections::BTreeSet, sync::LazyLock};

/// A name longer than this is none, in bytes.
const MAX_NAME_BYTES: usize = 90;

/// A longer name in capitals is no acronym, in bytes.
const MAX_ACRONYM_BYTES: usize = 6;

/// Words that begin a byline.
static STARTS: LazyLock<Vec<String>> =
    LazyLock::new(|| list(include_str!("../../../../lang/bylines.txt")));

/// Words that no person's name holds: desks, staff, agencies.
static NOT_PEOPLE: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| list(include_str!("../../../../lang/not-people.txt")).into_iter().collect());

/// Words of a person's role, which follow a name: `Ana Ruiz Senior Writer`.
static ROLES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| list(include_str!("../../../../lang/roles.txt")).into_iter().collect());

fn list(file: &str) -> Vec<String> {
    let list = List::read(file).expect("the lists of lang/ are checked by a test");
    let mut words: Vec<String> = list.iter().map(|(word, _)| word.to_owned()).collect();
    // The longest first, so that `escrito por` goes before `por`.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// Names with their places.
pub(super) type Found = Vec<(String, Place)>;

pub(super) fn is_start(text: &str) -> bool {
    let text = text.trim_end_matches([':', ' ']).to_lowercase();
    STARTS.contains(&text)
}

/// What stands between the words that begin a byline and the name.
const AFTER_START: [char; 4] = [' ', ':', '：', '\u{a0}'];

/// What follows the words that begin a byline: `By`, `Von`, `Por`.
#[must_use]
pub fn after_start(text: &str) -> Option<&str> {
    let first = text.chars().next()?.to_lowercase().next()?;
    // Most lines begin with none of the letters of a start.
    let mut near = STARTS.iter().filter(|start| start.starts_with(first));
    near.find_map(|start| {
        let head = text.get(..start.len())?;
        let rest = text.get(start.len()..)?;
        let is_start = head.to_lowercase() == **start;
        (is_start && rest.starts_with(AFTER_START)).then(|| rest.trim_start_matches(AFTER_START))
    })
}

/// What the outlet calls itself, which is no author.
#[derive(Debug, Default)]
pub(super) struct Outlets {
    /// The keys of its names.
    keys: BTreeSet<String>,
    /// The key of its site.
    label: String,
}

impl Outlets {
    /// The names of an outlet and the first label of its site.
    pub(super) fn of(names: &[String], label: Option<&str>) -> Self {
        let keys = names.iter().map(key_of).collect();
        Self { keys, label: label.map(key_of).unwrap_or_default() }
    }

    /// More names that are no people's.
    pub(super) fn add(&mut self, keys: impl IntoIterator<Item = String>) {
        self.keys.extend(keys);
    }

    /// A person's own site often bears their name: these keys name people.
    pub(super) fn allow(&mut self, people: &[String]) {
        people.iter().for_each(|key| {
            self.keys.remove(key);
        });
    }

    fn has(&self, key: &str, name: &str) -> bool {
        // `BR` on br.example; a blogger's `Tom` on tom.example is none.
        let is_short = name.len() <= MAX_ACRONYM_BYTES && name.chars().all(char::is_uppercase);
        let is_label = is_short && self.label.starts_with(key)
            || name.len() < MAX_ACRONYM_BYTES && self.label == key && name == name.to_lowercase();
        self.keys.contains(key) || is_label
    }
}

/// The names of people in what was found, each once.
pub(super) fn people(found: Found, outlets: &Outlets) -> Found {
    let mut kept: Found = Vec::new();
    for (text, place) in found {
        if NOT_BYLINES.iter().any(|word| text.to_lowercase().contains(word)) {
            continue;
        }
        for (idx, name) in split(&text).into_iter().enumerate() {
            let key = key_of(&name);
            // `Brenmark Courier, Brenmark, Norland` is an address.
            let is_outlet = outlets.has(&key, &name) || name.contains('.') && !name.contains(' ');
            if idx == 0 && is_outlet {
                break;
            }
            // `Ana Ruiz, MD` has one author.
            if idx > 0 && name.len() <= 6 && name.chars().all(|c| c.is_uppercase() || c == '.') {
                continue;
            }
            let is_new = !kept.iter().any(|(other, _)| key_of(other) == key);
            if is_new && is_person(&name) && !is_outlet {
                kept.push((name, place.clone()));
            }
        }
    }
    kept
}

/// Takes a byline apart into names.
fn split(text: &str) -> Vec<String> {
    let mut text = text.trim();
    while let Some(rest) = after_start(text) {
        text = rest;
    }
    // `ByAna Ruiz`
    if let Some(rest) = text.strip_prefix("By")
        && rest.starts_with(char::is_uppercase)
    {
        text = rest;
    }
    let mut parts = vec![String::new()];
    for word in cut_at_date(text).split_whitespace() {
        let low = word.to_lowercase();
        // In capitals these are names: `Le`, `An`, `E.`
        if word == low && ANDS.contains(&word) {
            parts.push(String::new());
            continue;
        }
        // What follows says where, for whom or when: `Ana Ruiz in Brenmark`, `on Tuesday`.
        if (word == low && STOPS.contains(&word) || word.starts_with('@'))
            && parts.iter().any(|part| !part.is_empty())
        {
            break;
        }
        let part = parts.last_mut().expect("one at the least");
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(word.trim_end_matches(COMMAS));
        if word.ends_with(COMMAS) {
            parts.push(String::new());
        }
    }
    let clean = |part: String| {
        let part = part.split(['(', '[', '<', '/', '|']).next().unwrap_or_default().trim();
        // `Interview: Ana Ruiz`
        let part = part.split_once(": ").map_or(part, |(_, name)| name);
        let part = part.trim_matches([',', '.', ';', ':', '*', '-', '–', ' ', '"', '·', '•']);
        let part = part.split(" – ").next().unwrap_or(part);
        without_role(part).to_owned()
    };
    parts.into_iter().map(clean).filter(|part| !part.is_empty()).collect()
}

/// A name without the role after it, and without the word for reporter that Korean names end in.
fn without_role(part: &str) -> &str {
    let part = part.split(" 기자").next().unwrap_or(part);
    let mut n_words = 0;
    for (at, _) in part.match_indices(' ') {
        n_words += 1;
        let next = part[at..].split_whitespace().next().unwrap_or_default();
        if n_words >= 2 && is_role(next) {
            return &part[..at];
        }
    }
    part
}

fn is_role(word: &str) -> bool {
    ROLES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// Signs between names, at the end of a word.
const COMMAS: [char; 5] = [',', ';', '，', '、', '،'];

/// Words between names.
const ANDS: &[&str] = &[
    "and", "&", "und", "et", "y", "og", "och", "en", "e", "i", "a", "ja", "и", "with", "mit", "|",
    "•", "·", "/", "-", "–", "—", "ve", "dan",
];

/// Words after the names.
const STOPS: &[&str] =
    &["in", "on", "at", "am", "vom", "aus", "is", "for", "für", "le", "el", "dne", "om"];

/// A byline line up to its date: its first digit, with the month or weekday before it.
fn cut_at_date(text: &str) -> &str {
    // A digit within a word belongs to an account or an outlet.
    let begins_word = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric());
    let digits = text.match_indices(|c: char| c.is_ascii_digit());
    let Some(end) = digits.map(|(at, _)| at).find(|at| begins_word(*at)) else { return text };
    let mut kept = text[..end].trim_end();
    for _ in 0..2 {
        let low = kept.to_lowercase();
        let named = DATE_WORDS.iter().find(|word| {
            low.len() == kept.len() && low.trim_end_matches(['.', ',']).ends_with(**word)
        });
        let Some(word) = named else { break };
        let at = low.trim_end_matches(['.', ',']).len() - word.len();
        kept = kept[..at].trim_end();
    }
    kept
}

/// Months and weekdays as they stand before the digits of a date in a byline, longest first.
const DATE_WORDS: &[&str] = &[
    "september",
    "wednesday",
    "thursday",
    "saturday",
    "november",
    "december",
    "february",
    "tuesday",
    "january",
    "october",
    "monday",
    "friday",
    "sunday",
    "august",
    "march",
    "april",
    "june",
    "july",
    "sept",
    "may",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

/// A name in a script without capitals is shorter, in characters.
const MAX_UNCASED_CHARS: usize = 24;

/// And shorter still in Chinese and Japanese.
const MAX_PACKED_CHARS: usize = 9;

/// A name of more words is none.
const MAX_NAME_WORDS: usize = 6;

/// Words of lines that name people of other roles.
const NOT_BYLINES: &[&str] =
    &["reviewed by", "fact check", "edited by", "photo", "image:", "illustration", "http", "www."];

/// Whether a text is a first and a last name or more, each with a capital.
pub(super) fn is_full_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let begins_with = |word: &str, is: fn(char) -> bool| word.chars().next().is_some_and(is);
    let has_article = words.first().is_some_and(|word| ARTICLES.contains(&&*word.to_lowercase()));
    (2..=5).contains(&words.len())
        && !has_article
        && [0, words.len() - 1].iter().all(|at| begins_with(words[*at], |c| c.is_uppercase()))
        && is_person(name)
}

/// Words that outlets' names begin with.
const ARTICLES: [&str; 16] = [
    "the", "your", "our", "my", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il",
    "de", "het",
];

/// Words for a desk that stand behind a hyphen.
const DESKS: [&str; 4] = ["redaktion", "redaktionen", "redaktionsteam", "redactie"];

/// Whether a text can be a person's name.
fn is_person(name: &str) -> bool {
    let is_odd = |c: char| c.is_ascii_digit() || "@_={#©®«»…?!".contains(c);
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.len() > MAX_NAME_BYTES
        || name.contains(is_odd)
        || name.contains('.') && words.len() < 2
        || words.is_empty()
        || words.len() > MAX_NAME_WORDS
    {
        return false;
    }
    let is_bad = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        // `COUR-Redaktion`
        let last = word.rsplit('-').next().unwrap_or_default();
        NOT_PEOPLE.contains(&word) || ROLES.contains(&word) || DESKS.contains(&last)
    };
    if is_start(name)
        || words.iter().any(|word| is_bad(word))
        || NOT_PEOPLE.contains(&name.to_lowercase())
    {
        return false;
    }
    if name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return false;
    }
    let is_packed = name.chars().any(|c| ('\u{2e80}'..'\u{ac00}').contains(&c));
    let has_case = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if is_packed || !has_case {
        let max = if is_packed { MAX_PACKED_CHARS } else { MAX_UNCASED_CHARS };
        return name.chars().count() <= max;
    }
    let is_name_like = |word: &&&str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    words.len() == 1 || words.iter().filter(is_name_like).count() * 2 >= words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(byline: &str, names: &[&str]) {
        let found = vec![(byline.to_owned(), Place::PageTitle)];
        let outlets = Outlets::of(&["Brenmark Courier".to_owned()], Some("courier"));
        let people: Vec<String> =
            people(found, &outlets).into_iter().map(|(name, _)| name).collect();
        assert_eq!(people, names, "{byline}");
    }

    #[test]
    fn bylines_are_taken_apart() {
        check("By Ana Ruiz and Tom Okafor", &["Ana Ruiz", "Tom Okafor"]);
        check("Von Lena Ott, Jan Weiß", &["Lena Ott", "Jan Weiß"]);
        check("By Brenmark Courier Staff", &[]);
        check("Brenmark Courier", &[]);
        check("Por María del Río | 4 de mayo", &["María del Río"]);
        check("https://courier.example/ana", &[]);
        check("王小明", &["王小明"]);
        check("記者：王小明", &["王小明"]);
        check("无需注册即可阅读全部新闻内容", &[]);
        check("Alle Beiträge von Walter von Aarn", &["Walter von Aarn"]);
        check("By", &[]);
    }

    #[test]
    fn roles_and_accounts_are_no_people() {
        check("Ana Ruiz Senior Writer", &["Ana Ruiz"]);
        check("Ana Ruiz, Chief Economics Columnist", &["Ana Ruiz"]);
        check("Author, Lena Ott", &["Lena Ott"]);
        check("mill99", &[]);
        check("Bund der Müller e.V.", &[]);
        check("COUR", &[]);
    }
}
