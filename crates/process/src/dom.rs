//! The parsed page: html5ever's tree in one flat arena, bounded in depth and size.
//!
//! Pages come from strangers. html5ever alone is quadratic in nesting (every start tag looks through
//! the stack of open elements: 20,000 nested `<div>` take 3.3 s) and a page of unclosed formatting
//! tags makes it build elements without end. So a guard between tokenizer and tree builder leaves
//! out start tags below [`MAX_DEPTH`] open elements and everything past [`MAX_NODES`]; the text of a
//! tag left out stays, in the element above it. Up to these limits the tree is the standard's.

use html5ever::{
    Attribute, LocalName, Namespace, QualName,
    buffer_queue::BufferQueue,
    expanded_name,
    interface::{
        ElemName, ElementFlags, NodeOrText, QuirksMode, TokenizerResult, Tracer, TreeSink,
    },
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};
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

/// A parsed page: nodes, attributes and all text, each in one vector.
#[derive(Debug, Default)]
pub struct Dom {
    nodes: Vec<Node>,
    attributes: Vec<(LocalName, Piece)>,
    text: String,
    /// Whether start tags were left out below [`MAX_DEPTH`].
    pub is_too_deep: bool,
    /// Whether the rest was left out at [`MAX_NODES`], or attributes at [`MAX_ATTRIBUTES`].
    pub is_too_large: bool,
}

/// The place of a node in its page.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NodeIdx(u32);

/// The document itself, parent of `<html>`.
pub const ROOT: NodeIdx = NodeIdx(0);

const NONE: NodeIdx = NodeIdx(u32::MAX);

#[derive(Debug)]
struct Node {
    parent: NodeIdx,
    first_child: NodeIdx,
    last_child: NodeIdx,
    previous: NodeIdx,
    next: NodeIdx,
    data: Data,
}

#[derive(Debug)]
enum Data {
    /// The document, the contents of a template, a comment or a doctype: nothing to read here.
    Other,
    Text(Piece),
    Element {
        name: LocalName,
        space: Namespace,
        /// First attribute and how many.
        attributes: (u32, u32),
    },
}

/// A piece of the page's text, in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    start: u32,
    end: u32,
}

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

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing but the document itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// The element's name; `None` for what is no HTML element (text, comments, parts of an SVG).
    #[must_use]
    pub fn tag(&self, node: NodeIdx) -> Option<&LocalName> {
        match &self.node(node).data {
            Data::Element { name, space, .. } if *space == ns!(html) => Some(name),
            _ => None,
        }
    }

    /// The element's name as a string, foreign elements included; empty for what is no element.
    #[must_use]
    pub fn name(&self, node: NodeIdx) -> &str {
        match &self.node(node).data {
            Data::Element { name, .. } => name,
            _ => "",
        }
    }

    /// Whether this is an element of whatever namespace.
    #[must_use]
    pub fn is_element(&self, node: NodeIdx) -> bool {
        matches!(self.node(node).data, Data::Element { .. })
    }

    /// The text of a text node.
    #[must_use]
    pub fn text(&self, node: NodeIdx) -> Option<&str> {
        match self.node(node).data {
            Data::Text(piece) => Some(self.piece(piece)),
            _ => None,
        }
    }

    /// An attribute's value by its name in lower case.
    #[must_use]
    pub fn attribute(&self, node: NodeIdx, name: &str) -> Option<&str> {
        self.attributes(node).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The element's attributes in their order.
    pub fn attributes(&self, node: NodeIdx) -> impl Iterator<Item = (&str, &str)> {
        let (first, count) = match self.node(node).data {
            Data::Element { attributes, .. } => attributes,
            _ => (0, 0),
        };
        let range = first as usize..(first + count) as usize;
        self.attributes[range].iter().map(|(name, value)| (&**name, self.piece(*value)))
    }

    /// The parent; `None` for the document and for nodes cut from the tree.
    #[must_use]
    pub fn parent(&self, node: NodeIdx) -> Option<NodeIdx> {
        self.node(node).parent.some()
    }

    /// The next sibling.
    #[must_use]
    pub fn next(&self, node: NodeIdx) -> Option<NodeIdx> {
        self.node(node).next.some()
    }

    /// The previous sibling.
    #[must_use]
    pub fn previous(&self, node: NodeIdx) -> Option<NodeIdx> {
        self.node(node).previous.some()
    }

    /// The first child.
    #[must_use]
    pub fn first_child(&self, node: NodeIdx) -> Option<NodeIdx> {
        self.node(node).first_child.some()
    }

    /// The children in their order.
    pub fn children(&self, node: NodeIdx) -> impl Iterator<Item = NodeIdx> {
        std::iter::successors(self.first_child(node), |&child| self.next(child))
    }

    /// The node's parent, its parent, and so on up to the document.
    pub fn ancestors(&self, node: NodeIdx) -> impl Iterator<Item = NodeIdx> {
        std::iter::successors(self.parent(node), |&above| self.parent(above))
    }

    /// The node and everything below it, in document order.
    pub fn descendants(&self, node: NodeIdx) -> impl Iterator<Item = NodeIdx> {
        std::iter::successors(Some(node), move |&at| {
            self.first_child(at).or_else(|| self.after(at, node))
        })
    }

    /// The first node after all of `node`'s descendants that still lies within `top`.
    #[must_use]
    pub fn after(&self, node: NodeIdx, top: NodeIdx) -> Option<NodeIdx> {
        let mut at = node;
        while at != top {
            if let Some(next) = self.next(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The elements of one name below `top`, in document order.
    pub fn elements(&self, top: NodeIdx, name: LocalName) -> impl Iterator<Item = NodeIdx> {
        self.descendants(top).filter(move |&node| self.tag(node) == Some(&name))
    }

    /// All text below `top` that a reader could see, white space folded to single blanks, a line
    /// break wherever a block begins or ends. Scripts, styles and templates hold no text.
    #[must_use]
    pub fn text_content(&self, top: NodeIdx) -> String {
        let mut lines = Lines::default();
        self.write_text(top, &mut lines);
        lines.finish()
    }

    fn write_text(&self, top: NodeIdx, lines: &mut Lines) {
        let mut at = Some(top);
        while let Some(node) = at {
            at = None;
            if let Some(text) = self.text(node) {
                lines.push(text);
            } else if !self.is_passed_over(node) {
                if self.tag(node).is_some_and(is_block) {
                    lines.end_line();
                }
                at = self.first_child(node);
            }
            // Up and on, ending the blocks that are left on the way.
            let mut done = node;
            while at.is_none() {
                if self.tag(done).is_some_and(is_block) {
                    lines.end_line();
                }
                if done == top {
                    return;
                }
                at = self.next(done);
                match self.parent(done) {
                    Some(parent) if at.is_none() => done = parent,
                    _ => break,
                }
            }
        }
    }

    /// Whether nothing inside is text for readers: scripts and the like, drawings, formulas.
    fn is_passed_over(&self, node: NodeIdx) -> bool {
        match self.tag(node) {
            Some(tag) => is_silent(tag),
            None => self.is_element(node),
        }
    }

    fn node(&self, node: NodeIdx) -> &Node {
        &self.nodes[node.0 as usize]
    }

    fn node_mut(&mut self, node: NodeIdx) -> &mut Node {
        &mut self.nodes[node.0 as usize]
    }

    fn piece(&self, piece: Piece) -> &str {
        &self.text[piece.start as usize..piece.end as usize]
    }
}

impl NodeIdx {
    /// The node's number, for tables beside the tree; smaller than [`Dom::len`].
    #[must_use]
    pub fn number(self) -> usize {
        self.0 as usize
    }

    fn some(self) -> Option<Self> {
        (self != NONE).then_some(self)
    }
}

/// Whether an element starts and ends a line of text.
#[must_use]
pub fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("br")
            | local_name!("button")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("head")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("iframe")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("main")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("option")
            | local_name!("p")
            | local_name!("pre")
            | local_name!("section")
            | local_name!("select")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("textarea")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("title")
            | local_name!("tr")
            | local_name!("ul")
            | local_name!("video")
    )
}

/// Whether an element holds nothing that a reader sees.
#[must_use]
pub fn is_silent(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("noscript")
            | local_name!("template")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("noframes")
            | local_name!("noembed")
    )
}

/// Text put together line by line, white space folded.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    has_blank: bool,
}

impl Lines {
    /// Adds text to the line at hand; any white space in it counts as one blank.
    pub fn push(&mut self, text: &str) {
        for (idx, word) in text.split(char::is_whitespace).enumerate() {
            self.has_blank |= idx > 0;
            if word.is_empty() {
                continue;
            }
            if self.has_blank && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.has_blank = false;
            self.text.push_str(word);
        }
    }

    /// Ends the line at hand, if it holds anything.
    pub fn end_line(&mut self) {
        self.has_blank = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The lines, without a break at the end.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

/// Ends tags of more than [`MAX_ATTRIBUTES`] words early; whether there were any.
fn cut_long_tags(html: &str) -> (Cow<'_, str>, bool) {
    let bytes = html.as_bytes();
    let (mut kept, mut done, mut at) = (String::new(), 0, 0);
    // Only a page with a very long tag can hold so many attributes: two bytes each at the least.
    while let Some(open) = bytes[at..].iter().position(|&b| b == b'<').map(|found| at + found) {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let near = &bytes[at..bytes.len().min(at + 2 * MAX_ATTRIBUTES)];
        if let Some(close) = near.iter().position(|&b| b == b'>') {
            at += close;
            continue;
        }
        let (end, is_long) = tag_end(bytes, at);
        if is_long {
            kept.push_str(&html[done..end]);
            kept.push('>');
            done = bytes[end..].iter().position(|&b| b == b'>').map_or(bytes.len(), |to| end + to);
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

/// Where the tree builder puts what it makes.
struct Sink {
    dom: RefCell<Dom>,
}

/// The name of an element, apart from the arena so that the tree builder may hold it while it builds.
#[derive(Debug)]
struct Name {
    space: Namespace,
    local: LocalName,
}

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.space
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl Dom {
    fn add(&mut self, data: Data) -> NodeIdx {
        let idx = NodeIdx(u32::try_from(self.nodes.len()).expect("nodes are limited"));
        self.nodes.push(Node {
            parent: NONE,
            first_child: NONE,
            last_child: NONE,
            previous: NONE,
            next: NONE,
            data,
        });
        idx
    }

    fn add_text(&mut self, text: &str) -> Piece {
        let start = self.text.len();
        self.text.push_str(text);
        let fit = |at: usize| u32::try_from(at).expect("pages are limited");
        Piece { start: fit(start), end: fit(self.text.len()) }
    }

    fn add_attributes(&mut self, attributes: Vec<Attribute>) -> (u32, u32) {
        let first = self.attributes.len() as u32;
        for attribute in attributes {
            let value = self.add_text(&attribute.value);
            self.attributes.push((attribute.name.local, value));
        }
        (first, self.attributes.len() as u32 - first)
    }

    /// Adds text after `previous`, to it when it is text that ends where new text goes. Otherwise
    /// two text nodes stand side by side: moving the first would be quadratic.
    fn text_after(&mut self, previous: NodeIdx, text: &str) -> Option<NodeIdx> {
        if let Some(previous) = previous.some()
            && let Data::Text(piece) = self.node(previous).data
            && piece.end as usize == self.text.len()
        {
            let end = self.add_text(text).end;
            self.node_mut(previous).data = Data::Text(Piece { end, ..piece });
            return None;
        }
        let piece = self.add_text(text);
        Some(self.add(Data::Text(piece)))
    }

    fn detach(&mut self, node: NodeIdx) {
        let Node { parent, previous, next, .. } = *self.node(node);
        match previous.some() {
            Some(previous) => self.node_mut(previous).next = next,
            None if parent != NONE => self.node_mut(parent).first_child = next,
            None => (),
        }
        match next.some() {
            Some(next) => self.node_mut(next).previous = previous,
            None if parent != NONE => self.node_mut(parent).last_child = previous,
            None => (),
        }
        let node = self.node_mut(node);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    fn append(&mut self, parent: NodeIdx, child: NodeIdx) {
        self.detach(child);
        let last = self.node(parent).last_child;
        let node = self.node_mut(child);
        (node.parent, node.previous) = (parent, last);
        match last.some() {
            Some(last) => self.node_mut(last).next = child,
            None => self.node_mut(parent).first_child = child,
        }
        self.node_mut(parent).last_child = child;
    }

    fn insert_before(&mut self, sibling: NodeIdx, child: NodeIdx) {
        self.detach(child);
        let Node { parent, previous, .. } = *self.node(sibling);
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next) = (parent, previous, sibling);
        self.node_mut(sibling).previous = child;
        match previous.some() {
            Some(previous) => self.node_mut(previous).next = child,
            None => self.node_mut(parent).first_child = child,
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeIdx;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeIdx {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeIdx) -> Name {
        match &self.dom.borrow().node(*target).data {
            Data::Element { name, space, .. } => Name { space: space.clone(), local: name.clone() },
            _ => Name { space: ns!(), local: local_name!("") },
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeIdx {
        let mut dom = self.dom.borrow_mut();
        let attributes = dom.add_attributes(attrs);
        dom.add(Data::Element { name: name.local, space: name.ns, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeIdx {
        self.dom.borrow_mut().add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeIdx {
        self.dom.borrow_mut().add(Data::Other)
    }

    fn append(&self, parent: &NodeIdx, child: NodeOrText<NodeIdx>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.append(*parent, node),
            NodeOrText::AppendText(text) => {
                let last = dom.node(*parent).last_child;
                if let Some(node) = dom.text_after(last, &text) {
                    dom.append(*parent, node);
                }
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeIdx, child: NodeOrText<NodeIdx>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.insert_before(*sibling, node),
            NodeOrText::AppendText(text) => {
                let previous = dom.node(*sibling).previous;
                if let Some(node) = dom.text_after(previous, &text) {
                    dom.insert_before(*sibling, node);
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeIdx,
        previous: &NodeIdx,
        child: NodeOrText<NodeIdx>,
    ) {
        let has_parent = self.dom.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The contents of a template hang on no parent: they are no part of the page as shown.
    fn get_template_contents(&self, _: &NodeIdx) -> NodeIdx {
        self.dom.borrow_mut().add(Data::Other)
    }

    fn same_node(&self, x: &NodeIdx, y: &NodeIdx) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &NodeIdx, attrs: Vec<Attribute>) {
        let mut dom = self.dom.borrow_mut();
        let Data::Element { attributes: (first, count), .. } = dom.node(*target).data else {
            return;
        };
        let had = first as usize..(first + count) as usize;
        let is_new = |attr: &Attribute| {
            !dom.attributes[had.clone()].iter().any(|(name, _)| *name == attr.name.local)
        };
        let more: Vec<_> = attrs.into_iter().filter(is_new).collect();
        if more.is_empty() {
            return;
        }
        let start = dom.attributes.len() as u32;
        dom.attributes.extend_from_within(had);
        let (_, n_more) = dom.add_attributes(more);
        if let Data::Element { attributes, .. } = &mut dom.node_mut(*target).data {
            *attributes = (start, count + n_more);
        }
    }

    fn remove_from_parent(&self, target: &NodeIdx) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeIdx, new_parent: &NodeIdx) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.first_child(*node) {
            dom.append(*new_parent, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &NodeIdx) -> bool {
        let dom = self.dom.borrow();
        let name = self.elem_name(node);
        name.expanded() == expanded_name!(mathml "annotation-xml")
            && dom.attribute(*node, "encoding").is_some_and(|value| {
                value.eq_ignore_ascii_case("text/html")
                    || value.eq_ignore_ascii_case("application/xhtml+xml")
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
