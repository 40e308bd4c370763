//! Transcripts: lines that open with the name of who speaks, `RUIZ: Thank you.`

use super::link::Draft;
use crate::document::Document;
use onrecord_model::article::ZoneKind;
use onrecord_text::Span;
use std::collections::BTreeMap;

/// Fewer lines with a speaker's name make no transcript: `UPDATE: …` opens a line as well.
const FEWEST_LINES: usize = 4;

/// The longest name before the colon, in bytes.
const LONGEST_NAME: usize = 40;

/// How sure these rules are, from 0 to 1000.
const CONFIDENCE: u16 = 900;

/// Replaces the drafts in the lines of a transcript by one draft a line, with its speaker as source.
///
/// A transcript has at least four such lines, and the names in them come back.
pub fn add(document: &Document, drafts: &mut Vec<Draft>) {
    let turns = turns(document);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in &turns {
        *counts.entry(document.words(*name)).or_default() += 1;
    }
    let turns: Vec<_> =
        turns.into_iter().filter(|(name, _)| counts[document.words(*name)] > 1).collect();
    if turns.len() < FEWEST_LINES {
        return;
    }
    let is_in_turn = |draft: &Draft| {
        let at = turns.partition_point(|(_, content)| content.end() <= draft.content[0].start());
        turns.get(at).is_some_and(|(_, content)| content.intersects(draft.content[0]))
    };
    drafts.retain(|draft| !is_in_turn(draft));
    drafts.extend(turns.iter().map(|(name, content)| Draft {
        content: vec![*content],
        cue: None,
        source: Some(*name),
        via: Vec::new(),
        confidence: CONFIDENCE,
    }));
    drafts.sort_by_key(|draft| draft.content[0]);
}

/// Name and words of each line that opens with a name in capitals and a colon.
fn turns(document: &Document) -> Vec<(Span, Span)> {
    let (text, mut found, mut start) = (document.text(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        let from = start + (line.len() - line.trim_start_matches(['"', '“', ' ', '\t']).len());
        start += line.len();
        let Some(rest) = text.get(from..end) else {
            continue;
        };
        let Some((name, _)) = rest.split_once(':').filter(|(name, _)| name.len() <= LONGEST_NAME)
        else {
            continue;
        };
        let is_name = name.chars().filter(|c| c.is_alphabetic()).count() > 1
            && name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
            && name.split_whitespace().count() <= 4;
        let content = Span::new(from + name.len() + 1, end).trimmed(text);
        let zone = document.article.zone_at(from).map(|zone| zone.kind);
        if is_name && !content.is_empty() && zone != Some(ZoneKind::Furniture) {
            found.push((Span::new(from, from + name.len()), content));
        }
    }
    found
}
