//! The notation of symbols: what the words say before the article's date is known.
//!
//! A symbol that does not start with an anchor is a TIMEX3 value already: `2016-03-14`, `P3D`, `PXM`,
//! `PRESENT_REF`. Otherwise it is an anchor, an operation and perhaps a time of day:
//!
//! | part | written | means |
//! |---|---|---|
//! | anchor | `@` | the article's date |
//! | | `^` | the expression before this one, else the article's date |
//! | | `&` | the expression before this one when it is a quarter, else the last full quarter for quarters, the article's date for the rest |
//! | operation | `-1M`, `+2D`, `+0W` | so many units away, as precise as the unit |
//! | | `-0M` | the anchor's own, also where a narrative is told from date to date |
//! | | `<d5`, `>d5` | the Friday strictly before, strictly after |
//! | | `<=d5`, `>=d5` | the same, but the anchor's own day counts |
//! | | `~d5` | the nearest |
//! | | `~<05-14`, `~>05-14` | the nearest, but before or after where both are far |
//! | | `=SU` | the one in the anchor's year |
//! | | `<<03`, `>>03` | the one in the year before, after the anchor's |
//! | | `y1988` | that year; its quarter when the anchor is a quarter |
//! | a part of the calendar | `d5`, `05`, `05-14`, `SU`, `Q3`, `H1` | weekday, month, month and day, season, quarter, half |
//! | time of day | `TNI`, `T22:30` | added to a day |

/// Where a relative symbol is counted from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Anchor {
    /// The article's date.
    Document,
    /// The expression before.
    Before,
    /// The expression before when it is a quarter, else the article's date: accounts compare a
    /// quarter with the one "a year ago".
    Quarter,
}

/// Which of the recurring parts of the calendar is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Which {
    /// The last one strictly before the anchor.
    Last,
    /// The next one strictly after the anchor.
    Next,
    /// The anchor's own or the last one before.
    UpTo,
    /// The anchor's own or the next one after.
    From,
    /// The nearest.
    Nearest,
    /// The nearest, unless it is far ahead: then the last one.
    NearestOrLast,
    /// The nearest, unless it is far back: then the next one.
    NearestOrNext,
    /// The one in the anchor's year.
    SameYear,
    /// The one in the year before the anchor's.
    YearBefore,
    /// The one in the year after the anchor's.
    YearAfter,
}

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A weekend.
    Weekend,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A part of the calendar that comes back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Recurring {
    /// A weekday, Monday is 1.
    Weekday(i8),
    /// A month.
    Month(i8),
    /// A day of a month.
    MonthDay(i8, i8),
    /// A season: 0 spring, 1 summer, 2 autumn, 3 winter.
    Season(i8),
    /// A quarter from 1 to 4.
    Quarter(i8),
    /// A half year, 1 or 2.
    Half(i8),
}

/// What a relative symbol does to its anchor.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operation {
    /// So many units away.
    Shift(i64, Unit),
    /// A recurring part of the calendar.
    Find(Which, Recurring),
    /// A year, or the anchor's quarter in it.
    InYear(i16),
}

/// A symbol that needs an anchor.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Relative<'s> {
    /// Where it is counted from.
    pub anchor: Anchor,
    /// What it does to the anchor.
    pub operation: Operation,
    /// The time of day with its `T`; empty when there is none.
    pub time: &'s str,
}

/// The season names of TIMEX3 in their order.
pub const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// Units as they are written in symbols.
const UNITS: [(&str, Unit); 11] = [
    ("TS", Unit::Second),
    ("TM", Unit::Minute),
    ("TH", Unit::Hour),
    ("DE", Unit::Decade),
    ("CE", Unit::Century),
    ("WE", Unit::Weekend),
    ("D", Unit::Day),
    ("W", Unit::Week),
    ("M", Unit::Month),
    ("Q", Unit::Quarter),
    ("Y", Unit::Year),
];

/// Reads a symbol that needs an anchor; `None` for a plain value.
#[must_use]
pub fn parse(symbol: &str) -> Option<Relative<'_>> {
    let anchor = match symbol.as_bytes().first()? {
        b'@' => Anchor::Document,
        b'^' => Anchor::Before,
        b'&' => Anchor::Quarter,
        _ => return None,
    };
    let rest = &symbol[1..];
    let (operation, time) = shift(rest).or_else(|| find(rest)).or_else(|| in_year(rest))?;
    (time.is_empty() || time.starts_with('T')).then_some(Relative { anchor, operation, time })
}

fn shift(text: &str) -> Option<(Operation, &str)> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => return None,
    };
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let count: i64 = rest[..n_digits].parse().ok()?;
    let rest = &rest[n_digits..];
    let (name, unit) = UNITS.iter().find(|(name, _)| rest.starts_with(name))?;
    Some((Operation::Shift(sign * count, *unit), &rest[name.len()..]))
}

fn find(text: &str) -> Option<(Operation, &str)> {
    const SIGNS: [(&str, Which); 10] = [
        ("<<", Which::YearBefore),
        (">>", Which::YearAfter),
        ("~<", Which::NearestOrLast),
        ("~>", Which::NearestOrNext),
        ("<=", Which::UpTo),
        (">=", Which::From),
        ("<", Which::Last),
        (">", Which::Next),
        ("~", Which::Nearest),
        ("=", Which::SameYear),
    ];
    let (sign, which) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign))?;
    let (recurring, rest) = recurring(&text[sign.len()..])?;
    Some((Operation::Find(*which, recurring), rest))
}

fn in_year(text: &str) -> Option<(Operation, &str)> {
    let year = text.strip_prefix('y')?;
    Some((Operation::InYear(year.get(..4)?.parse().ok()?), &year[4..]))
}

fn recurring(text: &str) -> Option<(Recurring, &str)> {
    let digit = |at: usize| text.get(at..at + 1)?.parse::<i8>().ok();
    let two = |at: usize| text.get(at..at + 2)?.parse::<i8>().ok();
    if let Some(season) = SEASONS.iter().position(|season| text.starts_with(season)) {
        return Some((Recurring::Season(season as i8), &text[2..]));
    }
    match text.as_bytes().first()? {
        b'd' => Some((Recurring::Weekday(digit(1)?), text.get(2..)?)),
        b'Q' => Some((Recurring::Quarter(digit(1)?), text.get(2..)?)),
        b'H' => Some((Recurring::Half(digit(1)?), text.get(2..)?)),
        _ => {
            let month = two(0).filter(|month| (1..=12).contains(month))?;
            let rest = text.get(2..)?;
            match rest.strip_prefix('-').and_then(|_| two(3)) {
                Some(day) => Some((Recurring::MonthDay(month, day), text.get(5..)?)),
                None => Some((Recurring::Month(month), rest)),
            }
        }
    }
}

/// Fills the names in braces of a rule's symbol: `P{num}{unit}` with 3 and `D` gives `P3D`. After a
/// colon stands what is done to the value first; `None` when that cannot be done.
#[must_use]
pub fn fill<'v>(template: &str, value: impl Fn(&str) -> &'v str) -> Option<String> {
    let (mut out, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        out.push_str(before);
        let (name, change) = name.split_once(':').unwrap_or((name, ""));
        let value = match value(name) {
            // `a week ago`, `at 8 p.m.`
            "" if name == "num" => "1",
            "" if name == "min" => "00",
            value => value,
        };
        out.push_str(&changed(value, change)?);
        rest = after;
    }
    out.push_str(rest);
    tidy(&out)
}

fn changed(value: &str, change: &str) -> Option<String> {
    let number = || value.parse::<i64>().ok();
    Some(match change {
        "" => value.to_owned(),
        "pm" => format!("{:02}", number()? % 12 + 12),
        "am" => format!("{:02}", number()? % 12),
        "century" => format!("{:02}", number()? - 1),
        // Two digits of a year: up to 29 in this century.
        "yy" if number()? < 30 => format!("20{value}"),
        "yy" => format!("19{value}"),
        "next" => (number()? + 1).to_string(),
        // The last two digits of a year in words: `ninety-one`.
        "tens" => number().filter(|n| (10..=99).contains(n))?.to_string(),
        "half" => format!("{}.5", number()?),
        "quarter" => number().filter(|n| (1..=4).contains(n))?.to_string(),
        "decade" => format!("19{}", value.get(..1)?),
        _ => return None,
    })
}

/// Brings a duration into the form of ISO 8601: `P3TH` to `PT3H`, `P2DE` to `P20Y`. A shift by a
/// part of a unit cannot be said.
fn tidy(symbol: &str) -> Option<String> {
    if let Some(body) = symbol.strip_prefix('P').filter(|_| !symbol.contains("_REF")) {
        let n_count =
            body.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'X')).count();
        let (count, unit) = body.split_at(n_count);
        let times = |by: i64| match count.strip_suffix(".5") {
            Some(whole) => whole.parse::<i64>().map(|n| n * by + by / 2).ok(),
            None => count.parse::<i64>().map(|n| n * by).ok(),
        };
        return Some(match unit {
            "TH" | "TM" if count.ends_with(".5") => {
                let (whole, unit) = (count.trim_end_matches(".5"), &unit[1..]);
                let whole = if whole == "0" { String::new() } else { format!("{whole}{unit}") };
                format!("PT{whole}30{}", if unit == "H" { "M" } else { "S" })
            }
            "TH" | "TM" | "TS" => format!("PT{count}{}", &unit[1..]),
            "DE" if count != "X" => format!("P{}Y", times(10)?),
            "CE" if count != "X" => format!("P{}Y", times(100)?),
            "CE" => "PXCE".to_owned(),
            _ => symbol.to_owned(),
        });
    }
    let is_shift = symbol.starts_with(['@', '^', '&']);
    (!is_shift || !symbol.contains('.')).then(|| symbol.to_owned())
}
