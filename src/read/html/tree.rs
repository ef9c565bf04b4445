//! The tree that html5ever builds, as one list of nodes that name each other by number.
//!
//! Nothing here calls itself, so a page nested a million deep costs memory and no stack. The parser is fed in
//! pieces, so that such a page is stopped early: html5ever searches its open elements again for every tag.

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, local_name, ns, parse_document};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// Elements nested deeper than this are no document; browsers stop at 512.
pub const MAX_DEPTH: u32 = 2_000;
/// More nodes than this are an attack on memory.
const MAX_NODES: usize = 4_000_000;
/// The text is handed over in pieces of about this many bytes.
const PIECE_BYTES: usize = 8 << 10;

/// Number of a node.
pub type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub enum Kind {
    /// The document, a template's content, a comment.
    Other,
    /// Words.
    Text(String),
    /// An element and its attributes.
    Element(LocalName, Vec<(LocalName, String)>),
}

/// One node and its neighbours.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The node it lies in.
    pub parent: Option<NodeId>,
    /// Its first child.
    pub first: Option<NodeId>,
    /// The node after it.
    pub next: Option<NodeId>,
    last: Option<NodeId>,
    previous: Option<NodeId>,
    depth: u32,
}

/// What stands in `noscript` is read, because nothing here runs scripts.
fn options() -> ParseOpts {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    options
}

/// A parsed page; node 0 is the document.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    /// The page went on, but deeper or longer than any document does.
    pub is_cut: bool,
}

impl Tree {
    /// Parses a page.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let sink = Sink { nodes: RefCell::new(vec![Node::new(Kind::Other)]) };
        let mut parser = parse_document(sink, options());
        let mut is_cut = false;
        let mut rest = text;
        while !rest.is_empty() {
            let mut end = PIECE_BYTES.min(rest.len());
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            let (piece, after) = rest.split_at(end);
            parser.process(StrTendril::from_slice(piece));
            rest = after;
            let nodes = parser.tokenizer.sink.sink.nodes.borrow();
            let deep = nodes.last().is_some_and(|n| n.depth > MAX_DEPTH);
            if deep || nodes.len() > MAX_NODES {
                is_cut = true;
                break;
            }
        }
        Self { nodes: parser.finish(), is_cut }
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The element's name and attributes; none for other nodes.
    #[must_use]
    pub fn element(&self, id: NodeId) -> Option<Element<'_>> {
        match &self.nodes.get(id)?.kind {
            Kind::Element(name, attributes) => Some(Element { name, attributes }),
            Kind::Text(_) | Kind::Other => None,
        }
    }

    /// The nodes directly inside.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(id).and_then(|n| n.first), |at| self.node(*at).and_then(|n| n.next))
    }

    /// The node after `at` in the order of the page, staying inside `top`; with `inside` false, past what `at` holds.
    #[must_use]
    pub fn following(&self, at: NodeId, top: NodeId, inside: bool) -> Option<NodeId> {
        if let Some(first) = self.node(at)?.first.filter(|_| inside) {
            return Some(first);
        }
        let mut at = at;
        while at != top {
            let node = self.node(at)?;
            if node.next.is_some() {
                return node.next;
            }
            at = node.parent?;
        }
        None
    }

    /// All text inside, as it stands.
    #[must_use]
    pub fn text(&self, top: NodeId) -> String {
        let mut out = String::new();
        let mut at = Some(top);
        while let Some(id) = at {
            if let Some(Kind::Text(text)) = self.node(id).map(|n| &n.kind) {
                out.push_str(text);
            }
            at = self.following(id, top, true);
        }
        out
    }
}

/// An element as it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t> {
    /// Name in lower case.
    pub name: &'t LocalName,
    attributes: &'t [(LocalName, String)],
}

impl<'t> Element<'t> {
    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        self.attributes.iter().find(|(n, _)| &**n == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is one of these.
    #[must_use]
    pub fn is_one_of(&self, names: &[&str]) -> bool {
        names.contains(&&**self.name)
    }
}

impl Node {
    const fn new(kind: Kind) -> Self {
        Self { kind, parent: None, first: None, next: None, last: None, previous: None, depth: 0 }
    }
}

/// What html5ever holds of a node: its number and, for elements, its name.
#[derive(Clone, Debug)]
pub struct Handle {
    id: NodeId,
    name: Rc<QualName>,
    /// The content of a `template`, which is not shown.
    template: Option<NodeId>,
}

#[derive(Debug)]
struct Sink {
    nodes: RefCell<Vec<Node>>,
}

impl Sink {
    fn add(&self, kind: Kind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(kind));
        nodes.len() - 1
    }

    fn nameless(id: NodeId) -> Handle {
        Handle { id, name: Rc::new(QualName::new(None, ns!(), local_name!(""))), template: None }
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match (previous.and_then(|p| nodes.get_mut(p)), parent) {
            (Some(before), _) => before.next = next,
            (None, Some(parent)) => set(&mut nodes, parent, |n| n.first = next),
            (None, None) => {}
        }
        match (next.and_then(|n| nodes.get_mut(n)), parent) {
            (Some(after), _) => after.previous = previous,
            (None, Some(parent)) => set(&mut nodes, parent, |n| n.last = previous),
            (None, None) => {}
        }
    }

    /// Puts `id` into `parent`, before `sibling` or at the end.
    fn insert(&self, parent: NodeId, sibling: Option<NodeId>, id: NodeId) {
        self.detach(id);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(parent).map_or(0, |n| n.depth) + 1;
        let previous = match sibling {
            Some(sibling) => nodes.get(sibling).and_then(|n| n.previous),
            None => nodes.get(parent).and_then(|n| n.last),
        };
        set(&mut nodes, id, |n| {
            (n.parent, n.previous, n.next, n.depth) = (Some(parent), previous, sibling, depth);
        });
        match previous {
            Some(previous) => set(&mut nodes, previous, |n| n.next = Some(id)),
            None => set(&mut nodes, parent, |n| n.first = Some(id)),
        }
        match sibling {
            Some(sibling) => set(&mut nodes, sibling, |n| n.previous = Some(id)),
            None => set(&mut nodes, parent, |n| n.last = Some(id)),
        }
    }

    fn insert_any(&self, parent: NodeId, sibling: Option<NodeId>, child: NodeOrText<Handle>) {
        let text = match child {
            NodeOrText::AppendNode(node) => return self.insert(parent, sibling, node.id),
            NodeOrText::AppendText(text) => text,
        };
        let previous = {
            let nodes = self.nodes.borrow();
            match sibling {
                Some(sibling) => nodes.get(sibling).and_then(|n| n.previous),
                None => nodes.get(parent).and_then(|n| n.last),
            }
        };
        if let Some(previous) = previous
            && let Some(Kind::Text(before)) = self.nodes.borrow_mut().get_mut(previous).map(|n| &mut n.kind)
        {
            before.push_str(&text);
            return;
        }
        let id = self.add(Kind::Text(text.to_string()));
        self.insert(parent, sibling, id);
    }
}

fn set(nodes: &mut [Node], id: NodeId, change: impl FnOnce(&mut Node)) {
    if let Some(node) = nodes.get_mut(id) {
        change(node);
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Vec<Node>;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Self::nameless(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let kept = attributes.into_iter().map(|a| (a.name.local, a.value.to_string())).collect();
        let template = flags.template.then(|| self.add(Kind::Other));
        Handle { id: self.add(Kind::Element(name.local.clone(), kept)), name: Rc::new(name), template }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Self::nameless(self.add(Kind::Other))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Self::nameless(self.add(Kind::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert_any(parent.id, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(element.id).and_then(|n| n.parent);
        match parent {
            Some(parent) => self.insert_any(parent, Some(element.id), child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Self::nameless(target.template.unwrap_or(target.id))
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(sibling.id).and_then(|n| n.parent);
        if let Some(parent) = parent {
            self.insert_any(parent, Some(sibling.id), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(Kind::Element(_, kept)) = nodes.get_mut(target.id).map(|n| &mut n.kind) else { return };
        for attribute in attributes {
            if !kept.iter().any(|(name, _)| *name == attribute.name.local) {
                kept.push((attribute.name.local, attribute.value.to_string()));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow().get(node.id).and_then(|n| n.first);
            let Some(first) = first else { break };
            self.insert(new_parent.id, None, first);
        }
    }
}
