//! The pieces of one sentence, taken one after the other.

use super::{
    super::{
        atom::{Atom, Piece, misplaced},
        refusal::Refusal,
    },
    told::Clause,
};

pub(super) struct Reader<'r> {
    pub(super) text: &'r str,
    pub(super) atoms: &'r [Atom],
    pub(super) at: usize,
    pub(super) is_direct: &'r dyn Fn(usize, usize) -> bool,
}

impl Reader<'_> {
    pub(super) fn peek(&self, ahead: usize) -> Option<&Piece> {
        self.atoms.get(self.at + ahead).map(|atom| &atom.piece)
    }

    pub(super) fn is_mark(&self, ahead: usize, mark: char) -> bool {
        self.peek(ahead) == Some(&Piece::Mark(mark))
    }

    pub(super) fn is_joining(&self, ahead: usize, part: &str) -> bool {
        matches!(self.peek(ahead), Some(Piece::Joining(found)) if *found == part)
    }

    pub(super) fn mark(&mut self, mark: char) -> bool {
        let is_there = self.is_mark(0, mark);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn joining(&mut self, part: &str) -> bool {
        let is_there = self.is_joining(0, part);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn fault(&self) -> Refusal {
        misplaced(self.text, self.atoms.get(self.at))
    }

    pub(super) fn outlet(&mut self, ahead: usize) -> Option<String> {
        let Some(Piece::Outlet(outlet)) = self.peek(ahead) else { return None };
        let outlet = outlet.clone();
        self.at += ahead + 1;
        Some(outlet)
    }

    pub(super) fn speaker(&mut self, clause: &mut Clause) -> Option<usize> {
        let Some(Piece::Speaker { statement, is_short }) = self.peek(0) else { return None };
        let (statement, is_short) = (*statement, *is_short);
        clause.is_short |= is_short;
        self.at += 1;
        Some(statement)
    }

    pub(super) fn verb(&mut self) -> Option<String> {
        let Some(Piece::Verb(verb)) = self.peek(0) else { return None };
        let verb = verb.clone();
        self.at += 1;
        Some(verb)
    }

    pub(super) fn content(&mut self) -> Option<(usize, usize)> {
        let Some(Piece::Content { statement, place }) = self.peek(0) else { return None };
        let found = (*statement, *place);
        self.at += 1;
        Some(found)
    }
}
