//! Numbers that start with digits: grouped, with decimals, as fractions, with what is glued to them.

use super::reader::{Form, Number, Reader};
use onrecord_model::figure::Amount;
use onrecord_text::Span;

/// More digits than this are an identifier.
const MAX_DIGITS: usize = 24;

impl Reader<'_> {
    /// `½` alone.
    pub(super) fn vulgar(&self, at: usize) -> Option<Number> {
        let value = vulgar(self.word(at).chars().next()?)?;
        let span = self.tokens[at].span;
        Some(Number { span, tokens: at..at + 1, value, form: Form::Part, rest: None })
    }

    /// A number that starts with digits.
    pub(super) fn digits(&self, at: usize) -> Option<Number> {
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
            if !has_decimals && self.is_spaced_group(*next, digits, has_group) {
                has_group = true;
                let rest = self.take_digits(digits, end, next)?;
                if rest.is_some() {
                    return rest;
                }
                continue;
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

    /// Whether a token is three more digits of a number that blanks group: `14 000`. Where a point
    /// marks decimals a comma groups, and two numbers side by side are two.
    fn is_spaced_group(&self, at: usize, digits: &str, has_group: bool) -> bool {
        const BLANKS: [&str; 4] = [" ", "\u{a0}", "\u{202f}", "\u{2009}"];
        let (Some(before), Some(token)) = (self.tokens.get(at - 1), self.tokens.get(at)) else {
            return false;
        };
        let gap = &self.text[before.span.end()..token.span.start()];
        let word = token.span.of(self.text);
        self.numerals.decimal == ','
            && BLANKS.contains(&gap)
            && (has_group || digits.len() <= 3 && !digits.starts_with('0'))
            && word.len() == 3
            && word.bytes().all(|b| b.is_ascii_digit())
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

pub(super) fn is_digit(c: char) -> bool {
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
