//! Outlet: who publishes. Agency: who is credited.

/// Who publishes an article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outlet {
    /// The name as the outlet writes it, such as `Brenmark Courier`; the site when no name was found.
    pub name: String,
    /// The site it publishes on, such as `courier.example`, where known.
    pub site: Option<String>,
}
