//! Date evidence, candidates, interval, precision.

use jiff::civil::{Date, Weekday};
use onrecord_text::Span;

/// What is known of the day of something, with every piece of evidence.
///
/// The default says that nothing is known.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Dating {
    /// The day, when the evidence singles one out.
    pub best: Option<Date>,
    /// The time of day as written, never converted; only ever beside a `best` from the same place.
    pub time: Option<WrittenTime>,
    /// No earlier than this day; `None` when nothing bounds it.
    pub not_before: Option<Date>,
    /// No later than this day; `None` when nothing bounds it.
    pub not_after: Option<Date>,
    /// Days that the evidence leaves possible, likeliest first; empty when there are too many.
    pub candidates: Vec<Candidate>,
    /// Which parts of `best` no single piece of evidence states and that were worked out.
    pub inferred: Inferred,
    /// Whether trusted pieces of evidence name different days.
    pub has_conflict: bool,
    /// Everything that was looked at, used or refused.
    pub evidence: Vec<Evidence>,
}

/// A day that remains possible.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Candidate {
    /// The day.
    pub day: Date,
    /// How likely, from 0 to 1000; the weights of all candidates sum to at most 1000.
    pub weight: u16,
}

/// Which parts of a day were worked out rather than stated; shown in square brackets.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Inferred {
    /// The year was worked out, as from a dateline without a year and a weekday.
    pub year: bool,
    /// The month was worked out.
    pub month: bool,
    /// The day of the month was worked out.
    pub day: bool,
}

/// A time of day as a page writes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WrittenTime {
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
    /// The zone as written (`+02:00`, `GMT`, `Z`), when one is.
    pub zone: Option<String>,
}

/// One piece of evidence for a date: what it says, where it stands, how far it can be trusted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Evidence {
    /// What kind of evidence it is.
    pub kind: EvidenceKind,
    /// What it says of the day.
    pub says: Says,
    /// Where it stands: a field's name (`meta article:published_time`), or a place in the text.
    pub place: String,
    /// The words themselves, as written.
    pub quoted: String,
    /// Where the words stand in the article's text, when they stand there.
    pub span: Option<Span>,
    /// How often evidence of this kind is right, from 0 to 1000; measured where a comment says so.
    pub reliability: u16,
    /// Why it was not used, when it was not.
    pub refused: Option<String>,
}

/// What a piece of evidence says of the day, as a set of days.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Says {
    /// It is this day.
    Equals(Date),
    /// This day or later.
    NotBefore(Date),
    /// This day or earlier.
    NotAfter(Date),
    /// Some such weekday.
    Weekday(Weekday),
    /// Some year's such day: month from 1 to 12, day from 1 to 31.
    MonthDay(i8, i8),
    /// Some year's such month, from 1 to 12.
    Month(i8),
    /// In this year or later.
    YearAtLeast(i16),
    /// From this day up to so many days after it.
    WithinDaysAfter(Date, u16),
}

/// Kinds of date evidence, each with its own reliability.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EvidenceKind {
    /// Structured data: JSON-LD, microdata.
    StructuredData,
    /// A `<meta>` tag.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// The address of the page.
    Address,
    /// A date in the header of the article.
    HeaderDate,
    /// A dateline: `BRENMARK, November 14.`
    Dateline,
    /// A weekday word in the lead: `said on Thursday`.
    WeekdayWord,
    /// A relative or partial time expression: `last September`, `a February report`.
    TimeWord,
    /// A past date named in the text, which the article must follow.
    PastDate,
    /// The path of a related item: `/2016/03/28/`.
    RelatedPath,
    /// A site clock or another date in furniture near the day of capture.
    SiteClock,
    /// A date in a copyright or update line.
    PageDate,
    /// An HTTP header such as `Last-Modified`.
    HttpHeader,
    /// The entry of the feed that led here.
    FeedEntry,
    /// The moment of the capture, an upper bound.
    CaptureTime,
    /// A dated article that this one copies or is copied by.
    Copy,
    /// An earlier capture of the same page, which is dated.
    Version,
    /// A fact dated in another article of the center.
    Anchor,
    /// A fact of public record: a name that is no older.
    Fact,
    /// A person's decision: stands over all other evidence.
    Decision,
}

impl Dating {
    /// Whether a day could be named.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.best.is_some()
    }

    /// The earliest and the latest possible day, where both are known.
    #[must_use]
    pub fn interval(&self) -> Option<(Date, Date)> {
        match self.best {
            Some(day) if self.not_before.is_none() || self.not_after.is_none() => Some((day, day)),
            _ => Some((self.not_before?, self.not_after?)),
        }
    }

    /// The date as people read it: `7 Apr 2016`, inferred parts in brackets (`14 Nov [2019]`), a
    /// question mark while other days remain possible (`[14 Dec 2017?]`), a whole month as such
    /// (`Mar 2011`), or `undated` with what is known (`undated, 11 Dec 2017 or later`; `undated, 14 Nov of
    /// an unknown year`).
    ///
    /// ```
    /// use jiff::civil::date;
    /// use onrecord_model::dating::{Dating, Inferred};
    /// let mut dating = Dating { best: Some(date(2019, 11, 14)), ..Dating::default() };
    /// assert_eq!(dating.label(), "14 Nov 2019");
    /// dating.inferred = Inferred { year: true, ..Inferred::default() };
    /// assert_eq!(dating.label(), "14 Nov [2019]");
    /// assert_eq!(Dating::default().label(), "undated");
    /// ```
    ///
    /// A day that a person decided says so: `14 Nov 2019 (decided)`.
    #[must_use]
    pub fn label(&self) -> String {
        let label = self.bare_label();
        if self.decided().is_some() { label + " (decided)" } else { label }
    }

    /// By whom, when and why it was decided, where a person did.
    #[must_use]
    pub fn decided(&self) -> Option<&str> {
        let decision = |evidence: &&Evidence| evidence.kind == EvidenceKind::Decision;
        self.evidence.iter().find(decision).map(|evidence| evidence.place.as_str())
    }

    fn bare_label(&self) -> String {
        let Some(day) = self.best else { return self.undated_label() };
        let doubt = if self.candidates.len() > 1 { "?" } else { "" };
        let (d, m, y) = (day.day(), MONTHS[day.month() as usize - 1], day.year());
        match (self.inferred.day, self.inferred.month, self.inferred.year) {
            (false, false, false) => format!("{d} {m} {y}{doubt}"),
            (false, false, true) => format!("{d} {m} [{y}{doubt}]"),
            (false, true, true) => format!("{d} [{m} {y}{doubt}]"),
            (false, true, false) => format!("{d} [{m}] {y}{doubt}"),
            (true, false, false) => format!("[{d}] {m} {y}{doubt}"),
            (true, true, false) => format!("[{d} {m}] {y}{doubt}"),
            (true, ..) => format!("[{d} {m} {y}{doubt}]"),
        }
    }

    /// A whole month and nothing narrower: `Mar 2011`, `Feb [2016]`, `[Feb 2016]`.
    fn month_label(&self) -> Option<String> {
        let (from, to) = (self.not_before?, self.not_after?);
        let is_month = from.day() == 1 && to == from.last_of_month();
        let (month, year) = (MONTHS[from.month() as usize - 1], from.year());
        is_month.then(|| match (self.inferred.month, self.inferred.year) {
            (false, false) => format!("{month} {year}"),
            (false, true) => format!("{month} [{year}]"),
            (true, false) => format!("[{month}] {year}"),
            (true, true) => format!("[{month} {year}]"),
        })
    }

    /// Month and day, where they are those of every candidate and only the year is open.
    fn day_of_some_year(&self) -> Option<(i8, i8)> {
        let weight: u16 = self.candidates.iter().map(|candidate| candidate.weight).sum();
        let mut days =
            self.candidates.iter().map(|candidate| (candidate.day.month(), candidate.day.day()));
        let first = days.next()?;
        (weight >= NEARLY_ALL && days.len() > 0 && days.all(|day| day == first)).then_some(first)
    }

    fn undated_label(&self) -> String {
        let written = |day: Date| {
            format!("{} {} {}", day.day(), MONTHS[day.month() as usize - 1], day.year())
        };
        if let Some(month) = self.month_label() {
            return month;
        }
        if let Some((month, day)) = self.day_of_some_year() {
            return format!("undated, {day} {} of an unknown year", MONTHS[month as usize - 1]);
        }
        match (self.not_before, self.not_after) {
            (None, None) => "undated".to_owned(),
            (Some(from), None) => format!("undated, {} or later", written(from)),
            (None, Some(to)) => format!("undated, {} or earlier", written(to)),
            (Some(from), Some(to)) => format!("undated, {} to {}", written(from), written(to)),
        }
    }
}

/// Candidates that together weigh so much, from 0 to 1000, leave hardly any other day.
const NEARLY_ALL: u16 = 800;

/// Short English month names, as dates are shown everywhere.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
