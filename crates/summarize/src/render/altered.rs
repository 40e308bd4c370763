//! Sentences that a file shows otherwise than its record has them: somebody changed what is read.

use super::{html, markdown, recall};
use onrecord_model::brief::{Brief, Part, SectionKind, Sentence};

/// The sentences of a brief, as its record has them, that its file does not show word for word; in
/// plain text, in their order. For JSON, whose `shown` is a rendering beside the record, too.
#[must_use]
pub fn altered(text: &str, brief: &Brief) -> Vec<String> {
    let visible = recall::before_record(text);
    let sections = brief.sections.iter();
    let sentences =
        sections.flat_map(|section| section.sentences.iter().map(move |one| (section.kind, one)));
    let is_shown = |kind: SectionKind, sentence: &Sentence| match visible {
        Some((visible, recall::Form::Html)) if kind == SectionKind::Differs => {
            // A pair stands in the cells of a table, its words whole.
            let words = sentence.parts.iter().filter(|part| !matches!(part, Part::Ours(_)));
            words.map(html::part).all(|words| visible.contains(&words))
        }
        Some((visible, recall::Form::Html)) => {
            visible.contains(&sentence.parts.iter().map(html::part).collect::<String>())
        }
        Some((visible, recall::Form::Markdown)) => visible.contains(&markdown::line(sentence)),
        None => text.contains(&serde_json::Value::from(plain(sentence)).to_string()),
    };
    sentences.filter(|(kind, one)| !is_shown(*kind, one)).map(|(_, one)| plain(one)).collect()
}

fn plain(sentence: &Sentence) -> String {
    sentence.parts.iter().map(super::json::text).collect()
}
