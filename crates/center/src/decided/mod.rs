//! What people decided, as it stands: found again in the articles of today, and laid over them.
//!
//! Nothing derived is changed by it. Every answer reads articles and findings through here, so that a
//! decision taken back leaves no trace.

mod reading;
mod found;
mod words;

use crate::{
    error::Result,
    regroup::{self, Ruling},
};
use found::{Again, found_again};
use jiff::civil::Date;
use onrecord_analyze::bearer;
use onrecord_model::{
    article::Article,
    copy::{Copy, Origins},
    dating::{Dating, Evidence, EvidenceKind, Says},
    decision::{Decision, What},
    findings::Findings,
    id::Id,
};
use onrecord_store::{Overlay, Store};
use onrecord_text::Span;
use reading::{decide_speaker, remove};
use std::collections::BTreeMap;

pub(crate) use reading::Reading;
pub use words::says;

/// Everything decided in a center.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// Every decision, in the order in which they count.
    pub all: Vec<Kept>,
    /// Lines of later versions, kept and not applied.
    pub newer: Vec<String>,
    /// Lines that cannot be read.
    pub damaged: Vec<String>,
    /// Per article the decisions about it, by their place in `all`.
    by_article: BTreeMap<Id, Vec<usize>>,
    rulings: Vec<Ruling>,
    names: Vec<bearer::Ruling>,
}

/// A decision with what has become of it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The decision.
    pub decision: Decision,
    /// Whether it counts.
    pub state: State,
    /// The articles of today that it is about, in its order, as far as they are here.
    pub articles: Vec<Id>,
    /// Where its passages stand today, each with its article.
    pub places: Vec<(Id, Span)>,
}

/// Whether a decision counts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum State {
    /// It does.
    Stands,
    /// It was taken back by this one.
    Undone(Id),
    /// A later one about the same thing counts in its place.
    Replaced(Id),
    /// What it is about cannot be found here; the reason in words.
    Lost(String),
}

impl Decided {
    /// Reads what was decided and finds again what it is about.
    pub(crate) fn load(store: &Store) -> Result<Self> {
        let read = store.decisions()?;
        let mut undone: BTreeMap<Id, Id> = BTreeMap::new();
        for decision in read.all.iter().rev() {
            if let What::Undo { decision: of } = decision.what
                && !undone.contains_key(&decision.id)
            {
                undone.entry(of).or_insert(decision.id);
            }
        }
        let mut decided = Self { newer: read.newer, damaged: read.damaged, ..Self::default() };
        for decision in read.all {
            let Again { articles, places, lost } = found_again(store, &decision.what)?;
            let state = match (undone.get(&decision.id), lost) {
                (Some(by), _) => State::Undone(*by),
                (None, Some(why)) => State::Lost(why),
                (None, None) => State::Stands,
            };
            decided.add(Kept { decision, state, articles, places });
        }
        Ok(decided)
    }

    fn add(&mut self, kept: Kept) {
        let idx = self.all.len();
        if kept.state == State::Stands {
            if let Some(earlier) = self.same(&kept) {
                self.all[earlier].state = State::Replaced(kept.decision.id);
            }
            if let What::Join(_) | What::Split(_) = kept.decision.what {
                self.rulings.push(Ruling {
                    is_one: matches!(kept.decision.what, What::Join(_)),
                    articles: kept.articles.clone(),
                    words: kept.decision.words(),
                });
            }
        }
        if let (State::Stands, What::Same(_) | What::Different(_)) =
            (&kept.state, &kept.decision.what)
        {
            self.names.push(bearer::Ruling {
                is_one: matches!(kept.decision.what, What::Same(_)),
                places: kept.places.clone(),
                words: kept.decision.words(),
            });
        }
        for id in &kept.articles {
            self.by_article.entry(*id).or_default().push(idx);
        }
        self.all.push(kept);
    }

    /// The standing decision about the same day or speaker, which a new one replaces.
    fn same(&self, kept: &Kept) -> Option<usize> {
        let kind = kept.decision.what.kind();
        let about = self.by_article.get(kept.articles.first()?)?;
        let is_same = |other: &&usize| {
            let other = &self.all[**other];
            let is_one = other.state == State::Stands && other.decision.what.kind() == kind;
            is_one && matches!(kind, "date" | "speaker" | "drop") && other.places == kept.places
        };
        about.iter().rev().find(is_same).copied()
    }

    /// The decisions about an article, taken back or not, in order.
    pub fn about(&self, article: Id) -> impl Iterator<Item = &Kept> {
        self.by_article.get(&article).into_iter().flatten().map(|idx| &self.all[*idx])
    }

    fn standing(&self, article: Id) -> impl Iterator<Item = &Kept> {
        self.about(article).filter(|kept| kept.state == State::Stands)
    }

    /// Days and names for the store's filters.
    pub(crate) fn overlay(&self) -> Overlay {
        let mut overlay = Overlay::default();
        for kept in self.all.iter().filter(|kept| kept.state == State::Stands) {
            let Some(id) = kept.articles.first() else { continue };
            match &kept.decision.what {
                What::Date { days, .. } => overlay.days.push((*id, *days)),
                What::Speaker { name: Some(name), .. } => overlay.names.push((*id, name.clone())),
                _ => (),
            }
        }
        overlay
    }

    /// Dates an article as decided; whether that changed it.
    pub(crate) fn date(&self, article: &mut Article) -> bool {
        let mut is_decided = false;
        for kept in self.standing(article.id) {
            if let What::Date { days, .. } = &kept.decision.what {
                article.published = dating(*days, kept.decision.words());
                is_decided = true;
            }
        }
        is_decided
    }

    /// Gives quotations and figures the speakers decided, and takes out what was decided to be none.
    pub(crate) fn correct(&self, article: Id, findings: &mut Findings) {
        let (mut said, mut stated) = (Vec::new(), Vec::new());
        for kept in self.standing(article) {
            let Some(reading) = kept.span().and_then(|span| Reading::at(findings, span)) else {
                continue;
            };
            match (&kept.decision.what, reading) {
                (What::Speaker { name, .. }, reading) => {
                    decide_speaker(findings, reading, name.as_ref(), &kept.decision.words());
                }
                (What::Drop { .. }, Reading::Quotation(idx)) => said.push(idx),
                (What::Drop { .. }, Reading::Figure(idx)) => stated.push(idx),
                _ => (),
            }
        }
        remove(&mut findings.quotations, &said);
        remove(&mut findings.figures, &stated);
    }

    /// Origins as decided.
    pub(crate) fn origins(&self, origins: Origins, articles: &[&Article]) -> Origins {
        regroup::regroup(origins, &self.rulings, articles)
    }

    /// Who bears which name, as decided.
    pub(crate) fn names(&self) -> &[bearer::Ruling] {
        &self.names
    }

    /// The places of quotations and figures that are shown no more.
    pub(crate) fn dropped(&self) -> impl Iterator<Item = (Id, Span)> {
        let standing = self.all.iter().filter(|kept| kept.state == State::Stands);
        let dropped = standing.filter(|kept| matches!(kept.decision.what, What::Drop { .. }));
        dropped.flat_map(|kept| kept.places.iter().copied())
    }

    /// The copies by which statements count as printed twice, as decided.
    pub(crate) fn copies(&self, copies: Vec<Copy>, origins: &Origins) -> Vec<Copy> {
        regroup::copies(copies, &self.rulings, origins)
    }

    /// The decisions that are in force and cannot be applied, in words: their pages are not here, their
    /// words stand there no more, or are no longer read as a quotation or figure.
    pub(crate) fn lost(&self, store: &Store) -> Result<Vec<String>> {
        let mut told = Vec::new();
        for kept in &self.all {
            let why = match (&kept.state, kept.articles.first(), kept.span()) {
                (State::Lost(why), ..) => why.clone(),
                (State::Stands, Some(id), Some(span)) if kept.is_of_reading() => {
                    let findings = store.findings(*id)?;
                    match findings.and_then(|findings| Reading::at(&findings, span)) {
                        Some(_) => continue,
                        None => "its words are no longer read as a quotation or figure".to_owned(),
                    }
                }
                _ => continue,
            };
            let (id, kind) = (kept.decision.id, kept.decision.what.kind());
            told.push(format!("decision {id:#} ({kind}) is kept and not applied: {why}"));
        }
        Ok(told)
    }
}

impl Kept {
    /// Where its one passage stands today.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.places.as_slice() {
            [(_, span)] => Some(*span),
            _ => None,
        }
    }

    fn is_of_reading(&self) -> bool {
        matches!(self.decision.what, What::Speaker { .. } | What::Drop { .. })
    }
}

/// A decided day as evidence that stands alone.
fn dating(days: Option<(Date, Date)>, note: String) -> Dating {
    let best = days.filter(|(first, last)| first == last).map(|(day, _)| day);
    let says = match (best, days) {
        (Some(day), _) => Says::Equals(day),
        (None, Some((first, _))) => Says::NotBefore(first),
        // Every day there is.
        (None, None) => Says::NotBefore(Date::MIN),
    };
    let evidence = Evidence {
        kind: EvidenceKind::Decision,
        says,
        place: note,
        quoted: String::new(),
        span: None,
        reliability: 1000,
        refused: None,
    };
    Dating {
        best,
        not_before: days.map(|days| days.0),
        not_after: days.map(|days| days.1),
        evidence: vec![evidence],
        ..Dating::default()
    }
}
