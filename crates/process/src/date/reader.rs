//! Reading a date piece by piece: what stands at a place, and the parts of a date found so far.

use crate::date::{
    habits::Habits,
    lex::{Kind, Lexed},
    words,
};
use jiff::civil::Date;

/// The core of a date: year, month, day, other reading.
#[derive(Clone, Copy, Debug)]
pub struct Core {
    /// The year, when written.
    pub year: Option<i16>,
    /// The month, from 1 to 12.
    pub month: i8,
    /// The day of the month, when written.
    pub day: Option<i8>,
    /// The other reading of a day such as 04/05/2016.
    pub other: Option<Date>,
}

impl Core {
    /// A date of these parts, if there is one.
    pub fn new(year: Option<i16>, month: i8, day: Option<i8>) -> Option<Self> {
        // 2000 stands in for an unknown year, since it has a 29 February.
        Date::new(year.unwrap_or(2000), month, day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day, other: None })
    }
}

/// The pieces of a text with the habits of its page.
pub struct Reader<'r> {
    /// The pieces.
    pub lexed: &'r Lexed<'r>,
    /// The habits.
    pub habits: &'r Habits<'r>,
}

/// Whether a month's name may stand without more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Partial {
    /// No.
    No,
    /// Beside a day.
    WithDay,
}

impl Reader<'_> {
    /// A month's name of one or two words at `idx`, with the index after it.
    pub fn month_name(&self, idx: usize, partial: Partial) -> Option<(i8, usize)> {
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
    pub fn may_be_partial(&self, idx: usize) -> bool {
        self.lexed.word(idx).is_some_and(|word| {
            word.len() > 4 || words::is_month_of(word, self.habits.language.unwrap_or("en"))
        })
    }

    pub fn day_number(&self, idx: usize) -> Option<i8> {
        let (day, 1..=2) = self.lexed.number(idx)? else { return None };
        let is_time = self.lexed.is_mark(idx + 1, &[':']);
        i8::try_from(day).ok().filter(|day| (1..=31).contains(day) && !is_time)
    }

    /// Whether the pieces are part of a longer number or path, such as an address of four numbers.
    pub fn is_inside_number(&self, idx: usize, after: usize) -> bool {
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

    pub fn is_month(&self, idx: usize) -> bool {
        self.lexed.word(idx).is_some_and(|word| words::month(word, self.habits.language).is_some())
    }

    pub fn is_capital(&self, idx: usize) -> bool {
        self.lexed
            .word(idx)
            .and_then(|word| word.chars().next())
            .is_some_and(|c| !c.is_ascii_lowercase())
    }

    pub fn separator(&self, idx: usize) -> Option<char> {
        let piece = self.lexed.pieces.get(idx)?;
        match piece.kind {
            Kind::Mark('-' | '–' | '−' | '‑') if !piece.is_spaced => Some('-'),
            Kind::Mark('/' | '／') => Some('/'),
            // Designs set the three numbers apart: `26 | 01 | 2022`, `2022•01•26`.
            Kind::Mark(mark @ ('|' | '•')) => Some(mark),
            Kind::Mark('.' | '．') if !piece.is_spaced => Some('.'),
            _ => None,
        }
    }
}
