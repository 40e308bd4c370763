//! Whose word a brief rests on: statements of few speakers, amounts of one origin, people never heard.

use crate::{
    cite::plain,
    corpus::{Corpus, Index},
    naming::series,
};
use onrecord_model::{
    article::Article,
    brief::{Brief, SectionKind},
    entity::EntityKind,
    figure::{Amount, Figure},
    id::Id,
    quotation::Speaker,
};
use onrecord_text::normal::folded;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// A statement is told to be of few when it was made on so many occasions, by so many speakers at most.
const LEAST_OCCASIONS: usize = 3;
const MAX_SPEAKERS: usize = 2;

/// Amounts and names in one line, at most.
const MAX_TOLD: usize = 4;

/// Smaller numbers say little for or against a second source.
const LEAST_AMOUNT: i64 = 10;

/// Somebody is named often when so many origins name him, and one in so many of all.
const LEAST_ORIGINS: usize = 2;
const ORIGINS_SHARE: usize = 4;

/// What the sentences of a brief rest on, a line each: about these articles, never about the world.
#[must_use]
pub fn sides(corpus: &Corpus, brief: &Brief) -> Vec<String> {
    let index = Index::of(corpus);
    let lines = [few_speakers(corpus, brief), lone_amounts(corpus, &index, brief)];
    let unheard = has(brief, SectionKind::Said).then(|| unheard(corpus, &index)).flatten();
    lines.into_iter().chain([unheard]).flatten().collect()
}

fn has(brief: &Brief, kind: SectionKind) -> bool {
    brief.sections.iter().any(|section| section.kind == kind && !section.sentences.is_empty())
}

/// Who alone states what the brief tells first.
fn few_speakers(corpus: &Corpus, brief: &Brief) -> Option<String> {
    let again = brief.sections.iter().find(|section| section.kind == SectionKind::Recurring)?;
    let first = again.sentences.first()?.passages().next()?.clone();
    let holds = |at: &onrecord_model::passage::Passage| {
        at.article() == first.article() && at.span().intersects(first.span())
    };
    let claim = corpus
        .claims
        .iter()
        .find(|claim| claim.statements.iter().any(|statement| holds(&statement.passage)))?;
    let n = claim.statements.len();
    let names: Option<BTreeSet<String>> =
        claim.statements.iter().map(|one| one.speaker.as_deref().map(plain)).collect();
    let names: Vec<String> = names?.into_iter().collect();
    (n >= LEAST_OCCASIONS && names.len() <= MAX_SPEAKERS).then(|| {
        format!(
            "What is told here as stated on {n} occasions is stated by {} alone; nobody else was \
             found to state it in these articles.",
            series(&names)
        )
    })
}

/// What an amount is held against others by: its bounds and unit.
type Stated<'f> = (Option<Amount>, Option<Amount>, Option<Amount>, &'f str);

fn stated(figure: &Figure) -> Stated<'_> {
    (figure.value, figure.low, figure.high, &figure.unit)
}

/// Amounts that the brief tells and that articles of one origin alone state.
fn lone_amounts(corpus: &Corpus, index: &Index, brief: &Brief) -> Option<String> {
    let told = brief.sections.iter().find(|section| section.kind == SectionKind::Figures)?;
    let mut origins: BTreeMap<Stated, BTreeSet<Id>> = BTreeMap::new();
    for (article, findings) in corpus.articles {
        for figure in &findings.figures {
            // `More than 90 percent` states the 90 that another gives as `90 percent`.
            let amount = (figure.value, None, None, figure.unit.as_str());
            for key in [stated(figure), amount] {
                origins.entry(key).or_default().insert(index.origin(article.id));
            }
        }
    }
    let n_of = |key: Stated| origins.get(&key).map_or(0, BTreeSet::len);
    let mut alone: Vec<String> = Vec::new();
    for sentence in &told.sentences {
        let Some(passage) = sentence.passages().next() else { continue };
        let Some((article, findings)) = index.get(passage.article()) else { continue };
        let inside = findings.figures.iter().filter(|f| passage.span().contains(f.number));
        let first = inside.filter(|figure| is_amount(figure)).find(|figure| {
            n_of(stated(figure)) == 1
                && (figure.value.is_none()
                    || n_of((figure.value, None, None, figure.unit.as_str())) == 1)
        });
        let Some(figure) = first else { continue };
        let Some(words) = figure.span.get(&article.text) else { continue };
        let line = format!("‘{}’ ({})", plain(words), holder(article, figure));
        if !alone.contains(&line) {
            alone.push(line);
        }
    }
    alone.truncate(MAX_TOLD);
    (!alone.is_empty()).then(|| {
        format!("No second origin among these articles states the amount of {}.", series(&alone))
    })
}

fn is_amount(figure: &Figure) -> bool {
    let most = [figure.value, figure.high, figure.low].into_iter().flatten().max();
    !figure.is_vague && figure.counted.is_some() && most >= Some(Amount::whole(LEAST_AMOUNT))
}

/// Whose figure it is: the source as named, else the outlet.
fn holder(article: &Article, figure: &Figure) -> String {
    match (&figure.source, figure.source.name()) {
        (_, Some(name)) => plain(name),
        (Speaker::Unnamed { described_at }, None) => {
            described_at.get(&article.text).map_or_else(|| plain(article.outlet_name()), plain)
        }
        _ => plain(article.outlet_name()),
    }
}

/// People whom several origins name in full and none quotes.
fn unheard(corpus: &Corpus, index: &Index) -> Option<String> {
    let mut heard: BTreeSet<String> = BTreeSet::new();
    let mut named: BTreeMap<String, (String, BTreeSet<Id>)> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for (article, findings) in corpus.articles {
        let origin = index.origin(article.id);
        all.insert(origin);
        let sources = findings.quotations.iter().map(|quotation| &quotation.speaker);
        let sources = sources.chain(findings.figures.iter().map(|figure| &figure.source));
        heard.extend(sources.filter_map(Speaker::name).filter_map(last_name));
        let authors = article.authors.iter().filter_map(|author| last_name(&author.value));
        heard.extend(authors);
        for entity in findings.entities.iter().filter(|one| one.kind == EntityKind::Person) {
            let is_full = entity.name.contains(' ');
            let Some(key) = last_name(&entity.name).filter(|_| is_full) else { continue };
            let entry = named.entry(key).or_insert_with(|| (entity.name.clone(), BTreeSet::new()));
            entry.1.insert(origin);
        }
    }
    let least = LEAST_ORIGINS.max(all.len().div_ceil(ORIGINS_SHARE));
    let mut unheard: Vec<(usize, String)> = named
        .into_iter()
        .filter(|(key, (_, origins))| origins.len() >= least && !heard.contains(key))
        .map(|(_, (name, origins))| (origins.len(), plain(&name)))
        .collect();
    unheard.sort_by_key(|(n, name)| (Reverse(*n), name.clone()));
    let names: Vec<String> = unheard.into_iter().take(MAX_TOLD).map(|(_, name)| name).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Named in several articles, and no quotation of theirs was found: {}.",
            series(&names)
        )
    })
}

/// The last word of a name, folded; `Bashar al-Assad` and `Bashar Assad` are one.
fn last_name(name: &str) -> Option<String> {
    let name = folded(name);
    let last = name.rsplit(' ').next()?;
    let last = last.strip_prefix("al-").or_else(|| last.strip_prefix("el-")).unwrap_or(last);
    (!last.is_empty()).then(|| last.to_owned())
}
