//! The last step of every brief and timeline: checked, counted, with its sources and what is missing.

use crate::{
    cite::{self, Notes, plain},
    corpus::Corpus,
    missing::missing,
    naming,
};
use onrecord_model::{
    article::{Article, Place},
    brief::{Basis, Brief, Part, Sentence, Source},
    id::Id,
    passage::Passage,
};
use onrecord_text::Span;
use std::collections::BTreeSet;

/// Longest title of a source, in bytes; a page without a title gives the start of its text.
const MAX_TITLE_BYTES: usize = 200;

/// Checks every sentence, then says what is missing, what the brief rests on and where that stands.
#[must_use]
pub fn finish(brief: Brief, corpus: &Corpus, n_missing: usize) -> Brief {
    let (mut brief, n_dropped) = cite::check(brief, corpus);
    brief.sections.iter_mut().flat_map(|section| &mut section.sentences).for_each(tell_decided);
    brief.missing = missing(corpus, &brief, n_dropped);
    brief.missing.truncate(n_missing);
    let (n_articles, n_origins) = corpus.counts();
    let cited: BTreeSet<Id> = brief.notes().into_iter().map(Passage::article).collect();
    let sources = corpus.articles.iter().chain(corpus.earlier).map(|(article, _)| article);
    brief.sources =
        sources.filter(|article| cited.contains(&article.id)).filter_map(source).collect();
    brief.basis = Basis { n_passages: Notes::of(&brief).list.len(), n_articles, n_origins };
    brief
}

/// Says beside a sentence that its day was decided, by whom and why.
fn tell_decided(sentence: &mut Sentence) {
    if let Some(note) = sentence.when.decided() {
        sentence.parts.push(Part::Ours(format!(" Day {}.", plain(note).trim_end_matches('.'))));
    }
}

/// An article as a source of the brief.
fn source(article: &Article) -> Option<Source> {
    Some(Source {
        title: title(article)?,
        authors: article.authors.iter().map(|author| author.value.clone()).collect(),
        outlet: article.outlet_name().to_owned(),
        credited: naming::credited(article),
        address: article.address.as_ref().map(|address| address.value.clone()),
        published: article.published.clone(),
    })
}

/// The title where it stands in the text, else the start of its first block that is no furniture.
fn title(article: &Article) -> Option<Passage> {
    let stands = article.title.as_ref().and_then(|title| match title.place {
        Place::Text(span) => Some(span),
        _ => None,
    });
    let span = stands.or_else(|| article.opening())?;
    let end = article.text.floor_char_boundary(span.end().min(span.start() + MAX_TITLE_BYTES));
    Passage::of(article, Span::new(span.start(), end.max(span.start())))
}
