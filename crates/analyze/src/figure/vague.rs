//! Vague amounts: `hundreds of`, `several thousand`, `many`, `most of`.

use super::{OPEN, bound, line::Line, lists::LISTS, noun};
use crate::document::Sentence;
use onrecord_model::{
    figure::{Amount, Figure, Modifier},
    quotation::Speaker,
    timex::Timex,
};
use onrecord_text::Span;
use std::ops::Range;

/// The longest vague amount, in tokens.
const VAGUE_TOKENS: usize = 5;

/// The places of orders of magnitude, whose words no number may take: `several hundred`.
#[must_use]
pub fn numbers(line: &Line<'_>) -> Vec<Span> {
    let found = (0..line.tokens.len()).filter_map(|at| phrase(line, at));
    let orders = found.filter(|(_, entry)| entry.0 == Modifier::Order);
    orders.map(|(words, _)| line.span_of(words)).collect()
}

/// Adds the vague amounts of a sentence that touch none of its figures from `from` on.
pub fn find(
    line: &Line<'_>,
    sentence: &Sentence,
    timexes: &[Timex],
    from: usize,
    found: &mut Vec<Figure>,
) {
    let mut at = 0;
    while at < line.tokens.len() {
        match phrase(line, at) {
            Some((words, entry)) => {
                let end = words.end;
                let figure = figure(line, sentence, timexes, words, entry);
                let is_free = |span| {
                    !found[from..].iter().any(|known: &Figure| known.number.intersects(span))
                        && !timexes.iter().any(|timex| timex.span.intersects(span))
                };
                found.extend(figure.filter(|figure| is_free(figure.number)));
                at = end;
            }
            None => at += 1,
        }
    }
}

type Entry = (Modifier, &'static str, Option<&'static str>);

/// The longest vague amount at a token. Quotation marks inside are passed over: a “significant part”.
fn phrase(line: &Line<'_>, at: usize) -> Option<(Range<usize>, Entry)> {
    if !line.is_english || !LISTS.vague_starts.contains(line.lower(at)) {
        return None;
    }
    (1..=VAGUE_TOKENS + 2).rev().find_map(|n| {
        let end = (at + n).min(line.tokens.len());
        let words: Vec<&str> = (at..end)
            .map(|at| line.lower(at))
            .filter(|word| !matches!(*word, "“" | "”" | "\""))
            .collect();
        let entry = LISTS.vague.get(words.join(" ").as_str())?;
        (!matches!(line.word(end - 1), "“" | "”" | "\"")).then_some((at..end, *entry))
    })
}

fn figure(
    line: &Line<'_>,
    sentence: &Sentence,
    timexes: &[Timex],
    words: Range<usize>,
    (modifier, low, high): Entry,
) -> Option<Figure> {
    let is_part = matches!(modifier, Modifier::Most | Modifier::Part | Modifier::Some)
        && line.lower(words.end - 1) == "of";
    let of = usize::from(line.lower(words.end) == "of");
    let counted = if is_part {
        noun::whole(line, words.end - 1)?
    } else {
        let start = words.end + of;
        let article = usize::from(
            of == 1
                && matches!(
                    line.lower(start),
                    "the" | "its" | "their" | "his" | "her" | "these" | "those"
                ),
        );
        match noun::counted(line, start + article, false) {
            Some(counted) => counted,
            // a few percent
            None if matches!(line.lower(start), "percent" | "percentage") => start..start + 1,
            // several thousand from the coast: the number stands alone
            None if modifier == Modifier::Order => words.clone(),
            None => return None,
        }
    };
    let is_alone = counted == words;
    let unit_name = LISTS.units.get(line.joined(counted.clone()).as_str()).filter(|_| !is_alone);
    if timexes.iter().any(|timex| timex.span.intersects(line.span_of(counted.clone())))
        && unit_name.is_some()
    {
        return None;
    }
    let whole = words.start..counted.end.max(words.end);
    let span = line.span_of(whole.clone());
    let is_person = !is_alone && noun::is_person(line, &counted);
    let unit = match unit_name {
        Some(name) => (*name).to_owned(),
        None if matches!(modifier, Modifier::Most | Modifier::Part) => "fraction".to_owned(),
        None if is_person => "person".to_owned(),
        None => String::new(),
    };
    let is_order = modifier == Modifier::Order;
    let number = if is_order { line.span_of(words.clone()) } else { span };
    Some(Figure {
        span,
        number,
        value: None,
        low: Amount::parse(low),
        high: high.and_then(Amount::parse),
        modifier,
        is_vague: true,
        is_negated: bound::is_negated(line, words.start),
        unit,
        counted: (!is_alone).then(|| line.span_of(counted)),
        of: None,
        relation: noun::relation(line, &whole).map(|range| line.span_of(range)),
        place: noun::place(line, &whole, timexes).map(|range| line.span_of(range)),
        time: noun::time(span, sentence.span, timexes),
        mode: None,
        source: Speaker::NotEstablished { reason: OPEN.to_owned() },
        source_at: None,
        via: Vec::new(),
        passage: sentence.span,
    })
}
