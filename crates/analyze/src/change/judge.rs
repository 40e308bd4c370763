//! What a sentence that changed, was taken out or was put in amounts to.

use super::{
    differ::Pair,
    notice::{is_notice, is_stamp},
    spoken, stated,
    units::{Sentence, Text},
};
use onrecord_model::{
    article::ZoneKind,
    change::{Change, ChangeKind, Point},
    passage::Passage,
};
use onrecord_text::Span;

/// A quotation of fewer words is a phrase: that it is gone with its sentence is not told apart.
const MIN_QUOTED_WORDS: usize = 3;

/// Words of which less than this share stands in the other version are not in it, in thousandths.
const STANDS: usize = 600;

/// What changed between two sentences; `None` when not even a mark did.
#[must_use]
pub fn changed(pair: &Pair) -> Option<Change> {
    let words = |text: &Text, sentence: &Sentence| {
        sentence.span.get(&text.article.text).unwrap_or_default().to_owned()
    };
    let (was, is) = (words(pair.old, pair.before), words(pair.new, pair.after));
    if was == is {
        return None;
    }
    let mut points = Vec::new();
    if is_notice(&is) && !is_notice(&was) {
        points.push(plain(ChangeKind::Notice, "put in"));
    }
    let is_word_changed = !pair.removed.is_empty() || !pair.added.is_empty();
    if is_word_changed && pair.after.zone == ZoneKind::Title {
        points.push(plain(ChangeKind::Headline, "other words"));
    }
    points.extend(spoken::quoted(pair));
    if is_word_changed {
        points.extend(stated::figures(pair));
        points.extend(stated::names(pair));
        points.extend(spoken::attribution(pair));
        points.extend(spoken::negations(pair));
        points.extend(spoken::hedges(pair));
        points.extend(stated::days(pair));
        points.extend(points.is_empty().then(|| plain(ChangeKind::Wording, "other words")));
    } else if points.is_empty() {
        points.push(plain(ChangeKind::Typography, "marks, case or white space"));
    }
    let (before, after) = (pair.was(pair.before.span), pair.is(pair.after.span));
    change(before, after, points, (pair.removed.clone(), pair.added.clone()))
}

/// What a sentence that is gone takes along. One whose words still stand elsewhere, joined to another
/// sentence, was only moved.
#[must_use]
pub fn removed(old: &Text, sentence: &Sentence, new: &Text) -> Option<Change> {
    let cite = |span| Passage::of(old.article, span);
    let how = "taken out".to_owned();
    let is_held = new.share_of(old.words_of(sentence)) >= 800;
    let mut points = Vec::new();
    if is_held {
        points.push(plain(ChangeKind::Moved, "joined to another sentence or moved"));
    } else if is_notice(sentence.span.get(&old.article.text)?) {
        points.push(plain(ChangeKind::Notice, "taken out"));
    } else if sentence.zone == ZoneKind::Caption {
        points.push(plain(ChangeKind::Wording, "words of a picture taken out"));
    } else if is_stamp(sentence.span.get(&old.article.text)?) {
        points.push(plain(ChangeKind::Date, "time of an update taken out"));
    } else {
        let lost = old.figures_in(sentence.span).filter(|figure| !new.states(figure));
        points.extend(lost.map(|figure| Point {
            kind: ChangeKind::Figure,
            before: cite(figure.span),
            after: None,
            how: how.clone(),
        }));
        let lost = old.quoted_in(sentence.span).filter(|quoted| {
            let words = old.words_in(*quoted);
            words.len() >= MIN_QUOTED_WORDS && new.share_of(words) < STANDS
        });
        points.extend(lost.map(|quoted| Point {
            kind: ChangeKind::Quotation,
            before: cite(quoted),
            after: None,
            how: how.clone(),
        }));
        points.push(plain(ChangeKind::Removed, "taken out"));
    }
    change(cite(sentence.span), None, points, (vec![sentence.span], Vec::new()))
}

/// A sentence that is new. What it states is news, not a change of what was stated.
#[must_use]
pub fn added(new: &Text, sentence: &Sentence, old: &Text) -> Option<Change> {
    let is_held = old.share_of(new.words_of(sentence)) >= 800;
    let words = sentence.span.get(&new.article.text)?;
    let point = match is_held {
        true => plain(ChangeKind::Moved, "parted from another sentence or moved"),
        false if is_notice(words) => plain(ChangeKind::Notice, "put in"),
        // Pictures come and go with a page's design; what their words say otherwise is told as of others.
        false if sentence.zone == ZoneKind::Caption => {
            plain(ChangeKind::Wording, "words of a picture put in")
        }
        false if is_stamp(words) => plain(ChangeKind::Date, "time of an update put in"),
        false => plain(ChangeKind::Added, "put in"),
    };
    let after = Passage::of(new.article, sentence.span);
    change(None, after, vec![point], (Vec::new(), vec![sentence.span]))
}

/// The same words at another place.
#[must_use]
pub fn moved(
    (old, before): (&Text, &Sentence),
    (new, after): (&Text, &Sentence),
) -> Option<Change> {
    let before = Passage::of(old.article, before.span);
    let after = Passage::of(new.article, after.span);
    let points = vec![plain(ChangeKind::Moved, "moved")];
    change(before, after, points, (Vec::new(), Vec::new()))
}

/// A point about the whole sentence.
fn plain(kind: ChangeKind, how: &str) -> Point {
    Point { kind, before: None, after: None, how: how.to_owned() }
}

/// A change of these points, the weightiest first; each kind of them in the order they were found.
pub fn change(
    before: Option<Passage>,
    after: Option<Passage>,
    mut points: Vec<Point>,
    (removed, added): (Vec<Span>, Vec<Span>),
) -> Option<Change> {
    points.sort_by_key(|point| point.kind);
    let kind = points.first()?.kind;
    Some(Change { kind, before, after, points, removed, added })
}
