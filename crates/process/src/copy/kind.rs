//! How two texts that share passages are related, and in which measure.

use crate::copy::{
    align::{self, Passage},
    credit::{self, Houses},
    words::Reading,
};
use jiff::civil::Date;
use onrecord_model::{
    article::Article,
    copy::{CopyKind, percent},
};
use onrecord_text::{Span, sentence::sentences};
use std::collections::BTreeMap;

/// One passage that holds this share of both texts, in thousandths, makes them the same words; the
/// rest is what pages add at the ends.
const EXACT_SHARE: usize = 900;

/// Of a thousand words of that passage so many may differ: a corrected letter.
const EXACT_CHANGES: usize = 2;

/// Of a thousand shared words so many stand in the same order in near copies.
const NEAR_ORDER: usize = 550;

/// Where paragraphs of a near copy moved, its passages hold at least so many words on average; a
/// rewrite shuffles single sentences.
const MOVED_WORDS: usize = 55;

/// From this share of both texts on, in order, they are the same but for small changes.
const NEAR_SHARE: usize = 600;

/// From this share of one text on, it is a part of the other.
const EXCERPT_SHARE: usize = 700;

/// From this share of one text on, in several places, it is the same report in other words.
const REWRITE_SHARE: usize = 300;

/// A rewrite shares at least so many passages, and so many words: two short reports may well quote
/// the same two sentences of one speech.
const REWRITE_PASSAGES: usize = 4;
const REWRITE_WORDS: usize = 45;

/// A report is reworked within so many days. What a later one takes over of it is background, unless
/// that is most of the text.
const REWORKED_DAYS: i64 = 3;

/// Unbroken words that make a shared passage even within one sentence.
const PASSAGE_WORDS: usize = 40;

/// A shared sentence has at least so many equal words, and they are at least this share of the
/// sentence in both texts.
const SENTENCE_WORDS: usize = 10;
const SENTENCE_SHARE: usize = 700;

/// So many words in a row are their author's even where they are a part of a sentence only, as a
/// quotation that each outlet introduces in its own way.
const OWN_WORDS: usize = 18;

/// Within one outlet less than so many words in a row, or less than this share of both texts, is
/// the house's background and sign-off, not a copy.
const HOUSE_WORDS: usize = 60;
const HOUSE_SHARE: usize = 250;

/// Where it is not known that two outlets publish them, and days lie between them, what stands among
/// so many first words of both texts is a house's opening, and among the last its sign-off: an
/// author's life, an appeal, links to services.
const EDGE_WORDS: usize = 60;

/// What begins both texts, or ends both, but for so many words, is a house's however long it is: a
/// letter to subscribers, a list of services.
const OUTERMOST_WORDS: usize = 6;

/// What is known of two articles beside their words.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// Who publishes them.
    pub houses: Houses,
    /// How many days lie between them at least, where both are dated.
    pub n_days: Option<i64>,
}

impl Beside {
    /// What is known of these two.
    #[must_use]
    pub fn of(a: &Article, b: &Article) -> Self {
        let days = a.published.interval().zip(b.published.interval()).map(|(of_a, of_b)| {
            let between = |from: Date, to: Date| i64::from((to - from).get_days());
            between(of_a.1, of_b.0).max(between(of_b.1, of_a.0)).max(0)
        });
        Self { houses: credit::houses(a, b), n_days: days }
    }

    /// Whether they appeared within the days in which a report is reworked and reprinted, as far as
    /// is known.
    #[must_use]
    pub fn may_be_one_report(self) -> bool {
        self.n_days.is_none_or(|days| days <= REWORKED_DAYS)
    }

    /// Whether what they share at their edges may be one house's.
    fn may_be_house(self) -> bool {
        self.houses == Houses::Unknown && !self.may_be_one_report()
    }
}

impl Passage {
    /// Whether it stands at the start of both texts, or at the end of both, of so many words each.
    fn is_at_edge(&self, n_a: usize, n_b: usize) -> bool {
        let (end_a, end_b) = (n_a - self.a.1, n_b - self.b.1);
        self.a.1.max(self.b.1) <= EDGE_WORDS
            || (n_a - self.a.0).max(n_b - self.b.0) <= EDGE_WORDS
            || self.a.0.max(self.b.0) <= OUTERMOST_WORDS
            || end_a.max(end_b) <= OUTERMOST_WORDS
    }
}

/// What two texts share, counted.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The share of the first text that stands in the second, in thousandths.
    pub a_in_b: usize,
    /// The share of the second text that stands in the first, in thousandths.
    pub b_in_a: usize,
    /// How many words are shared.
    pub n_shared: usize,
    /// The longest passage, in words.
    pub n_longest: usize,
    /// How many passages are shared.
    pub n_passages: usize,
    /// Of a thousand words within shared passages, how many differ.
    pub changes: usize,
    /// Of a thousand shared words, how many stand in the same order in both.
    pub in_order: usize,
    /// The longest passage as a share of the longer text, in thousandths.
    pub longest: usize,
    /// How many whole sentences the passage with the most of them holds.
    pub n_sentences: usize,
    /// Whether nothing is shared but among the first words of both, or among the last.
    pub is_at_edges: bool,
}

impl Measure {
    /// Counts what the passages hold.
    #[must_use]
    pub fn of(a: &Reading, b: &Reading, passages: &[Passage]) -> Self {
        let in_a = align::covered(passages.iter().map(|passage| passage.a));
        let in_b = align::covered(passages.iter().map(|passage| passage.b));
        let n_words: usize = passages.iter().map(|passage| passage.a.1 - passage.a.0).sum();
        let n_equal: usize = passages.iter().map(|passage| passage.n_equal).sum();
        let n_longest = passages.iter().map(|passage| passage.n_equal).max().unwrap_or(0);
        let sentences = passages.iter().map(|passage| whole_sentences(a, b, passage));
        Self {
            a_in_b: per_mille(in_a, a.words.len()),
            b_in_a: per_mille(in_b, b.words.len()),
            n_shared: in_a.min(in_b),
            n_longest,
            longest: per_mille(n_longest, a.words.len().max(b.words.len())),
            n_passages: passages.len(),
            changes: per_mille(n_words.saturating_sub(n_equal), n_words),
            in_order: per_mille(ordered(passages), n_words),
            n_sentences: sentences.max().unwrap_or(0),
            // Shorter ones make no edge by themselves.
            is_at_edges: passages
                .iter()
                .filter(|passage| passage.n_equal >= SENTENCE_WORDS)
                .all(|passage| passage.is_at_edge(a.words.len(), b.words.len())),
        }
    }

    /// Whether the order is kept, but for a few long stretches that moved as they were.
    fn is_in_order(&self) -> bool {
        let mean = self.n_shared / self.n_passages.max(1);
        self.in_order >= NEAR_ORDER && (self.in_order >= 850 || mean >= MOVED_WORDS)
    }

    /// How the two are related; `None` when what they share is not worth telling.
    #[must_use]
    pub fn kind(&self, beside: Beside) -> Option<CopyKind> {
        let (least, most) = (self.a_in_b.min(self.b_in_a), self.a_in_b.max(self.b_in_a));
        if beside.houses == Houses::One
            && (self.n_longest < HOUSE_WORDS || most < HOUSE_SHARE)
            && least < NEAR_SHARE
        {
            return None;
        }
        if self.longest >= EXACT_SHARE && self.changes <= EXACT_CHANGES {
            Some(CopyKind::Exact)
        } else if least >= NEAR_SHARE && self.is_in_order() {
            Some(CopyKind::Near)
        } else if most >= EXCERPT_SHARE && self.in_order >= 900 && self.changes <= 20 {
            Some(CopyKind::Excerpt)
        } else if most >= REWRITE_SHARE
            && (most >= NEAR_SHARE || beside.may_be_one_report())
            && self.n_passages >= REWRITE_PASSAGES
            && self.n_shared >= REWRITE_WORDS
        {
            Some(CopyKind::Rewrite)
        } else if most >= NEAR_SHARE {
            Some(CopyKind::Excerpt)
        } else if self.is_at_edges && beside.may_be_house() {
            None
        } else if self.n_sentences >= 2 || self.n_longest >= PASSAGE_WORDS {
            Some(CopyKind::SharedPassage)
        } else if self.n_sentences == 1 || self.n_longest >= OWN_WORDS {
            Some(CopyKind::SharedSentence)
        } else {
            None
        }
    }
}

impl Measure {
    /// The counts in words, for `explain`.
    #[must_use]
    pub fn words(&self) -> String {
        let Measure { n_shared, n_passages, n_longest, .. } = self;
        let plural = if *n_passages == 1 { "" } else { "s" };
        format!(
            "{n_shared} words are shared in {n_passages} passage{plural}, the longest of {n_longest}: \
             {} of the first text, {} of the second",
            percent(self.a_in_b),
            percent(self.b_in_a)
        )
    }
}

fn per_mille(part: usize, whole: usize) -> usize {
    (part * 1000).checked_div(whole).unwrap_or(0)
}

/// Words of the heaviest choice of passages that stand in the same order in both texts.
fn ordered(passages: &[Passage]) -> usize {
    // The best sum that ends at or before each place of the second text: as places grow, so do sums.
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for passage in passages {
        let before = best.range(..=passage.b.0).next_back().map_or(0, |(_, sum)| *sum);
        let sum = before + passage.a.1 - passage.a.0;
        let at = passage.b.1;
        if best.range(..=at).next_back().is_none_or(|(_, other)| *other < sum) {
            best.insert(at, sum);
            let beaten = best.range(at + 1..).take_while(|(_, other)| **other <= sum);
            let beaten: Vec<usize> = beaten.map(|(at, _)| *at).collect();
            for at in beaten {
                best.remove(&at);
            }
        }
    }
    best.into_values().next_back().unwrap_or(0)
}

/// How many sentences of the passage are shared whole, or nearly so.
fn whole_sentences(a: &Reading, b: &Reading, passage: &Passage) -> usize {
    let (in_a, in_b) = passage.spans(&a.words, &b.words);
    let count = |reading: &Reading, span: Span| {
        let text = &reading.article.text;
        let line_start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at);
        let block = &text[line_start..line_end];
        let found = sentences(block).into_iter().map(|sentence| sentence.shifted(line_start));
        let shared = found.filter(|sentence| {
            let part = sentence.intersection(span).map_or(0, |part| part.len());
            let n_words = part / BYTES_PER_WORD;
            n_words >= SENTENCE_WORDS && per_mille(part, sentence.len()) >= SENTENCE_SHARE
        });
        shared.count()
    };
    if passage.n_equal < SENTENCE_WORDS { 0 } else { count(a, in_a).min(count(b, in_b)) }
}

/// Bytes that a word of a sentence takes at the least, blank included; enough to tell a sentence
/// from a phrase without counting words again.
const BYTES_PER_WORD: usize = 5;
