//! Did somebody really say that: words held against every article and version of the center.

use crate::{
    answer::{ArticleLine, Said, passage_link, with_date},
    error::{Error, Result},
    local::Center,
    query::Query,
    redate,
    row::Row,
};
use jiff::Timestamp;
use onrecord_analyze::wording::{self, Occurrence};
use onrecord_model::{
    article::Article, findings::Findings, id::Id, passage::Passage, quotation::Quotation,
};
use onrecord_text::sentence::sentences;
use std::collections::{BTreeMap, BTreeSet};

pub use onrecord_analyze::wording::{Difference, MAX_ASKED_WORDS, Standing};

/// Articles that words are held against, at most: those that hold most of the rarest of the words.
pub const MAX_COMPARED: usize = 2_000;

/// Articles read at once.
const READ_BATCH: usize = 256;

/// A place where the words stand, or nearly these.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// How they stand there.
    pub standing: Standing,
    /// The words as they stand there.
    pub words: Passage,
    /// The passage: that of the quotation, or the sentence in the text.
    pub passage: Passage,
    /// Where they differ from the words asked for.
    pub differences: Vec<Difference>,
    /// The quotation, with who says it; none in the text.
    pub said: Option<Said>,
    /// The article.
    pub article: ArticleLine,
    /// When the page was captured.
    pub captured_at: Option<Timestamp>,
    /// Captures of the same address in which the words do not stand, not even nearly.
    pub not_in: Vec<Timestamp>,
}

/// Everything found for some words.
#[derive(Clone, Debug)]
pub struct QuotedAnswer {
    /// The places: exact, retold, altered, in the text; of each kind by day.
    pub places: Vec<Quoted>,
    /// The articles they stand in.
    pub n_articles: usize,
    /// At most so many independent origins.
    pub at_most_origins: usize,
    /// How many quotations were left out for their confidence.
    pub n_left_out: usize,
    /// Whether more articles than [`MAX_COMPARED`] hold such words; the answer may then not be whole.
    pub is_cut: bool,
}

impl Center {
    /// Holds words against every article that the query's fields want: where they stand in a
    /// quotation, exactly or altered, or in the text.
    ///
    /// # Errors
    ///
    /// When there are no words or more than [`MAX_ASKED_WORDS`], or the center cannot be read.
    pub fn quoted(&self, words: &str, query: &Query) -> Result<QuotedAnswer> {
        match wording::count(words) {
            0 => return Err(Error::query("there are no words to look for")),
            n if n > MAX_ASKED_WORDS => {
                return Err(Error::query(format!(
                    "{n} words are too many to look for, {MAX_ASKED_WORDS} at most; take a sentence"
                )));
            }
            _ => (),
        }
        let ids = self.store.holding_most(words, &query.filter, MAX_COMPARED)?;
        let (mut places, mut n_left_out, mut articles) = (Vec::new(), 0, Vec::new());
        for batch in ids.chunks(READ_BATCH) {
            for (article, mut findings) in redate::articles(&self.store, &self.decided, batch)? {
                let n_before = places.len();
                let mut found = wording::find(words, &article, &findings);
                let keeps = |quotation: &Quotation| self.precision(query).keeps(quotation);
                let quotations = found.iter().filter_map(|one| one.quotation);
                let n_unsure = quotations.filter(|idx| !keeps(&findings.quotations[*idx])).count();
                if n_unsure > 0 {
                    // Words that were not surely read as a quotation are still in the text.
                    n_left_out += n_unsure;
                    findings.quotations.retain(keeps);
                    found = wording::find(words, &article, &findings);
                }
                places.extend(found.into_iter().filter_map(|one| place(one, &article, &findings)));
                if places.len() > n_before {
                    articles.push(article);
                }
            }
        }
        self.add_versions(&mut places)?;
        places.sort_by_cached_key(|place| {
            let published = &place.article.published;
            let day = published.best.or(published.not_before);
            (place.standing, day.is_none(), day, place.article.id, place.words.span())
        });
        // Two versions of a page are two places, but one article.
        let latest = self.latest(articles.iter().map(|article| article.id).collect())?;
        articles.retain(|article| !latest.left_out.contains_key(&article.id));
        let only: Vec<&Article> = articles.iter().collect();
        let origins = self.origins_among(&only, &self.copies_of_latest(&latest, &only)?);
        Ok(QuotedAnswer {
            places,
            n_articles: articles.len(),
            at_most_origins: origins.at_most(),
            n_left_out,
            is_cut: ids.len() == MAX_COMPARED,
        })
    }
}

impl Center {
    /// Notes when each page was captured, and which captures of its address have none of the words: a
    /// page may have been changed. A capture that the query's fields leave out is not compared.
    fn add_versions(&self, places: &mut [Quoted]) -> Result<()> {
        let holding: BTreeSet<Id> = places.iter().map(|place| place.passage.capture()).collect();
        let mut versions = BTreeMap::new();
        for capture in &holding {
            versions.insert(*capture, self.store.versions(*capture)?);
        }
        for place in places {
            let capture = place.passage.capture();
            let Some(all) = versions.get(&capture) else { continue };
            place.captured_at = all.iter().find(|(id, _)| *id == capture).map(|(_, at)| *at);
            let others = all.iter().filter(|(id, _)| !holding.contains(id));
            place.not_in = others.map(|(_, at)| *at).collect();
        }
        Ok(())
    }
}

fn place(found: Occurrence, article: &Article, findings: &Findings) -> Option<Quoted> {
    let quotation = found.quotation.and_then(|idx| findings.quotations.get(idx));
    let said = quotation.and_then(|quotation| Said::of(article, findings, quotation));
    let passage = match &said {
        Some(said) => said.passage.clone(),
        None => {
            let all = sentences(&article.text).into_iter();
            let around = all.filter(|sentence| sentence.intersects(found.span));
            Passage::of(article, around.fold(found.span, |whole, one| whole.cover(one)))?
        }
    };
    Some(Quoted {
        standing: found.standing,
        words: Passage::of(article, found.span)?,
        passage,
        differences: found.differences,
        said,
        article: ArticleLine::of(article),
        captured_at: None,
        not_in: Vec::new(),
    })
}

impl QuotedAnswer {
    /// The kinds of places there are, best first.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        self.places
            .iter()
            .map(|place| place.standing)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }
}

impl Quoted {
    /// The place as a row.
    #[must_use]
    pub fn row(&self) -> Row {
        let said = self.said.as_ref();
        let side = |side: fn(&Difference) -> &String| -> Vec<String> {
            self.differences.iter().map(|difference| side(difference).clone()).collect()
        };
        let content = said.map(|said| -> Vec<String> {
            said.content.iter().map(|part| part.exact().to_owned()).collect()
        });
        let row = Row::default()
            .with("found", standing_word(self.standing))
            .with("words", self.words.exact())
            .with("asked_differs", side(|difference| &difference.asked))
            .with("found_differs", side(|difference| &difference.found))
            .with("passage", passage_link(&self.passage))
            .with("speaker", said.and_then(|said| said.speaker.name()))
            .with("speaker_decided", said.and_then(|said| said.speaker.decided()))
            .with("described_as", said.and_then(|said| said.described.clone()))
            .with("role", said.and_then(|said| said.role.clone()))
            .with("content", content)
            .with("mode", said.map(|said| crate::answer::mode_word(said.mode)))
            .with("hedges", said.map(|said| said.hedges.clone()))
            .with("is_negated", said.map(|said| said.is_negated))
            .with("confidence", said.map(|said| said.confidence));
        with_date(row, &self.article.published)
            .with("outlet", self.article.outlet.as_str())
            .with("title", self.article.title.as_str())
            .with("address", self.article.address.clone())
            .with("exact", self.passage.exact())
            .with("article", self.article.id.to_string())
            .with("capture", self.passage.capture().to_string())
            .with("captured_at", self.captured_at.map(|at| at.to_string()))
            .with("not_in", self.not_in.iter().map(Timestamp::to_string).collect::<Vec<_>>())
    }
}

/// How words stand somewhere, in one word.
#[must_use]
pub fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Exact => "exact",
        Standing::Retold => "retold",
        Standing::Altered => "altered",
        Standing::InText => "in text",
    }
}
