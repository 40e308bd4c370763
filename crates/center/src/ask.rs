//! The questions: articles, statements, figures, origins, claims, timelines and briefs.

use crate::{
    answer::{ArticleLine, OriginsAnswer, Said},
    error::{Error, Result},
    figure_line::FigureLine,
    kinds::LeftOut,
    local::Center,
    precision::{self, Precision},
    query::Query,
    redate,
    who::{Bearer, Wanted, has},
};
use jiff::civil::Date;
use onrecord_analyze::claim;
use onrecord_model::{
    article::Article, brief::Brief, claim::Claim, copy::Origins, findings::Findings, id::Id,
    passage::Passage,
};
use onrecord_process::copy;
use onrecord_store::{Hit, Term, fold, holds};
use onrecord_summarize::{brief, corpus::Corpus, timeline};
use std::collections::{BTreeMap, BTreeSet};

pub use onrecord_store::Status;
pub use onrecord_summarize::length::Length;

/// Articles read at once while going through many.
const READ_BATCH: usize = 256;

/// Articles that a brief, a timeline or a list of recurring statements rests on, at most: the ones
/// that match the query best. The answer says when there were more.
pub const MAX_CORPUS_ARTICLES: usize = 5_000;

/// The articles that a question is about, with what joins them.
pub struct Chosen {
    /// The query as written.
    pub query: String,
    /// The articles with their findings, by day.
    pub articles: Vec<(Article, Findings)>,
    /// The articles counted by origin.
    pub origins: Origins,
    /// Claims among them.
    pub claims: Vec<Claim>,
    /// How many articles matched in all.
    pub n_matched: usize,
    /// How many quotations were left out for their confidence.
    pub n_left_out: usize,
}

/// Statements made on more than one occasion.
pub struct Recurring {
    /// The claims.
    pub claims: Vec<Claim>,
    /// How many quotations were left out for their confidence.
    pub n_left_out: usize,
    /// How many matching articles were not read, because there are more than
    /// [`MAX_CORPUS_ARTICLES`].
    pub n_unread: usize,
}

impl Recurring {
    /// What is said of what was left out, a line each.
    #[must_use]
    pub fn left_out(&self) -> Vec<String> {
        let unread = (self.n_unread > 0).then(|| {
            let n = self.n_unread;
            format!("{n} more matching articles were not read; narrow the query to read them")
        });
        unread.into_iter().chain(precision::left_out(self.n_left_out)).collect()
    }
}

impl Center {
    /// What is in the center.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn status(&self) -> Result<Status> {
        Ok(self.store.status()?)
    }

    /// Articles that match, best first, each with the passage that answers best.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Vec<ArticleLine>> {
        let hits = self.store.search(&query.filter, limit)?;
        let ids: Vec<Id> = hits.iter().map(|hit| hit.article).collect();
        let articles = redate::only_articles(&self.store, &ids)?;
        let line = |(hit, article): (&Hit, &Article)| {
            let passage = Passage::of(article, hit.span);
            ArticleLine { passage, ..ArticleLine::of(article) }
        };
        Ok(hits.iter().zip(&articles).map(line).collect())
    }

    /// Every article that matches, by day.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn articles(
        &self,
        query: &Query,
        take: &mut dyn FnMut(ArticleLine) -> Result<()>,
    ) -> Result<()> {
        self.each_match(query, &mut |article, _| take(ArticleLine::of(article)))
    }

    /// Quotations in the articles that match, by day; with words in the query, those whose passage
    /// holds the words; with `who:` or [`Query::by`], those by such a speaker; with [`Query::about`],
    /// those whose content holds these words. Gives how many were left out for their confidence.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn said(&self, query: &Query, take: &mut dyn FnMut(Said) -> Result<()>) -> Result<LeftOut> {
        let (wanted, precision) = (query.wanted(), self.precision(query));
        let (who, by) = (Wanted::all(&query.filter.who), Wanted::all(&query.by));
        let bearers = if by.is_empty() { Vec::new() } else { self.bearers(&query.by)? };
        let labels: BTreeMap<(Id, &str), &Bearer> = bearers
            .iter()
            .flat_map(|one| one.named.iter().map(move |(id, name)| ((*id, name.as_str()), one)))
            .collect();
        let mut left_out = LeftOut::default();
        self.each_of(&self.may_say(query, &by)?, &mut |article, findings| {
            for quotation in &findings.quotations {
                let Some(mut said) = Said::of(article, findings, quotation) else { continue };
                let is_wanted = (who.is_empty() || who.iter().any(|who| is_by(&said, who)))
                    && (by.is_empty() || by.iter().any(|by| is_by(&said, by)))
                    && has_all(said.passage.exact(), &wanted)
                    && is_about(&said, &query.about);
                if !is_wanted {
                    continue;
                }
                if !precision.keeps(quotation) {
                    left_out.unsure += 1;
                } else if !query.kinds.keeps(quotation) {
                    left_out.of_other_kinds += 1;
                } else {
                    let name = said.speaker.name().map(|name| (article.id, name));
                    said.bearer = name.and_then(|name| labels.get(&name)).map(|one| one.label());
                    take(said)?;
                }
            }
            Ok(())
        })?;
        Ok(left_out)
    }

    /// The articles that may hold the quotations a query asks for, by day.
    fn may_say(&self, query: &Query, by: &[Wanted]) -> Result<Vec<Id>> {
        let about = query.about.iter().filter(|term| !term.is_negated()).cloned();
        let mut filter = query.filter.clone();
        filter.words.extend(about);
        let mut ids = self.store.find(&filter)?;
        if !by.is_empty() {
            let naming = self.naming(by)?;
            ids.retain(|id| naming.contains(id));
        }
        Ok(ids)
    }

    /// Which quotations count for a query.
    pub(crate) fn precision(&self, query: &Query) -> Precision {
        query.precision.unwrap_or(self.config.precision)
    }

    /// Figures in the articles that match, by day; with words in the query, those whose passage
    /// holds the words; with `who:`, those stated by such a source. Ages count nothing and are left
    /// out.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn figures(
        &self,
        query: &Query,
        take: &mut dyn FnMut(FigureLine) -> Result<()>,
    ) -> Result<()> {
        let (wanted, who) = (query.wanted(), folded_all(&query.filter.who));
        self.each_match(query, &mut |article, findings| {
            for figure in &findings.figures {
                let Some(line) = FigureLine::with_body(article, findings, figure) else { continue };
                let source = fold(&line.who());
                let is_by = who.is_empty() || who.iter().any(|who| source.contains(who));
                if is_by && !line.is_age() && has_all(line.passage.exact(), &wanted) {
                    take(line)?;
                }
            }
            Ok(())
        })
    }

    /// The articles that match, counted by origin.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn origins(&self, query: &Query) -> Result<OriginsAnswer> {
        let ids = self.store.find(&query.filter)?;
        let mut articles = Vec::new();
        for batch in ids.chunks(READ_BATCH) {
            articles.extend(redate::only_articles(&self.store, batch)?);
        }
        let copies = self.store.copies_among(&ids)?;
        let origins = copy::origins(&articles.iter().collect::<Vec<_>>(), &copies);
        Ok(OriginsAnswer { origins, lines: articles.iter().map(ArticleLine::of).collect() })
    }

    /// The articles that match with everything that joins them: what briefs are written from.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn choose(&self, query: &Query) -> Result<Chosen> {
        self.choose_among(query, self.store.find(&query.filter)?)
    }

    /// The articles that match among those of these captures, with everything that joins them.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn choose_from(&self, query: &Query, captures: &[Id]) -> Result<Chosen> {
        let made: BTreeSet<Id> = self.store.articles_of(captures)?.into_iter().collect();
        let mut ids = self.store.find(&query.filter)?;
        ids.retain(|id| made.contains(id));
        self.choose_among(query, ids)
    }

    fn choose_among(&self, query: &Query, all: Vec<Id>) -> Result<Chosen> {
        let n_matched = all.len();
        let ids = if n_matched <= MAX_CORPUS_ARTICLES { all } else { self.best(query, &all)? };
        let mut articles = Vec::with_capacity(ids.len());
        for batch in ids.chunks(READ_BATCH) {
            articles.extend(redate::articles(&self.store, batch)?);
        }
        let (precision, mut n_left_out) = (self.precision(query), 0);
        for (_, findings) in &mut articles {
            let n_found = findings.quotations.len();
            findings.quotations.retain(|quotation| precision.keeps(quotation));
            n_left_out += n_found - findings.quotations.len();
        }
        let copies = self.store.copies_among(&ids)?;
        let only: Vec<&Article> = articles.iter().map(|(article, _)| article).collect();
        let origins = copy::origins(&only, &copies);
        let pairs: Vec<(&Article, &Findings)> = articles.iter().map(|(a, f)| (a, f)).collect();
        let claims = claim::group(&pairs, &copies);
        let query = query.text.clone();
        Ok(Chosen { query, articles, origins, claims, n_matched, n_left_out })
    }

    /// The best matches among `all`, in the order of `all`; the latest where the query has no words.
    fn best(&self, query: &Query, all: &[Id]) -> Result<Vec<Id>> {
        if query.filter.words.is_empty() {
            return Ok(all[all.len() - MAX_CORPUS_ARTICLES..].to_vec());
        }
        let hits = self.store.search(&query.filter, MAX_CORPUS_ARTICLES)?;
        let kept: BTreeSet<Id> = hits.iter().map(|hit| hit.article).collect();
        Ok(all.iter().copied().filter(|id| kept.contains(id)).collect())
    }

    /// Statements made on more than one occasion.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn recurring(&self, query: &Query) -> Result<Recurring> {
        let wanted = query.wanted();
        let chosen = self.choose(query)?;
        let n_unread = chosen.n_matched - chosen.articles.len();
        let mut claims = chosen.claims;
        claims.retain(|claim| {
            let mut statements = claim.statements.iter();
            wanted.is_empty() || statements.any(|one| has_all(one.passage.exact(), &wanted))
        });
        Ok(Recurring { claims, n_left_out: chosen.n_left_out, n_unread })
    }

    fn each_match(
        &self,
        query: &Query,
        take: &mut dyn FnMut(&Article, &Findings) -> Result<()>,
    ) -> Result<()> {
        self.each_of(&self.store.find(&query.filter)?, take)
    }

    fn each_of(
        &self,
        ids: &[Id],
        take: &mut dyn FnMut(&Article, &Findings) -> Result<()>,
    ) -> Result<()> {
        for batch in ids.chunks(READ_BATCH) {
            for (article, findings) in redate::articles(&self.store, batch)? {
                take(&article, &findings)?;
            }
        }
        Ok(())
    }
}

impl Chosen {
    /// The articles without their findings.
    #[must_use]
    pub fn only_articles(&self) -> Vec<&Article> {
        self.articles.iter().map(|(article, _)| article).collect()
    }

    /// What `summarize` reads.
    #[must_use]
    pub fn corpus(&self, since: Option<Date>, until: Option<Date>) -> Corpus<'_> {
        Corpus {
            query: &self.query,
            articles: &self.articles,
            claims: &self.claims,
            origins: &self.origins,
            since,
            until,
        }
    }

    /// A brief of these articles.
    ///
    /// # Errors
    ///
    /// When there are no articles to write from.
    pub fn brief(&self, since: Option<Date>, until: Option<Date>, length: Length) -> Result<Brief> {
        self.write(|corpus| brief::brief(corpus, length), since, until)
    }

    /// A timeline of these articles.
    ///
    /// # Errors
    ///
    /// When there are no articles to write from.
    pub fn timeline(
        &self,
        since: Option<Date>,
        until: Option<Date>,
        length: Length,
    ) -> Result<Brief> {
        self.write(|corpus| timeline::timeline(corpus, length), since, until)
    }

    fn write(
        &self,
        write: impl Fn(&Corpus) -> Brief,
        since: Option<Date>,
        until: Option<Date>,
    ) -> Result<Brief> {
        if self.articles.is_empty() {
            return Err(Error::not_found(&self.query));
        }
        let mut brief = write(&self.corpus(since, until));
        if self.n_matched > self.articles.len() {
            brief.missing.push(format!(
                "{} of {} matching articles were read; narrow the query to read the others",
                self.articles.len(),
                self.n_matched
            ));
        }
        brief.missing.extend(precision::left_out(self.n_left_out));
        Ok(brief)
    }
}

fn folded_all(words: &[String]) -> Vec<String> {
    words.iter().map(|word| fold(word)).collect()
}

/// Whether somebody of this name, or in this office as the article states it, says it.
fn is_by(said: &Said, who: &Wanted) -> bool {
    who.is_in(&said.who()) || said.role.as_deref().is_some_and(|office| who.is_in(office))
}

fn is_about(said: &Said, about: &[Term]) -> bool {
    let content: Vec<&str> = said.content.iter().map(|part| part.exact()).collect();
    holds(&content.join("\n"), said.article.language.as_deref(), about)
}

/// Whether a text holds every one of these folded words.
fn has_all(text: &str, wanted: &[String]) -> bool {
    let text = fold(text);
    wanted.iter().all(|word| has(&text, word))
}
