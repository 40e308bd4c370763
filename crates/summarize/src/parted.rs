//! Many statements put in order by who makes them and what they name.

use crate::{
    asked::Asked,
    cite::plain,
    select::{Chosen, What},
};
use onrecord_text::normal::folded;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// From so many statements on they are parted; fewer read well by day.
const LEAST_PARTED: usize = 10;

/// Statements that share a speaker or a name make a group from so many on.
const LEAST_OF_SPEAKER: usize = 2;
const LEAST_OF_SUBJECT: usize = 3;

/// A name that one in so many statements hold is what all are about, and parts nothing.
const COMMON_PART: usize = 2;

/// What stands over statements that share nothing.
const OTHERS: &str = "Others";

/// The statements by speaker where one makes several, then by a name that several hold, the largest
/// group first and the rest last; within a group in the order given. Each with what its group is
/// called: as the articles write it; `None` for all where there are few.
#[must_use]
pub fn parted<'c>(query: &str, chosen: Vec<Chosen<'c>>) -> Vec<(Option<String>, Chosen<'c>)> {
    if chosen.len() < LEAST_PARTED {
        return chosen.into_iter().map(|one| (None, one)).collect();
    }
    let mut labels: Vec<Option<String>> = vec![None; chosen.len()];
    let mut groups = by_speaker(&chosen);
    groups.iter().for_each(|(name, places)| mark(&mut labels, name, places));
    while let Some((name, places)) = subject(query, &chosen, &labels) {
        mark(&mut labels, &name, &places);
        groups.push((name, places));
    }
    if groups.is_empty() {
        return chosen.into_iter().map(|one| (None, one)).collect();
    }
    groups.sort_by_key(|(_, places)| (Reverse(places.len()), places.first().copied()));
    let order: BTreeMap<String, usize> =
        groups.into_iter().enumerate().map(|(rank, (name, _))| (name, rank)).collect();
    let rank = |label: &Option<String>| {
        label.as_ref().and_then(|name| order.get(name)).copied().unwrap_or(usize::MAX)
    };
    let mut all: Vec<_> = labels.into_iter().zip(chosen).collect();
    all.sort_by_key(|(label, _)| rank(label));
    let named = |label: Option<String>| label.or_else(|| Some(OTHERS.to_owned()));
    all.into_iter().map(|(label, one)| (named(label), one)).collect()
}

fn mark(labels: &mut [Option<String>], name: &str, places: &[usize]) {
    for place in places {
        labels[*place] = Some(name.to_owned());
    }
}

type Group = (String, Vec<usize>);

/// Who makes several of the statements, by name.
fn by_speaker(chosen: &[Chosen]) -> Vec<Group> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, one) in chosen.iter().enumerate() {
        let speaker = match one.shown.what {
            What::Said(quotation) => &quotation.speaker,
            What::Stated(figure) => &figure.source,
        };
        // Who decided on a speaker stands beside the name; a heading has no room for it.
        if let Some(name) = speaker.name().filter(|_| speaker.decided().is_none()) {
            found.entry(plain(name)).or_default().push(place);
        }
    }
    found.into_iter().filter(|(_, places)| places.len() >= LEAST_OF_SPEAKER).collect()
}

/// The name that most of the statements without a group hold, if enough do.
fn subject(query: &str, chosen: &[Chosen], labels: &[Option<String>]) -> Option<Group> {
    let asked = Asked::of(query);
    let mut found: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    let free = chosen.iter().enumerate().filter(|(place, _)| labels[*place].is_none());
    for (place, one) in free {
        let inside = |span: onrecord_text::Span| one.shown.passage.contains(span);
        let entities = one.shown.findings.entities.iter();
        let named = entities.filter(|entity| entity.mentions.iter().any(|at| inside(at.span)));
        let names: BTreeSet<(String, String)> =
            named.map(|entity| (folded(&entity.name), plain(&entity.name))).collect();
        for (key, name) in names {
            let is_asked =
                asked.n_held(&key) > 0 || asked.people.iter().any(|one| key.contains(one));
            if !is_asked {
                found.entry(key).or_insert_with(|| (name, Vec::new())).1.push(place);
            }
        }
    }
    let fits = |n: usize| n >= LEAST_OF_SUBJECT && n * COMMON_PART <= chosen.len();
    let fitting = found.into_values().filter(|(_, places)| fits(places.len()));
    fitting.min_by_key(|(name, places)| (Reverse(places.len()), name.clone()))
}
