//! Dates that a page shows its readers: time elements, elements called a date, lines.

use crate::{
    date::{
        DateField, is_label, names_change, names_filing, names_publication,
        written::{Habits, Written, dates},
    },
    dom::{Dom, NodeIdx, ROOT},
    extract::{marks::Marks, outline::Outline},
    metadata::dates::{
        frame::{Frame, Places, is_furniture, rank, ranked},
        value::{field, has_digit, is_change},
    },
    metadata::wording::any_of,
};
use aho_corasick::AhoCorasick;
use onrecord_model::dating::EvidenceKind;
use std::sync::LazyLock;

/// A line with a date in it that is longer is a sentence.
const MAX_LINE_BYTES: usize = 160;

/// The longest sentence of a system that tells when and where it filed a post, in bytes.
const MAX_FILING_BYTES: usize = 1000;

/// A line above a date that is longer is no label of it.
const MAX_LABEL_BYTES: usize = 30;

/// `<time>` elements and their forerunners (`<abbr class="published" title="…">`), outside of boxes
/// that hold other articles; those beside the title first.
pub fn in_time_elements(
    dom: &Dom,
    outline: &Outline,
    frame: Frame,
    places: &Places,
) -> Vec<DateField> {
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
            || has_change_label(dom, outline, line, node);
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
pub fn in_marked_elements(
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
        // A box of many elements is called after one of them, and of two the inner one knows better.
        let inner = || dom.descendants(node).skip(1).filter_map(|at| dom.attribute(at, "class"));
        let is_outer = dom.descendants(node).take(12).count() == 12 || inner().any(is_change_class);
        if is_outer || dom.name(node) == "time" {
            continue;
        }
        let text = dom.text_content(node);
        let text = text.trim();
        let is_date = text.len() <= MAX_LINE_BYTES / 2
            && has_digit(text)
            && dates(text, &habits).iter().any(|written| written.date().is_some());
        let line = places.line(node).filter(|line| is_date && !is_furniture(outline, *line, frame));
        let Some(line) = line else { continue };
        let is_modified = is_change_class(class) || has_change_label(dom, outline, line, node);
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
    static NAMES: LazyLock<[AhoCorasick; 2]> = LazyLock::new(|| {
        let dates = ["date", "time", "publish", "posted", "datum", "fecha", "pubdat", "created"];
        [any_of(&dates), any_of(&["update-", "event"])]
    });
    NAMES[0].is_match(class) && !NAMES[1].is_match(class)
}

/// Whether a class is that of the date of a change and of no other: not `entry-date updated`, which
/// themes give to the only date that they show.
fn is_change_class(class: &str) -> bool {
    let rest = class.to_ascii_lowercase().replace("update", "");
    is_change(class) && !rest.contains("publish") && !rest.contains("date")
}

/// Whether a value starts as an ISO date does.
fn is_iso_start(value: &str) -> bool {
    let start: Vec<u8> = value.bytes().take(5).collect();
    start.len() == 5 && start[..4].iter().all(u8::is_ascii_digit) && start[4] == b'-'
}

/// Whether the words right before a node say that it holds the day of a change: those of the element
/// before it, of its own line, or a line above that is a label.
fn has_change_label(dom: &Dom, outline: &Outline, line: usize, node: NodeIdx) -> bool {
    let before =
        dom.previous(node).or_else(|| dom.parent(node).and_then(|parent| dom.previous(parent)));
    let text = before
        .map(|before| dom.text(before).map_or_else(|| dom.text_content(before), str::to_owned));
    let is_beside = text.is_some_and(|text| {
        let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(40))..];
        text.len() < 80 && names_change(tail)
    });
    is_beside || {
        let shown = dom.text_content(node);
        let shown: Vec<&str> = shown.split_whitespace().collect();
        let text = outline.line(line);
        let at = text.find(&shown.join(" ")).filter(|_| !shown.is_empty() && text.len() < 200);
        at.is_some_and(|at| {
            // What stands before an earlier date is the label of that one.
            let label = text[..at].rsplit(|c: char| c.is_numeric()).next().unwrap_or_default();
            names_change(label) || (at == 0 && label_above(outline, line).is_some_and(names_change))
        })
    }
}

/// The line above a date that says what the date is: `Published`, `Datum:`.
fn label_above(outline: &Outline, line: usize) -> Option<&str> {
    let above = outline.line(line.checked_sub(1)?);
    (above.len() <= MAX_LABEL_BYTES && !has_digit(above)).then_some(above)
}

/// Short lines with a date, those beside the title first.
pub fn in_lines(outline: &Outline, frame: Frame) -> Vec<DateField> {
    let habits = habits();
    let mut found = Vec::new();
    for (idx, line) in outline.lines.iter().enumerate() {
        let text = outline.line(idx);
        if text.len() > MAX_FILING_BYTES || !has_digit(text) || found.len() >= 40 {
            continue;
        }
        let is_filing = names_filing(text);
        if text.len() > MAX_LINE_BYTES && !is_filing {
            continue;
        }
        let is_marked = line.marks.has(Marks::DATE | Marks::TIME | Marks::BYLINE);
        let above = label_above(outline, idx);
        let is_named = above.is_some_and(|above| is_label(above) || names_publication(above));
        let is_labeled = is_filing || is_named || names_publication(text) || names_change(text);
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
        let is_modified = written[0].whole.start() == 0 && above.is_some_and(names_change);
        let place = format!("{kind} {place}");
        found.push((rank(&place), field(EvidenceKind::HeaderDate, place, text, is_modified)));
    }
    ranked(found)
}

/// The date of the page's own entry in a list that it shows: beside a line that repeats its title, in
/// a box of the two.
pub fn in_own_entry(outline: &Outline, frame: Frame) -> Vec<DateField> {
    const MAX_ENTRY_LINES: usize = 5;
    let Some(title) = frame.title.filter(|title| outline.line(*title).len() >= 12) else {
        return Vec::new();
    };
    let habits = habits();
    let repeats = (0..outline.lines.len())
        .filter(|idx| *idx != title && outline.line(*idx) == outline.line(title));
    // How many lines the smallest box around both lines holds.
    let shared = |idx: usize, at: usize| {
        let boxes = outline.around(outline.lines.get(at)?.in_box);
        let mut sizes = boxes.map(|idx_box| &outline.boxes[idx_box]).filter_map(|item| {
            (item.first <= idx && idx < item.end).then_some(item.end - item.first)
        });
        sizes.next().filter(|n_lines| *n_lines <= MAX_ENTRY_LINES)
    };
    let date_of = |idx: usize| {
        let beside = [idx.checked_sub(1), Some(idx + 1)].into_iter().flatten();
        let dated = beside.filter_map(|at| Some((shared(idx, at)?, at))).filter(|(_, at)| {
            let text = outline.line(*at);
            dates(text, &habits).iter().any(|written| is_header_date(written, text))
        });
        dated.min().map(|(_, at)| at)
    };
    let line = repeats.take(3).find_map(date_of);
    let found = line.map(|line| {
        let place = "own entry in a list".to_owned();
        field(EvidenceKind::HeaderDate, place, outline.line(line), false)
    });
    found.into_iter().collect()
}

/// Whether a date makes up most of its line: among other words it may be what a heading speaks of.
fn is_header_date(written: &Written, line: &str) -> bool {
    let is_most = written.whole.len() * 3 >= line.len();
    written.day.is_some() && (is_most || is_set_apart(written, line))
}

/// Whether a whole date begins its line and a mark parts it from what follows: `5 May 2016 - Ana Ruiz`.
fn is_set_apart(written: &Written, line: &str) -> bool {
    let rest = line[written.whole.end()..].trim_start();
    written.whole.start() == 0
        && written.date().is_some()
        && rest.starts_with(['-', '–', '—', '|', '·', '•', '/'])
}

/// Dates of headers are read here only to see that they are dates; dating reads them again with the
/// page's own habits.
fn habits() -> Habits<'static> {
    Habits::of(None, None, jiff::civil::date(2100, 1, 1))
}
