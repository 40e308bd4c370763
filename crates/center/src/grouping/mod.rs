//! Stories kept: the days that changed, and from the first of them on everything grouped again.

#[cfg(test)]
mod tests;

use crate::{
    error::{Error, Result},
    local::{Center, Event},
};
use jiff::civil::Date;
use onrecord_analyze::story::{Grouper, Keys, Number, When};
use onrecord_model::id::Id;
use onrecord_store::grouping::{Batch, Grouping, Link, Standing, State, Waiting, batch, day_of};
use std::collections::{BTreeMap, BTreeSet};

/// States behind the newest article stand at least so many articles apart. Few in tests, so that small
/// archives have many.
const MIN_APART: u64 = if cfg!(test) { 4 } else { 500 };

/// States stand at most about so many articles apart, however old they are.
const MAX_APART: u64 = if cfg!(test) { 30 } else { 10_000 };

impl Center {
    /// Groups what came, went or changed its day since stories were grouped.
    ///
    /// The stories depend on the archive and the decisions alone: the batches of days that changed are
    /// found, and from the first of them on everything is grouped again, in the order of days, as if
    /// nothing had been grouped after it. That ends as soon as what later days depend on is what it
    /// was. Everything counts at once at the end; what is cut short is done again.
    ///
    /// # Errors
    ///
    /// When the center's folder cannot be written.
    pub fn group(&self, report: &mut dyn FnMut(Event)) -> Result<()> {
        let decided = self.decided_days();
        if self.store.n_ungrouped()? == 0 && decided.is_empty() {
            return Ok(());
        }
        let grouping = self.store.grouping()?;
        let touched = self.place_all(&grouping, &decided)?;
        regroup(&grouping, touched, report)?;
        Ok(grouping.commit()?)
    }

    /// Articles whose day a person ever decided: what stands, or nothing where it was taken back.
    fn decided_days(&self) -> BTreeMap<Id, Option<Option<(Date, Date)>>> {
        let dated = self.decided.all.iter().filter(|kept| kept.decision.what.kind() == "date");
        let mut days: BTreeMap<Id, Option<Option<(Date, Date)>>> =
            dated.flat_map(|kept| &kept.articles).map(|id| (*id, None)).collect();
        days.extend(self.decided.overlay().days.into_iter().map(|(id, day)| (id, Some(day))));
        days
    }

    /// Puts every article that waits where it belongs, and gives the batches that this changes. Of a
    /// page only the latest version is grouped.
    fn place_all(
        &self,
        grouping: &Grouping,
        decided: &BTreeMap<Id, Option<Option<(Date, Date)>>>,
    ) -> Result<BTreeSet<Batch>> {
        let mut waiting = grouping.waiting()?;
        let dated: Vec<Id> = decided.keys().copied().collect();
        waiting.extend(grouping.as_waiting(&dated)?);
        let batch_of = |one: &Waiting| {
            let published = match decided.get(&one.id) {
                Some(Some(days)) => days.filter(|(first, last)| first == last).map(|days| days.0),
                _ => one.published,
            };
            batch(published, one.captured)
        };
        let (mut touched, mut pages) = (BTreeSet::new(), BTreeSet::new());
        for one in waiting {
            let standing = match (one.is_current, &one.page) {
                (true, Some(_)) => None,
                (true, None) => Some(Standing::In(batch_of(&one))),
                (false, _) => Some(Standing::Gone),
            };
            if let Some(standing) = standing {
                touched.extend(grouping.place(one.key, &standing, one.has_new_keys)?);
            }
            pages.extend(one.page);
        }
        for page in pages {
            let versions: Vec<Id> =
                grouping.versions(&page)?.iter().map(|version| version.article).collect();
            let mut left_out = BTreeMap::new();
            if versions.len() > 1 {
                self.of_page(&versions, &mut left_out)?;
            }
            let versions = grouping.as_waiting(&versions)?;
            let keys: BTreeMap<Id, i64> = versions.iter().map(|one| (one.id, one.key)).collect();
            for one in &versions {
                let standing = match left_out.get(&one.id).and_then(|id| keys.get(id)) {
                    Some(other) => Standing::Behind(*other),
                    None => Standing::In(batch_of(one)),
                };
                touched.extend(grouping.place(one.key, &standing, one.has_new_keys)?);
            }
        }
        Ok(touched)
    }
}

/// Groups again from each touched batch on, until what follows is as it was.
fn regroup(
    grouping: &Grouping,
    mut touched: BTreeSet<Batch>,
    report: &mut dyn FnMut(Event),
) -> Result<()> {
    while let Some(first) = touched.first() {
        let (state, mut grouper) = state_before(grouping, first)?;
        let mut was_linked: BTreeMap<Number, Link> = BTreeMap::new();
        for (first, terms) in grouper.stories() {
            was_linked.extend(grouping.link(first)?.map(|link| (first, link)));
            grouping.join(first, None)?;
            grouping.tell(first, &terms)?;
        }
        let batches = grouping.batches(&state.batch)?;
        let known = grouping.states()?;
        let wanted = wanted_states(&state, &known, &batches);
        let is_dropped = |known: &Batch| *known <= state.batch && !wanted.contains(known);
        for (known, _) in known.iter().filter(|(known, _)| is_dropped(known)) {
            grouping.give_up(known)?;
        }
        let mut known = known.into_iter().filter(|(known, _)| *known > state.batch).peekable();
        let mut n_before = state.n_before;
        let mut same_from = None;
        for (batch, n_articles) in &batches {
            // A state before a batch that is no more.
            while let Some((gone, _)) = known.next_if(|(known, _)| known < batch) {
                grouping.give_up(&gone)?;
            }
            let was = known.next_if(|(known, _)| known == batch);
            if *batch > state.batch && (was.is_some() || wanted.contains(batch)) {
                grouper.close(when(batch));
                let next = State { batch: batch.clone(), n_before, bytes: grouper.bytes() };
                if let Some((_, n_then)) = was {
                    if grouping.state_at(batch)?.as_ref() == Some(&next.bytes) {
                        grouping.shift(batch, n_before.cast_signed() - n_then.cast_signed())?;
                        // What later days made of the stories that are open now still holds.
                        let open = grouper.stories();
                        for link in open.iter().filter_map(|(first, _)| was_linked.get(first)) {
                            grouping.put_back(link)?;
                        }
                        same_from = Some(batch.clone());
                        break;
                    }
                    grouping.give_up(batch)?;
                }
                if wanted.contains(batch) {
                    grouping.keep(&next)?;
                }
            }
            if known.peek().is_some() {
                let links = grouping.links(batch)?.into_iter();
                was_linked.extend(links.map(|link| (link.article, link)));
            }
            add(grouping, &mut grouper, batch)?;
            n_before += n_articles;
            report(Event::Grouped { n_articles: usize::try_from(*n_articles).unwrap_or(0) });
        }
        touched = match same_from {
            Some(batch) => touched.split_off(&batch),
            None => {
                for (gone, _) in known {
                    grouping.give_up(&gone)?;
                }
                BTreeSet::new()
            }
        };
    }
    Ok(())
}

/// The last state before a batch that this program can read.
fn state_before(grouping: &Grouping, batch: &str) -> Result<(State, Grouper)> {
    let state = grouping.state_before(batch)?;
    if state.bytes.is_empty() {
        return Ok((state, Grouper::default()));
    }
    if let Ok(grouper) = Grouper::read(&state.bytes) {
        return Ok((state, grouper));
    }
    // Of another version, or damaged: everything is grouped again.
    for (batch, _) in grouping.states()? {
        grouping.give_up(&batch)?;
    }
    Ok((State::default(), Grouper::default()))
}

/// Groups the articles of a batch.
fn add(grouping: &Grouping, grouper: &mut Grouper, batch: &str) -> Result<()> {
    let articles = articles(grouping.articles(batch)?)?;
    let change = grouper.add(when(batch), &articles);
    grouping.part(batch)?;
    for (first, into) in change.joined {
        grouping.join(first, Some(into))?;
    }
    for (first, terms) in change.grown {
        grouping.tell(first, &terms)?;
    }
    Ok(())
}

/// Articles with their keys, as they were stored.
pub(crate) fn articles(stored: Vec<(i64, Vec<u8>)>) -> Result<Vec<(Number, Keys)>> {
    let read = |(key, bytes): (i64, Vec<u8>)| match Keys::read(&bytes) {
        Ok(keys) => Ok((key, keys)),
        Err(error) => Err(Error::refused(format!(
            "the terms of an article cannot be read ({error}): run `onrecord rebuild`"
        ))),
    };
    stored.into_iter().map(read).collect()
}

/// When the articles of a batch come.
pub(crate) fn when(batch: &str) -> When {
    match day_of(batch) {
        (Some(day), true) => When::Dated(day),
        (day, _) => When::Undated(day),
    }
}

/// Before which batches a state is kept: of those known up to where grouping begins, and of all ahead.
///
/// Behind the newest article they stand as far apart as they are old, from [`MIN_APART`] to
/// [`MAX_APART`] articles: what comes late costs at most about twice what came since its day.
fn wanted_states(
    start: &State,
    known: &[(Batch, u64)],
    batches: &[(Batch, u64)],
) -> BTreeSet<Batch> {
    let mut places: Vec<(Batch, u64)> =
        known.iter().filter(|(known, _)| *known <= start.batch).cloned().collect();
    let mut n_before = start.n_before;
    for (batch, n_articles) in batches {
        if *batch > start.batch && n_before > 0 {
            places.push((batch.clone(), n_before));
        }
        n_before += n_articles;
    }
    let mut wanted = BTreeSet::new();
    let Some(mut at) = places.len().checked_sub(1) else { return wanted };
    loop {
        wanted.insert(places[at].0.clone());
        let age = n_before - places[at].1.min(n_before);
        let apart = age.clamp(MIN_APART, MAX_APART);
        let is_near = |place: &(Batch, u64)| places[at].1 - place.1.min(places[at].1) <= apart;
        let Some(before) = at.checked_sub(1) else { return wanted };
        at = places[..at].iter().position(is_near).unwrap_or(before);
    }
}
