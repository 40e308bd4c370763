//! Single sentences that texts of different outlets share: too short for keys, telling all the same.
//!
//! A background sentence of ten words ("The harbor has been closed by strikes since May 2029") hardly
//! meets by chance. It proves no copying, so it joins nothing; a reader should know of it.

use crate::copy::{
    credit::{self, Houses},
    direction,
    words::boilerplate,
};
use onrecord_model::{
    article::{Article, ZoneKind},
    copy::{Copy, CopyKind},
    id::Id,
};
use onrecord_text::{
    Span,
    sentence::sentences,
    shingle::{Shingle, runs, words},
};
use std::collections::{BTreeMap, BTreeSet};

/// Among more articles single sentences are not looked for: every sentence is read for it.
const MAX_ARTICLES: usize = 5_000;

/// A sentence looked for has so many words.
const N_WORDS: std::ops::RangeInclusive<usize> = 9..=60;

/// Of the words of the longer sentence so many in a thousand stand in the other, in order.
const LEAST_SHARE: usize = 850;

/// So many words at the start or at the end are equal: of nine words or more with one changed, one
/// end always is, but for a change in the middle of nine.
const END_WORDS: usize = 4;

/// Sentences that begin or end alike in more articles are a formula or a house's template.
pub const MAX_ALIKE: usize = 4;

/// So many names, or one and a number, make a sentence worth naming.
const LEAST_NAMED: usize = 2;

/// Pairs of articles found at most.
const MAX_FOUND: usize = 40;

/// A sentence with its words.
struct Line<'a> {
    article: &'a Article,
    span: Span,
    words: Vec<Shingle>,
}

/// Pairs of articles not among `known` that share a sentence with names or numbers in it, without
/// quotation marks, that few others have: not those of one outlet. Nothing is looked for among more
/// than 5,000 articles. The result does not depend on the order of the input.
#[must_use]
pub fn shared_sentences(articles: &[&Article], known: &[Copy]) -> Vec<Copy> {
    if articles.len() > MAX_ARTICLES {
        return Vec::new();
    }
    let mut articles = articles.to_vec();
    articles.sort_by_key(|article| article.id);
    articles.dedup_by_key(|article| article.id);
    let lines: Vec<Line> = articles.iter().flat_map(|article| lines(article)).collect();
    let mut seen: BTreeSet<(Id, Id)> = known.iter().map(|copy| (copy.a, copy.b)).collect();
    let mut found = Vec::new();
    for (a, b) in met(&lines) {
        let (a, b) = (&lines[a], &lines[b]);
        let pair = (a.article.id, b.article.id);
        if seen.contains(&pair) || credit::houses(a.article, b.article) == Houses::One {
            continue;
        }
        let Some(copy) = shared(a, b) else { continue };
        seen.insert(pair);
        found.push(copy);
    }
    found.truncate(MAX_FOUND);
    found
}

/// How sentences of an article that may tell of a common source begin and end, in words. Whoever shares
/// one has its beginning or its end.
#[must_use]
pub fn telling_ends(article: &Article) -> Vec<String> {
    let end = |line: &Line, words: &[Shingle]| {
        let words = words.first()?.span.cover(words.last()?.span);
        words.shifted(line.span.start()).get(&article.text).map(str::to_owned)
    };
    let ends = lines(article).into_iter().flat_map(|line| {
        let n = line.words.len();
        let both = [&line.words[..END_WORDS], &line.words[n - END_WORDS..]];
        both.into_iter().filter_map(|words| end(&line, words)).collect::<Vec<_>>()
    });
    ends.collect()
}

/// The sentences of an article's body that may tell of a common source.
fn lines<'a>(article: &'a Article) -> Vec<Line<'a>> {
    let body = article.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
    let spans = body.flat_map(|zone| {
        let inside = zone.span.get(&article.text).unwrap_or_default();
        sentences(inside).into_iter().map(|span| span.shifted(zone.span.start()))
    });
    let added = boilerplate(&article.text);
    let read = |span: Span| {
        let text = span.get(&article.text)?;
        if !is_telling(text) || added.iter().any(|added| added.intersects(span)) {
            return None;
        }
        let words = words(text);
        N_WORDS.contains(&words.len()).then_some(Line { article, span, words })
    };
    spans.filter_map(read).collect()
}

/// Whether a sentence is a house's own and names enough to be told from others: what is quoted is its
/// speaker's, whoever prints it.
fn is_telling(text: &str) -> bool {
    let is_quoting = text.contains(['"', '“', '”', '„', '«', '»', '‘']);
    let has = |word: &&str, is: fn(char) -> bool| word.trim_start_matches('(').starts_with(is);
    let n_numbers = text.split(' ').filter(|word| has(word, |c| c.is_ascii_digit())).count();
    let n_names = text.split(' ').skip(1).filter(|word| has(word, char::is_uppercase)).count();
    !is_quoting && n_names >= 1 && n_names + n_numbers >= LEAST_NAMED
}

/// Pairs of sentences of different articles that begin or end alike, each once, in order.
fn met(lines: &[Line]) -> BTreeSet<(usize, usize)> {
    let mut by_end: BTreeMap<(bool, u64), Vec<usize>> = BTreeMap::new();
    for (idx, line) in lines.iter().enumerate() {
        let n = line.words.len();
        for (is_start, ends) in
            [(true, &line.words[..END_WORDS]), (false, &line.words[n - END_WORDS..])]
        {
            let hash = runs(ends, END_WORDS).first().map(|run| run.hash);
            by_end.entry((is_start, hash.unwrap_or_default())).or_default().push(idx);
        }
    }
    let few = by_end.into_values().filter(|alike| (2..=MAX_ALIKE).contains(&alike.len()));
    let pairs = few.flat_map(|alike| {
        let pair =
            |(at, a): (usize, &usize)| alike[at + 1..].iter().map(|b| (*a, *b)).collect::<Vec<_>>();
        alike.iter().enumerate().flat_map(pair).collect::<Vec<_>>()
    });
    pairs.filter(|(a, b)| lines[*a].article.id != lines[*b].article.id).collect()
}

/// The two as text shared, where their words are nearly the same from both ends.
fn shared(a: &Line, b: &Line) -> Option<Copy> {
    let is_equal = |(a, b): &(&Shingle, &Shingle)| a.hash == b.hash;
    let n_start = a.words.iter().zip(&b.words).take_while(is_equal).count();
    let rest = (&a.words[n_start..], &b.words[n_start..]);
    let n_end = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(is_equal).count();
    let (n_equal, n_words) = (n_start + n_end, a.words.len().max(b.words.len()));
    if n_equal * 1000 < n_words * LEAST_SHARE {
        return None;
    }
    let (direction, why) = direction::establish(a.article, b.article);
    let reason = format!("a sentence of {n_words} words is shared, {n_equal} of them equal");
    let share = |line: &Line| {
        let n_all = words(&line.article.text).len().max(1);
        u16::try_from(n_equal * 1000 / n_all).unwrap_or(1000)
    };
    Some(Copy {
        a: a.article.id,
        b: b.article.id,
        kind: CopyKind::SharedSentence,
        direction,
        a_in_b: share(a),
        b_in_a: share(b),
        shared: vec![(a.span, b.span)],
        reasons: std::iter::once(reason).chain(why).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::article::{Block, Zone};

    /// The sentences that pairs of these texts share, as the first has them.
    fn check(texts: &[&str], expected: &[&str]) {
        let article = |text: &&str| {
            let capture = Id::of("capture", [text.as_bytes()]);
            let (span, block) = (Span::new(0, text.len()), Block::Paragraph);
            let zones = vec![Zone { span, kind: ZoneKind::Body, block }];
            Article { zones, ..Article::bare(capture, 0, (*text).to_owned()) }
        };
        let articles: Vec<Article> = texts.iter().map(article).collect();
        let mut refs: Vec<&Article> = articles.iter().collect();
        let found = shared_sentences(&refs, &[]);
        let text = |copy: &Copy| {
            let of = articles.iter().find(|article| article.id == copy.a).expect("given");
            copy.shared[0].0.of(&of.text).replace("strikers", "pickets")
        };
        assert_eq!(found.iter().map(text).collect::<Vec<_>>(), expected);
        refs.reverse();
        assert_eq!(shared_sentences(&refs, &[]), found, "in any order");
        assert_eq!(shared_sentences(&refs, &found), [], "none that is known");
    }

    #[test]
    fn a_background_sentence_with_one_word_changed() {
        check(
            &[
                "Ana Ruiz spoke on Monday. Halvik has been cut off by strikers since May 2029.",
                "The ferry runs again. Halvik has been cut off by pickets since May 2029.",
            ],
            &["Halvik has been cut off by pickets since May 2029."],
        );
    }

    #[test]
    fn whoever_shares_a_sentence_has_one_of_its_ends() {
        let text = "She left. “No,” he said. Halvik has been cut off by strikers since May 2029.";
        let capture = Id::of("capture", [text.as_bytes()]);
        let span = Span::new(0, text.len());
        let zones = vec![Zone { span, kind: ZoneKind::Body, block: Block::Paragraph }];
        let article = Article { zones, ..Article::bare(capture, 0, text.to_owned()) };
        assert_eq!(telling_ends(&article), ["Halvik has been cut", "strikers since May 2029"]);
    }

    #[test]
    fn formulas_and_quotations_are_nobodys_background() {
        check(
            &[
                "He said that he would not take part in the talks.",
                "She left. He said that he would not take part in the talks.",
            ],
            &[],
        );
        check(
            &[
                "“Halvik has been cut off by strikers since May 2029,” Ruiz said.",
                "Listen. “Halvik has been cut off by strikers since May 2029,” Ruiz said.",
            ],
            &[],
        );
    }

    #[test]
    fn a_sentence_with_its_facts_changed_is_another() {
        check(
            &[
                "Halvik has been cut off by strikers since May 2029.",
                "Halvik has not been cut off by ice since April 2031.",
            ],
            &[],
        );
    }

    #[test]
    fn what_many_have_is_a_template() {
        let line = "Halvik has been cut off by strikers since May 2029.";
        let texts: Vec<String> = (0..6).map(|n| format!("This is number {n}. {line}")).collect();
        check(&texts.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    }
}
