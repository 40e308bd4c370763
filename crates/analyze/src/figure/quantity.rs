//! A number with its unit: currencies before it, measures and rates after it.

use super::{line::Line, lists::LISTS, noun};
use crate::number::{Form, Number};
use onrecord_model::figure::Amount;
use onrecord_text::Span;
use std::ops::Range;

/// A number, or a range of two, with its unit.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The number alone; for a range from the first number to the last.
    pub number: Span,
    /// Tokens of the whole, sign, currency and unit included.
    pub tokens: Range<usize>,
    /// Where it ends in bytes; the last token may go on.
    pub end: usize,
    /// The amount, or the first of a range.
    pub value: Amount,
    /// The last of a range.
    pub to: Option<Amount>,
    /// The unit in singular English, where there is one.
    pub unit: Option<String>,
    /// How the number is written.
    pub form: Form,
    /// Whether letters follow that are no unit: `3D`.
    pub is_cut: bool,
    /// Whether a scale word stands in it: `million`.
    pub has_scale: bool,
    /// Whether a word opens the range: `from`, `between`.
    pub is_framed: bool,
}

/// Reads the unit of a number.
#[must_use]
pub fn with_unit(line: &Line<'_>, number: &Number) -> Quantity {
    let text = number.span.of(line.text);
    let mut quantity = Quantity {
        number: number.span,
        tokens: number.tokens.clone(),
        end: number.span.end(),
        value: number.value,
        to: None,
        unit: None,
        form: number.form,
        is_cut: false,
        has_scale: text.bytes().any(|b| b.is_ascii_alphabetic()),
        is_framed: false,
    };
    currency(line, &mut quantity);
    minus(line, &mut quantity);
    match number.rest {
        Some(rest) => glued_unit(line, &mut quantity, rest),
        None => unit_after(line, &mut quantity),
    }
    quantity
}

/// A currency before the number: `$`, `US$`, `HK $`, `EUR`, `Rs.`.
fn currency(line: &Line<'_>, quantity: &mut Quantity) {
    let mut at = quantity.tokens.start;
    // $-50.8bn, Y=100 million, Rs. 50
    if matches!(line.before(at, 1), "-" | "=" | ".")
        && line.is_glued(at.saturating_sub(1))
        && at > 1
    {
        let skipped = at - 1;
        if LISTS.currencies.contains_key(line.word(skipped - 1)) {
            if line.word(skipped) == "-" {
                quantity.value = negative(quantity.value);
            }
            at = skipped;
        }
    }
    let Some(before) = at.checked_sub(1) else { return };
    let sign = line.word(before);
    let Some(name) = LISTS.currencies.get(sign) else { return };
    // A code before a number without a blank needs no more; a lone letter does.
    if sign.len() == 1 && sign.is_ascii() && sign != "$" && !line.is_glued(at) {
        return;
    }
    if sign == "US" {
        if line.before(before, 1) == "$" {
            quantity.unit = Some("dollar".to_owned());
            quantity.tokens.start = before - 1;
        }
        return;
    }
    let (mut name, mut start) = (*name, before);
    if sign == "$" && before > 0 {
        let whole = format!("{}$", line.word(before - 1));
        if let Some(known) = LISTS.currencies.get(whole.as_str()) {
            (name, start) = (known, before - 1);
        }
    }
    quantity.unit = Some(name.to_owned());
    quantity.tokens.start = start;
}

/// A minus sign or the word.
fn minus(line: &Line<'_>, quantity: &mut Quantity) {
    let at = quantity.tokens.start;
    let Some(before) = at.checked_sub(1) else { return };
    let is_sign = matches!(line.word(before), "-" | "−" | "–")
        && line.is_glued(at)
        && !line.is_glued(before)
        && quantity.form == Form::Digits;
    if is_sign || line.lower(before) == "minus" {
        quantity.value = negative(quantity.value);
        quantity.tokens.start = before;
        quantity.number = line.tokens[before].span.cover(quantity.number);
    } else if line.word(before) == "-" && line.is_glued(before) && line.before(before, 1) == "minus"
    {
        quantity.value = negative(quantity.value);
        quantity.tokens.start = before - 1;
    }
}

fn negative(value: Amount) -> Amount {
    Amount::parse(&format!("-{value}")).unwrap_or(value)
}

/// Letters glued to the digits: `256GB`, `100km/h`, `$13.6M`, `12.3m tonnes`.
fn glued_unit(line: &Line<'_>, quantity: &mut Quantity, rest: Span) {
    let suffix = rest.of(line.text);
    let next = quantity.tokens.end;
    let longer = |n: usize| -> String {
        (next..next + n).fold(suffix.to_owned(), |all, at| all + line.word(at))
    };
    let is_money = quantity.unit.is_some();
    // `m` after money or before a thing that is counted means millions.
    let counts = |at: usize| {
        noun::counted(line, at, false).is_some_and(|noun| noun::is_plural(line, noun.end - 1))
    };
    let scale = match suffix {
        "m" | "M" if is_money || counts(next) || LISTS.units.contains_key(line.lower(next)) => {
            Some(1_000_000)
        }
        "b" | "B" if is_money => Some(1_000_000_000),
        "t" | "T" if is_money => Some(1_000_000_000_000),
        _ => None,
    };
    if let Some(value) = scale.and_then(|scale| quantity.value.times(scale)) {
        quantity.value = value;
        quantity.end = rest.end();
        quantity.number = quantity.number.cover(rest);
        quantity.has_scale = true;
        return unit_after(line, quantity);
    }
    for n in [3, 2, 1, 0] {
        let is_glued = (next..next + n).all(|at| line.is_glued(at));
        if !is_glued || next + n > line.tokens.len() {
            continue;
        }
        let symbol = longer(n);
        let known = LISTS.symbols.get(symbol.as_str()).copied();
        let known = known.or_else(|| LISTS.units.get(symbol.to_lowercase().as_str()).copied());
        if let Some(name) = known {
            quantity.unit.get_or_insert_with(|| name.to_owned());
            quantity.tokens.end = next + n;
            quantity.end = line.tokens[next + n - 1].span.end();
            return per(line, quantity);
        }
    }
    // 3923sq m
    let words = format!("{} {}", suffix.to_lowercase(), line.lower(next));
    match LISTS.units.get(words.as_str()) {
        Some(name) => {
            quantity.unit.get_or_insert_with(|| (*name).to_owned());
            quantity.tokens.end = next + 1;
            quantity.end = line.tokens[next].span.end();
        }
        None => quantity.is_cut = true,
    }
}

/// The longest unit in words, in tokens.
const UNIT_TOKENS: usize = 5;

/// A unit after the number: `percent`, `miles per hour`, `%`, `US dollars`.
fn unit_after(line: &Line<'_>, quantity: &mut Quantity) {
    let next = quantity.tokens.end;
    let hyphen = usize::from(line.word(next) == "-");
    let start = next + hyphen;
    for n in (1..=UNIT_TOKENS).rev() {
        if start + n > line.tokens.len() {
            continue;
        }
        let words = line.joined(start..start + n);
        let symbol = &line.text[line.span_of(start..start + n).range()];
        let known = LISTS.units.get(words.as_str()).or_else(|| LISTS.symbols.get(symbol));
        let code = if symbol.len() == 3 { symbol.to_ascii_uppercase() } else { symbol.to_owned() };
        let is_code = code.len() > 1 || !code.is_ascii();
        let known = known.or_else(|| LISTS.currencies.get(code.as_str()).filter(|_| is_code));
        let Some(name) = known else { continue };
        if !fits(line, quantity, symbol, start) {
            continue;
        }
        // $500 US: the code after a sign only repeats it.
        if quantity.unit.is_none() || *name == "year of age" {
            quantity.unit = Some((*name).to_owned());
        } else if !LISTS.currencies.contains_key(symbol) {
            return per(line, quantity);
        }
        quantity.tokens.end = start + n;
        quantity.end = line.tokens[start + n - 1].span.end();
        break;
    }
    per(line, quantity);
}

/// Whether a symbol can be a unit here: `3 in` and `5 A` are words far more often.
fn fits(line: &Line<'_>, quantity: &Quantity, symbol: &str, start: usize) -> bool {
    let is_age = symbol.ends_with("old") || symbol.starts_with("year");
    if quantity.unit.is_some() && !is_age {
        return LISTS.currencies.contains_key(symbol.to_ascii_uppercase().as_str());
    }
    match symbol {
        "in" | "a" | "A" | "US" | "mi" | "t" | "c" | "x" | "X" | "p" | "Y" => false,
        "l" | "s" | "h" => !line.is_word(start + 1),
        "\"" | "”" | "'" | "’" => {
            line.is_glued(start)
                && quantity.form == Form::Digits
                && quantity.value < Amount::whole(1000)
                && !has_open_quote(line, start)
        }
        "G" => line.is_glued(start),
        _ => true,
    }
}

fn has_open_quote(line: &Line<'_>, at: usize) -> bool {
    let n_quotes = (0..at).filter(|at| matches!(line.word(*at), "\"" | "“" | "‘" | "'")).count();
    n_quotes % 2 == 1
}

/// A rate: `a month`, `per day`, `an hour`, `per share`.
fn per(line: &Line<'_>, quantity: &mut Quantity) {
    let next = quantity.tokens.end;
    let Some(unit) = &quantity.unit else { return };
    let (start, needs_unit) = match line.lower(next) {
        "per" | "/" => (next + 1, false),
        "a" | "an" => (next + 1, true),
        "-" if line.lower(next + 1) == "per" => {
            (next + 2 + usize::from(line.word(next + 2) == "-"), false)
        }
        _ => return,
    };
    let word = line.lower(start);
    let known = LISTS.units.get(word);
    let is_time = known.is_some_and(|name| {
        matches!(*name, "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "night")
    });
    let is_share = matches!(
        word,
        "share"
            | "barrel"
            | "ounce"
            | "ton"
            | "tonne"
            | "person"
            | "gallon"
            | "litre"
            | "liter"
            | "kilogram"
            | "dozen"
            | "capita"
            | "household"
            | "pound"
            | "unit"
            | "head"
            | "square"
    );
    if (needs_unit && !is_time && !(is_share && word != "square")) || !line.is_word(start) {
        return;
    }
    if !needs_unit && !is_time && !is_share {
        return;
    }
    // $6.78 billion a year earlier
    if needs_unit && matches!(line.lower(start + 1), "earlier" | "ago" | "later" | "before") {
        return;
    }
    let name = known.copied().unwrap_or(word);
    quantity.unit = Some(format!("{unit} per {name}"));
    quantity.tokens.end = start + 1;
    quantity.end = line.tokens[start].span.end();
}
