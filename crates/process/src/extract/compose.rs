//! The article's text put together: title, header lines, body with captions in place; each line a zone.

use super::{
    body::{Stated, choose, ends_sentence},
    clean::kinds,
    kind::Kind,
    marks::Marks,
    outline::Outline,
    phrases,
};
use crate::dom::{Dom, ROOT};
use onrecord_model::article::{Block, Zone, ZoneKind};
use onrecord_text::Span;
use std::ops::Range;

/// How many lines above the title may belong to the header.
const MAX_LINES_ABOVE: usize = 6;

/// How many lines between title and text may belong to the header.
const MAX_HEADER_LINES: usize = 60;

/// How many lines below the first of the text a byline may stand, under a standfirst.
const MAX_LATE_HEADER_LINES: usize = 8;

/// A header line is shorter, in bytes: longer ones are text.
const MAX_HEADER_BYTES: usize = 160;

/// A text with its zones.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    /// The lines, separated by `\n`.
    pub text: String,
    /// What each line is.
    pub zones: Vec<Zone>,
}

impl Composed {
    /// How many bytes of text the body holds.
    #[must_use]
    pub fn n_body_bytes(&self) -> usize {
        let body = self.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
        body.map(|zone| zone.span.len()).sum()
    }

    /// Adds a line. Line breaks inside it would split its zone, so they become blanks.
    pub fn push(&mut self, line: &str, kind: ZoneKind, block: Block) {
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.extend(line.chars().map(|c| if c == '\n' { ' ' } else { c }));
        self.zones.push(Zone { span: Span::new(start, self.text.len()), kind, block });
    }
}

/// Where the parts of the article stand among the lines of the page.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The line of the title, where it is shown.
    pub title: Option<usize>,
    /// The first line of the text.
    pub first: usize,
    /// The line after the last one of the text.
    pub end: usize,
    /// What the lines of the text are, from `first` on.
    kinds: Vec<Kind>,
    /// The box that was chosen begins here, at or before `first`.
    from: usize,
}

impl Layout {
    /// Finds the parts; `is_title` tells whether a line is the title.
    #[must_use]
    pub fn of(outline: &Outline, stated: &Stated, is_title: impl Fn(&str) -> bool) -> Option<Self> {
        let n_lines = outline.lines.len();
        let heading = find_title(outline, 0, n_lines, &is_title)
            .filter(|heading| outline.lines[*heading].level == 1);
        let best = choose(outline, stated, heading)?;
        let item = outline.boxes[best.in_box];
        let mut kinds = kinds(outline, item.first..item.end, stated);
        let title = find_title(outline, item.first, item.end, &is_title);
        // What stands above the title, even in the chosen box, is not the text; unless most of the
        // text stands there, and the line is a mention of the title.
        let n_bytes = |range: Range<usize>| -> usize {
            let body = range.filter(|at| kinds[*at] == Kind::Body);
            body.map(|at| outline.lines[item.first + at].span.len()).sum()
        };
        let cut = title.filter(|title| *title >= item.first).map(|title| title - item.first + 1);
        let cut = cut.filter(|cut| n_bytes(0..*cut) <= n_bytes(*cut..kinds.len()));
        if let Some(cut) = cut {
            kinds[..cut].fill(Kind::Furniture);
        }
        if let Some(other) = title.and_then(|title| next_article(outline, title, item.end)) {
            kinds[other.saturating_sub(item.first)..].fill(Kind::Furniture);
        }
        let is_text = |at: usize| kinds[at] == Kind::Body && begins_text(outline, item.first + at);
        let first = (0..kinds.len()).find(|&at| is_text(at)).unwrap_or(0);
        for kind in &mut kinds[..first] {
            if *kind == Kind::Body {
                *kind = Kind::Furniture;
            }
        }
        let first = kinds.iter().position(|kind| *kind == Kind::Body).unwrap_or(0);
        let title = title.or_else(|| heading_above(outline, item.first + first));
        Some(Self {
            title,
            first: item.first + first,
            end: item.end,
            kinds: kinds.split_off(first),
            from: item.first,
        })
    }

    /// The lines that may hold the byline and the date: around the title, down to the text.
    #[must_use]
    pub fn header(&self) -> Range<usize> {
        let top = self.title.unwrap_or(self.from).min(self.first);
        let top = top.max(self.first.saturating_sub(MAX_HEADER_LINES));
        top.saturating_sub(MAX_LINES_ABOVE)..self.first
    }

    /// The article's text, under the title as shown.
    #[must_use]
    pub fn compose(&self, outline: &Outline) -> Composed {
        let mut composed = Composed::default();
        if let Some(title) = self.title.filter(|title| *title < self.first) {
            composed.push(outline.line(title), ZoneKind::Title, Block::Heading);
        }
        self.compose_into(outline, &mut composed);
        composed
    }

    /// Adds what stands below the title.
    pub fn compose_into(&self, outline: &Outline, composed: &mut Composed) {
        self.compose_header(outline, composed);
        let mut before = String::new();
        for (at, kind) in self.kinds.iter().enumerate() {
            let idx = self.first + at;
            let (text, block) = (outline.line(idx), outline.lines[idx].block);
            match kind {
                Kind::Body if text != before => {
                    composed.push(text, ZoneKind::Body, block);
                    before = text.to_owned();
                }
                Kind::Header if at <= MAX_LATE_HEADER_LINES => {
                    composed.push(text, ZoneKind::Header, Block::Paragraph);
                }
                Kind::Caption => composed.push(text, ZoneKind::Caption, Block::Paragraph),
                _ => (),
            }
        }
    }

    /// Lines between title and text: byline and date as header, the standfirst as body.
    fn compose_header(&self, outline: &Outline, composed: &mut Composed) {
        let title = self.title.unwrap_or(self.first);
        let opening = self.kinds.first().map(|_| outline.line(self.first)).unwrap_or_default();
        for idx in self.header().filter(|idx| *idx != title) {
            let line = &outline.lines[idx];
            let text = outline.line(idx);
            let is_linked = line.n_link_bytes as usize * 2 > line.span.len();
            let is_furniture = line.marks.has(Marks::FURNITURE.without(Marks::BIO | Marks::SHARE));
            if is_furniture {
                continue;
            }
            if line.marks.has(Marks::CAPTION) {
                if idx > title {
                    composed.push(text, ZoneKind::Caption, Block::Paragraph);
                }
                continue;
            }
            let is_lead = idx > title
                && !is_linked
                && !line.marks.has(Marks::BYLINE | Marks::SHARE)
                && (line.marks.has(Marks::LEAD) || ends_sentence(text) && text.len() >= 80)
                && text.len() >= 40;
            let is_marked = line.marks.has(Marks::BYLINE | Marks::DATE | Marks::TIME)
                || idx > title && (phrases::is_dated(text) || phrases::is_byline(text));
            if is_lead && self.title.is_some() {
                if text != opening {
                    composed.push(text, ZoneKind::Body, line.block);
                }
            } else if is_marked && text.len() <= MAX_HEADER_BYTES && line.level == 0 {
                composed.push(text, ZoneKind::Header, Block::Paragraph);
            }
        }
    }
}

/// Where the next article begins on a page that goes on and on: an `<article>` beside that of the
/// title, with a main heading of its own.
fn next_article(outline: &Outline, title: usize, end: usize) -> Option<usize> {
    let article_of = |idx: usize| {
        let mut around = outline.around(outline.lines[idx].in_box);
        around.find(|at| outline.boxes[*at].marks.has(Marks::ARTICLE))
    };
    let own = outline.boxes[article_of(title)?];
    let is_heading = |idx: &usize| outline.lines[*idx].level == 1;
    let other = (own.end..end).filter(is_heading).find_map(article_of)?;
    Some(outline.boxes[other].first).filter(|first| *first >= own.end)
}

/// A line long enough, or sentence enough, to begin the text.
fn begins_text(outline: &Outline, idx: usize) -> bool {
    let line = &outline.lines[idx];
    let text = outline.line(idx);
    let is_marked = line.marks.has(Marks::BYLINE | Marks::DATE | Marks::TIME);
    let is_header = is_marked || phrases::is_dated(text) || phrases::is_byline(text);
    if is_header && line.span.len() < 100 && line.block != Block::LiveEntry {
        return false;
    }
    match line.block {
        Block::Heading => line.level > 1 && line.span.len() >= 8,
        Block::ListItem | Block::TableRow | Block::LiveEntry => true,
        _ => line.span.len() >= 60 || ends_sentence(text) && line.span.len() >= 20,
    }
}

/// The line that is the title: the last main heading before the text that reads so, else any line.
fn find_title(
    outline: &Outline,
    first: usize,
    end: usize,
    is_title: impl Fn(&str) -> bool,
) -> Option<usize> {
    let hidden = Marks::NAV | Marks::RELATED | Marks::FOOTER | Marks::ASIDE | Marks::HIDDEN;
    let is_shown =
        |idx: &usize| !outline.lines[*idx].marks.has(hidden) && is_title(outline.line(*idx));
    let lines = |is_wanted: fn(u8) -> bool| {
        let wanted = move |idx: &usize| is_wanted(outline.lines[*idx].level);
        let inside = (first..end).filter(wanted).find(is_shown);
        inside.or_else(|| (0..first).rev().filter(wanted).find(is_shown))
    };
    lines(|level| level == 1)
        .or_else(|| lines(|level| level > 1))
        .or_else(|| lines(|level| level == 0))
}

/// The heading that stands for a title worded otherwise: the last main heading above the text, else
/// the first heading inside the same `<article>`.
fn heading_above(outline: &Outline, first: usize) -> Option<usize> {
    let top = first.saturating_sub(MAX_HEADER_LINES);
    let is_shown = |idx: &usize| {
        let line = &outline.lines[*idx];
        !line.marks.has(Marks::NAV_OR_OTHERS) && line.n_link_bytes as usize * 2 < line.span.len()
    };
    let is_main = |idx: &usize| outline.lines[*idx].level == 1;
    let main = (top..first).rev().filter(is_main).find(is_shown);
    main.or_else(|| {
        let mut around = outline.around(outline.lines.get(first)?.in_box);
        let article = around.find(|at| outline.boxes[*at].marks.has(Marks::ARTICLE))?;
        let is_heading = |idx: &usize| outline.lines[*idx].level == 2;
        (outline.boxes[article].first.max(top)..first).filter(is_heading).find(is_shown)
    })
}

/// The lines of a body that stands in structured data only.
#[must_use]
pub fn compose_stated(title: Option<&str>, bodies: &[&str]) -> Composed {
    let mut composed = Composed::default();
    if let Some(title) = title {
        composed.push(title, ZoneKind::Title, Block::Heading);
    }
    for body in bodies {
        for line in stated_text(body).lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            composed.push(&line, ZoneKind::Body, Block::Paragraph);
        }
    }
    composed
}

/// A body of structured data as text: some hold markup.
#[must_use]
pub fn stated_text(body: &str) -> String {
    let is_markup =
        body.contains("</") || body.contains("<br") || body.contains('&') && body.contains(';');
    if is_markup {
        return Dom::parse(&body.replace('\n', "<br>")).text_content(ROOT);
    }
    body.to_owned()
}
