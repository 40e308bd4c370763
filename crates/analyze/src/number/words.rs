//! Numbers in words: sums of number words, parts, shares and places in a row.

use super::{
    numerals::Role,
    reader::{Form, Number, Reader},
};
use onrecord_model::figure::Amount;

/// Words before a share that make it an amount: `by a third`.
const SHARE_OPENERS: [&str; 9] =
    ["by", "about", "nearly", "almost", "roughly", "around", "than", "over", "to"];

/// Words that follow a share that stands alone: `a third in May`.
const AFTER_SHARE: [&str; 16] = [
    "in", "since", "from", "as", "after", "to", "compared", "this", "last", "over", "on", "at",
    "and", "but", "while", "when",
];

impl Reader<'_> {
    /// A number in words.
    pub(super) fn words(&self, at: usize) -> Option<Number> {
        let first = self.role(at)?;
        let number = |value, end: usize, form| {
            let span = self.tokens[at].span.cover(self.tokens[end - 1].span);
            Number { span, tokens: at..end, value, form, rest: None }
        };
        match first {
            Role::Ordinal(value) => {
                return Some(number(Amount::whole(value), at + 1, Form::Ordinal));
            }
            // `half` and `треть` stand alone; a bare `quarter` is a part of a year.
            Role::Part(parts) if parts > 3 => return None,
            Role::Part(parts) => return self.part(at, 1, parts).map(|(v, e, f)| number(v, e, f)),
            Role::And => return None,
            Role::Article => {
                // `a` is one only before a scale or a part: a million, a quarter.
                return match self.role(at + 1)? {
                    Role::Part(parts) => {
                        self.part(at + 1, 1, parts).map(|(v, e, f)| number(v, e, f))
                    }
                    Role::Ordinal(parts) if parts > 2 && self.is_share(at) => {
                        Some(number(Amount::ratio(1, parts)?, at + 2, Form::Part))
                    }
                    Role::Hundred | Role::Scale(_) => {
                        let (value, end) = self.sum(at + 1, 1)?;
                        Some(number(Amount::whole(value), end, Form::Words))
                    }
                    _ => None,
                };
            }
            _ => (),
        }
        let (value, end) = self.sum(at, 0)?;
        let skip = usize::from(self.word(end) == "-");
        match self.role(end + skip) {
            // twenty-first
            Some(Role::Ordinal(last)) if skip == 1 && last < 10 && value % 10 == 0 => {
                Some(number(Amount::whole(value + last), end + 2, Form::Ordinal))
            }
            Some(Role::Ordinal(parts)) if value == 1 && parts > 2 => {
                Some(number(Amount::ratio(1, parts)?, end + skip + 1, Form::Part))
            }
            // two-thirds, three quarters
            // `two quarters` are half a year of business more often than a half.
            Some(Role::Part(parts)) if value < parts && (parts != 4 || value != 2 || skip == 1) => {
                self.part(end + skip, value, parts).map(|(v, e, f)| number(v, e, f))
            }
            Some(Role::And) if matches!(self.role(end + 1), Some(Role::Article)) => {
                // two and a half
                match self.role(end + 2) {
                    Some(Role::Part(parts)) => {
                        let value = Amount::whole(value).plus(Amount::ratio(1, parts)?);
                        Some(self.scaled(number(value, end + 3, Form::Words)))
                    }
                    _ => Some(number(Amount::whole(value), end, Form::Words)),
                }
            }
            _ => Some(number(Amount::whole(value), end, Form::Words)),
        }
    }

    /// Whether an article and an ordinal are a share: `a third of`, `by about a third`; not `a third
    /// party`, `to a third-quarter loss`.
    fn is_share(&self, at: usize) -> bool {
        let next = self.word(at + 2);
        let is_bounded = at.checked_sub(1).is_some_and(|before| {
            let before = self.word(before).to_lowercase();
            SHARE_OPENERS.contains(&before.as_str())
        });
        let is_word = next == "-" || next.starts_with(char::is_alphabetic);
        let is_alone = !is_word || AFTER_SHARE.contains(&next);
        next == "of" || (is_bounded && is_alone)
    }

    fn scaled(&self, mut number: Number) -> Number {
        let before = number.clone();
        match self.scale_up(&mut number) {
            Some(()) => number,
            None => before,
        }
    }

    /// `half`, `two-thirds`, and with a scale `half a million`: amount, token after, form.
    fn part(&self, word: usize, n: i64, parts: i64) -> Option<(Amount, usize, Form)> {
        let skip = usize::from(matches!(self.role(word + 1), Some(Role::Article)));
        if let Some(Role::Scale(scale)) = self.role(word + 1 + skip) {
            return Some((Amount::ratio(n * scale, parts)?, word + 2 + skip, Form::Words));
        }
        Some((Amount::ratio(n, parts)?, word + 1, Form::Part))
    }

    /// Sums number words from token `at`: the amount and the token after it. With `start`, an
    /// article before counts.
    fn sum(&self, at: usize, start: i64) -> Option<(i64, usize)> {
        let (mut total, mut group, mut next, mut has_any) = (0i64, start, at, false);
        let mut before = None;
        loop {
            let joins = |at: usize| match self.role(at) {
                Some(Role::And) if has_any => 1,
                _ if has_any && self.word(at) == "-" && self.is_glued(at) => 1,
                _ => 0,
            };
            let skip = joins(next);
            let role = self.role(next + skip);
            match role {
                Some(Role::One(n)) => {
                    let fits = match before {
                        None => true,
                        Some(Role::Ten(_)) => n < 10,
                        Some(Role::Hundred) => true,
                        Some(Role::Scale(scale)) => scale > 12 && (skip == 1 || n < 100),
                        _ => false,
                    };
                    // `three and four` are two numbers, `a hundred and four` is one.
                    if !fits
                        || (skip == 1
                            && matches!(before, Some(Role::Ten(_)))
                            && self.word(next) != "-")
                    {
                        break;
                    }
                    group += n;
                }
                Some(Role::Ten(n)) => {
                    if !matches!(before, None | Some(Role::Hundred | Role::Scale(_))) {
                        break;
                    }
                    group += n;
                }
                Some(Role::Hundred) if skip == 0 || self.word(next) == "-" => {
                    if before.is_some() && !matches!(before, Some(Role::One(_) | Role::Ten(_))) {
                        break;
                    }
                    group = group.max(1).checked_mul(100)?;
                }
                Some(Role::Scale(scale)) if skip == 0 || self.word(next) == "-" => {
                    group = group.max(1).checked_mul(scale)?;
                    // After a smaller scale the whole is scaled: a hundred thousand million.
                    total = total.checked_add(group)?;
                    group = 0;
                }
                _ => break,
            }
            has_any = true;
            before = role;
            next += skip + 1;
        }
        has_any.then_some(()).and_then(|()| Some((total.checked_add(group)?, next)))
    }
}
