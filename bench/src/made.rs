//! Made articles for speed questions: any article of an endless archive by its number, the same each time.
//!
//! A day brings [`PER_DAY`] articles of 200 outlets. Words follow Zipf's law; a third of the articles
//! tell of one of the day's events, and of these half print an agency's report: whole, with changed
//! words, cut, or below a paragraph of their own. Each outlet closes with a line of its own, and one
//! in ten articles carries a template sentence of its outlet.

use jiff::civil::{Date, date};
use onrecord_model::{
    article::{Article, Block, Credit, CreditReach, Field, Place, Zone, ZoneKind},
    dating::Dating,
    id::Id,
    outlet::Outlet,
};
use onrecord_text::Span;

/// Articles of one day.
pub const PER_DAY: usize = 1_000;

/// Events of one day; the first has most articles.
const EVENTS_PER_DAY: usize = 40;

const N_OUTLETS: u64 = 200;
const N_WORDS: usize = 60_000;

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn of(parts: [u64; 2]) -> Self {
        let mut chance = Self(parts[0].wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ parts[1]);
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// The archive that articles are taken from.
pub struct Made {
    words: Vec<String>,
    /// Sums of 1/rank, in parts of a million.
    sums: Vec<u64>,
}

/// An article, and what is true of it.
pub struct MadeArticle {
    /// The article.
    pub article: Article,
    /// The event it tells of, where others may too.
    pub event: Option<u64>,
    /// Whether it prints the agency's report of the event.
    pub is_reprint: bool,
}

impl Made {
    /// The archive; all are equal.
    pub fn new() -> Self {
        let words = (0..N_WORDS as u64).map(|n| word(&mut Chance::of([1, n]))).collect();
        let mut sum = 0;
        let sums = (1..=N_WORDS as u64).map(|rank| {
            sum += 1_000_000_000 / (rank + 2);
            sum
        });
        Self { words, sums: sums.collect() }
    }

    /// The article of this number.
    pub fn article(&self, number: usize) -> MadeArticle {
        let mut chance = Chance::of([2, number as u64]);
        let day = number / PER_DAY;
        let outlet = chance.below(N_OUTLETS);
        // Of three articles one tells of an event, of the earlier events more. An event goes on
        // for up to three days.
        let event = (chance.below(3) == 0).then(|| {
            let rank = chance.below(EVENTS_PER_DAY as u64) * chance.below(EVENTS_PER_DAY as u64);
            let began = (day as u64).saturating_sub(chance.below(3));
            began * EVENTS_PER_DAY as u64 + rank / EVENTS_PER_DAY as u64
        });
        let is_reprint = event.is_some() && chance.below(2) == 0;
        let own = event.unwrap_or(1 << 40 | number as u64);
        let n_sentences = 8 + chance.below(20) as usize;
        let mut lines = if is_reprint {
            let report: Vec<String> =
                self.text(&mut Chance::of([3, own]), own, 6 + (own % 16) as usize);
            self.reprinted(report, &mut chance, own)
        } else {
            self.text(&mut chance, own, n_sentences)
        };
        if chance.below(10) == 0 {
            lines.insert(
                lines.len() / 2,
                self.text(&mut Chance::of([4, outlet]), outlet, 1).remove(0),
            );
        }
        lines.extend(self.text(&mut Chance::of([5, outlet]), outlet, 1));
        let day = date(2024, 1, 1).checked_add(jiff::Span::new().days(day as i64));
        let credited = is_reprint && chance.below(2) == 0;
        let article = built(number, &lines, outlet, day.expect("a day of this era"), credited);
        MadeArticle { article, event, is_reprint }
    }

    /// The report as one outlet prints it.
    fn reprinted(&self, mut report: Vec<String>, chance: &mut Chance, own: u64) -> Vec<String> {
        match chance.below(4) {
            0 => (),
            1 => {
                for _ in 0..3 {
                    let at = chance.below(report.len() as u64) as usize;
                    report[at] = report[at].replacen(" of ", " for ", 1) + " Again.";
                }
            }
            2 => report.truncate(report.len().div_ceil(2).max(4)),
            _ => report.splice(0..0, self.text(chance, own, 3)).for_each(drop),
        }
        report
    }

    fn text(&self, chance: &mut Chance, own: u64, n_sentences: usize) -> Vec<String> {
        (0..n_sentences).map(|_| self.sentence(chance, own)).collect()
    }

    fn sentence(&self, chance: &mut Chance, own: u64) -> String {
        let n_words = 10 + chance.below(18);
        let mut sentence = String::new();
        for at in 0..n_words {
            let kind = chance.below(10);
            let word = match kind {
                0 => {
                    let mut name = word(&mut Chance::of([6 + chance.below(8), own]));
                    name[..1].make_ascii_uppercase();
                    name
                }
                1 | 2 => {
                    let place = Chance::of([20 + chance.below(30), own]).below(N_WORDS as u64);
                    self.words[place as usize].clone()
                }
                3 => ["of", "the", "in", "to", "and"][chance.below(5) as usize].to_owned(),
                _ => self.common(chance).to_owned(),
            };
            sentence.push_str(&word);
            sentence.push(if at + 1 == n_words { '.' } else { ' ' });
        }
        sentence[..1].make_ascii_uppercase();
        sentence
    }

    fn common(&self, chance: &mut Chance) -> &str {
        let at = chance.below(*self.sums.last().expect("words"));
        &self.words[self.sums.partition_point(|sum| *sum <= at)]
    }
}

/// A word of two to four syllables.
fn word(chance: &mut Chance) -> String {
    const ONSETS: [&str; 16] =
        ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr"];
    const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ou", "ai"];
    let mut word = String::new();
    for _ in 0..2 + chance.below(3) {
        word.push_str(ONSETS[chance.below(16) as usize]);
        word.push_str(VOWELS[chance.below(8) as usize]);
    }
    word
}

fn built(number: usize, lines: &[String], outlet: u64, day: Date, is_credited: bool) -> Article {
    let mut text = lines.join("\n");
    let mut credits = Vec::new();
    if is_credited {
        let start = text.len() + 1;
        text.push_str("\n/NORDWIRE/");
        let span = Span::new(start, text.len());
        let credit = Credit { name: "NORDWIRE".to_owned(), span, reach: CreditReach::Article };
        credits.push(credit);
    }
    let (mut zones, mut at) = (Vec::new(), 0);
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        zones.push(Zone { span, kind: ZoneKind::Body, block: Block::Paragraph });
        at += line.len() + 1;
    }
    let id = Id::of("made", [&number.to_be_bytes()[..]]);
    let (name, site) = (format!("Outlet {outlet}"), Some(format!("outlet-{outlet}.example")));
    Article {
        id,
        capture: id,
        extractor: 1,
        address: None,
        text,
        zones,
        title: None,
        authors: Vec::new(),
        outlet: Some(Field::new(Outlet { name, site }, Place::PageTitle)),
        credits,
        section: None,
        language: Some("en".to_owned()),
        published: Dating { best: Some(day), ..Dating::default() },
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    }
}
