//! The articles that a question is about, chosen with what joins them, and the texts written from them.

use crate::{
    changes::Read,
    error::{Error, Result},
    kinds::versions_left_out,
    local::Center,
    precision::{self, Precision},
    query::Query,
    redate, step,
    versions::Latest,
};
use onrecord_analyze::{claim, headline, retold};
use onrecord_model::{
    article::Article,
    brief::Brief,
    change::Comparison,
    claim::Claim,
    copy::{Copy, Origins},
    findings::Findings,
    id::Id,
};
use onrecord_process::copy;
use onrecord_summarize::{brief, corpus::Corpus, timeline};
use std::collections::BTreeSet;

pub use onrecord_summarize::{
    corpus::Window,
    length::{Length, MAX_SENTENCES},
};

/// Articles read at once while going through many.
pub(crate) const READ_BATCH: usize = 256;

/// Articles that a brief, a timeline or a list of recurring statements rests on, at most: the ones
/// that match the query best. The answer says when there were more.
pub const MAX_CORPUS_ARTICLES: usize = 5_000;

/// Pairs of versions whose changes a brief chooses from, at most: those with the weightiest changes.
pub const MAX_COMPARISONS: usize = 32;

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
    /// What headlines and headings say more than the texts below them, and what is retold otherwise,
    /// each a claim of one article.
    pub headlines: Vec<Claim>,
    /// How many articles matched in all.
    pub n_matched: usize,
    /// How many quotations were left out for their confidence.
    pub n_left_out: usize,
    /// How many other versions of these articles matched; they do not count by themselves.
    pub n_versions: usize,
    /// What changed from one version of these pages to the next, the weightiest first, at most
    /// [`MAX_COMPARISONS`].
    pub comparisons: Vec<Comparison>,
    /// The versions that `comparisons` cite beside the articles.
    pub earlier: Vec<(Article, Findings)>,
}

impl Center {
    /// The articles that match with everything that joins them: what briefs are written from.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn choose(&self, query: &Query) -> Result<Chosen> {
        self.choose_among(query, self.store.find(&query.filter)?, None)
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
        self.choose_among(query, ids, Some(&made))
    }

    /// The articles of a query among `all`; where `only` are given, versions are compared among these.
    fn choose_among(
        &self,
        query: &Query,
        all: Vec<Id>,
        only: Option<&BTreeSet<Id>>,
    ) -> Result<Chosen> {
        let (latest, mut articles, n_matched) = self.read_best(query, all)?;
        let (precision, mut n_left_out) = (self.precision(query), 0);
        for (_, findings) in &mut articles {
            let n_found = findings.quotations.len();
            findings.quotations.retain(|quotation| precision.keeps(quotation));
            n_left_out += n_found - findings.quotations.len();
        }
        let alone: Vec<&Article> = articles.iter().map(|(article, _)| article).collect();
        let copies = self.copies_of_latest(&latest, &alone)?;
        let origins = self.origins_among(&alone, &with_sentences(&alone, &copies));
        let copies = self.decided.copies(copies, &origins);
        let chosen: BTreeSet<Id> = latest.ids.iter().copied().collect();
        let (comparisons, earlier) = self.weightiest(&chosen, only, MAX_COMPARISONS)?;
        let mut pairs: Vec<(&Article, &Findings)> = articles.iter().map(|(a, f)| (a, f)).collect();
        let headlines = step::each(&self.pool, &pairs, |(article, findings)| {
            let found = headline::bolder(article, findings);
            let bolder = found.into_iter().map(headline::Bolder::into_claim);
            bolder.chain(retold::retold(article, findings)).collect()
        });
        pairs.sort_by_key(|(article, _)| article.id);
        pairs.dedup_by_key(|(article, _)| article.id);
        let spoken = step::each(&self.pool, &pairs, |(article, findings)| {
            claim::statements(article, findings)
        });
        let claims = claim::group_statements(&spoken, &copies);
        let query = query.text.clone();
        Ok(Chosen {
            query,
            articles,
            origins,
            claims,
            headlines,
            n_matched,
            n_left_out,
            n_versions: latest.left_out.len(),
            comparisons,
            earlier,
        })
    }

    /// The latest versions among `all` with what was found in them, the best matches where there are
    /// more than [`MAX_CORPUS_ARTICLES`], and how many there are in all.
    pub(crate) fn read_best(&self, query: &Query, all: Vec<Id>) -> Result<(Latest, Read, usize)> {
        let mut latest = self.latest(all)?;
        let n_matched = latest.ids.len();
        if n_matched > MAX_CORPUS_ARTICLES {
            latest.ids = self.best(query, &latest.ids)?;
        }
        let mut articles = Vec::with_capacity(latest.ids.len());
        for batch in latest.ids.chunks(READ_BATCH) {
            articles.extend(redate::articles(&self.store, &self.decided, batch)?);
        }
        Ok((latest, articles, n_matched))
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

    /// Which quotations count for a query.
    pub(crate) fn precision(&self, query: &Query) -> Precision {
        query.precision.unwrap_or(self.config.precision)
    }

    /// Articles counted by origin, as people decided where they did.
    pub(crate) fn origins_among(&self, articles: &[&Article], copies: &[Copy]) -> Origins {
        self.decided.origins(copy::origins(articles, copies), articles)
    }
}

impl Chosen {
    /// The articles without their findings, and the versions that are cited beside them.
    #[must_use]
    pub fn only_articles(&self) -> Vec<&Article> {
        self.articles.iter().chain(&self.earlier).map(|(article, _)| article).collect()
    }

    /// What `summarize` reads.
    #[must_use]
    pub fn corpus(&self, window: Window) -> Corpus<'_> {
        Corpus {
            query: &self.query,
            articles: &self.articles,
            claims: &self.claims,
            headlines: &self.headlines,
            origins: &self.origins,
            comparisons: &self.comparisons,
            earlier: &self.earlier,
            since: window.since,
            until: window.until,
            new_since: window.new_since,
        }
    }

    /// A brief of these articles.
    ///
    /// # Errors
    ///
    /// When there are no articles to write from.
    pub fn brief(&self, window: Window, length: Length) -> Result<Brief> {
        self.write(|corpus| brief::brief(corpus, length), window)
    }

    /// A timeline of these articles.
    ///
    /// # Errors
    ///
    /// When there are no articles to write from.
    pub fn timeline(&self, window: Window, length: Length) -> Result<Brief> {
        self.write(|corpus| timeline::timeline(corpus, length), window)
    }

    fn write(&self, write: impl Fn(&Corpus) -> Brief, window: Window) -> Result<Brief> {
        if self.articles.is_empty() {
            return Err(Error::not_found(&self.query));
        }
        let mut brief = write(&self.corpus(window));
        if self.n_matched > self.articles.len() {
            brief.missing.push(format!(
                "{} of {} matching articles were read; narrow the query to read the others",
                self.articles.len(),
                self.n_matched
            ));
        }
        brief.missing.extend(versions_left_out(self.n_versions));
        brief.missing.extend(precision::left_out(self.n_left_out));
        Ok(brief)
    }
}

/// Copies with the single sentences that articles share beside them.
pub(crate) fn with_sentences(articles: &[&Article], copies: &[Copy]) -> Vec<Copy> {
    [copies.to_vec(), copy::shared_sentences(articles, copies)].concat()
}
