//! A small convolutional tagger over tokens: the model file, inference, decoding, span confidence.
//!
//! The same file and text give the same spans on every machine: features are hashes, and sums are
//! taken in a fixed order, fused everywhere alike, without functions of the system's library.
//!
//! The network (measured in `docs/models`): hashed features are looked up and added, six dilated
//! convolutions with residuals mix each token with its neighbors, and a conditional random field
//! chooses the labels: begin, inside, end, single of each kind, or none.

pub mod features;
pub mod casing;
pub mod exp;
pub mod model;
#[cfg(target_arch = "x86_64")]
mod wide;
pub mod network;
pub mod crf;

use crate::Span;
use features::{Features, features};
use model::Model;

/// A tagger of one model file.
#[derive(Debug)]
pub struct Tagger {
    model: Model,
}

/// A span that the tagger found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Tagged {
    /// Where it stands, from its first token to its last.
    pub span: Span,
    /// Which of the model's kinds it is, as an index into [`Tagger::kinds`].
    pub kind: usize,
    /// How likely exactly this span is by the model, from 0 to 1000.
    pub confidence: u16,
    /// Which share of its tokens the model expects in spans of this kind, from 0 to 1000: high where
    /// only the edges are in doubt.
    pub overlap: u16,
}

impl Tagger {
    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// When the bytes are no model file of a known version, are damaged, or hold impossible sizes.
    pub fn read(file: &[u8]) -> Result<Self, String> {
        Ok(Self { model: Model::read(file)? })
    }

    /// The names of the kinds of spans, in the order of the model.
    #[must_use]
    pub fn kinds(&self) -> &[String] {
        &self.model.kinds
    }

    /// The spans of a text in order; none crosses a line break.
    #[must_use]
    pub fn tag(&self, text: &str) -> Vec<Tagged> {
        self.tag_features(&features(text))
    }

    /// The spans of a text whose features are known already.
    #[must_use]
    pub fn tag_features(&self, features: &[Features]) -> Vec<Tagged> {
        let mut found = Vec::new();
        for part in parts(features) {
            let mut scores = network::scores(&self.model, part);
            crf::forbid_separators(&mut scores, part, self.model.n_labels());
            found.extend(crf::spans(&self.model, part, &scores));
        }
        found
    }
}

/// How many tokens are tagged in one go at least, where there are more: bounds the memory.
const PART_TOKENS: usize = 8192;

/// The tokens in parts that end between two lines; a line that is too long stands alone.
fn parts(features: &[Features]) -> Vec<&[Features]> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (idx, token) in features.iter().enumerate() {
        if token.is_separator() && idx - start >= PART_TOKENS {
            parts.push(&features[start..idx]);
            start = idx + 1;
        }
    }
    if start < features.len() {
        parts.push(&features[start..]);
    }
    parts
}
