//! An accepted rewording as parts: the sources' words are the passages again, the rest is ours.

use super::{
    atom::{Atom, Piece},
    statement::Statement,
    words::words,
};
use crate::naming::capital;
use onrecord_model::brief::{Part, Sentence};
use onrecord_text::Span;

/// One sentence of a rewording, with the places of the statements that it tells.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reworded {
    /// The sentence; every passage of the sentences that it replaces is in it.
    pub sentence: Sentence,
    /// The statements that it tells, in order.
    pub tells: Vec<usize>,
}

/// The sentence that some pieces of a rewording make.
pub fn sentence(
    statements: &[Statement],
    text: &str,
    atoms: &[Atom],
    tells: Vec<usize>,
) -> Reworded {
    let mut writer =
        Writer { statements, text, parts: Vec::new(), ours: String::new(), from: None };
    for atom in atoms {
        writer.atom(atom);
    }
    writer.close(&tells);
    let when = tells.first().map(|at| statements[*at].when.clone()).unwrap_or_default();
    Reworded { sentence: Sentence { when, group: None, parts: writer.parts }, tells }
}

struct Writer<'w> {
    statements: &'w [Statement],
    text: &'w str,
    parts: Vec<Part>,
    /// Our words since the last passage.
    ours: String,
    /// Where the last piece ended.
    from: Option<usize>,
}

impl Writer<'_> {
    fn atom(&mut self, atom: &Atom) {
        let before =
            self.from.map(|from| &self.text[from.min(atom.span.start())..atom.span.start()]);
        let has_blank = before.is_some_and(|gap| !gap.is_empty());
        self.from = Some(atom.span.end());
        match &atom.piece {
            // A note's number is shown by its brief, at the end.
            Piece::Note(_) => (),
            Piece::Content { statement, place } => {
                self.blank(has_blank);
                self.content(*statement, *place, atom.span);
            }
            Piece::Mark(mark) if !matches!(mark, '(' | '…') => {
                self.ours.truncate(self.ours.trim_end().len());
                self.ours.push(*mark);
            }
            Piece::Mark(mark) => {
                self.blank(has_blank);
                self.ours.push(*mark);
            }
            _ => {
                self.blank(has_blank);
                let shown =
                    atom.span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
                self.ours.push_str(&shown);
            }
        }
    }

    fn blank(&mut self, has_blank: bool) {
        let is_start = self.parts.is_empty() && self.ours.is_empty();
        if has_blank && !is_start && !self.ours.ends_with([' ', '(']) {
            self.ours.push(' ');
        }
    }

    /// The passage itself. Where its first letter stands in another case, that word is ours.
    fn content(&mut self, statement: usize, place: usize, span: Span) {
        let content = &self.statements[statement].contents[place];
        let passage = content.passage.clone();
        if content.is_direct {
            self.flush();
            self.parts.push(Part::Direct(passage));
            return;
        }
        let own = words(passage.exact());
        let found = span.of(self.text);
        let is_same = found.chars().next() == passage.exact().chars().next();
        let rest = own.get(1).and_then(|second| {
            passage.inside(Span::new(second.span.start(), passage.exact().len()))
        });
        match (is_same, own.first(), rest) {
            (false, Some(first), Some(rest)) => {
                let gap = own[1].span.start() > first.span.end();
                let word = first.span.of(passage.exact());
                let is_raised = found.starts_with(char::is_uppercase);
                self.ours.push_str(&if is_raised { capital(word) } else { word.to_lowercase() });
                self.ours.push_str(if gap { " " } else { "" });
                self.flush();
                self.parts.push(Part::Retold(rest));
            }
            _ => {
                self.flush();
                self.parts.push(Part::Retold(passage));
            }
        }
    }

    fn flush(&mut self) {
        if !self.ours.is_empty() {
            self.parts.push(Part::Ours(std::mem::take(&mut self.ours)));
        }
    }

    /// The full stop, what followed the sentences before, and the proofs.
    fn close(&mut self, tells: &[usize]) {
        let kept = self.ours.trim_end().len();
        self.ours.truncate(kept);
        if !self.ours.ends_with('.') {
            self.ours.push('.');
        }
        self.flush();
        let head =
            tells.first().and_then(|at| self.statements[*at].head.clone()).unwrap_or_default();
        match self.parts.first_mut() {
            Some(Part::Ours(first)) => *first = format!("{head}{}", capital(first)),
            _ if !head.is_empty() => self.parts.insert(0, Part::Ours(head)),
            _ => (),
        }
        for (idx, at) in tells.iter().enumerate() {
            let tail = &self.statements[*at].tail;
            if tells.len() > 1 && !tail.is_empty() {
                let which = ["first", "second", "third"].get(idx).copied().unwrap_or("last");
                self.parts.push(Part::Ours(format!(" On the {which}:")));
            }
            self.parts.extend(tail.iter().cloned());
        }
        for at in tells {
            self.parts.extend(self.statements[*at].proofs.iter().cloned().map(Part::Proof));
        }
    }
}
