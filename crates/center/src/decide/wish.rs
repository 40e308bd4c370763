//! What a person asks to be decided, before it is understood.

use jiff::civil::Date;

/// What a person wants to decide; articles, passages and decisions by the names that commands print.
#[derive(Clone, Debug)]
pub enum Wish {
    /// These articles are one origin.
    Join(Vec<String>),
    /// None of these articles is a copy of another.
    Split(Vec<String>),
    /// The names at these passages are one person's, body's or place's.
    Same(Vec<String>),
    /// The names at these passages are each another's.
    Different(Vec<String>),
    /// An article was published between these days, the same for a day; or it is not known when.
    Date(String, Option<(Date, Date)>),
    /// This name speaks or states at a passage; without one, nobody is established.
    Speaker(String, Option<String>),
    /// A passage is no quotation or figure.
    Drop(String),
    /// A note on an article or passage.
    Note(String, String),
    /// A decision is taken back; the last one that counts without a name.
    Undo(Option<String>),
}
