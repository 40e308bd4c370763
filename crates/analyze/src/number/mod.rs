//! Numbers in digits and words: where they stand and what they amount to.

mod numerals;

use numerals::Role;
use onrecord_model::figure::Amount;
use onrecord_text::{
    Span,
    token::{Token, TokenKind},
};
use std::ops::Range;

pub use numerals::{Numerals, numerals};

/// A number in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Number {
    /// Where it stands: `1.9 million`, the `256` of `256GB`.
    pub span: Span,
    /// The tokens it touches; the last one may go on after the number.
    pub tokens: Range<usize>,
    /// What it amounts to.
    pub value: Amount,
    /// How it is written.
    pub form: Form,
    /// What the last token goes on with: the `GB` of `256GB`.
    pub rest: Option<Span>,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// In digits, with or without a scale word.
    Digits,
    /// In words.
    Words,
    /// As a part: `half`, `two-thirds`, `1/4`.
    Part,
    /// As a place in a row: `third`, `21st`.
    Ordinal,
}

/// More digits than this are an identifier.
const MAX_DIGITS: usize = 24;

/// Words before a share that make it an amount: `by a third`.
const SHARE_OPENERS: [&str; 9] =
    ["by", "about", "nearly", "almost", "roughly", "around", "than", "over", "to"];

/// Words that follow a share that stands alone: `a third in May`.
const AFTER_SHARE: [&str; 16] = [
    "in", "since", "from", "as", "after", "to", "compared", "this", "last", "over", "on", "at",
    "and", "but", "while", "when",
];

/// The numbers of a text, in order, none inside another.
#[must_use]
pub fn numbers(text: &str, tokens: &[Token], numerals: &Numerals) -> Vec<Number> {
    let reader = Reader { text, tokens, numerals };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match reader.number(at) {
            Some(number) => {
                at = number.tokens.end;
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    numerals: &'a Numerals,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn role(&self, at: usize) -> Option<Role> {
        let token = self.tokens.get(at)?;
        (token.kind == TokenKind::Word).then(|| self.numerals.role(token.span.of(self.text)))?
    }

    /// Whether token `at` follows the one before it without a blank.
    fn is_glued(&self, at: usize) -> bool {
        at > 0
            && at < self.tokens.len()
            && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    fn number(&self, at: usize) -> Option<Number> {
        let token = self.tokens[at];
        match token.kind {
            // .001: the zero before the point left out
            TokenKind::Mark
                if self.word(at) == "."
                    && !self.is_glued(at)
                    && self.is_glued(at + 1)
                    && self.word(at + 1).starts_with(is_digit) =>
            {
                let mut number = self.digits(at + 1)?;
                let digits = self.word(at + 1);
                let n_digits = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
                number.value = Amount::parse(&format!("0.{}", &digits[..n_digits]))?;
                number.tokens.start = at;
                number.span = token.span.cover(number.span);
                Some(number)
            }
            TokenKind::Mark => None,
            _ if self.word(at).starts_with(is_digit) => self.digits(at),
            TokenKind::Number => self.vulgar(at),
            TokenKind::Word => self.words(at),
        }
    }

    /// `½` alone.
    fn vulgar(&self, at: usize) -> Option<Number> {
        let value = vulgar(self.word(at).chars().next()?)?;
        let span = self.tokens[at].span;
        Some(Number { span, tokens: at..at + 1, value, form: Form::Part, rest: None })
    }

    /// A number that starts with digits.
    fn digits(&self, at: usize) -> Option<Number> {
        let start = self.tokens[at].span.start();
        let (mut digits, mut end, mut next) = (String::new(), start, at);
        let mut rest = self.take_digits(&mut digits, &mut end, &mut next)?;
        if rest.is_none() {
            rest = self.groups(&mut digits, &mut end, &mut next);
        }
        let mut value = Amount::parse(&digits)?;
        let mut form = Form::Digits;
        if let Some(suffix) = rest.map(|span| span.of(self.text)) {
            if matches!(suffix, "st" | "nd" | "rd" | "th") {
                form = Form::Ordinal;
                (end, rest) = (end + suffix.len(), None);
            } else if suffix == "s" {
                return None; // a decade: the 1990s
            } else if let Some(scale) = glued_scale(suffix) {
                value = value.times(scale)?;
                (end, rest) = (end + suffix.len(), None);
            }
        } else if let Some((part, last)) = self.fraction(&digits, next) {
            (value, next, end) = (part.0, last, self.tokens[last - 1].span.end());
            form = part.1;
        }
        let mut number =
            Number { span: Span::new(start, end), tokens: at..next, value, form, rest };
        if number.form == Form::Digits && number.rest.is_none() {
            self.scale_up(&mut number)?;
        }
        Some(number)
    }

    /// Appends the digits at the start of the token `next`, gives what the token goes on with.
    fn take_digits(
        &self,
        digits: &mut String,
        end: &mut usize,
        next: &mut usize,
    ) -> Option<Option<Span>> {
        let token = self.tokens.get(*next)?;
        let word = token.span.of(self.text);
        let length = word.find(|c| !is_digit(c)).unwrap_or(word.len());
        if length == 0 {
            return None;
        }
        digits.extend(word[..length].chars().filter_map(ascii_digit));
        *end = token.span.start() + length;
        *next += 1;
        let rest = Span::new(*end, token.span.end());
        Some((!rest.is_empty()).then_some(rest))
    }

    /// Joins grouped digits and decimals: `1,200.5` in English, `1.200,5` in German. A mark that
    /// cannot be what the language has it for is taken for the other: `1,5` in English.
    fn groups(&self, digits: &mut String, end: &mut usize, next: &mut usize) -> Option<Span> {
        let (mut has_group, mut has_decimals) = (false, false);
        loop {
            if digits.len() > MAX_DIGITS {
                return None;
            }
            let mark = self.word(*next).chars().next()?;
            if !matches!(mark, '.' | ',' | '٬' | '٫' | '’' | '\'') || !self.is_glued(*next) {
                return None;
            }
            let after = self.word(*next + 1);
            if !self.is_glued(*next + 1) || !after.starts_with(is_digit) || has_decimals {
                return None;
            }
            let n_digits = after.chars().take_while(|c| is_digit(*c)).count();
            let n_before = digits.len();
            let may_group = n_digits == 3 && (has_group || (n_before <= 3 && digits != "0"));
            let is_decimal_mark = mark == self.numerals.decimal || mark == '٫';
            let second = self.word(*next + 2) == self.word(*next)
                && self.is_glued(*next + 2)
                && self.word(*next + 3).starts_with(is_digit)
                && self.is_glued(*next + 3);
            // 1.2.3 is a version or a section, never a number; 14.03.2016 is a date.
            if second && !may_group {
                return None;
            }
            let groups = may_group && (!is_decimal_mark || second);
            if !groups {
                if has_group && !is_decimal_mark {
                    return None;
                }
                if !is_decimal_mark && n_digits > 2 {
                    return None; // 3,5000 is a list
                }
                digits.push('.');
                has_decimals = true;
            }
            has_group |= groups;
            *next += 1;
            let rest = self.take_digits(digits, end, next)?;
            if rest.is_some() {
                return rest;
            }
        }
    }

    /// `1/2`, the rest of `5 1/2`, `5½`: the amount and the token after it.
    fn fraction(&self, digits: &str, next: usize) -> Option<((Amount, Form), usize)> {
        let whole: i64 = digits.parse().ok()?;
        let word = self.word(next);
        if let Some(part) = word.chars().next().and_then(vulgar) {
            return Some(((Amount::whole(whole).plus(part), Form::Digits), next + 1));
        }
        let slash = |at: usize| {
            let glued = self.is_glued(at) && self.is_glued(at + 1);
            (matches!(self.word(at), "/" | "⁄") && glued).then(|| self.word(at + 1))
        };
        let small = |part: &str| part.parse().ok().filter(|n: &i64| (2..=100).contains(n));
        if let Some(below) = slash(next) {
            let below = small(below).filter(|below| whole < *below && whole > 0)?;
            // 9/11 and 24/7 are names; 1/2 and 3/4 are parts.
            let is_date = self.word(next + 2) == "/" || (below > 10 && below % 10 != 0);
            return (!is_date).then_some(((Amount::ratio(whole, below)?, Form::Part), next + 2));
        }
        let above: i64 = word.parse().ok()?;
        let below = small(slash(next + 1)?).filter(|below| above < *below && *below <= 16)?;
        let value = Amount::whole(whole).plus(Amount::ratio(above, below)?);
        Some(((value, Form::Digits), next + 3))
    }

    /// Scale words after digits: `1.9 million`, `2 hundred thousand`, `3-million`.
    fn scale_up(&self, number: &mut Number) -> Option<()> {
        loop {
            let next = number.tokens.end;
            let skip = usize::from(self.word(next) == "-" && self.is_glued(next));
            let scale = match self.role(next + skip) {
                Some(Role::Scale(scale)) => scale,
                Some(Role::Hundred) => 100,
                _ => return Some(()),
            };
            number.value = number.value.times(scale)?;
            number.tokens.end = next + skip + 1;
            number.span = number.span.cover(self.tokens[next + skip].span);
        }
    }

    /// A number in words.
    fn words(&self, at: usize) -> Option<Number> {
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

/// What letters glued to digits multiply by. `m` may be metres and is left to the caller.
fn glued_scale(suffix: &str) -> Option<i64> {
    match suffix {
        "k" | "K" => Some(1_000),
        "mn" | "mln" | "mil" | "mio" => Some(1_000_000),
        "bn" | "Bn" | "BN" | "bln" | "bil" => Some(1_000_000_000),
        "tn" | "trn" | "tril" => Some(1_000_000_000_000),
        _ => None,
    }
}

fn is_digit(c: char) -> bool {
    ascii_digit(c).is_some()
}

/// The ASCII digit for a Western or Arabic-Indic digit.
fn ascii_digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => c as u32 - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

fn vulgar(c: char) -> Option<Amount> {
    let (above, below) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Amount::ratio(above, below)
}
