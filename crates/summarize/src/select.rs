//! Which passages matter, without repeating one.
//!
//! Scores are integers and say only which passage is shown before which. Repeats are folded by
//! looking words up, never by comparing all pairs, so the work grows with the words of the corpus.

use crate::{
    corpus::{Corpus, Index, hashed},
    day,
};
use onrecord_model::{
    article::{Article, ZoneKind},
    dating::Dating,
    figure::Figure,
    findings::Findings,
    id::Id,
    quotation::{Mode, Quotation, Speaker},
};
use onrecord_text::{
    Span,
    token::{TokenKind, tokens},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

/// Longest sentence that is shown, in bytes; what is longer is no sentence but a dump.
pub const MAX_PASSAGE_BYTES: usize = 1500;

/// Postings of one word that are looked at when repeats are folded: the words of nearly every
/// statement tell nothing, and would make the work quadratic.
const MAX_POSTINGS: usize = 48;

/// How many of the likeliest earlier statements a new one is compared with.
const MAX_RIVALS: usize = 8;

/// Statements of fewer words repeat each other only when all words are the same.
const MIN_WORDS: usize = 4;
const MIN_WORDS_ELSEWHERE: usize = 6;

/// What a statement is worth for each article of another origin that holds it too, and how many count.
const ORIGIN_WORTH: i64 = 60;
const MAX_ORIGINS_WORTH: usize = 5;

/// What each statement of a speaker, and each of an outlet, costs the next one: variety.
const SPEAKER_COST: i64 = 160;
const OUTLET_COST: i64 = 40;

/// Something in one article that may be shown, with what decides whether it is.
#[derive(Clone, Debug)]
pub struct Candidate<'c> {
    /// The article.
    pub article: &'c Article,
    /// Its findings.
    pub findings: &'c Findings,
    /// The quotation or figure itself.
    pub what: What<'c>,
    /// The sentence it stands in.
    pub passage: Span,
    /// When it was said or stated.
    pub when: Dating,
    /// Whose it is, for variety: the speaker's name, else the words for them, else the outlet.
    pub voice: String,
    /// How much it matters; any integer, more is more.
    pub score: i64,
    /// Whether an article from before the day asked for tells it.
    pub is_told: bool,
    /// Its words, hashed, in order and each once.
    words: Vec<u64>,
    /// Its numbers, as written: two statements with different numbers are no repeats.
    numbers: BTreeSet<&'c str>,
    origin: Id,
}

/// What a candidate shows.
#[derive(Clone, Copy, Debug)]
pub enum What<'c> {
    /// Something said.
    Said(&'c Quotation),
    /// An amount stated.
    Stated(&'c Figure),
}

/// A candidate that was chosen, with the passages that repeat it.
#[derive(Clone, Debug)]
pub struct Chosen<'c> {
    /// What is shown.
    pub shown: Candidate<'c>,
    /// Other articles that hold it too, each once, in order of their days.
    pub repeats: Vec<Repeat<'c>>,
    /// Whether an article from before the day asked for tells it.
    pub is_told: bool,
}

/// An article that repeats what another one says.
#[derive(Clone, Debug)]
pub struct Repeat<'c> {
    /// The article.
    pub article: &'c Article,
    /// The sentence.
    pub passage: Span,
    /// Whether the two articles go back to one origin.
    pub is_same_origin: bool,
}

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
    fn of_words(&self, words: &[u64]) -> i64 {
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

/// Everything said in the corpus that may be shown, in no order that matters.
#[must_use]
pub fn sayings<'c>(
    corpus: &Corpus<'c>,
    index: &Index<'c>,
    weights: &Weights,
) -> Vec<Candidate<'c>> {
    let recurring = recurring(corpus);
    let mut found = Vec::new();
    for (article, findings) in corpus.articles {
        for quotation in &findings.quotations {
            let what = What::Said(quotation);
            let spans = (quotation.passage, quotation.content.clone());
            let Some(mut one) = candidate(article, findings, what, spans, index) else { continue };
            one.when = day::said(article, findings, quotation);
            one.is_told = !corpus.is_new(article);
            one.voice = voice(article, &quotation.speaker);
            one.score = weights.of_words(&one.words) + merit(article, quotation);
            let is_recurring = |span: &Span| recurring.contains(&(article.id, span.start()));
            if is_recurring(&quotation.passage) || quotation.content.iter().any(is_recurring) {
                one.score += 200;
            }
            if day::is_asked(corpus, &one.when) {
                found.push(one);
            }
        }
    }
    found
}

/// Every figure of the corpus that may be shown, in no order that matters.
#[must_use]
pub fn figures<'c>(
    corpus: &Corpus<'c>,
    index: &Index<'c>,
    weights: &Weights,
) -> Vec<Candidate<'c>> {
    let mut found = Vec::new();
    for (article, findings) in corpus.articles {
        for figure in &findings.figures {
            let what = What::Stated(figure);
            let Some(mut one) =
                candidate(article, findings, what, (figure.passage, vec![figure.passage]), index)
            else {
                continue;
            };
            one.when = article.published.clone();
            one.is_told = !corpus.is_new(article);
            one.voice = voice(article, &figure.source);
            one.score = weights.of_words(&one.words) + weight_of(figure);
            one.numbers = [figure.number.get(&article.text).unwrap_or_default()].into();
            if day::is_asked(corpus, &one.when) {
                found.push(one);
            }
        }
    }
    found
}

/// A candidate without its score; `None` for what stands outside the body, is too long, or lies
/// outside the text.
fn candidate<'c>(
    article: &'c Article,
    findings: &'c Findings,
    what: What<'c>,
    (passage, content): (Span, Vec<Span>),
    index: &Index,
) -> Option<Candidate<'c>> {
    let is_body =
        |span: &Span| article.zone_at(span.start()).is_some_and(|zone| zone.kind == ZoneKind::Body);
    let is_short = passage.len() <= MAX_PASSAGE_BYTES;
    if !is_short || content.is_empty() || !is_body(&passage) || !content.iter().all(is_body) {
        return None;
    }
    passage.get(&article.text)?;
    let mut words = Vec::new();
    let mut numbers = BTreeSet::new();
    for part in &content {
        let part = part.get(&article.text)?;
        words.extend(hashed(part));
        let digits = tokens(part).into_iter().filter(|token| token.kind == TokenKind::Number);
        numbers.extend(digits.map(|token| token.span.of(part)));
    }
    words.sort_unstable();
    words.dedup();
    let origin = index.origin(article.id);
    let (when, voice, score) = (Dating::default(), String::new(), 0);
    let is_told = false;
    Some(Candidate {
        article,
        findings,
        what,
        passage,
        when,
        voice,
        score,
        is_told,
        words,
        numbers,
        origin,
    })
}

/// How much a quotation is worth showing, whatever it is about.
fn merit(article: &Article, quotation: &Quotation) -> i64 {
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
fn weight_of(figure: &Figure) -> i64 {
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

/// The first bytes of every statement that was made on two occasions or more.
fn recurring(corpus: &Corpus) -> BTreeSet<(Id, usize)> {
    let claims = corpus.claims.iter().filter(|claim| claim.statements.len() > 1);
    let statements = claims.flat_map(|claim| &claim.statements);
    let places = statements.flat_map(|statement| [&statement.passage, &statement.content]);
    places.map(|passage| (passage.article(), passage.span().start())).collect()
}

fn voice(article: &Article, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Established { name, .. } | Speaker::Decided { name: Some(name), .. } => {
            name.clone()
        }
        Speaker::Unnamed { described_at } => {
            described_at.get(&article.text).unwrap_or_default().to_lowercase()
        }
        Speaker::NotEstablished { .. } | Speaker::Decided { .. } => {
            format!("outlet {}", article.outlet_name())
        }
    }
}

/// The best of some candidates, at most `limit`, each with what repeats it: see [`fold`] and
/// [`pick`].
#[must_use]
pub fn choose(candidates: Vec<Candidate<'_>>, limit: usize) -> Vec<Chosen<'_>> {
    pick(fold(candidates), limit)
}

/// The best of some folded candidates, at most `limit`, in the order they had: strongest first, but
/// every further statement of one voice or outlet counts less than the one before.
#[must_use]
pub fn pick(mut folded: Vec<Chosen<'_>>, limit: usize) -> Vec<Chosen<'_>> {
    let mut heap: BinaryHeap<(i64, Reverse<usize>)> =
        folded.iter().enumerate().map(|(idx, one)| (one.shown.score, Reverse(idx))).collect();
    let mut spoken: BTreeMap<String, i64> = BTreeMap::new();
    let mut taken = Vec::new();
    while let Some((promised, Reverse(idx))) = heap.pop() {
        if taken.len() == limit {
            break;
        }
        let one = &folded[idx].shown;
        let outlet = format!("outlet {}", one.article.outlet_name());
        let cost = spoken.get(&one.voice).copied().unwrap_or(0) * SPEAKER_COST
            + spoken.get(&outlet).copied().unwrap_or(0) * OUTLET_COST;
        // Costs only grow, so a candidate whose score stands is the best of all that are left.
        let score = one.score - cost;
        if score < promised {
            heap.push((score, Reverse(idx)));
            continue;
        }
        *spoken.entry(one.voice.clone()).or_insert(0) += 1;
        *spoken.entry(outlet).or_insert(0) += 1;
        taken.push(idx);
    }
    let mut keep = vec![false; folded.len()];
    taken.iter().for_each(|idx| keep[*idx] = true);
    let mut place = 0;
    folded.retain(|_| {
        place += 1;
        keep[place - 1]
    });
    folded
}

/// Folds repeats, strongest first: a candidate whose words are mostly those of a stronger one joins
/// it.
#[must_use]
pub fn fold(mut candidates: Vec<Candidate<'_>>) -> Vec<Chosen<'_>> {
    candidates.sort_by_key(|one| {
        (Reverse(one.score), day::order(&one.when), one.article.id, one.passage, cover(one))
    });
    let mut kept: Vec<Chosen> = Vec::new();
    let mut postings: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for one in candidates {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in &one.words {
            for idx in postings.get(word).into_iter().flatten() {
                *shared.entry(*idx).or_insert(0) += 1;
            }
        }
        let mut rivals: Vec<(usize, usize)> = shared.into_iter().map(|(idx, n)| (n, idx)).collect();
        rivals.sort_unstable_by_key(|(n, idx)| (Reverse(*n), *idx));
        let likeliest = rivals.into_iter().take(MAX_RIVALS).map(|(_, idx)| idx);
        let best = likeliest.into_iter().find(|idx| is_repeat(&kept[*idx].shown, &one));
        match best {
            Some(idx) => kept[idx].join(&one),
            None => {
                for word in &one.words {
                    let list = postings.entry(*word).or_default();
                    if list.len() < MAX_POSTINGS {
                        list.push(kept.len());
                    }
                }
                let is_told = one.is_told;
                kept.push(Chosen { shown: one, repeats: Vec::new(), is_told });
            }
        }
    }
    for one in &mut kept {
        let elsewhere = one.repeats.iter().filter(|repeat| !repeat.is_same_origin).count();
        one.shown.score += ORIGIN_WORTH * elsewhere.min(MAX_ORIGINS_WORTH) as i64;
        one.repeats
            .sort_by_key(|repeat| (day::order(&repeat.article.published), repeat.article.id));
    }
    kept
}

fn cover(one: &Candidate) -> (Span, usize) {
    match one.what {
        What::Said(quotation) => (quotation.cover(), quotation.content.len()),
        What::Stated(figure) => (figure.span, 0),
    }
}

/// Whether two candidates state the same thing: nearly all words of the shorter one are shared, and
/// the numbers are the same.
fn is_repeat(kept: &Candidate, one: &Candidate) -> bool {
    // Who decided that one of two copies has another speaker did not decide so of the other.
    if kept.voice != one.voice && (kept.is_decided() || one.is_decided()) {
        return false;
    }
    let n_shared = one.words.iter().filter(|word| kept.words.binary_search(word).is_ok()).count();
    let n_least = kept.words.len().min(one.words.len());
    let is_near = kept.article.id == one.article.id || kept.origin == one.origin;
    let share = if is_near { 70 } else { 80 };
    let is_alike = n_shared * 100 >= n_least * share;
    let n_most = kept.words.len().max(one.words.len());
    // Few words of one article are found in many a long statement of another.
    let is_long = match is_near {
        true => n_least >= MIN_WORDS || n_shared == n_most,
        false => (n_least >= MIN_WORDS_ELSEWHERE && n_most <= 2 * n_least) || n_shared == n_most,
    };
    let has_same_numbers =
        kept.numbers == one.numbers || (is_near && kept.numbers.is_superset(&one.numbers));
    is_alike && is_long && has_same_numbers
}

impl Candidate<'_> {
    fn is_decided(&self) -> bool {
        let speaker = match self.what {
            What::Said(quotation) => &quotation.speaker,
            What::Stated(figure) => &figure.source,
        };
        speaker.decided().is_some()
    }
}

impl<'c> Chosen<'c> {
    fn join(&mut self, other: &Candidate<'c>) {
        self.is_told |= other.is_told;
        let is_known = other.article.id == self.shown.article.id
            || self.repeats.iter().any(|repeat| repeat.article.id == other.article.id);
        if !is_known {
            self.repeats.push(Repeat {
                article: other.article,
                passage: other.passage,
                is_same_origin: other.origin == self.shown.origin,
            });
        }
    }
}
