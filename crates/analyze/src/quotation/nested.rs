//! Statements inside statements: who said it, and through whom it came.

use super::{
    link::Draft,
    marks::{touching, words_in},
    mentions::Mentions,
    phrases::{CUES, DENIALS, DOCUMENTS, lower, tokens_in},
};
use crate::{document::Document, entity::words::is_role};
use onrecord_model::entity::{Mention, MentionForm};
use onrecord_text::{Span, quotes::Quoted, token::TokenKind};

/// The longest source, in tokens.
const LONGEST_SOURCE: usize = 12;

/// Makes those whom a source cites sources too: in `the Ledger reported, citing two officials, that the
/// mine would close` the officials say so, via the Ledger.
pub fn cite(document: &Document, mentions: &Mentions, drafts: &mut [Draft]) {
    let cites = |span: Span| {
        let first = tokens_in(document, span).start;
        first.checked_sub(1).filter(|idx| lower(document, *idx) == "citing")
    };
    let mut added = Vec::new();
    for idx in 0..drafts.len() {
        let cited = drafts[idx].content[0];
        let Some(cue) = cites(cited) else { continue };
        let sentence = document.sentence_at(cited.start());
        let is_main = |other: &&Draft| {
            other.source.is_some()
                && other.content[0] != cited
                && cites(other.content[0]).is_none()
                && document.sentence_at(other.content[0].start()) == sentence
        };
        let near = drafts[idx.saturating_sub(1)..].iter().take(3).find(is_main);
        if let Some(main) = near.filter(|_| is_source(document, mentions, cited)) {
            let via = main.via.iter().copied().chain(main.source).collect();
            let (cue, source) = (Some(document.tokens[cue].span), Some(cited));
            let confidence = main.confidence * 4 / 5;
            let content = main.content.clone();
            added.push((idx, Draft { content, cue, source, via, confidence }));
        }
    }
    for (idx, draft) in added {
        drafts[idx] = draft;
    }
    drafts.sort_by_key(|draft| draft.content[0]);
}

/// Whether what is cited can say something: its head is a name, a role or a document, as in `two
/// officials close to the talks`; not so `a threat to public health`.
fn is_source(document: &Document, mentions: &Mentions, cited: Span) -> bool {
    const AFTER_HEAD: [&str; 12] =
        ["of", "in", "from", "with", "who", "at", "familiar", "close", "near", "on", "by", ","];
    const OTHERS: [&str; 8] =
        ["officials", "sources", "source", "police", "people", "authorities", "witnesses", "media"];
    let tokens = tokens_in(document, cited);
    let is_end = |idx: &usize| AFTER_HEAD.contains(&lower(document, *idx).as_str());
    let end = tokens.clone().find(is_end).unwrap_or(tokens.end);
    let Some(head) = end.checked_sub(1).filter(|head| tokens.contains(head)) else { return false };
    let at = document.tokens[head].span;
    let word = lower(document, head);
    let singular = word.strip_suffix('s').unwrap_or(&word);
    tokens.len() <= LONGEST_SOURCE
        && (OTHERS.contains(&word.as_str())
            || is_role(singular)
            || DOCUMENTS.has(&word)
            || mentions.starting_in(cited).any(|(mention, _)| mention.span.end() == at.end()))
}

/// Gives what somebody is quoted as saying to that one: `Reuters quoted a diplomat as saying that …` is
/// said by the diplomat, via Reuters.
pub fn quote_as_saying(document: &Document, mentions: &Mentions, drafts: &mut [Draft]) {
    for draft in drafts {
        let first = tokens_in(document, draft.content[0]).start;
        let Some(saying) = (first.saturating_sub(3)..first)
            .find(|idx| lower(document, *idx) == "as" && lower(document, idx + 1) == "saying")
        else {
            continue;
        };
        let is_verb = |idx: &usize| {
            matches!(
                lower(document, *idx).as_str(),
                "quoted" | "quotes" | "quoting" | "cited" | "citing"
            )
        };
        let Some(verb) = (saying.saturating_sub(LONGEST_SOURCE)..saying).rev().find(is_verb) else {
            continue;
        };
        if verb + 1 < saying {
            let source = document.tokens[verb + 1].span.cover(document.tokens[saying - 1].span);
            let named = || {
                let before = document.tokens[verb.checked_sub(1)?].span;
                let (mention, _) = mentions.starting_in(before).next()?;
                Some(mention.span)
            };
            let through = draft.source.filter(|through| !through.intersects(source)).or_else(named);
            draft.via.extend(through);
            draft.source = Some(source);
        }
    }
}

/// Adds what a statement itself attributes: in `the report says the minister denied it` the denial is
/// the minister's, via the report. A name must open the content and a verb of saying follow it, or the
/// content must be somebody's words with who said them: `“…,” the minister said, according to the Post`.
pub fn unfold(document: &Document, parts: &[Quoted], mentions: &Mentions, drafts: &mut Vec<Draft>) {
    let mut inner = Vec::new();
    for draft in drafts.iter().filter(|draft| draft.source.is_some()) {
        let outer = draft.content[0];
        let found = match touching(parts, outer).next() {
            Some(part) => of_quoted(document, part, outer),
            None => of_retold(document, mentions, outer),
        };
        let Some((content, cue, source)) = found else { continue };
        let via = draft.via.iter().copied().chain(draft.source).collect();
        let confidence = draft.confidence * 4 / 5;
        inner.push(Draft {
            content: vec![content],
            cue: Some(cue),
            source: Some(source),
            via,
            confidence,
        });
    }
    drafts.extend(inner);
    drafts.sort_by_key(|draft| draft.content[0]);
}

/// Content, cue and source of `Ana Ruiz denied that …`, `Ana Ruiz did not say when …`.
fn of_retold(document: &Document, mentions: &Mentions, outer: Span) -> Option<(Span, Span, Span)> {
    const HELPERS: [&str; 12] = [
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "not",
        "never",
        "also",
        "later",
        "to",
        "repeatedly",
    ];
    let tokens = tokens_in(document, outer);
    let (mention, _) = mentions.starting_in(outer).next()?;
    // `that Mayor Ana Ruiz`: what opens the content, a title and the name.
    let opens = tokens_in(document, mention.span).start - tokens.start <= 2;
    let first = tokens_in(document, mention.span).end;
    let is_helper = |idx: &usize| {
        let word = lower(document, *idx);
        HELPERS.contains(&word.as_str()) || (DENIALS.has(&word) && lower(document, idx + 1) == "to")
    };
    let verb = (first..tokens.end).find(|idx| !is_helper(idx))?;
    let word = lower(document, verb);
    let is_base = verb > first && matches!(word.as_str(), "say" | "comment" | "confirm" | "deny");
    let says = CUES.has(&word) || matches!(word.as_str(), "denied" | "denies") || is_base;
    if !opens || !says || verb + 3 >= tokens.end {
        return None;
    }
    let content = Span::new(document.tokens[verb + 1].span.start(), outer.end());
    let cue = document.tokens[first].span.cover(document.tokens[verb].span);
    Some((content, cue, mention.span))
}

/// Content, cue and source of `“…,” the minister said` and `“…,” said the minister`, where that is all.
fn of_quoted(document: &Document, part: &Quoted, outer: Span) -> Option<(Span, Span, Span)> {
    let content = part.inner.trimmed(document.text());
    if part.outer.start() != outer.start()
        || part.outer.end() >= outer.end()
        || words_in(document, content) < 2
    {
        return None;
    }
    let rest = tokens_in(document, Span::new(part.outer.end(), outer.end()));
    let words: Vec<usize> =
        rest.filter(|idx| document.tokens[*idx].kind != TokenKind::Mark).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let span = |from: usize, to: usize| document.tokens[from].span.cover(document.tokens[to].span);
    let is_cue = |idx: usize| CUES.has(&lower(document, idx));
    let (cue, source) = if first == last || words.len() > LONGEST_SOURCE {
        return None;
    } else if is_cue(first) {
        (document.tokens[first].span, span(words[1], last))
    } else if is_cue(last) {
        (document.tokens[last].span, span(first, words[words.len() - 2]))
    } else {
        return None;
    };
    Some((content, cue, source))
}

/// Of those through whom something came, those who are others than its source and can be told: not
/// `he said` around what `he` says, and not `as we know`.
#[must_use]
pub fn others(
    document: &Document,
    mentions: &Mentions,
    via: &[Span],
    source: Option<Span>,
) -> Vec<Span> {
    const UNTOLD: [&str; 12] =
        ["who", "which", "that", "we", "i", "you", "it", "they", "their", "our", "one", "this"];
    let who = |span: Span| {
        // What stands inside, as in `the report, which she signed`, is not who it is.
        // Nor is `her` in `her spokesman`.
        let names = |mention: &Mention| {
            let is_whole = mention.span == span;
            let opens =
                mention.span.start() == span.start() && mention.form != MentionForm::Pronoun;
            let ends = mention.span.end() == span.end() && span.contains(mention.span);
            is_whole || opens || ends
        };
        let named = mentions.starting_in(span).find(|(mention, _)| names(mention));
        named.map(|(_, entity)| entity.name_at)
    };
    let is_other = |span: &&Span| {
        let words = document.words(**span).to_lowercase();
        let is_source = source.is_some_and(|source| {
            document.words(source).to_lowercase() == words
                || (who(source).is_some() && who(source) == who(**span))
        });
        !UNTOLD.contains(&words.as_str()) && !is_source
    };
    let mut others: Vec<Span> = via.iter().filter(is_other).copied().collect();
    others.dedup();
    others
}
