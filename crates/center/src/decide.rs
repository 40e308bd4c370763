//! Deciding: what a person asks for by name, checked, kept, and what it changed.

use crate::{
    decided::{Reading, State, says},
    error::{Error, Result},
    local::Center,
    named::Named,
    redate,
    row::Row,
};
use jiff::{Timestamp, civil::Date};
use onrecord_model::{
    article::Article,
    copy::Origins,
    decision::{About, Decision, What, Whole},
    findings::Findings,
    id::Id,
    passage::Passage,
    quotation::Speaker,
};
use onrecord_text::Span;
use std::path::Path;

pub use crate::decided::Kept;
pub use onrecord_store::Imported;

/// What a person wants to decide; articles, passages and decisions by the names that commands print.
#[derive(Clone, Debug)]
pub enum Wish {
    /// These articles are one origin.
    Join(Vec<String>),
    /// None of these articles is a copy of another.
    Split(Vec<String>),
    /// An article was published between these days, the same for a day; or it is not known when.
    Date(String, Option<(Date, Date)>),
    /// This name speaks or states at a passage; without one, nobody is established.
    Speaker(String, Option<String>),
    /// A passage is no quotation or figure.
    Drop(String),
    /// A note on an article or passage.
    Note(String, String),
    /// A decision is taken back; the last one that counts without a name.
    Undo(Option<String>),
}

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
        Ok(imported)
    }

    fn states(&self) -> Vec<(Id, State)> {
        self.decided.all.iter().map(|kept| (kept.decision.id, kept.state.clone())).collect()
    }

    /// What a wish means in this center.
    fn understand(&self, wish: &Wish) -> Result<What> {
        Ok(match wish {
            Wish::Join(names) => What::Join(self.several(names)?),
            Wish::Split(names) => What::Split(self.several(names)?),
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

    /// Earlier decisions on the origin of two of these articles that say the opposite.
    fn contradicted(&self, what: &What) -> Result<Vec<Id>> {
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

    /// These articles counted by origin.
    pub(crate) fn origins_of(&self, ids: &[Id]) -> Result<Origins> {
        let articles = redate::only_articles(&self.store, &self.decided, ids)?;
        let copies = self.store.copies_among(ids)?;
        Ok(self.origins_among(&articles.iter().collect::<Vec<_>>(), &copies))
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

fn whole(article: &Article) -> Whole {
    Whole { article: article.id, capture: article.capture }
}

fn not_an_article(name: &str, what: &str) -> Error {
    Error::refused(format!("`{name}` is {what}; decisions are about articles and passages"))
}

/// A decision as a row.
#[must_use]
pub fn row(kept: &Kept) -> Row {
    let Kept { decision, state, articles, span } = kept;
    let (state, because) = match state {
        State::Stands => ("stands", None),
        State::Undone(by) => ("undone", Some(by.to_string())),
        State::Replaced(by) => ("replaced", Some(by.to_string())),
        State::Lost(why) => ("not_applied", Some(why.clone())),
    };
    let passage = articles.first().zip(*span).map(|(id, span)| format!("{id}/{span}"));
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
}

#[cfg(test)]
mod tests {
    use super::{Signature, State, Wish};
    use crate::{
        local::{Center, Seed},
        named::Named,
    };
    use onrecord_analyze::findings;
    use onrecord_model::article::{Article, Zone};
    use onrecord_store::{Access, Made};
    use std::{fs, sync::atomic::AtomicBool};

    const PAGE: &str = "<html lang=en><body><article><h1>Ferry line to close</h1><p>“The last boat \
        sails in May,” harbor master Piet Oss said on Monday, two days after the owners had met. He \
        did not say how many of the crew would stay in the town.</p></article>";

    #[test]
    fn a_decision_is_about_the_words_also_where_a_later_version_reads_them_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let (page, at) = (folder.path().join("page.html"), folder.path().join("center"));
        fs::write(&page, PAGE).unwrap();
        let now: jiff::Timestamp = "2024-01-01T00:00:00Z".parse().unwrap();
        let mut center = Center::open(&at, Access::Write).unwrap();
        let seed = Seed::Path(page.clone());
        center.add(&[seed], now, &AtomicBool::new(false), &mut |_| ()).unwrap();
        let id = center.store.find(&Default::default()).unwrap()[0];
        let said = center.store.findings(id).unwrap().unwrap().quotations[0].passage;
        let wish = Wish::Speaker(format!("{id}/{said}"), Some("Oda Brandt".to_owned()));
        center.decide(&wish, Signature { at: now, by: None, why: None }).unwrap();
        // The same page, read by a later version that finds a line more above the text.
        let old = center.store.article(id).unwrap().unwrap();
        let above = "By Lea Vik\n";
        let new_version = |text: String| {
            let moved = |zone: &Zone| Zone { span: zone.span.shifted(above.len()), ..*zone };
            let zones = old.zones.iter().map(moved).filter(|zone| zone.span.end() <= text.len());
            let (zones, language) = (zones.collect(), old.language.clone());
            let article = Article { language, zones, ..Article::bare(old.capture, 9_999, text) };
            Made { findings: findings::find(&article), article, copy_keys: Vec::new() }
        };
        let made = new_version(format!("{above}{}", old.text));
        center.store.put(std::slice::from_ref(&made)).unwrap();
        center.read_decisions().unwrap();
        let kept = &center.decided.all[0];
        assert_eq!((&kept.state, kept.articles[0]), (&State::Stands, made.article.id));
        let words = kept.span.unwrap().of(&made.article.text);
        assert!(words.starts_with("The last boat"), "{words}");
        let Named::Article(both) = center.named(&made.article.id.to_string()).unwrap() else {
            panic!("an article")
        };
        assert_eq!(both.1.quotations[0].speaker.name(), Some("Oda Brandt"));
        assert!(center.decided.lost(&center.store).unwrap().is_empty());
        // A version that does not find the words leaves the decision kept and told.
        center.store.put(&[new_version("By Lea Vik".to_owned())]).unwrap();
        center.read_decisions().unwrap();
        let lost = center.decided.lost(&center.store).unwrap();
        assert_eq!(lost.len(), 1);
        assert!(lost[0].contains("its words stand no more"), "{lost:?}");
    }
}
