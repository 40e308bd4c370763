//! Whether a clause tells of what is over or of what is to come, by the words of its language.

use crate::date::words::fold;
use onrecord_text::{Span, token::is_unspaced};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// How a clause speaks of the time it names.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Tense {
    /// As of something over.
    Past,
    /// Nothing says which.
    Open,
    /// As of something to come.
    Ahead,
    /// As of the end of something that goes on: `until 2020`.
    Limit,
}

/// How much of a clause is read before and after a date, in bytes.
const MAX_BEFORE_BYTES: usize = 140;
const MAX_AFTER_BYTES: usize = 80;

/// An ending says something of words of so many letters or more.
const MIN_LETTERS: usize = 5;

/// A word after the date counts as so many words farther: the verb of a date most often precedes it.
const AFTER: usize = 2;

/// A form by its ending belongs to a word of what is to come within so many words before it.
const MAX_JOINED_WORDS: usize = 5;

/// The words of one language that say what is over, or what is to come.
#[derive(Debug, Default)]
struct Forms {
    words: HashSet<String>,
    /// Forms of scripts without spaces, looked for anywhere.
    inside: Vec<String>,
    endings: Vec<String>,
    /// Words with such an ending that say nothing.
    others: HashSet<String>,
}

impl Forms {
    fn read(column: &str) -> Self {
        let mut forms = Self::default();
        for form in column.split('|').filter(|form| !form.is_empty()) {
            if let Some(ending) = form.strip_prefix('-') {
                forms.endings.push(fold(ending));
            } else if let Some(other) = form.strip_prefix('!') {
                forms.others.insert(fold(other));
            } else if form.chars().all(is_glued) {
                forms.inside.push(form.to_owned());
            } else {
                forms.words.insert(fold(form));
            }
        }
        forms
    }

    fn has(&self, word: &str, folded: &str) -> bool {
        self.words.contains(folded)
            || self.inside.iter().any(|form| word.contains(form.as_str()))
            || self.has_ending(word, folded)
    }

    fn has_ending(&self, word: &str, folded: &str) -> bool {
        folded.chars().count() >= MIN_LETTERS
                // Capitals begin names, and the nouns of German.
                && !word.starts_with(char::is_uppercase)
                && !self.others.contains(folded)
                && self.endings.iter().any(|ending| folded.ends_with(ending.as_str()))
    }
}

/// Forms of the past, of what is to come, and the words right before a limit.
type Language = [Forms; 3];

static LANGUAGES: LazyLock<HashMap<&'static str, Language>> = LazyLock::new(|| {
    let file = include_str!("../../../../lang/tenses.txt");
    let rows = file.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.split('\t');
        let language = columns.next().unwrap_or_default();
        (language, [(); 3].map(|()| Forms::read(columns.next().unwrap_or_default())))
    })
    .collect()
});

/// How the clause around `place` in `line` speaks of it: the nearest word that says something decides.
#[must_use]
pub fn tense(line: &str, place: Span, language: Option<&str>) -> Tense {
    let Some([past, ahead, limits]) = language.and_then(|language| LANGUAGES.get(language)) else {
        return Tense::Open;
    };
    let before = clause_before(line, place.start());
    let after = clause_after(line, place.end());
    // `until 2020` may be named as a whole.
    let own = words(place.of(line)).take(1);
    let is_limit = words(before).rev().take(2).chain(own).any(|word| limits.has(word, &fold(word)));
    let before: Vec<&str> = words(before).rev().collect();
    let is_ahead = |word: &&str| ahead.has(word, &fold(word));
    let is_joined = |idx: usize| {
        // What only ends like a verb may be anything: `will be a full fledged member`.
        let is_ending = past.has_ending(before[idx], &fold(before[idx]));
        let n_words = if is_ending { MAX_JOINED_WORDS } else { 1 };
        // `The plan was announced` has its own verb.
        let is_verb = |word: &&&str| past.words.contains(&fold(word));
        let mut between = before.iter().skip(idx + 1).take(n_words);
        between.by_ref().take_while(|word| !is_verb(word)).any(is_ahead)
    };
    let said_before = before.iter().enumerate().filter_map(|(idx, word)| {
        let tense = of_word(word, past, ahead)?;
        // A past form right after such a word belongs to it: `will be closed`.
        (tense == Tense::Ahead || !is_joined(idx)).then_some((idx, tense))
    });
    // What ends like a verb right after a date is most often no verb: `in 2026, backed by`.
    let is_said = |word: &&str| !past.has_ending(word, &fold(word));
    let said_after = words(after).zip(AFTER..).filter_map(|(word, at)| {
        Some((at, of_word(word, past, ahead).filter(|_| is_said(&word))?))
    });
    let nearest = said_before.chain(said_after).min_by_key(|(distance, _)| *distance);
    match (nearest.map(|(_, tense)| tense), is_limit) {
        (Some(Tense::Ahead) | None, true) => Tense::Limit,
        // What went on until then may be over or not.
        (Some(_), true) => Tense::Open,
        (said, false) => said.unwrap_or(Tense::Open),
    }
}

fn of_word(word: &str, past: &Forms, ahead: &Forms) -> Option<Tense> {
    let folded = fold(word);
    if ahead.has(word, &folded) {
        return Some(Tense::Ahead);
    }
    past.has(word, &folded).then_some(Tense::Past)
}

/// Letters of scripts whose words carry no spaces or many endings.
fn is_glued(c: char) -> bool {
    is_unspaced(c) || ('가'..='힣').contains(&c)
}

fn words(clause: &str) -> impl DoubleEndedIterator<Item = &str> {
    clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn clause_before(line: &str, end: usize) -> &str {
    let start = line.ceil_char_boundary(end.saturating_sub(MAX_BEFORE_BYTES));
    let before = &line[start..end];
    let mut ends = before.match_indices(is_stop).filter(|(at, _)| ends_sentence(before, *at));
    let from = ends.next_back().map_or(0, |(at, stop)| at + stop.len());
    &before[from..]
}

fn clause_after(line: &str, start: usize) -> &str {
    let end = line.floor_char_boundary((start + MAX_AFTER_BYTES).min(line.len()));
    let after = &line[start..end];
    let to = after.match_indices(is_stop).map(|(at, _)| at).find(|at| ends_sentence(after, *at));
    &after[..to.unwrap_or(after.len())]
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ';' | '!' | '?' | '。' | '！' | '？' | '؟' | '।')
}

/// Whether the stop at `at` ends a sentence: not that of `26. und 27. Mai` or of `a.m.`, but one after
/// a year.
fn ends_sentence(text: &str, at: usize) -> bool {
    if !text[at..].starts_with('.') {
        return true;
    }
    let is_spaced = text[at + 1..].chars().next().is_none_or(char::is_whitespace);
    let mut before = text[..at].chars().rev();
    let has_word = before.by_ref().take(2).filter(|c| c.is_alphabetic()).count() == 2;
    let has_year = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count() == 4;
    is_spaced && (has_word || has_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_says_whether_it_is_over() {
        for (language, line, expected) in [
            ("en", "The bridge closed on {3 May 2019}.", Tense::Past),
            ("en", "The bridge, which closed on {3 May 2019}, will reopen soon.", Tense::Past),
            ("en", "He said that it will open on {3 May 2019}.", Tense::Ahead),
            ("en", "It opened. The works will run until {2020} and end.", Tense::Limit),
            ("en", "It opened. The works run until {2020}.", Tense::Limit),
            ("en", "The works ran until {2020}.", Tense::Open),
            ("en", "It will be a full fledged port on {3 May 2019}.", Tense::Ahead),
            ("en", "The plan was announced on {3 May 2019}.", Tense::Past),
            ("en", "It was planned to run in {2020}. The works ended.", Tense::Ahead),
            ("en", "Five bridges of {2020}", Tense::Open),
            ("de", "Die Schau öffnet am 2. und {3. Mai 2019}.", Tense::Ahead),
            ("de", "Die Schau wurde am {3. Mai 2019} gezeigt.", Tense::Past),
            ("fr", "Le pont sera fermé le {3 mai 2019}.", Tense::Ahead),
            ("ru", "Мост открыли {3 мая 2019}.", Tense::Past),
            ("zh", "大桥预计{2019年5月}开放", Tense::Ahead),
            ("xx", "The bridge closed on {3 May 2019}.", Tense::Open),
        ] {
            let start = line.find('{').unwrap();
            let end = line.find('}').unwrap() - 1;
            let plain = line.replace(['{', '}'], "");
            assert_eq!(tense(&plain, Span::new(start, end), Some(language)), expected, "{line}");
        }
    }
}
