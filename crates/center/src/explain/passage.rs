//! Why a passage or a claim is read as it is: who speaks, which time is meant, what is joined.

use super::why::{Why, cut, speaker_words};
use crate::answer::relation_word;
use onrecord_model::{
    article::Article, claim::Claim, copy::percent, findings::Findings, passage::Passage,
};
use onrecord_text::Span;

/// Everything that is read in a passage, with its evidence.
pub fn explain_passage(article: &Article, findings: &Findings, passage: &Passage) -> Vec<Why> {
    let mut why = Vec::new();
    let text = &article.text;
    for quotation in &findings.quotations {
        if !quotation.passage.intersects(passage.span()) {
            continue;
        }
        let (decided, reason) = speaker_words(&quotation.speaker, text);
        let part = |name: &str, span: Option<Span>| {
            let span = span?;
            Some(format!("{name} “{}” at {span}", span.get(text)?))
        };
        let mut because = vec![reason];
        because.extend(part("source", quotation.source));
        because.extend(part("cue", quotation.cue));
        because.extend(quotation.hedges.iter().filter_map(|span| part("hedge", Some(*span))));
        because.extend(quotation.via.iter().filter_map(|span| part("via", Some(*span))));
        because.push(format!("the reading is {} sure", percent(usize::from(quotation.confidence))));
        let words = quotation.cover().get(text).unwrap_or_default();
        why.push(Why { about: format!("speaker of “{}”", cut(words, 80)), decided, because });
    }
    for figure in &findings.figures {
        if !figure.passage.intersects(passage.span()) {
            continue;
        }
        let words = figure.span.get(text).unwrap_or_default();
        let (decided, reason) = speaker_words(&figure.source, text);
        why.push(Why {
            about: format!("who states “{words}”"), decided, because: vec![reason]
        });
    }
    for timex in &findings.timexes {
        if timex.span.intersects(passage.span()) {
            let words = timex.span.get(text).unwrap_or_default();
            let from =
                if timex.is_relative { "worked out from the article's date" } else { "stated" };
            why.push(Why {
                about: format!("time “{words}”"),
                decided: timex.value.clone(),
                because: vec![format!("{from}; the words say {}", timex.symbol)],
            });
        }
    }
    why
}

/// What joins the statements of a claim, and how they differ.
pub fn explain_claim(claim: &Claim) -> Why {
    let mut because = Vec::new();
    if !claim.words.is_empty() {
        because.push(format!("shared words: {}", claim.words.join(", ")));
    }
    for statement in &claim.statements {
        let mut who = statement.speaker.clone().unwrap_or_else(|| "not established".to_owned());
        if let Some(note) = &statement.speaker_decided {
            who.push_str(&format!(" ({note})"));
        }
        because.push(format!(
            "{} · {who}, {} · “{}” · {}",
            statement.when.label(),
            statement.outlet,
            statement.content.exact(),
            statement.passage
        ));
    }
    for relation in &claim.relations {
        because.push(format!(
            "occasion {} {} occasion {}: {}",
            relation.to + 1,
            relation_word(relation.kind),
            relation.from + 1,
            relation.reason
        ));
    }
    Why {
        about: "claim".to_owned(),
        decided: if claim.words.is_empty() {
            "the headline says more than the text below it".to_owned()
        } else {
            format!("stated on {} occasions", claim.statements.len())
        },
        because,
    }
}
