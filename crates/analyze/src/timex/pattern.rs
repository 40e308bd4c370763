//! Rules over words and classes of words, compiled into one network of steps.
//!
//! A pattern is a row of elements: a word as it stands (`ago`), a class (`<month>`; `<month^>` when
//! it must start with a capital; `<unit:2>` for the second of its kind), a choice `(early|late)`, an
//! option `[of]`, and `~` where no blank may stand. `<<` and `>>` set off what must stand before and
//! after without being part of the expression. `$name` is a pattern defined above.

use std::collections::HashMap;

/// Which part of a match a step belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// What must stand before.
    Before,
    /// The expression.
    Core,
    /// What must stand after.
    After,
}

/// A step to another place by a word.
#[derive(Clone, Copy, Debug)]
pub struct WordEdge {
    /// Whether no blank may stand before.
    pub is_glued: bool,
    /// The part of the match.
    pub part: Part,
    /// Where it leads.
    pub to: usize,
}

/// A step to another place by a class.
#[derive(Clone, Debug)]
pub struct ClassEdge {
    /// The number of the class.
    pub class: u32,
    /// The name of the value.
    pub name: String,
    /// Whether the word must start with a capital.
    pub is_capital: bool,
    /// Whether no blank may stand before.
    pub is_glued: bool,
    /// The part of the match.
    pub part: Part,
    /// Where it leads.
    pub to: usize,
}

/// A place in the network.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Words that may come next, by number.
    pub words: HashMap<u32, Vec<WordEdge>>,
    /// Classes that may come next.
    pub classes: Vec<ClassEdge>,
    /// Rules that may end here.
    pub ends: Vec<usize>,
    /// Places that are as good as this one.
    jumps: Vec<usize>,
}

/// All patterns of a language. Node 0 is the start of every rule.
#[derive(Debug)]
pub struct Net {
    nodes: Vec<Node>,
    words: HashMap<String, u32>,
}

impl Default for Net {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], words: HashMap::new() }
    }
}

impl Net {
    /// Adds the pattern of rule number `rule`; `class` gives the number of a class.
    ///
    /// # Errors
    ///
    /// When brackets do not match or a class is left open.
    pub fn add(
        &mut self,
        rule: usize,
        pattern: &str,
        class: &mut dyn FnMut(&str) -> u32,
    ) -> Result<(), String> {
        let (before, rest) = pattern.split_once("<<").unwrap_or(("", pattern));
        let (core, after) = rest.split_once(">>").unwrap_or((rest, ""));
        let mut at = self.node_after(0);
        for (text, part) in [(before, Part::Before), (core, Part::Core), (after, Part::After)] {
            let mut weaver = Weaver { net: self, rest: text, part, is_glued: false, class };
            at = weaver.choice(at)?;
            if !weaver.rest.is_empty() {
                return Err(format!("`{}` left over", weaver.rest));
            }
        }
        self.nodes[at].ends.push(rule);
        Ok(())
    }

    /// Removes the jumps by giving every place what the places it jumps to have.
    pub fn close(&mut self) {
        let nodes = self.nodes.clone();
        for (at, node) in self.nodes.iter_mut().enumerate() {
            for other in reach(&nodes, at) {
                for (word, edges) in &nodes[other].words {
                    node.words.entry(*word).or_default().extend(edges);
                }
                node.classes.extend(nodes[other].classes.iter().cloned());
                node.ends.extend(&nodes[other].ends);
            }
            node.jumps.clear();
            node.ends.sort_unstable();
            node.ends.dedup();
        }
    }

    /// The place with this number.
    #[must_use]
    pub fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// The number of a word that stands in some pattern.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }

    fn new_node(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    fn node_after(&mut self, at: usize) -> usize {
        let new = self.new_node();
        self.nodes[at].jumps.push(new);
        new
    }
}

/// The places that can be jumped to from `start`, itself left out.
fn reach(nodes: &[Node], start: usize) -> Vec<usize> {
    let (mut found, mut open) = (Vec::new(), nodes[start].jumps.clone());
    while let Some(at) = open.pop() {
        if !found.contains(&at) {
            found.push(at);
            open.extend(&nodes[at].jumps);
        }
    }
    found
}

/// Reads one part of a pattern and weaves it into the network.
struct Weaver<'n, 'p> {
    net: &'n mut Net,
    rest: &'p str,
    part: Part,
    is_glued: bool,
    class: &'n mut dyn FnMut(&str) -> u32,
}

impl Weaver<'_, '_> {
    /// Sequences separated by `|`, up to a closing bracket or the end; all start at `from`, and the
    /// place where all end is returned.
    fn choice(&mut self, from: usize) -> Result<usize, String> {
        let is_glued = self.is_glued;
        let end = self.net.new_node();
        loop {
            self.is_glued = is_glued;
            let last = self.sequence(from)?;
            self.net.nodes[last].jumps.push(end);
            match self.rest.strip_prefix('|') {
                Some(rest) => self.rest = rest,
                None => break,
            }
        }
        self.is_glued = false;
        Ok(end)
    }

    fn sequence(&mut self, from: usize) -> Result<usize, String> {
        let mut at = self.net.node_after(from);
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else { break };
            at = match c {
                '|' | ')' | ']' => break,
                '~' => {
                    self.rest = &self.rest[1..];
                    self.is_glued = true;
                    at
                }
                '(' => self.bracket(at, ')')?,
                '[' => {
                    let end = self.bracket(at, ']')?;
                    self.net.nodes[at].jumps.push(end);
                    end
                }
                '<' => self.class(at)?,
                _ => self.word(at),
            };
        }
        Ok(at)
    }

    fn bracket(&mut self, from: usize, close: char) -> Result<usize, String> {
        self.rest = &self.rest[1..];
        let end = self.choice(from)?;
        self.rest = self
            .rest
            .strip_prefix(close)
            .ok_or_else(|| format!("no `{close}` closes a bracket"))?;
        Ok(end)
    }

    fn class(&mut self, from: usize) -> Result<usize, String> {
        let (inside, rest) = self.rest[1..].split_once('>').ok_or("no `>` closes a class")?;
        self.rest = rest;
        let bare = inside.replace('^', "");
        let class = (self.class)(bare.split(':').next().unwrap_or_default());
        let to = self.net.new_node();
        self.net.nodes[from].classes.push(ClassEdge {
            class,
            name: bare.replace(':', ""),
            is_capital: inside.contains('^'),
            is_glued: std::mem::take(&mut self.is_glued),
            part: self.part,
            to,
        });
        Ok(to)
    }

    fn word(&mut self, from: usize) -> usize {
        let ends =
            |c: char| c.is_whitespace() || matches!(c, '|' | '(' | ')' | '[' | ']' | '~' | '<');
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        let next = self.net.words.len() as u32;
        let id = *self.net.words.entry(word.to_owned()).or_insert(next);
        let to = self.net.new_node();
        let edge = WordEdge { is_glued: std::mem::take(&mut self.is_glued), part: self.part, to };
        self.net.nodes[from].words.entry(id).or_default().push(edge);
        to
    }
}
