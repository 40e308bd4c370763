//! The questions: articles, statements, figures, origins, claims, timelines and briefs.

use crate::{
    answer::{ArticleLine, OriginsAnswer, Said, Shared},
    changes::Read,
    decided::Reading,
    error::{Error, Result},
    figure_line::FigureLine,
    kinds::{LeftOut, versions_left_out},
    local::Center,
    precision::{self, Precision},
    query::Query,
    redate,
    versions::Latest,
    who::{Bearer, Wanted, has},
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
use onrecord_store::{Term, fold, holds};
use onrecord_summarize::{brief, corpus::Corpus, timeline};
use std::collections::{BTreeMap, BTreeSet};

pub use onrecord_store::Status;
pub use onrecord_summarize::{
    corpus::Window,
    length::{Length, MAX_SENTENCES},
};

/// Articles read at once while going through many.
const READ_BATCH: usize = 256;

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

/// Statements made on more than one occasion.
pub struct Recurring {
    /// The claims.
    pub claims: Vec<Claim>,
    /// How many quotations were left out for their confidence.
    pub n_left_out: usize,
    /// How many matching articles were not read, because there are more than
    /// [`MAX_CORPUS_ARTICLES`].
    pub n_unread: usize,
    /// How many other versions of the same pages matched; they do not count by themselves.
    pub n_versions: usize,
}

impl Recurring {
    /// What is said of what was left out, a line each.
    #[must_use]
    pub fn left_out(&self) -> Vec<String> {
        let unread = (self.n_unread > 0).then(|| {
            let n = self.n_unread;
            format!("{n} more matching articles were not read; narrow the query to read them")
        });
        let versions = versions_left_out(self.n_versions);
        unread.into_iter().chain(versions).chain(precision::left_out(self.n_left_out)).collect()
    }
}

impl Center {
    /// What is in the center.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn status(&self) -> Result<Status> {
        let mut status = self.store.status()?;
        for (id, span) in self.decided.dropped() {
            let Some(findings) = self.store.findings(id)? else { continue };
            let n = match Reading::at(&findings, span) {
                Some(Reading::Quotation(_)) => &mut status.n_quotations,
                Some(Reading::Figure(_)) => &mut status.n_figures,
                None => continue,
            };
            *n = n.saturating_sub(1);
            status.n_dropped += 1;
        }
        Ok(status)
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
        let (who, by) =
            (Wanted::all(&query.filter.who), Wanted::all(&self.also_called(&query.by)?));
        let bearers = if by.is_empty() { Vec::new() } else { self.bearers(&query.by)?.0 };
        let labels: BTreeMap<(Id, &str), &Bearer> = bearers
            .iter()
            .flat_map(|one| one.named.iter().map(move |(id, name)| ((*id, name.as_str()), one)))
            .collect();
        let latest = self.latest(self.may_say(query, &by)?)?;
        let mut left_out = LeftOut { versions: latest.left_out.len(), ..LeftOut::default() };
        self.each_of(&latest.ids, &mut |article, findings| {
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
    /// out. Gives what is said of other versions of the same pages, which do not count by themselves.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn figures(
        &self,
        query: &Query,
        take: &mut dyn FnMut(FigureLine) -> Result<()>,
    ) -> Result<Option<String>> {
        let (wanted, who) = (query.wanted(), folded_all(&query.filter.who));
        let latest = self.latest(self.store.find(&query.filter)?)?;
        self.each_of(&latest.ids, &mut |article, findings| {
            for figure in &findings.figures {
                let Some(line) = FigureLine::with_body(article, findings, figure) else { continue };
                let source = fold(&line.who());
                let is_by = who.is_empty() || who.iter().any(|who| source.contains(who));
                if is_by && !line.is_age() && has_all(line.passage.exact(), &wanted) {
                    take(line)?;
                }
            }
            Ok(())
        })?;
        Ok(versions_left_out(latest.left_out.len()))
    }

    /// The articles that match, counted by origin.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn origins(&self, query: &Query) -> Result<OriginsAnswer> {
        let latest = self.latest(self.store.find(&query.filter)?)?;
        let mut articles = Vec::new();
        for batch in latest.ids.chunks(READ_BATCH) {
            articles.extend(redate::only_articles(&self.store, &self.decided, batch)?);
        }
        let only: Vec<&Article> = articles.iter().collect();
        let copies = with_sentences(&only, &self.copies_of_latest(&latest, &only)?);
        let origins = self.origins_among(&only, &copies);
        let by_id = only.iter().map(|article| (article.id, *article)).collect();
        let shared = origins.copies.iter().filter_map(|copy| Shared::of(&by_id, copy)).collect();
        let lines = articles.iter().map(ArticleLine::of).collect();
        Ok(OriginsAnswer { origins, lines, shared, n_versions: latest.left_out.len() })
    }

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
        let pairs: Vec<(&Article, &Findings)> = articles.iter().map(|(a, f)| (a, f)).collect();
        let claims = claim::group(&pairs, &copies);
        let headlines = pairs.iter().flat_map(|(article, findings)| {
            let found = headline::bolder(article, findings);
            let bolder = found.into_iter().map(headline::Bolder::into_claim);
            bolder.chain(retold::retold(article, findings))
        });
        let headlines = headlines.collect();
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
        let Chosen { n_left_out, n_versions, .. } = chosen;
        Ok(Recurring { claims, n_left_out, n_unread, n_versions })
    }

    /// Articles counted by origin, as people decided where they did.
    pub(crate) fn origins_among(&self, articles: &[&Article], copies: &[Copy]) -> Origins {
        self.decided.origins(copy::origins(articles, copies), articles)
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
            for (article, findings) in redate::articles(&self.store, &self.decided, batch)? {
                take(&article, &findings)?;
            }
        }
        Ok(())
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
fn with_sentences(articles: &[&Article], copies: &[Copy]) -> Vec<Copy> {
    [copies.to_vec(), copy::shared_sentences(articles, copies)].concat()
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
pub(crate) fn has_all(text: &str, wanted: &[String]) -> bool {
    let text = fold(text);
    wanted.iter().all(|word| has(&text, word))
}
