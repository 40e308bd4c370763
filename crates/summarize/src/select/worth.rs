//! How much a quotation or a figure is worth showing: by its words, its source and its place.

use crate::corpus::{Corpus, Index, hashed};
use onrecord_model::{
    article::{Article, ZoneKind},
    figure::Figure,
    id::Id,
    quotation::{Mode, Quotation, Speaker},
};
use std::collections::{BTreeMap, BTreeSet};

/// How telling a word is for the corpus: the number of origins that hold it.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    n_origins: BTreeMap<u64, i64>,
    asked: BTreeSet<u64>,
    total: i64,
}

impl Weights {
    /// Reads the corpus once; the words of the query weigh most.
    #[must_use]
    pub fn of(corpus: &Corpus, index: &Index) -> Self {
        let mut by_origin: BTreeMap<Id, BTreeSet<u64>> = BTreeMap::new();
        for (article, _) in corpus.articles {
            let words = by_origin.entry(index.origin(article.id)).or_default();
            for zone in article.zones.iter().filter(|zone| zone.kind == ZoneKind::Body) {
                words.extend(zone.span.get(&article.text).into_iter().flat_map(hashed));
            }
        }
        let total = by_origin.len() as i64;
        let mut n_origins = BTreeMap::new();
        for word in by_origin.into_values().flatten() {
            *n_origins.entry(word).or_insert(0) += 1;
        }
        Self { n_origins, asked: corpus.asked(), total }
    }

    /// From 0 to about 400: how much the words are those of the corpus rather than of one article,
    /// and of the query.
    pub(super) fn of_words(&self, words: &[u64]) -> i64 {
        if words.is_empty() || self.total == 0 {
            return 0;
        }
        // Words in every origin ("said", "would") tell as little as words in one.
        let weigh = |word: &u64| {
            let n = self.n_origins.get(word).copied().unwrap_or(1);
            if n <= 1 || n * 10 > self.total * 9 + 20 { 0 } else { (n * 400 / self.total).min(200) }
        };
        let shared = words.iter().map(weigh).sum::<i64>() / words.len() as i64;
        let n_asked = words.iter().filter(|word| self.asked.contains(word)).count() as i64;
        shared + 80 * n_asked.min(3)
    }
}

/// How much a quotation is worth showing, whatever it is about.
pub(super) fn merit(article: &Article, quotation: &Quotation) -> i64 {
    let by_mode = match quotation.mode {
        Mode::Direct => 300,
        Mode::Mixed => 260,
        Mode::Indirect => 120,
    };
    let by_speaker = match &quotation.speaker {
        Speaker::Established { .. } | Speaker::Decided { name: Some(_), .. } => 260,
        Speaker::Unnamed { .. } => 110,
        Speaker::NotEstablished { .. } | Speaker::Decided { .. } => 0,
    };
    let n_bytes = quotation.content.iter().map(|part| part.len()).sum::<usize>();
    let by_length = match n_bytes {
        0..20 => -260,
        20..45 => -80,
        45..320 => 60,
        320..500 => -60,
        _ => -260,
    };
    // News puts what matters first; the end of a report is background.
    let depth = quotation.passage.start() * 100 / article.text.len().max(1);
    let by_cue = if quotation.cue.is_some() { 60 } else { 0 };
    let refused = if quotation.is_negated { -60 } else { 0 };
    by_mode + by_speaker + by_length + by_cue + refused + i64::from(quotation.confidence) / 8
        - depth as i64
}

/// How much a figure is worth showing, whatever it is about.
pub(super) fn weight_of(figure: &Figure) -> i64 {
    let by_source = match &figure.source {
        Speaker::Established { .. } | Speaker::Decided { name: Some(_), .. } => 200,
        Speaker::Unnamed { .. } => 120,
        Speaker::NotEstablished { .. } | Speaker::Decided { .. } => 0,
    };
    let told = |is_there: bool, worth: i64| if is_there { worth } else { 0 };
    by_source
        + told(figure.counted.is_some(), 120)
        + told(figure.relation.is_some(), 80)
        + told(figure.of.is_some(), 30)
        + told(figure.place.is_some(), 20)
        + told(!figure.is_vague, 80)
        + told(figure.value.is_some() || figure.low.is_some() || figure.high.is_some(), 60)
}
