//! Article: title, byline, dates, zones and text of a capture, each with where it was found.

use crate::{dating::Dating, id::Id, outlet::Outlet, problem::Problem};
use onrecord_text::Span;

/// What processing made of a capture. Immutable: a better extractor makes a new article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Article {
    /// The identifier: of the capture, the text and the extractor's version.
    pub id: Id,
    /// The capture it was made from.
    pub capture: Id,
    /// The version of `process` that made it.
    pub extractor: u32,
    /// The canonical address, where one is known.
    pub address: Option<Field<String>>,
    /// The whole text that can be cited: blocks in reading order, one to a line, separated by `\n`.
    /// For a page the furniture is left out; for a text dump it stays, zoned as such.
    pub text: String,
    /// The blocks of the text in order; together they hold everything but the line breaks.
    pub zones: Vec<Zone>,
    /// The title. `Place::Text` when it stands in the text, which is usual.
    pub title: Option<Field<String>>,
    /// The people named as authors; never `Staff`, an address or the outlet.
    pub authors: Vec<Field<String>>,
    /// Who publishes.
    pub outlet: Option<Field<Outlet>>,
    /// Agencies and outlets that are credited, in order of their place.
    pub credits: Vec<Credit>,
    /// The section of the outlet, such as `World`.
    pub section: Option<Field<String>>,
    /// ISO 639 code of the text's language, where it could be told.
    pub language: Option<String>,
    /// When it was published.
    pub published: Dating,
    /// When it was last changed, by its own word.
    pub modified: Dating,
    /// Related articles that the page points to, with what can be told of them.
    pub related: Vec<Related>,
    /// What was wrong with the page.
    pub problems: Vec<Problem>,
}

/// A value with where it was found, and the values that lost against it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub place: Place,
    /// Other values with their places, best first.
    pub others: Vec<(T, Place)>,
}

impl<T> Field<T> {
    /// A value without rivals.
    #[must_use]
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place, others: Vec::new() }
    }
}

/// Where a value was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// Structured data, with the path to the value: `NewsArticle.headline`.
    StructuredData(String),
    /// A meta tag, with its name: `og:title`.
    Meta(String),
    /// A visible element, with a short path: `article > h1`.
    Element(String),
    /// The page's `<title>`.
    PageTitle,
    /// The address of the page.
    Address,
    /// An HTTP header, with its name.
    Header(String),
    /// A place in the article's text.
    Text(Span),
}

/// A block of the article's text and what it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Zone {
    /// Where it stands; a whole line of the text.
    pub span: Span,
    /// Which part of a page it belongs to.
    pub kind: ZoneKind,
    /// What form it has there.
    pub block: Block,
}

/// The parts of a page. Most wrong dates, figures and quotations come from furniture.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ZoneKind {
    /// The title.
    Title,
    /// What stands between title and body: byline, date line, share line.
    Header,
    /// The standfirst and the text itself.
    Body,
    /// Captions and picture credits.
    Caption,
    /// Everything that is not the article: clocks, link lists, cookie lines, dumps of data.
    Furniture,
}

/// The form of a block.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Block {
    /// A paragraph or a line.
    Paragraph,
    /// A heading inside the text.
    Heading,
    /// An item of a list.
    ListItem,
    /// A quotation set off by the page (`<blockquote>`).
    Quotation,
    /// A row of a table, cells separated by tabs.
    TableRow,
    /// The time line of an entry of a live blog.
    LiveEntry,
}

/// A credit to an agency or another outlet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Credit {
    /// Who is credited, as written: `TASS`.
    pub name: String,
    /// The words of the credit: `/TASS/`.
    pub span: Span,
    /// How far the credit reaches.
    pub reach: CreditReach,
}

/// How far a credit reaches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CreditReach {
    /// The whole article is credited: a dateline, "First published by".
    Article,
    /// One sentence is credited ("Press TV reported"): for the whole article a hint only.
    Sentence,
    /// A picture is credited: says nothing about the text.
    Picture,
}

/// Another article that the page points to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Related {
    /// Its title as printed there, when it is.
    pub title: Option<String>,
    /// Its address or path, when one is given.
    pub address: Option<String>,
}

impl Article {
    /// The identifier of an article with these parts.
    #[must_use]
    pub fn make_id(capture: Id, extractor: u32, text: &str) -> Id {
        Id::of("article", [capture.bytes().as_slice(), &extractor.to_be_bytes(), text.as_bytes()])
    }

    /// An article of which nothing is known but its text.
    #[must_use]
    pub fn bare(capture: Id, extractor: u32, text: String) -> Self {
        Self {
            id: Self::make_id(capture, extractor, &text),
            capture,
            extractor,
            address: None,
            text,
            zones: Vec::new(),
            title: None,
            authors: Vec::new(),
            outlet: None,
            credits: Vec::new(),
            section: None,
            language: None,
            published: Dating::default(),
            modified: Dating::default(),
            related: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The zone that holds the byte at `at`; `None` on a line break or past the end.
    #[must_use]
    pub fn zone_at(&self, at: usize) -> Option<&Zone> {
        let idx = self.zones.partition_point(|zone| zone.span.end() <= at);
        self.zones.get(idx).filter(|zone| zone.span.holds(at))
    }

    /// The blocks of one kind of zone, joined by line breaks.
    #[must_use]
    pub fn zone_text(&self, kinds: &[ZoneKind]) -> String {
        let wanted = self.zones.iter().filter(|zone| kinds.contains(&zone.kind));
        wanted.map(|zone| zone.span.of(&self.text)).collect::<Vec<_>>().join("\n")
    }

    /// The outlet's name for people: its name, else its site, else `outlet not stated`.
    #[must_use]
    pub fn outlet_name(&self) -> &str {
        self.outlet.as_ref().map_or("outlet not stated", |outlet| &outlet.value.name)
    }

    /// The title for people: the title, else the start of the first block that is no furniture.
    #[must_use]
    pub fn title_or_start(&self) -> &str {
        if let Some(title) = &self.title {
            return &title.value;
        }
        let line = self.opening().and_then(|span| span.get(&self.text)).unwrap_or_default();
        &line[..line.floor_char_boundary(80)]
    }

    /// Where the first block stands that is no furniture; of a page that is all furniture, the first.
    #[must_use]
    pub fn opening(&self) -> Option<Span> {
        let is_own = |zone: &&Zone| matches!(zone.kind, ZoneKind::Title | ZoneKind::Body);
        self.zones.iter().find(is_own).or(self.zones.first()).map(|zone| zone.span)
    }
}
