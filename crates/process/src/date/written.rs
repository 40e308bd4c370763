//! Dates as people and programs write them, in many languages: whole, or without year or day.

use crate::date::{
    beside, calendar,
    daytime::time_at,
    lex::{Kind, Lexed},
    words,
};
use jiff::civil::{Date, Weekday};
use onrecord_model::dating::WrittenTime;
use onrecord_text::Span;

/// A date as written: what is there and nothing more.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Written {
    /// The words of the date itself, without weekday and time.
    pub span: Span,
    /// The words with weekday and time.
    pub whole: Span,
    /// The year, when written.
    pub year: Option<i16>,
    /// The month, from 1 to 12.
    pub month: i8,
    /// The day of the month, when written.
    pub day: Option<i8>,
    /// The other reading of a day such as 04/05/2016, when nothing excludes it.
    pub other: Option<Date>,
    /// The weekday written beside it.
    pub weekday: Option<Weekday>,
    /// The time of day written beside it.
    pub time: Option<WrittenTime>,
}

impl Written {
    /// The day, when year, month and day are written.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day?).ok()
    }
}

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

/// Every date written in `text`, in order, without overlaps.
#[must_use]
pub fn dates(text: &str, habits: &Habits) -> Vec<Written> {
    let lexed = Lexed::new(text);
    let reader = Reader { lexed: &lexed, habits };
    let mut found = Vec::new();
    let mut idx = 0;
    while idx < lexed.pieces.len() {
        match reader.date_at(idx) {
            Some((written, after)) => {
                found.push(written);
                idx = after;
            }
            None => idx += 1,
        }
    }
    found
}

/// The core of a date: year, month, day, other reading.
#[derive(Clone, Copy, Debug)]
struct Core {
    year: Option<i16>,
    month: i8,
    day: Option<i8>,
    other: Option<Date>,
}

impl Core {
    fn new(year: Option<i16>, month: i8, day: Option<i8>) -> Option<Self> {
        // 2000 stands in for an unknown year, since it has a 29 February.
        Date::new(year.unwrap_or(2000), month, day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day, other: None })
    }
}

struct Reader<'r> {
    lexed: &'r Lexed<'r>,
    habits: &'r Habits<'r>,
}

impl<'r> Reader<'r> {
    fn date_at(&self, idx: usize) -> Option<(Written, usize)> {
        let (core, after) = match self.lexed.pieces.get(idx)?.kind {
            Kind::Number(value, 8) => (self.compact(value)?, idx + 1),
            Kind::Number(value, 3..=4) => self.year_first(value, idx)?,
            Kind::Number(value, 1..=2) => {
                self.numeric(idx).or_else(|| self.day_first(value, idx))?
            }
            Kind::Word => self.month_first(idx).or_else(|| self.era(idx))?,
            _ => return None,
        };
        if self.is_inside_number(idx, after) {
            return None;
        }
        let span = self.lexed.span(idx, after);
        let (time, from, to) = beside::time(self.lexed, idx, after, self.habits.language);
        let weekday = beside::weekday(self.lexed, idx, after, self.habits.language);
        let core = settle(core, weekday);
        let whole = self.lexed.span(from, to);
        let Core { year, month, day, other } = core;
        Some((Written { span, whole, year, month, day, other, weekday, time }, after.max(to)))
    }

    /// 20160407.
    fn compact(&self, value: u64) -> Option<Core> {
        let year = calendar::full_year(value / 10_000)?;
        Core::new(Some(year), i8::try_from(value / 100 % 100).ok()?, i8::try_from(value % 100).ok())
    }

    /// 2016-04-07, 2016年4月7日, 2016. április 7., 2016 April 7, 1395/01/19.
    fn year_first(&self, value: u64, idx: usize) -> Option<(Core, usize)> {
        if let Some((core, after)) = self.year_month_day(value, idx) {
            return Some((core, after));
        }
        let year = calendar::full_year(value)?;
        if self.lexed.is_word(idx + 1, &["年", "년"]) {
            let (core, after) = self.month_day_han(idx + 2)?;
            return Some((Core::new(Some(year), core.month, core.day)?, after));
        }
        // Lithuanian and Latvian put a word or its initial after the year, Basque an ending.
        let mut at = self.lexed.skip_marks(idx + 1, &['.', ',', '-']);
        at += usize::from(self.lexed.is_word(at, &["m", "gada", "g", "ko", "eko", "urteko"]));
        at = self.lexed.skip_marks(at, &['.']);
        if let Some((day, 1..=2)) = self.lexed.number(at) {
            let month = self.lexed.skip_marks(at + 1, &['.']);
            let (month, after) = self.month_name(month, Partial::No)?;
            return Some((Core::new(Some(year), month, i8::try_from(day).ok())?, after));
        }
        let (month, after) = self.month_name(at, Partial::No)?;
        let at = self.lexed.skip_marks(after, &['.', '-', ',']);
        let day = self.day_number(at);
        match day.and_then(|day| Core::new(Some(year), month, Some(day))) {
            Some(core) => Some((core, at + 1)),
            // The year of `in 2016 March` belongs together; that of `by 2016. March 7` does not.
            None if at == after && after == idx + 2 => {
                Some((Core::new(Some(year), month, None)?, after))
            }
            None => None,
        }
    }

    fn year_month_day(&self, value: u64, idx: usize) -> Option<(Core, usize)> {
        let separator = self.separator(idx + 1)?;
        let (month, 1..=2) = self.lexed.number(idx + 2)? else { return None };
        if self.separator(idx + 3) != Some(separator) {
            return None;
        }
        let (day, 1..=2) = self.lexed.number(idx + 4)? else { return None };
        let month = i8::try_from(month).ok()?;
        if (1300..1500).contains(&value) {
            let date = calendar::persian(value, i16::from(month), day)?;
            return Some((Core::new(Some(date.year()), date.month(), Some(date.day()))?, idx + 5));
        }
        let core = Core::new(Some(calendar::full_year(value)?), month, i8::try_from(day).ok())?;
        Some((core, idx + 5))
    }

    /// 07.04.2016, 4/7/16.
    fn numeric(&self, idx: usize) -> Option<(Core, usize)> {
        let (first, _) = self.lexed.number(idx)?;
        let separator = self.separator(idx + 1)?;
        let (second, 1..=2) = self.lexed.number(idx + 2)? else { return None };
        if self.separator(idx + 3) != Some(separator) {
            return None;
        }
        let (third, n_digits) = self.lexed.number(idx + 4)?;
        let year = match n_digits {
            4 => calendar::full_year(third)?,
            2 => calendar::short_year(third, self.habits.captured_on)?,
            _ => return None,
        };
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        let day_first = Core::new(Some(year), second, Some(first));
        let month_first = Core::new(Some(year), first, Some(second));
        // Stops between numbers are a habit of countries that put the day first.
        let order = if separator == '.' { Order::DayFirst } else { self.habits.order };
        let core = match (order, day_first, month_first) {
            (Order::DayFirst, Some(core), _) | (_, Some(core), None) => core,
            (Order::MonthFirst, _, Some(core)) | (_, None, Some(core)) => core,
            (_, Some(core), Some(usual)) => Core {
                other: Date::new(year, core.month, core.day?).ok().filter(|_| first != second),
                ..usual
            },
            (_, None, None) => return None,
        };
        Some((core, idx + 5))
    }

    /// 7 April 2016, 7. dubna 2016, 7 de abril de 2016, 4月7日, 7 tháng 4 năm 2016.
    fn day_first(&self, value: u64, idx: usize) -> Option<(Core, usize)> {
        if let Some(found) = self.month_day_han(idx) {
            return Some(found);
        }
        let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
        let mut at = idx + 1;
        if self.lexed.pieces.get(at).is_some_and(|piece| !piece.is_spaced) {
            at = self.lexed.skip_marks(at, &['.', 'º', 'ª', '°', '-', '/', '–', ',', '\'', '’']);
            at += usize::from(self.lexed.is_word(at, &ORDINALS) && !self.is_month(at));
        }
        at += usize::from(self.lexed.is_word(at, &OF) && !self.is_month(at));
        at = self.lexed.skip_marks(at, &['-', '/', '\'', '’', ',']);
        if self.lexed.is_word(at, &["tháng", "Tháng"]) {
            let (month, 1..=2) = self.lexed.number(at + 1)? else { return None };
            return self.with_year(i8::try_from(month).ok()?, Some(day), at + 2);
        }
        if let Some(found) = self.persian(value, at) {
            return Some(found);
        }
        let (month, after) = self.month_name(at, Partial::WithDay)?;
        let (core, end) = self.with_year(month, Some(day), after)?;
        if core.year.is_none() && !self.may_be_partial(at) {
            return None;
        }
        Some((core, end))
    }

    fn persian(&self, day: u64, at: usize) -> Option<(Core, usize)> {
        let month = calendar::persian_month(self.lexed.word(at)?)?;
        let (year, 4) = self.lexed.number(at + 1)? else { return None };
        let date = calendar::persian(year, month, day)?;
        Some((Core::new(Some(date.year()), date.month(), Some(date.day()))?, at + 2))
    }

    /// April 7, 2016; April 2016; Tháng 4 2016.
    fn month_first(&self, idx: usize) -> Option<(Core, usize)> {
        let is_followed =
            self.lexed.pieces[idx + 1..].iter().take(4).any(|p| matches!(p.kind, Kind::Number(..)));
        if !is_followed {
            return None;
        }
        if self.lexed.is_word(idx, &["tháng", "Tháng"]) {
            let (month, 1..=2) = self.lexed.number(idx + 1)? else { return None };
            let (core, end) = self.with_year(i8::try_from(month).ok()?, None, idx + 2)?;
            return core.year.map(|_| (core, end));
        }
        let (month, after) = self.month_name(idx, Partial::No)?;
        let mut at = self.lexed.skip_marks(after, &['.', '-', '/']);
        at += usize::from(self.lexed.is_word(at, &OF));
        if let Some((year, 4)) = self.lexed.number(at) {
            return Some((Core::new(Some(calendar::full_year(year)?), month, None)?, at + 1));
        }
        at = self.lexed.skip_marks(at, &[',', '\'', '’']);
        if let Some((year, 4)) = self.lexed.number(at) {
            return Some((Core::new(Some(calendar::full_year(year)?), month, None)?, at + 1));
        }
        let day = self.day_number(at)?;
        let mut end = at + 1;
        if self.lexed.pieces.get(end).is_some_and(|piece| !piece.is_spaced) {
            end += usize::from(self.lexed.is_word(end, &ORDINALS));
        }
        let (core, end) = self.with_year(month, Some(day), end)?;
        if core.year.is_none() && !(self.may_be_partial(idx) && self.is_capital(idx)) {
            return None;
        }
        Some((core, end))
    }

    /// 平成28年4月7日.
    fn era(&self, idx: usize) -> Option<(Core, usize)> {
        let era = self.lexed.joined(idx, idx + 1, 6)?;
        let (year, _) = self.lexed.number(idx + 2)?;
        let year = calendar::era_year(era, year)?;
        let (core, after) =
            self.month_day_han(idx + 4).filter(|_| self.lexed.is_word(idx + 3, &["年"]))?;
        Some((Core::new(Some(year), core.month, core.day)?, after))
    }

    /// 4月7日, 4월 7일.
    fn month_day_han(&self, idx: usize) -> Option<(Core, usize)> {
        let (month, 1..=2) = self.lexed.number(idx)? else { return None };
        if !self.lexed.is_word(idx + 1, &["月", "월"]) {
            return None;
        }
        let month = i8::try_from(month).ok()?;
        let has_day =
            self.lexed.word(idx + 3).is_some_and(|word| word.starts_with(['日', '일', '號', '号']));
        match self.lexed.number(idx + 2).filter(|_| has_day) {
            Some((day, _)) => Some((Core::new(None, month, i8::try_from(day).ok())?, idx + 4)),
            None => Some((Core::new(None, month, None)?, idx + 2)),
        }
    }

    /// Adds the year that may follow day and month.
    fn with_year(&self, month: i8, day: Option<i8>, after: usize) -> Option<(Core, usize)> {
        let without = Core::new(None, month, day)?;
        let mut at = self.lexed.skip_marks(after, &['.', ',', '-', '/', '–', '\'', '’', ';']);
        // At most two: Thai writes `พ.ศ.` before a year.
        for _ in 0..2 {
            at += usize::from(self.lexed.is_word(at, &YEAR_OF));
            at = self.lexed.skip_marks(at, &['.', '\'', '’']);
        }
        let year = match self.lexed.number(at) {
            Some((year, 4)) => calendar::full_year(year),
            // A year of two digits needs a sign: `7-Apr-16`, `7 Apr ’16`; `June 8-11` are two days.
            Some((year, 2)) if at > after && self.is_short_year(after, at) => {
                calendar::short_year(year, self.habits.captured_on)
            }
            _ => None,
        };
        // Unix and Java programs write the year last: `Apr 7 19:45:37 CEST 2016`.
        if let Some((_, end)) =
            time_at(self.lexed, after).filter(|(_, end)| year.is_none() && *end >= after + 5)
            && let Some((late, 4)) = self.lexed.number(end)
            && let Some(core) =
                calendar::full_year(late).and_then(|year| Core::new(Some(year), month, day))
        {
            return Some((core, end + 1));
        }
        match year.and_then(|year| Core::new(Some(year), month, day)) {
            Some(core) => Some((core, at + 1)),
            None => Some((without, after)),
        }
    }

    /// Whether the number at `at` is a year of two digits after a month that ends before `after`.
    fn is_short_year(&self, after: usize, at: usize) -> bool {
        let is_joined = |idx: usize| self.lexed.is_mark(idx, &['-', '/']);
        self.lexed.is_mark(at - 1, &['\'', '’'])
            || (is_joined(at - 1)
                && after >= 2
                && is_joined(after - 2)
                && !self.lexed.is_spaced(at))
    }

    /// A month's name of one or two words at `idx`, with the index after it.
    fn month_name(&self, idx: usize, partial: Partial) -> Option<(i8, usize)> {
        let word = self.lexed.word(idx)?;
        // The longest month name takes 30 bytes in any script, two words 40.
        if word.len() > 45 {
            return None;
        }
        let language = self.habits.language;
        let next = self.lexed.pieces.get(idx + 1).filter(|piece| {
            matches!(piece.kind, Kind::Word) || (piece.kind == Kind::Mark('.') && !piece.is_spaced)
        });
        // Thai short forms hold a stop, Levantine and Irish names two words.
        let is_longer_script = !word.is_ascii() || language == Some("ga");
        if let Some(next) = next.filter(|_| is_longer_script) {
            let end = if next.kind == Kind::Word { idx + 1 } else { idx + 2 };
            let joined = self.lexed.joined(idx, end, 60);
            let month = joined.and_then(|joined| words::month(joined, language));
            if let Some(month) = month {
                return Some((month, self.lexed.skip_marks(end + 1, &['.'])));
            }
        }
        let month = words::month(word, language)?;
        let is_pair = self.lexed.is_mark(idx + 1, &['/'])
            && !self.lexed.pieces[idx + 1].is_spaced
            && partial == Partial::WithDay;
        // Some Arabic pages write both names: نيسان/أبريل.
        let second = if is_pair {
            self.lexed.word(idx + 2).and_then(|word| words::month(word, language))
        } else {
            None
        };
        Some((month, if second == Some(month) { idx + 3 } else { idx + 1 }))
    }

    /// Whether a month's name may be trusted without a year: a name in full, or short in the
    /// language of the text; `set 7` is no date on an English page.
    fn may_be_partial(&self, idx: usize) -> bool {
        self.lexed.word(idx).is_some_and(|word| {
            word.len() > 4 || words::is_month_of(word, self.habits.language.unwrap_or("en"))
        })
    }

    fn day_number(&self, idx: usize) -> Option<i8> {
        let (day, 1..=2) = self.lexed.number(idx)? else { return None };
        let is_time = self.lexed.is_mark(idx + 1, &[':']);
        i8::try_from(day).ok().filter(|day| (1..=31).contains(day) && !is_time)
    }

    /// Whether the pieces are part of a longer number or path, such as an address of four numbers.
    fn is_inside_number(&self, idx: usize, after: usize) -> bool {
        let is_number =
            |at: usize| matches!(self.lexed.pieces.get(at).map(|p| p.kind), Some(Kind::Number(..)));
        let is_joint = |at: usize| {
            self.lexed.is_mark(at, &['.', ',', '/', '-', ':']) && !self.lexed.pieces[at].is_spaced
        };
        let before = idx >= 2
            && is_number(idx)
            && !self.lexed.pieces[idx].is_spaced
            && is_joint(idx - 1)
            && is_number(idx - 2);
        // `June 8-11` is a day and the end of a span of days.
        let behind = is_number(idx)
            && is_joint(after)
            && self.lexed.pieces.get(after + 1).is_some_and(|next| !next.is_spaced)
            && is_number(after + 1)
            && is_number(after - 1)
            && !self.lexed.is_mark(after, &[':', ',']);
        before || behind
    }

    fn is_month(&self, idx: usize) -> bool {
        self.lexed.word(idx).is_some_and(|word| words::month(word, self.habits.language).is_some())
    }

    fn is_capital(&self, idx: usize) -> bool {
        self.lexed
            .word(idx)
            .and_then(|word| word.chars().next())
            .is_some_and(|c| !c.is_ascii_lowercase())
    }

    fn separator(&self, idx: usize) -> Option<char> {
        let piece = self.lexed.pieces.get(idx)?;
        match piece.kind {
            Kind::Mark('-' | '–' | '−' | '‑') if !piece.is_spaced => Some('-'),
            Kind::Mark('/' | '／') => Some('/'),
            Kind::Mark('.' | '．') if !piece.is_spaced => Some('.'),
            _ => None,
        }
    }
}

/// Whether a month's name may stand without more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Partial {
    No,
    WithDay,
}

/// Letters that make a number an ordinal, right after it.
const ORDINALS: [&str; 18] = [
    "st", "nd", "rd", "th", "ST", "ND", "RD", "TH", "er", "re", "ro", "a", "e", "an", "ta", "η",
    "ης", "го",
];

/// Words between a day and its month, in the languages that have them.
const OF: [&str; 15] =
    ["of", "de", "d", "del", "di", "da", "do", "na", "ng", "ta", "din", "a", "den", "من", "ב"];

/// Words between a month and its year.
const YEAR_OF: [&str; 13] =
    ["de", "del", "of", "da", "do", "di", "năm", "ศ", "rok", "พ", "ko", "г", "Năm"];

/// Chooses between two readings of a date of numbers by the weekday beside it.
fn settle(core: Core, weekday: Option<Weekday>) -> Core {
    let (Some(other), Some(weekday), Some(year), Some(day)) =
        (core.other, weekday, core.year, core.day)
    else {
        return core;
    };
    let is_first = Date::new(year, core.month, day).is_ok_and(|date| date.weekday() == weekday);
    match (is_first, other.weekday() == weekday) {
        (true, false) => Core { other: None, ..core },
        (false, true) => Core {
            year: Some(other.year()),
            month: other.month(),
            day: Some(other.day()),
            other: None,
        },
        _ => core,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str, language: Option<&str>, host: &str) -> String {
        let habits = Habits::of(language, Some(host), date(2022, 6, 1));
        let line = |written: &Written| {
            let year = written.year.map_or("****".to_owned(), |year| year.to_string());
            let day = written.day.map_or("**".to_owned(), |day| format!("{day:02}"));
            let other = written.other.map_or(String::new(), |day| format!(" or {day}"));
            let time = written.time.as_ref().map_or(String::new(), |time| {
                format!(
                    " {:02}:{:02}{}",
                    time.hour,
                    time.minute,
                    time.zone.as_deref().unwrap_or("")
                )
            });
            let weekday = written.weekday.map_or(String::new(), |day| format!(" {day:?}"));
            format!("{year}-{:02}-{day}{other}{time}{weekday}", written.month)
        };
        dates(text, &habits).iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn dates_are_read_in_many_languages() {
        for (text, language, expected) in [
            ("2016-04-07T19:45:37+02:00", "en", "2016-04-07 19:45+02:00"),
            ("2016-04-07 19:45:37", "en", "2016-04-07 19:45"),
            ("20160407T194537Z", "en", "2016-04-07"),
            ("Thu, 07 Apr 2016 17:45:37 GMT", "en", "2016-04-07 17:45GMT Thursday"),
            ("Thu Apr 7, 2016 19:45:37", "en", "2016-04-07 19:45 Thursday"),
            ("April 7th, 2016 at 3 p.m. EDT", "en", "2016-04-07 15:00EDT"),
            ("7:45 PM, Thursday, April 7, 2016", "en", "2016-04-07 19:45 Thursday"),
            ("7 April, 2016", "en", "2016-04-07"),
            ("Thu Apr 07 19:45:37 CEST 2016", "en", "2016-04-07 19:45CEST Thursday"),
            ("the 7th of April 2016", "en", "2016-04-07"),
            ("7-Apr-16", "en", "2016-04-07"),
            ("June 8-11", "en", "****-06-08"),
            ("7 Apr ’16", "en", "2016-04-07"),
            ("Apr.7.2016", "en", "2016-04-07"),
            ("BRENMARK, November 14. /NA/.", "en", "****-11-14"),
            ("it may 14 times", "en", ""),
            ("in March 2011", "en", "2011-03-**"),
            ("7. April 2016, 19.45 Uhr", "de", "2016-04-07 19:45"),
            ("Donnerstag, 7. Apr. 2016", "de", "2016-04-07 Thursday"),
            ("07.04.16", "de", "2016-04-07"),
            ("7. 4. 2016", "cs", "2016-04-07"),
            ("7. dubna 2016", "cs", "2016-04-07"),
            ("le jeudi 7 avril 2016 à 19h45", "fr", "2016-04-07 19:45 Thursday"),
            ("1er août 2016", "fr", "2016-08-01"),
            ("7 de abril de 2016", "es", "2016-04-07"),
            ("abril 7, 2016", "es", "2016-04-07"),
            ("7 de abril de 2016 às 19h45", "pt", "2016-04-07 19:45"),
            ("quinta-feira, 7 de abril de 2016", "pt", "2016-04-07 Thursday"),
            ("7 aprile 2016", "it", "2016-04-07"),
            ("7 kwietnia 2016 r.", "pl", "2016-04-07"),
            ("7 listopada 2016", "pl", "2016-11-07"),
            ("7. listopada 2016.", "hr", "2016-10-07"),
            ("7 апреля 2016 г. в 19:45", "ru", "2016-04-07 19:45"),
            ("7 квітня 2016, 19:45", "uk", "2016-04-07 19:45"),
            ("7 Απριλίου 2016", "el", "2016-04-07"),
            ("2016. április 7. 19:45", "hu", "2016-04-07 19:45"),
            ("2016. gada 7. aprīlī", "lv", "2016-04-07"),
            ("2016 m. balandžio 7 d.", "lt", "2016-04-07"),
            ("2016ko apirilaren 7a", "eu", "2016-04-07"),
            ("7. huhtikuuta 2016 klo 19.45", "fi", "2016-04-07"),
            ("7 Nisan 2016 Perşembe 19:45", "tr", "2016-04-07 19:45 Thursday"),
            ("٧ أبريل ٢٠١٦", "ar", "2016-04-07"),
            ("7 نيسان/أبريل 2016", "ar", "2016-04-07"),
            ("7 تشرين الثاني 2016", "ar", "2016-11-07"),
            ("۱۹ فروردین ۱۳۹۵", "fa", "2016-04-07"),
            ("۱۳۹۵/۰۱/۱۹", "fa", "2016-04-07"),
            ("7 באפריל 2016", "he", "2016-04-07"),
            ("७ अप्रैल २०१६", "hi", "2016-04-07"),
            ("৭ এপ্রিল ২০১৬", "bn", "2016-04-07"),
            ("7 เมษายน 2559", "th", "2016-04-07"),
            ("7 เม.ย. 2559 19:45", "th", "2016-04-07 19:45"),
            ("7 เมษายน พ.ศ. 2559", "th", "2016-04-07"),
            ("ngày 7 tháng 4 năm 2016", "vi", "2016-04-07"),
            ("Thứ năm, 7/4/2016, 19:45", "vi", "2016-04-07 19:45 Thursday"),
            ("2016年4月7日 19:45", "zh", "2016-04-07 19:45"),
            ("2016年04月07日 星期四", "zh", "2016-04-07 Thursday"),
            ("平成28年4月7日", "ja", "2016-04-07"),
            ("4月7日（木）", "ja", "****-04-07 Thursday"),
            ("2016년 4월 7일 오후 7:45", "ko", "2016-04-07 19:45"),
            ("2016.04.07 19:45", "ko", "2016-04-07 19:45"),
            ("7 April 2016", "id", "2016-04-07"),
            ("7 tháng 4, 2016", "vi", "2016-04-07"),
        ] {
            assert_eq!(read(text, Some(language), "a.example"), expected, "{text}");
        }
    }

    #[test]
    fn the_order_of_numbers_follows_the_country_and_the_weekday() {
        let check = |text, language, host, expected: &str| {
            assert_eq!(read(text, Some(language), host), expected, "{text} {host}");
        };
        check("04/07/2016", "en", "a.us", "2016-04-07");
        check("04/07/2016", "en", "a.co.uk", "2016-07-04");
        check("04/07/2016", "en", "a.com", "2016-04-07 or 2016-07-04");
        check("Thursday, 04/07/2016", "en", "a.com", "2016-04-07 Thursday");
        check("Monday, 04/07/2016", "en", "a.com", "2016-07-04 Monday");
        check("17/04/2016", "en", "a.us", "2016-04-17");
        check("04/07/2016", "de", "a.com", "2016-07-04");
        check("04.07.2016", "en", "a.com", "2016-07-04");
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "10.2.3.2016",
            "1/2/3/2016",
            "version 3.11.2",
            "+44 20 7946 0018",
            "5-3-1",
            "20161",
            "13/13/2016",
            "2016-02-30",
            "1,234,567",
            "3:07:16",
            "may 7 be",
            "0-4-2016",
            "99999999",
            "set 7",
            "7",
            "",
        ] {
            assert_eq!(read(text, Some("en"), "a.example"), "", "{text}");
        }
    }
}
