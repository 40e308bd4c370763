//! What a person asks for by the names that commands print, understood or refused with a reason.

use super::wish::Wish;
use crate::{
    decided::{Kept, State},
    error::{Error, Result},
    local::Center,
    named::Named,
};
use onrecord_model::{
    article::Article,
    decision::{About, What, Whole},
    entity::{Entity, EntityKind},
    findings::Findings,
    id::Id,
    passage::Passage,
};
use onrecord_text::Span;

impl Center {
    /// What a wish means in this center.
    pub(super) fn understand(&self, wish: &Wish) -> Result<What> {
        Ok(match wish {
            Wish::Join(names) => What::Join(self.several(names)?),
            Wish::Split(names) => What::Split(self.several(names)?),
            Wish::Same(names) => What::Same(self.names(names)?),
            Wish::Different(names) => What::Different(self.names(names)?),
            Wish::Date(name, days) => What::Date { article: self.article(name)?, days: *days },
            Wish::Speaker(name, speaker) => {
                let speaker = speaker.as_deref().map(str::trim).map(str::to_owned);
                if speaker.as_deref() == Some("") {
                    return Err(Error::refused(
                        "the name is empty; --unknown says that nobody is established",
                    ));
                }
                What::Speaker { passage: self.reading(name, Wanted::Speaker)?, name: speaker }
            }
            Wish::Drop(name) => What::Drop { passage: self.reading(name, Wanted::Any)? },
            Wish::Note(name, text) if text.trim().is_empty() => {
                return Err(Error::refused(format!("the note on {name} is empty")));
            }
            Wish::Note(name, text) => {
                let about = match self.named(name)? {
                    Named::Passage(_, passage) => About::Passage(passage),
                    Named::Article(both) => About::Article(whole(&both.0)),
                    Named::Claim(_) => return Err(not_an_article(name, "a claim")),
                    Named::Story(_) => return Err(not_an_article(name, "a story")),
                };
                What::Note { about, text: text.trim().to_owned() }
            }
            Wish::Undo(name) => What::Undo { decision: self.to_undo(name.as_deref())? },
        })
    }

    fn article(&self, name: &str) -> Result<Whole> {
        match self.named(name)? {
            Named::Article(both) => Ok(whole(&both.0)),
            Named::Passage(both, _) => {
                let id = both.0.id;
                Err(Error::refused(format!("`{name}` is a passage; its article is {id:#}")))
            }
            Named::Claim(_) => Err(not_an_article(name, "a claim")),
            Named::Story(_) => Err(not_an_article(name, "a story")),
        }
    }

    fn several(&self, names: &[String]) -> Result<Vec<Whole>> {
        let mut articles = Vec::new();
        for name in names {
            let article = self.article(name)?;
            if articles.contains(&article) {
                return Err(Error::refused(format!(
                    "article {:#} is named twice",
                    article.article
                )));
            }
            articles.push(article);
        }
        if articles.len() < 2 {
            return Err(Error::refused("this takes two articles or more"));
        }
        Ok(articles)
    }

    /// The words of the one quotation or figure at a passage.
    fn reading(&self, name: &str, wanted: Wanted) -> Result<Passage> {
        let Named::Passage(both, passage) = self.named(name)? else {
            return Err(Error::refused(format!(
                "`{name}` is no passage; `onrecord said` and `onrecord figures` print them as \
                 ARTICLE/START-END"
            )));
        };
        let (article, findings) = both.as_ref();
        let found = readings(findings, passage.span(), wanted);
        let passages: Vec<Passage> =
            found.iter().filter_map(|span| Passage::of(article, *span)).collect();
        match passages.as_slice() {
            [only] => Ok(only.clone()),
            [] => Err(Error::refused(format!(
                "no quotation or figure stands at {passage}: “{}”",
                passage.exact()
            ))),
            several => {
                let list = several.iter().map(|one| format!("\n  {one} “{}”", one.exact()));
                let list: String = list.collect();
                Err(Error::refused(format!("several stand at {passage}; name one of{list}")))
            }
        }
    }

    fn to_undo(&self, name: Option<&str>) -> Result<Id> {
        let all = &self.decided.all;
        let Some(start) = name.filter(|name| *name != "last") else {
            let last = all.iter().rev().find(|kept| {
                let is_undo = matches!(kept.decision.what, What::Undo { .. });
                !is_undo && !matches!(kept.state, State::Undone(_))
            });
            let none = || Error::refused("no decision stands that could be taken back");
            return last.map(|kept| kept.decision.id).ok_or_else(none);
        };
        let start = start.to_ascii_lowercase();
        let found: Vec<&Kept> = all
            .iter()
            .filter(|kept| start.len() >= 4 && kept.decision.id.to_string().starts_with(&start))
            .collect();
        match found.as_slice() {
            [kept] => match kept.state {
                State::Undone(by) => Err(Error::refused(format!(
                    "decision {:#} is taken back already, by {by:#}; `onrecord decide undo {by:#}` \
                     restores it",
                    kept.decision.id
                ))),
                _ => Ok(kept.decision.id),
            },
            [] => Err(Error::refused(format!(
                "no decision here is called `{start}`; `onrecord decide list` lists them"
            ))),
            many => {
                let ids = many.iter().map(|kept| format!("{:#}", kept.decision.id)).collect();
                Err(Error::unclear(&start, ids))
            }
        }
    }

    /// The passages of the names that these passages hold, one each.
    fn names(&self, names: &[String]) -> Result<Vec<Passage>> {
        let mut found: Vec<Passage> = Vec::new();
        for name in names {
            let Named::Passage(both, passage) = self.named(name)? else {
                return Err(Error::refused(format!(
                    "`{name}` is no passage; `onrecord who` prints where articles give a name as \
                     ARTICLE/START-END"
                )));
            };
            let at = one_name(&both.0, &both.1, &passage)?;
            if found.contains(&at) {
                return Err(Error::refused(format!("the name at {at} is given twice")));
            }
            found.push(at);
        }
        if found.len() < 2 {
            return Err(Error::refused("this takes two names or more"));
        }
        Ok(found)
    }
}

/// The one name that a passage holds: a person's before a body's, that before a place's, since a role
/// names others.
fn one_name(article: &Article, findings: &Findings, passage: &Passage) -> Result<Passage> {
    let at = |entity: &Entity| {
        let mentions = entity.mentions.iter().map(|mention| mention.span);
        let near = mentions.filter(|span| span.intersects(passage.span()));
        near.min_by_key(|span| (*span != entity.name_at, *span))
    };
    let held: Vec<(EntityKind, Span)> =
        findings.entities.iter().filter_map(|one| Some((one.kind, at(one)?))).collect();
    let of = |kind| held.iter().filter(move |one| one.0 == kind).collect::<Vec<_>>();
    let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];
    let first = kinds.into_iter().map(of).find(|found| !found.is_empty()).unwrap_or_default();
    match first.as_slice() {
        [(_, span)] => Passage::of(article, *span)
            .ok_or_else(|| Error::refused(format!("no name stands at {passage}"))),
        [] => Err(Error::refused(format!("no name stands at {passage}: “{}”", passage.exact()))),
        several => {
            let several = several.iter().filter_map(|(_, span)| Passage::of(article, *span));
            let list: String = several.map(|one| format!("\n  {one} “{}”", one.exact())).collect();
            Err(Error::refused(format!("several names stand at {passage}; name one of{list}")))
        }
    }
}

/// Which readings a decision may be about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Wanted {
    /// Quotations, and figures where there is none.
    Speaker,
    /// Both.
    Any,
}

/// The words of the readings at a span: those of exactly this span, else those in it or around it.
fn readings(findings: &Findings, at: Span, wanted: Wanted) -> Vec<Span> {
    let said = findings.quotations.iter().filter(|one| !one.content.is_empty());
    let said = said.map(|one| (one.cover(), one.passage)).collect::<Vec<_>>();
    let stated = findings.figures.iter().map(|one| (one.span, one.passage)).collect::<Vec<_>>();
    let exact = said.iter().chain(&stated).find(|(words, _)| *words == at);
    if let Some((words, _)) = exact {
        return vec![*words];
    }
    let around = |list: &[(Span, Span)]| -> Vec<Span> {
        let near = list
            .iter()
            .filter(|(words, passage)| *passage == at || at.contains(*words) || words.contains(at));
        near.map(|(words, _)| *words).collect()
    };
    let (mut said, stated) = (around(&said), around(&stated));
    if wanted == Wanted::Any || said.is_empty() {
        said.extend(stated);
    }
    said.sort_unstable();
    said.dedup();
    said
}

/// An article as decisions name it.
pub fn whole(article: &Article) -> Whole {
    Whole { article: article.id, capture: article.capture }
}

fn not_an_article(name: &str, what: &str) -> Error {
    Error::refused(format!("`{name}` is {what}; decisions are about articles and passages"))
}
