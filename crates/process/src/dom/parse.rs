//! Parsing, with a guard against pages that would go too deep or grow without end.
//!
//! Pages come from strangers. html5ever alone is quadratic in nesting (every start tag looks through
//! the stack of open elements: 20,000 nested `<div>` take 3.3 s) and a page of unclosed formatting
//! tags makes it build elements without end. So a guard between tokenizer and tree builder leaves
//! out start tags below [`MAX_DEPTH`] open elements and everything past [`MAX_NODES`]; the text of a
//! tag left out stays, in the element above it. Up to these limits the tree is the standard's.

use super::{
    lines::is_silent,
    sink::Sink,
    tree::{Data, Dom, NodeIdx},
};
use html5ever::{
    LocalName,
    buffer_queue::BufferQueue,
    interface::{TokenizerResult, Tracer},
    local_name,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};
use memchr::memchr;
use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

/// How many elements may stand open, formatting elements counted twice. Chromium stops at 512; real
/// news pages stay below 100.
pub const MAX_DEPTH: usize = 512;

/// How many nodes a page may have; about 100 MB of memory. The largest of 1,700 real pages has 60,000.
pub const MAX_NODES: usize = 1_500_000;

/// How many attributes a tag may have: comparing their names is quadratic.
pub const MAX_ATTRIBUTES: usize = 1_000;

/// Start tags between two looks at how deep the tree is.
const TAGS_BETWEEN_LOOKS: usize = 64;

impl Dom {
    /// Parses a page. Never fails: what the standard calls errors it also says how to mend.
    ///
    /// ```
    /// use onrecord_process::dom::{Dom, ROOT};
    /// let dom = Dom::parse("<title>A &amp; B</title><p>One<p>Two");
    /// assert_eq!(dom.text_content(ROOT), "A & B\nOne\nTwo");
    /// ```
    #[must_use]
    pub fn parse(html: &str) -> Self {
        let (html, is_cut) = cut_long_tags(html);
        let sink = Sink { dom: RefCell::new(Dom::default()) };
        sink.dom.borrow_mut().add(Data::Other);
        sink.dom.borrow_mut().text.reserve(html.len());
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        let tokenizer = Tokenizer::new(Guard::new(builder), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(&html));
        // A script pauses the tokenizer; nothing is run here, so it goes on at once.
        while tokenizer.feed(&input) != TokenizerResult::Done {}
        tokenizer.end();
        let is_too_deep = tokenizer.sink.is_too_deep.get();
        let mut dom = tokenizer.sink.builder.sink.dom.take();
        dom.is_too_deep = is_too_deep;
        dom.is_too_large = is_cut || dom.nodes.len() >= MAX_NODES;
        dom
    }
}

/// Ends tags of more than [`MAX_ATTRIBUTES`] words early; whether there were any.
fn cut_long_tags(html: &str) -> (Cow<'_, str>, bool) {
    let bytes = html.as_bytes();
    let (mut kept, mut done, mut at) = (String::new(), 0, 0);
    // Only a page with a very long tag can hold so many attributes: two bytes each at the least.
    while let Some(open) = memchr(b'<', &bytes[at..]).map(|found| at + found) {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let near = &bytes[at..bytes.len().min(at + 2 * MAX_ATTRIBUTES)];
        if let Some(close) = memchr(b'>', near) {
            at += close;
            continue;
        }
        let (end, is_long) = tag_end(bytes, at);
        if is_long {
            kept.push_str(&html[done..end]);
            kept.push('>');
            done = memchr(b'>', &bytes[end..]).map_or(bytes.len(), |to| end + to);
            at = done;
        } else {
            at = end;
        }
    }
    if done == 0 {
        return (Cow::Borrowed(html), false);
    }
    kept.push_str(&html[done..]);
    (Cow::Owned(kept), true)
}

/// Where a tag ends, or where its attributes become too many.
fn tag_end(bytes: &[u8], from: usize) -> (usize, bool) {
    let (mut n_words, mut quote, mut before) = (0, None, b' ');
    for (idx, &byte) in bytes[from..].iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => (),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return (from + idx, false),
            // `"a"b"c"` and `a/b/c` are attributes of their own as well.
            (None, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/' | b'"' | b'\'') => n_words += 1,
            _ => (),
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        if n_words > MAX_ATTRIBUTES {
            return (from + idx, true);
        }
    }
    (bytes.len(), false)
}

/// Stands between tokenizer and tree builder, and leaves out what would go too deep.
struct Guard {
    builder: TreeBuilder<NodeIdx, Sink>,
    is_too_deep: Cell<bool>,
    n_tags: Cell<usize>,
    is_full: Cell<bool>,
    /// How often each name was left out, so that as many of its end tags are.
    left_out: RefCell<BTreeMap<LocalName, usize>>,
}

impl Guard {
    fn new(builder: TreeBuilder<NodeIdx, Sink>) -> Self {
        Self {
            builder,
            is_too_deep: Cell::new(false),
            n_tags: Cell::new(0),
            is_full: Cell::new(false),
            left_out: RefCell::default(),
        }
    }

    fn passes(&self, tag: &Tag) -> bool {
        if tag.kind == TagKind::EndTag {
            return self.end_passes(&tag.name);
        }
        // While the tree is full only an end tag can change that, and it asks for a look.
        self.n_tags.set(self.n_tags.get() + 1);
        if !self.is_full.get() && self.n_tags.get() >= TAGS_BETWEEN_LOOKS {
            self.look();
        }
        if !self.is_full.get() || is_void(&tag.name) || is_raw(&tag.name) {
            return true;
        }
        self.is_too_deep.set(true);
        *self.left_out.borrow_mut().entry(tag.name.clone()).or_default() += 1;
        false
    }

    fn end_passes(&self, name: &LocalName) -> bool {
        if !self.is_too_deep.get() {
            return true;
        }
        if let Some(count) = self.left_out.borrow_mut().get_mut(name)
            && *count > 0
        {
            *count -= 1;
            return false;
        }
        self.is_full.set(false);
        self.n_tags.set(TAGS_BETWEEN_LOOKS);
        true
    }

    fn look(&self) {
        let open = Count::default();
        self.builder.trace_handles(&open);
        self.is_full.set(open.0.get() > MAX_DEPTH);
        self.n_tags.set(0);
    }
}

#[derive(Default)]
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeIdx;

    fn trace_handle(&self, _: &NodeIdx) {
        self.0.set(self.0.get() + 1);
    }
}

/// Elements that never have contents.
fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// Elements whose contents are no markup: without their start tag, scripts would become text.
fn is_raw(name: &LocalName) -> bool {
    is_silent(name)
        || matches!(*name, local_name!("title") | local_name!("textarea") | local_name!("xmp"))
}

impl TokenSink for Guard {
    type Handle = NodeIdx;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeIdx> {
        let is_end = token == Token::EOFToken;
        if !is_end && self.builder.sink.dom.borrow().nodes.len() >= MAX_NODES {
            return TokenSinkResult::Continue;
        }
        match &token {
            Token::TagToken(tag) if !self.passes(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::ROOT;
    use std::time::{Duration, Instant};

    /// Generous for a debug build on a busy machine; a quadratic tree takes minutes.
    const PATIENCE: Duration = Duration::from_secs(20);

    fn in_time(html: &str) -> Dom {
        let start = Instant::now();
        let dom = Dom::parse(html);
        assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
        assert!(dom.len() <= MAX_NODES + 2 * MAX_DEPTH);
        dom
    }

    #[test]
    fn the_tree_is_mended_as_the_standard_says() {
        for (html, lines) in [
            ("<p>One<p>Two", "One\nTwo"),
            ("<b>1<p>2</b>3</p>", "1\n23"),
            ("<table>a<tr><td>1</td><td>2", "a\n1\n2"),
            ("<ul><li>1<li>2</ul>x<br>y", "1\n2\nx\ny"),
            ("a <i> b</i>\n c<script>no</script>", "a b c"),
            ("<p>x<template><p>no</template></p>", "x"),
            ("y<svg><title>t</title></svg>z", "yz"),
        ] {
            let dom = Dom::parse(html);
            assert_eq!(dom.text_content(ROOT), lines, "{html}");
        }
    }

    #[test]
    fn attributes_are_read_by_name() {
        let dom = Dom::parse("<html lang=de><body class=a><html lang=en dir=ltr>");
        let html = dom.elements(ROOT, local_name!("html")).next().unwrap();
        let all: Vec<_> = dom.attributes(html).collect();
        assert_eq!(all, [("lang", "de"), ("dir", "ltr")]);
    }

    #[test]
    fn nesting_without_end_keeps_its_text() {
        let html = format!("{}deep{}flat", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let dom = in_time(&html);
        assert!(dom.is_too_deep);
        assert_eq!(dom.text_content(ROOT), "deep\nflat");
    }

    #[test]
    fn many_siblings_and_stray_tags_cost_linear_time() {
        assert!(!in_time(&"<p>x</p>".repeat(50_000)).is_too_deep);
        in_time(&"</p></b></a></div></table>".repeat(30_000));
        in_time(&"<a><table>".repeat(70_000));
        in_time(&"<table>a<tr><td>1".repeat(40_000));
        in_time(&format!("<p {}>", "a=b ".repeat(200_000)));
        in_time(&(0..100_000).map(|idx| format!("<p><b id={idx}>x</p>")).collect::<String>());
    }

    #[test]
    fn megabytes_of_open_tags_are_bounded() {
        assert!(in_time(&"<div>".repeat(1_000_000)).is_too_deep);
    }
}
