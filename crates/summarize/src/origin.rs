//! Who copied whom, in sentences: the groups that count as one origin, and text that others share.

use crate::{
    alone,
    cite::plain,
    corpus::{Corpus, Index},
    naming, shown,
};
use onrecord_model::{
    article::Article,
    brief::{Part, Sentence},
    copy::{Copy, CopyKind, Direction, OriginGroup},
    dating::Dating,
    passage::Passage,
};
use onrecord_text::Span;
use std::{cmp::Reverse, collections::BTreeMap};

/// Most outlets of one group that are named one by one.
const MAX_NAMED: usize = 6;

/// Longest shared words that are shown, in bytes.
const MAX_SHARED_BYTES: usize = 400;

/// What the corpus goes back to: the count first, then each group of several articles or with a
/// credit, then text shared between groups; at most `limit` sentences after the first.
#[must_use]
pub fn origins(corpus: &Corpus, index: &Index, limit: usize) -> Vec<Sentence> {
    let mut groups: Vec<&OriginGroup> = corpus.origins.groups.iter().collect();
    groups.retain(|group| group.articles.iter().any(|id| index.article(*id).is_some()));
    groups.sort_by_key(|group| (Reverse(group.articles.len()), group.articles.first().copied()));
    // An article alone has reasons only where somebody decided that it is.
    let is_told = |group: &&&OriginGroup| {
        group.articles.len() > 1 || group.credited.is_some() || !group.reasons.is_empty()
    };
    let told = groups.iter().filter(is_told);
    let grouped = told.filter_map(|group| group_sentence(index, group));
    let between = corpus.origins.copies.iter().filter(|copy| !copy.kind.is_one_origin());
    let shared = between.filter_map(|copy| shared_sentence(index, copy));
    let told: Vec<Sentence> = grouped.chain(shared).take(limit).collect();
    if told.is_empty() {
        return told;
    }
    let mut all = vec![ours(count(corpus))];
    all.extend(told);
    all
}

/// `5 articles, at most 4 independent origins.`
fn count(corpus: &Corpus) -> String {
    let (n_articles, n_origins) = corpus.counts();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    format!(
        "{n_articles} article{}, at most {n_origins} independent origin{}.",
        plural(n_articles),
        plural(n_origins)
    )
}

fn ours(words: String) -> Sentence {
    Sentence { when: Dating::default(), group: None, parts: vec![Part::Ours(words)] }
}

/// `Brenmark Courier (2 May 2031) and Harbor Post (3 May 2031) are one origin, credited to …`.
fn group_sentence(index: &Index, group: &OriginGroup) -> Option<Sentence> {
    let articles: Vec<&Article> =
        group.articles.iter().filter_map(|id| index.article(*id)).collect();
    let mut names: Vec<String> =
        articles.iter().take(MAX_NAMED).map(|article| dated(article)).collect();
    if articles.len() > MAX_NAMED {
        names.push(format!("{} more", articles.len() - MAX_NAMED));
    }
    let credited = group.credited.as_deref().map(plain);
    let is_itself = |name: &String| articles.len() == 1 && naming::is_own(articles[0], name);
    let credited = credited.filter(|name| !name.is_empty() && !is_itself(name));
    let lead = match (articles.len(), &credited) {
        (0, _) => return None,
        (1, Some(name)) => format!("{} credits {name}", naming::capital(&names[0])),
        (1, None) if group.reasons.is_empty() => return None,
        (1, None) => format!("{} counts as an origin of its own", naming::capital(&names[0])),
        (_, Some(name)) => format!(
            "{} go back to one origin, credited to {name}",
            naming::capital(&naming::series(&names))
        ),
        (_, None) => format!("{} go back to one origin", naming::capital(&naming::series(&names))),
    };
    let reasons = reasons(group, &articles);
    let mut parts = vec![Part::Ours(lead + &naming::sentence_end(&reasons))];
    let credits = articles.iter().filter_map(|article| {
        let credit = article.credits.iter().find(|credit| Some(plain(&credit.name)) == credited)?;
        Passage::of(article, shown::sentence_of(article, credit.span)?).map(Part::Proof)
    });
    parts.extend(credits.take(MAX_NAMED));
    Some(Sentence { when: Dating::default(), group: None, parts })
}

/// Why articles are one origin, each reason once with the pairs it holds for; that all are credited to
/// one name is said before. Reasons name articles by their identifiers, people know them by outlets.
fn reasons(group: &OriginGroup, articles: &[&Article]) -> String {
    let names: BTreeMap<String, String> = articles
        .iter()
        .map(|article| (format!("{:#}", article.id), naming::name_alone(article)))
        .collect();
    let credit = group.credited.as_ref().map(|name| format!("both are credited to {name}"));
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for reason in &group.reasons {
        let pair =
            reason.split_once(": ").and_then(|(pair, why)| Some((pair.split_once(" and ")?, why)));
        let named = pair.and_then(|((a, b), why)| {
            Some((why, format!("{} and {}", names.get(a)?, names.get(b)?)))
        });
        let (why, pair) = match named {
            Some((why, _)) if Some(why) == credit.as_deref() => continue,
            Some((why, pair)) => (why.to_owned(), Some(pair)),
            None => {
                let named =
                    names.iter().fold(reason.clone(), |words, (id, name)| words.replace(id, name));
                (named, None)
            }
        };
        match told.iter_mut().find(|(known, _)| *known == why) {
            Some((_, pairs)) => pairs.extend(pair.filter(|pair| !pairs.contains(pair))),
            None => told.push((why, pair.into_iter().collect())),
        }
    }
    let lines = told.into_iter().map(|(why, pairs)| match pairs.is_empty() {
        true => why,
        false => format!("{why} ({})", pairs.join("; ")),
    });
    lines.collect::<Vec<_>>().join("; ")
}

/// `A and B share one sentence: …`.
fn shared_sentence(index: &Index, copy: &Copy) -> Option<Sentence> {
    let (a, b) = (index.article(copy.a)?, index.article(copy.b)?);
    let (in_a, in_b) = copy.longest()?;
    let what = match copy.kind {
        CopyKind::SharedSentence => "one sentence",
        _ => "a passage",
    };
    let names = naming::series(&[dated(a), dated(b)]);
    let direction = match copy.direction {
        Direction::FromA => format!("{} had it first", dated(a)),
        Direction::FromB => format!("{} had it first", dated(b)),
        Direction::FromThird => "both have it from elsewhere".to_owned(),
        Direction::NotEstablished => "who had it first is not established".to_owned(),
    };
    let lead = format!(
        "{} share {what}; counted as separate origins, {direction}: ",
        naming::capital(&names)
    );
    let words = first_sentence(a, in_a);
    let begins = words.get(&a.text)?.starts_with(|c: char| !c.is_lowercase());
    if !begins || words.len() > MAX_SHARED_BYTES || !alone::stands(a, words) {
        return None;
    }
    let mut parts = vec![Part::Ours(lead)];
    parts.push(Part::Retold(shown::trimmed(a, words, &['.', ' '])?));
    parts.push(Part::Ours(".".to_owned()));
    parts.extend(Passage::of(b, first_sentence(b, in_b)).map(Part::Proof));
    Some(Sentence { when: Dating::default(), group: None, parts })
}

/// The part of a span that lies in the first sentence it touches; shared passages can be long.
fn first_sentence(article: &Article, span: Span) -> Span {
    let first = Span::new(span.start(), span.start());
    let sentence = shown::sentence_of(article, first).unwrap_or(span);
    sentence.intersection(span).unwrap_or(span)
}

fn dated(article: &Article) -> String {
    format!("{} ({})", naming::name_alone(article), article.published.label())
}
