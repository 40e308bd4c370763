//! An article dated anew, with what other articles tell of its day.

use crate::date::{
    anchor::{self, Anchor},
    clue::Clue,
    input::Input,
    mention::mentions,
    parts::Parts,
    resolve,
    written::Habits,
};
use jiff::civil::Date;
use onrecord_model::{
    article::Article,
    dating::{Dating, Evidence, EvidenceKind, Says},
};

/// Dates an article anew, with what other articles tell of its day.
#[must_use]
pub fn again(alone: &Dating, others: Vec<Evidence>) -> Dating {
    let rows = alone.evidence.iter().cloned().chain(others);
    let clues = rows.map(|evidence| Clue { evidence, time: None, is_modified: false }).collect();
    resolve::resolve(clues, Vec::new(), captured_on(alone))
}

/// The days of an article with the names beside them.
#[must_use]
pub fn anchors(article: &Article) -> Vec<Anchor> {
    let language = article.language.as_deref();
    let captured_on = captured_on(&article.published);
    let input = Input {
        text: &article.text,
        zones: &article.zones,
        fields: &[],
        address: None,
        headers: &[],
        related: &[],
        language,
        captured_on,
    };
    let habits = Habits::of(language, None, captured_on);
    let mentions = mentions(&article.text, &Parts::of(&input), &habits);
    anchor::anchors(&article.text, &mentions, language)
}

/// The day of the capture, as its row of evidence bounds the dating: the day before the latest one.
fn captured_on(dating: &Dating) -> Date {
    let capture = dating.evidence.iter().find(|row| row.kind == EvidenceKind::CaptureTime);
    match capture.map(|row| &row.says) {
        Some(Says::NotAfter(day)) => day.yesterday().unwrap_or(*day),
        _ => Date::MAX,
    }
}
