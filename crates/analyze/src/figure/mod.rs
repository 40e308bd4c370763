//! Numbers in digits and words with their bounds; unit and thing counted.
//!
//! A figure is a number that says how many or how much, or words that say so vaguely. Ordinals,
//! dates, times of day, names ("iPhone 11"), labels ("page 5"), scores and addresses are none. A
//! length of time with a number ("15 years") is a figure and a time expression.

mod lists;
mod line;
mod noun;
mod quantity;
mod range;
mod refuse;
mod bound;
mod vague;

use crate::{
    document::{Document, Sentence},
    number::{Form, Numerals, numerals},
};
use line::Line;
use lists::LISTS;
use onrecord_model::{
    figure::{Amount, Figure, Modifier},
    quotation::Speaker,
    timex::Timex,
};
use onrecord_text::Span;
use quantity::Quantity;
use std::ops::Range;

/// Tokens of a sentence that are read together. A longer one is a table or a dump of data and is read
/// in pieces, so that looking around a figure costs the same everywhere.
const MAX_TOKENS: usize = 400;

/// Finds amounts, in order of place; none in furniture, none inside a time expression but lengths of
/// time; none in a language whose number words no list tells. Their sources are open until
/// `attribution` joins them.
#[must_use]
pub fn find(document: &Document, timexes: &[Timex]) -> Vec<Figure> {
    let Some(numerals) = numerals(document.article.language.as_deref()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (_, sentence) in document.reading() {
        for start in sentence.tokens.clone().step_by(MAX_TOKENS) {
            let end = sentence.tokens.end.min(start + MAX_TOKENS);
            let line = Line::of(document, start..end);
            let first = timexes.partition_point(|timex| timex.span.end() <= line.span.start());
            let last = timexes.partition_point(|timex| timex.span.start() < line.span.end());
            in_sentence(&line, sentence, &timexes[first..last.max(first)], numerals, &mut found);
        }
    }
    found
}

fn in_sentence(
    line: &Line<'_>,
    sentence: &Sentence,
    timexes: &[Timex],
    numerals: &Numerals,
    found: &mut Vec<Figure>,
) {
    let from = found.len();
    let vague = vague::numbers(line);
    for quantity in range::quantities(line, timexes, numerals) {
        let is_vague = vague.iter().any(|span| span.intersects(quantity.number));
        if !is_vague && !refuse::is_refused(line, &quantity, timexes) {
            let before = found[from..].last().cloned();
            found.push(figure(line, sentence, timexes, quantity, before.as_ref()));
        }
    }
    vague::find(line, sentence, timexes, from, found);
    found[from..].sort_by_key(|figure| (figure.span.start(), figure.span.end()));
}

fn figure(
    line: &Line<'_>,
    sentence: &Sentence,
    timexes: &[Timex],
    mut quantity: Quantity,
    before: Option<&Figure>,
) -> Figure {
    if quantity.unit.is_none() && is_age(line, &quantity) {
        quantity.unit = Some("year of age".to_owned());
    }
    if quantity.unit.as_deref() == Some("year") && line.before(quantity.tokens.start, 2) == "age" {
        quantity.unit = Some("year of age".to_owned());
    }
    let framed = quantity.tokens.start - usize::from(quantity.is_framed);
    let bound_before = bound::before(line, framed);
    let bound_after = bound::after(line, quantity.tokens.end);
    let start = bound_before.map_or(framed, |(_, start)| start);
    let is_between = line.lower(start) == "between";
    let move_ = bound::direction(line, start)
        .filter(|_| !is_between)
        .or_else(|| carried_move(line, &quantity, before));
    let converted = converted(line, &quantity, before);
    let bound = bound_before.or(bound_after).map(|(modifier, _)| modifier).or(converted);
    let bound = bound.filter(|modifier| *modifier != Modifier::Exactly);
    let mut end = bound_after.map_or(quantity.tokens.end, |(_, end)| end);
    let mut things = things(line, &quantity, end);
    if quantity.unit.is_none() && things.counted.is_none() {
        things.counted = noun::holder(line, start);
    }
    let bound = bound.or_else(|| {
        // 3 pumps or more
        let last = things.counted.as_ref().map(|counted| counted.end)?;
        bound::after(line, last).map(|(modifier, _)| modifier)
    });
    let modifier = modifier_of(&quantity, bound, move_);
    let is_bare = quantity.unit.is_none() && things.counted.is_none();
    if is_bare {
        quantity.unit = elided_unit(&quantity, bound.is_some() || move_.is_some(), before);
    }
    let elided =
        before.filter(|before| is_bare && quantity.unit.is_none() && repeats(&quantity, before));
    let mut span = line.span_of(start..quantity.tokens.end.max(start + 1));
    span = Span::new(span.start(), quantity.end.max(line.tokens[end - 1].span.end()));
    for part in [&things.counted, &things.of].into_iter().flatten() {
        if part.end <= start {
            continue; // a holder stands before the figure
        }
        span = span.cover(line.span_of(part.clone()));
        end = end.max(part.end);
    }
    let limits = bound::limits(&quantity, modifier);
    let is_person = things.counted.as_ref().is_some_and(|counted| noun::is_person(line, counted));
    let unit = quantity.unit.unwrap_or_else(|| match (quantity.form, is_person) {
        (Form::Part, _) => "fraction".to_owned(),
        (_, true) => "person".to_owned(),
        _ => String::new(),
    });
    let unit = elided.map_or(unit, |before| before.unit.clone());
    let place_of = |range: Range<usize>| line.span_of(range);
    let whole = start..end;
    Figure {
        span,
        number: quantity.number,
        value: limits.value,
        low: limits.low,
        high: limits.high,
        modifier,
        is_vague: false,
        is_negated: bound::is_negated(line, start),
        unit,
        counted: things.counted.clone().map(place_of).or_else(|| elided?.counted),
        of: things.of.clone().map(place_of),
        relation: noun::relation(line, &whole).map(place_of),
        place: noun::place(line, &whole, timexes).map(place_of),
        time: noun::time(span, sentence.span, timexes),
        mode: None,
        source: Speaker::NotEstablished { reason: OPEN.to_owned() },
        source_at: None,
        via: Vec::new(),
        passage: sentence.span,
    }
}

fn modifier_of(quantity: &Quantity, bound: Option<Modifier>, move_: Option<Modifier>) -> Modifier {
    let plain = if quantity.to.is_some() { Modifier::Range } else { Modifier::Exactly };
    bound.or(move_).unwrap_or(plain)
}

/// The reason a figure's source has before attribution.
pub const OPEN: &str = "not attributed yet";

/// What is counted and the whole it is a part of.
struct Things {
    counted: Option<Range<usize>>,
    of: Option<Range<usize>>,
}

fn things(line: &Line<'_>, quantity: &Quantity, end: usize) -> Things {
    let is_part = quantity.form == Form::Part || quantity.unit.as_deref() == Some("percent");
    let is_one = quantity.to.is_none() && quantity.value == Amount::whole(1);
    if is_part {
        let of = noun::whole(line, end);
        let article = usize::from(quantity.form == Form::Part && is_article(line.lower(end)));
        let direct =
            || noun::counted(line, end + article, false).filter(|_| line.lower(end) != "of");
        return Things { counted: of.clone().or_else(direct), of };
    }
    // 35 of the 50 members; 12.3m tonnes of jet fuel
    if let Some(whole) = noun::whole(line, end) {
        let of = Some(whole.clone());
        let plural = quantity.unit.is_none().then(|| of_whom(line, &whole)).flatten();
        return Things { counted: plural.or(Some(whole)), of };
    }
    if quantity.unit.is_some() {
        return Things { counted: None, of: None };
    }
    Things { counted: noun::counted(line, end, is_one), of: None }
}

/// The counted noun inside a whole: `deputies` in `of Johnson's deputies`.
fn of_whom(line: &Line<'_>, whole: &Range<usize>) -> Option<Range<usize>> {
    let article = usize::from(is_article(line.lower(whole.start)));
    noun::counted(line, whole.start + article, false)
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the" | "its" | "his" | "her" | "their" | "these" | "those" | "our" | "all" | "a"
    )
}

/// The bound of the figure that brackets convert: `under 296 hp (224 kW / 300 PS)`.
fn converted(line: &Line<'_>, quantity: &Quantity, before: Option<&Figure>) -> Option<Modifier> {
    let before = before?;
    let mark = quantity.tokens.start.checked_sub(1)?;
    let is_next = line.tokens.get(mark.checked_sub(1)?)?.span.end() == before.span.end();
    let is_money = LISTS.currencies.contains_key(line.word(quantity.tokens.start));
    let has_unit = quantity.unit.is_some() && !is_money;
    (is_next && has_unit && matches!(line.word(mark), "(" | "/")).then_some(before.modifier)
}

/// Whether a large bare number counts what the figure before it counts: `fell to 2 million visitors
/// from 3 million`.
fn repeats(quantity: &Quantity, before: &Figure) -> bool {
    let counts = matches!(before.unit.as_str(), "" | "person") && before.counted.is_some();
    counts && quantity.value >= Amount::whole(1000)
}

/// An age without a unit: `who was 10`, `aged 20`, `the age of 21`, `Ruiz, 35, said`.
fn is_age(line: &Line<'_>, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    if quantity.to.is_some()
        || quantity.value > Amount::whole(120)
        || line.is_word(end) && !LISTS_AFTER_AGE.contains(&line.lower(end))
    {
        return false;
    }
    let (one, two, three) = (line.before(start, 1), line.before(start, 2), line.before(start, 3));
    one == "aged"
        || (one == "age" && two != "the")
        || (one == "of" && two == "age")
        || (matches!(one, "was" | "is" | "were") && two == "who")
        || (one == "be" && matches!(two, "will" | "would") && matches!(three, "he" | "she"))
        || (one == "turned" || one == "turns")
        || (one == ","
            && line.word(end) == ","
            && start >= 2
            && line.is_capital(start - 2)
            && quantity.form == Form::Digits
            && quantity.value >= Amount::whole(1))
}

/// Words that may follow an age.
const LISTS_AFTER_AGE: [&str; 8] = ["and", "when", "by", "at", "or", "on", "in", "who"];

/// `up 17.5 points, or 0.22%`: the second says the same as the first.
fn carried_move(line: &Line<'_>, quantity: &Quantity, before: Option<&Figure>) -> Option<Modifier> {
    let before = before?;
    let is_same = line.before(quantity.tokens.start, 1) == "or"
        && line.before(quantity.tokens.start, 2) == ","
        && line.tokens[quantity.tokens.start - 2].span.start() == before.span.end();
    (is_same && matches!(before.modifier, Modifier::Up | Modifier::Down)).then_some(before.modifier)
}

/// The unit that a bare number takes over from the figure before it in the sentence: `more than 70
/// percent … less than 5`.
fn elided_unit(quantity: &Quantity, is_bounded: bool, before: Option<&Figure>) -> Option<String> {
    let before = before.filter(|before| !before.unit.is_empty())?;
    let is_measure = !matches!(
        before.unit.as_str(),
        "person"
            | "fraction"
            | "year of age"
            | "count"
            | "year"
            | "month"
            | "day"
            | "hour"
            | "minute"
    );
    if before.unit == "percent" && quantity.value > Amount::whole(100) {
        return None; // an index level beside its change
    }
    let is_decimal = quantity.value.parts() % 1_000_000 != 0;
    (is_measure && quantity.form == Form::Digits && (is_bounded || is_decimal))
        .then(|| before.unit.clone())
}

#[cfg(test)]
mod tests;
