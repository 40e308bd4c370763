//! The reader inside an HTML brief: the text of each cited article, its cited passages marked.

use super::words::is_hidden;
use crate::cite::Notes;
use onrecord_model::{
    article::{Article, Block, Zone, ZoneKind},
    id::Id,
};
use onrecord_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// An article with more text than this, in bytes, is shown around its cited passages only.
const MAX_TEXT_BYTES: usize = 200_000;

/// Text kept on each side of a passage where the rest is left out, in bytes.
const AROUND_BYTES: usize = 2_000;

/// The notes of one article: span and number.
type Cited = Vec<(Span, usize)>;

/// The notes by article, in order of their places.
pub fn by_article(notes: &Notes) -> BTreeMap<Id, Cited> {
    let mut found: BTreeMap<Id, Cited> = BTreeMap::new();
    for (idx, passage) in notes.list.iter().enumerate() {
        found.entry(passage.article()).or_default().push((passage.span(), idx + 1));
    }
    found.values_mut().for_each(|cited| cited.sort_unstable());
    found
}

/// The text of an article as HTML, block by block. Each cited passage opens with an element
/// `id="pNUMBER"`; all of its words are in `mark` elements of the class `pNUMBER`.
pub fn text(article: &Article, cited: &Cited) -> String {
    let mut writer = Writer { article, cited, opened: BTreeSet::new(), out: String::new() };
    let is_long = article.text.len() > MAX_TEXT_BYTES;
    let kept: Vec<Span> = if is_long { windows(article, cited) } else { Vec::new() };
    let mut is_gap = false;
    for zone in &article.zones {
        let parts: Vec<Span> = if is_long {
            kept.iter().filter_map(|window| window.intersection(zone.span)).collect()
        } else {
            vec![zone.span]
        };
        if parts.is_empty() {
            is_gap = true;
            continue;
        }
        if std::mem::take(&mut is_gap) || parts[0].start() > zone.span.start() {
            writer.out.push_str(LEFT_OUT);
        }
        parts.iter().for_each(|part| writer.block(zone, *part));
        is_gap = parts[parts.len() - 1].end() < zone.span.end();
    }
    if is_gap {
        writer.out.push_str(LEFT_OUT);
    }
    writer.out
}

const LEFT_OUT: &str = "<p class=\"left\">Text left out here: the article is long.</p>\n";

/// Stretches around the cited passages, in order, joined where they meet.
fn windows(article: &Article, cited: &Cited) -> Vec<Span> {
    let text = &article.text;
    let mut found: Vec<Span> = Vec::new();
    for (span, _) in cited {
        let from = text.floor_char_boundary(span.start().saturating_sub(AROUND_BYTES));
        let to = text.ceil_char_boundary((span.end() + AROUND_BYTES).min(text.len()));
        let window = Span::new(from, to.max(from));
        match found.last_mut() {
            Some(last) if last.end() >= window.start() => *last = last.cover(window),
            _ => found.push(window),
        }
    }
    found
}

struct Writer<'w> {
    article: &'w Article,
    cited: &'w Cited,
    /// Notes whose anchor is written.
    opened: BTreeSet<usize>,
    out: String,
}

impl Writer<'_> {
    fn block(&mut self, zone: &Zone, part: Span) {
        let (open, close) = match (zone.kind, zone.block) {
            (ZoneKind::Title, _) => ("<p class=\"headline\" dir=\"auto\">", "</p>"),
            (ZoneKind::Header, _) => ("<p class=\"headline2\" dir=\"auto\">", "</p>"),
            (ZoneKind::Caption, _) => {
                ("<p class=\"furn\" dir=\"auto\"><span class=\"zone\">caption</span> ", "</p>")
            }
            (ZoneKind::Furniture, _) => (
                "<p class=\"furn\" dir=\"auto\"><span class=\"zone\">not the article</span> ",
                "</p>",
            ),
            (ZoneKind::Body, Block::Heading) => ("<p class=\"sub\" dir=\"auto\">", "</p>"),
            (ZoneKind::Body, Block::ListItem) => ("<p class=\"item\" dir=\"auto\">", "</p>"),
            (ZoneKind::Body, Block::Quotation) => ("<blockquote dir=\"auto\">", "</blockquote>"),
            (ZoneKind::Body, _) => ("<p dir=\"auto\">", "</p>"),
        };
        self.out.push_str(open);
        self.marked(part);
        self.out.push_str(close);
        self.out.push('\n');
    }

    /// The words of a part, cut wherever a cited passage begins or ends.
    fn marked(&mut self, part: Span) {
        let here: Vec<(Span, usize)> =
            self.cited.iter().filter(|(span, _)| span.intersects(part)).copied().collect();
        let mut cuts: BTreeSet<usize> = [part.start(), part.end()].into();
        for (span, _) in &here {
            cuts.extend([span.start().max(part.start()), span.end().min(part.end())]);
        }
        let cuts: Vec<usize> = cuts.into_iter().collect();
        for pair in cuts.windows(2) {
            let piece = Span::new(pair[0], pair[1]);
            let numbers: Vec<usize> = here
                .iter()
                .filter(|(span, _)| span.contains(piece))
                .map(|(_, number)| *number)
                .collect();
            let words = escaped(piece.get(&self.article.text).unwrap_or_default());
            if numbers.is_empty() {
                self.out.push_str(&words);
                continue;
            }
            let classes: Vec<String> = numbers.iter().map(|number| format!("p{number}")).collect();
            for number in &numbers {
                if self.opened.insert(*number) {
                    self.out.push_str(&format!(
                        "<a class=\"to\" id=\"p{number}\" href=\"#r{number}\" \
                         aria-label=\"note {number}, back to the brief\">{number}</a>"
                    ));
                }
            }
            self.out.push_str(&format!("<mark class=\"{}\">{words}</mark>", classes.join(" ")));
        }
    }
}

/// Text that shows as it stands, in HTML, in SVG and in the values of attributes. Control characters and
/// direction overrides are left out: they could turn what follows around.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            _ if is_hidden(c) => (),
            _ => out.push(c),
        }
    }
    out
}
