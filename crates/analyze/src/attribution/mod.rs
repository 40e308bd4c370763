//! Each figure joined to the quotation and source it is attributed to.
//!
//! The quotation that holds a figure answers for it, or the sentence's own words do (`stated`). What
//! nobody else states is the outlet's, unless the sentence gives a sign that it is passed on: then it
//! is not established.

mod words;
mod stated;
mod holder;

use crate::{
    document::Document,
    quotation::{mentions::Mentions, phrases::tokens_in, speaker},
};
use holder::{Holder, ending, holders, is_according, sentence_sources};
use onrecord_model::{
    entity::Entity,
    figure::Figure,
    quotation::{Mode, Quotation, Speaker},
};
use onrecord_text::{Span, quotes::Quoted};
use stated::Stated;
use std::collections::BTreeMap;
use words::Words;

/// The reason given for a figure that the outlet states in its own voice: no words of the sentence
/// give it to anybody else.
const NO_SOURCE: &str = "the outlet reports it, no source was found";

/// The reason given for a figure that somebody else states, where the words do not tell who.
const UNSURE: &str = "somebody else states it, who is not told beside it";

/// The reason given for a figure whose source is only `which` or `who`.
const REFERS_BACK: &str = "the word for its source refers back to something named before";

/// A retold statement without a verb of stating, and less sure than this, is no source of a figure.
/// Chosen on our own marks (bench/figure-sources), the half that may be looked at.
const SURE: u16 = 800;

/// A retold statement less sure than this yields to another source that its sentence names.
const DOUBTFUL: u16 = 600;

/// Fewer words in quotation marks are a term or a title.
const FEWEST_WORDS: usize = 5;

/// Joins figures to those who state them, in place: source, mode, the words naming it, and through
/// whom it came.
///
/// A figure inside several contents belongs to the shortest, whose source is nearest to it. Inside
/// it the words may name another source for the figure: that one states it, via the first. A figure
/// outside every content belongs to the source that its sentence names for it. Every other figure is
/// the outlet's own, or not established where it is hearsay.
pub fn attribute(
    figures: &mut [Figure],
    quotations: &[Quotation],
    entities: &[Entity],
    document: &Document,
) {
    let holders = holders(figures, quotations);
    let text = Text {
        document,
        quotations,
        mentions: Mentions::of(entities),
        by_sentence: sentence_sources(quotations, document),
        by_source: quotations.iter().filter_map(|found| Some((found.source?, found))).collect(),
        ending: ending(quotations, document),
    };
    let mut read: Option<Reading> = None;
    for (figure, holder) in figures.iter_mut().zip(holders) {
        let sentence = document.sentence_at(figure.number.start());
        if read.as_ref().is_none_or(|reading| Some(reading.sentence) != sentence) {
            read = sentence.and_then(|sentence| text.reading(sentence));
        }
        let source = text.source(figure, holder, read.as_ref());
        figure.mode = source.mode;
        figure.source = source.speaker;
        figure.source_at = source.at;
        figure.via = source.via;
        // Who denies a statement denies its figures.
        figure.is_negated |= source.is_negated;
    }
}

/// Who states a figure.
struct Source {
    speaker: Speaker,
    at: Option<Span>,
    via: Vec<Span>,
    mode: Option<Mode>,
    is_negated: bool,
}

impl Source {
    /// The outlet without a mode; with one somebody else, who cannot be told.
    fn none(mode: Option<Mode>, reason: &str) -> Self {
        let speaker = Speaker::NotEstablished { reason: reason.to_owned() };
        Self { speaker, at: None, via: Vec::new(), mode, is_negated: false }
    }

    fn of(quotation: &Quotation, mode: Mode) -> Self {
        Self {
            speaker: quotation.speaker.clone(),
            at: quotation.source,
            via: quotation.via.clone(),
            mode: Some(mode),
            is_negated: quotation.is_negated,
        }
    }
}

/// A sentence with what it says of its sources.
struct Reading<'a> {
    sentence: usize,
    words: Words<'a>,
    stated: Vec<Stated>,
}

/// What is known of an article when its figures are attributed.
struct Text<'a> {
    document: &'a Document<'a>,
    quotations: &'a [Quotation],
    mentions: Mentions<'a>,
    by_sentence: BTreeMap<usize, &'a Quotation>,
    by_source: BTreeMap<Span, &'a Quotation>,
    /// The quotations whose last part starts in a sentence.
    ending: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Text<'a> {
    fn reading(&self, sentence: usize) -> Option<Reading<'a>> {
        let words =
            Words::of(self.document, &self.document.sentences[sentence], self.document.quoted())?;
        let stated = stated::by_sentence(&words);
        Some(Reading { sentence, words, stated })
    }

    fn source(&self, figure: &Figure, holder: Option<Holder>, read: Option<&Reading>) -> Source {
        let named = read.and_then(|read| {
            let holds = |stated: &&Stated| stated.scope.contains(figure.number);
            read.stated.iter().find(holds).map(|stated| stated.source)
        });
        if let Some(source) = holder.and_then(|holder| self.by_inner(figure, holder)) {
            return source;
        }
        let is_strong = |holder: &Holder| {
            let yields = named.is_some() && self.is_doubtful(*holder);
            !yields && !self.is_weak(*holder, figure) && !self.is_aside(*holder, figure)
        };
        let holder = holder.filter(is_strong).or_else(|| self.overrun(figure));
        match holder {
            Some(holder) => self.of_holder(figure, holder, named, read),
            None => self.of_sentence(figure, named, read),
        }
    }

    /// The source of a figure inside something said.
    fn of_holder(
        &self,
        figure: &Figure,
        holder: Holder,
        named: Option<Span>,
        read: Option<&Reading>,
    ) -> Source {
        let quotation = &self.quotations[holder.quotation];
        match quotation.source {
            Some(source) if is_relative(self.document.words(source)) => {
                named.filter(|named| *named != source).map_or_else(
                    || Source::none(Some(quotation.mode), REFERS_BACK),
                    |at| self.by_words(at, quotation.mode),
                )
            }
            Some(_) if self.is_astray(holder) => self.of_sentence(figure, named, read),
            Some(source) => {
                let mut found = Source::of(quotation, quotation.mode);
                let is_known = |at: &Span| {
                    at.intersects(source) || found.via.iter().any(|via| via.intersects(*at))
                };
                if let Some(outer) = named.filter(|at| !is_known(at)) {
                    found.via.insert(0, outer);
                }
                found
            }
            None => {
                let subject = || {
                    let cue = quotation.cue?.of(self.document.text());
                    cue.ends_with("ing")
                        .then(|| read.and_then(|read| stated::opening(&read.words)))?
                };
                let at = named.or_else(subject);
                let found = at.map(|at| self.by_words(at, quotation.mode));
                found.unwrap_or_else(|| Source::of(quotation, quotation.mode))
            }
        }
    }

    /// The source that the words said before a figure name for it, via who says them.
    fn by_inner(&self, figure: &Figure, holder: Holder) -> Option<Source> {
        let quotation = &self.quotations[holder.quotation];
        let inner = self.handed_on(figure, holder.part)?;
        let mut source = self.by_words(inner, quotation.mode);
        source.via = quotation.via.iter().copied().chain(quotation.source).collect();
        Some(source)
    }

    /// The source of a figure outside everything said.
    fn of_sentence(&self, figure: &Figure, named: Option<Span>, read: Option<&Reading>) -> Source {
        let sentence = self.document.sentence_at(figure.number.start());
        let whole = sentence.and_then(|sentence| self.by_sentence.get(&sentence));
        match (whole, named) {
            (Some(quotation), _) => Source::of(quotation, Mode::Indirect),
            (None, Some(at)) => self.by_words(at, Mode::Indirect),
            (None, None) if self.is_in_quotes(figure) => Source::none(Some(Mode::Direct), UNSURE),
            (None, None) if read.is_some_and(|read| is_passed_on(figure, read)) => {
                Source::none(Some(Mode::Indirect), UNSURE)
            }
            (None, None) => Source::none(None, NO_SOURCE),
        }
    }

    /// Whether a figure stands in a quotation, not in a term or a title, that nobody was found for.
    fn is_in_quotes(&self, figure: &Figure) -> bool {
        let from = self
            .document
            .quoted()
            .partition_point(|part| part.outer.end() <= figure.number.start());
        let part =
            self.document.quoted().get(from).filter(|part| part.outer.contains(figure.number));
        let n_words =
            |part: &Quoted| part.inner.of(self.document.text()).split_whitespace().count();
        part.is_some_and(|part| n_words(part) >= FEWEST_WORDS)
    }

    /// The source that words name, its speaker resolved.
    fn by_words(&self, at: Span, mode: Mode) -> Source {
        let speaker = self.by_source.get(&at).map_or_else(
            || speaker::speaker(self.document, &self.mentions, at, &[], &[]),
            |quotation| quotation.speaker.clone(),
        );
        Source { speaker, at: Some(at), via: Vec::new(), mode: Some(mode), is_negated: false }
    }

    /// Whom the words said before the figure name as its source.
    fn handed_on(&self, figure: &Figure, part: Span) -> Option<Span> {
        let sentence = self.document.sentence_at(figure.number.start())?;
        let from = part.start().max(self.document.sentences[sentence].span.start());
        let within = Span::new(from, part.end());
        let words = Words::inside(self.document, tokens_in(self.document, within))?;
        let stated = stated::handed_on(&words)?;
        stated.scope.contains(figure.number).then_some(stated.source)
    }

    /// Whether a quotation is none for a figure: retold, without a verb of stating, and not sure or with
    /// the figure as its object (`dismissed 60 sailors`).
    fn is_weak(&self, holder: Holder, figure: &Figure) -> bool {
        let quotation = &self.quotations[holder.quotation];
        let cue = quotation.cue.map_or("", |cue| cue.of(self.document.text()));
        let is_stated = stated::states(cue) || is_according(cue);
        let is_participle = stated::is_participle(cue, holder.part.of(self.document.text()));
        let is_unsure = !is_stated
            && (quotation.confidence < SURE
                || quotation.source.is_none()
                || figure.span.start() <= holder.part.start()
                || stated::is_hearsay_cue(cue));
        quotation.mode != Mode::Direct && (is_participle || is_unsure)
    }

    /// Whether a quotation yields to another source that its sentence names for the figure.
    fn is_doubtful(&self, holder: Holder) -> bool {
        let quotation = &self.quotations[holder.quotation];
        let cue = quotation.cue.map_or("", |cue| cue.of(self.document.text()));
        let is_stated = stated::states(cue) || is_according(cue);
        quotation.mode != Mode::Direct && (!is_stated || quotation.confidence < DOUBTFUL)
    }

    /// Whether a figure stands in an aside behind the last quoted words of a retold part: in `found it
    /// “may have failed” in the flood, in which 12 people died`, the outlet tells of the flood.
    fn is_aside(&self, holder: Holder, figure: &Figure) -> bool {
        let quotation = &self.quotations[holder.quotation];
        let from =
            self.document.quoted().partition_point(|part| part.outer.end() <= holder.part.start());
        let before = self.document.quoted()[from..].iter().map(|part| part.outer.end());
        let last = before.take_while(|end| *end <= figure.number.start()).last();
        let between = last.map_or("", |end| &self.document.text()[end..figure.number.start()]);
        quotation.mode == Mode::Mixed
            && [", which ", ", in which ", ", who ", ", where "]
                .iter()
                .any(|aside| between.contains(aside))
    }

    /// The retold part that was cut short of a figure in its own clause, the cue before it: nothing
    /// but words stands between them.
    fn overrun(&self, figure: &Figure) -> Option<Holder> {
        let sentence = self.document.sentence_at(figure.number.start())?;
        let start = self.document.sentences[sentence].span.start();
        let near = self.ending.get(&sentence)?.iter();
        let mut cut = near.filter_map(|idx| {
            let quotation = &self.quotations[*idx];
            let part = *quotation.content.last()?;
            let cue = quotation.cue?;
            let is_before = cue.start() < part.start() && cue.start() >= start;
            let gap = self.document.text().get(part.end()..figure.number.start())?;
            let is_one =
                !gap.contains([',', ';', ':', '.', '(', ')', '—', '–', '“', '”', '"', '\n']);
            let holder = Holder { quotation: *idx, part: part.cover(figure.number) };
            (is_before
                && is_one
                && quotation.mode == Mode::Indirect
                && !self.is_weak(holder, figure))
            .then_some(holder)
        });
        cut.next_back()
    }

    /// Whether a retold part stands in another sentence than both its cue and its source: what follows
    /// `…, she said.` may be the outlet's again.
    fn is_astray(&self, holder: Holder) -> bool {
        let quotation = &self.quotations[holder.quotation];
        let sentence = |span: Span| self.document.sentence_at(span.start());
        let here = sentence(holder.part);
        let is_here = |span: Option<Span>| span.is_some_and(|span| sentence(span) == here);
        quotation.mode == Mode::Indirect && !is_here(quotation.cue) && !is_here(quotation.source)
    }
}

/// Whether the sentence tells, before a figure or as hearsay, that somebody else states it.
fn is_passed_on(figure: &Figure, read: &Reading) -> bool {
    stated::is_hearsay(&read.words) || stated::is_stated_before(&read.words, figure.number.start())
}

fn is_relative(words: &str) -> bool {
    matches!(words, "which" | "who" | "that")
}

#[cfg(test)]
mod tests;
