//! A brief in its forms: terminal, Markdown, HTML, JSON, and its sources for reference managers.

use crate::choose::Chosen;
use onrecord_model::brief::Brief;
use onrecord_summarize::render;

/// For a terminal of so many columns.
#[must_use]
pub fn terminal(brief: &Brief, columns: usize, has_colors: bool) -> String {
    render::terminal(brief, columns, has_colors)
}

/// For a terminal, in at most `n_lines` lines: only sentences that fit whole.
#[must_use]
pub fn few_lines(brief: &Brief, columns: usize, has_colors: bool, n_lines: usize) -> String {
    render::few(brief, columns, has_colors, n_lines)
}

/// As Markdown with numbered notes.
#[must_use]
pub fn markdown(brief: &Brief) -> String {
    render::markdown(brief)
}

/// As one HTML file that opens anywhere; each note opens its passage in the articles at its end.
#[must_use]
pub fn html(brief: &Brief, chosen: &Chosen) -> String {
    render::html(brief, &chosen.only_articles())
}

/// As JSON with W3C Web Annotation selectors.
#[must_use]
pub fn json(brief: &Brief, chosen: &Chosen) -> String {
    render::json(brief, &chosen.only_articles())
}

/// Its sources as BibTeX.
#[must_use]
pub fn bibtex(brief: &Brief) -> String {
    render::bibtex(brief)
}

/// Its sources as RIS.
#[must_use]
pub fn ris(brief: &Brief) -> String {
    render::ris(brief)
}

/// Its sources as CSL-JSON.
#[must_use]
pub fn csl_json(brief: &Brief) -> String {
    render::csl_json(brief)
}
