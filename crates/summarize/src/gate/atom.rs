//! A rewording cut into what it is made of: words of sources, names, verbs, days, joining words.

use super::{
    days,
    foreign::name_fault,
    refusal::{Reason, Refusal},
    statement::{Joint, Statement, contents, first_with},
    words::{Case, JOINING, Word, stands, words},
};
use onrecord_text::{Span, token::TokenKind};

/// A piece of a rewording.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Piece {
    /// The words of a source: statement and place among its contents.
    Content {
        /// Which statement.
        statement: usize,
        /// Which of its contents.
        place: usize,
    },
    /// A speaker: the first statement that has it.
    Speaker {
        /// The statement.
        statement: usize,
        /// Whether it needs the whole name before it.
        is_short: bool,
    },
    /// Words between speaker and content, in lower case.
    Verb(String),
    /// An outlet, as its sentence names it.
    Outlet(String),
    /// The day of these statements.
    Day(Vec<usize>),
    /// A joining word, by its part in the sentence.
    Joining(&'static str),
    /// A mark.
    Mark(char),
    /// The number of a passage.
    Note(usize),
}

/// A piece with its place in the rewording, in bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Atom {
    /// What it is.
    pub piece: Piece,
    /// Where it stands; quotation marks included.
    pub span: Span,
}

/// Marks that may stand between the words of sources.
const MARKS: [&str; 7] = [",", ":", ";", ".", "…", "(", ")"];

/// A phrase that may stand in a rewording.
struct Phrase {
    words: Vec<Word>,
    case: Case,
    piece: Piece,
}

/// Everything that a rewording of some statements may be made of.
pub struct Lexicon<'s> {
    statements: &'s [Statement],
    phrases: Vec<Phrase>,
}

impl<'s> Lexicon<'s> {
    /// What rewordings of these statements may be made of.
    #[must_use]
    pub fn of(statements: &'s [Statement]) -> Self {
        let mut lexicon = Self { statements, phrases: Vec::new() };
        for (at, statement) in statements.iter().enumerate() {
            lexicon.add_frame(at, statement);
        }
        lexicon.add_speakers();
        for (phrase, part) in JOINING.iter() {
            lexicon.add(phrase, Case::FirstFree, Piece::Joining(part));
        }
        lexicon
    }

    fn add(&mut self, phrase: &str, case: Case, piece: Piece) {
        let words = words(phrase);
        if !words.is_empty() {
            self.phrases.push(Phrase { words, case, piece });
        }
    }

    /// Verb, outlet and day of a statement.
    fn add_frame(&mut self, at: usize, statement: &Statement) {
        match &statement.joint {
            Joint::Verb(verb) | Joint::Cue(verb) => {
                self.add(verb, Case::Exact, Piece::Verb(verb.clone()));
            }
            Joint::According | Joint::Bare | Joint::Reports => (),
        }
        for verb in ["said", "says"] {
            self.add(verb, Case::Exact, Piece::Verb(verb.to_owned()));
        }
        let outlet = Piece::Outlet(statement.outlet.clone());
        for form in outlet_forms(&statement.outlet) {
            self.add(&form, Case::FirstFree, outlet.clone());
        }
        let same = self.statements.iter().enumerate();
        let same = same.filter(|(_, one)| one.when.label() == statement.when.label());
        let same: Vec<usize> = same.map(|(at, _)| at).collect();
        if same.first() == Some(&at) {
            for form in days::forms(&statement.when) {
                self.add(&form, Case::Exact, Piece::Day(same.clone()));
            }
        }
    }

    /// The forms of every speaker's name; a form that two speakers share names neither.
    fn add_speakers(&mut self) {
        let mut found: Vec<(String, usize, bool)> = Vec::new();
        for (at, statement) in self.statements.iter().enumerate() {
            let Some(speaker) = &statement.speaker else { continue };
            let first = first_with(self.statements, at);
            let forms = speaker.forms().into_iter();
            found.extend(forms.map(|form| (form.words, first, form.is_short)));
        }
        let is_shared = |words: &str, first: usize| {
            let low = words.to_lowercase();
            found.iter().any(|(other, of, _)| *of != first && other.to_lowercase() == low)
        };
        let own: Vec<_> =
            found.iter().filter(|(words, first, _)| !is_shared(words, *first)).collect();
        for (words, statement, is_short) in own.into_iter().cloned().collect::<Vec<_>>() {
            self.add(&words, Case::FirstFree, Piece::Speaker { statement, is_short });
        }
    }

    /// Cuts a rewording into pieces.
    ///
    /// # Errors
    ///
    /// The refusal of the first word that is none of them.
    pub fn cut(&self, text: &str) -> Result<Vec<Atom>, Refusal> {
        let all = words(text);
        let (mut atoms, mut at) = (Vec::new(), 0);
        while at < all.len() {
            let rest = &all[at..];
            let taken =
                self.note(rest).or_else(|| self.content(rest)).or_else(|| self.phrase(rest));
            let Some((piece, n_words, inner)) = taken else {
                return Err(name_fault(self.statements, &all, at));
            };
            let span = Span::new(rest[0].span.start(), rest[n_words - 1].span.end());
            atoms.push(Atom { piece, span });
            if let Some(mark) = inner {
                // A mark that the quotation marks enclose belongs to the sentence around them.
                atoms.push(Atom {
                    piece: Piece::Mark(mark),
                    span: Span::new(span.end(), span.end()),
                });
            }
            at += n_words;
        }
        Ok(atoms)
    }

    /// `[3]`.
    fn note(&self, rest: &[Word]) -> Option<(Piece, usize, Option<char>)> {
        let [open, number, close, ..] = rest else { return None };
        let is_note = open.text == "[" && close.text == "]" && number.kind == TokenKind::Number;
        let number = number.text.parse().ok().filter(|_| is_note && number.text.is_ascii())?;
        Some((Piece::Note(number), 3, None))
    }

    /// The words of a source: in quotation marks where they are its own, without where retold.
    fn content(&self, rest: &[Word]) -> Option<(Piece, usize, Option<char>)> {
        let mut best: Option<(Piece, usize, Option<char>)> = None;
        for (statement, place, content) in contents(self.statements) {
            let own = words(content.passage.exact());
            let taken = if content.is_direct {
                quoted(&own, rest)
            } else {
                stands(&own, rest, Case::FirstOpening).map(|n_words| (n_words, None))
            };
            let Some((n_words, mark)) = taken else { continue };
            if best.as_ref().is_none_or(|(_, n_best, _)| n_words > *n_best) {
                best = Some((Piece::Content { statement, place }, n_words, mark));
            }
        }
        best
    }

    /// The longest phrase that stands here, else a mark.
    fn phrase(&self, rest: &[Word]) -> Option<(Piece, usize, Option<char>)> {
        let mut best: Option<(Piece, usize, Option<char>)> = None;
        for phrase in &self.phrases {
            let Some(n_words) = stands(&phrase.words, rest, phrase.case) else { continue };
            if best.as_ref().is_none_or(|(_, n_best, _)| n_words > *n_best) {
                best = Some((phrase.piece.clone(), n_words, None));
            }
        }
        let mark = || {
            let text = rest.first()?.text.as_str();
            let mark = MARKS.iter().find(|mark| **mark == text)?.chars().next()?;
            Some((Piece::Mark(mark), 1, None))
        };
        best.or_else(mark)
    }
}

/// Quoted words with their marks; a comma or full stop may stand inside the closing one.
fn quoted(own: &[Word], rest: &[Word]) -> Option<(usize, Option<char>)> {
    let (open, inside) = rest.split_first()?;
    let n_words = stands(own, inside, Case::Exact).filter(|_| open.text == "\"")?;
    match inside.get(n_words..)? {
        [close, ..] if close.text == "\"" => Some((n_words + 2, None)),
        [mark, close, ..] if close.text == "\"" && matches!(mark.text.as_str(), "," | ".") => {
            Some((n_words + 3, mark.text.chars().next()))
        }
        _ => None,
    }
}

/// The forms of an outlet's name: with and without an article, its credit in brackets or commas.
fn outlet_forms(outlet: &str) -> Vec<String> {
    let bare =
        outlet.strip_prefix("The ").or_else(|| outlet.strip_prefix("the ")).unwrap_or(outlet);
    let mut names = vec![outlet.to_owned(), bare.to_owned(), format!("the {bare}")];
    if let Some((name, credit)) = bare.strip_suffix(')').and_then(|o| o.split_once(" (crediting "))
    {
        for name in [name.to_owned(), format!("the {name}")] {
            names.push(format!("{name}, crediting {credit}"));
            names.push(format!("{name}, crediting {credit},"));
        }
    }
    names
}

/// The refusal of a piece in a place where it cannot stand.
pub fn misplaced(text: &str, atom: Option<&Atom>) -> Refusal {
    let what = atom.and_then(|atom| atom.span.get(text)).filter(|words| !words.is_empty());
    let mut words = what.unwrap_or("the end").to_owned();
    words.truncate(words.floor_char_boundary(80));
    Refusal::new(Reason::Form, format!("`{words}` cannot stand there"))
}
