//! Task `figures`: amounts with units and bounds, for `score_figures.py`.

use crate::{clock::Clock, time::plain_article};
use anyhow::{Context, Result};
use onrecord_analyze::{document::Document, figure, timex};
use onrecord_model::figure::{Figure, Modifier};
use onrecord_text::offsets::Offsets;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Our answers for a gold file of sentences or of whole texts.
///
/// NewsQuant has no vague figures, so those without two limits are left out for sentences.
pub fn answer(gold: &Path, _pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let mut out = String::new();
    for line in fs::read_to_string(gold)?.lines().filter(|line| !line.trim().is_empty()) {
        let item: Value = serde_json::from_str(line)?;
        let is_sentence = item["sentence_id"].is_string();
        let id = if is_sentence { "sentence_id" } else { "doc_id" };
        let text = item["text"].as_str().context("an item without text")?;
        let article = plain_article(text, "en");
        let found = clock.stage("figures", text.len(), || {
            let document = Document::of(&article);
            let timexes = timex::find(&document);
            figure::find(&document, &timexes)
        });
        let offsets = Offsets::of(text);
        let figures: Vec<Value> = found
            .iter()
            .filter(|figure| !is_sentence || has_number(figure))
            .filter_map(|figure| shown(figure, text, &offsets, is_sentence))
            .collect();
        out.push_str(&json!({id: item[id], "figures": figures}).to_string());
        out.push('\n');
    }
    Ok(out)
}

fn has_number(figure: &Figure) -> bool {
    let is_order = figure.modifier == Modifier::Order;
    !figure.is_vague || (is_order && figure.low.is_some() && figure.high.is_some())
}

fn shown(figure: &Figure, text: &str, offsets: &Offsets<'_>, is_sentence: bool) -> Option<Value> {
    let (start, end) = offsets.to_chars(figure.span)?;
    let (from, to) = offsets.to_chars(figure.number)?;
    let number = |amount: Option<onrecord_model::figure::Amount>| {
        amount.and_then(|amount| amount.to_string().parse::<f64>().ok())
    };
    // NewsQuant ends an order of magnitude at the next one: hundreds are 100 to 1000.
    let next = |high: Option<f64>| match figure.modifier {
        Modifier::Order if is_sentence => high.map(|high| high + 1.0),
        _ => high,
    };
    let mut shown = json!({
        "text": figure.span.of(text), "start": start, "end": end,
        "number": {"start": from, "end": to, "text": figure.number.of(text)},
        "value": number(figure.value),
        "unit": if is_sentence { unit(figure, text) } else { figure.unit.clone() },
        "modifier": modifier(figure, is_sentence),
        "vague": figure.is_vague, "negated": figure.is_negated,
        "counted": figure.counted.map(|span| span.of(text)),
        "of": figure.of.map(|span| span.of(text)),
        "relation": figure.relation.map(|span| span.of(text)),
        "place": figure.place.map(|span| span.of(text)),
        "time": figure.time.map(|span| span.of(text)),
    });
    if figure.value.is_none() || !is_sentence {
        shown["low"] = json!(number(figure.low));
        shown["high"] = json!(next(number(figure.high)));
    }
    Some(shown)
}

/// NewsQuant has six modifiers: `at least` is more, `up to` is less, `nearly` is about.
fn modifier(figure: &Figure, is_sentence: bool) -> &'static str {
    if !is_sentence {
        return figure.modifier.name();
    }
    match figure.modifier {
        Modifier::Over | Modifier::AtLeast => ">",
        Modifier::Under | Modifier::AtMost => "<",
        Modifier::About | Modifier::Nearly => "~",
        // NewsQuant calls a negative change a fall.
        Modifier::Exactly
            if figure.value.is_some_and(|value| value.parts() < 0)
                && matches!(figure.unit.as_str(), "percent" | "dollar") =>
        {
            "down"
        }
        Modifier::Up => "up",
        Modifier::Down => "down",
        _ => "=",
    }
}

/// The gold names the thing counted where we leave the unit empty.
fn unit(figure: &Figure, text: &str) -> String {
    let counted = figure.counted.map(|span| singular(span.of(text)));
    match figure.unit.as_str() {
        "" | "person" => counted.unwrap_or_default(),
        "fraction" => format!("% {}", counted.unwrap_or_default()),
        "pound" => "pound-mass".to_owned(),
        unit => unit.replace("percent", "percentage"),
    }
}

/// The last word of a noun phrase in the singular, all in lower case.
fn singular(words: &str) -> String {
    let lower = words.to_lowercase().replace("’s ", " ").replace("'s ", " ");
    let lower = lower.trim_start_matches("the ");
    let (rest, last) = lower.rsplit_once(' ').map_or(("", lower), |(rest, last)| (rest, last));
    let last = match last {
        "people" | "staff" | "news" | "series" => last.to_owned(),
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "children" => "child".to_owned(),
        _ if last.ends_with("ies") => format!("{}y", &last[..last.len() - 3]),
        _ if ["sses", "xes", "ches", "shes"].iter().any(|end| last.ends_with(end)) => {
            last[..last.len() - 2].to_owned()
        }
        _ if last.ends_with('s') && !last.ends_with("ss") => last[..last.len() - 1].to_owned(),
        _ => last.to_owned(),
    };
    if rest.is_empty() { last } else { format!("{rest} {last}") }
}
