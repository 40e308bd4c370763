//! Other articles that a page points to: boxes of links, data printed into text dumps.

use super::structured::parse;
use crate::{
    dom::{Dom, NodeIdx},
    extract::{marks::Marks, outline::Outline},
};
use html5ever::local_name;
use onrecord_model::article::{Related, Zone, ZoneKind};
use serde_json::Value;

/// How many are kept.
const MAX_RELATED: usize = 40;

/// A title of another article is at least this long, in bytes: shorter links are sections.
const MIN_TITLE_BYTES: usize = 24;

/// How much printed data of a line is read, in bytes.
const MAX_DATA_BYTES: usize = 1 << 20;

/// What the boxes of links to other articles point to.
#[must_use]
pub fn in_page(dom: &Dom, outline: &Outline) -> Vec<Related> {
    let mut found: Vec<Related> = Vec::new();
    for (idx, line) in outline.lines.iter().enumerate() {
        let is_link = line.n_link_bytes as usize * 10 >= line.span.len() * 8;
        let is_related =
            line.marks.has(Marks::RELATED) && !line.marks.has(Marks::NAV | Marks::FOOTER);
        if !is_link || !is_related || line.span.len() < MIN_TITLE_BYTES {
            continue;
        }
        let address = link_around(dom, line.node).map(str::to_owned);
        if address.is_none() || found.iter().any(|other| other.address == address) {
            continue;
        }
        found.push(Related { title: Some(outline.line(idx).to_owned()), address });
        if found.len() >= MAX_RELATED {
            break;
        }
    }
    found
}

fn link_around(dom: &Dom, node: NodeIdx) -> Option<&str> {
    let mut around = dom.ancestors(node).take(8);
    let link = around.find(|above| dom.tag(*above) == Some(&local_name!("a")))?;
    let href = dom.attribute(link, "href")?.trim();
    (!href.is_empty() && !href.starts_with(['#', 'j'])).then_some(href)
}

/// What the furniture of a text dump points to: titles and paths in printed data.
#[must_use]
pub fn in_dump(text: &str, zones: &[Zone]) -> Vec<Related> {
    let mut found = Vec::new();
    for zone in zones.iter().filter(|zone| zone.kind == ZoneKind::Furniture) {
        let line = zone.span.of(text);
        let data = &line[..line.floor_char_boundary(MAX_DATA_BYTES)];
        if data.contains("\":")
            && let Some(start) = data.find(['[', '{'])
            && let Ok(value) = parse(&data[start..])
        {
            collect(&value, &mut found, 0);
        }
    }
    found.truncate(MAX_RELATED);
    found
}

fn collect(value: &Value, found: &mut Vec<Related>, depth: usize) {
    if depth > 8 || found.len() >= MAX_RELATED {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, found, depth + 1)),
        Value::Object(object) => {
            let first = |keys: &[&str]| {
                let text = keys.iter().find_map(|key| object.get(*key)?.as_str());
                text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            };
            let title = first(&["title", "headline", "name"]);
            let address =
                first(&["url", "link", "href", "path", "permalink", "pic", "image", "src"]);
            match (title, address) {
                (None, None) => {
                    object.values().for_each(|value| collect(value, found, depth + 1));
                }
                (title, address) => found.push(Related { title, address }),
            }
        }
        _ => (),
    }
}
