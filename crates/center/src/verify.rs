//! A brief or citation checked against the archived bytes.

use crate::{
    error::{Error, Result},
    local::Center,
};
use onrecord_model::{brief::Brief, capture::Capture, id::Id, passage::Passage};
use onrecord_process::article::{page_text, process};
use onrecord_store::Witness;
use onrecord_summarize::render;
use onrecord_text::normal::folded;
use std::{collections::BTreeMap, path::Path};

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
        Ok(check_all(passages, |id| self.capture(id), |id, article| self.kept(id, article)))
    }

    fn capture(&self, id: Id) -> std::result::Result<Capture, String> {
        let found = self.store.capture(id).map_err(|error| error.to_string())?;
        found.ok_or_else(|| format!("capture {id:#} is not in this archive"))
    }

    fn kept(&self, capture: Id, article: Id) -> std::result::Result<Option<String>, String> {
        self.store.kept_text(capture, article).map_err(|error| error.to_string())
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

/// Checks passages against a folder that holds nothing but `archive/`, as [`Center::verify`] does: no
/// tables, index or settings are read, and nothing is written.
///
/// # Errors
///
/// When the folder has no archive, or a file of it cannot be read at all.
pub fn verify_by_archive(folder: &Path, passages: &[Passage]) -> Result<Vec<Checked>> {
    let witness = Witness::open(folder)?;
    let capture = |id: Id| match witness.capture(id) {
        Ok(Some(capture)) => Ok(capture),
        Ok(None) => {
            let damage = match witness.damage() {
                [] => String::new(),
                damage => format!(", which is damaged ({})", damage.join("; ")),
            };
            Err(format!("capture {id:#} is not in this archive{damage}"))
        }
        Err(error) => Err(error.to_string()),
    };
    let kept = |id, article| witness.kept_text(id, article).map_err(|error| error.to_string());
    Ok(check_all(passages, capture, kept))
}

/// Whether a folder holds an archive but no tables: what is left when only the archive was copied.
#[must_use]
pub fn is_archive_alone(folder: &Path) -> bool {
    folder.join("archive").is_dir() && !folder.join("center.sqlite").exists()
}

/// Checks passages in their order, each capture read and processed once.
fn check_all(
    passages: &[Passage],
    capture: impl Fn(Id) -> std::result::Result<Capture, String>,
    kept: impl Fn(Id, Id) -> std::result::Result<Option<String>, String>,
) -> Vec<Checked> {
    let mut pages = BTreeMap::new();
    let mut check_one = |passage: &Passage| {
        let id = passage.capture();
        let page = pages.entry(id).or_insert_with(|| {
            let capture = capture(id)?;
            Ok(Page { article: process(&capture), folded: folded(&page_text(&capture)) })
        });
        match page {
            Ok(page) if page.article.id == passage.article() => {
                check(passage, page, Some(&page.article.text))
            }
            Ok(page) => match kept(id, passage.article()) {
                Ok(kept) => check(passage, page, kept.as_deref()),
                Err(reason) => Verdict::Failed(reason),
            },
            Err(reason) => Verdict::Failed(String::clone(reason)),
        }
    };
    let checked =
        |passage: &Passage| Checked { passage: passage.clone(), verdict: check_one(passage) };
    passages.iter().map(checked).collect()
}

/// The sentences of a brief that its file shows in other words than its record has: see
/// [`render::altered`].
#[must_use]
pub fn altered(file: &str, brief: &Brief) -> Vec<String> {
    render::altered(file, brief)
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
