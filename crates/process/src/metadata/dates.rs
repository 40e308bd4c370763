//! Dates that a page's structure states: JSON-LD, meta tags, time elements, lines beside the title.

use crate::{
    date::{
        DateField, names_change, names_publication,
        written::{Habits, Written, dates},
    },
    dom::{Dom, NodeIdx, ROOT},
    extract::{marks::Marks, outline::Outline},
    metadata::{
        head::Head,
        structured::{Structured, text_of, types},
    },
};
use html5ever::local_name;
use onrecord_model::dating::EvidenceKind;
use serde_json::{Map, Value};

/// How many fields of each kind are kept: a page with more is a list of other pages.
const MAX_FIELDS: usize = 12;

/// A date so many lines above the title, or below it where no text begins before, stands beside it.
const LINES_ABOVE_TITLE: usize = 4;
const LINES_BELOW_TITLE: usize = 24;

/// How many lines after the end of the text are below it.
const LINES_BELOW_TEXT: usize = 10;

/// A line with a date in it that is longer is a sentence.
const MAX_LINE_BYTES: usize = 160;

/// Everything in the page's structure that may be its date, most trusted first in each kind.
#[must_use]
pub fn date_fields(
    dom: &Dom,
    head: &Head,
    structured: &Structured,
    outline: &Outline,
    frame: Frame,
) -> Vec<DateField> {
    let mut fields = in_structured_data(structured);
    fields.extend(in_meta(head));
    if fields.is_empty() {
        fields.extend(in_scripts(dom));
    }
    fields.extend(in_microdata(dom));
    let frame = frame.completed(outline);
    let places = Places::of(outline);
    fields.extend(in_time_elements(dom, outline, frame, &places));
    fields.extend(in_marked_elements(dom, outline, frame, &places));
    fields.extend(in_lines(outline, frame));
    fields
}

/// Where the article stands among the lines of the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// The line of the title, where one is shown.
    pub title: Option<usize>,
    /// The first line of the text.
    pub first: usize,
    /// The line after the last one of the text.
    pub end: usize,
}

impl Frame {
    /// The frame with a title and an end: where none is known, the heading above the text is the
    /// title, and without a text the first heading of the page.
    fn completed(self, outline: &Outline) -> Self {
        let n_lines = outline.lines.len();
        let is_heading = |idx: &usize| matches!(outline.lines[*idx].level, 1 | 2);
        let end = if self.end == 0 { n_lines } else { self.end.min(n_lines) };
        let above = || (0..self.first.min(n_lines)).rev().find(is_heading);
        let inside = || (self.first.min(n_lines)..end).find(is_heading);
        let title = self.title.or_else(above).or_else(inside);
        let first = if self.end == 0 { title.unwrap_or(0) } else { self.first };
        Self { title, first, end }
    }

    /// How a line stands to the article.
    fn place(self, line: usize) -> &'static str {
        let title = self.title.unwrap_or(self.first);
        let is_above = line < title && line + LINES_ABOVE_TITLE >= title;
        let is_below =
            title <= line && line <= title + LINES_BELOW_TITLE && line <= self.first.max(title) + 2;
        if is_above || is_below {
            "beside the title"
        } else if self.first.min(title) <= line && line < self.end {
            "in the article"
        } else if self.end <= line && line < self.end + LINES_BELOW_TEXT {
            "below the text"
        } else {
            "elsewhere"
        }
    }
}

fn in_structured_data(structured: &Structured) -> Vec<DateField> {
    let article = structured.article();
    let others = structured
        .objects()
        .iter()
        .filter(|object| article.is_none() || types(object).any(|name| name.ends_with("WebPage")));
    let objects = article.into_iter().chain(others);
    objects.flat_map(of_object).take(MAX_FIELDS).collect()
}

fn of_object(object: &Map<String, Value>) -> Vec<DateField> {
    const KEYS: [&str; 5] =
        ["datePublished", "dateCreated", "uploadDate", "dateModified", "dateUpdated"];
    let kind = types(object).next().unwrap_or("Thing");
    let field = |key: &&str| {
        let value = text_of(object, key)?;
        Some(field(EvidenceKind::StructuredData, format!("{kind}.{key}"), value, is_change(key)))
    };
    KEYS.iter().filter_map(field).collect()
}

fn in_meta(head: &Head) -> Vec<DateField> {
    let dated = head.metas.iter().filter(|(name, value)| is_date_name(name) && has_digit(value));
    let field = |(name, value): &(String, &str)| {
        field(EvidenceKind::Meta, name.clone(), value, is_change(name))
    };
    dated.take(2 * MAX_FIELDS).map(field).collect()
}

/// Whether a meta tag of this name holds a date of the page.
fn is_date_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    has(&["date", "time", "publi", "pubdate", "created", "create_at", "issued", "modified"])
        && !has(&[
            "expir",
            "start",
            "end_",
            "event",
            "birth",
            "valid",
            "avail",
            "unpub",
            "publisher",
            "timezone",
            "read",
            "duration",
            "schedul",
            "embargo",
            "cache",
            "refresh",
            "dateformat",
            "republi",
        ])
}

fn is_change(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["modif", "updat", "revis", "lastmod", "last-", "change"].iter().any(|word| name.contains(word))
}

/// Values under telling keys of scripts, for pages that state their date nowhere else.
fn in_scripts(dom: &Dom) -> Vec<DateField> {
    const MAX_SCRIPT_BYTES: usize = 400_000;
    const KEYS: [&str; 10] = [
        "datePublished",
        "publishDate",
        "published_at",
        "publishedAt",
        "pubDate",
        "publication_date",
        "publicationDate",
        "firstPublished",
        "publish_date",
        "publishedDate",
    ];
    let mut fields = Vec::new();
    let mut left = MAX_SCRIPT_BYTES;
    for script in dom.elements(ROOT, local_name!("script")) {
        for text in dom.children(script).filter_map(|node| dom.text(node)) {
            let text = &text[..text.floor_char_boundary(left.min(text.len()))];
            left -= text.len();
            for key in KEYS {
                let value = text
                    .find(&format!("{key}\""))
                    .and_then(|at| string_after(&text[at + key.len() + 1..]));
                if let Some(value) = value {
                    fields.push(field(
                        EvidenceKind::StructuredData,
                        format!("script {key}"),
                        value,
                        false,
                    ));
                }
            }
        }
        if left == 0 || fields.len() >= 4 {
            break;
        }
    }
    fields
}

/// The string in `: "…"` at the start of `text`.
fn string_after(text: &str) -> Option<&str> {
    let text = text.trim_start().strip_prefix(':')?.trim_start();
    let text = text.strip_prefix(['"', '\'']).unwrap_or(text);
    let end = text.find(['"', '\'', ',', '}'])?;
    let value = &text[..end];
    (value.len() <= 40 && value.bytes().any(|b| b.is_ascii_digit())).then_some(value)
}

/// Microdata of an article: `itemprop="datePublished"` on any element.
fn in_microdata(dom: &Dom) -> Vec<DateField> {
    let mut fields = Vec::new();
    for node in dom.descendants(ROOT).filter(|node| dom.is_element(*node)) {
        let Some(name) = dom.attribute(node, "itemprop") else { continue };
        let is_date = ["datePublished", "dateCreated", "dateModified", "uploadDate"]
            .iter()
            .find(|date| name.contains(**date));
        let Some(key) = is_date.filter(|_| dom.name(node) != "meta") else { continue };
        let value = ["content", "datetime"]
            .iter()
            .find_map(|key| dom.attribute(node, key).filter(|value| !value.trim().is_empty()));
        let value = value.map_or_else(|| dom.text_content(node), str::to_owned);
        fields.push(field(
            EvidenceKind::TimeElement,
            format!("microdata {key}"),
            value.trim(),
            is_change(key),
        ));
        if fields.len() >= MAX_FIELDS {
            break;
        }
    }
    fields
}

/// `<time>` elements and their forerunners (`<abbr class="published" title="…">`), outside of boxes
/// that hold other articles; those beside the title first.
fn in_time_elements(dom: &Dom, outline: &Outline, frame: Frame, places: &Places) -> Vec<DateField> {
    let mut found: Vec<(usize, DateField)> = Vec::new();
    for node in dom.descendants(ROOT) {
        let is_time = dom.name(node) == "time";
        // The hAtom microformat: `<abbr class="published" title="2016-04-07T19:45">`.
        let is_titled = matches!(dom.name(node), "abbr" | "span" | "a")
            && dom.attribute(node, "title").is_some_and(is_iso_start);
        if !is_time && !is_titled {
            continue;
        }
        let class = dom.attribute(node, "class").unwrap_or_default();
        let Some(line) = places.line(node) else { continue };
        if is_furniture(outline, line, frame) {
            continue;
        }
        let value = dom
            .attribute(node, if is_time { "datetime" } else { "title" })
            .filter(|value| has_digit(value));
        let value = value.map_or_else(|| dom.text_content(node), str::to_owned);
        let is_entry = class.contains("entry-date")
            || class.contains("publish")
            || dom.attribute(node, "pubdate").is_some();
        let is_modified = (is_change(class) && !class.contains("publish"))
            || is_change(dom.attribute(node, "itemprop").unwrap_or_default())
            || has_change_label(dom, node);
        let place =
            format!("{} {}", if is_entry { "marked time" } else { "time" }, frame.place(line));
        found.push((
            rank(&place),
            field(EvidenceKind::TimeElement, place, value.trim(), is_modified),
        ));
        if found.len() >= 40 {
            break;
        }
    }
    ranked(found)
}

/// Elements inside a line that are called a date: `by Ana Ruiz <span class="entry-date">7 April 2016</span>`.
fn in_marked_elements(
    dom: &Dom,
    outline: &Outline,
    frame: Frame,
    places: &Places,
) -> Vec<DateField> {
    let habits = habits();
    let mut found = Vec::new();
    for node in dom.descendants(ROOT) {
        let Some(class) = dom.attribute(node, "class").filter(|class| is_date_class(class)) else {
            continue;
        };
        // A box of many elements is called after one of them.
        if dom.descendants(node).take(12).count() == 12 || dom.name(node) == "time" {
            continue;
        }
        let text = dom.text_content(node);
        let text = text.trim();
        let is_date = text.len() <= MAX_LINE_BYTES / 2
            && has_digit(text)
            && dates(text, &habits).iter().any(|written| written.date().is_some());
        let line = places.line(node).filter(|line| is_date && !is_furniture(outline, *line, frame));
        let Some(line) = line else { continue };
        let is_modified =
            (is_change(class) && !class.contains("publish") && !class.contains("date"))
                || has_change_label(dom, node);
        let place = format!("marked element {}", frame.place(line));
        found.push((rank(&place), field(EvidenceKind::HeaderDate, place, text, is_modified)));
        if found.len() >= 40 {
            break;
        }
    }
    ranked(found)
}

/// Whether a class is that of a date, in the languages in which classes are written.
fn is_date_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| class.contains(word));
    has(&["date", "time", "publish", "posted", "datum", "fecha", "pubdat", "created"])
        && !has(&["update-", "event"])
}

/// Whether a value starts as an ISO date does.
fn is_iso_start(value: &str) -> bool {
    let start: Vec<u8> = value.bytes().take(5).collect();
    start.len() == 5 && start[..4].iter().all(u8::is_ascii_digit) && start[4] == b'-'
}

/// Which line a node stands in: nodes and lines are both numbered in the order of the page.
struct Places {
    /// For each line the number of the node that it began in; never falling.
    first_nodes: Vec<usize>,
}

impl Places {
    fn of(outline: &Outline) -> Self {
        let mut largest = 0;
        let numbers = outline.lines.iter().map(|line| {
            largest = largest.max(line.node.number());
            largest
        });
        Self { first_nodes: numbers.collect() }
    }

    fn line(&self, node: NodeIdx) -> Option<usize> {
        self.first_nodes.partition_point(|first| *first <= node.number()).checked_sub(1)
    }
}

/// Whether the words right before a node say that it holds the day of a change.
fn has_change_label(dom: &Dom, node: NodeIdx) -> bool {
    let before =
        dom.previous(node).or_else(|| dom.parent(node).and_then(|parent| dom.previous(parent)));
    let text = before
        .map(|before| dom.text(before).map_or_else(|| dom.text_content(before), str::to_owned));
    text.is_some_and(|text| {
        let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(40))..];
        text.len() < 80 && names_change(tail)
    })
}

/// Short lines with a date, those beside the title first.
fn in_lines(outline: &Outline, frame: Frame) -> Vec<DateField> {
    let habits = habits();
    let mut found = Vec::new();
    for (idx, line) in outline.lines.iter().enumerate() {
        let text = outline.line(idx);
        if text.len() > MAX_LINE_BYTES || !has_digit(text) || found.len() >= 40 {
            continue;
        }
        let is_marked = line.marks.has(Marks::DATE | Marks::TIME | Marks::BYLINE);
        let is_labeled = names_publication(text) || names_change(text);
        let is_link = line.n_link_bytes as usize * 2 > text.len()
            && !is_marked
            && frame.place(idx) != "beside the title";
        if !is_labeled && (is_link || is_furniture(outline, idx, frame)) {
            continue;
        }
        let place = frame.place(idx);
        let written = dates(text, &habits);
        let is_clear =
            is_labeled || is_marked || written.iter().any(|written| is_header_date(written, text));
        let is_loose =
            place == "beside the title" && written.iter().any(|written| written.date().is_some());
        let kind = match () {
            () if written.is_empty() || !(is_clear || is_loose) => continue,
            () if is_labeled => "labeled line",
            () if is_marked => "marked line",
            () if is_clear => "line",
            () => "loose line",
        };
        let place = format!("{kind} {place}");
        found.push((rank(&place), field(EvidenceKind::HeaderDate, place, text, false)));
    }
    ranked(found)
}

/// Whether a date makes up most of its line: among other words it may be what a heading speaks of.
fn is_header_date(written: &Written, line: &str) -> bool {
    written.day.is_some() && written.whole.len() * 3 >= line.len()
}

/// Fields in order of trust; many days below or far from the article are those of other pages.
fn ranked(mut found: Vec<(usize, DateField)>) -> Vec<DateField> {
    const MAX_FAR: usize = 2;
    found.sort_by_key(|(rank, _)| *rank);
    let n_of = |rank: usize| found.iter().filter(|(other, _)| *other == rank).count();
    let kept = found.iter().filter(|(rank, _)| *rank < FAR || n_of(*rank) <= MAX_FAR);
    kept.map(|(_, field)| field.clone()).take(MAX_FIELDS).collect()
}

/// Places from this rank on are below or far from the article.
const FAR: usize = 20;

/// The order of trust of places: first where they stand, then how they are marked.
fn rank(place: &str) -> usize {
    let place_rank = ["beside the title", "in the article", "below the text", "elsewhere"]
        .iter()
        .position(|end| place.ends_with(end))
        .unwrap_or(3);
    let kind_rank = ["labeled", "marked", "time", "line"]
        .iter()
        .position(|start| place.starts_with(start))
        .unwrap_or(4);
    place_rank * 10 + kind_rank
}

/// Dates of headers are read here only to see that they are dates; dating reads them again with the
/// page's own habits.
fn habits() -> Habits<'static> {
    Habits::of(None, None, jiff::civil::date(2100, 1, 1))
}

fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// Whether a line stands in a box of other things than the article. The date often shares its box
/// with buttons for sharing or the note on the author, and right beside the title a teaser's box is
/// that of the article itself.
fn is_furniture(outline: &Outline, line: usize, frame: Frame) -> bool {
    let furniture = Marks::FURNITURE
        .without(Marks::SHARE)
        .without(Marks::BIO)
        .without(Marks::TAGS)
        .without(Marks::HIDDEN);
    let is_beside = frame.title.is_some_and(|title| line.abs_diff(title) <= 2);
    let furniture =
        if is_beside { furniture.without(Marks::TEASER).without(Marks::ASIDE) } else { furniture };
    outline.lines[line].marks.has(furniture)
}

fn field(kind: EvidenceKind, place: String, value: &str, is_modified: bool) -> DateField {
    const MAX_VALUE_BYTES: usize = 240;
    let value = value[..value.floor_char_boundary(MAX_VALUE_BYTES.min(value.len()))].to_owned();
    DateField { kind, place, value, is_modified }
}
