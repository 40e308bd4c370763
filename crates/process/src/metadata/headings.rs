//! The headings that a page shows, weighed as its title.

use super::wording::{key_of, parts, share, tidy, without_outlet, words};
use crate::extract::{marks::Marks, outline::Outline};
use onrecord_model::article::Place;
use std::{cmp::Reverse, collections::BTreeSet};

/// What the headline of structured data weighs.
pub(super) const HEADLINE_WEIGHT: u32 = 24;

/// What the main heading weighs: more than all that is not shown.
pub(super) const MAIN_WEIGHT: u32 = 90;

/// What is stated as the article's title weighs this or more: headline, titles given for sharing.
const STRONG_WEIGHT: u32 = 10;

/// The only main heading of a page is its title when it has this many different words; a section or
/// an outlet has fewer.
const MIN_TITLE_WORDS: usize = 5;

/// A heading is like a stated title when it shares this much of the words of the shorter, in percent.
const MIN_LIKENESS: usize = 50;

/// A heading with more times the words of the stated title is a summary.
const MAX_TIMES_LONGER: usize = 3;

/// A shorter key may end another by chance, in bytes.
pub(super) const MIN_KEY_BYTES: usize = 12;

/// A longer start is more than a kicker, in bytes.
pub(super) const MAX_KICKER_BYTES: usize = 60;

/// A heading longer than this is text, in bytes.
const MAX_TITLE_BYTES: usize = 400;

/// A lesser heading of fewer letters is a section, in bytes.
const MIN_LESSER_BYTES: usize = 8;

/// How many headings are weighed.
const MAX_HEADINGS: usize = 6;

/// A title with its place and how much it weighs.
pub(super) struct Candidate {
    pub(super) value: String,
    pub(super) place: Place,
    pub(super) weight: u32,
    /// Its letters and digits, for comparing.
    pub(super) key: String,
    /// Whether nothing was cut from it: a heading, or the headline of structured data.
    pub(super) is_whole: bool,
    /// Whether it is a heading of the first level.
    pub(super) is_main: bool,
}

impl Candidate {
    /// Whether it is the headline of structured data.
    pub(super) fn is_headline(&self) -> bool {
        matches!(&self.place, Place::StructuredData(_)) && self.weight == HEADLINE_WEIGHT
    }
}

/// Adds the headings that the page shows. The main one, which shares most with what the head of the
/// page says, outweighs all of that: pages are given other titles for search engines and for sharing.
/// One that shares nothing is often the outlet's name or a section.
pub(super) fn add_headings(
    outline: &Outline,
    page_title: &str,
    names: &[String],
    found: &mut Vec<Candidate>,
) {
    let stated = Stated {
        words: found.iter().map(|other| words(&other.value)).collect(),
        parts: parts(page_title).into_iter().map(key_of).collect(),
        page_key: key_of(page_title),
        found,
    };
    let mut shown: Vec<(Fit, Candidate)> = Vec::new();
    for (idx, line) in outline.lines.iter().enumerate() {
        let text = outline.line(idx);
        let is_heading = line.level > 0 || line.marks.has(Marks::TITLE);
        if !is_heading || text.len() > MAX_TITLE_BYTES || line.marks.has(Marks::NAV_OR_OTHERS) {
            continue;
        }
        let (value, key) = stated.own_part(text, names);
        if key.is_empty() || names.iter().any(|name| key_of(name) == key) {
            continue;
        }
        let is_main = line.level == 1;
        let fit = stated.fit(&value, &key, is_main);
        // A lesser heading must say the very words, and not be a section's single word.
        let is_said = fit > Fit::Like || found.iter().any(|other| other.key == key);
        if !is_main && (!is_said || key.len() < MIN_LESSER_BYTES) {
            continue;
        }
        let weight = match is_main {
            true if found.is_empty() => 30,
            true => 14,
            false => 20,
        };
        let place = if line.level > 0 { format!("h{}", line.level) } else { "title".to_owned() };
        let place = Place::Element(place);
        shown.push((fit, Candidate { value, place, weight, key, is_whole: true, is_main }));
        if shown.len() >= MAX_HEADINGS {
            break;
        }
    }
    weigh_main(&mut shown);
    // Visible places stand first, so that they win ties.
    let mut all: Vec<Candidate> = shown.into_iter().map(|(_, heading)| heading).collect();
    all.append(found);
    *found = all;
}

/// What the head of the page says, made ready for comparing.
struct Stated<'f> {
    found: &'f [Candidate],
    /// The words of each.
    words: Vec<BTreeSet<String>>,
    /// The parts of the page's title.
    parts: Vec<String>,
    /// The whole of the page's title.
    page_key: String,
}

impl Stated<'_> {
    /// A heading and its key, without the outlet's name or a kicker where the head has it without.
    fn own_part(&self, text: &str, names: &[String]) -> (String, String) {
        let value = tidy(text);
        let cut = without_outlet(&value, names);
        let cut_key = key_of(cut);
        if self.found.iter().any(|other| other.key == cut_key) {
            return (cut.to_owned(), cut_key);
        }
        match without_kicker(&key_of(&value), self.found) {
            Some(whole) => (whole.value.clone(), whole.key.clone()),
            None => (value, key_of(text)),
        }
    }

    fn fit(&self, value: &str, key: &str, is_main: bool) -> Fit {
        let strong = if is_main { STRONG_WEIGHT } else { HEADLINE_WEIGHT };
        let is_stated = |other: &Candidate| other.key == key && other.weight >= strong;
        let own = words(value);
        let is_like = |other: &BTreeSet<String>| {
            own.len() * 5 >= other.len() * 2
                && own.len() <= MAX_TIMES_LONGER * other.len()
                && share(&own, other) >= MIN_LIKENESS
        };
        let is_part = self.parts.iter().any(|part| part == key);
        if self.found.iter().any(is_stated) {
            Fit::Stated
        } else if is_part && self.page_key.starts_with(key) {
            Fit::Start
        } else if is_part {
            Fit::Part
        } else if self.words.iter().any(is_like) {
            Fit::Like
        } else {
            Fit::None
        }
    }
}

/// Gives the main one of the headings its weight; they come with their fit.
fn weigh_main(shown: &mut [(Fit, Candidate)]) {
    let rank = |idx: &usize| {
        let (fit, heading) = &shown[*idx];
        // Of equals the first.
        (rank(*fit, heading.is_main), Reverse(*idx))
    };
    let Some(mut main) = (0..shown.len()).max_by_key(rank) else { return };
    // A masthead stands in the page's title too, but says nothing of what the article is called.
    if matches!(shown[main].0, Fit::Start | Fit::Part)
        && let Some(stated) = shown.iter().position(|(fit, _)| *fit == Fit::Stated)
        && let (masthead, title) = (&shown[main].1, &shown[stated].1)
        && title.key.len() >= masthead.key.len()
        && share(&words(&masthead.value), &words(&title.value)) < MIN_LIKENESS
    {
        main = stated;
    }
    let n_main = shown.iter().filter(|(_, heading)| heading.is_main).count();
    let is_alone = n_main == 1 && shown.iter().all(|(fit, _)| *fit <= Fit::Like);
    let (fit, heading) = &mut shown[main];
    let fits = *fit == Fit::Stated || heading.is_main && *fit != Fit::None;
    if fits || is_alone && heading.is_main && words(&heading.value).len() >= MIN_TITLE_WORDS {
        heading.weight = MAIN_WEIGHT;
    }
}

/// How a heading fits what the head of the page says.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Fit {
    /// They share few words.
    None,
    /// They share half of the words.
    Like,
    /// It is a part of the page's title, perhaps the outlet's name.
    Part,
    /// The page's title begins with it.
    Start,
    /// It is the headline, or the title given for sharing.
    Stated,
}

/// Which of the headings is the main one: the highest.
fn rank(fit: Fit, is_main: bool) -> u8 {
    match (fit, is_main) {
        (Fit::Stated, true) => 8,
        (Fit::Start, true) => 7,
        (Fit::Like, true) => 6,
        (Fit::Stated, false) => 5,
        (Fit::Start, false) => 4,
        (Fit::Part, true) => 3,
        (Fit::Part, false) => 2,
        (Fit::Like, false) => 1,
        (Fit::None, _) => 0,
    }
}

/// The stated title that a heading ends in, when a kicker or a date stands before it in the heading:
/// `Harbor Mill closes` for the headline `Mill closes`.
fn without_kicker<'f>(key: &str, found: &'f [Candidate]) -> Option<&'f Candidate> {
    let is_end = |other: &&Candidate| {
        other.key.len() >= MIN_KEY_BYTES
            && other.weight >= STRONG_WEIGHT
            && key.len() > other.key.len()
            && key.len() <= other.key.len() + MAX_KICKER_BYTES
            && key.ends_with(&other.key)
    };
    let is_said = |other: &Candidate| other.key == key && other.weight >= HEADLINE_WEIGHT;
    found.iter().find(is_end).filter(|_| !found.iter().any(is_said))
}
