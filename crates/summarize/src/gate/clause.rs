//! The pieces of one sentence read back into statements: who says what, in which outlet, on which day.
//!
//! This is the only place where joining words get a meaning, and there are few: a sentence is read
//! clause by clause, and whatever is left over refuses it.

use super::{
    atom::{Atom, Piece, misplaced},
    refusal::Refusal,
};

/// What stands between a speaker and the words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum By {
    /// This verb.
    Verb(String),
    /// `according to`.
    According,
    /// A colon.
    Colon,
}

/// One content as the rewording tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told {
    /// The statement it belongs to.
    pub statement: usize,
    /// Its place in that statement.
    pub place: usize,
    /// The speaker and what introduces the words; `None` where nobody speaks.
    pub by: Option<(usize, By)>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The statements whose day is named.
    pub day: Option<Vec<usize>>,
    /// Whether the speaker is named in short.
    pub is_short: bool,
    /// Whether it is said to be added: `also`.
    pub is_also: bool,
    /// Whether it is said to be of the day of what stands before it.
    pub is_same_day: bool,
}

/// What is known of a clause while it is read.
#[derive(Clone, Debug, Default)]
struct Clause {
    by: Option<(usize, By)>,
    contents: Vec<(usize, usize)>,
    outlet: Option<String>,
    day: Option<Vec<usize>>,
    is_short: bool,
    is_also: bool,
    is_same_day: bool,
}

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

/// Gives every clause the outlet and day that stand for it: those at the head of the sentence, else its
/// own, else those at the end of a clause after it. What is named at the head and otherwise elsewhere
/// is named by neither.
fn told(lead: &Clause, mut clauses: Vec<Clause>) -> Vec<Told> {
    let (mut outlet, mut day) = (None, None);
    for clause in clauses.iter_mut().rev() {
        outlet = clause.outlet.take().or(outlet);
        day = clause.day.take().or(day);
        clause.outlet = match &lead.outlet {
            Some(first) => {
                Some(first.clone()).filter(|_| outlet.as_ref().is_none_or(|o| o == first))
            }
            None => outlet.clone(),
        };
        clause.day = match &lead.day {
            Some(first) if day.as_ref().is_none_or(|day| day == first) => Some(first.clone()),
            Some(_) => Some(Vec::new()),
            None => day.clone(),
        };
    }
    let tell = |clause: &Clause, (statement, place): (usize, usize)| Told {
        statement,
        place,
        by: clause.by.clone(),
        outlet: clause.outlet.clone(),
        day: clause.day.clone(),
        is_short: clause.is_short,
        is_also: clause.is_also,
        is_same_day: clause.is_same_day || lead.is_same_day,
    };
    let all =
        clauses.iter().flat_map(|clause| clause.contents.iter().map(move |at| tell(clause, *at)));
    all.collect()
}

struct Reader<'r> {
    text: &'r str,
    atoms: &'r [Atom],
    at: usize,
    is_direct: &'r dyn Fn(usize, usize) -> bool,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<&Piece> {
        self.atoms.get(self.at + ahead).map(|atom| &atom.piece)
    }

    fn is_mark(&self, ahead: usize, mark: char) -> bool {
        self.peek(ahead) == Some(&Piece::Mark(mark))
    }

    fn is_joining(&self, ahead: usize, part: &str) -> bool {
        matches!(self.peek(ahead), Some(Piece::Joining(found)) if *found == part)
    }

    fn mark(&mut self, mark: char) -> bool {
        let is_there = self.is_mark(0, mark);
        self.at += usize::from(is_there);
        is_there
    }

    fn joining(&mut self, part: &str) -> bool {
        let is_there = self.is_joining(0, part);
        self.at += usize::from(is_there);
        is_there
    }

    fn fault(&self) -> Refusal {
        misplaced(self.text, self.atoms.get(self.at))
    }

    fn outlet(&mut self, ahead: usize) -> Option<String> {
        let Some(Piece::Outlet(outlet)) = self.peek(ahead) else { return None };
        let outlet = outlet.clone();
        self.at += ahead + 1;
        Some(outlet)
    }

    fn speaker(&mut self, clause: &mut Clause) -> Option<usize> {
        let Some(Piece::Speaker { statement, is_short }) = self.peek(0) else { return None };
        let (statement, is_short) = (*statement, *is_short);
        clause.is_short |= is_short;
        self.at += 1;
        Some(statement)
    }

    fn verb(&mut self) -> Option<String> {
        let Some(Piece::Verb(verb)) = self.peek(0) else { return None };
        let verb = verb.clone();
        self.at += 1;
        Some(verb)
    }

    /// What stands before the first clause: a day, an outlet.
    fn lead(&mut self) -> Result<Clause, Refusal> {
        let mut lead = Clause::default();
        loop {
            let on = usize::from(self.is_joining(0, "on"));
            if let Some(Piece::Day(day)) = self.peek(on).cloned() {
                if lead.day.replace(day).is_some() {
                    return Err(self.fault());
                }
                self.at += on + 1;
                let _ = self.mark(',') || self.mark(':');
            } else if self.is_joining(0, "same day") {
                self.at += 1;
                lead.is_same_day = true;
                self.mark(',');
            } else if let Some(outlet) = self.lead_outlet() {
                if lead.outlet.replace(outlet).is_some() {
                    return Err(self.fault());
                }
            } else {
                return Ok(lead);
            }
        }
    }

    /// `According to O,` · `As reported by O,` · `O reported that` · `O reports:`
    fn lead_outlet(&mut self) -> Option<String> {
        if self.is_joining(0, "according") || self.is_joining(0, "by") {
            let outlet = self.outlet(1)?;
            let _ = self.mark(',') || self.mark(':');
            return Some(outlet);
        }
        let Some(Piece::Outlet(_)) = self.peek(0) else { return None };
        if !self.is_joining(1, "reported") {
            return None;
        }
        let outlet = self.outlet(0);
        self.at += 1;
        let _ = self.joining("that");
        let _ = self.mark(':');
        outlet
    }

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

    /// `also` and `the same day`, wherever they may stand.
    fn small_words(&mut self, clause: &mut Clause) {
        loop {
            if self.joining("also") {
                clause.is_also = true;
            } else if self.is_joining(0, "same day") {
                self.at += 1;
                clause.is_same_day = true;
                self.mark(',');
            } else if self.is_joining(0, "on") && matches!(self.peek(1), Some(Piece::Day(_))) {
                let Some(Piece::Day(day)) = self.peek(1).cloned() else { return };
                clause.day = Some(day);
                self.at += 2;
            } else {
                return;
            }
        }
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

    /// `, as reported by O,` behind a speaker.
    fn reported_by(&mut self, clause: &mut Clause) {
        let comma = usize::from(self.is_mark(0, ','));
        if self.is_joining(comma, "by")
            && let Some(outlet) = self.outlet(comma + 1)
        {
            clause.outlet = Some(outlet);
            self.mark(',');
        }
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

    /// `“…,” X said, “…”`: only what belongs to the same statement may follow so.
    fn rest_of_quotation(&mut self, clause: &mut Clause, n_front: usize) -> Result<(), Refusal> {
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

    /// One content and those joined to it.
    fn contents(&mut self, clause: &mut Clause) -> Result<(), Refusal> {
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

    fn content(&mut self) -> Option<(usize, usize)> {
        let Some(Piece::Content { statement, place }) = self.peek(0) else { return None };
        let found = (*statement, *place);
        self.at += 1;
        Some(found)
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

    /// Outlet and day behind the words, in any order, each once.
    fn tags(&mut self, clause: &mut Clause) -> Result<(), Refusal> {
        loop {
            let comma = usize::from(self.is_mark(0, ','));
            let start = self.at;
            let is_led =
                ["according", "by", "reported"].iter().any(|part| self.is_joining(comma, part));
            let outlet = if is_led {
                self.outlet(comma + 1)
            } else if self.is_joining(comma + 1, "reported") {
                let outlet = self.outlet(comma);
                self.at += usize::from(outlet.is_some());
                outlet
            } else {
                None
            };
            if let Some(outlet) = outlet {
                if clause.outlet.replace(outlet).is_some() {
                    self.at = start;
                    return Err(self.fault());
                }
                continue;
            }
            if !self.day_tag(clause)? {
                return Ok(());
            }
        }
    }

    /// `on 2 May 2031`, `(2 May 2031)`, `the same day`.
    fn day_tag(&mut self, clause: &mut Clause) -> Result<bool, Refusal> {
        let comma = usize::from(self.is_mark(0, ','));
        if self.is_joining(comma, "same day") {
            self.at += comma + 1;
            clause.is_same_day = true;
            return Ok(true);
        }
        let is_on = self.is_joining(comma, "on");
        let is_bracketed = self.is_mark(comma, '(');
        let Some(Piece::Day(day)) = self.peek(comma + 1).cloned() else { return Ok(false) };
        if !(is_on || (is_bracketed && self.is_mark(comma + 2, ')'))) {
            return Ok(false);
        }
        if clause.day.replace(day).is_some() {
            return Err(self.fault());
        }
        self.at += comma + 2 + usize::from(is_bracketed);
        Ok(true)
    }
}
