//! Who a source is: its full name with the passage that gives it, or why it cannot be told.
//!
//! A wrong speaker is worse than none: where two people could be meant, nobody is named.

use super::{
    marks::touching,
    mentions::Mentions,
    phrases::{DOCUMENTS, lower, tokens_in},
};
use crate::{
    document::Document,
    entity::{refer, words::is_role},
};
use onrecord_model::{
    entity::{Entity, EntityKind, Mention, MentionForm},
    quotation::{Speaker, SpeakerKind},
};
use onrecord_text::{Span, lists::List, token::TokenKind};
use std::sync::LazyLock;

static OUTLETS: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/outlets.txt")).expect("checked"));
static OUTLET_WORDS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/outlet-words.txt")).expect("checked")
});

/// Who spoke in a quotation before.
#[derive(Clone, Copy, Debug)]
pub enum Before<'e> {
    /// Somebody with a name.
    Named(&'e Entity),
    /// Somebody described.
    Described(Span),
}

/// Who the source at `source` of the words in `content` is. `before` are the speakers of the quotations
/// before, the last first, of whom a pronoun after a quotation most often means the first that fits.
#[must_use]
pub fn speaker(
    document: &Document,
    mentions: &Mentions,
    source: Span,
    content: &[Span],
    before: &[Before],
) -> Speaker {
    if let Some((entity, mention)) = head(document, mentions, source) {
        return match mentions.n_people_called(entity) {
            0 | 1 => established(document, entity, &mention),
            n => Speaker::NotEstablished {
                reason: format!("{n} people in the article are called `{}`", entity.name),
            },
        };
    }
    let words = document.words(source);
    match pronoun(words) {
        // `It said` right after an organization spoke means that organization.
        Some(Pronoun::Other) if words.eq_ignore_ascii_case("it") => match before.first() {
            Some(&Before::Named(before)) if before.kind == EntityKind::Organization => {
                established(document, before, &Mention { span: source, form: MentionForm::Pronoun })
            }
            _ => not_told(words),
        },
        Some(Pronoun::Other)
            if matches!(
                lower(document, tokens_in(document, source).start).as_str(),
                "who" | "which"
            ) =>
        {
            match right_before(document, mentions, source) {
                Some((entity, _)) => {
                    let words = format!("`{words}` follows the name of {}", entity.name);
                    established_as(entity, words)
                }
                None => not_told(words),
            }
        }
        Some(Pronoun::Singular) => by_pronoun(document, mentions, source, content, before),
        Some(Pronoun::Other) => not_told(words),
        None => match before.first() {
            Some(&Before::Named(before)) if has_role(document, before, source) => {
                established(document, before, &Mention { span: source, form: MentionForm::Role })
            }
            _ if is_document(document, source) && mentions.starting_in(source).next().is_some() => {
                named_document(document, source)
            }
            _ => Speaker::Unnamed { described_at: source },
        },
    }
}

fn not_told(words: &str) -> Speaker {
    let reason = format!("whom `{words}` means is not told by the text around it");
    Speaker::NotEstablished { reason }
}

/// A document that is told apart by whose it is: `a report by the Orta Institute`.
fn named_document(document: &Document, source: Span) -> Speaker {
    Speaker::Established {
        name: document.words(source).split_whitespace().collect::<Vec<_>>().join(" "),
        name_at: source,
        kind: SpeakerKind::Document,
        reason: "the source is a document, named by whose it is".to_owned(),
    }
}

/// Whether a source like `the president` is the role of the one who spoke before: of two presidents
/// the one who is speaking is meant.
fn has_role(document: &Document, before: &Entity, source: Span) -> bool {
    let tokens = tokens_in(document, source);
    let (Some(role_at), true) = (before.role_at, lower(document, tokens.start) == "the") else {
        return false;
    };
    let role = document.words(role_at).to_lowercase();
    let mut nouns = tokens.skip(1);
    nouns.all(|idx| {
        role.split(|c: char| !c.is_alphanumeric()).any(|word| word == lower(document, idx))
    })
}

/// The entity that the head of a source names: not the one in `a spokesman for Ana Ruiz`.
fn head<'e>(
    document: &Document,
    mentions: &Mentions<'e>,
    source: Span,
) -> Option<(&'e Entity, Mention)> {
    let inside: Vec<(&Entity, Mention)> = mentions
        .starting_in(source)
        .filter(|(mention, _)| mention.form != MentionForm::Pronoun)
        .filter(|(mention, _)| source.contains(mention.span))
        .map(|(mention, entity)| (entity, mention))
        .collect();
    // A second person in one source (`Ruiz and Okafor`) makes it a statement of both: not resolved.
    let people = |wanted: &(&Entity, Mention)| {
        wanted.0.kind == EntityKind::Person && stands_as_head(document, source, *wanted)
    };
    let heads: Vec<_> = inside.iter().filter(|found| people(found)).collect();
    match heads.as_slice() {
        [] => (),
        [(entity, mention), rest @ ..] => {
            let is_one = rest.iter().all(|(other, _)| std::ptr::eq(*other, *entity));
            return is_one.then_some((*entity, *mention));
        }
    }
    let last = inside.iter().rev().find(|found| {
        stands_as_head(document, source, **found) && ends_phrase(document, source, found.1.span)
    });
    last.copied()
}

/// Whether a mention inside a source is not owned (`Ruiz’s lawyer`) and not led by a preposition
/// (`a spokesman for Ruiz`), and is no part of a role (`Halven coach Ana Ruiz`).
fn stands_as_head(
    document: &Document,
    source: Span,
    (entity, mention): (&Entity, Mention),
) -> bool {
    let mention = mention.span;
    let tokens = tokens_in(document, mention);
    let inside = tokens_in(document, source);
    let last = document.tokens.get(tokens.end.saturating_sub(1));
    let word = last.map_or("", |token| document.words(token.span));
    let owns = last.is_some_and(|token| token.span.end() > mention.end())
        || word.ends_with("’s")
        || word.ends_with("'s")
        || document.text()[mention.end()..].starts_with(['’', '\'']);
    let next = lower(document, tokens.end);
    let modifies = is_role(&next)
        || (entity.kind == EntityKind::Person && is_noun_after(document, tokens.end));
    if (owns || modifies) && tokens.end < inside.end {
        return false;
    }
    let opener = inside.clone().take_while(|idx| *idx < tokens.start).find(|idx| {
        const LEADS: [&str; 13] = [
            "for",
            "of",
            "at",
            "from",
            "with",
            "in",
            "on",
            "to",
            "by",
            "who",
            "which",
            "like",
            "including",
        ];
        LEADS.contains(&lower(document, *idx).as_str())
    });
    let Some(opener) = opener else {
        return true;
    };
    // `the mayor of Brenmark, Ana Ruiz`: the name set off by a comma is the source after all; and
    // `from the ministry` is a source led by its preposition.
    let set_off =
        tokens.start.checked_sub(1).is_some_and(|idx| lower(document, idx) == "," && idx > opener);
    (set_off && entity.kind == EntityKind::Person) || opener == inside.start
}

/// Whether the word after a person's name is what the name only describes: `the Ruiz administration`.
fn is_noun_after(document: &Document, at: usize) -> bool {
    const GO_ON: [&str; 22] = [
        "of", "in", "at", "on", "from", "with", "for", "by", "to", "and", "or", "who", "whose",
        "whom", "which", "himself", "herself", "also", "then", "later", "again", "both",
    ];
    let Some(token) = document.tokens.get(at) else { return false };
    let word = document.words(token.span);
    token.kind == TokenKind::Word
        && word.starts_with(char::is_lowercase)
        && !word.ends_with("ly")
        && !GO_ON.contains(&word)
}

/// Whether a mention ends its phrase: not the first part of `State Department officials`.
fn ends_phrase(document: &Document, source: Span, mention: Span) -> bool {
    let (tokens, inside) = (tokens_in(document, mention), tokens_in(document, source));
    let next = tokens.end;
    next >= inside.end
        || matches!(
            lower(document, next).as_str(),
            "," | "(" | "in" | "of" | "on" | "—" | "–" | "'s"
        )
}

/// Whom `who` or `which` follows, after a comma or not: `Ana Ruiz, who denies it`.
fn right_before<'e>(
    document: &Document,
    mentions: &Mentions<'e>,
    source: Span,
) -> Option<(&'e Entity, Mention)> {
    let sentence = document.sentences.get(document.sentence_at(source.start())?)?.span;
    let before = Span::new(sentence.start(), source.start());
    let (mention, entity) = mentions.starting_in(before).last()?;
    let gap = Span::new(mention.span.end().min(source.start()), source.start());
    let is_near = matches!(document.words(gap).trim(), "" | ",");
    let is_person = entity.kind == EntityKind::Person;
    let fits = is_person == document.words(source).to_lowercase().starts_with("who");
    (is_near && fits).then_some((entity, mention))
}

fn established(document: &Document, entity: &Entity, mention: &Mention) -> Speaker {
    let words = document.words(mention.span);
    let name = &entity.name;
    let reason = match mention.form {
        MentionForm::FullName => format!("the source names {name}"),
        MentionForm::PartName => {
            format!("`{words}` is part of the one such name in the article, {name}")
        }
        MentionForm::Acronym => format!("`{words}` are the initials of {name}"),
        MentionForm::Role => {
            format!("`{words}` is the role that the article gives to {name} alone")
        }
        MentionForm::Pronoun => format!("`{words}` means {name}, last spoken of"),
    };
    established_as(entity, reason)
}

fn established_as(entity: &Entity, reason: String) -> Speaker {
    let (name, name_at) = (entity.name.clone(), entity.name_at);
    Speaker::Established { name, name_at, kind: kind(entity), reason }
}

fn kind(entity: &Entity) -> SpeakerKind {
    let name = entity.name.to_lowercase();
    let bare = name.strip_prefix("the ").unwrap_or(&name);
    let is_outlet =
        || OUTLETS.has(bare) || bare.split_whitespace().any(|word| OUTLET_WORDS.has(word));
    match entity.kind {
        EntityKind::Person => SpeakerKind::Person,
        EntityKind::Organization if is_outlet() => SpeakerKind::Outlet,
        // A capital speaks for its government: `Moscow said`.
        EntityKind::Organization | EntityKind::Place => SpeakerKind::Organization,
    }
}

enum Pronoun {
    Singular,
    Other,
}

fn pronoun(words: &str) -> Option<Pronoun> {
    let lower = words.to_lowercase().replace('’', "'");
    let bare = lower.split('\'').next().unwrap_or_default();
    match bare {
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => Some(Pronoun::Singular),
        "it" | "they" | "we" | "i" | "you" | "who" | "them" | "its" | "their" | "my" | "our"
        | "us" | "this" | "that" | "which" | "those" | "some" | "many" | "others" | "one"
        | "both" => Some(Pronoun::Other),
        _ => None,
    }
}

fn by_pronoun(
    document: &Document,
    mentions: &Mentions,
    source: Span,
    content: &[Span],
    before: &[Before],
) -> Speaker {
    // Whom the words name in full is told of, and does not tell: “Ana Ruiz kept her word,” she said.
    // By a part of the name some call themselves, but only in their own words.
    let is_told_of = |entity: &Entity| {
        let named = content.iter().flat_map(|part| mentions.starting_in(*part));
        let mut named = named.filter(|(mention, _)| match mention.form {
            MentionForm::FullName => true,
            MentionForm::PartName => touching(document.quoted(), mention.span).next().is_none(),
            _ => false,
        });
        named.any(|(_, other)| std::ptr::eq(other, entity))
    };
    let named = mentions
        .starting_in(source)
        .find(|(mention, _)| mention.form == MentionForm::Pronoun)
        .map(|(mention, entity)| (entity, mention))
        .filter(|(entity, _)| !is_told_of(entity));
    let words = |span: Span| document.words(span);
    let own = Mention { span: source, form: MentionForm::Pronoun };
    // After one quotation `he` goes on to mean who spoke, not whom the words were about.
    let fits = |before: &&Before| match before {
        Before::Named(before) => {
            before.kind == EntityKind::Person
                && !is_told_of(before)
                && refer::fits(document, before, words(source))
        }
        Before::Described(described_at) => {
            refer::may_be_called(words(*described_at), words(source))
        }
    };
    // Whom the sentence itself names outside the words comes before who spoke earlier.
    let sentence = document.sentence_at(source.start());
    let is_here = |(entity, _): &(&Entity, Mention)| {
        let mut mentions = entity.mentions.iter().filter(|m| m.form != MentionForm::Pronoun);
        mentions.any(|m| {
            m.span.end() <= source.start()
                && document.sentence_at(m.span.start()) == sentence
                && !content.iter().any(|part| part.contains(m.span))
        })
    };
    let reach = if named.as_ref().is_some_and(is_here) { 0 } else { before.len() };
    match (before.iter().take(reach).find(fits), named) {
        (Some(Before::Named(before)), _) => established(document, before, &own),
        (Some(Before::Described(at)), _) => Speaker::Unnamed { described_at: *at },
        (None, Some((entity, mention))) => established(document, entity, &mention),
        (None, None) => Speaker::NotEstablished {
            reason: format!("no one person before fits `{}`", words(source)),
        },
    }
}

/// Whether the source is a document: a report, a statement, a law.
fn is_document(document: &Document, source: Span) -> bool {
    let mut tokens = tokens_in(document, source);
    let of = tokens.clone().find(|idx| {
        matches!(
            lower(document, *idx).as_str(),
            "of" | "by" | "from" | "on" | "," | "released" | "published"
        )
    });
    tokens.end = of.unwrap_or(tokens.end);
    let noun = tokens.rev().find(|idx| document.tokens[*idx].kind == TokenKind::Word);
    noun.is_some_and(|idx| DOCUMENTS.has(&lower(document, idx)))
}
