//! The questions: articles, statements, figures, origins and claims.

use crate::{
    answer::{ArticleLine, OriginsAnswer, Said, Shared},
    choose::{READ_BATCH, with_sentences},
    decided::Reading,
    error::Result,
    figure_line::FigureLine,
    kinds::{LeftOut, versions_left_out},
    local::Center,
    precision,
    query::Query,
    redate,
    who::{Bearer, Wanted, has},
};
use onrecord_model::{article::Article, claim::Claim, findings::Findings, id::Id};
use onrecord_store::{Term, fold, holds};
use std::collections::BTreeMap;

pub use onrecord_store::Status;

/// Statements made on more than one occasion.
pub struct Recurring {
    /// The claims.
    pub claims: Vec<Claim>,
    /// How many quotations were left out for their confidence.
    pub n_left_out: usize,
    /// How many matching articles were not read, because there are more than
    /// [`MAX_CORPUS_ARTICLES`](crate::choose::MAX_CORPUS_ARTICLES).
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
        Ok(Recurring {
            claims,
            n_left_out: chosen.n_left_out,
            n_unread,
            n_versions: chosen.n_versions,
        })
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
