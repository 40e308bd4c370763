//! Every sentence checked against the passages it cites.
//!
//! The check runs on every brief before it is returned. It knows nothing of how sentences are
//! written: it looks only at what stands there, so a slip in any other file costs a sentence, never
//! the reader's trust.

use crate::corpus::{Corpus, Index};
use onrecord_model::{
    article::ZoneKind,
    brief::{Brief, Part, SectionKind, Sentence},
    id::Id,
    passage::Passage,
};
use onrecord_text::Span;
use std::{cmp::Reverse, collections::BTreeMap};

/// How an article without a known outlet is spoken of; it counts as naming the outlet.
pub const NO_OUTLET: &str = "article whose outlet is not stated";

/// Takes out every sentence that its passages do not back, and says how many there were.
///
/// A sentence stays when
/// - each of its passages is, byte for byte, the span of an article of the corpus;
/// - words in quotation marks in our own parts stand in one of its passages;
/// - where somebody is reported (all sections but the one on origins), it cites a passage, none of
///   them in furniture or captions, and names the outlet of one of them.
#[must_use]
pub fn check(mut brief: Brief, corpus: &Corpus) -> (Brief, usize) {
    let index = Index::of(corpus);
    let mut n_dropped = 0;
    for section in &mut brief.sections {
        let n_before = section.sentences.len();
        let kind = section.kind;
        section.sentences.retain(|sentence| fault(sentence, kind, &index).is_none());
        n_dropped += n_before - section.sentences.len();
    }
    for sentence in brief.sections.iter_mut().flat_map(|section| &mut section.sentences) {
        sentence.group = sentence.group.take().filter(|words| !has_quotation_mark(words));
    }
    brief.sections.retain(|section| !section.sentences.is_empty());
    let is_backed = |part: &Part| match part {
        Part::Ours(words) => !has_quotation_mark(words),
        _ => part.passage().is_some_and(|passage| is_exact(passage, &index)),
    };
    if !brief.title.iter().all(is_backed) {
        brief.title.clear();
        n_dropped += 1;
    }
    brief.sources.retain(|source| is_exact(&source.title, &index));
    brief.missing.retain(|words| !has_quotation_mark(words));
    (brief, n_dropped)
}

/// Why a sentence may not stand; `None` when it may.
#[must_use]
pub fn fault(sentence: &Sentence, kind: SectionKind, index: &Index) -> Option<String> {
    if let Some(passage) = sentence.passages().find(|passage| !is_exact(passage, index)) {
        return Some(format!("{passage} is not the text of an article of the corpus"));
    }
    if let Some(words) = unbacked_quotation(sentence) {
        return Some(format!("no passage of the sentence holds the quoted words `{words}`"));
    }
    if sentence.parts.is_empty() {
        return Some("it says nothing".to_owned());
    }
    if kind == SectionKind::Origins {
        return None;
    }
    if sentence.passages().next().is_none() {
        return Some("it cites nothing".to_owned());
    }
    if let Some(passage) = sentence.passages().find(|passage| is_outside(passage, index)) {
        return Some(format!("{passage} stands in furniture or in a caption"));
    }
    (!is_attributed(sentence, index)).then(|| "it names no outlet that it cites".to_owned())
}

/// Whether the passage is what its article holds there, context included.
fn is_exact(passage: &Passage, index: &Index) -> bool {
    let made = index.article(passage.article()).and_then(|a| Passage::of(a, passage.span()));
    made.as_ref() == Some(passage)
}

fn is_outside(passage: &Passage, index: &Index) -> bool {
    let Some(article) = index.article(passage.article()) else { return true };
    let zone = article.zone_at(passage.span().start());
    zone.is_some_and(|zone| matches!(zone.kind, ZoneKind::Furniture | ZoneKind::Caption))
}

fn is_attributed(sentence: &Sentence, index: &Index) -> bool {
    let outlets = sentence.passages().filter_map(|passage| index.article(passage.article()));
    let names: Vec<String> = outlets
        .map(|article| match article.outlet {
            Some(_) => plain(article.outlet_name()).to_lowercase(),
            None => NO_OUTLET.to_owned(),
        })
        .filter(|name| !name.is_empty())
        .collect();
    sentence.parts.iter().any(|part| match part {
        // A name may open a sentence with a capital that it does not have itself.
        Part::Ours(words) => names.iter().any(|name| words.to_lowercase().contains(name.as_str())),
        _ => false,
    })
}

/// The first words that our own parts put in quotation marks without a passage holding them; a
/// mark without its partner counts as such.
fn unbacked_quotation(sentence: &Sentence) -> Option<&str> {
    let is_held = |words: &str| {
        !words.starts_with(is_quotation_mark)
            && sentence.passages().any(|passage| passage.exact().contains(words))
    };
    sentence.parts.iter().find_map(|part| match part {
        Part::Ours(words) => quoted(words).into_iter().find(|inside| !is_held(inside)),
        _ => None,
    })
}

/// The words between quotation marks, in order; from a mark without its partner to the end.
fn quoted(words: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), words);
    while let Some(at) = rest.find(is_quotation_mark) {
        let width = rest[at..].chars().next().map_or(1, char::len_utf8);
        let tail = &rest[at + width..];
        let Some(end) = tail.find(is_quotation_mark) else {
            found.push(&rest[at..]);
            break;
        };
        found.push(&tail[..end]);
        let width = tail[end..].chars().next().map_or(1, char::len_utf8);
        rest = &tail[end + width..];
    }
    found
}

/// Whether a character opens or closes a quotation in some script. The single marks are left out:
/// they are apostrophes far more often.
#[must_use]
pub fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
            | '〝'
            | '〞'
    )
}

fn has_quotation_mark(words: &str) -> bool {
    words.contains(is_quotation_mark)
}

/// A name as we may write it ourselves: on one line, without quotation marks and control characters.
#[must_use]
pub fn plain(name: &str) -> String {
    let kept: String =
        name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    let kept: String = kept.chars().filter(|c| !is_quotation_mark(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The passages that a brief cites as notes: those that lie inside no other cited passage, in order
/// of first citation. A quotation's note is the sentence that proves it, not the quoted words again.
#[derive(Clone, Debug)]
pub struct Notes<'b> {
    /// The passages; a note's number is its place, from 1.
    pub list: Vec<&'b Passage>,
    /// Per article the spans of its notes, in order, with their numbers.
    places: BTreeMap<Id, Vec<(Span, usize)>>,
}

impl<'b> Notes<'b> {
    /// Reads a brief once.
    #[must_use]
    pub fn of(brief: &'b Brief) -> Self {
        let cited = brief.notes();
        let mut places: BTreeMap<Id, Vec<(Span, usize)>> = BTreeMap::new();
        for passage in &cited {
            places.entry(passage.article()).or_default().push((passage.span(), 0));
        }
        for spans in places.values_mut() {
            spans.sort_by_key(|(span, _)| (span.start(), Reverse(span.end())));
            // In this order a span that another one holds ends no later than the furthest so far.
            let mut furthest = 0;
            spans.retain(|(span, _)| {
                let is_outer = span.end() > furthest;
                furthest = furthest.max(span.end());
                is_outer
            });
        }
        let outer: BTreeMap<(Id, Span), &Passage> =
            cited.iter().map(|passage| ((passage.article(), passage.span()), *passage)).collect();
        let mut list = Vec::new();
        for passage in cited {
            let spans =
                places.get_mut(&passage.article()).map(Vec::as_mut_slice).unwrap_or_default();
            let Some(at) = holding(spans, passage.span()) else { continue };
            if spans[at].1 == 0 {
                list.extend(outer.get(&(passage.article(), spans[at].0)).copied());
                spans[at].1 = list.len();
            }
        }
        Self { list, places }
    }

    /// The number of the note that holds a passage.
    #[must_use]
    pub fn number(&self, passage: &Passage) -> Option<usize> {
        let spans = self.places.get(&passage.article())?;
        holding(spans, passage.span()).map(|at| spans[at].1)
    }
}

/// The place of the span that holds `inner`: spans that hold none of each other end in the order in
/// which they start, so it is the last one that starts early enough.
fn holding(spans: &[(Span, usize)], inner: Span) -> Option<usize> {
    let at = spans.partition_point(|(span, _)| span.start() <= inner.start()).checked_sub(1)?;
    spans[at].0.contains(inner).then_some(at)
}
