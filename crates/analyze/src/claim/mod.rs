//! Claims followed over time: which statements speak of the same thing; how they relate.

use onrecord_model::{article::Article, claim::Claim, copy::Copy, findings::Findings};

/// Claims among the statements of these articles that were made on at least two occasions, strongest
/// first. Reprints (`copies`) are repeats, never further occasions.
#[must_use]
pub fn group(articles: &[(&Article, &Findings)], copies: &[Copy]) -> Vec<Claim> {
    let _ = (articles, copies);
    Vec::new()
}
