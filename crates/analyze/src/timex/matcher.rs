//! Finds where the rules of a language match the tokens of a text.

use super::{
    pattern::{ClassEdge, Part},
    rules::{Form, Rules, form},
};
use crate::number::{self, Number};
use onrecord_text::{
    Span,
    token::{Token, TokenKind},
};
use std::{borrow::Cow, ops::Range};

/// A place where a rule matches.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Match {
    /// The rule, as a number of [`Rules::meanings`].
    pub rule: usize,
    /// The expression.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The values of its classes, by name.
    pub values: Vec<(String, String)>,
    /// Whether words around it had to match too.
    has_context: bool,
}

impl Match {
    /// The value with this name; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// What is known of one token.
#[derive(Clone, Debug, Default)]
struct Item<'r> {
    /// Its number in the network.
    word: Option<u32>,
    classes: &'r [(u32, String)],
    /// A weekday with a slip.
    slip: Option<&'r (u32, String)>,
    /// Where it ends, without an `'s`.
    end: usize,
    is_capital: bool,
}

/// A text made ready for matching.
pub struct Matcher<'a> {
    text: &'a str,
    tokens: &'a [Token],
    rules: &'static Rules,
    items: Vec<Item<'static>>,
    numbers: &'a [Number],
    /// For each token, the number that starts there.
    number_at: Vec<Option<u32>>,
}

impl<'a> Matcher<'a> {
    /// Looks every token up once.
    #[must_use]
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        numbers: &'a [Number],
        rules: &'static Rules,
    ) -> Self {
        let mut number_at = vec![None; tokens.len()];
        for (idx, number) in numbers.iter().enumerate() {
            number_at[number.tokens.start] = u32::try_from(idx).ok();
        }
        let mut lower = String::new();
        let items = tokens.iter().map(|token| item(text, *token, rules, &mut lower)).collect();
        Self { text, tokens, rules, items, numbers, number_at }
    }

    /// The matches within a range of tokens: of those that share a word the one that starts first,
    /// then the longest, then the one whose surroundings match too, then the first rule.
    #[must_use]
    pub fn matches(&self, within: Range<usize>) -> Vec<Match> {
        let mut all = Vec::new();
        for start in within.clone() {
            if self.can_start(start) {
                self.walk(0, start, &within, &mut Vec::new(), &mut all);
            }
        }
        all.sort_by(|a, b| {
            (a.span.start(), b.span.end(), b.has_context, a.rule).cmp(&(
                b.span.start(),
                a.span.end(),
                a.has_context,
                b.rule,
            ))
        });
        let mut end = 0;
        all.retain(|found| {
            let is_free = found.span.start() >= end;
            if is_free {
                end = found.span.end();
            }
            is_free
        });
        all
    }

    fn can_start(&self, at: usize) -> bool {
        let item = &self.items[at];
        item.word.is_some()
            || !item.classes.is_empty()
            || item.slip.is_some()
            || self.number_at[at].is_some()
            || self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Follows the network from a place in it and a token, keeping what ends.
    fn walk(
        &self,
        node: usize,
        at: usize,
        within: &Range<usize>,
        path: &mut Vec<Taken>,
        all: &mut Vec<Match>,
    ) {
        let here = self.rules.net.node(node);
        all.extend(here.ends.iter().filter_map(|rule| self.finish(*rule, path)));
        if at >= within.end {
            return;
        }
        let is_glued = at > 0 && self.tokens[at - 1].span.end() == self.tokens[at].span.start();
        // A word cut short at its 's goes on as if a blank stood there.
        if let Some(edges) = self.items[at].word.and_then(|word| here.words.get(&word)) {
            for edge in edges.iter().filter(|edge| !edge.is_glued || is_glued) {
                let end = self.items[at].end;
                path.push(Taken { tokens: at..at + 1, end, value: None, part: edge.part });
                self.walk(edge.to, at + 1, within, path, all);
                path.pop();
            }
        }
        for edge in here.classes.iter().filter(|edge| !edge.is_glued || is_glued) {
            let Some((value, next, end)) = self.class(edge, at) else { continue };
            if next > within.end {
                continue;
            }
            let value = Some((edge.name.as_str(), value));
            path.push(Taken { tokens: at..next, end, value, part: edge.part });
            self.walk(edge.to, next, within, path, all);
            path.pop();
        }
    }

    fn finish(&self, rule: usize, path: &[Taken]) -> Option<Match> {
        let first = path.iter().find(|taken| taken.part == Part::Core)?;
        let last = path.iter().rfind(|taken| taken.part == Part::Core)?;
        Some(Match {
            rule,
            span: Span::new(self.tokens[first.tokens.start].span.start(), last.end),
            tokens: first.tokens.start..last.tokens.end,
            values: path.iter().filter_map(|taken| taken.value.as_ref()).map(owned).collect(),
            has_context: path.iter().any(|taken| taken.part != Part::Core),
        })
    }

    /// The value of a class at a token, the token after it and the byte where it ends.
    fn class(&self, edge: &ClassEdge, at: usize) -> Option<(Cow<'static, str>, usize, usize)> {
        let item = &self.items[at];
        if edge.is_capital && !item.is_capital {
            return None;
        }
        let Some(form) = form(edge.class) else {
            let known = item.classes.iter().chain(item.slip);
            let (_, value) = known.into_iter().find(|(class, _)| *class == edge.class)?;
            return Some((Cow::Borrowed(value), at + 1, item.end));
        };
        if matches!(form, Form::Num | Form::Ord | Form::OrdDay) {
            let number = &self.numbers[self.number_at[at]? as usize];
            let (value, next, end) = number_value(form, number)?;
            return Some((Cow::Owned(value), next, end));
        }
        let value = token_value(form, self.word(at))?;
        Some((Cow::Owned(value), at + 1, self.tokens[at].span.end()))
    }
}

/// The value of a class of numbers, the token after it and the byte where it ends.
fn number_value(form: Form, number: &Number) -> Option<(String, usize, usize)> {
    if number.rest.is_some() {
        return None;
    }
    let value = number.value.to_string();
    let is_ordinal = number.form == number::Form::Ordinal;
    let value = match form {
        Form::Num if !is_ordinal => value,
        Form::Ord if is_ordinal => value,
        Form::OrdDay if is_ordinal => two_digits(&value, 1..=31)?,
        _ => return None,
    };
    Some((value, number.tokens.end, number.span.end()))
}

fn owned((name, value): &(&'static str, Cow<'static, str>)) -> (String, String) {
    ((*name).to_owned(), value.clone().into_owned())
}

/// What one step of a path took.
struct Taken {
    tokens: Range<usize>,
    end: usize,
    value: Option<(&'static str, Cow<'static, str>)>,
    part: Part,
}

fn item(text: &str, token: Token, rules: &'static Rules, lower: &mut String) -> Item<'static> {
    let word = token.span.of(text);
    let mut item = Item { end: token.span.end(), ..Item::default() };
    if token.kind == TokenKind::Number {
        item.word = rules.net.word(word);
        return item;
    }
    item.is_capital = word.starts_with(char::is_uppercase);
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase));
    }
    let look = |word: &str| (rules.net.word(word), rules.classes(word));
    (item.word, item.classes) = look(lower);
    if item.word.is_none() && item.classes.is_empty() {
        let bare = ["'s", "’s"].iter().find_map(|ending| lower.strip_suffix(ending));
        if let Some(bare) = bare {
            (item.word, item.classes) = look(bare);
            item.end -= lower.len() - bare.len();
        } else if item.is_capital {
            item.slip = rules.misspelt_weekday(lower);
        }
    }
    item
}

/// The value of a class that is read from the form of one token.
fn token_value(form: Form, word: &str) -> Option<String> {
    if form == Form::Plural {
        let is_plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && word.starts_with(char::is_lowercase);
        return is_plural.then(String::new);
    }
    if form == Form::ZoneDay {
        let day = ["GMT", "UTC", "BST", "EST", "EDT", "CET", "MSK", "IST"]
            .iter()
            .find_map(|zone| word.strip_prefix(zone))?;
        let is_day = (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit());
        return if is_day { two_digits(day, 1..=31) } else { None };
    }
    if form == Form::Capital {
        return word.starts_with(char::is_uppercase).then(String::new);
    }
    let n_digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = word.split_at(n_digits);
    if n_digits == 0 || n_digits > 4 {
        return None;
    }
    let lower = rest.to_ascii_lowercase();
    match (form, lower.as_str()) {
        (Form::Day, "") if n_digits <= 2 => two_digits(digits, 1..=31),
        (Form::Mon, "") if n_digits <= 2 => two_digits(digits, 1..=12),
        (Form::Hour, "") if n_digits <= 2 => two_digits(digits, 0..=24),
        (Form::Min, "") if n_digits == 2 => two_digits(digits, 0..=59),
        (Form::Year, "") if n_digits == 4 => {
            (1000..2200).contains(&digits.parse::<i32>().ok()?).then(|| digits.to_owned())
        }
        (Form::HourMin, "") if n_digits == 4 => {
            let (hour, minute) = digits.split_at(2);
            Some(format!("{}:{}", two_digits(hour, 0..=23)?, two_digits(minute, 0..=59)?))
        }
        (Form::AnyYear, "") => Some(format!("{digits:0>4}")),
        (Form::Yy, "") if n_digits == 2 => Some(digits.to_owned()),
        (Form::Decade, "s") if n_digits == 4 && digits.ends_with('0') => {
            Some(digits[..3].to_owned())
        }
        (Form::ShortDecade, "s") if n_digits == 2 && digits.ends_with('0') => {
            Some(format!("19{}", &digits[..1]))
        }
        (Form::HourAm, "am" | "a") | (Form::HourPm, "pm" | "p") if n_digits <= 2 => {
            two_digits(digits, 1..=12)
        }
        (Form::MinAm, "am") | (Form::MinPm, "pm") if n_digits == 2 => two_digits(digits, 0..=59),
        (Form::MinZ, "z") if n_digits == 2 => two_digits(digits, 0..=59),
        (Form::DayHour, rest) if n_digits == 2 => {
            let hour = rest.strip_prefix('t').filter(|hour| hour.len() == 2)?;
            Some(format!("{}T{}", two_digits(digits, 1..=31)?, two_digits(hour, 0..=24)?))
        }
        _ => None,
    }
}

fn two_digits(digits: &str, range: std::ops::RangeInclusive<i32>) -> Option<String> {
    let value: i32 = digits.parse().ok()?;
    range.contains(&value).then(|| format!("{value:02}"))
}
