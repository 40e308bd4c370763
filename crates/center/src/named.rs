//! What an identifier names: an article, a passage, a story or a claim, by the first digits that commands print.

use crate::{
    error::{Error, Result},
    local::Center,
    precision::Precision,
    query::Query,
    redate,
    stories::Listed,
};
use onrecord_model::{
    article::Article, claim::Claim, findings::Findings, id::ID_BYTES, passage::Passage,
};
use onrecord_store::Found;
use onrecord_text::Span;

/// What an identifier names.
pub enum Named {
    /// An article with its findings.
    Article(Box<(Article, Findings)>),
    /// A passage of an article.
    Passage(Box<(Article, Findings)>, Passage),
    /// A claim.
    Claim(Box<Claim>),
    /// A story of several articles.
    Story(Box<Listed>),
}

impl Center {
    /// What `name` names: the first digits of an article, of its capture, of a story or of a claim, or a passage
    /// as `article/start-end`.
    ///
    /// # Errors
    ///
    /// When it names nothing, or more than one thing.
    pub fn named(&self, name: &str) -> Result<Named> {
        let (start, place) = match name.split_once('/') {
            Some((start, place)) => (start, Some(place)),
            None => (name, None),
        };
        let is_hex = start.len() >= 4
            && start.len() <= 2 * ID_BYTES
            && start.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hex {
            return Err(Error::not_found(name));
        }
        let start = start.to_ascii_lowercase();
        let id = match self.store.resolve(&start)?.as_slice() {
            [] => return self.story_or_claim(&start),
            [Found::Article(id)] => *id,
            [Found::Capture(id)] => match self.store.articles_of(&[*id])?.first() {
                Some(article) => *article,
                None => return Err(Error::not_found(name)),
            },
            many => {
                let found = many.iter().map(|found| match found {
                    Found::Capture(id) => format!("capture {id:#}"),
                    Found::Article(id) => format!("article {id:#}"),
                });
                return Err(Error::unclear(&start, found.collect()));
            }
        };
        let Some(both) = redate::articles(&self.store, &self.decided, &[id])?.pop() else {
            return Err(Error::not_found(name));
        };
        let Some(place) = place else { return Ok(Named::Article(Box::new(both))) };
        let passage = read_span(place).and_then(|span| Passage::of(&both.0, span));
        match passage {
            Some(passage) => Ok(Named::Passage(Box::new(both), passage)),
            None => Err(Error::not_found(name)),
        }
    }

    fn story_or_claim(&self, start: &str) -> Result<Named> {
        match self.store.stories_named(start)?.as_slice() {
            [] => self.claim_named(start),
            [(_, first)] => Ok(Named::Story(Box::new(self.story_from(*first)?))),
            many => {
                let found = many.iter().map(|(id, _)| format!("story {id:#}")).collect();
                Err(Error::unclear(start, found))
            }
        }
    }

    fn claim_named(&self, start: &str) -> Result<Named> {
        // A claim is called by its first statement, which may be another one among sure readings.
        for precision in [Precision::All, Precision::High] {
            let query = Query { precision: Some(precision), ..Query::default() };
            let chosen = self.choose(&query)?;
            let claims = chosen.claims.into_iter().chain(chosen.headlines);
            let mut found = claims.filter(|claim| claim.id.to_string().starts_with(start));
            match (found.next(), found.next()) {
                (Some(claim), None) => return Ok(Named::Claim(Box::new(claim))),
                (Some(one), Some(two)) => {
                    let ids = vec![format!("{:#}", one.id), format!("{:#}", two.id)];
                    return Err(Error::unclear(start, ids));
                }
                _ => (),
            }
        }
        Err(Error::not_found(start))
    }
}

/// `277-454`, as passages are printed.
fn read_span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (start.parse::<u32>().ok()?, end.parse::<u32>().ok()?);
    (start <= end).then(|| Span::new(start as usize, end as usize))
}
