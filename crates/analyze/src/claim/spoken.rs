//! The statements of one article: what was said in it, and its own sentences with figures.

use crate::claim::assertion::{Assertion, assertions, hedges};
use onrecord_model::{
    article::{Article, Place, ZoneKind},
    claim::Statement,
    entity::EntityKind,
    figure::Figure,
    findings::Findings,
    id::Id,
    passage::Passage,
    quotation::Quotation,
};
use onrecord_text::{Span, normal::folded};
use std::collections::BTreeSet;

/// How many of an article's entities tell what it is about, the most named.
const MAX_SUBJECTS: usize = 10;

/// A statement with what it is compared by.
#[derive(Clone, Debug)]
pub struct Spoken<'a> {
    /// The article.
    pub article: &'a Article,
    /// What is shown.
    pub statement: Statement,
    /// Its clauses.
    pub assertions: Vec<Assertion>,
    /// Names that the article is mostly about, folded.
    pub subjects: BTreeSet<String>,
    /// The figures in it.
    pub figures: Vec<&'a Figure>,
    /// Whether it is the headline; then it is no occasion of its own.
    pub is_headline: bool,
}

impl Spoken<'_> {
    /// Whether a key is a name that the article is mostly about; `syrian` is Syria's.
    #[must_use]
    pub fn is_about(&self, key: &str) -> bool {
        let mut words = self.subjects.iter().flat_map(|name| name.split(' '));
        words.any(|word| key == word || (word.len() >= 4 && key.starts_with(word)))
    }

    /// The article's identifier.
    #[must_use]
    pub fn id(&self) -> Id {
        self.article.id
    }
}

/// The statements of an article: its quotations, its own sentences that hold a figure, its headline.
#[must_use]
pub fn statements<'a>(article: &'a Article, findings: &'a Findings) -> Vec<Spoken<'a>> {
    let subjects = subjects(article, findings);
    let said = findings.quotations.iter().filter(|quotation| !quotation.content.is_empty());
    let mut found: Vec<Spoken> =
        said.filter_map(|said| quoted(article, findings, said, &subjects)).collect();
    let covered: Vec<Span> = findings.quotations.iter().map(|said| said.passage).collect();
    let own = findings.figures.iter().map(|figure| figure.passage);
    let mut own: Vec<Span> =
        own.filter(|at| !covered.iter().any(|said| said.intersects(*at))).collect();
    own.dedup();
    found.extend(own.into_iter().filter_map(|at| told(article, findings, at, &subjects)));
    let title = match article.title.as_ref().map(|title| &title.place) {
        Some(Place::Text(span)) => Some(*span),
        _ => article.zones.iter().find(|zone| zone.kind == ZoneKind::Title).map(|zone| zone.span),
    };
    let headline = title.and_then(|span| told(article, findings, span, &subjects));
    found.extend(headline.map(|headline| Spoken { is_headline: true, ..headline }));
    found.retain(|spoken| !spoken.assertions.is_empty());
    found
}

fn quoted<'a>(
    article: &'a Article,
    findings: &'a Findings,
    said: &Quotation,
    subjects: &BTreeSet<String>,
) -> Option<Spoken<'a>> {
    let is_furniture = |at: usize| {
        article
            .zone_at(at)
            .is_some_and(|zone| !matches!(zone.kind, ZoneKind::Body | ZoneKind::Title))
    };
    if said.is_negated || is_furniture(said.cover().start()) {
        return None;
    }
    let mut spoken = told(article, findings, said.cover(), subjects)?;
    spoken.assertions =
        said.content.iter().flat_map(|part| assertions(&article.text, *part)).collect();
    let words = said.hedges.iter().filter_map(|at| at.get(&article.text)).map(str::to_owned);
    spoken.statement.hedges.extend(words);
    // Two ways of finding one hedge: each once, the longer of two that overlap.
    let all = std::mem::take(&mut spoken.statement.hedges);
    for hedge in &all {
        let is_part = all.iter().any(|other| other != hedge && other.contains(hedge.as_str()));
        if !is_part && !spoken.statement.hedges.contains(hedge) {
            spoken.statement.hedges.push(hedge.clone());
        }
    }
    spoken.statement.passage = Passage::of(article, said.passage)?;
    spoken.statement.speaker = said.speaker.name().map(str::to_owned);
    spoken.statement.speaker_decided = said.speaker.decided().map(str::to_owned);
    spoken.statement.mode = Some(said.mode);
    let zone = article.zone_at(said.cover().start());
    spoken.is_headline = zone.is_some_and(|zone| zone.kind == ZoneKind::Title);
    Some(spoken)
}

/// A sentence that the article tells without a source that was found.
fn told<'a>(
    article: &'a Article,
    findings: &'a Findings,
    at: Span,
    subjects: &BTreeSet<String>,
) -> Option<Spoken<'a>> {
    let passage = Passage::of(article, at)?;
    let statement = Statement {
        content: passage.clone(),
        passage,
        speaker: None,
        speaker_decided: None,
        outlet: article.outlet_name().to_owned(),
        mode: None,
        hedges: hedges(&article.text, at),
        // A day that the sentence itself names may be that of the event or of the speech, so it
        // narrows nothing here.
        when: article.published.clone(),
        repeats: Vec::new(),
    };
    Some(Spoken {
        article,
        statement,
        assertions: assertions(&article.text, at),
        subjects: subjects.clone(),
        figures: findings.figures.iter().filter(|figure| at.contains(figure.number)).collect(),
        is_headline: false,
    })
}

/// The names an article is mostly about, folded: each entity's fullest name, the most named first.
fn subjects(article: &Article, findings: &Findings) -> BTreeSet<String> {
    let mut named: Vec<(usize, String)> = findings
        .entities
        .iter()
        .map(|entity| {
            let in_title = entity.mentions.iter().any(|mention| {
                article.zone_at(mention.span.start()).is_some_and(|z| z.kind == ZoneKind::Title)
            });
            let n = entity.mentions.len() + if in_title { 3 } else { 0 };
            (n, subject(&entity.name, entity.kind))
        })
        .collect();
    named.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    named.into_iter().map(|(_, name)| name).take(MAX_SUBJECTS).collect()
}

/// A name for comparing: a person's last name, another's whole; `Syrian` and `Syria` meet by their
/// first letters.
fn subject(name: &str, kind: EntityKind) -> String {
    let name = folded(name);
    let last = name.rsplit(' ').next().unwrap_or_default();
    match kind {
        EntityKind::Person => last.to_owned(),
        _ => name.strip_prefix("the ").unwrap_or(&name).to_owned(),
    }
}

/// Whether two names of persons can be one: the last names are equal, and no first names differ.
#[must_use]
pub fn is_one_speaker(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let parts = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (parts(&a), parts(&b));
    a.last() == b.last() && (a.len() == 1 || b.len() == 1 || a[0] == b[0])
}
