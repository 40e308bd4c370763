//! The gate: a rewording stands only when, read back, it tells the same statements.

use super::{
    atom::{Atom, Lexicon, Piece},
    clause::{self, By, Told},
    days::is_one_day,
    inner::inner,
    refusal::{Reason, Refusal},
    statement::{Joint, Statement, first_with},
    write::{self, Reworded},
};
use onrecord_model::passage::Passage;
use std::collections::BTreeSet;

/// Most sentences that are reworded together.
pub const MAX_STATEMENTS: usize = 3;

/// Longest rewording beyond what it rewords, in bytes.
const MAX_EXTRA_BYTES: usize = 200;

/// The passages that some statements rest on; the number that a rewording cites one by is its place,
/// from 1.
#[must_use]
pub fn notes(statements: &[Statement]) -> Vec<&Passage> {
    let mut notes: Vec<&Passage> = Vec::new();
    for passage in statements.iter().flat_map(Statement::passages) {
        if !notes.contains(&passage) {
            notes.push(passage);
        }
    }
    notes
}

/// Whether a rewording of one to three statements says what they say, and its sentences if so.
///
/// The gate is closed: it lists what a rewording may do, not what it may not. All words of sources
/// must stand there, each once, in order and unchanged; names, verbs, outlets and days must be those
/// of the statement; whatever else stands there must be one of a few joining words, in a place where
/// it can be read in one way only.
///
/// # Errors
///
/// The first reason why it may not stand.
pub fn judge(statements: &[Statement], candidate: &str) -> Result<Vec<Reworded>, Refusal> {
    if statements.is_empty() || statements.len() > MAX_STATEMENTS {
        let n = statements.len();
        return Err(Refusal::new(
            Reason::Form,
            format!("{n} sentences cannot be reworded together"),
        ));
    }
    let candidate = candidate.trim();
    is_plain(statements, candidate)?;
    let as_shown = read_back(statements, candidate);
    let inner: Vec<Statement> =
        statements.iter().map(|one| inner(one).unwrap_or_else(|| one.clone())).collect();
    if as_shown.is_ok() || inner == statements {
        return as_shown;
    }
    read_back(&inner, candidate).or(as_shown)
}

/// Reads a rewording back into these statements.
fn read_back(statements: &[Statement], candidate: &str) -> Result<Vec<Reworded>, Refusal> {
    let atoms = Lexicon::of(statements).cut(candidate)?;
    let numbers = Numbers::of(statements);
    let mut told = Vec::new();
    let mut found = Vec::new();
    for sentence in sentences(candidate, &atoms)? {
        let (said, cited) = split_notes(sentence);
        let is_direct = |at: usize, place: usize| statements[at].contents[place].is_direct;
        let some = clause::read(candidate, &said, &is_direct)?;
        numbers.check(sentence, &cited, &some)?;
        check_sentence(statements, &some)?;
        found.push((sentence, some.len()));
        told.extend(some);
    }
    check_all(statements, &told)?;
    check_names(statements, &told)?;
    let mut rest = told.as_slice();
    let write = |(sentence, n_told): (&[Atom], usize)| {
        let (own, others) = rest.split_at(n_told);
        rest = others;
        let mut tells: Vec<usize> = own.iter().map(|one| one.statement).collect();
        tells.dedup();
        write::sentence(statements, candidate, sentence, tells)
    };
    Ok(found.into_iter().map(write).collect())
}

/// Refuses what no honest sentence holds, before anything is read.
fn is_plain(statements: &[Statement], candidate: &str) -> Result<(), Refusal> {
    let refused = |reason, detail: String| Err(Refusal::new(reason, detail));
    if candidate.is_empty() {
        return refused(Reason::Empty, "it says nothing".to_owned());
    }
    let known: usize = statements.iter().map(|statement| statement.shown.len()).sum();
    if candidate.len() > known + MAX_EXTRA_BYTES {
        let n = candidate.len();
        return refused(Reason::TooLong, format!("{n} bytes for {known}"));
    }
    let is_own = |c: char| statements.iter().any(|statement| statement.shown.contains(c));
    let is_hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
                | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
                | '\u{e0000}'..='\u{e0fff}')
    };
    if let Some(c) = candidate.chars().find(|c| is_hidden(*c)) {
        return refused(Reason::HiddenCharacter, format!("U+{:04X}", u32::from(c)));
    }
    let is_usual = |c: char| c.is_ascii() || "“”‘’„«»–—…\u{a0}".contains(c) || is_own(c);
    if let Some(c) = candidate.chars().find(|c| !is_usual(*c)) {
        return refused(Reason::Words, format!("`{c}` is no letter of the sentence"));
    }
    let low = candidate.to_lowercase();
    let marks = ["<", ">", "`", "*", "#", "](", "://", "www.", "\\", "{", "}", "|"];
    match marks.iter().find(|mark| low.contains(**mark) && !mark.chars().all(is_own)) {
        Some(mark) => refused(Reason::Markup, format!("`{mark}`")),
        None => Ok(()),
    }
}

/// The sentences of a rewording: each ends with the numbers of its passages.
fn sentences<'a>(text: &str, atoms: &'a [Atom]) -> Result<Vec<&'a [Atom]>, Refusal> {
    let is_note =
        |at: usize| atoms.get(at).is_some_and(|atom| matches!(atom.piece, Piece::Note(_)));
    let is_stop = |at: usize| atoms.get(at).is_some_and(|atom| atom.piece == Piece::Mark('.'));
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    while at < atoms.len() {
        let had_stop = is_stop(at);
        let first_note = at + usize::from(had_stop);
        let n_notes = (first_note..atoms.len()).take_while(|at| is_note(*at)).count();
        let end = first_note + n_notes + usize::from(!had_stop && is_stop(first_note + n_notes));
        let is_end =
            n_notes > 0 && (had_stop || is_stop(first_note + n_notes) || end == atoms.len());
        if is_end {
            found.push(&atoms[start..end]);
            start = end;
            at = end;
        } else if had_stop {
            let before = &text[..atoms[at].span.end()];
            let from = before.ceil_char_boundary(before.len().saturating_sub(40));
            let what = format!("no number after `{}`", &before[from..]);
            return Err(Refusal::new(Reason::CitationMissing, what));
        } else {
            at = first_note + n_notes.max(1);
        }
    }
    if start < atoms.len() || found.is_empty() {
        return Err(Refusal::new(Reason::CitationMissing, "no number at the end"));
    }
    Ok(found)
}

/// The pieces of a sentence without its notes, and each note with how many pieces stand before it.
fn split_notes(sentence: &[Atom]) -> (Vec<Atom>, Vec<(usize, usize)>) {
    let (mut said, mut cited) = (Vec::new(), Vec::new());
    for atom in sentence {
        match atom.piece {
            Piece::Note(number) => cited.push((number, said.len())),
            _ => said.push(atom.clone()),
        }
    }
    (said, cited)
}

/// Which numbers stand for the passages of each statement.
struct Numbers {
    of: Vec<BTreeSet<usize>>,
}

impl Numbers {
    fn of(statements: &[Statement]) -> Self {
        let notes = notes(statements);
        let number =
            |passage: &Passage| notes.iter().position(|note| *note == passage).map(|at| at + 1);
        let all = statements.iter();
        let of = all.map(|one| one.passages().into_iter().filter_map(number).collect()).collect();
        Self { of }
    }

    /// The numbers of a sentence must be those of its statements, all of them and no others; one that
    /// stands within it must be of the words before it.
    fn check(
        &self,
        sentence: &[Atom],
        cited: &[(usize, usize)],
        told: &[Told],
    ) -> Result<(), Refusal> {
        let wanted: BTreeSet<usize> =
            told.iter().flat_map(|one| self.of[one.statement].iter().copied()).collect();
        let has: BTreeSet<usize> = cited.iter().map(|(number, _)| *number).collect();
        if let Some(number) = has.difference(&wanted).next() {
            return Err(Refusal::new(
                Reason::CitationWrong,
                format!("[{number}] is of other words"),
            ));
        }
        if let Some(number) = wanted.difference(&has).next() {
            return Err(Refusal::new(Reason::CitationMissing, format!("[{number}] is left out")));
        }
        let last_said = sentence
            .iter()
            .rposition(|atom| !matches!(atom.piece, Piece::Note(_) | Piece::Mark('.')));
        let mut before = None;
        for (at, atom) in sentence.iter().enumerate() {
            match atom.piece {
                Piece::Content { statement, .. } => before = Some(statement),
                Piece::Note(number) if last_said.is_some_and(|last| at < last) => {
                    let is_own = before.is_some_and(|one: usize| self.of[one].contains(&number));
                    if !is_own {
                        let what = format!("[{number}] is not of the words before it");
                        return Err(Refusal::new(Reason::CitationWrong, what));
                    }
                }
                _ => (),
            }
        }
        Ok(())
    }
}

/// Every content is told as its statement has it; a sentence is of one day.
fn check_sentence(statements: &[Statement], told: &[Told]) -> Result<(), Refusal> {
    for one in told {
        check_told(statements, one)?;
    }
    let mut days = told.iter().map(|one| &statements[one.statement].when);
    let first = days.next();
    let is_one_day = days.all(|day| first.is_some_and(|first| first.label() == day.label()));
    if is_one_day {
        Ok(())
    } else {
        Err(Refusal::new(Reason::Time, "statements of two days in one sentence"))
    }
}

fn check_told(statements: &[Statement], told: &Told) -> Result<(), Refusal> {
    let own = &statements[told.statement];
    let words = shortened(own.contents[told.place].passage.exact());
    let refused = |reason, what: &str| Err(Refusal::new(reason, format!("{what}: `{words}`")));
    match (&own.speaker, &told.by) {
        (None, None) => (),
        (Some(_), None) if own.tells_itself() => (),
        (Some(_), None) => return refused(Reason::Attribution, "nobody is said to say"),
        (None, Some(_)) => return refused(Reason::Attribution, "nobody said"),
        (Some(_), Some((speaker, by))) => {
            if first_with(statements, told.statement) != *speaker {
                return refused(Reason::Attribution, "somebody else said");
            }
            let is_allowed = match by {
                By::Verb(verb) => own.allows_verb(verb),
                By::According => own.allows_according(),
                By::Colon => own.allows_colon(),
            };
            if !is_allowed {
                return refused(Reason::Cue, "another verb than the source’s before");
            }
        }
    }
    if told.outlet.as_ref() != Some(&own.outlet) {
        return refused(Reason::Outlet, "not given to its outlet");
    }
    if told.day.as_ref().is_some_and(|day| !day.contains(&told.statement)) {
        return refused(Reason::Time, "given to another day");
    }
    if own.joint == Joint::Reports && told.is_also {
        return refused(Reason::Form, "nobody is there to say also");
    }
    Ok(())
}

/// All contents stand there, each once, in order.
fn check_all(statements: &[Statement], told: &[Told]) -> Result<(), Refusal> {
    let places: Vec<(usize, usize)> = told.iter().map(|one| (one.statement, one.place)).collect();
    let wanted: Vec<(usize, usize)> =
        super::statement::contents(statements).map(|(at, place, _)| (at, place)).collect();
    if places == wanted {
        return Ok(());
    }
    let words =
        |(at, place): (usize, usize)| shortened(statements[at].contents[place].passage.exact());
    if let Some(left_out) = wanted.iter().find(|one| !places.contains(one)) {
        return Err(Refusal::new(Reason::Dropped, format!("`{}` is left out", words(*left_out))));
    }
    let mut seen = BTreeSet::new();
    if let Some(again) = places.iter().find(|one| !seen.insert(**one)) {
        return Err(Refusal::new(Reason::Repeated, format!("`{}` stands twice", words(*again))));
    }
    Err(Refusal::new(Reason::Order, "the statements stand in another order"))
}

/// Short names come after the whole name, `also` after something by the same speaker, and `the same
/// day` after something of that day.
fn check_names(statements: &[Statement], told: &[Told]) -> Result<(), Refusal> {
    for (idx, one) in told.iter().enumerate() {
        let own = first_with(statements, one.statement);
        let earlier = || told[..idx].iter().filter(|other| other.statement != one.statement);
        let same = || earlier().filter(|other| first_with(statements, other.statement) == own);
        let is_first = told[..idx].iter().all(|other| other.statement != one.statement);
        if one.is_short && is_first && !same().any(|other| !other.is_short) {
            return Err(Refusal::new(Reason::Name, "a short name before the whole one"));
        }
        if one.is_also && is_first && same().next().is_none() {
            return Err(Refusal::new(Reason::Words, "`also` without anything before it"));
        }
        let when = &statements[one.statement].when;
        if one.is_same_day
            && is_first
            && !earlier().any(|other| is_one_day(&statements[other.statement].when, when))
        {
            return Err(Refusal::new(Reason::Time, "`the same day` without a day before it"));
        }
    }
    Ok(())
}

fn shortened(words: &str) -> String {
    const MAX_SHOWN_BYTES: usize = 60;
    if words.len() <= MAX_SHOWN_BYTES {
        return words.to_owned();
    }
    format!("{}…", &words[..words.floor_char_boundary(MAX_SHOWN_BYTES)])
}
