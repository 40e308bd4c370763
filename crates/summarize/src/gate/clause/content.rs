//! The words of sources in a clause, and how several of them may be joined.

use super::{
    super::{atom::Piece, refusal::Refusal},
    reader::Reader,
    told::Clause,
};

impl Reader<'_> {
    /// One content and those joined to it.
    pub(super) fn contents(&mut self, clause: &mut Clause) -> Result<(), Refusal> {
        let Some(mut last) = self.content() else { return Err(self.fault()) };
        clause.contents.push(last);
        loop {
            let Some((n_words, is_also)) = self.next_content(last) else { return Ok(()) };
            clause.is_also |= is_also;
            self.at += n_words;
            let Some(next) = self.content() else { return Err(self.fault()) };
            clause.contents.push(next);
            last = next;
        }
    }

    /// How many pieces join the next content to `last`, where one is joined: `…` within a statement, a
    /// comma between quotations, `and`, `and that` before retold words. Retold words are joined with
    /// `that` alone: without it, a negation or bound of the first could be read into the second.
    fn next_content(&self, last: (usize, usize)) -> Option<(usize, bool)> {
        let target = |ahead: usize| match self.peek(ahead) {
            Some(Piece::Content { statement, place }) => Some((*statement, *place)),
            _ => None,
        };
        if self.is_mark(0, '…') {
            return target(1).filter(|next| next.0 == last.0).map(|_| (1, false));
        }
        let direct = |at: (usize, usize)| (self.is_direct)(at.0, at.1);
        let comma = usize::from(self.is_mark(0, ','));
        if comma == 1
            && let Some(next) = target(1)
        {
            return (direct(last) && direct(next)).then_some((1, false));
        }
        if !self.is_joining(comma, "and") {
            return None;
        }
        let also = usize::from(self.is_joining(comma + 1, "also"));
        let that = usize::from(self.is_joining(comma + 1 + also, "that"));
        let n_words = comma + 1 + also + that;
        let next = target(n_words)?;
        let is_clear = that == 1 || direct(next);
        is_clear.then_some((n_words, also == 1))
    }

    /// `“…,” X said, “…”`: only what belongs to the same statement may follow so.
    pub(super) fn rest_of_quotation(
        &mut self,
        clause: &mut Clause,
        n_front: usize,
    ) -> Result<(), Refusal> {
        let comma = usize::from(self.is_mark(0, ',') || self.is_mark(0, ':'));
        let last = clause.contents.get(n_front.wrapping_sub(1)).copied();
        let Some(Piece::Content { statement, place }) = self.peek(comma) else { return Ok(()) };
        if last != Some((*statement, place.wrapping_sub(1))) {
            self.at += comma;
            return Err(self.fault());
        }
        self.at += comma;
        self.contents(clause)
    }
}
