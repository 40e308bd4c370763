//! A brief as Markdown with numbered notes.
//!
//! Upright words are ours, words in quotation marks a speaker's own, words in italics the article's.

use super::{recall, words};
use crate::cite::Notes;
use onrecord_model::{
    brief::{Brief, Part, Section, Sentence, Source},
    dating::Dating,
    id::Id,
    passage::Passage,
};
use std::collections::BTreeMap;

/// A brief as Markdown: notes as footnotes (`[^1]`), each with the exact words, outlet, date and
/// identifier; at the end, in a comment, the record that [`super::recall`] reads back.
#[must_use]
pub fn markdown(brief: &Brief) -> String {
    let notes = Notes::of(brief);
    let mut out = format!("# {}\n\n", title(brief));
    if !brief.query.is_empty() {
        out.push_str(&format!("Brief · {}\n\n", escaped(&brief.query)));
    }
    out.push_str(&format!("{} {}\n", words::basis(brief), escaped(words::DATES)));
    if let Some(told) = words::rephrased(brief) {
        out.push_str(&format!("\n{}\n", escaped(&told)));
    }
    for section in &brief.sections {
        write_section(brief, section, &notes, &mut out);
    }
    if !brief.missing.is_empty() {
        out.push_str(&format!("\n## {}\n\n", words::MISSING));
        for line in &brief.missing {
            out.push_str(&format!("- {}\n", escaped(line)));
        }
    }
    write_sources(brief, &mut out);
    write_notes(brief, &notes, &mut out);
    out.push_str(&recall::comment(brief));
    out
}

fn title(brief: &Brief) -> String {
    let parts: String = brief.title.iter().map(part).collect();
    if parts.is_empty() { escaped(&words::plain_title(brief)) } else { parts }
}

fn write_section(brief: &Brief, section: &Section, notes: &Notes, out: &mut String) {
    out.push_str(&format!("\n## {}\n\n", words::heading(section.kind)));
    for (place, sentence) in section.sentences.iter().enumerate() {
        if let Some(group) = words::begun(&section.sentences, place) {
            let gap = if place == 0 { "" } else { "\n" };
            out.push_str(&format!("{gap}### {}\n\n", escaped(group)));
        }
        out.push_str("- ");
        if words::is_dated(section.kind) {
            out.push_str(&format!("**{}** — ", date(&sentence.when)));
        }
        out.push_str(&line(sentence));
        if brief.original(section.kind, place).is_some() {
            out.push_str(&format!(" {}", words::REWORDED));
        }
        out.push_str(&numbers(sentence, notes));
        out.push('\n');
    }
}

/// A sentence as it stands in the list, without its notes.
pub(super) fn line(sentence: &Sentence) -> String {
    sentence.parts.iter().map(part).collect()
}

fn part(part: &Part) -> String {
    match part {
        Part::Ours(words) => ours(words),
        Part::Direct(passage) => {
            let (open, close) = words::marks(passage.exact());
            format!("{open}{}{close}", escaped(passage.exact()))
        }
        Part::Retold(passage) | Part::Hedge(passage) => format!("*{}*", escaped(passage.exact())),
        Part::Proof(_) => String::new(),
    }
}

/// Our words: joined blanks are kept at the edges, where parts meet.
fn ours(text: &str) -> String {
    let before = if text.starts_with(' ') { " " } else { "" };
    let after = if text.ends_with(' ') && text.len() > 1 { " " } else { "" };
    format!("{before}{}{after}", escaped(text))
}

/// The note marks of a sentence, each once, in order.
fn numbers(sentence: &Sentence, notes: &Notes) -> String {
    let mut numbers: Vec<usize> =
        sentence.passages().filter_map(|passage| notes.number(passage)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|number| format!("[^{number}]")).collect()
}

fn write_sources(brief: &Brief, out: &mut String) {
    if brief.sources.is_empty() {
        return;
    }
    out.push_str("\n## Sources\n\n");
    for source in &brief.sources {
        out.push_str(&format!(
            "- {}, *{}*, {}",
            escaped(&source.outlet),
            escaped(source.title.exact()),
            date(&source.published)
        ));
        if let Some(credited) = &source.credited {
            out.push_str(&format!(", credits {}", escaped(credited)));
        }
        if let Some(address) = &source.address {
            out.push_str(&format!(", {}", escaped(address)));
        }
        out.push_str(&format!(" `{:#}`\n", source.title.article()));
    }
}

fn write_notes(brief: &Brief, notes: &Notes, out: &mut String) {
    let sources: BTreeMap<Id, &Source> =
        brief.sources.iter().map(|source| (source.title.article(), source)).collect();
    out.push('\n');
    for (idx, passage) in notes.list.iter().enumerate() {
        out.push_str(&format!("[^{}]: {}\n", idx + 1, note(passage, &sources)));
    }
}

fn note(passage: &Passage, sources: &BTreeMap<Id, &Source>) -> String {
    let from = sources.get(&passage.article()).map_or_else(String::new, |source| {
        format!("{}, {}. ", escaped(&source.outlet), date(&source.published))
    });
    format!("*{}* — {from}`{passage}`", escaped(passage.exact()))
}

fn date(dating: &Dating) -> String {
    escaped(&dating.label())
}

/// Text that shows as it stands: on one line, with every character escaped that Markdown could read
/// as markup or HTML, and words written from right to left isolated.
fn escaped(text: &str) -> String {
    let text = words::clean(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (turns, part) in words::directed(&text) {
        match turns {
            true => out.extend(["\u{2068}", part, "\u{2069}"]),
            false => escape(part, &mut out),
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' | '!' => {
                out.extend(['\\', c])
            }
            _ => out.push(c),
        }
    }
}
