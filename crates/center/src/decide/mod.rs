//! Deciding: what a person asks for by name, checked, kept, and what it changed.

mod wish;
mod understand;
#[cfg(test)]
mod tests;

use crate::{
    decided::{Reading, State, says},
    error::Result,
    local::Center,
    redate,
    row::Row,
};
use jiff::Timestamp;
use onrecord_model::{
    article::Article,
    copy::Origins,
    decision::{Decision, What, Whole},
    id::Id,
    passage::Passage,
    quotation::Speaker,
};
use std::{collections::BTreeSet, path::Path};

pub use crate::decided::Kept;
pub use onrecord_store::Imported;
pub use wish::Wish;

/// Who decides, when and why.
#[derive(Clone, Debug)]
pub struct Signature {
    /// When.
    pub at: Timestamp,
    /// Who; as the setting `decided_by` has it where nobody is named.
    pub by: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// A decision made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The decision, as it is kept.
    pub decision: Decision,
    /// What it changed, a line each.
    pub changed: Vec<String>,
    /// Earlier decisions that it takes the place of, wholly or for some articles.
    pub replaces: Vec<Id>,
}

impl Center {
    /// Keeps a decision. It counts from now on, over earlier ones about the same thing.
    ///
    /// # Errors
    ///
    /// When a name names nothing or the wrong kind of thing, several readings stand at a passage, a
    /// decision is taken back already, or the file cannot be written.
    pub fn decide(&mut self, wish: &Wish, signature: Signature) -> Result<Made> {
        let what = self.understand(wish)?;
        let before = self.stands(&what)?;
        let Signature { at, by, why } = signature;
        let by = by.or_else(|| self.config.decided_by.clone());
        let was: Vec<(Id, State)> = self.states();
        let contradicted = self.contradicted(&what)?;
        let decision = self.store.decide(what, at, by, why)?;
        self.read_decisions()?;
        self.group(&mut |_| ())?;
        let after = self.stands(&decision.what)?;
        let changed = match (before, after) {
            (Some(before), Some(after)) if before != after => vec![format!("{before} → {after}")],
            (_, Some(after)) => vec![after],
            _ => Vec::new(),
        };
        let now = self.states();
        let replaced = was.iter().filter(|(id, state)| {
            let is_now =
                now.iter().any(|(other, now)| other == id && *now == State::Replaced(decision.id));
            *state == State::Stands && is_now
        });
        let mut replaces: Vec<Id> = replaced.map(|(id, _)| *id).chain(contradicted).collect();
        replaces.dedup();
        Ok(Made { decision, changed, replaces })
    }

    /// Takes over the decisions of another center's file; see [`onrecord_store::Store`].
    ///
    /// # Errors
    ///
    /// When the file cannot be read whole, or this center not be written.
    pub fn import_decisions(&mut self, file: &Path) -> Result<Imported> {
        let imported = self.store.import_decisions(file)?;
        self.read_decisions()?;
        self.group(&mut |_| ())?;
        Ok(imported)
    }

    fn states(&self) -> Vec<(Id, State)> {
        self.decided.all.iter().map(|kept| (kept.decision.id, kept.state.clone())).collect()
    }

    /// Earlier decisions on the origin of two of these articles that say the opposite.
    fn contradicted(&self, what: &What) -> Result<Vec<Id>> {
        if let What::Same(names) | What::Different(names) = what {
            return Ok(self.contradicted_names(what, names));
        }
        let (What::Join(articles) | What::Split(articles)) = what else { return Ok(Vec::new()) };
        let captures: Vec<Id> = articles.iter().map(|one| one.capture).collect();
        let ids = self.store.articles_of(&captures)?;
        let opposite = self.decided.all.iter().filter(|kept| {
            let is_origin = matches!(kept.decision.what, What::Join(_) | What::Split(_));
            let is_other = kept.decision.what.kind() != what.kind();
            let n_shared = kept.articles.iter().filter(|id| ids.contains(id)).count();
            kept.state == State::Stands && is_origin && is_other && n_shared > 1
        });
        Ok(opposite.map(|kept| kept.decision.id).collect())
    }

    /// Earlier decisions on who bears two of these names that say the opposite.
    fn contradicted_names(&self, what: &What, names: &[Passage]) -> Vec<Id> {
        let is_held = |(id, span): &(Id, onrecord_text::Span)| {
            names.iter().any(|one| one.article() == *id && one.span().intersects(*span))
        };
        let opposite = self.decided.all.iter().filter(|kept| {
            let is_of_names = matches!(kept.decision.what, What::Same(_) | What::Different(_));
            let is_other = kept.decision.what.kind() != what.kind();
            let n_shared = kept.places.iter().filter(|place| is_held(place)).count();
            kept.state == State::Stands && is_of_names && is_other && n_shared > 1
        });
        opposite.map(|kept| kept.decision.id).collect()
    }

    /// How that stands which a decision is about, in words.
    fn stands(&self, what: &What) -> Result<Option<String>> {
        let ids =
            |articles: &[Whole]| -> Vec<Id> { articles.iter().map(|one| one.article).collect() };
        Ok(match what {
            What::Join(articles) | What::Split(articles) => {
                let n = self.origins_of(&ids(articles))?.at_most();
                let origins = if n == 1 { "origin" } else { "origins" };
                Some(format!("{} articles, at most {n} independent {origins}", articles.len()))
            }
            What::Same(names) | What::Different(names) => {
                let n_bearers = self.bearers_of(names)?;
                let whose = if n_bearers == 1 { "bearer" } else { "bearers" };
                Some(format!("{} names, {n_bearers} {whose}", names.len()))
            }
            What::Date { article, .. } => {
                let shown = redate::only_articles(&self.store, &self.decided, &[article.article])?;
                shown
                    .first()
                    .map(|article| format!("day of publication: {}", article.published.label()))
            }
            What::Speaker { passage, .. } | What::Drop { passage } => {
                let Some((article, findings)) =
                    redate::articles(&self.store, &self.decided, &[passage.article()])?.pop()
                else {
                    return Ok(None);
                };
                let reading = Reading::at(&findings, passage.span());
                let speaker = match reading {
                    Some(Reading::Quotation(idx)) => &findings.quotations[idx].speaker,
                    Some(Reading::Figure(idx)) => &findings.figures[idx].source,
                    None => return Ok(Some(format!("“{}” is shown no more", passage.exact()))),
                };
                Some(format!("“{}”: {}", passage.exact(), who(speaker, &article)))
            }
            What::Note { text, .. } => Some(text.clone()),
            What::Undo { decision } => {
                let of = self.decided.all.iter().find(|kept| kept.decision.id == *decision);
                of.map(|kept| {
                    let state =
                        if let State::Undone(_) = kept.state { "taken back" } else { "counts" };
                    format!("{state}: {}", says(&kept.decision.what))
                })
            }
        })
    }

    /// How many there are whom these names mean.
    fn bearers_of(&self, names: &[Passage]) -> Result<usize> {
        let texts: Vec<String> = names.iter().map(|one| one.exact().to_owned()).collect();
        let (bearers, _) = self.bearers(&texts)?;
        let mut met = BTreeSet::new();
        for name in names {
            let is_its = |one: &crate::who::Bearer| one.is_named_at(name.article(), name.span());
            met.extend(bearers.iter().position(is_its));
        }
        Ok(met.len())
    }

    /// These articles counted by origin.
    pub(crate) fn origins_of(&self, ids: &[Id]) -> Result<Origins> {
        let articles = redate::only_articles(&self.store, &self.decided, ids)?;
        let copies = self.store.copies_among(ids)?;
        Ok(self.origins_among(&articles.iter().collect::<Vec<_>>(), &copies))
    }
}

fn who(speaker: &Speaker, article: &Article) -> String {
    match speaker {
        Speaker::Unnamed { described_at } => {
            described_at.get(&article.text).unwrap_or_default().to_owned()
        }
        speaker => {
            let name = speaker.name().unwrap_or("not established");
            let mark = if speaker.decided().is_some() { " (decided)" } else { "" };
            format!("{name}{mark}")
        }
    }
}

/// A decision as a row.
#[must_use]
pub fn row(kept: &Kept) -> Row {
    let Kept { decision, state, articles, places } = kept;
    let (state, because) = match state {
        State::Stands => ("stands", None),
        State::Undone(by) => ("undone", Some(by.to_string())),
        State::Replaced(by) => ("replaced", Some(by.to_string())),
        State::Lost(why) => ("not_applied", Some(why.clone())),
    };
    let mut passages = places.iter().map(|(id, span)| format!("{id}/{span}"));
    let passage = if places.len() == 1 { passages.next() } else { None };
    Row::default()
        .with("decision", decision.id.to_string())
        .with("kind", decision.what.kind())
        .with("says", says(&decision.what))
        .with("state", state)
        .with("because", because)
        .with("at", decision.at.to_string())
        .with("by", decision.by.clone())
        .with("why", decision.why.clone())
        .with("articles", articles.iter().map(Id::to_string).collect::<Vec<_>>())
        .with("passage", passage)
        .with("passages", passages.collect::<Vec<_>>())
}
