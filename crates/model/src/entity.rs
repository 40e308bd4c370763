//! Entity: a person, organization or place, and its mentions.

use onrecord_text::Span;

/// A person, organization or place as one article speaks of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the article, without titles: `Ana Ruiz`.
    pub name: String,
    /// Where that name stands.
    pub name_at: Span,
    /// Its office or role as the article states it (`mayor of Brenmark`), when it does.
    pub role_at: Option<Span>,
    /// Every place that names it, in order, `name_at` included.
    pub mentions: Vec<Mention>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organization: ministry, company, party, army, outlet.
    Organization,
    /// A place: country, city, river, base.
    Place,
}

/// One place in a text that names an entity.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// How they name it, which is also why they were joined to it.
    pub form: MentionForm,
}

/// How words name an entity.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum MentionForm {
    /// Its fullest name.
    FullName,
    /// A part of the name: a surname, a short form.
    PartName,
    /// Initials or an acronym.
    Acronym,
    /// A role or description: `the mayor`, `the ministry`.
    Role,
    /// A pronoun.
    Pronoun,
}
