//! Days of what was said: when, in which order, and whether within the days asked for.

use crate::corpus::Corpus;
use jiff::{ToSpan, civil::Date};
use onrecord_model::{
    article::Article,
    dating::{Dating, Evidence, EvidenceKind, Inferred, MONTHS},
    findings::Findings,
    quotation::Quotation,
    timex::{Timex, TimexKind},
};
use onrecord_text::Span;

/// How many days before its article something may have been said for a word like "on Tuesday"
/// beside the cue to name its day.
const SAID_WITHIN_DAYS: i64 = 7;

/// The longest stretch of days that is a time of its own, rather than a bound: a month.
pub const MAX_STRETCH_DAYS: i32 = 31;

/// The place of a dating in order: days and short stretches of days by their first, then what is
/// undated by what bounds it.
#[must_use]
pub fn order(dating: &Dating) -> (bool, Date) {
    let bound = dating.best.or(dating.not_before).or(dating.not_after);
    let stretch = dating.not_before.zip(dating.not_after);
    let is_short = stretch.is_some_and(|(from, to)| (to - from).get_days() < MAX_STRETCH_DAYS);
    (!dating.is_dated() && !is_short, bound.unwrap_or(Date::MAX))
}

/// Whether something may have happened within the days that the corpus was asked for. What has no
/// day and no bound is left out only where days were asked for.
#[must_use]
pub fn is_asked(corpus: &Corpus, dating: &Dating) -> bool {
    if corpus.since.is_none() && corpus.until.is_none() {
        return true;
    }
    let first = dating.best.or(dating.not_before);
    let last = dating.best.or(dating.not_after);
    if first.is_none() && last.is_none() {
        return false;
    }
    let is_late_enough = corpus.since.is_none_or(|since| last.is_none_or(|last| last >= since));
    let is_early_enough = corpus.until.is_none_or(|until| first.is_none_or(|day| day <= until));
    is_late_enough && is_early_enough
}

/// When a quotation was said: the day its own sentence gives beside the cue, else the day of the
/// article.
#[must_use]
pub fn said(article: &Article, findings: &Findings, quotation: &Quotation) -> Dating {
    let is_beside_cue = |timex: &&Timex| {
        quotation.passage.contains(timex.span)
            && !quotation.content.iter().any(|part| part.intersects(timex.span))
    };
    let named = within(findings, quotation.passage).filter(is_beside_cue);
    let days: Vec<Dating> = named.filter_map(|timex| near(&article.published, timex)).collect();
    match days.as_slice() {
        [only] => only.clone(),
        _ => article.published.clone(),
    }
}

/// The time expressions inside `span`, found by halving.
pub fn within(findings: &Findings, span: Span) -> impl Iterator<Item = &Timex> {
    let from = findings.timexes.partition_point(|timex| timex.span.start() < span.start());
    findings.timexes[from..].iter().take_while(move |timex| timex.span.start() < span.end())
}

/// The single day of a time expression as evidence, when the article's own day is settled and it
/// lies within the days before it.
fn near(published: &Dating, timex: &Timex) -> Option<Dating> {
    let (first, last) = timex.days?;
    let day = published.best.filter(|_| published.candidates.len() <= 1)?;
    let ago = (day - first).get_days();
    let is_near = first == last && (0..=SAID_WITHIN_DAYS).contains(&i64::from(ago));
    if !is_near || !matches!(timex.kind, TimexKind::Date | TimexKind::Time) {
        return None;
    }
    if first == day {
        return Some(published.clone());
    }
    Some(on(published, timex, first))
}

/// A day that a time expression names, with the parts that were worked out: all of them that the
/// words leave to the article's date, and the year where that date's own year was.
#[must_use]
pub fn on(published: &Dating, timex: &Timex, day: Date) -> Dating {
    let inferred = if timex.is_relative {
        let turned = published.best.is_none_or(|best| best.month() != day.month());
        let year =
            published.inferred.year || published.best.is_none_or(|best| best.year() != day.year());
        Inferred { year, month: year || turned, day: true }
    } else {
        Inferred::default()
    };
    Dating {
        best: Some(day),
        inferred,
        evidence: leaning_on(published, timex),
        ..Dating::default()
    }
}

/// The decision that a day worked out from a decided one rests on.
fn leaning_on(published: &Dating, timex: &Timex) -> Vec<Evidence> {
    let rows = published.evidence.iter().filter(|_| timex.is_relative);
    rows.filter(|row| row.kind == EvidenceKind::Decision).cloned().collect()
}

/// A stretch of days that a time expression of an article names: a week, a month. What the words do
/// not say themselves ("a February report") was worked out.
#[must_use]
pub fn over(article: &Article, timex: &Timex, first: Date, last: Date) -> Dating {
    let words = timex.span.get(&article.text).unwrap_or_default();
    let month = MONTHS[first.month() as usize - 1];
    let inferred = Inferred {
        year: timex.is_relative,
        month: timex.is_relative && !words.contains(month),
        day: false,
    };
    let evidence = leaning_on(&article.published, timex);
    Dating {
        not_before: Some(first),
        not_after: Some(last),
        inferred,
        evidence,
        ..Dating::default()
    }
}

/// The days between two articles' days on which there is none: the longest stretch, and how many of
/// all days have an article.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Coverage {
    /// The first and the last day with an article.
    pub span: (Date, Date),
    /// Days in the span, both ends included.
    pub n_days: i64,
    /// Days with at least one article.
    pub n_covered: i64,
    /// The longest stretch of days without any, where there is one.
    pub gap: Option<(Date, Date)>,
}

/// How the days of some articles cover the time between the first and the last.
#[must_use]
pub fn coverage(mut days: Vec<Date>) -> Option<Coverage> {
    days.sort_unstable();
    days.dedup();
    let (first, last) = (*days.first()?, *days.last()?);
    let length = |from: Date, to: Date| i64::from((to - from).get_days());
    let gaps = days.windows(2).filter(|pair| length(pair[0], pair[1]) > 1);
    let widest = gaps.max_by_key(|pair| (length(pair[0], pair[1]), std::cmp::Reverse(pair[0])));
    let gap = widest.and_then(|pair| {
        Some((pair[0].checked_add(1.day()).ok()?, pair[1].checked_sub(1.day()).ok()?))
    });
    Some(Coverage {
        span: (first, last),
        n_days: length(first, last) + 1,
        n_covered: days.len() as i64,
        gap,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_longest_stretch_without_an_article_is_found() {
        let days = vec![date(2031, 5, 9), date(2031, 5, 1), date(2031, 5, 2), date(2031, 5, 1)];
        let found = coverage(days).unwrap();
        assert_eq!((found.n_days, found.n_covered), (9, 3));
        assert_eq!(found.gap, Some((date(2031, 5, 3), date(2031, 5, 8))));
        assert_eq!(coverage(vec![]), None);
        assert_eq!(coverage(vec![date(2031, 5, 9)]).unwrap().gap, None);
    }

    #[test]
    fn undated_things_come_last() {
        let dated = Dating { best: Some(date(2031, 5, 1)), ..Dating::default() };
        let bounded = Dating { not_before: Some(date(2019, 1, 1)), ..Dating::default() };
        assert!(order(&dated) < order(&bounded));
        assert!(order(&bounded) < order(&Dating::default()));
    }
}
