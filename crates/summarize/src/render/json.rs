//! A brief as JSON: its record, and every cited passage as a W3C Web Annotation.

use super::fragment::fragment;
use crate::cite::Notes;
use onrecord_model::{
    article::Article,
    brief::{Brief, Part, Source},
    id::Id,
    passage::Passage,
    wire,
};
use onrecord_text::offsets::Offsets;
use serde_json::{Value, json as object};
use std::collections::{BTreeMap, BTreeSet};

/// A brief as one JSON object on one line: the record under `onrecord` and `brief` as [`wire::write`]
/// has it, and under `annotations` one Web Annotation per cited passage.
///
/// `TextPositionSelector` counts code points of the article's text, as the recommendation has it
/// (Web Annotation Data Model, 4.2.5), and `utf16` the same in the units of browsers. Both need the
/// article: for one that is not among `articles` only the quotation selector is given.
#[must_use]
pub fn json(brief: &Brief, articles: &[&Article]) -> String {
    let texts: BTreeMap<Id, (&str, Offsets)> = articles
        .iter()
        .map(|article| (article.id, (article.text.as_str(), Offsets::of(&article.text))))
        .collect();
    let sources: BTreeMap<Id, &Source> =
        brief.sources.iter().map(|source| (source.title.article(), source)).collect();
    let notes = Notes::of(brief);
    let annotate = |passage: &&Passage| {
        let source = sources.get(&passage.article()).copied();
        annotation(passage, notes.number(passage), source, texts.get(&passage.article()))
    };
    let annotations: Vec<Value> = brief.notes().iter().map(annotate).collect();
    let record = wire::write(brief);
    let open = record.strip_suffix('}').unwrap_or(&record);
    format!(
        "{open},\"shown\":{},\"annotations\":{}}}\n",
        Value::from(shown(brief, &notes)),
        Value::from(annotations)
    )
}

/// Every sentence as people read it, with its date and the numbers of its notes.
fn shown(brief: &Brief, notes: &Notes) -> Vec<Value> {
    let sections = brief.sections.iter();
    let sentences = sections.flat_map(|section| {
        section.sentences.iter().enumerate().map(|(place, s)| (section.kind, place, s))
    });
    let show = |(kind, place, sentence): (_, usize, &onrecord_model::brief::Sentence)| {
        let numbers: BTreeSet<usize> =
            sentence.passages().filter_map(|passage| notes.number(passage)).collect();
        let mut row = object!({
            "section": super::words::heading(kind),
            "date": sentence.when.label(),
            "text": sentence.parts.iter().map(text).collect::<String>(),
            "notes": numbers,
        });
        if let Some(group) = &sentence.group {
            row["group"] = Value::from(group.as_str());
        }
        if let Some(was) = brief.original(kind, place) {
            row["was"] = was.iter().map(super::words::shown).collect();
        }
        row
    };
    sentences.map(show).collect()
}

/// A part as plain text.
pub(super) fn text(part: &Part) -> String {
    match part {
        Part::Ours(words) => words.clone(),
        Part::Direct(passage) => {
            let (open, close) = super::words::marks(passage.exact());
            format!("{open}{}{close}", passage.exact())
        }
        Part::Retold(passage) | Part::Hedge(passage) => passage.exact().to_owned(),
        Part::Proof(_) => String::new(),
    }
}

/// What a text fragment conforms to.
const TEXT_FRAGMENTS: &str = "https://wicg.github.io/scroll-to-text-fragment/";

/// The passage on the page that the article was read from: places there are unknown, but its words are
/// known, and a fragment that scrolls to them (Web Annotation Data Model, 4.2.1).
fn on_page(link: &str, passage: &Passage) -> Option<Value> {
    let (page, value) = link.split_once('#')?;
    Some(object!({
        "type": "SpecificResource",
        "source": page,
        "selector": [
            { "type": "FragmentSelector", "conformsTo": TEXT_FRAGMENTS, "value": value },
            { "type": "TextQuoteSelector", "exact": passage.exact() },
        ],
    }))
}

fn annotation(
    passage: &Passage,
    number: Option<usize>,
    source: Option<&Source>,
    text: Option<&(&str, Offsets)>,
) -> Value {
    let (text, offsets) = text.map(|(text, offsets)| (*text, offsets)).unzip();
    let mut selectors = vec![object!({
        "type": "TextQuoteSelector",
        "exact": passage.exact(),
        "prefix": passage.prefix(),
        "suffix": passage.suffix(),
    })];
    if let Some((start, end)) = offsets.and_then(|offsets| offsets.to_chars(passage.span())) {
        selectors.push(object!({ "type": "TextPositionSelector", "start": start, "end": end }));
    }
    let mut target = object!({
        "type": "SpecificResource",
        "source": format!("urn:onrecord:article:{}", passage.article()),
        "selector": selectors,
    });
    let address = source.and_then(|source| source.address.as_deref());
    if let Some(address) = address {
        target["scope"] = Value::from(address);
    }
    let link = address.and_then(|address| fragment(address, passage, text));
    let mut targets = vec![target];
    targets.extend(link.as_deref().and_then(|link| on_page(link, passage)));
    let mut annotation = object!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:onrecord:passage:{}:{}", passage.article(), passage.span()),
        "type": "Annotation",
        "motivation": "identifying",
        "target": targets,
        "onrecord": {
            "article": passage.article().to_string(),
            "capture": passage.capture().to_string(),
            "bytes": [passage.span().start(), passage.span().end()],
        },
    });
    if let Some(number) = number {
        annotation["onrecord"]["note"] = Value::from(number);
    }
    if let Some((start, end)) = offsets.and_then(|offsets| offsets.to_utf16(passage.span())) {
        annotation["onrecord"]["utf16"] = Value::from(vec![start, end]);
    }
    if let Some(link) = link {
        annotation["onrecord"]["link"] = Value::from(link);
    }
    annotation
}
