//! What all forms of a brief say alike: headings, the basis, dates split into stated and inferred.

use onrecord_model::brief::{Brief, Part, SectionKind, Sentence};

/// What the sentence at a place stands under, where that begins with it.
pub fn begun(sentences: &[Sentence], place: usize) -> Option<&str> {
    let group = sentences.get(place)?.group.as_deref()?;
    let before = place.checked_sub(1).and_then(|at| sentences[at].group.as_deref());
    (before != Some(group)).then_some(group)
}

/// The heading of a section.
pub fn heading(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Said => "What was said",
        SectionKind::Recurring => "Said again",
        SectionKind::Changed => "What changed",
        SectionKind::Differs => "Where it differs",
        SectionKind::Figures => "Figures and who states them",
        SectionKind::Timeline => "Timeline",
        SectionKind::Origins => "Who copied whom",
    }
}

/// The heading over what is missing.
pub const MISSING: &str = "What is missing";

/// How dates are to be read.
pub const DATES: &str =
    "Dates in [brackets] are inferred; a question mark means that other days remain possible.";

/// What a brief rests on: `16 passages of 5 articles, at most 4 independent origins.`
pub fn basis(brief: &Brief) -> String {
    let basis = &brief.basis;
    let counted = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    format!(
        "{} of {}, at most {}. Every sentence is somebody’s, none is ours; every number opens the \
         passage it rests on.",
        counted(basis.n_passages, "passage"),
        counted(basis.n_articles, "article"),
        counted(basis.n_origins, "independent origin"),
    )
}

/// Stands behind a sentence that a language model reworded.
pub const REWORDED: &str = "(reworded)";

/// What a language model did to a brief; `None` where none was asked.
pub fn rephrased(brief: &Brief) -> Option<String> {
    let told = brief.rephrased.as_ref()?;
    let mut words = format!(
        "{} of {} sentences were rephrased by {} and passed the gate; {} were dropped.",
        told.n_rephrased,
        told.n_asked,
        clean(&told.model),
        told.n_dropped
    );
    if told.n_unanswered > 0 {
        words.push_str(&format!(" {} got no answer", told.n_unanswered));
        if let Some(problem) = &told.problem {
            words.push_str(&format!(" ({})", clean(problem)));
        }
        words.push('.');
    }
    words.push_str(match told.n_rephrased {
        0 => " Every sentence stands as it was written without a model.",
        _ => " The others stand as they were written without a model.",
    });
    Some(words)
}

/// A sentence as plain text on one line.
pub fn shown(sentence: &Sentence) -> String {
    let part = |part: &Part| match part {
        Part::Ours(words) => words.clone(),
        Part::Direct(passage) => {
            let (open, close) = marks(passage.exact());
            format!("{open}{}{close}", passage.exact())
        }
        Part::Retold(passage) | Part::Hedge(passage) => passage.exact().to_owned(),
        Part::Proof(_) => String::new(),
    };
    clean(&sentence.parts.iter().map(part).collect::<String>())
}

/// Whether the sentences of a section have a day; the others speak of several.
pub fn is_dated(kind: SectionKind) -> bool {
    !matches!(kind, SectionKind::Origins | SectionKind::Differs | SectionKind::Changed)
}

/// What the brief is called where it has no title of its own.
pub fn plain_title(brief: &Brief) -> String {
    if brief.query.is_empty() { "What the articles say".to_owned() } else { clean(&brief.query) }
}

/// Text as it may be shown on one line: white space joined, control characters and the marks that
/// turn the writing direction of what follows left out. The record keeps the words as they are.
///
/// An unclosed override in an article would otherwise turn our own words around, and an escape
/// sequence would reach the terminal.
pub fn clean(text: &str) -> String {
    let shown = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let shown: String = shown.filter(|c| !is_hidden(*c)).collect();
    shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Control characters, and the bidirectional embeddings, overrides and isolates (Unicode UAX #9);
/// the plain direction marks stay.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The quotation marks for words: those of the script they are written in.
pub fn marks(words: &str) -> (&'static str, &'static str) {
    let letter = words.chars().find(|c| c.is_alphabetic()).unwrap_or('a');
    match letter {
        // Greek, Cyrillic, Armenian, Arabic and its extensions.
        '\u{370}'..='\u{58f}' | '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => ("«", "»"),
        // Kana; Chinese uses the marks of English.
        '\u{3040}'..='\u{30ff}' => ("「", "」"),
        _ => ("“", "”"),
    }
}

/// A text cut at its square brackets: `true` for what stands in them, brackets included.
pub fn bracketed(label: &str) -> Vec<(bool, &str)> {
    let (mut found, mut rest) = (Vec::new(), label);
    while let Some(at) = rest.find('[') {
        let Some(end) = rest[at..].find(']').map(|end| at + end + 1) else { break };
        found.push((false, &rest[..at]));
        found.push((true, &rest[at..end]));
        rest = &rest[end..];
    }
    found.push((false, rest));
    found.retain(|(_, part)| !part.is_empty());
    found
}

/// A text cut into runs: `true` for words written from right to left, with what stands between them.
///
/// Each such run is to be isolated: left open, it would pull the marks and numbers after it to its
/// own side (UAX #9).
pub fn directed(text: &str) -> Vec<(bool, &str)> {
    let mut runs: Vec<(bool, usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let (turns, end) = (is_right_to_left(c), at + c.len_utf8());
        match runs.last_mut() {
            Some((last, _, until)) if *last == turns => *until = end,
            _ => runs.push((turns, at, end)),
        }
    }
    let (mut found, mut done) = (Vec::new(), 0);
    for (_, start, end) in runs.into_iter().filter(|(turns, ..)| *turns) {
        found.push((false, &text[done..start]));
        found.push((true, &text[start..end]));
        done = end;
    }
    found.push((false, &text[done..]));
    found.retain(|(_, part)| !part.is_empty());
    found
}

/// Whether a letter is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inferred_parts_are_cut_out() {
        assert_eq!(bracketed("14 Nov [2019]"), [(false, "14 Nov "), (true, "[2019]")]);
        assert_eq!(bracketed("[14 Dec 2017?]"), [(true, "[14 Dec 2017?]")]);
        assert_eq!(bracketed("undated ["), [(false, "undated [")]);
    }

    #[test]
    fn what_could_turn_a_line_or_a_terminal_is_left_out() {
        assert_eq!(clean("a\u{202e}b\u{1b}[31m\nc\u{200f}"), "ab[31m c\u{200f}");
    }

    #[test]
    fn right_to_left_words_are_cut_out_whole() {
        let runs = directed("per صحيفة الميناء, 3.");
        assert_eq!(runs, [(false, "per "), (true, "صحيفة الميناء"), (false, ", 3.")]);
        assert_eq!(directed("no"), [(false, "no")]);
    }

    #[test]
    fn quotation_marks_follow_the_script() {
        assert_eq!(marks("“bridge").0, "“");
        assert_eq!(marks("мост").0, "«");
        assert_eq!(marks("الجسر").1, "»");
    }
}
