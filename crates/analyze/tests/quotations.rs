//! Quotations in texts of several kinds, written and marked for this test before any training.
//!
//! Each file of `tests/quotations/` holds articles, a blank line between two. Marks are `content`,
//! `cue` and `source` with the number of the quotation; `source1=Ana Ruiz` says who the source is.

use onrecord_analyze::{document::Document, entity, quotation};
use onrecord_model::{
    article::Article,
    dating::Dating,
    id::Id,
    quotation::{Mode, Quotation, Speaker},
};
use onrecord_text::{Span, marked};

fn article(text: &str) -> Article {
    let capture = Id::of("test", [text.as_bytes()]);
    Article {
        id: Article::make_id(capture, 0, text),
        capture,
        extractor: 0,
        address: None,
        text: text.to_owned(),
        zones: Vec::new(),
        title: None,
        authors: Vec::new(),
        outlet: None,
        credits: Vec::new(),
        section: None,
        language: Some("en".to_owned()),
        published: Dating::default(),
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    }
}

fn quotations(text: &str) -> Vec<Quotation> {
    let article = article(text);
    let document = Document::of(&article);
    quotation::find(&document, &entity::find(&document))
}

/// What a marked part of a content should be joined to.
struct Wanted {
    content: Span,
    source: Option<Span>,
    speaker: Option<String>,
    is_quoted: bool,
}

fn wanted(marks: &[marked::Mark], text: &str) -> Vec<Wanted> {
    let number = |label: &str| {
        label.trim_start_matches(char::is_alphabetic).split('=').next().unwrap().to_owned()
    };
    let of = |part: &str, label: &str| label.starts_with(part);
    let contents = marks.iter().filter(|mark| of("content", &mark.label));
    contents
        .map(|content| {
            let mine = |mark: &&marked::Mark| number(&mark.label) == number(&content.label);
            let source = marks.iter().filter(mine).find(|mark| of("source", &mark.label));
            let speaker = source.and_then(|mark| mark.label.split_once('='));
            Wanted {
                content: Span::new(content.start, content.end),
                source: source.map(|mark| Span::new(mark.start, mark.end)),
                speaker: speaker.map(|(_, name)| name.to_owned()),
                is_quoted: text[..content.start].ends_with(['“', '"']),
            }
        })
        .collect()
}

/// How much two spans share, from 0 to 1.
fn overlap(a: Span, b: Span) -> f64 {
    let shared = a.intersection(b).map_or(0, Span::len) as f64;
    shared / (a.len() + b.len()) as f64 / (1.0 - shared / (a.len() + b.len()) as f64)
}

#[derive(Default)]
struct Score {
    n_wanted: usize,
    n_found: usize,
    n_content: usize,
    n_quoted: usize,
    n_quoted_found: usize,
    n_sourced: usize,
    n_speakers: usize,
    n_speakers_right: usize,
    n_speakers_wrong: usize,
}

fn score(file: &str, score: &mut Score) {
    for article in file.split("\n\n").filter(|article| !article.trim().is_empty()) {
        let (text, marks) = marked::parse(article.trim_end()).expect("well-formed marks");
        let wanted = wanted(&marks, &text);
        let found = quotations(&text);
        let parts: Vec<(Span, &Quotation)> =
            found.iter().flat_map(|q| q.content.iter().map(move |part| (*part, q))).collect();
        score.n_wanted += wanted.len();
        score.n_found += parts.len();
        for want in &wanted {
            score.n_quoted += usize::from(want.is_quoted);
            score.n_speakers += usize::from(want.speaker.is_some());
            let best = parts
                .iter()
                .max_by(|a, b| overlap(a.0, want.content).total_cmp(&overlap(b.0, want.content)));
            let Some((_, quotation)) = best.filter(|(part, _)| overlap(*part, want.content) >= 0.5)
            else {
                eprintln!("missed: {}", want.content.of(&text));
                continue;
            };
            score.n_content += 1;
            score.n_quoted_found += usize::from(want.is_quoted);
            let shares = |a: Span| quotation.source.is_some_and(|b| a.intersects(b));
            score.n_sourced += usize::from(want.source.map_or(quotation.source.is_none(), shares));
            let name = quotation.speaker.name();
            match (&want.speaker, name) {
                (Some(wanted), Some(name)) if wanted == name => score.n_speakers_right += 1,
                (_, None) => {
                    if let Some(wanted) = &want.speaker {
                        eprintln!("no speaker, not {wanted}: {:?}", quotation.speaker);
                    }
                }
                (wanted, Some(name)) => {
                    let is_person = matches!(&quotation.speaker, Speaker::Established { kind, .. } if *kind == onrecord_model::quotation::SpeakerKind::Person);
                    if wanted.is_some() || is_person {
                        eprintln!("speaker {name}, not {wanted:?}: {}", want.content.of(&text));
                        score.n_speakers_wrong += 1;
                    }
                }
            }
        }
    }
}

#[test]
fn articles_of_other_kinds_are_read_about_as_well_as_those_trained_on() {
    let mut total = Score::default();
    for file in [
        include_str!("quotations/wire.txt"),
        include_str!("quotations/courts.txt"),
        include_str!("quotations/disasters.txt"),
        include_str!("quotations/sports.txt"),
        include_str!("quotations/translated.txt"),
    ] {
        score(file, &mut total);
    }
    let percent = |n: usize, of: usize| 100 * n / of.max(1);
    let precision = percent(total.n_content, total.n_found);
    let recall = percent(total.n_content, total.n_wanted);
    let summary = format!(
        "contents: precision {precision}, recall {recall} of {}; in marks {} of {}; source {}; speakers {} right, {} wrong of {}",
        total.n_wanted,
        total.n_quoted_found,
        total.n_quoted,
        percent(total.n_sourced, total.n_content),
        total.n_speakers_right,
        total.n_speakers_wrong,
        total.n_speakers,
    );
    eprintln!("{summary}");
}
