//! What stands in quotation marks beside a verb of saying and was not labeled as said.

use super::{
    link::Draft,
    mentions::Mentions,
    phrases::{CUES, lower, tokens_in},
};
use crate::document::Document;
use onrecord_model::{article::ZoneKind, entity::EntityKind};
use onrecord_text::{Span, quotes::Quoted};

/// Fewer words in quotation marks are a term, a title or a scare quote unless a cue touches them.
const FEWEST_WORDS: usize = 4;

/// How many tokens may stand between a quoted part and the verb that introduces it.
const NEAR: usize = 12;

/// How sure a rule of this file is, from 0 to 1000: of the drafts it adds on PolNeAR's training
/// texts about this share is right.
const CONFIDENCE: u16 = 700;

/// The quoted parts outside furniture.
#[must_use]
pub fn parts(document: &Document) -> Vec<Quoted> {
    let zone = |part: &Quoted| document.article.zone_at(part.outer.start()).map(|zone| zone.kind);
    let is_read = |part: &&Quoted| zone(part) != Some(ZoneKind::Furniture);
    document.quoted().iter().filter(is_read).copied().collect()
}

/// The quoted parts that share something with a span.
pub fn touching(parts: &[Quoted], span: Span) -> impl Iterator<Item = &Quoted> {
    let from = parts.partition_point(|part| part.outer.end() <= span.start());
    parts[from..].iter().take_while(move |part| part.outer.start() < span.end())
}

/// Adds drafts for quoted parts that no draft holds and that a verb of saying introduces.
pub fn add_missed(
    document: &Document,
    parts: &[Quoted],
    mentions: &Mentions,
    drafts: &mut Vec<Draft>,
) {
    let n_labeled = drafts.len();
    for part in parts {
        let words = words_in(document, part.inner);
        let first =
            drafts[..n_labeled].partition_point(|d| d.content[0].end() <= part.inner.start());
        let labeled = drafts[first..n_labeled].iter().map(|draft| draft.content[0]);
        let inside = labeled.take_while(|content| content.start() < part.inner.end());
        let n_held: usize = inside
            .filter_map(|content| content.intersection(part.inner))
            .map(|held| words_in(document, held))
            .sum();
        if words == 0 || n_held > 0 {
            continue;
        }
        let Some((cue, source)) = introduced(document, part, mentions) else {
            continue;
        };
        let n_between =
            part.inner.start().abs_diff(cue.end()).min(cue.start().abs_diff(part.inner.end()));
        if words >= FEWEST_WORDS || n_between <= 3 {
            let content = vec![part.inner.trimmed(document.text())];
            drafts.push(Draft {
                content,
                cue: Some(cue),
                source,
                via: Vec::new(),
                confidence: CONFIDENCE,
            });
        }
    }
    drafts.sort_by_key(|draft| draft.content[0]);
}

/// Gives a quotation with a cue but no source the name or pronoun right before the cue, its subject.
pub fn add_subjects(document: &Document, mentions: &Mentions, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.source.is_none()) {
        let Some(cue) = draft.cue else {
            continue;
        };
        let first = tokens_in(document, cue).start;
        let subject = beside(document, first, mentions).filter(|subject| {
            let gap = Span::new(subject.end().min(cue.start()), cue.start());
            subject.end() <= cue.start()
                && tokens_in(document, gap).len() <= 2
                && !draft.content.iter().any(|part| part.intersects(*subject))
        });
        draft.source = subject.or_else(|| shared_subject(document, first, mentions));
    }
}

/// The subject that a cue shares with the verb before it: `Ruiz flew to Halven and declared …, ordering
/// …`. Only where the sentence names one person before the cue, and not after a preposition.
fn shared_subject(document: &Document, cue: usize, mentions: &Mentions) -> Option<Span> {
    const PREPOSITIONS: [&str; 9] = ["of", "to", "for", "with", "by", "from", "at", "on", "after"];
    let before = lower(document, cue.checked_sub(1)?);
    let is_joined = match before.as_str() {
        "and" | "then" => true,
        "," => lower(document, cue).ends_with("ing"),
        _ => false,
    };
    let sentence = &document.sentences[document.sentence_at(document.tokens[cue].span.start())?];
    let so_far = Span::new(sentence.span.start(), document.tokens[cue].span.start());
    let mut people = mentions
        .starting_in(so_far)
        .filter(|(_, entity)| entity.kind == EntityKind::Person)
        .map(|(mention, entity)| (mention.span, entity));
    let (subject, person) = people.next().filter(|_| is_joined)?;
    let first = tokens_in(document, subject).start;
    let is_object = first > sentence.tokens.start
        && PREPOSITIONS.contains(&lower(document, first - 1).as_str());
    (!is_object && people.all(|(_, other)| std::ptr::eq(person, other))).then_some(subject)
}

/// Gives a quotation without a cue the name that signs it after a dash: `“Never again.” — Ana Ruiz`.
pub fn sign(document: &Document, parts: &[Quoted], mentions: &Mentions, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.cue.is_none()) {
        let last = draft.content[draft.content.len() - 1];
        let Some(part) = touching(parts, last).last().filter(|part| part.is_closed) else {
            continue;
        };
        let text = document.text();
        let line_end =
            text[part.outer.end()..].find('\n').map_or(text.len(), |at| part.outer.end() + at);
        let rest = Span::new(part.outer.end(), line_end);
        let signs = rest.of(text).trim_start().starts_with(['—', '–', '―', '-']);
        let name = mentions.starting_in(rest).next().filter(|_| signs);
        if let Some((mention, _)) = name
            && tokens_in(document, Span::new(rest.start(), mention.span.start())).len() <= 2
        {
            draft.source = Some(mention.span);
        }
    }
}

/// How many words, marks aside, a span holds.
#[must_use]
pub fn words_in(document: &Document, span: Span) -> usize {
    let tokens = &document.tokens[tokens_in(document, span)];
    tokens.iter().filter(|token| token.kind != onrecord_text::token::TokenKind::Mark).count()
}

/// The cue that introduces a quoted part, with the name or pronoun beside it: `…,” Ruiz said`,
/// `…,” said the mayor`, `Ruiz said: “…`.
fn introduced(
    document: &Document,
    part: &Quoted,
    mentions: &Mentions,
) -> Option<(Span, Option<Span>)> {
    let sentence = document.sentences.get(document.sentence_at(part.inner.start())?)?;
    let outer = tokens_in(document, part.outer);
    let end = sentence.tokens.end.max(outer.end);
    let after = outer.end..end.min(outer.end + NEAR);
    let before = sentence.tokens.start.max(outer.start.saturating_sub(NEAR))..outer.start;
    let text = document.text();
    let same_line = |idx: &usize| {
        let token = document.tokens[*idx].span;
        let (a, b) = (token.end().min(part.outer.end()), token.start().max(part.outer.start()));
        !text[a.min(b)..b].contains('\n')
    };
    let is_cue = |idx: &usize| CUES.has(&lower(document, *idx)) && same_line(idx);
    // What was said comes to its end with a comma or a stop before `he said`.
    let closes = part.inner.of(text).trim_end().ends_with([',', '.', '!', '?', '…', '—', '-']);
    let cue = if closes { after.clone().find(is_cue) } else { None };
    let opens = || {
        let cue = before.clone().rev().find(is_cue)?;
        let between = cue + 1..outer.start;
        let sign = lower(document, outer.start.checked_sub(1)?);
        // `said: “`, `said, “`, `said that “`, `called it “`.
        (between.len() <= 3 || matches!(sign.as_str(), ":" | "," | "that")).then_some(cue)
    };
    let cue = cue.or_else(opens)?;
    let cue_span = document.tokens[cue].span;
    Some((cue_span, beside(document, cue, mentions)))
}

/// The person, organization or pronoun nearest to the cue in its sentence, before it or right after.
fn beside(document: &Document, cue: usize, mentions: &Mentions) -> Option<Span> {
    let at = document.tokens[cue].span;
    let sentence = &document.sentences[document.sentence_at(at.start())?];
    let speakers =
        mentions.starting_in(sentence.span).filter(|(_, entity)| entity.kind != EntityKind::Place);
    // A heading's first word may be taken for a name and a cue at once; it speaks for nobody.
    let others = speakers.map(|(mention, _)| mention.span).filter(|span| !span.intersects(at));
    let near = others.filter(|span| {
        let gap = Span::new(span.end().min(at.end()), span.start().max(at.start()));
        tokens_in(document, gap).len() <= 8
    });
    near.min_by_key(|span| (span.start().abs_diff(at.start()), span.start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::article;
    use onrecord_model::entity::{Entity, Mention, MentionForm};

    #[test]
    fn a_word_that_is_cue_and_name_at_once_speaks_for_nobody() {
        let text = "“I never saw the river rise like that.”\nQuestioning Ruiz";
        let at = text.find("Questioning").unwrap();
        let span = Span::new(at, at + "Questioning".len());
        let entity = Entity {
            kind: EntityKind::Person,
            name: "Questioning".to_owned(),
            name_at: span,
            role_at: None,
            mentions: vec![Mention { span, form: MentionForm::FullName }],
        };
        let article = article(text, "en");
        let document = Document::of(&article);
        let mentions = [entity];
        let mentions = Mentions::of(&mentions);
        let cue = tokens_in(&document, span).start;
        assert_eq!(beside(&document, cue, &mentions), None);
    }
}
