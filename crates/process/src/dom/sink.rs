//! Where html5ever's tree builder puts what it makes.

use super::tree::{Data, Dom, NONE, Node, NodeIdx, Piece, ROOT};
use html5ever::{
    Attribute, LocalName, Namespace, QualName, expanded_name,
    interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
};
use std::{borrow::Cow, cell::RefCell};

/// Where the tree builder puts what it makes.
pub(super) struct Sink {
    pub(super) dom: RefCell<Dom>,
}

/// The name of an element, apart from the arena so that the tree builder may hold it while it builds.
#[derive(Debug)]
pub(super) struct Name {
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
    pub(super) fn add(&mut self, data: Data) -> NodeIdx {
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
