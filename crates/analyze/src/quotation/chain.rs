//! Quotations followed over lines and over interruptions.

use super::{link::Draft, marks::touching};
use crate::document::Document;
use onrecord_text::{Span, quotes::Quoted};

/// Gives a quotation that fills its line the source of the line before, where that runs on into it.
///
/// That is so when the line before ends with a colon (`Ruiz said:`), when its own quotation is left
/// open at its end, the sign for a longer quotation, or when it quotes too: news prints the speaker
/// once and then quotes on. With a source of its own a line needs none of this.
pub fn continue_over_lines(document: &Document, parts: &[Quoted], drafts: &mut [Draft]) {
    for idx in 1..drafts.len() {
        let (earlier, later) = drafts.split_at_mut(idx);
        let (before, draft) = (&earlier[idx - 1], &mut later[0]);
        if draft.source.is_some() || draft.cue.is_some() {
            continue;
        }
        let text = document.text();
        let Some(part) = touching(parts, draft.content[0]).next() else {
            continue;
        };
        let last = before.content[before.content.len() - 1];
        let Some(between) = text.get(last.end()..part.outer.start()) else {
            continue;
        };
        let n_lines =
            between.trim_end().matches('\n').count() + usize::from(between.ends_with('\n'));
        let fills_line = text[..part.outer.start()].ends_with('\n');
        let ran_open = touching(parts, last).any(|part| !part.is_closed);
        let quoted_before = touching(parts, last).any(|part| !part.is_single);
        let is_next = between.matches('\n').count() <= 2 && n_lines >= 1;
        if fills_line && is_next && before.source.is_some() && (ran_open || quoted_before) {
            draft.source = before.source;
            draft.confidence = draft.confidence.min(before.confidence);
        }
    }
}

/// Adds quoted parts that go on with what was said in the part before: the line after a quotation
/// that was left open, when it opens again, and a sentence in marks right after `…,” she said.`
pub fn add_continued(document: &Document, parts: &[Quoted], drafts: &mut Vec<Draft>) {
    let n_labeled = drafts.len();
    for pair in parts.windows(2) {
        let (open, part) = (pair[0], pair[1]);
        let content = part.inner.trimmed(document.text());
        if content.is_empty()
            || part.is_single
            || holder(&drafts[..n_labeled], part.inner).is_some()
        {
            continue;
        }
        let added =
            drafts[n_labeled..].last().filter(|draft| draft.content[0].intersects(open.inner));
        let Some(said) = holder(&drafts[..n_labeled], open.inner).or(added) else {
            continue;
        };
        let between = Span::new(open.outer.end(), part.outer.start().max(open.outer.end()));
        let words = document.words(between);
        let reopens = !open.is_closed && words.contains('\n') && words.trim().is_empty();
        let interrupts = said.cue.is_some_and(|cue| between.contains(cue)) && !words.contains('\n');
        let sentence =
            document.sentence_at(part.outer.start()).map(|idx| document.sentences[idx].span);
        let opens_sentence = sentence.is_some_and(|span| span.start() == part.outer.start());
        if reopens || (interrupts && opens_sentence) {
            let (cue, source) = if interrupts { (said.cue, said.source) } else { (None, None) };
            let confidence = said.confidence;
            drafts.push(Draft { content: vec![content], cue, source, via: Vec::new(), confidence });
        }
    }
    drafts.sort_by_key(|draft| draft.content[0]);
}

/// The draft, of those in order, that shares something with a span.
fn holder(drafts: &[Draft], span: Span) -> Option<&Draft> {
    let at = drafts.partition_point(|draft| draft.content[0].end() <= span.start());
    drafts.get(at).filter(|draft| draft.content[0].intersects(span))
}

/// Joins parts of one quotation that a report interrupts: same cue, same source, one after another.
#[must_use]
pub fn join_parts(document: &Document, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::new();
    for draft in drafts {
        match joined.last_mut() {
            Some(last)
                if draft.cue.is_some()
                    && last.cue == draft.cue
                    && last.source == draft.source
                    && is_interrupted(document, last, &draft) =>
            {
                last.content.extend(draft.content);
                last.confidence = last.confidence.min(draft.confidence);
            }
            _ => joined.push(draft),
        }
    }
    joined
}

/// Whether the cue stands between the two parts, or hardly anything does.
fn is_interrupted(document: &Document, first: &Draft, second: &Draft) -> bool {
    let gap = Span::new(
        first.content[first.content.len() - 1].end(),
        second.content[0].start().max(first.content[first.content.len() - 1].end()),
    );
    let cue_between = first.cue.is_some_and(|cue| gap.contains(cue));
    cue_between || document.words(gap).split_whitespace().count() <= 6
}
