//! One thing explained, and the words that all explanations share.

use onrecord_model::{article::Place, quotation::Speaker};

/// Reasons under a heading, as `explain` shows them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Why {
    /// What is explained: `published`, `title`, `speaker of …`.
    pub about: String,
    /// What was decided.
    pub decided: String,
    /// The reasons and the evidence, one to a line.
    pub because: Vec<String>,
}

/// The start of a text, at most so many bytes, and whether it goes on.
pub fn cut(text: &str, max_bytes: usize) -> String {
    if text.len() <= max_bytes {
        return text.to_owned();
    }
    format!("{}…", &text[..text.floor_char_boundary(max_bytes)])
}

/// A place in words.
#[must_use]
pub fn place_words(place: &Place, text: &str) -> String {
    match place {
        Place::StructuredData(path) => format!("structured data, {path}"),
        Place::Meta(name) => format!("meta tag {name}"),
        Place::Element(path) => format!("element {path}"),
        Place::PageTitle => "the page's <title>".to_owned(),
        Place::Address => "the address".to_owned(),
        Place::Header(name) => format!("HTTP header {name}"),
        Place::Text(span) => {
            let words = span.get(text).unwrap_or_default();
            format!("the text at {span}, “{}”", cut(words, 60))
        }
    }
}

/// Who speaks, and why, in words.
pub fn speaker_words(speaker: &Speaker, text: &str) -> (String, String) {
    match speaker {
        Speaker::Established { name, name_at, reason, .. } => {
            (name.clone(), format!("{reason}; the name stands at {name_at}"))
        }
        Speaker::Unnamed { described_at } => {
            let words = described_at.get(text).unwrap_or_default();
            (format!("“{words}”"), "described without a name".to_owned())
        }
        Speaker::NotEstablished { reason } => ("not established".to_owned(), reason.clone()),
        Speaker::Decided { name, note, found } => {
            let name = name.as_deref().unwrap_or("not established");
            let (found, reason) = speaker_words(found, text);
            (name.to_owned(), format!("{note}; the program found {found}: {reason}"))
        }
    }
}
