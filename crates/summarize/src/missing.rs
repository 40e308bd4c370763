//! What is missing from the corpus, said plainly: about the corpus, never about the world.

use crate::{cite::plain, corpus::Corpus, day, naming::series, sides::sides};
use jiff::civil::Date;
use onrecord_model::{
    article::{Article, CreditReach},
    brief::Brief,
    dating::{Dating, EvidenceKind, MONTHS},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Most names in one sentence; the rest are counted.
const MAX_NAMES: usize = 8;

/// Everything that can be told to be missing from a brief's corpus, what weighs most first.
#[must_use]
pub fn missing(corpus: &Corpus, brief: &Brief, n_dropped: usize) -> Vec<String> {
    let mut found = Vec::new();
    if corpus.articles.is_empty() {
        found.push("No article answers the query: this is no data, not a finding.".to_owned());
    }
    found.extend(originals(corpus));
    found.extend(undated(corpus));
    found.extend(unsettled(corpus));
    found.extend(clocks(corpus));
    found.extend(sides(corpus, brief));
    found.extend(single_outlets(corpus));
    found.extend(outlets_not_stated(corpus));
    found.extend(days(corpus));
    found.extend(outside_the_window(corpus));
    found.extend(unread(corpus));
    if n_dropped > 0 {
        found.push(format!(
            "{} failed the check against {} passages and {} left out.",
            counted(n_dropped, "sentence"),
            if n_dropped == 1 { "its" } else { "their" },
            if n_dropped == 1 { "is" } else { "are" }
        ));
    }
    found
}

/// What a brief of new statements leaves out, as one line; `None` where all days were asked for.
#[must_use]
pub fn left_out_as_old(corpus: &Corpus, n_told: usize) -> Option<String> {
    let since = corpus.new_since?;
    let n_new = corpus.articles.iter().filter(|(article, _)| corpus.is_new(article)).count();
    let verb = if n_told == 1 { "was" } else { "were" };
    let what = match n_told {
        0 => String::new(),
        n => format!("; {} in them {verb} told earlier and left out", counted(n, "statement")),
    };
    Some(format!(
        "Only what is new since {}: {n_new} of {}{what}.",
        written(since),
        counted(corpus.articles.len(), "article")
    ))
}

/// Credited originals that are not in the corpus.
fn originals(corpus: &Corpus) -> Vec<String> {
    let here: BTreeSet<String> =
        corpus.articles.iter().flat_map(|(article, _)| published_as(article)).collect();
    let mut by_name: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for (article, _) in corpus.articles {
        let credits = article.credits.iter().filter(|credit| credit.reach != CreditReach::Picture);
        for credit in credits {
            let name = plain(&credit.name);
            let key = letters(&name);
            if !key.is_empty() && !here.contains(&key) {
                let entry = by_name.entry(key).or_insert((name, Vec::new()));
                let by = called(article);
                if !entry.1.contains(&by) {
                    entry.1.push(by);
                }
            }
        }
    }
    let mut absent: Vec<(String, Vec<String>)> = by_name.into_values().collect();
    absent.sort_by_key(|(name, by)| (Reverse(by.len()), name.clone()));
    let n_more = absent.len().saturating_sub(MAX_ORIGINALS);
    absent.truncate(MAX_ORIGINALS);
    let tell = |(name, by): (String, Vec<String>)| {
        format!("The original credited to {name} by {} is not among these articles.", named(&by))
    };
    let mut told: Vec<String> = absent.into_iter().map(tell).collect();
    if n_more > 0 {
        told.push(format!("Nor are those credited to {}.", counted(n_more, "other name")));
    }
    told
}

/// Most credited names whose originals are told to be missing one by one.
const MAX_ORIGINALS: usize = 3;

/// An article in a list: its outlet, else its identifier.
fn called(article: &Article) -> String {
    match article.outlet {
        Some(_) => plain(article.outlet_name()),
        None => format!("article {:#}", article.id),
    }
}

/// The names under which an article's outlet may be credited: its own, and its site's.
fn published_as(article: &Article) -> Vec<String> {
    let Some(outlet) = &article.outlet else { return Vec::new() };
    let site = outlet.value.site.as_deref().unwrap_or_default();
    let label = site.split('.').next().unwrap_or_default();
    [&outlet.value.name, site, label].map(letters).into_iter().filter(|n| !n.is_empty()).collect()
}

/// A name for comparing: letters and digits in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Articles without a day, each with what is known.
fn undated(corpus: &Corpus) -> Option<String> {
    let without = corpus.articles.iter().filter(|(article, _)| !article.published.is_dated());
    let names: Vec<String> = without
        .map(|(article, _)| {
            let day = &article.published;
            format!("{} ({}{})", called(article), known(day), grounds(day))
        })
        .collect();
    if names.is_empty() {
        return None;
    }
    let n = names.len();
    let verb = if n == 1 { "carries" } else { "carry" };
    let all = counted(corpus.articles.len(), "article");
    Some(format!("{n} of {all} {verb} no day of publication: {}.", named(&names)))
}

fn known(dating: &Dating) -> String {
    let label = dating.label();
    match label.strip_prefix("undated") {
        Some("") => "nothing bounds it".to_owned(),
        Some(bounds) => bounds.trim_start_matches([',', ' ']).to_owned(),
        None => label,
    }
}

/// Most other days, and most pieces of evidence, that are told of one article.
const MAX_DAYS: usize = 3;
const MAX_GROUNDS: usize = 4;

/// A day that is told as possible is at least so likely, of 1000.
const LEAST_WEIGHT: u16 = 100;

/// The days that remain possible, and by which words of the page: `, likeliest 14 Dec 2017; by
/// ‘Thursday’ in the lead`.
fn grounds(dating: &Dating) -> String {
    let likely = dating.candidates.iter().filter(|one| one.weight >= LEAST_WEIGHT);
    let likely: Vec<String> = likely.take(MAX_DAYS).map(|one| written(one.day)).collect();
    let mut out = match likely.as_slice() {
        [] => String::new(),
        [_] if dating.candidates.len() == 1 => String::new(),
        days => format!(", likeliest {}", series(days)),
    };
    let used = dating.evidence.iter().filter(|row| {
        row.refused.is_none() && row.kind != EvidenceKind::CaptureTime && !row.quoted.is_empty()
    });
    let mut told: Vec<String> = Vec::new();
    for row in used {
        let words = plain(&row.quoted);
        let place = plain(row.place.split(',').next().unwrap_or_default());
        let line = format!("‘{words}’ in the {place}");
        if words.len() <= MAX_QUOTED_BYTES && !told.contains(&line) {
            told.push(line);
        }
    }
    told.truncate(MAX_GROUNDS);
    if !told.is_empty() {
        out += &format!("; by {}", series(&told));
    }
    out
}

/// Longest words of a page that are told as evidence, in bytes.
const MAX_QUOTED_BYTES: usize = 60;

/// Articles whose day is named but not settled.
fn unsettled(corpus: &Corpus) -> Option<String> {
    let doubtful = corpus.articles.iter().filter(|(article, _)| {
        let day = &article.published;
        day.is_dated() && (day.has_conflict || day.candidates.len() > 1)
    });
    let names: Vec<String> = doubtful
        .map(|(article, _)| {
            let day = &article.published;
            format!("{} ({}{})", called(article), day.label(), grounds(day))
        })
        .collect();
    if names.is_empty() {
        return None;
    }
    Some(format!(
        "No evidence settles the day of {}: {}.",
        counted(names.len(), "article"),
        named(&names)
    ))
}

/// Dates on a page that were not taken for its day, where the day is in doubt.
fn clocks(corpus: &Corpus) -> Vec<String> {
    let doubtful = corpus.articles.iter().map(|(article, _)| article).filter(|article| {
        let day = &article.published;
        !day.is_dated() || day.has_conflict || day.candidates.len() > 1
    });
    let tell = |article: &Article| {
        let clock = article.published.evidence.iter().find(|evidence| {
            evidence.kind == EvidenceKind::SiteClock && evidence.refused.is_some()
        })?;
        let (words, reason) = (plain(&clock.quoted), plain(clock.refused.as_deref()?));
        Some(format!(
            "The date {words} on the page of {} is not taken for its day: {reason}.",
            called(article)
        ))
    };
    doubtful.filter_map(tell).collect()
}

/// Outlets that speak through one article only.
fn single_outlets(corpus: &Corpus) -> Option<String> {
    let mut n_articles: BTreeMap<&str, usize> = BTreeMap::new();
    for (article, _) in corpus.articles.iter().filter(|(article, _)| article.outlet.is_some()) {
        *n_articles.entry(article.outlet_name()).or_insert(0) += 1;
    }
    let single = n_articles.into_iter().filter(|(_, n)| *n == 1);
    let names: Vec<String> = single.map(|(name, _)| plain(name)).collect();
    if names.is_empty() {
        return None;
    }
    Some(format!("Only one article each from {}.", named(&names)))
}

fn outlets_not_stated(corpus: &Corpus) -> Option<String> {
    let n = corpus.articles.iter().filter(|(article, _)| article.outlet.is_none()).count();
    let verb = if n == 1 { "does" } else { "do" };
    (n > 0).then(|| {
        let all = counted(corpus.articles.len(), "article");
        format!("{n} of {all} {verb} not state the outlet.")
    })
}

/// Days without data between the first and the last article.
fn days(corpus: &Corpus) -> Option<String> {
    let days = corpus.articles.iter().filter_map(|(article, _)| article.published.best).collect();
    let covered = day::coverage(days)?;
    let (from, to) = covered.gap?;
    Some(format!(
        "No data on {} of the {} days from {} to {}; the longest stretch without an article is {} to {}.",
        covered.n_days - covered.n_covered,
        covered.n_days,
        written(covered.span.0),
        written(covered.span.1),
        written(from),
        written(to),
    ))
}

/// Articles that cannot be placed in the days asked for.
fn outside_the_window(corpus: &Corpus) -> Option<String> {
    let unbounded = |dating: &Dating| {
        !dating.is_dated() && dating.not_before.is_none() && dating.not_after.is_none()
    };
    let n = corpus.articles.iter().filter(|(article, _)| unbounded(&article.published)).count();
    let is_window = corpus.since.is_some() || corpus.until.is_some();
    (is_window && n > 0).then(|| {
        format!(
            "{} without any date could not be placed in the days asked for.",
            counted(n, "article")
        )
    })
}

/// Articles that analysis could not read in full, by what was wrong.
fn unread(corpus: &Corpus) -> Vec<String> {
    let mut by_kind: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (idx, (_, findings)) in corpus.articles.iter().enumerate() {
        for problem in &findings.problems {
            by_kind.entry(problem.kind.words()).or_default().insert(idx);
        }
    }
    let tell = |(words, articles): (&str, BTreeSet<usize>)| {
        format!("{} could not be read in full: {words}.", counted(articles.len(), "article"))
    };
    by_kind.into_iter().map(tell).collect()
}

fn named(names: &[String]) -> String {
    if names.len() <= MAX_NAMES {
        return series(names);
    }
    format!("{} and {} more", names[..MAX_NAMES].join(", "), names.len() - MAX_NAMES)
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn written(day: Date) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month() as usize - 1], day.year())
}
