//! Passages arranged into a short text, and what is missing.

use crate::{
    again, changed,
    cite::plain,
    corpus::{Corpus, Index},
    day,
    finish::finish,
    length::Length,
    missing, origin,
    parted::parted,
    phrase,
    select::{Candidate, Chosen, Weights, What, figures, fold, pick, sayings},
    shown,
    weigh::weighed,
};
use onrecord_model::{
    brief::{Basis, Brief, Part, Section, SectionKind, Sentence},
    claim::{Claim, Statement},
    id::Id,
    passage::Passage,
    quotation::Mode,
};
use onrecord_text::Span;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Longest words of a title, in bytes.
const MAX_TITLE_BYTES: usize = 140;

/// A brief of the corpus: every sentence names who says it and cites the passage.
///
/// What was stated again comes first: the title is taken from it. A statement stands in one section
/// only. What the sections on copies, differences and repetitions
/// leave free of the length goes to what was said, then to figures.
#[must_use]
pub fn brief(corpus: &Corpus, length: Length) -> Brief {
    let index = Index::of(corpus);
    let room = length.room();
    let weights = Weights::of(corpus, &index);
    let mut again = again::recurring(corpus, &index, room.claims, room.occasions);
    again.truncate(room.again);
    let changed = changed::changed(corpus, &index, room.changed);
    let differs = again::differing(corpus, &index, room.differs);
    let mut origins = origin::origins(corpus, &index, room.origins.saturating_sub(1));
    origins.truncate(room.origins);
    let mut shown = Shown::default();
    again.iter().for_each(|sentence| shown.add(sentence));

    let n_other = again.len() + changed.len() + differs.len() + origins.len();
    let left = room.all.saturating_sub(n_other);
    let mut told = 0;
    let mut fresh = |candidates| {
        let mut folded = fold(weighed(corpus, candidates));
        told += folded.iter().filter(|one| one.is_told && has_new(corpus, one)).count();
        folded.retain(|one| !one.is_told);
        folded
    };
    let sayings = fresh(sayings(corpus, &index, &weights));
    let mut figures = fresh(figures(corpus, &index, &weights));
    one_of_each_sentence(&mut figures);
    // Of five sentences some readers see two: there the strongest stand first.
    let (by_day, by_subject) = match length {
        Length::Short => (Order::Strongest, Order::Strongest),
        _ => (Order::Day, Order::Parted(corpus.query)),
    };
    // A statement with a figure goes to the figures, and room that nobody needs to what has more.
    let n_figures = room.figures.max(left.saturating_sub(sayings.len())).min(left);
    let figures = chosen(figures, n_figures, by_day, &mut shown);
    let said = chosen(sayings, left - figures.len(), by_subject, &mut shown);

    let sections = [
        (SectionKind::Recurring, again),
        (SectionKind::Said, said),
        (SectionKind::Changed, changed),
        (SectionKind::Differs, differs),
        (SectionKind::Figures, figures),
        (SectionKind::Origins, origins),
    ];
    let brief = Brief {
        title: title(corpus, &index, &weights),
        query: corpus.query.to_owned(),
        basis: Basis::default(),
        sections: sections.map(|(kind, sentences)| Section { kind, sentences }).into(),
        missing: Vec::new(),
        sources: Vec::new(),
        rephrased: None,
    };
    let mut brief = finish(brief, corpus, room.missing);
    if let Some(line) = missing::left_out_as_old(corpus, told) {
        brief.missing.insert(0, line);
    }
    brief
}

/// The places that a brief has shown: one sentence of an article is shown once.
#[derive(Default)]
struct Shown(BTreeSet<(Id, usize)>);

impl Shown {
    fn add(&mut self, sentence: &Sentence) {
        self.0
            .extend(sentence.passages().map(|passage| (passage.article(), passage.span().start())));
    }

    fn has(&self, one: &Chosen) -> bool {
        let repeats = one.repeats.iter().map(|repeat| (repeat.article.id, repeat.passage));
        let mut places = std::iter::once((one.shown.article.id, one.shown.passage)).chain(repeats);
        places.any(|(id, passage)| self.0.contains(&(id, passage.start())))
    }
}

/// Keeps the strongest figure of each sentence: its words tell the others too.
fn one_of_each_sentence(figures: &mut Vec<Chosen>) {
    let mut seen: BTreeMap<Id, Vec<Span>> = BTreeMap::new();
    figures.retain(|one| {
        let spans = seen.entry(one.shown.article.id).or_default();
        let is_new = !spans.iter().any(|span| span.intersects(one.shown.passage));
        spans.push(one.shown.passage);
        is_new
    });
}

/// Whether a new article is among those that hold a statement.
fn has_new(corpus: &Corpus, one: &Chosen) -> bool {
    let repeats = one.repeats.iter().map(|repeat| repeat.article);
    std::iter::once(one.shown.article).chain(repeats).any(|article| corpus.is_new(article))
}

/// In which order the sentences of a section stand.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Order<'q> {
    /// The strongest first.
    Strongest,
    /// By day.
    Day,
    /// By speaker and subject where there are many, beside what the query asks for, then by day.
    Parted(&'q str),
}

/// The best of what is not shown yet as sentences.
fn chosen(mut folded: Vec<Chosen>, limit: usize, order: Order, shown: &mut Shown) -> Vec<Sentence> {
    folded.retain(|one| !shown.has(one));
    let mut chosen = pick(folded, limit);
    let place =
        |one: &Chosen| (day::order(&one.shown.when), one.shown.article.id, one.shown.passage);
    if order != Order::Strongest {
        chosen.sort_by_key(place);
    }
    let write = |(group, one): &(Option<String>, Chosen)| Sentence {
        when: one.shown.when.clone(),
        group: group.clone(),
        parts: phrase::sentence(one),
    };
    let placed = match order {
        Order::Parted(query) => parted(query, chosen),
        _ => chosen.into_iter().map(|one| (None, one)).collect(),
    };
    let written: Vec<Sentence> = placed.iter().map(write).collect();
    written.iter().for_each(|sentence| shown.add(sentence));
    written
}

/// The title: words that somebody said, with how often or by whom and when.
fn title(corpus: &Corpus, index: &Index, weights: &Weights) -> Vec<Part> {
    let of_claims = again::told_again(corpus, index).filter_map(|claim| title_of(claim, index));
    let mut found = of_claims.take(1).collect::<Vec<_>>();
    found.pop().or_else(|| first_words(corpus, index, weights)).unwrap_or_default()
}

fn title_of(claim: &Claim, index: &Index) -> Option<Vec<Part>> {
    let direct = claim.statements.iter().filter(|statement| statement.mode == Some(Mode::Direct));
    let words = direct.filter_map(|statement| own_words(statement, index)).next()?;
    let n = claim.statements.len();
    let dated = claim.statements.iter().filter(|statement| statement.when.is_dated());
    let days: Vec<&Statement> = dated.collect();
    let span = match (days.first(), days.last()) {
        (Some(first), Some(last)) if days.len() > 1 => {
            format!(", {} to {}", first.when.label(), last.when.label())
        }
        (Some(only), _) => format!(", one of them dated: {}", only.when.label()),
        _ => String::new(),
    };
    Some(vec![Part::Direct(words), Part::Ours(format!(": stated on {n} occasions{span}"))])
}

fn own_words(statement: &Statement, index: &Index) -> Option<Passage> {
    let article = index.article(statement.content.article())?;
    let words = shown::own_words(article, statement.content.span())?;
    is_title(&words).then_some(words)
}

/// Whether words are short enough for a title, and no part of a sentence.
fn is_title(words: &Passage) -> bool {
    words.span().len() <= MAX_TITLE_BYTES && !words.exact().starts_with(char::is_lowercase)
}

/// The strongest direct words of the corpus, with speaker and day.
fn first_words(corpus: &Corpus, index: &Index, weights: &Weights) -> Option<Vec<Part>> {
    let all = weighed(corpus, sayings(corpus, index, weights));
    let words = |one: &Candidate| match one.what {
        What::Said(quotation) if quotation.content.len() == 1 => {
            let words = shown::own_words(one.article, quotation.content[0])?;
            // A title has no room to say that somebody decided on its speaker.
            let name = quotation.speaker.name().filter(|_| quotation.speaker.decided().is_none());
            let name = name.map(plain)?;
            is_title(&words).then_some((words, name))
        }
        _ => None,
    };
    let named = all.iter().filter(|one| !one.is_told).filter_map(|one| Some((one, words(one)?)));
    let best =
        named.max_by_key(|(one, (words, _))| (one.score, Reverse((words.article(), words.span()))));
    let (one, (words, name)) = best?;
    Some(vec![Part::Direct(words), Part::Ours(format!(": {name}, {}", one.when.label()))])
}
