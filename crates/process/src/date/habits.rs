//! What a reader of dates must know beforehand: the language, whether day or month comes first.

use jiff::civil::Date;

/// Whether day or month comes first in a date of numbers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// 31/12/2016.
    DayFirst,
    /// 12/31/2016.
    MonthFirst,
    /// Either is usual where the page comes from, the second more so.
    Unsure,
}

/// What a reader of dates must know beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Habits<'l> {
    /// ISO 639 code of the language, where known.
    pub language: Option<&'l str>,
    /// Whether day or month comes first.
    pub order: Order,
    /// The day of the capture, for years of two digits.
    pub captured_on: Date,
}

impl<'l> Habits<'l> {
    /// The habits of a page by its language and its host's top-level domain.
    #[must_use]
    pub fn of(language: Option<&'l str>, host: Option<&str>, captured_on: Date) -> Self {
        // English is the one large language whose countries differ; of these domains all but those
        // of the United States and the Philippines put the day first.
        let ending = host.and_then(|host| host.rsplit('.').next()).unwrap_or_default();
        let order = match (language, ending) {
            (_, "us" | "gov" | "mil" | "ph") => Order::MonthFirst,
            (None | Some("en"), _)
                if ending.len() != 2 || matches!(ending, "ca" | "io" | "co" | "tv" | "me") =>
            {
                Order::Unsure
            }
            (Some("tl" | "ceb"), _) => Order::MonthFirst,
            _ => Order::DayFirst,
        };
        Self { language, order, captured_on }
    }
}
