//! Claims in a brief: the same thing stated again, and how its statements differ.

use crate::{
    alone,
    asked::Asked,
    corpus::{Corpus, Index},
    day, naming, phrase,
    select::{MAX_PASSAGE_BYTES, Repeat},
    shown,
};
use onrecord_model::{
    article::{Article, Block, Place, ZoneKind},
    brief::{Part, Sentence},
    claim::{Claim, Relation, RelationKind, Statement},
    findings::Findings,
    passage::Passage,
    quotation::{Mode, Quotation},
};
use onrecord_text::Span;
use std::{cmp::Reverse, collections::BTreeSet};

/// The claims stated on several occasions, each occasion a sentence: at most so many claims, and so
/// many occasions of each, the first and the last among them.
#[must_use]
pub fn recurring(
    corpus: &Corpus,
    index: &Index,
    n_claims: usize,
    n_occasions: usize,
) -> Vec<Sentence> {
    let again = told_again(corpus, index);
    // The last occasion of one claim is often the first of another; it is told once.
    let mut seen: BTreeSet<&Passage> = BTreeSet::new();
    let mut found = Vec::new();
    let mut n_told = 0;
    for claim in again {
        if n_told == n_claims {
            break;
        }
        let told = occasions(corpus, index, claim, n_occasions, &seen);
        let n_least = if corpus.new_since.is_some() { 1 } else { 2 };
        let is_windowed = corpus.since.is_some() || corpus.until.is_some();
        if told.len() >= if is_windowed { 1 } else { n_least } {
            seen.extend(claim.statements.iter().map(|statement| &statement.passage));
            found.extend(told);
            n_told += 1;
        }
    }
    found
}

/// Claims of several occasions that are about what was asked, strongest first.
pub fn told_again<'c>(corpus: &Corpus<'c>, index: &Index) -> impl Iterator<Item = &'c Claim> {
    let asked = Asked::of(corpus.query);
    let again = corpus.claims.iter().filter(|claim| claim.statements.len() > 1);
    again.filter(move |claim| claim.statements.iter().any(|one| is_about(&asked, index, one)))
}

/// Whether a statement, or the article it stands in, is about what was asked.
fn is_about(asked: &Asked, index: &Index, statement: &Statement) -> bool {
    let article = index.article(statement.passage.article());
    let title = article.and_then(|article| article.title.as_ref()).map(|title| &title.value);
    asked.is_about(statement.speaker.as_deref(), statement.passage.exact())
        || title.is_some_and(|title| asked.is_about(None, title))
}

/// The occasions of a claim that were asked for and not told with another one, first and last among
/// them.
fn occasions(
    corpus: &Corpus,
    index: &Index,
    claim: &Claim,
    n_occasions: usize,
    seen: &BTreeSet<&Passage>,
) -> Vec<Sentence> {
    let total = claim.statements.len();
    let mut ordered: Vec<&Statement> = claim.statements.iter().collect();
    ordered.sort_by_key(|statement| day::order(&statement.when));
    let asked = ordered.into_iter().enumerate();
    let asked =
        asked.filter(|(_, one)| is_asked(corpus, index, one) && !seen.contains(&one.passage));
    let write = |(idx, statement): (usize, &Statement)| {
        let mut parts = vec![Part::Ours(format!("{} of {total}. ", idx + 1))];
        parts.extend(occasion(index, statement)?);
        Some(Sentence { when: statement.when.clone(), group: None, parts })
    };
    let mut shown: Vec<Sentence> = asked.filter_map(write).collect();
    // Two statements may stand in one sentence, which is told once.
    let mut told: Vec<Vec<Part>> = Vec::new();
    shown.retain(|sentence| {
        let is_new = !told.iter().any(|parts| parts[..] == sentence.parts[1..]);
        told.push(sentence.parts[1..].to_vec());
        is_new
    });
    if shown.len() > n_occasions {
        // The last occasion stays, since it says how things stand.
        let last = shown.pop();
        shown.truncate(n_occasions.saturating_sub(1));
        shown.extend(last);
    }
    shown
}

/// Whether a statement was made in the days asked for, by an article that is new where that was asked.
fn is_asked(corpus: &Corpus, index: &Index, statement: &Statement) -> bool {
    let article = index.article(statement.passage.article());
    day::is_asked(corpus, &statement.when) && article.is_some_and(|one| corpus.is_new(one))
}

/// One statement of a claim as a sentence: as its quotation reads, where it is one.
fn occasion(index: &Index, statement: &Statement) -> Option<Vec<Part>> {
    let (article, findings) = index.get(statement.passage.article())?;
    if statement.passage.span().len() > MAX_PASSAGE_BYTES {
        return None;
    }
    let repeats = repeats(index, article, statement);
    if let Some(quotation) = quotation_at(findings, statement.content.span()) {
        let Some(mut parts) = phrase::said_shortly(article, findings, quotation) else {
            let span = statement.passage.span();
            return alone::stands(article, span).then(|| phrase::retold(article, span, &repeats));
        };
        phrase::repeated(&repeats, &mut parts);
        parts.push(Part::Proof(statement.passage.clone()));
        return Some(parts);
    }
    let at = statement.content.span();
    if let Some(figure) = findings.figures.iter().find(|figure| figure.span == at) {
        if !alone::stands(article, figure.passage) {
            return None;
        }
        return Some(phrase::stated(article, findings, figure, &repeats));
    }
    if statement.mode.is_none() && !alone::stands(article, statement.content.span()) {
        return None;
    }
    let mut parts = vec![Part::Ours(format!("{}: ", naming::capital(&voice(article, statement))))];
    parts.push(shown(article, statement)?);
    parts.push(Part::Ours(".".to_owned()));
    hedges(article, statement, &mut parts);
    parts.push(Part::Proof(statement.passage.clone()));
    Some(parts)
}

/// Other articles that repeat a statement, each once.
fn repeats<'c>(index: &Index<'c>, article: &Article, statement: &Statement) -> Vec<Repeat<'c>> {
    let mut seen = BTreeSet::from([article.id]);
    let mut found = Vec::new();
    for passage in &statement.repeats {
        if let Some(other) = index.article(passage.article())
            && seen.insert(other.id)
        {
            let is_same_origin = index.origin(other.id) == index.origin(article.id);
            found.push(Repeat { article: other, passage: passage.span(), is_same_origin });
        }
    }
    found
}

/// The quotation whose words are those of a statement.
fn quotation_at(findings: &Findings, content: Span) -> Option<&Quotation> {
    let near = findings.quotations.iter().filter(|quotation| !quotation.content.is_empty());
    let mut near = near.filter(|quotation| quotation.cover().intersects(content));
    near.find(|quotation| {
        quotation.cover().contains(content) || content.contains(quotation.cover())
    })
}

/// Where statements of a claim differ, one sentence per pair, tension first.
#[must_use]
pub fn differing(corpus: &Corpus, index: &Index, limit: usize) -> Vec<Sentence> {
    let asked = Asked::of(corpus.query);
    let mut found = Vec::new();
    for (rank, claim) in corpus.claims.iter().chain(corpus.headlines).enumerate() {
        for (place, relation) in claim.relations.iter().enumerate() {
            let pair = (claim.statements.get(relation.from), claim.statements.get(relation.to));
            let (Some(from), Some(to)) = pair else { continue };
            let is_wanted = (is_asked(corpus, index, from) || is_asked(corpus, index, to))
                && (is_about(&asked, index, from) || is_about(&asked, index, to))
                && !is_within(from, to);
            if relation.kind != RelationKind::Repeats && is_wanted {
                // What several articles say differs before what one headline does with its text.
                let is_headline = rank >= corpus.claims.len();
                let weight = if is_headline { 1 } else { weight(relation.kind) };
                found.push((weight, Reverse((rank, place)), from, to, relation));
            }
        }
    }
    found.sort_by_key(|(weight, place, ..)| Reverse((*weight, *place)));
    let mut seen = BTreeSet::new();
    let fresh = found
        .into_iter()
        .filter(|(_, _, from, to, _)| seen.insert((from.content.clone(), to.content.clone())));
    let written = fresh.filter_map(|(_, _, from, to, relation)| pair(index, from, to, relation));
    written.take(limit).collect()
}

/// Whether one of two statements stands inside the sentence of the other: somebody's words within
/// somebody's words are no second statement.
fn is_within(from: &Statement, to: &Statement) -> bool {
    from.content != to.content
        && from.passage.article() == to.passage.article()
        && from.passage.span().intersects(to.passage.span())
}

/// What a reader should see first: what cannot both hold, then what only looks alike.
fn weight(kind: RelationKind) -> u8 {
    match kind {
        RelationKind::Conflicts => 5,
        RelationKind::NotComparable => 4,
        RelationKind::Stronger => 3,
        RelationKind::Updates => 2,
        RelationKind::Weaker => 1,
        RelationKind::Repeats => 0,
    }
}

/// Two statements side by side, and how they relate: voice, words; voice, words; relation.
fn pair(index: &Index, from: &Statement, to: &Statement, relation: &Relation) -> Option<Sentence> {
    let sides = [from, to].map(|one| one.passage.exact());
    if sides.into_iter().any(alone::is_spoilt) {
        return None;
    }
    let mut parts = side(index, from)?;
    parts.push(Part::Ours(". ".to_owned()));
    // A statement related to itself is held against the headline over it.
    let is_itself = from.content == to.content;
    let headline = if is_itself { headline(index, from) } else { None };
    parts.extend(headline.or_else(|| side(index, to))?);
    let reason = naming::sentence_end(&relation.reason);
    parts.push(Part::Ours(format!(". {}{reason}", words(relation.kind))));
    parts.push(Part::Proof(from.passage.clone()));
    parts.push(Part::Proof(to.passage.clone()));
    Some(Sentence { when: to.when.clone(), group: None, parts })
}

/// The headline over a statement, as the second of a pair.
fn headline(index: &Index, statement: &Statement) -> Option<Vec<Part>> {
    let article = index.article(statement.passage.article())?;
    let Place::Text(span) = article.title.as_ref()?.place else { return None };
    let when = article.published.label();
    let lead = format!("The headline of {}, {when}: ", naming::outlet(article));
    Some(vec![Part::Ours(lead), shown::trimmed(article, span, &['.']).map(Part::Retold)?])
}

fn side(index: &Index, statement: &Statement) -> Option<Vec<Part>> {
    let article = index.article(statement.passage.article())?;
    let voice = naming::capital(&voice(article, statement));
    let lead = format!("{voice}, {}: ", statement.when.label());
    let mut parts = vec![Part::Ours(lead), shown(article, statement)?];
    let hedges: Vec<Part> = hedge_parts(article, statement);
    if !hedges.is_empty() {
        for (idx, hedge) in hedges.into_iter().enumerate() {
            parts.push(Part::Ours(if idx == 0 { " (hedge: " } else { "; hedge: " }.to_owned()));
            parts.push(hedge);
        }
        parts.push(Part::Ours(")".to_owned()));
    }
    Some(parts)
}

/// Who states it, and the outlet that says so.
fn voice(article: &Article, statement: &Statement) -> String {
    let outlet = naming::outlet(article);
    let zone = article.zone_at(statement.content.span().start());
    let is_heading = zone.is_some_and(|zone| zone.block == Block::Heading);
    let zone = zone.map(|zone| zone.kind);
    let name = statement.speaker.as_deref().map(crate::cite::plain);
    let name = name.map(|name| match &statement.speaker_decided {
        Some(note) => format!("{name} (speaker {})", crate::cite::plain(note)),
        None => name,
    });
    match (name, statement.mode) {
        _ if zone == Some(ZoneKind::Title) => format!("The headline of {outlet}"),
        _ if is_heading => format!("A heading of {outlet}"),
        (Some(name), Some(_)) => format!("{name}, as reported by {outlet}"),
        (None, Some(_)) => format!("A speaker not established, as reported by {outlet}"),
        (_, None) => format!("{} reports", naming::capital(&outlet)),
    }
}

/// The words of a statement: in quotation marks only where the article has them so.
fn shown(article: &Article, statement: &Statement) -> Option<Part> {
    let span = statement.content.span();
    let own = shown::own_words(article, span).filter(|_| statement.mode == Some(Mode::Direct));
    match own {
        Some(passage) => Some(Part::Direct(passage)),
        None => {
            shown::trimmed(article, whole(statement), &['.', ',', ';', ':', ' ']).map(Part::Retold)
        }
    }
}

/// The words of a retold statement without a "that" before them; the whole sentence where the words
/// are a part of one that cannot be read alone (`to have lost 40 boats`).
fn whole(statement: &Statement) -> Span {
    let (words, span) = (statement.content.exact(), statement.content.span());
    let names_nobody = |rest: &str| {
        let first = rest.split_whitespace().next().unwrap_or_default();
        matches!(first, "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their" | "this")
    };
    if let Some(rest) = words.strip_prefix("that ").filter(|rest| !names_nobody(rest)) {
        return Span::new(span.end() - rest.len(), span.end());
    }
    let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if begins { span } else { statement.passage.span() }
}

fn hedges(article: &Article, statement: &Statement, parts: &mut Vec<Part>) {
    phrase::listed(" Hedge: ", hedge_parts(article, statement).into_iter(), parts);
}

/// The hedges of a statement where its sentence has them.
fn hedge_parts(article: &Article, statement: &Statement) -> Vec<Part> {
    let sentence = &statement.passage;
    let find = |hedge: &String| {
        let at = sentence.exact().find(hedge.as_str()).filter(|_| !hedge.is_empty())?;
        let span = Span::new(at, at + hedge.len()).shifted(sentence.span().start());
        Passage::of(article, span).map(Part::Hedge)
    };
    statement.hedges.iter().filter_map(find).collect()
}

/// The relation in words that take no side.
fn words(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Repeats => "The same again",
        RelationKind::Stronger => "The second is stronger",
        RelationKind::Weaker => "The second is weaker",
        RelationKind::Updates => "The second is a newer state",
        RelationKind::Conflicts => "In tension",
        RelationKind::NotComparable => "Not comparable",
    }
}
