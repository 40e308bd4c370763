//! Two versions of a page held against each other: what changed, by its weight.

mod units;
mod align;
mod pair;
mod notice;
mod differ;
mod stated;
mod spoken;
mod judge;
#[cfg(test)]
mod tests;

pub use notice::is_notice;
pub use units::MAX_WORDS;

use differ::Pair;
use onrecord_model::{
    article::{Article, ZoneKind},
    change::{Change, ChangeKind, Comparison, Point, Version},
    findings::Findings,
    passage::Passage,
    problem::{Problem, ProblemKind},
};
use std::collections::{BTreeMap, BTreeSet};
use units::{Numbers, Sentence, Text};

/// The later version no longer holds the article when less than this share of the earlier one stands in
/// it, in thousandths, in runs of four words.
const SURVIVES: usize = 100;

/// An earlier version of fewer words is too short to tell whether it is gone.
const MIN_WORDS: usize = 20;

/// A version with so many times fewer words than the one before is a stub, not another text.
const STUB: usize = 3;

/// A version that holds at most this share of the earlier one's words, in thousandths, may be its
/// beginning alone.
const BEGINNING: usize = 600;

/// Of such a version, and of what stands in the earlier one up to its end, so much is the same, in
/// thousandths: a wall leaves the beginning as it was, an editor who shortens does not.
const KEPT: usize = 800;

/// What two captures of one address are to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kinship {
    /// Versions of one article.
    Versions,
    /// The later one no longer holds the article: an error page, a stub, a wall.
    Emptied,
    /// The later one holds the beginning of the article alone: a wall, a capture cut short.
    Cut,
    /// Another article under the same address, as on a page for the news of the day.
    Other,
}

/// What two captures of one address are to each other, earlier first; by their texts alone.
#[must_use]
pub fn kinship(older: &Article, newer: &Article) -> Kinship {
    if older.text == newer.text {
        return Kinship::Versions;
    }
    let mut numbers = Numbers::default();
    let (before, after) = (no_findings(older), no_findings(newer));
    let old = Text::of(older, &before, &mut numbers);
    let new = Text::of(newer, &after, &mut numbers);
    of_texts(&old, &new)
}

fn no_findings(article: &Article) -> Findings {
    Findings {
        article: article.id,
        analyzer: 0,
        entities: Vec::new(),
        timexes: Vec::new(),
        quotations: Vec::new(),
        figures: Vec::new(),
        problems: Vec::new(),
    }
}

/// Whether a page holds no article: an error page, a wall, nothing.
#[must_use]
pub fn is_empty(article: &Article) -> bool {
    article.problems.iter().any(|problem| {
        matches!(problem.kind, ProblemKind::NotAnArticle | ProblemKind::NoText | ProblemKind::Empty)
    })
}

fn of_texts(old: &Text, new: &Text) -> Kinship {
    if is_empty(new.article) && !is_empty(old.article) {
        return Kinship::Emptied;
    }
    if old.words.len() < MIN_WORDS {
        return Kinship::Versions;
    }
    let survives = new.share_of(&old.words).max(old.share_of(&new.words));
    match survives < SURVIVES {
        true if new.words.len() * STUB <= old.words.len() => Kinship::Emptied,
        true => Kinship::Other,
        false if is_beginning(old, new) => Kinship::Cut,
        false => Kinship::Versions,
    }
}

/// Whether the later text is the beginning of the earlier one, and hardly more than that.
fn is_beginning(old: &Text, new: &Text) -> bool {
    let n_old = old.words.len();
    if new.words.len() * 1000 > n_old * BEGINNING || old.share_of(&new.words) < KEPT {
        return false;
    }
    let last = last_kept(old, new);
    let (kept, rest) = old.words.split_at(last.map_or(0, |at| old.sentences[at].words.end));
    rest.len() * 1000 >= n_old * (1000 - BEGINNING) && new.share_of(kept) >= KEPT
}

/// The last sentence of the earlier text that stands in the later one in the same order.
fn last_kept(old: &Text, new: &Text) -> Option<usize> {
    let ids = |text: &Text| text.sentences.iter().map(|one| one.id).collect::<Vec<_>>();
    let same = align::align(&ids(old), &ids(new));
    same.last().map(|(i, _)| *i)
}

/// What the later of two versions says otherwise, weightiest first.
///
/// Sentences are aligned by their words, those that changed are paired by the words they share, and the
/// words of each pair are aligned in turn; figures, names, quotations and days are those that were
/// found in the two. The work grows with the length of the two texts, of which at most [`MAX_WORDS`]
/// words count.
#[must_use]
pub fn compare(
    (older, before): (&(Article, Findings), Version),
    (newer, after): (&(Article, Findings), Version),
) -> Comparison {
    let mut numbers = Numbers::default();
    let old = Text::of(&older.0, &older.1, &mut numbers);
    let new = Text::of(&newer.0, &newer.1, &mut numbers);
    let mut changes = match of_texts(&old, &new) {
        _ if older.0.text == newer.0.text => Vec::new(),
        Kinship::Versions => sentence_by_sentence(&old, &new),
        Kinship::Cut => cut(&old, &new),
        Kinship::Emptied => gone(&old, &new, ChangeKind::Gone),
        Kinship::Other => gone(&old, &new, ChangeKind::Replaced),
    };
    let place = |change: &Change| {
        let at = change.after.as_ref().or(change.before.as_ref());
        at.map(Passage::span)
    };
    changes.sort_by_cached_key(|change| (change.kind, place(change), change.after.is_some()));
    let is_noted = notice::is_noted(&new);
    Comparison { older: before, newer: after, changes, is_noted }
}

/// One change for all of the text, and the notices that came with it.
fn gone(old: &Text, new: &Text, kind: ChangeKind) -> Vec<Change> {
    let head = |text: &Text| {
        let sentences = || text.sentences.iter();
        let title = sentences().find(|one| one.zone == ZoneKind::Title);
        let first = title.or_else(|| sentences().find(|one| one.zone == ZoneKind::Body));
        first.and_then(|sentence| Passage::of(text.article, sentence.span))
    };
    let how = match kind {
        ChangeKind::Gone => {
            format!("the page no longer holds the article{}", why_none(new.article))
        }
        _ => "the page holds another text".to_owned(),
    };
    let point = Point { kind, before: None, after: None, how };
    let whole = judge::change(head(old), head(new), vec![point], (Vec::new(), Vec::new()));
    let notices = new.sentences.iter().filter_map(|one| judge::added(new, one, old));
    whole.into_iter().chain(notices.filter(|change| change.kind == ChangeKind::Notice)).collect()
}

/// Why a page holds no article, as its problem tells: `: answered with status 410`.
fn why_none(article: &Article) -> String {
    let is_none = |problem: &&Problem| problem.kind == ProblemKind::NotAnArticle;
    let none = article.problems.iter().find(is_none);
    none.map(|problem| format!(": {}", problem.detail)).unwrap_or_default()
}

/// One change for all that is not shown any more, then those within the beginning.
fn cut(old: &Text, new: &Text) -> Vec<Change> {
    let last = last_kept(old, new).map_or(0, |at| old.sentences[at].span.end());
    let within = |change: &Change| {
        let side = change.before.as_ref().filter(|_| change.after.is_none());
        side.is_none_or(|passage| passage.span().start() < last)
    };
    let (n_left, n_all) = (new.words.len(), old.words.len());
    let how = format!("only the beginning is shown: {n_left} words of {n_all}");
    let point = Point { kind: ChangeKind::Cut, before: None, after: None, how };
    let first_gone = old.sentences.iter().find(|one| one.span.start() >= last);
    let before = first_gone.and_then(|one| Passage::of(old.article, one.span));
    let after = new.sentences.last().and_then(|one| Passage::of(new.article, one.span));
    let whole = judge::change(before, after, vec![point], (Vec::new(), Vec::new()));
    let kept = sentence_by_sentence(old, new).into_iter().filter(within);
    whole.into_iter().chain(kept).collect()
}

fn sentence_by_sentence(old: &Text, new: &Text) -> Vec<Change> {
    let ids = |text: &Text| text.sentences.iter().map(|one| one.id).collect::<Vec<_>>();
    let same = align::align(&ids(old), &ids(new));
    let mut olds: BTreeSet<usize> = (0..old.sentences.len()).collect();
    let mut news: BTreeSet<usize> = (0..new.sentences.len()).collect();
    let mut changes = Vec::new();
    let judge = |(i, j): (usize, usize)| {
        let (before, after): (&Sentence, &Sentence) = (&old.sentences[i], &new.sentences[j]);
        judge::changed(&Pair::of((old, before), (new, after)))
    };
    for (i, j) in same {
        olds.remove(&i);
        news.remove(&j);
        changes.extend(judge((i, j)));
    }
    let title = |text: &Text, left: &BTreeSet<usize>| {
        left.iter().copied().find(|at| text.sentences[*at].zone == ZoneKind::Title)
    };
    // There is one headline, however its words changed.
    let headline = title(old, &olds).zip(title(new, &news));
    let moved = moved(old, new, &olds, &news);
    for (i, j) in headline.into_iter().chain(moved.iter().copied()) {
        if olds.contains(&i) && news.contains(&j) {
            olds.remove(&i);
            news.remove(&j);
            let is_moved = old.sentences[i].id == new.sentences[j].id;
            changes.extend(judge((i, j)).or_else(|| {
                let (before, after) = (&old.sentences[i], &new.sentences[j]);
                is_moved.then(|| judge::moved((old, before), (new, after))).flatten()
            }));
        }
    }
    let left = |left: &BTreeSet<usize>| left.iter().copied().collect::<Vec<_>>();
    for (i, j) in pair::pairs(old, new, &left(&olds), &left(&news)) {
        olds.remove(&i);
        news.remove(&j);
        changes.extend(judge((i, j)));
    }
    changes.extend(olds.iter().filter_map(|i| judge::removed(old, &old.sentences[*i], new)));
    changes.extend(put_in(old, new, &news));
    changes
}

/// Sentences that are new. What follows a notice within its block is a part of it: what it says was wrong.
fn put_in(old: &Text, new: &Text, news: &BTreeSet<usize>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut noted: Option<(usize, usize)> = None; // the sentence before, and where its block is
    for j in news {
        let sentence = &new.sentences[*j];
        let Some(mut change) = judge::added(new, sentence, old) else { continue };
        let block =
            new.article.zones.partition_point(|zone| zone.span.end() <= sentence.span.start());
        if change.kind == ChangeKind::Added && j.checked_sub(1).map(|at| (at, block)) == noted {
            change.kind = ChangeKind::Notice;
            change.points.iter_mut().for_each(|point| point.kind = ChangeKind::Notice);
        }
        noted = (change.kind == ChangeKind::Notice).then_some((*j, block));
        changes.push(change);
    }
    changes
}

/// Sentences of the same words that stand at other places.
fn moved(
    old: &Text,
    new: &Text,
    olds: &BTreeSet<usize>,
    news: &BTreeSet<usize>,
) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for j in news.iter().rev() {
        places.entry(new.sentences[*j].id).or_default().push(*j);
    }
    let pair = |i: &usize| Some((*i, places.get_mut(&old.sentences[*i].id)?.pop()?));
    olds.iter().filter_map(pair).collect()
}
