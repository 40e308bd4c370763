//! A brief for a terminal.
//!
//! Words in quotation marks are a speaker's own. Words of the article are underlined in color, and
//! stand in ‹angle marks› without; hedges are in italics. What is inferred of a date stands in
//! brackets, and what is absent behind a hatched edge.

use super::words;
use crate::cite::Notes;
use onrecord_model::{
    brief::{Brief, Part, Section, Sentence, Source},
    id::Id,
    passage::Passage,
};
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::UnicodeWidthChar;

/// Narrowest width that is laid out for; below it lines are simply longer than the terminal.
const MIN_WIDTH: usize = 24;

/// Widest text, in columns: longer lines are hard to read on any screen.
const MAX_WIDTH: usize = 92;

/// Columns of the dates beside the sentences; a narrower terminal has them above.
const DATE_WIDTH: usize = 18;
const SIDE_BY_SIDE: usize = 64;

/// How a run of words is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Style {
    Plain,
    Heading,
    Direct,
    Retold,
    Hedge,
    Inferred,
    Number,
    Quiet,
}

impl Style {
    /// The select-graphic-rendition code (ECMA-48, 8.3.117); the hues follow the terminal's theme.
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Heading | Style::Direct => "1",
            Style::Retold => "4",
            Style::Hedge => "3",
            Style::Inferred => "32",
            Style::Number => "36",
            Style::Quiet => "2",
        }
    }
}

/// A run of words in one style; `is_loose` when a blank may stand before it.
pub(super) type Run = (Style, String);

/// A brief for a terminal of so many columns. Without `colors` there are no escape sequences at all.
#[must_use]
pub fn terminal(brief: &Brief, width: usize, colors: bool) -> String {
    let notes = Notes::of(brief);
    let width = width.clamp(MIN_WIDTH, MAX_WIDTH);
    let mut page = Page { out: String::new(), width, colors };
    let title = match brief.title.is_empty() {
        true => vec![(Style::Heading, words::plain_title(brief))],
        false => runs(&brief.title, colors),
    };
    page.paragraph(&title, 0);
    page.paragraph(&[(Style::Quiet, words::basis(brief))], 0);
    page.paragraph(&[(Style::Quiet, words::DATES.to_owned())], 0);
    if let Some(told) = words::rephrased(brief) {
        page.paragraph(&[(Style::Quiet, told)], 0);
    }
    for section in &brief.sections {
        page.section(brief, section, &notes);
    }
    page.missing(brief);
    page.notes(brief, &notes);
    page.out
}

/// Lines written so far, and how wide they may be.
struct Page {
    out: String,
    width: usize,
    colors: bool,
}

impl Page {
    fn heading(&mut self, words: &str) {
        self.out.push('\n');
        self.paragraph(&[(Style::Heading, words.to_owned())], 0);
        self.out.push_str(&"─".repeat(self.width.min(60)));
        self.out.push('\n');
    }

    fn section(&mut self, brief: &Brief, section: &Section, notes: &Notes) {
        self.heading(words::heading(section.kind));
        for (idx, sentence) in section.sentences.iter().enumerate() {
            if idx > 0 {
                self.out.push('\n');
            }
            if let Some(group) = words::begun(&section.sentences, idx) {
                self.paragraph(&[(Style::Heading, group.to_owned())], 0);
            }
            let mut runs = runs(&sentence.parts, self.colors);
            if brief.original(section.kind, idx).is_some() {
                runs.push((Style::Quiet, format!(" {}", words::REWORDED)));
            }
            runs.extend(numbers(sentence, notes));
            if words::is_dated(section.kind) {
                self.dated(&sentence.when.label(), &runs);
            } else {
                self.paragraph(&runs, 0);
            }
        }
    }

    /// A date and a sentence, side by side where there is room.
    fn dated(&mut self, label: &str, sentence: &[Run]) {
        let date: Vec<Run> = words::bracketed(label)
            .into_iter()
            .map(|(is_inferred, part)| {
                let style = if is_inferred { Style::Inferred } else { Style::Quiet };
                (style, part.to_owned())
            })
            .collect();
        if self.width < SIDE_BY_SIDE {
            self.paragraph(&date, 0);
            self.paragraph(sentence, 2);
            return;
        }
        let left = broken(&date, DATE_WIDTH - 2);
        let right = broken(sentence, self.width - DATE_WIDTH);
        for idx in 0..left.len().max(right.len()) {
            let date = left.get(idx).map(Vec::as_slice).unwrap_or_default();
            self.line(date);
            if let Some(words) = right.get(idx) {
                self.out.push_str(&" ".repeat(DATE_WIDTH.saturating_sub(columns_of(date))));
                self.line(words);
            }
            self.out.push('\n');
        }
    }

    fn missing(&mut self, brief: &Brief) {
        if brief.missing.is_empty() {
            return;
        }
        self.heading(words::MISSING);
        for words in &brief.missing {
            for line in broken(&[(Style::Plain, words::clean(words))], self.width - 3) {
                self.out.push_str("▒  ");
                self.line(&line);
                self.out.push('\n');
            }
        }
    }

    fn notes(&mut self, brief: &Brief, notes: &Notes) {
        if notes.list.is_empty() {
            return;
        }
        self.heading("Notes");
        let sources: BTreeMap<Id, &Source> =
            brief.sources.iter().map(|source| (source.title.article(), source)).collect();
        let digits = notes.list.len().to_string().len() + 3;
        for (idx, passage) in notes.list.iter().enumerate() {
            let number = format!("[{}]", idx + 1);
            let body = broken(&note(passage, &sources), self.width - digits);
            for (row, line) in body.iter().enumerate() {
                let lead = if row == 0 { number.as_str() } else { "" };
                self.line(&[(Style::Number, lead.to_owned())]);
                self.out.push_str(&" ".repeat(digits - lead.len()));
                self.line(line);
                self.out.push('\n');
            }
        }
    }

    fn paragraph(&mut self, runs: &[Run], indent: usize) {
        for line in broken(runs, self.width - indent) {
            self.out.push_str(&" ".repeat(indent));
            self.line(&line);
            self.out.push('\n');
        }
    }

    fn line(&mut self, runs: &[Run]) {
        let line = written(runs, self.colors);
        self.out.push_str(&line);
    }
}

/// One line: each run in its style, words written from right to left isolated (UAX #9, FSI and PDI)
/// on each line anew, since terminals lay out line by line.
pub(super) fn written(runs: &[Run], colors: bool) -> String {
    let mut out = String::new();
    for (style, text) in runs.iter().filter(|(_, text)| !text.is_empty()) {
        let code = if colors { style.code() } else { "" };
        if !code.is_empty() {
            out.push_str(&format!("\u{1b}[{code}m"));
        }
        for (turns, part) in words::directed(text) {
            match turns {
                true => out.extend(["\u{2068}", part, "\u{2069}"]),
                false => out.push_str(part),
            }
        }
        if !code.is_empty() {
            out.push_str("\u{1b}[0m");
        }
    }
    out
}

/// Parts as runs: whose words they are shows in their style or their marks.
pub(super) fn runs(parts: &[Part], colors: bool) -> Vec<Run> {
    let (open, close) = if colors { ("", "") } else { ("‹", "›") };
    let show = |part: &Part| match part {
        Part::Ours(text) => Some((Style::Plain, edged(text))),
        Part::Direct(passage) => {
            let words = words::clean(passage.exact());
            let (open, close) = words::marks(&words);
            Some((Style::Direct, format!("{open}{words}{close}")))
        }
        Part::Retold(passage) => {
            Some((Style::Retold, format!("{open}{}{close}", words::clean(passage.exact()))))
        }
        Part::Hedge(passage) => {
            Some((Style::Hedge, format!("{open}{}{close}", words::clean(passage.exact()))))
        }
        Part::Proof(_) => None,
    };
    let shown: Vec<Run> = parts.iter().filter_map(show).collect();
    shown.into_iter().flat_map(|(style, text)| with_brackets(style, text)).collect()
}

/// Our own words with dates in them: inferred parts keep their hue there too.
fn with_brackets(style: Style, text: String) -> Vec<Run> {
    if style != Style::Plain {
        return vec![(style, text)];
    }
    let parts = words::bracketed(&text).into_iter();
    parts.map(|(is, part)| (if is { Style::Inferred } else { style }, part.to_owned())).collect()
}

/// Our words cleaned, with the blanks at their edges kept: parts meet there.
fn edged(text: &str) -> String {
    let blank = |is_there: bool| if is_there { " " } else { "" };
    let inside = words::clean(text);
    if inside.is_empty() {
        return blank(!text.is_empty()).to_owned();
    }
    format!("{}{inside}{}", blank(text.starts_with(' ')), blank(text.ends_with(' ')))
}

fn numbers(sentence: &Sentence, notes: &Notes) -> Vec<Run> {
    let numbers: BTreeSet<usize> =
        sentence.passages().filter_map(|passage| notes.number(passage)).collect();
    numbers.into_iter().map(|number| (Style::Number, format!(" [{number}]"))).collect()
}

fn note(passage: &Passage, sources: &BTreeMap<Id, &Source>) -> Vec<Run> {
    let mut runs = vec![(Style::Plain, words::clean(passage.exact()))];
    if let Some(source) = sources.get(&passage.article()) {
        let outlet = words::clean(&source.outlet);
        let date = format!(" — {outlet}, {}.", source.published.label());
        runs.extend(with_brackets(Style::Plain, date));
    }
    runs.push((Style::Quiet, format!(" {passage}")));
    runs
}

/// Breaks runs into lines of at most `width` columns, at blanks; a word that is longer than a line,
/// and text written without blanks, is broken between characters.
pub(super) fn broken(runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    let mut filler = Filler { lines: vec![Vec::new()], column: 0, width: width.max(1) };
    let mut word: Vec<Run> = Vec::new();
    for (style, text) in runs {
        for (idx, piece) in text.split(' ').enumerate() {
            if idx > 0 {
                filler.word(std::mem::take(&mut word));
                filler.blank(*style);
            }
            if !piece.is_empty() {
                word.push((*style, piece.to_owned()));
            }
        }
    }
    filler.word(word);
    filler.lines.retain(|line| !line.is_empty());
    filler.lines.iter_mut().for_each(trim_end);
    filler.lines
}

/// Takes the blank off that the next word was parted by.
fn trim_end(line: &mut Vec<Run>) {
    while let Some((_, text)) = line.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
        if !text.is_empty() {
            return;
        }
        line.pop();
    }
}

struct Filler {
    lines: Vec<Vec<Run>>,
    column: usize,
    width: usize,
}

impl Filler {
    fn word(&mut self, word: Vec<Run>) {
        let columns = columns_of(&word);
        if self.column > 0 && self.column + columns > self.width {
            self.break_line();
        }
        for (style, text) in word {
            if self.column + columns_of_text(&text) <= self.width {
                self.put(style, &text);
                continue;
            }
            for c in text.chars() {
                if self.column + columns_of_char(c) > self.width {
                    self.break_line();
                }
                self.put(style, c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// A blank, unless the line just began.
    fn blank(&mut self, style: Style) {
        if self.column > 0 && self.column < self.width {
            self.put(style, " ");
        }
    }

    fn break_line(&mut self) {
        self.lines.push(Vec::new());
        self.column = 0;
    }

    fn put(&mut self, style: Style, text: &str) {
        let line = self.lines.last_mut().expect("there is always a line");
        match line.last_mut() {
            Some((last, words)) if *last == style => words.push_str(text),
            _ => line.push((style, text.to_owned())),
        }
        self.column += columns_of_text(text);
    }
}

fn columns_of(runs: &[Run]) -> usize {
    runs.iter().map(|(_, text)| columns_of_text(text)).sum()
}

fn columns_of_text(text: &str) -> usize {
    text.chars().map(columns_of_char).sum()
}

fn columns_of_char(c: char) -> usize {
    c.width().unwrap_or(0)
}
