//! Articles and dates as records.

use super::{
    Error,
    shape::{Wire, field, key, wrong},
};
use crate::{
    article::{Article, Block, Credit, CreditReach, Field, Place, Related, Zone, ZoneKind},
    dating::{Candidate, Dating, Evidence, EvidenceKind, Inferred, Says, WrittenTime},
    outlet::Outlet,
    passage::Passage,
};
use jiff::civil::{Date, Weekday};
use serde_json::Value;

record!(Article, as "article" {
    id, capture, extractor, address, title, authors, outlet, section, language, published, modified,
    credits, related, zones, problems, text,
});
record!(Zone { span, kind, block });
record!(Credit { name, span, reach });
record!(Related { title, address });
record!(Outlet { name, site });

words!(ZoneKind {
    Title = "title", Header = "header", Body = "body", Caption = "caption", Furniture = "furniture",
});
words!(Block {
    Paragraph = "paragraph", Heading = "heading", ListItem = "list_item", Quotation = "quotation",
    TableRow = "table_row", LiveEntry = "live_entry",
});
words!(CreditReach { Article = "article", Sentence = "sentence", Picture = "picture" });

impl<T: Wire> Wire for Field<T> {
    fn write(&self, out: &mut String) {
        out.push('{');
        field(out, "value", &self.value);
        field(out, "place", &self.place);
        field(out, "others", &self.others);
        out.push('}');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        Ok(Self {
            value: key(value, "value")?,
            place: key(value, "place")?,
            others: key(value, "others")?,
        })
    }
}

/// `{"meta":"og:title"}`, `{"text":[0,12]}`, `{"address":true}`.
impl Wire for Place {
    fn write(&self, out: &mut String) {
        out.push('{');
        match self {
            Place::StructuredData(path) => field(out, "structured_data", path),
            Place::Meta(name) => field(out, "meta", name),
            Place::Element(path) => field(out, "element", path),
            Place::PageTitle => field(out, "page_title", &true),
            Place::Address => field(out, "address", &true),
            Place::Header(name) => field(out, "header", name),
            Place::Text(span) => field(out, "text", span),
        }
        out.push('}');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let Some((name, inner)) = value.as_object().and_then(|object| object.iter().next()) else {
            return Err(wrong("a place", value));
        };
        Ok(match name.as_str() {
            "structured_data" => Place::StructuredData(Wire::read(inner)?),
            "meta" => Place::Meta(Wire::read(inner)?),
            "element" => Place::Element(Wire::read(inner)?),
            "page_title" => Place::PageTitle,
            "address" => Place::Address,
            "header" => Place::Header(Wire::read(inner)?),
            "text" => Place::Text(Wire::read(inner)?),
            _ => return Err(wrong("a place", value)),
        })
    }
}

record!(Dating, as "dating" { best, time, not_before, not_after, candidates, inferred, has_conflict, evidence });
record!(Candidate { day, weight });
record!(WrittenTime { hour, minute, zone });
record!(Evidence { kind, says, place, quoted, span, reliability, refused });
words!(EvidenceKind {
    StructuredData = "structured_data", Meta = "meta", TimeElement = "time_element",
    Address = "address", HeaderDate = "header_date", Dateline = "dateline",
    WeekdayWord = "weekday_word", TimeWord = "time_word", PastDate = "past_date",
    RelatedPath = "related_path", SiteClock = "site_clock", PageDate = "page_date",
    HttpHeader = "http_header", FeedEntry = "feed_entry", CaptureTime = "capture_time",
    Copy = "copy", Version = "version", Anchor = "anchor", Fact = "fact", Decision = "decision",
});

/// The inferred parts by name, such as `["year"]`; left out when nothing was inferred.
impl Wire for Inferred {
    fn write(&self, out: &mut String) {
        let parts = [(self.year, "year"), (self.month, "month"), (self.day, "day")];
        let named = parts.iter().filter(|part| part.0).map(|part| part.1.to_owned());
        named.collect::<Vec<_>>().write(out);
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let parts = Vec::<String>::read(value)?;
        let has = |name: &str| parts.iter().any(|part| part == name);
        Ok(Self { year: has("year"), month: has("month"), day: has("day") })
    }

    fn is_absent(&self) -> bool {
        *self == Self::default()
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

/// The operator and its operands: `["EQUALS","2016-04-07"]`, `["WEEKDAY",4]` (Monday is 1).
impl Wire for Says {
    fn write(&self, out: &mut String) {
        let text = match self {
            Says::Equals(day) => format!("[\"EQUALS\",\"{day}\"]"),
            Says::NotBefore(day) => format!("[\"NOT_BEFORE\",\"{day}\"]"),
            Says::NotAfter(day) => format!("[\"NOT_AFTER\",\"{day}\"]"),
            Says::Weekday(day) => format!("[\"WEEKDAY\",{}]", day.to_monday_one_offset()),
            Says::MonthDay(month, day) => format!("[\"MONTHDAY\",{month},{day}]"),
            Says::Month(month) => format!("[\"MONTH\",{month}]"),
            Says::YearAtLeast(year) => format!("[\"YEAR_AT_LEAST\",{year}]"),
            Says::WithinDaysAfter(day, days) => {
                format!("[\"WITHIN_DAYS_AFTER\",\"{day}\",{days}]")
            }
        };
        out.push_str(&text);
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let operand = |idx: usize| value.get(idx).ok_or_else(|| wrong("an operator", value));
        let day = || Date::read(operand(1)?);
        Ok(match operand(0)?.as_str() {
            Some("EQUALS") => Says::Equals(day()?),
            Some("NOT_BEFORE") => Says::NotBefore(day()?),
            Some("NOT_AFTER") => Says::NotAfter(day()?),
            Some("WEEKDAY") => {
                let day = Weekday::from_monday_one_offset(i8::read(operand(1)?)?);
                Says::Weekday(day.map_err(|_| wrong("a weekday", value))?)
            }
            Some("MONTHDAY") => Says::MonthDay(i8::read(operand(1)?)?, i8::read(operand(2)?)?),
            Some("MONTH") => Says::Month(i8::read(operand(1)?)?),
            Some("YEAR_AT_LEAST") => Says::YearAtLeast(i16::read(operand(1)?)?),
            Some("WITHIN_DAYS_AFTER") => Says::WithinDaysAfter(day()?, u16::read(operand(2)?)?),
            _ => return Err(wrong("an operator", value)),
        })
    }
}

/// A passage with its place and its exact text, enough to check it against the archive.
impl Wire for Passage {
    fn write(&self, out: &mut String) {
        out.push('{');
        field(out, "article", &self.article());
        field(out, "capture", &self.capture());
        field(out, "span", &self.span());
        field(out, "exact", &self.exact().to_owned());
        field(out, "prefix", &self.prefix().to_owned());
        field(out, "suffix", &self.suffix().to_owned());
        out.push('}');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let text = [key(value, "prefix")?, key(value, "exact")?, key(value, "suffix")?];
        Ok(Self::recall(key(value, "article")?, key(value, "capture")?, key(value, "span")?, text))
    }
}
