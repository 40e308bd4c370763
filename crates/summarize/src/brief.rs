//! Passages arranged into a short text, and what is missing.

use crate::{
    again,
    cite::plain,
    corpus::{Corpus, Index},
    day,
    finish::finish,
    length::Length,
    origin, phrase,
    select::{Candidate, Chosen, Weights, What, choose, figures, sayings},
    shown,
};
use onrecord_model::{
    brief::{Basis, Brief, Part, Section, SectionKind, Sentence},
    claim::{Claim, Statement},
    passage::Passage,
    quotation::Mode,
};
use std::cmp::Reverse;

/// How many sentences each section may have.
struct Room {
    said: usize,
    claims: usize,
    occasions: usize,
    differs: usize,
    figures: usize,
    origins: usize,
    missing: usize,
}

impl Room {
    fn of(length: Length) -> Self {
        let [said, claims, occasions, differs, figures, origins, missing] = match length {
            Length::Short => [3, 0, 0, 1, 1, 0, 2],
            Length::Page | Length::Own => [7, 2, 4, 4, 5, 4, 8],
            Length::Long => [24, 6, 8, 12, 16, 16, 20],
        };
        Self { said, claims, occasions, differs, figures, origins, missing }
    }
}

/// Longest words of a title, in bytes.
const MAX_TITLE_BYTES: usize = 140;

/// A brief of the corpus: every sentence names who says it and cites the passage.
#[must_use]
pub fn brief(corpus: &Corpus, length: Length) -> Brief {
    let index = Index::of(corpus);
    let room = Room::of(length);
    let weights = Weights::of(corpus, &index);
    let sections = vec![
        Section { kind: SectionKind::Said, sentences: Vec::new() },
        section(
            SectionKind::Recurring,
            again::recurring(corpus, &index, room.claims, room.occasions),
        ),
        section(SectionKind::Differs, again::differing(corpus, &index, room.differs)),
        Section { kind: SectionKind::Figures, sentences: Vec::new() },
        section(SectionKind::Origins, origin::origins(corpus, &index, room.origins)),
    ];
    let mut brief = Brief {
        title: title(corpus, &index, &weights),
        query: corpus.query.to_owned(),
        basis: Basis::default(),
        sections,
        missing: Vec::new(),
        sources: Vec::new(),
    };
    for section in &mut brief.sections {
        let (candidates, limit) = match section.kind {
            SectionKind::Said => (sayings(corpus, &index, &weights), room.said),
            SectionKind::Figures => (figures(corpus, &index, &weights), room.figures),
            _ => continue,
        };
        section.sentences = chosen(candidates, limit);
    }
    finish(brief, corpus, room.missing)
}

fn section(kind: SectionKind, sentences: Vec<Sentence>) -> Section {
    Section { kind, sentences }
}

/// The best candidates as sentences, in order of their days.
fn chosen(candidates: Vec<Candidate>, limit: usize) -> Vec<Sentence> {
    let mut chosen = choose(candidates, limit);
    chosen
        .sort_by_key(|one| (day::order(&one.shown.when), one.shown.article.id, one.shown.passage));
    let write =
        |one: &Chosen| Sentence { when: one.shown.when.clone(), parts: phrase::sentence(one) };
    chosen.iter().map(write).collect()
}

/// The title: words that somebody said, with how often or by whom and when.
fn title(corpus: &Corpus, index: &Index, weights: &Weights) -> Vec<Part> {
    let again = corpus.claims.iter().filter(|claim| claim.statements.len() > 1);
    let of_claims = again.filter_map(|claim| title_of(claim, index));
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
    (words.span().len() <= MAX_TITLE_BYTES).then_some(words)
}

/// The strongest direct words of the corpus, with speaker and day.
fn first_words(corpus: &Corpus, index: &Index, weights: &Weights) -> Option<Vec<Part>> {
    let all = sayings(corpus, index, weights);
    let words = |one: &Candidate| match one.what {
        What::Said(quotation) if quotation.content.len() == 1 => {
            let words = shown::own_words(one.article, quotation.content[0])?;
            let name = quotation.speaker.name().map(plain)?;
            (words.span().len() <= MAX_TITLE_BYTES).then_some((words, name))
        }
        _ => None,
    };
    let named = all.iter().filter_map(|one| Some((one, words(one)?)));
    let best =
        named.max_by_key(|(one, (words, _))| (one.score, Reverse((words.article(), words.span()))));
    let (one, (words, name)) = best?;
    Some(vec![Part::Direct(words), Part::Ours(format!(": {name}, {}", one.when.label()))])
}
