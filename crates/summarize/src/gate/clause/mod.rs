//! The pieces of one sentence read back into statements: who says what, in which outlet, on which day.
//!
//! This is the only place where joining words get a meaning, and there are few: a sentence is read
//! clause by clause, and whatever is left over refuses it.

mod told;
mod reader;
mod tag;
mod content;

use super::{
    atom::{Atom, Piece},
    refusal::Refusal,
};
use reader::Reader;
use told::{Clause, told};

pub use told::{By, Told};

/// Reads the pieces of one sentence, its notes taken out.
///
/// # Errors
///
/// When a piece stands where none of its kind may.
pub fn read(
    text: &str,
    atoms: &[Atom],
    is_direct: &dyn Fn(usize, usize) -> bool,
) -> Result<Vec<Told>, Refusal> {
    let mut reader = Reader { text, atoms, at: 0, is_direct };
    let lead = reader.lead()?;
    let mut clauses: Vec<Clause> = Vec::new();
    loop {
        let clause = reader.clause(clauses.last(), lead.outlet.is_some())?;
        clauses.push(clause);
        if !reader.join() {
            break;
        }
    }
    reader.mark('.');
    if reader.at < atoms.len() {
        return Err(reader.fault());
    }
    Ok(told(&lead, clauses))
}

impl Reader<'_> {
    /// Whether another clause follows, past the words that join it.
    fn join(&mut self) -> bool {
        if self.mark(';') {
            self.joining("and");
            return true;
        }
        let comma = usize::from(self.is_mark(0, ','));
        if self.is_joining(comma, "and") {
            self.at += comma + 1;
            return true;
        }
        false
    }

    fn clause(&mut self, before: Option<&Clause>, has_outlet: bool) -> Result<Clause, Refusal> {
        let mut clause = Clause::default();
        self.small_words(&mut clause);
        match self.peek(0) {
            Some(Piece::Speaker { .. }) => self.speaker_first(&mut clause)?,
            Some(Piece::Joining("according")) => self.according_first(&mut clause)?,
            Some(Piece::Content { .. }) => self.content_first(&mut clause, before)?,
            Some(Piece::Joining("that")) if before.is_some() || has_outlet => {
                self.at += 1;
                clause.by = before.and_then(|before| before.by.clone());
                clause.is_short = before.is_some_and(|before| before.is_short);
                self.contents(&mut clause)?;
            }
            Some(Piece::Verb(_)) => {
                // The speaker of the clause before: `said “…” and warned “…”`.
                let speaker = before.and_then(|before| before.by.as_ref()).map(|(who, _)| *who);
                let (Some(speaker), Some(verb)) = (speaker, self.verb()) else {
                    return Err(self.fault());
                };
                clause.is_short = before.is_some_and(|before| before.is_short);
                clause.by = Some((speaker, By::Verb(verb)));
                self.small_words(&mut clause);
                self.opening();
                self.contents(&mut clause)?;
            }
            _ => return Err(self.fault()),
        }
        self.tags(&mut clause)?;
        Ok(clause)
    }

    /// What may stand right before the words: a comma or colon, `that`.
    fn opening(&mut self) {
        let _ = self.mark(':') || self.mark(',');
        let _ = self.joining("that");
    }

    /// `X said …` · `X, as reported by O: …`
    fn speaker_first(&mut self, clause: &mut Clause) -> Result<(), Refusal> {
        let speaker = self.speaker(clause).ok_or_else(|| self.fault())?;
        self.reported_by(clause);
        self.small_words(clause);
        let by = match self.verb() {
            Some(verb) => By::Verb(verb),
            None if self.is_mark(0, ':') => By::Colon,
            None => return Err(self.fault()),
        };
        clause.by = Some((speaker, by));
        self.small_words(clause);
        self.opening();
        self.contents(clause)
    }

    /// `according to X, …`
    fn according_first(&mut self, clause: &mut Clause) -> Result<(), Refusal> {
        self.at += 1;
        let speaker = self.speaker(clause).ok_or_else(|| self.fault())?;
        clause.by = Some((speaker, By::According));
        self.reported_by(clause);
        let _ = self.mark(':') || self.mark(',');
        self.contents(clause)
    }

    /// `“…,” X said` · `“…,” said X` · `…, according to X`; without a speaker, the clause before it
    /// or nobody speaks.
    fn content_first(
        &mut self,
        clause: &mut Clause,
        before: Option<&Clause>,
    ) -> Result<(), Refusal> {
        self.contents(clause)?;
        let n_front = clause.contents.len();
        let start = self.at;
        self.mark(',');
        if self.joining("according")
            && let Some(speaker) = self.speaker(clause)
        {
            clause.by = Some((speaker, By::According));
            self.reported_by(clause);
            return Ok(());
        }
        self.at = start;
        self.mark(',');
        if let Some(speaker) = self.speaker(clause) {
            self.small_words(clause);
            let verb = self.verb().ok_or_else(|| self.fault())?;
            clause.by = Some((speaker, By::Verb(verb)));
        } else if let Some(verb) = self.verb() {
            let speaker = self.speaker(clause).ok_or_else(|| self.fault())?;
            clause.by = Some((speaker, By::Verb(verb)));
        } else {
            self.at = start;
            clause.by = before.and_then(|before| before.by.clone());
            clause.is_short = before.is_some_and(|before| before.is_short);
            return Ok(());
        }
        self.small_words(clause);
        self.rest_of_quotation(clause, n_front)
    }
}
