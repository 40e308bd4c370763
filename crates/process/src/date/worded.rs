//! Dates with a month's name or sign: 7 April 2016, April 7, 2016年4月7日, 7 tháng 4 năm 2016.

use crate::date::{
    calendar,
    daytime::time_at,
    lex::Kind,
    reader::{Core, Partial, Reader},
};

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

impl Reader<'_> {
    /// 2016-04-07, 2016年4月7日, 2016. április 7., 2016 April 7, 1395/01/19.
    pub fn year_first(&self, value: u64, idx: usize) -> Option<(Core, usize)> {
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

    /// 7 April 2016, 7. dubna 2016, 7 de abril de 2016, 4月7日, 7 tháng 4 năm 2016.
    pub fn day_first(&self, value: u64, idx: usize) -> Option<(Core, usize)> {
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
    pub fn month_first(&self, idx: usize) -> Option<(Core, usize)> {
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
    pub fn era(&self, idx: usize) -> Option<(Core, usize)> {
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
}
