//! Dates as people and programs write them, in many languages: whole, or without year or day.

use crate::date::{
    beside,
    lex::{Kind, Lexed},
    numeric::settle,
    reader::{Core, Reader},
};
use jiff::civil::{Date, Weekday};
use onrecord_model::dating::WrittenTime;
use onrecord_text::Span;

pub use crate::date::habits::Habits;

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
/// Every date written in `text`, in order, without overlaps.
#[must_use]
pub fn dates(text: &str, habits: &Habits) -> Vec<Written> {
    dates_of(&Lexed::new(text), habits)
}

/// As [`dates`], of a text in pieces.
pub(super) fn dates_of(lexed: &Lexed, habits: &Habits) -> Vec<Written> {
    let reader = Reader { lexed, habits };
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

impl Reader<'_> {
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
            ("26 | 01 | 2022", "de", "2022-01-26"),
            ("2022•01•26", "en", "2022-01-26"),
            ("1 | 2 | 16", "de", ""),
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
