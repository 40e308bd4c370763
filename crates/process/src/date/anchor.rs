//! Days that a text tells of with the names beside them: how two articles meet over one dated fact.

use crate::date::{
    mention::{Mention, When},
    tense::Tense,
    words,
};
use jiff::civil::Date;
use onrecord_text::{Span, shingle::hash};

/// How many days of a text serve as anchors, the first ones.
const MAX_ANCHORS: usize = 16;

/// How many names beside a day are kept, and from how many bytes around it.
const MAX_NAMES: usize = 8;
const MAX_BESIDE_BYTES: usize = 160;

/// A name has at least so many letters.
const MIN_LETTERS: usize = 4;

/// A day of some year that a text tells of as over, with the names beside it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Anchor {
    /// Month, from 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
    /// The whole day, where the text names its year.
    pub date: Option<Date>,
    /// The names beside it, folded, each once, in order.
    pub names: Vec<String>,
    /// The words of the day, as written.
    pub words: String,
    /// Where they stand in the article's text.
    pub span: Span,
}

impl Anchor {
    /// The keys under which articles with the same day beside the same name meet.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        let (month, day) = (self.month, self.day);
        self.names.iter().map(move |name| hash(&format!("anchor {month} {day} {name}")))
    }

    /// How many names stand beside both.
    #[must_use]
    pub fn n_shared(&self, other: &Self) -> usize {
        self.names.iter().filter(|name| other.names.contains(name)).count()
    }
}

/// The anchors of a text.
#[must_use]
pub fn anchors(text: &str, mentions: &[Mention], language: Option<&str>) -> Vec<Anchor> {
    let over = mentions.iter().filter(|mention| mention.tense == Tense::Past);
    let placed = over.filter_map(|mention| {
        let (month, day, date) = match mention.when {
            When::Day(date) => (date.month(), date.day(), Some(date)),
            When::DayOf(month, day) => (month, day, None),
            _ => return None,
        };
        let names = names_beside(text, mention.span, language);
        let (words, span) = (mention.words.clone(), mention.span);
        (!names.is_empty()).then_some(Anchor { month, day, date, names, words, span })
    });
    placed.take(MAX_ANCHORS).collect()
}

/// Words that begin with a capital within a line, months and weekdays left out.
fn names_beside(text: &str, place: Span, language: Option<&str>) -> Vec<String> {
    let from = text.ceil_char_boundary(place.start().saturating_sub(MAX_BESIDE_BYTES));
    let to = text.floor_char_boundary((place.end() + MAX_BESIDE_BYTES).min(text.len()));
    let from = text[from..place.start()].rfind('\n').map_or(from, |at| from + at + 1);
    let to = text[place.end()..to].find('\n').map_or(to, |at| place.end() + at);
    let mut names: Vec<String> = Vec::new();
    let mut ends_sentence = true;
    for piece in text[from..to].split_whitespace() {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.split(['\'', '’']).next().unwrap_or_default();
        let is_first =
            std::mem::replace(&mut ends_sentence, piece.ends_with(['.', '!', '?', '“', '"']));
        let is_name = !is_first
            && word.starts_with(char::is_uppercase)
            && word.chars().count() >= MIN_LETTERS
            && words::month(word, language).is_none()
            && words::weekday(word, language).is_none();
        let folded = words::fold(word);
        if is_name && !names.contains(&folded) && names.len() < MAX_NAMES {
            names.push(folded);
        }
    }
    names
}
