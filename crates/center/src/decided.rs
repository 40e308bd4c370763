//! What people decided, as it stands: found again in the articles of today, and laid over them.
//!
//! Nothing derived is changed by it. Every answer reads articles and findings through here, so that a
//! decision taken back leaves no trace.

use crate::{
    error::Result,
    regroup::{self, Ruling},
};
use jiff::civil::Date;
use onrecord_model::{
    article::Article,
    copy::{Copy, Origins},
    dating::{Dating, Evidence, EvidenceKind, Says},
    decision::{About, Decision, What, Whole},
    findings::Findings,
    id::Id,
    passage::Passage,
    quotation::Speaker,
};
use onrecord_store::{Overlay, Store};
use onrecord_text::Span;
use std::collections::BTreeMap;

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
    /// Where its passage stands today.
    pub span: Option<Span>,
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
            let (articles, span, lost) = found_again(store, &decision.what)?;
            let state = match (undone.get(&decision.id), lost) {
                (Some(by), _) => State::Undone(*by),
                (None, Some(why)) => State::Lost(why),
                (None, None) => State::Stands,
            };
            decided.add(Kept { decision, state, articles, span });
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
            is_one && matches!(kind, "date" | "speaker" | "drop") && other.span == kept.span
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
            let Some(reading) = kept.span.and_then(|span| Reading::at(findings, span)) else {
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

    /// The copies by which statements count as printed twice, as decided.
    pub(crate) fn copies(&self, copies: Vec<Copy>, origins: &Origins) -> Vec<Copy> {
        regroup::copies(copies, &self.rulings, origins)
    }

    /// The decisions that are in force and cannot be applied, in words: their pages are not here, their
    /// words stand there no more, or are no longer read as a quotation or figure.
    pub(crate) fn lost(&self, store: &Store) -> Result<Vec<String>> {
        let mut told = Vec::new();
        for kept in &self.all {
            let why = match (&kept.state, kept.articles.first(), kept.span) {
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
    fn is_of_reading(&self) -> bool {
        matches!(self.decision.what, What::Speaker { .. } | What::Drop { .. })
    }
}

/// A quotation or figure by its place in the findings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reading {
    Quotation(usize),
    Figure(usize),
}

impl Reading {
    /// What is read at a span: exactly there, else what shares more than half of its own and of the
    /// span's bytes, since a later version may draw the edges elsewhere.
    pub(crate) fn at(findings: &Findings, span: Span) -> Option<Self> {
        let said = findings.quotations.iter().enumerate();
        let said = said.filter(|(_, one)| !one.content.is_empty());
        let said = said.map(|(idx, one)| (one.cover(), Self::Quotation(idx)));
        let stated = findings.figures.iter().enumerate();
        let stated = stated.map(|(idx, one)| (one.span, Self::Figure(idx)));
        let near = said.chain(stated).filter_map(|(at, reading)| {
            let shared = at.intersection(span)?.len();
            let is_most = shared * 2 > at.len() && shared * 2 > span.len();
            is_most.then_some((at.len().abs_diff(shared) + span.len().abs_diff(shared), reading))
        });
        near.min_by_key(|(apart, _)| *apart).map(|(_, reading)| reading)
    }
}

fn decide_speaker(findings: &mut Findings, reading: Reading, name: Option<&String>, note: &str) {
    let decided = |found: &Speaker| {
        // A decision on a decision shows what was found in the article, not what was decided before.
        let found = match found {
            Speaker::Decided { found, .. } => found.clone(),
            found => Box::new(found.clone()),
        };
        Speaker::Decided { name: name.cloned(), note: note.to_owned(), found }
    };
    match reading {
        Reading::Figure(idx) => {
            let figure = &mut findings.figures[idx];
            figure.source = decided(&figure.source);
        }
        Reading::Quotation(idx) => {
            let quotation = &mut findings.quotations[idx];
            quotation.speaker = decided(&quotation.speaker);
            // Figures in somebody's words are that one's.
            for figure in &mut findings.figures {
                if findings.quotations[idx].content.iter().any(|part| part.contains(figure.span)) {
                    figure.source = decided(&figure.source);
                }
            }
        }
    }
}

fn remove<T>(list: &mut Vec<T>, gone: &[usize]) {
    let mut idx = 0;
    list.retain(|_| {
        idx += 1;
        !gone.contains(&(idx - 1))
    });
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

/// The articles of today that a decision is about, where its passage stands, and why not all of it is
/// found.
fn found_again(store: &Store, what: &What) -> Result<(Vec<Id>, Option<Span>, Option<String>)> {
    if let Some(passage) = what.passage() {
        let Some(id) = today(store, Whole::of(passage))? else {
            return Ok((Vec::new(), None, Some(absent(passage.capture()))));
        };
        return Ok(match place(store, id, passage)? {
            Ok(span) => (vec![id], Some(span), None),
            Err(why) => (vec![id], None, Some(why)),
        });
    }
    let (mut ids, mut lost) = (Vec::new(), None);
    for whole in what.articles() {
        match today(store, whole)? {
            Some(id) if !ids.contains(&id) => ids.push(id),
            Some(_) => (),
            None => lost = Some(absent(whole.capture)),
        }
    }
    // What joins or parts several holds for those that are here.
    let is_enough = if let What::Join(_) | What::Split(_) = what { ids.len() > 1 } else { false };
    Ok((ids, None, lost.filter(|_| !is_enough)))
}

fn absent(capture: Id) -> String {
    format!("capture {capture:#} is not in this center")
}

/// The article that is made of a capture today.
fn today(store: &Store, whole: Whole) -> Result<Option<Id>> {
    Ok(store.articles_of(&[whole.capture])?.first().copied())
}

/// Where a passage stands in the article of today: at its place, else where its words stand; of several
/// places the one with most of the words around it.
fn place(store: &Store, id: Id, passage: &Passage) -> Result<std::result::Result<Span, String>> {
    if id == passage.article() {
        return Ok(Ok(passage.span()));
    }
    let text = store.article(id)?.map(|article| article.text).unwrap_or_default();
    Ok(find(&text, passage))
}

fn find(text: &str, passage: &Passage) -> std::result::Result<Span, String> {
    let exact = passage.exact();
    let mut best: Option<(usize, usize)> = None;
    let mut n_best = 0;
    for (at, _) in text.match_indices(exact).filter(|_| !exact.is_empty()) {
        let (before, after) = (&text[..at], &text[at + exact.len()..]);
        let back = before.bytes().rev().zip(passage.prefix().bytes().rev());
        let on = after.bytes().zip(passage.suffix().bytes());
        let n_around =
            back.take_while(|(a, b)| a == b).count() + on.take_while(|(a, b)| a == b).count();
        match best {
            Some((most, _)) if n_around < most => (),
            Some((most, _)) if n_around == most => n_best += 1,
            _ => (best, n_best) = (Some((n_around, at)), 1),
        }
    }
    match (best, n_best) {
        (Some((_, at)), 1) => Ok(Span::new(at, at + exact.len())),
        (None, _) => Err("its words stand no more in the article read anew".to_owned()),
        _ => Err(format!("its words stand at {n_best} places of the article read anew")),
    }
}

/// What a decision says, in words.
#[must_use]
pub fn says(what: &What) -> String {
    let named = |articles: &[Whole]| {
        let names: Vec<String> = articles.iter().map(|one| format!("{:#}", one.article)).collect();
        names.join(", ")
    };
    match what {
        What::Join(articles) => format!("one origin: {}", named(articles)),
        What::Split(articles) => format!("no copies of each other: {}", named(articles)),
        What::Date { article, days: None } => {
            format!("{:#} was published on no known day", article.article)
        }
        What::Date { article, days: Some((first, last)) } if first == last => {
            format!("{:#} was published on {first}", article.article)
        }
        What::Date { article, days: Some((first, last)) } => {
            format!("{:#} was published between {first} and {last}", article.article)
        }
        What::Speaker { passage, name } => {
            let name = name.as_deref().unwrap_or("not established");
            format!("speaker of “{}” at {passage}: {name}", passage.exact())
        }
        What::Drop { passage } => {
            format!("no quotation or figure: “{}” at {passage}", passage.exact())
        }
        What::Note { about: About::Article(article), text } => {
            format!("note on {:#}: {text}", article.article)
        }
        What::Note { about: About::Passage(passage), text } => format!("note on {passage}: {text}"),
        What::Undo { decision } => format!("{decision:#} is taken back"),
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use onrecord_model::{article::Article, id::Id, passage::Passage};
    use onrecord_text::Span;

    #[test]
    fn words_are_found_again_by_those_around_them() {
        let old = "Talk. “We will stay,” she said. He added: “We will stay,” too.";
        let article = Article::bare(Id::of("test", []), 1, old.to_owned());
        let at = old.rfind("We will stay").unwrap();
        let passage = Passage::of(&article, Span::new(at, at + 12)).unwrap();
        let check = |text: &str, expected: Result<&str, &str>| {
            let found = find(text, &passage).map(|span| &text[..span.start()]);
            assert_eq!(found, expected.map_err(str::to_owned));
        };
        check("He added: “We will stay,” too.", Ok("He added: “"));
        check(
            "By Lea Vik\n“We will stay,” she said. He added: “We will stay,” too.",
            Ok("By Lea Vik\n“We will stay,” she said. He added: “"),
        );
        check("We stay.", Err("its words stand no more in the article read anew"));
        let twice = "x added: “We will stay,” to.\nx added: “We will stay,” to.";
        check(twice, Err("its words stand at 2 places of the article read anew"));
    }
}
