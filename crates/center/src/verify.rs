//! A brief or citation checked against the archived bytes.

use crate::{
    error::{Error, Result},
    local::Center,
};
use onrecord_model::{brief::Brief, passage::Passage};
use onrecord_process::article::{page_text, process};
use onrecord_summarize::render;
use onrecord_text::normal::folded;
use std::collections::BTreeMap;

/// What became of one citation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checked {
    /// The citation.
    pub passage: Passage,
    /// What the check found.
    pub verdict: Verdict,
}

/// What a check found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// The archived bytes have their digest and the words stand in the page's own text. The article
    /// made from the bytes, or the text of an earlier one that the archive keeps, has this
    /// identifier, and the words stand at this place in it.
    Exact,
    /// The archived bytes have their digest and the words stand in the page's own text; the article
    /// was made by another version of the program and its text is not in this archive, so the place
    /// cannot be compared.
    InPage,
    /// It does not hold; the reason in words.
    Failed(String),
}

impl Verdict {
    /// Whether the citation holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        !matches!(self, Verdict::Failed(_))
    }
}

/// What checking needs of one capture, made once for all passages of it.
struct Page {
    article: onrecord_model::article::Article,
    folded: String,
}

impl Center {
    /// Checks passages, in their order. Nothing derived is trusted: the capture is read from the
    /// archive, its digest checked, and article and page text made anew; the kept text of an earlier
    /// version's article proves itself by the article's identifier.
    ///
    /// # Errors
    ///
    /// When the center cannot be read; a damaged record is no error but a failed citation.
    pub fn verify(&self, passages: &[Passage]) -> Result<Vec<Checked>> {
        let mut pages = BTreeMap::new();
        let mut checked = Vec::with_capacity(passages.len());
        for passage in passages {
            let id = passage.capture();
            let page = pages.entry(id).or_insert_with(|| match self.store.capture(id) {
                Ok(Some(capture)) => {
                    Ok(Page { article: process(&capture), folded: folded(&page_text(&capture)) })
                }
                Ok(None) => Err(format!("capture {id:#} is not in this archive")),
                Err(error) => Err(error.to_string()),
            });
            let verdict = match page {
                Ok(page) if page.article.id == passage.article() => {
                    check(passage, page, Some(&page.article.text))
                }
                Ok(page) => match self.store.kept_text(id, passage.article()) {
                    Ok(kept) => check(passage, page, kept.as_deref()),
                    Err(error) => Verdict::Failed(error.to_string()),
                },
                Err(reason) => Verdict::Failed(reason.clone()),
            };
            checked.push(Checked { passage: passage.clone(), verdict });
        }
        Ok(checked)
    }

    /// The citations of a brief file written earlier, in any of its formats.
    ///
    /// # Errors
    ///
    /// When the file holds no brief, or one that cannot be read.
    pub fn recall(file: &str) -> Result<Brief> {
        match render::recall(file) {
            Some(Ok(brief)) => Ok(brief),
            Some(Err(error)) => Err(Error::brief(format!("the brief cannot be read: {error}"))),
            None => Err(Error::brief(
                "the file holds no brief: give a .json, .html or .md file that `onrecord brief` \
                 wrote, or an identifier",
            )),
        }
    }
}

/// Checks a passage against the page's own text, and its place against the `text` of its article.
fn check(passage: &Passage, page: &Page, text: Option<&str>) -> Verdict {
    // The page's own text is compared folded: it keeps the source's line breaks and entities, the
    // article does not.
    if !page.folded.contains(&folded(passage.exact())) {
        return Verdict::Failed("the words do not stand in the archived page".to_owned());
    }
    let Some(text) = text else { return Verdict::InPage };
    match passage.span().get(text) {
        Some(words) if words == passage.exact() => Verdict::Exact,
        Some(_) => Verdict::Failed(format!(
            "other words stand at {} of article {:#}",
            passage.span(),
            passage.article()
        )),
        None => Verdict::Failed(format!(
            "{} lies outside article {:#}",
            passage.span(),
            passage.article()
        )),
    }
}
