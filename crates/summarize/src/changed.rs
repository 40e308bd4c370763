//! What changed from one capture of a page to the next, in sentences that cite both.

use crate::{
    cite::is_quotation_mark,
    corpus::{Corpus, Index},
    naming,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use onrecord_model::{
    article::ZoneKind,
    brief::{Part, Sentence},
    change::{Change, ChangeKind, Comparison},
    dating::Dating,
    passage::Passage,
};

/// Longer words are shown as the article's, not within our sentence, in bytes.
const MAX_WORDS_BYTES: usize = 160;

/// Changes of one page that are told, at most: the weightiest.
const MAX_OF_ONE_PAGE: usize = 4;

/// The weightiest changes, at most `limit`; of those days only that were asked for. What only grew, was
/// worded otherwise or became another article is left to `changes`.
#[must_use]
pub fn changed(corpus: &Corpus, index: &Index, limit: usize) -> Vec<Sentence> {
    let asked = corpus.comparisons.iter().filter(|one| is_asked(corpus, one));
    let told = asked.flat_map(|one| {
        let heavy = one.changes.iter().filter(|change| change.kind < ChangeKind::Removed);
        let heavy: Vec<&Change> = heavy.collect();
        // The sentences of a notice are told together.
        let parts = heavy.chunk_by(|a, b| a.kind == b.kind && a.kind == ChangeKind::Notice);
        let parts: Vec<Vec<&Change>> = parts.take(MAX_OF_ONE_PAGE).map(<[_]>::to_vec).collect();
        parts.into_iter().enumerate().map(move |(rank, changes)| (rank, one, changes))
    });
    let mut told: Vec<(usize, &Comparison, Vec<&Change>)> = told.collect();
    // Each page's heaviest change comes before the second one of any; sorted stably, so that within a
    // kind they stand as the comparisons do.
    told.sort_by_key(|(rank, _, changes)| (*rank, changes.first().map(|change| change.kind)));
    let told = told.iter().filter_map(|(_, one, changes)| sentence(index, one, changes));
    told.take(limit).collect()
}

fn is_asked(corpus: &Corpus, one: &Comparison) -> bool {
    let day = day(one.newer.captured_at);
    let from = corpus.since.max(corpus.new_since);
    from.is_none_or(|from| day >= from) && corpus.until.is_none_or(|until| day <= until)
}

fn sentence(index: &Index, one: &Comparison, changes: &[&Change]) -> Option<Sentence> {
    let change = changes.first()?;
    // Where the page is gone, the article is the one that tells whose it was.
    let whose = if change.kind == ChangeKind::Gone { one.older } else { one.newer };
    let name = naming::capital(&naming::name_alone(index.article(whose.article)?));
    let (was, is) = moments(one);
    let point = change.points.first()?;
    let (before, after) = match change.kind {
        ChangeKind::Headline | ChangeKind::Notice | ChangeKind::Gone => {
            (change.before.as_ref(), change.after.as_ref())
        }
        _ => (point.before.as_ref(), point.after.as_ref()),
    };
    let silent = match change.kind {
        ChangeKind::Notice | ChangeKind::Gone => "",
        _ if one.is_noted => "",
        _ => "; no note of a change was found on the page",
    };
    let ours = |words: String| vec![Part::Ours(words)];
    let mut parts = match (change.kind, before, after) {
        (ChangeKind::Notice, _, Some(after)) => {
            let lead = ours(format!("{name} says of its page (captured {is}): "));
            let rest = changes[1..].iter().filter_map(|change| change.after.clone());
            let rest = rest.flat_map(|after| [Part::Ours(" ".to_owned()), Part::Retold(after)]);
            [lead, vec![Part::Retold(after.clone())], rest.collect()].concat()
        }
        (ChangeKind::Notice, Some(before), None) => {
            let lead = ours(format!("{name} took out a note on its page (captured {is}): "));
            [lead, vec![Part::Retold(before.clone())]].concat()
        }
        // A wall is put up by the outlet, not by its editors, and a cut capture by neither.
        (ChangeKind::Cut, ..) => return None,
        (ChangeKind::Gone, Some(before), _) => {
            let lead = ours(format!("{name} took its article away: captured {was} it was headed "));
            let end = format!("; captured {is} the page does not hold it.");
            [lead, shown(before), ours(end)].concat()
        }
        (kind, Some(before), Some(after)) => {
            let what = if kind == ChangeKind::Headline { "its headline from " } else { "" };
            let lead = ours(format!("{name} changed {what}"));
            let to = ours(format!(" (captured {was}) to "));
            let end = ours(format!(" (captured {is}){silent}."));
            [lead, shown(before), to, shown(after), end].concat()
        }
        (_, Some(before), None) => {
            let how = match point.how.as_str() {
                "taken out" => "no longer stands there",
                how => how, // such as: no longer in quotation marks
            };
            let end = format!(" (captured {was}) {how} (captured {is}){silent}.");
            [ours(format!("At {name}, ")), shown(before), ours(end)].concat()
        }
        (_, None, Some(after)) => {
            let end = format!(" (captured {is}) was {} after {was}{silent}.", point.how);
            [ours(format!("At {name}, ")), shown(after), ours(end)].concat()
        }
        _ => return None,
    };
    let proofs = change.before.iter().chain(&change.after);
    parts.extend(proofs.cloned().map(Part::Proof));
    let sentence = Sentence { when: Dating::default(), group: None, parts };
    let cites_body = sentence.passages().all(|passage| {
        let article = index.article(passage.article());
        let zone = article.and_then(|article| article.zone_at(passage.span().start()));
        !zone.is_some_and(|zone| matches!(zone.kind, ZoneKind::Furniture | ZoneKind::Caption))
    });
    cites_body.then_some(sentence)
}

/// Words of an article within our sentence, in quotation marks; longer ones, and those with such marks
/// of their own, as the article's.
fn shown(passage: &Passage) -> Vec<Part> {
    let words = passage.exact().trim_end_matches([',', '.', ';', ' ']);
    let is_plain = !words.contains(is_quotation_mark) && !words.contains(char::is_control);
    if is_plain && !words.is_empty() && words.len() <= MAX_WORDS_BYTES {
        return vec![Part::Ours(format!("“{words}”")), Part::Proof(passage.clone())];
    }
    vec![Part::Retold(passage.clone())]
}

/// When the two versions were captured: by day, and by the minute where the day is one.
fn moments(one: &Comparison) -> (String, String) {
    let (was, is) = (one.older.captured_at, one.newer.captured_at);
    let is_one_day = day(was) == day(is);
    let label = |at: Timestamp| {
        let label = Dating { best: Some(day(at)), ..Dating::default() }.label();
        if is_one_day { format!("{label}, {} UTC", at.strftime("%H:%M")) } else { label }
    };
    (label(was), label(is))
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}
