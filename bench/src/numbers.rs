//! A small reader of numbers in single sentences: digits, scales, bounds, what is counted.

use onrecord_model::{
    figure::{Amount, Figure, Modifier},
    quotation::Speaker,
};
use onrecord_text::{
    Span,
    calendar::is_month,
    token::{Token, TokenKind, tokens},
};

/// The figures of a sentence; years and days of the month are none.
pub fn figures(text: &str) -> Vec<Figure> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match figure(text, &tokens, at) {
            Some((figure, next)) => {
                found.extend(figure);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The figure that starts at a token, if any, and where to read on.
fn figure(text: &str, tokens: &[Token], at: usize) -> Option<(Option<Figure>, usize)> {
    let word = |idx: usize| tokens.get(idx).map_or("", |token| token.span.of(text));
    let lower = |idx: usize| word(idx).to_lowercase();
    let (amount, mut next) = number(text, tokens, at)?;
    let digits = word(at);
    let is_plain = next == at + 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_year =
        is_plain && digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let is_day = is_plain && (is_month(&lower(at.wrapping_sub(1))) || is_month(&lower(next)));
    let is_joined = |mark: usize| {
        // COVID-19, a 38-10 win, 4.5/10: parts of names, results and ratings, not amounts.
        matches!(word(mark), "-" | "–" | "/")
            && mark > 0
            && mark + 1 < tokens.len()
            && tokens[mark - 1].span.end() == tokens[mark].span.start()
            && tokens[mark].span.end() == tokens[mark + 1].span.start()
    };
    let is_number = |idx: usize| tokens.get(idx).is_some_and(|t| t.kind == TokenKind::Number);
    let is_tail = at > 0 && is_joined(at - 1);
    let is_result = is_joined(next) && word(next) != "/" && is_number(next + 1);
    let is_scale = at > 1 && lower(at - 1) == "of" && lower(at - 2) == "out";
    if is_year || is_day || is_tail || is_result || is_scale {
        return Some((None, next));
    }
    let is_rating = (is_joined(next) && is_number(next + 1))
        || (lower(next) == "out" && lower(next + 1) == "of");
    let scale = match &*lower(next) {
        "thousand" | "k" => 1_000,
        "million" | "m" => 1_000_000,
        "crore" => 10_000_000,
        "lakh" => 100_000,
        "billion" | "bn" => 1_000_000_000,
        _ => 1,
    };
    next += usize::from(scale > 1);
    let value = amount.times(scale)?;
    let mut unit = "";
    if is_rating {
        unit = "rating";
    } else if matches!(&*lower(next), "%" | "percent") {
        unit = "percent";
        next += 1;
    } else if lower(next) == "per" && lower(next + 1) == "cent" {
        unit = "percent";
        next += 2;
    } else if at > 0 && matches!(word(at - 1), "$" | "£" | "€" | "₹") {
        unit = "money";
    }
    let before = if unit == "money" { at - 1 } else { at };
    let (modifier, first) = modifier(&lower, before);
    let (low, high) = match modifier {
        Modifier::Over | Modifier::AtLeast => (Some(value), None),
        Modifier::Under | Modifier::AtMost => (None, Some(value)),
        _ => (Some(value), Some(value)),
    };
    let last = counted_end(text, tokens, next);
    let number = tokens[at].span.cover(tokens[next - 1].span);
    let counted = (last > next).then(|| tokens[next].span.cover(tokens[last - 1].span));
    // "confirmed cases reached 58": what is counted stands before.
    let words_before = (first.saturating_sub(4)..first)
        .find(|idx| tokens[*idx..first].iter().all(|token| token.kind == TokenKind::Word));
    let before = words_before.map(|from| tokens[from].span.cover(tokens[first - 1].span));
    let counted_or_before = counted.or(before.filter(|_| unit.is_empty()));
    let figure = Figure {
        span: tokens[first].span.cover(counted.unwrap_or(number)),
        number,
        value: Some(value),
        low,
        high,
        modifier,
        is_vague: false,
        is_negated: false,
        unit: unit.to_owned(),
        counted: counted_or_before,
        of: None,
        relation: None,
        place: None,
        time: None,
        mode: None,
        source: Speaker::NotEstablished { reason: "a single sentence".to_owned() },
        source_at: None,
        via: Vec::new(),
        passage: Span::new(0, text.len()),
    };
    Some((Some(figure), next))
}

/// A number in digits with its grouping, or in a word, and where it ends.
fn number(text: &str, tokens: &[Token], at: usize) -> Option<(Amount, usize)> {
    let word = |idx: usize| tokens.get(idx).map_or("", |token| token.span.of(text));
    let is_digits = |idx: usize| tokens.get(idx).is_some_and(|t| t.kind == TokenKind::Number);
    let touches = |idx: usize| {
        idx + 1 < tokens.len() && tokens[idx].span.end() == tokens[idx + 1].span.start()
    };
    if !is_digits(at) {
        let names = [
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve",
        ];
        let idx = names.iter().position(|name| *name == word(at).to_lowercase())?;
        return Some((Amount::whole(idx as i64 + 2), at + 1));
    }
    let (mut digits, mut next) = (word(at).to_owned(), at + 1);
    while word(next) == "," && touches(next - 1) && touches(next) && word(next + 1).len() == 3 {
        digits.push_str(word(next + 1));
        next += 2;
    }
    if word(next) == "." && touches(next - 1) && touches(next) && is_digits(next + 1) {
        digits = format!("{digits}.{}", word(next + 1));
        next += 2;
    }
    Amount::parse(&digits).map(|amount| (amount, next))
}

/// The bound in the words before a number, and where it starts.
fn modifier(lower: &impl Fn(usize) -> String, at: usize) -> (Modifier, usize) {
    let back = |n: usize| at.checked_sub(n).map(lower).unwrap_or_default();
    let pair = format!("{} {}", back(2), back(1));
    match (&*pair, &*back(1)) {
        (
            "more than" | "greater than" | "higher than" | "larger than" | "excess of"
            | "upwards of",
            _,
        ) => (Modifier::Over, at - 2),
        ("less than" | "fewer than" | "lower than" | "smaller than" | "short of", _) => {
            (Modifier::Under, at - 2)
        }
        ("at least" | "minimum of" | "as many", _) => (Modifier::AtLeast, at - 2),
        ("at most" | "up to" | "maximum of", _) => (Modifier::AtMost, at - 2),
        (
            _,
            "over" | "above" | "exceeding" | "exceeded" | "surpassing" | "surpassed" | "exceeds"
            | "past",
        ) => (Modifier::Over, at - 1),
        (_, "under" | "below" | "beneath") => (Modifier::Under, at - 1),
        (_, "about" | "around" | "approximately" | "roughly" | "circa") => {
            (Modifier::About, at - 1)
        }
        (_, "nearly" | "almost") => (Modifier::Nearly, at - 1),
        _ => (Modifier::Exactly, at),
    }
}

/// Where the words end that name what is counted: before a mark, a number or a small word.
fn counted_end(text: &str, tokens: &[Token], from: usize) -> usize {
    const ENDS: [&str; 24] = [
        "in",
        "on",
        "by",
        "and",
        "with",
        "from",
        "as",
        "for",
        "at",
        "to",
        "was",
        "were",
        "is",
        "are",
        "had",
        "have",
        "has",
        "who",
        "which",
        "that",
        "worldwide",
        "since",
        "after",
        "before",
    ];
    let mut end = from;
    while let Some(token) = tokens.get(end).filter(|_| end < from + 6) {
        let word = token.span.of(text).to_lowercase();
        let is_hyphen = word == "-" && end > from;
        let goes_on =
            token.kind == TokenKind::Word || is_hyphen || tokens[end - 1].span.of(text) == "-";
        if !goes_on || ENDS.contains(&&*word) {
            break;
        }
        end += 1;
    }
    end
}
