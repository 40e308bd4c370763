//! The tree: nodes, attributes and text in three vectors, and the ways through them.

use super::lines::{Lines, is_block, is_silent};
use html5ever::{LocalName, Namespace, local_name, ns};

/// A parsed page: nodes, attributes and all text, each in one vector.
#[derive(Debug, Default)]
pub struct Dom {
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<(LocalName, Piece)>,
    pub(super) text: String,
    /// Whether start tags were left out below `MAX_DEPTH`.
    pub is_too_deep: bool,
    /// Whether the rest was left out at `MAX_NODES`, or attributes at `MAX_ATTRIBUTES`.
    pub is_too_large: bool,
}

/// The place of a node in its page.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NodeIdx(pub(super) u32);

/// The document itself, parent of `<html>`.
pub const ROOT: NodeIdx = NodeIdx(0);

pub(super) const NONE: NodeIdx = NodeIdx(u32::MAX);

#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: NodeIdx,
    pub(super) first_child: NodeIdx,
    pub(super) last_child: NodeIdx,
    pub(super) previous: NodeIdx,
    pub(super) next: NodeIdx,
    pub(super) data: Data,
}

#[derive(Debug)]
pub(super) enum Data {
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
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Dom {
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
            let is_nothing = self.is_wordless_control(node);
            if let Some(text) = self.text(node) {
                lines.push(text);
            } else if is_nothing {
                // Passed over without a break.
            } else if !self.is_passed_over(node) {
                if self.tag(node).is_some_and(is_block) {
                    lines.end_line();
                }
                at = self.first_child(node);
            }
            // Up and on, ending the blocks that are left on the way.
            let mut done = node;
            while at.is_none() {
                let has_break = done != node || !is_nothing;
                if has_break && self.tag(done).is_some_and(is_block) {
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

    /// Whether this is a button or a player without words, which parts no sentence.
    fn is_wordless_control(&self, node: NodeIdx) -> bool {
        let is_control =
            matches!(self.tag(node), Some(&local_name!("button") | &local_name!("video")));
        let mut texts = self.descendants(node).filter_map(|at| self.text(at));
        is_control && texts.all(|text| text.trim().is_empty())
    }

    pub(super) fn node(&self, node: NodeIdx) -> &Node {
        &self.nodes[node.0 as usize]
    }

    pub(super) fn node_mut(&mut self, node: NodeIdx) -> &mut Node {
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

    pub(super) fn some(self) -> Option<Self> {
        (self != NONE).then_some(self)
    }
}
