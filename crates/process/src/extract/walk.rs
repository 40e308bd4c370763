//! The walk over a page that finds its lines and boxes.

use super::{
    links::{is_offer, leads_on, own_host},
    marks::Marks,
    names::marks_of,
    outline::{Box, Line, Outline},
};
use crate::dom::{Dom, NodeIdx, ROOT, is_block, is_silent};
use html5ever::{LocalName, local_name};
use onrecord_model::article::Block;
use onrecord_text::Span;

impl Outline {
    /// Reads a page.
    #[must_use]
    pub fn of(dom: &Dom) -> Self {
        let (outline, open) = (Outline::default(), Open::default());
        let mut walk = Walk { outline, dom, host: own_host(dom), open };
        walk.outline.text.reserve(16 << 10);
        walk.run();
        let mut outline = walk.outline;
        outline.spread_marks();
        outline
    }
}

/// The walk over the page.
struct Walk<'d> {
    outline: Outline,
    dom: &'d Dom,
    /// The host of the page, where it says so.
    host: Option<&'d str>,
    open: Open,
}

/// What stands open at one point of the walk.
#[derive(Default)]
struct Open {
    boxes: Vec<usize>,
    n_links: usize,
    /// Whether the link at hand leads to another page of the same site.
    leads_on: bool,
    heading: u8,
    n_items: usize,
    n_quotations: usize,
    n_paragraphs: usize,
    /// The data table being read, whose rows are lines.
    table: Option<NodeIdx>,
    line: Option<Start>,
    has_blank: bool,
    has_cell: bool,
    n_hidden: usize,
}

/// The line being put together.
#[derive(Clone, Copy)]
struct Start {
    at: usize,
    n_link_bytes: usize,
    n_links: usize,
    leads_on: bool,
    node: NodeIdx,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut at = Some(ROOT);
        while let Some(node) = at {
            let is_open = self.enter(node);
            at = if is_open { self.dom.first_child(node) } else { None };
            let mut done = node;
            while at.is_none() {
                // Text and elements that were passed over have nothing to leave.
                if is_open || done != node {
                    self.leave(done);
                }
                if done == ROOT {
                    return;
                }
                at = self.dom.next(done);
                match self.dom.parent(done) {
                    Some(parent) if at.is_none() => done = parent,
                    _ => break,
                }
            }
        }
    }

    /// Whether what is inside is to be read.
    fn enter(&mut self, node: NodeIdx) -> bool {
        if let Some(text) = self.dom.text(node) {
            self.push(text, node);
            return false;
        }
        let Some(tag) = self.dom.tag(node) else { return !self.dom.is_element(node) };
        if is_silent(tag) || *tag == local_name!("head") {
            return false;
        }
        if is_control(tag) {
            // What stands before and after its words is not one passage of the page.
            if self.dom.descendants(node).any(|at| self.dom.text(at).is_some_and(has_words)) {
                self.end_line();
            }
            return false;
        }
        match *tag {
            local_name!("a") => {
                self.open.n_links += 1;
                let href = self.dom.attribute(node, "href").unwrap_or_default().trim();
                self.open.leads_on = leads_on(href, self.host);
                if is_offer(href) {
                    self.outline.offers.push(self.outline.lines.len());
                }
                if let Some(line) = &mut self.open.line {
                    line.n_links += 1;
                }
            }
            local_name!("img") | local_name!("picture") => {
                let n_lines = self.outline.lines.len() + usize::from(self.open.line.is_some());
                self.outline.pictures.push(n_lines);
            }
            local_name!("br") => {
                self.break_line();
                return false;
            }
            local_name!("td") | local_name!("th") if self.open.table.is_some() => {
                self.open.has_cell = true;
            }
            _ if is_block(tag) => self.enter_block(node, &tag.clone()),
            _ if marks_of(self.dom, node).has(Marks::HIDDEN) => {
                self.end_line();
                self.open_box(node);
                self.open.n_hidden += 1;
            }
            _ => (),
        }
        true
    }

    fn enter_block(&mut self, node: NodeIdx, tag: &LocalName) {
        if self.open.table.is_some() && *tag != local_name!("tr") {
            self.open.has_blank = true;
            return;
        }
        self.end_line();
        self.open_box(node);
        match *tag {
            local_name!("li") | local_name!("dd") | local_name!("dt") => self.open.n_items += 1,
            local_name!("blockquote") => self.open.n_quotations += 1,
            local_name!("p") => self.open.n_paragraphs += 1,
            local_name!("table") if is_data_table(self.dom, node) => self.open.table = Some(node),
            _ => {
                if let Some(level) = heading_level(tag) {
                    self.open.heading = level;
                }
            }
        }
    }

    fn leave(&mut self, node: NodeIdx) {
        let Some(tag) = self.dom.tag(node) else { return };
        match *tag {
            local_name!("a") => self.open.n_links = self.open.n_links.saturating_sub(1),
            local_name!("td") | local_name!("th") if self.open.table.is_some() => {
                self.open.has_cell = true;
            }
            _ if is_block(tag) => self.leave_block(node, &tag.clone()),
            _ if self.open.n_hidden > 0 && marks_of(self.dom, node).has(Marks::HIDDEN) => {
                self.end_line();
                self.close_box();
                self.open.n_hidden -= 1;
            }
            _ => (),
        }
    }

    fn leave_block(&mut self, node: NodeIdx, tag: &LocalName) {
        if self.open.table.is_some_and(|table| table != node) && *tag != local_name!("tr") {
            self.open.has_blank = true;
            return;
        }
        self.end_line();
        self.close_box();
        match *tag {
            local_name!("li") | local_name!("dd") | local_name!("dt") => self.open.n_items -= 1,
            local_name!("blockquote") => self.open.n_quotations -= 1,
            local_name!("p") => self.open.n_paragraphs -= 1,
            local_name!("table") => self.open.table = None,
            _ if heading_level(tag).is_some() => self.open.heading = 0,
            _ => (),
        }
    }

    fn open_box(&mut self, node: NodeIdx) {
        let idx = self.outline.boxes.len();
        let parent = self.open.boxes.last().copied().unwrap_or(idx);
        let marks = match self.dom.tag(node) {
            // The names of the whole page say nothing about its parts.
            Some(&local_name!("html") | &local_name!("body")) => Marks::NONE,
            _ => marks_of(self.dom, node),
        };
        let first = self.outline.lines.len();
        let is_part = self.dom.tag(node).is_some_and(is_part);
        self.outline.boxes.push(Box { node, parent, first, end: first, marks, is_part });
        self.open.boxes.push(idx);
    }

    fn close_box(&mut self) {
        if let Some(idx) = self.open.boxes.pop() {
            self.outline.boxes[idx].end = self.outline.lines.len();
        }
    }

    fn break_line(&mut self) {
        match self.open.table {
            Some(_) => self.open.has_blank = true,
            None => self.end_line(),
        }
    }

    fn push(&mut self, text: &str, node: NodeIdx) {
        for (idx, word) in text.split(char::is_whitespace).enumerate() {
            self.open.has_blank |= idx > 0;
            if !word.is_empty() {
                self.push_word(word, node);
            }
        }
    }

    fn push_word(&mut self, word: &str, node: NodeIdx) {
        let buffer = &mut self.outline.text;
        let line = self.open.line.get_or_insert_with(|| Start {
            at: buffer.len(),
            n_link_bytes: 0,
            n_links: usize::from(self.open.n_links > 0),
            leads_on: false,
            node,
        });
        if buffer.len() > line.at {
            if self.open.has_cell {
                buffer.push('\t');
            } else if self.open.has_blank {
                buffer.push(' ');
            }
        }
        buffer.push_str(word);
        if self.open.n_links > 0 {
            line.n_link_bytes += word.len() + usize::from(self.open.has_blank);
            line.leads_on |= self.open.leads_on;
        }
        (self.open.has_blank, self.open.has_cell) = (false, false);
    }

    fn end_line(&mut self) {
        (self.open.has_blank, self.open.has_cell) = (false, false);
        let Some(start) = self.open.line.take() else { return };
        let span = Span::new(start.at, self.outline.text.len());
        let block = match () {
            () if self.open.table.is_some() => Block::TableRow,
            () if self.open.heading > 0 => Block::Heading,
            () if self.open.n_items > 0 => Block::ListItem,
            () if self.open.n_quotations > 0 => Block::Quotation,
            () => Block::Paragraph,
        };
        self.outline.lines.push(Line {
            span,
            block,
            level: if block == Block::Heading { self.open.heading } else { 0 },
            n_link_bytes: u32::try_from(start.n_link_bytes.min(span.len())).unwrap_or(u32::MAX),
            n_links: u16::try_from(start.n_links).unwrap_or(u16::MAX),
            leads_on: start.leads_on,
            in_box: self.open.boxes.last().copied().unwrap_or(0),
            marks: Marks::NONE,
            is_paragraph: self.open.n_paragraphs > 0,
            node: start.node,
        });
    }
}

/// Elements that are parts of a text.
fn is_part(tag: &LocalName) -> bool {
    heading_level(tag).is_some()
        || matches!(
            *tag,
            local_name!("p")
                | local_name!("li")
                | local_name!("ul")
                | local_name!("ol")
                | local_name!("dl")
                | local_name!("dd")
                | local_name!("dt")
                | local_name!("blockquote")
                | local_name!("pre")
                | local_name!("tr")
                | local_name!("tbody")
                | local_name!("figure")
                | local_name!("figcaption")
                | local_name!("span")
        )
}

fn heading_level(tag: &LocalName) -> Option<u8> {
    Some(match *tag {
        local_name!("h1") => 1,
        local_name!("h2") => 2,
        local_name!("h3") => 3,
        local_name!("h4") => 4,
        local_name!("h5") => 5,
        local_name!("h6") => 6,
        _ => return None,
    })
}

fn has_words(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Elements to press or to fill in.
fn is_control(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("button")
            | local_name!("select")
            | local_name!("textarea")
            | local_name!("datalist")
            | local_name!("canvas")
            | local_name!("audio")
            | local_name!("video")
            | local_name!("map")
            | local_name!("title")
    )
}

/// The longest text of one cell in a table of data, in bytes: longer ones lay out a page.
const MAX_CELL_BYTES: usize = 800;

/// Whether a table holds data rather than laying out the page: two rows of two cells, no table
/// inside, no long cell. It stops at the first table inside, so nested tables cost linear time.
fn is_data_table(dom: &Dom, table: NodeIdx) -> bool {
    let (mut n_rows, mut n_cells, mut n_cell_bytes) = (0, 0, 0);
    for node in dom.descendants(table).skip(1) {
        if let Some(text) = dom.text(node) {
            n_cell_bytes += text.trim().len();
            if n_cell_bytes > MAX_CELL_BYTES {
                return false;
            }
            continue;
        }
        match dom.tag(node) {
            Some(
                &local_name!("table")
                | &local_name!("h1")
                | &local_name!("article")
                | &local_name!("form"),
            ) => return false,
            Some(&local_name!("tr")) => n_rows += 1,
            Some(&local_name!("td") | &local_name!("th")) => {
                n_cells += 1;
                n_cell_bytes = 0;
            }
            _ => (),
        }
    }
    n_rows >= 2 && n_cells >= 2 * n_rows
}
