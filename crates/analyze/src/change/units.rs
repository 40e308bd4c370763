//! A version of a page cut into what is compared: its sentences and their words.

use onrecord_model::{
    article::{Article, ZoneKind},
    entity::{Entity, MentionForm},
    figure::{Amount, Figure, Modifier},
    findings::Findings,
    quotation::Quotation,
    timex::{Timex, TimexKind},
};
use onrecord_text::{
    Span,
    normal::folded,
    quotes::{Quoted, quoted},
    sentence::sentences,
    token::{Token, TokenKind, tokens},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

/// Words of a text that are compared, at most, from its start: the longest public reports have half.
pub const MAX_WORDS: usize = 200_000;

/// How many words in a row tell whether a passage stands elsewhere in a text.
const RUN_WORDS: usize = 4;

/// A word as it is compared: case, marks and white space do not count.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The same number for the same word, in both versions.
    pub id: u32,
    /// Where it stands.
    pub span: Span,
}

/// A sentence of a version.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The part of the page it stands in.
    pub zone: ZoneKind,
    /// Its words, by their places in [`Text::words`].
    pub words: Range<usize>,
    /// The same number for sentences of the same words.
    pub id: u32,
    quotations: Vec<usize>,
}

/// What a figure states, without its words.
pub type Stated = (Option<Amount>, Option<Amount>, Option<Amount>, Modifier, String, bool, bool);

/// A version of a page, cut up.
pub struct Text<'t> {
    /// The article.
    pub article: &'t Article,
    /// What was found in it.
    pub findings: &'t Findings,
    /// The words of all sentences, in order.
    pub words: Vec<Word>,
    /// The sentences in order, furniture left out.
    pub sentences: Vec<Sentence>,
    /// What stands in quotation marks.
    pub quoted: Vec<Quoted>,
    /// Mentions by name in order, with the places of their entities.
    named: Vec<(Span, usize)>,
    /// The entities by each word of their names.
    names: BTreeMap<String, Vec<usize>>,
    figures: BTreeSet<Stated>,
    // Only asked for what they hold, never gone through.
    runs: HashSet<[u32; RUN_WORDS]>,
    neighbors: HashSet<(u32, u32)>,
}

/// The numbers given to words and sentences, shared by the two versions.
#[derive(Default)]
pub struct Numbers {
    words: BTreeMap<String, u32>,
    sentences: BTreeMap<Vec<u32>, u32>,
}

impl<'t> Text<'t> {
    /// Cuts up a version.
    #[must_use]
    pub fn of(article: &'t Article, findings: &'t Findings, numbers: &mut Numbers) -> Self {
        let mut text = Self {
            article,
            findings,
            words: Vec::new(),
            sentences: Vec::new(),
            quoted: quoted(&article.text),
            named: Vec::new(),
            names: BTreeMap::new(),
            figures: findings.figures.iter().map(stated).collect(),
            runs: HashSet::new(),
            neighbors: HashSet::new(),
        };
        for zone in article.zones.iter().filter(|zone| zone.kind != ZoneKind::Furniture) {
            let Some(block) = zone.span.get(&article.text) else { continue };
            for sentence in sentences(block) {
                let span = sentence.shifted(zone.span.start()).trimmed(&article.text);
                text.add(span, zone.kind, numbers);
            }
            if text.words.len() >= MAX_WORDS {
                break;
            }
        }
        let ids: Vec<u32> = text.words.iter().map(|word| word.id).collect();
        text.runs = runs(&ids).collect();
        text.neighbors = ids.windows(2).map(|two| (two[0], two[1])).collect();
        text.add_findings();
        text
    }

    fn add(&mut self, span: Span, zone: ZoneKind, numbers: &mut Numbers) {
        let start = self.words.len();
        for (word, at) in words(&self.article.text, span) {
            let id = numbers.word(word);
            self.words.push(Word { id, span: at });
        }
        let words = start..self.words.len();
        if !words.is_empty() {
            let ids = self.words[words.clone()].iter().map(|word| word.id).collect();
            let (id, quotations) = (numbers.sentence(ids), Vec::new());
            self.sentences.push(Sentence { span, zone, words, id, quotations });
        }
    }

    /// Notes which quotations each sentence holds a part of, and where names stand.
    fn add_findings(&mut self) {
        for (idx, quotation) in self.findings.quotations.iter().enumerate() {
            let cover = quotation.cover();
            let from = self.sentences.partition_point(|one| one.span.end() <= cover.start());
            let near = self.sentences[from..].iter_mut();
            let near = near.take_while(|one| one.span.start() < cover.end());
            near.for_each(|sentence| sentence.quotations.push(idx));
        }
        for (idx, entity) in self.findings.entities.iter().enumerate() {
            let names = entity.mentions.iter().filter(|mention| {
                use MentionForm::{Acronym, FullName, PartName};
                matches!(mention.form, FullName | PartName | Acronym)
            });
            self.named.extend(names.map(|mention| (mention.span, idx)));
            for word in name_words(&entity.name) {
                self.names.entry(word).or_default().push(idx);
            }
        }
        self.named.sort_unstable();
    }

    /// The quotations that a sentence holds a part of.
    pub fn quotations_in(&self, sentence: &Sentence) -> impl Iterator<Item = &'t Quotation> {
        let quotations = &self.findings.quotations;
        sentence.quotations.iter().filter_map(|idx| quotations.get(*idx))
    }

    /// The mentions by name that stand in a span, in order, with whom they mean.
    pub fn named_in(&self, span: Span) -> impl Iterator<Item = (&'t Entity, Span)> {
        let from = self.named.partition_point(|(at, _)| at.start() < span.start());
        let near = self.named[from..].iter().take_while(move |(at, _)| at.end() <= span.end());
        let entities = &self.findings.entities;
        near.filter_map(|(at, idx)| Some((entities.get(*idx)?, *at)))
    }

    /// Whether an entity of this name, or of a part of it, is named anywhere.
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        let words = name_words(name).into_iter().filter_map(|word| self.names.get(&word));
        let mut found = words.flatten().filter_map(|idx| self.findings.entities.get(*idx));
        found.any(|entity| is_same_name(&entity.name, name))
    }

    /// The figures whose numbers begin in a span.
    pub fn figures_in(&self, span: Span) -> impl Iterator<Item = &'t Figure> {
        let figures = &self.findings.figures;
        let from = figures.partition_point(|figure| figure.span.end() <= span.start());
        let near = figures[from..].iter().take_while(move |it| it.span.start() < span.end());
        near.filter(move |figure| span.holds(figure.number.start()))
    }

    /// Whether the same amount is stated anywhere.
    #[must_use]
    pub fn states(&self, figure: &Figure) -> bool {
        self.figures.contains(&stated(figure))
    }

    /// The days and times that stand in a span; a first name such as Jan is none.
    pub fn days_in(&self, span: Span) -> impl Iterator<Item = &'t Timex> {
        let timexes = &self.findings.timexes;
        let from = timexes.partition_point(|timex| timex.span.start() < span.start());
        let near = timexes[from..].iter().take_while(move |it| it.span.end() <= span.end());
        let days = near.filter(|it| matches!(it.kind, TimexKind::Date | TimexKind::Time));
        days.filter(move |it| !self.named_in(span).any(|(_, at)| at.contains(it.span)))
    }

    /// The words of a sentence.
    #[must_use]
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.words.clone()]
    }

    /// The words that stand in a span.
    #[must_use]
    pub fn words_in(&self, span: Span) -> &[Word] {
        let from = self.words.partition_point(|word| word.span.start() < span.start());
        let to = self.words.partition_point(|word| word.span.start() < span.end());
        &self.words[from..to.max(from)]
    }

    /// How much of these words stands in this text in runs of [`RUN_WORDS`], in thousandths; of
    /// fewer words, whether each pair of neighbors does.
    #[must_use]
    pub fn share_of(&self, words: &[Word]) -> usize {
        let ids: Vec<u32> = words.iter().map(|word| word.id).collect();
        if ids.is_empty() {
            return 0;
        }
        if ids.len() < RUN_WORDS {
            let mut pairs = ids.windows(2);
            return if pairs.all(|two| self.neighbors.contains(&(two[0], two[1]))) {
                1000
            } else {
                0
            };
        }
        let n_found = runs(&ids).filter(|run| self.runs.contains(run)).count();
        n_found * 1000 / (ids.len() + 1 - RUN_WORDS)
    }

    /// What stands in quotation marks within a span, as far as it does.
    pub fn quoted_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let from = self.quoted.partition_point(|part| part.outer.end() <= span.start());
        let near = self.quoted[from..].iter().take_while(move |it| it.outer.start() < span.end());
        near.filter_map(move |part| part.inner.intersection(span))
    }
}

impl Numbers {
    fn word(&mut self, word: String) -> u32 {
        let next = self.words.len() as u32;
        *self.words.entry(word).or_insert(next)
    }

    fn sentence(&mut self, ids: Vec<u32>) -> u32 {
        let next = self.sentences.len() as u32;
        *self.sentences.entry(ids).or_insert(next)
    }
}

/// What a figure states, without its words.
#[must_use]
pub fn stated(figure: &Figure) -> Stated {
    let Figure { value, low, high, modifier, unit, is_vague, is_negated, .. } = figure;
    (*value, *low, *high, *modifier, unit.clone(), *is_vague, *is_negated)
}

/// Whether two names may be one: the words of one are all among those of the other.
#[must_use]
pub fn is_same_name(a: &str, b: &str) -> bool {
    let (a, b) = (name_words(a), name_words(b));
    let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !few.is_empty() && few.iter().all(|word| many.contains(word))
}

fn name_words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(folded);
    words.filter(|word| !word.is_empty()).collect()
}

fn runs(ids: &[u32]) -> impl Iterator<Item = [u32; RUN_WORDS]> {
    ids.windows(RUN_WORDS).filter_map(|run| run.try_into().ok())
}

/// The words of a span as they are compared. Digits are joined to one number (`1,200` is `1200`, `3.5`
/// is not `35`); signs that change an amount count as words.
fn words(text: &str, span: Span) -> Vec<(String, Span)> {
    let within = span.get(text).unwrap_or_default();
    let mut found: Vec<(String, Span)> = Vec::new();
    for Token { span: at, kind } in tokens(within) {
        let (word, at) = (at.of(within), at.shifted(span.start()));
        let is_sign = matches!(word, "%" | "‰" | "°" | "$" | "€" | "£" | "¥");
        if kind == TokenKind::Mark && !is_sign {
            continue;
        }
        if kind == TokenKind::Number
            && let Some((number, before)) = found.last_mut()
            && number.ends_with(|c: char| c.is_ascii_digit())
            && let Some(gap @ ("," | ".")) = text.get(before.end()..at.start())
        {
            if gap == "." || word.len() != 3 {
                number.push('.');
            }
            number.push_str(word);
            *before = before.cover(at);
            continue;
        }
        // A soft hyphen shows where a word may be broken, and is no part of it.
        if let Some((whole, before)) = found.last_mut()
            && text.get(before.end()..at.start()) == Some("\u{ad}")
        {
            whole.push_str(&folded(word));
            *before = before.cover(at);
            continue;
        }
        found.push((folded(word).replace('\u{ad}', ""), at));
    }
    found
}
