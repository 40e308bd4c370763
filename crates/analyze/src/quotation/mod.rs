//! Content, cue, source; direct, indirect, mixed; the speaker resolved.
//!
//! The tagger labels spans, `link` joins them, `marks` adds what stands in quotation marks and was
//! missed, `chain` follows a quotation over lines and sources, `manner` says how it was said and
//! `speaker` by whom.

pub mod phrases;
pub mod mentions;
pub mod labels;
pub mod kind;
pub mod confidence;
pub mod link;
pub mod marks;
pub mod according;
pub mod transcript;
pub mod chain;
pub mod nested;
pub mod works;
pub mod manner;
pub mod speaker;

use crate::document::Document;
use link::Draft;
use mentions::Mentions;
use onrecord_model::{
    article::{CreditReach, ZoneKind},
    entity::Entity,
    quotation::{Mode, Quotation, QuotationKind, Speaker, SpeakerKind},
};
use onrecord_text::{Span, quotes::Quoted};
use speaker::Before;

/// Finds what was said and by whom, in order of place. Furniture is never quoted.
#[must_use]
pub fn find(document: &Document, entities: &[Entity]) -> Vec<Quotation> {
    let labels = labels::of(document);
    let parts = marks::parts(document);
    let mentions = Mentions::of(entities);
    let mut drafts = link::link(document, &labels);
    works::drop_borrowed(document, &parts, &mut drafts);
    marks::add_missed(document, &parts, &mentions, &mut drafts);
    according::add(document, &mut drafts);
    marks::add_subjects(document, &mentions, &mut drafts);
    marks::sign(document, &parts, &mentions, &mut drafts);
    transcript::add(document, &mut drafts);
    chain::add_continued(document, &parts, &mut drafts);
    chain::continue_over_lines(document, &parts, &mut drafts);
    works::drop_unsaid(document, &parts, &mut drafts);
    nested::cite(document, &mentions, &mut drafts);
    nested::quote_as_saying(document, &mentions, &mut drafts);
    nested::unfold(document, &parts, &mentions, &mut drafts);
    drafts.retain(|draft| !draft.content.iter().any(|part| is_picture_credit(document, *part)));
    let drafts = chain::join_parts(document, drafts);
    let mut found: Vec<Quotation> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let before = speaking(document, &found, &draft, &mentions);
        found.push(quotation(document, &mentions, &parts, draft, &before));
    }
    found
}

/// How many sentences back the speaker of the quotation before may be meant by a pronoun.
const REACH: usize = 3;

/// How many quotations before are asked who spoke in them.
const MAX_BEFORE: usize = 4;

/// Who spoke in the quotations before that stand near, the last first.
fn speaking<'e>(
    document: &Document,
    found: &[Quotation],
    draft: &Draft,
    mentions: &Mentions<'e>,
) -> Vec<Before<'e>> {
    let sentence = |span: Span| document.sentence_at(span.start()).unwrap_or(0);
    let here = sentence(draft.content[0]);
    let mut before = Vec::new();
    for quotation in found.iter().rev().take(MAX_BEFORE) {
        if here > sentence(quotation.cover()) + REACH {
            break;
        }
        match quotation.speaker {
            Speaker::Established { name_at, .. } => {
                let mut named = mentions.starting_in(name_at).filter(|(m, _)| m.span == name_at);
                before.extend(named.next().map(|(_, entity)| Before::Named(entity)));
            }
            // Somebody described is meant right after, not later.
            Speaker::Unnamed { described_at } if before.is_empty() => {
                before.push(Before::Described(described_at));
            }
            Speaker::Unnamed { .. } | Speaker::NotEstablished { .. } | Speaker::Decided { .. } => {
                break;
            }
        }
    }
    before
}

fn quotation(
    document: &Document,
    mentions: &Mentions,
    parts: &[Quoted],
    draft: Draft,
    before: &[Before],
) -> Quotation {
    let Draft { content, cue, source, via, confidence } = draft;
    let content: Vec<Span> =
        content.into_iter().map(|part| after_dateline(document, part)).collect();
    let speaker = match source {
        Some(source) if manner::is_of_source(document, cue, source) => Speaker::NotEstablished {
            reason: format!(
                "it is said of or to `{}`, by whom is not told",
                document.words(source)
            ),
        },
        Some(source) => speaker::speaker(document, mentions, source, &content, before),
        None => {
            Speaker::NotEstablished { reason: "no source is named beside the words".to_owned() }
        }
    };
    let via = nested::others(document, mentions, &via, source);
    let mode = manner::mode(document, &content, parts);
    let kind = match kind::kind(document, cue) {
        QuotationKind::Says if is_entry(document, cue, &content, mode, &speaker) => {
            QuotationKind::Does
        }
        kind => kind,
    };
    let hedges = manner::hedges(document, &content, cue);
    let is_negated = manner::is_negated(document, &content, cue);
    let content: Vec<Span> =
        content.into_iter().map(|part| manner::unquoted(document, part, parts)).collect();
    let passage = passage(document, &content, cue, source);
    Quotation {
        content,
        cue,
        source,
        kind,
        mode,
        speaker,
        via,
        hedges,
        is_negated,
        passage,
        confidence,
    }
}

/// Whether a colon sets off an entry of a list rather than what somebody says: `Storage: 512 GB`. Without
/// quotation marks only a person speaks so, and a headline.
fn is_entry(
    document: &Document,
    cue: Option<Span>,
    content: &[Span],
    mode: Mode,
    speaker: &Speaker,
) -> bool {
    let is_person = matches!(speaker, Speaker::Established { kind: SpeakerKind::Person, .. });
    let zone = document.article.zone_at(content[0].start()).map(|zone| zone.kind);
    let has_colon = cue.is_some_and(|cue| document.words(cue).trim() == ":");
    has_colon && mode == Mode::Indirect && !is_person && zone != Some(ZoneKind::Title)
}

/// Whether words credit a picture: in `Photo: Norwire / R. Lind` nobody says anything.
fn is_picture_credit(document: &Document, part: Span) -> bool {
    let mut credits = document.article.credits.iter();
    credits.any(|credit| credit.reach == CreditReach::Picture && credit.span.contains(part))
}

/// How far into a sentence a dateline reaches, in bytes: `HALVIK, March 12 (Norwire) –`.
const MAX_DATELINE_BYTES: usize = 80;

/// A content without the dateline that its sentence begins with: it is the agency's, not the source's.
fn after_dateline(document: &Document, part: Span) -> Span {
    let mut credits = document.article.credits.iter().map(|credit| credit.span);
    let within =
        |credit: &Span| part.contains(*credit) && credit.end() <= part.start() + MAX_DATELINE_BYTES;
    let Some(credit) = credits.rfind(within) else { return part };
    let rest = Span::new(credit.end(), part.end()).of(document.text());
    let is_joint = |c: char| c.is_whitespace() || matches!(c, '.' | '–' | '—' | '-' | ':' | ')');
    match rest.trim_start_matches(is_joint) {
        "" => part,
        words => Span::new(part.end() - words.len(), part.end()),
    }
}

/// The sentences that hold all of a quotation.
fn passage(document: &Document, content: &[Span], cue: Option<Span>, source: Option<Span>) -> Span {
    let spans = content.iter().copied().chain(cue).chain(source);
    let cover = spans.reduce(Span::cover).unwrap_or_default();
    let sentence =
        |at: usize| document.sentence_at(at).map_or(cover, |idx| document.sentences[idx].span);
    let last = sentence(cover.end().saturating_sub(1).max(cover.start()));
    sentence(cover.start()).cover(last).cover(cover)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{entity, testing::article};
    use onrecord_model::article::Credit;

    #[test]
    fn a_dateline_is_not_what_the_source_said() {
        let text = "HALVIK (Norwire) – “We close at nine,” said mayor Ana Ruiz on Sunday.";
        let mut article = article(text, "en");
        let start = text.find("(Norwire)").unwrap();
        let span = Span::new(start, start + "(Norwire)".len());
        let name = "Norwire".to_owned();
        article.credits.push(Credit { name, span, reach: CreditReach::Article });
        let document = Document::of(&article);
        let found = find(&document, &entity::find(&document));
        let words: Vec<&str> = found.iter().map(|said| said.cover().of(text)).collect();
        assert_eq!(words, ["We close at nine"]);
    }

    #[test]
    fn whom_the_words_name_did_not_say_them() {
        let text = "Ana Ruiz opened the harbor on Sunday. “It was easy to say yes, but Ana Ruiz \
            asked for every drawing first,” she said.";
        let article = article(text, "en");
        let document = Document::of(&article);
        let found = find(&document, &entity::find(&document));
        let named: Vec<_> = found.iter().filter_map(|said| said.speaker.name()).collect();
        assert!(!found.is_empty() && named.is_empty(), "{named:?}");
    }

    #[test]
    fn the_credit_of_a_picture_is_said_by_nobody() {
        let text = "R. Lind: The harbor is closed";
        let mut article = article(text, "en");
        assert!(!find(&Document::of(&article), &[]).is_empty(), "it looks like something said");
        let (name, span) = ("R. Lind".to_owned(), Span::new(0, text.len()));
        article.credits.push(Credit { name, span, reach: CreditReach::Picture });
        assert_eq!(find(&Document::of(&article), &[]), []);
    }
}
