//! Quotations in texts of several kinds, written and marked for this test before any training.
//!
//! Each file of `tests/quotations/` holds articles, a blank line between two. Marks are `content`,
//! `cue` and `source` with the number of the quotation; `source1=Ana Ruiz` says who the source is.

mod common;

use common::{article, quotations};
use onrecord_analyze::{document::Document, entity, quotation};
use onrecord_model::quotation::{Mode, Quotation, Speaker};
use onrecord_text::{Span, marked};

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
    // Measured when the models were trained: 83, 92, 27 of 27, 91, 48 right and 0 wrong of 52.
    // PolNeAR's dev set by the same count of contents: 79 and 75.
    assert!(precision >= 78 && recall >= 85, "{summary}");
    assert!(total.n_quoted_found + 1 >= total.n_quoted, "{summary}");
    assert!(total.n_speakers_right >= 42 && total.n_speakers_wrong <= 1, "{summary}");
}

/// Finds the quotations of the marked text, writes them back into it, and compares.
fn check(marked: &str) {
    let (text, _) = marked::parse(marked).expect("well-formed marks");
    let mut marks = Vec::new();
    let mut mark = |label: &str, span: Span| {
        let mark = marked::Mark { label: label.to_owned(), start: span.start(), end: span.end() };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    };
    for quotation in quotations(&text) {
        quotation.content.iter().for_each(|part| mark("content", *part));
        quotation.cue.into_iter().for_each(|cue| mark("cue", cue));
        quotation.source.into_iter().for_each(|source| mark("source", source));
    }
    assert_eq!(marked::render(&text, &marks), marked);
}

#[test]
fn quotations_in_marks_are_found_wherever_their_source_stands() {
    check("“{content|The bridge is safe},” {cue|said} {source|Ana Ruiz}.");
    check("“{content|The bridge is safe},” {source|Ana Ruiz} {cue|said}.");
    check("{source|Ana Ruiz} {cue|said}: “{content|The bridge is safe.}”");
    check("\"{content|The bridge is safe},\" {cue|said} {source|Ana Ruiz}.");
    check(
        "“{content|The bridge is safe},” {source|she} {cue|said}. “{content|We tested it twice.}”",
    );
    check("{cue|According to} {source|the ministry}, {content|the bridge is safe}.");
}

#[test]
fn what_stands_before_a_source_of_the_next_sentence_is_nobodys() {
    check(
        "The province has been troubled by armed bands since 2009. {cue|According to} {source|an August survey by the Center for Rural Policy}, {content|the raids have closed over 300 schools and emptied 40 villages}.",
    );
}

#[test]
fn two_single_marks_are_quotation_marks() {
    check("''{content|The bridge is safe},'' {source|Ana Ruiz} {cue|said}.");
}

#[test]
fn a_quotation_over_several_lines_keeps_its_source() {
    let text = "“We tested the bridge twice,” said Ana Ruiz, the mayor. “It holds.\n“It will hold in winter too.”";
    let found = quotations(text);
    assert!(found.iter().all(|q| q.speaker.name() == Some("Ana Ruiz")), "{found:?}");
    assert_eq!(found.iter().map(|q| q.content.len()).sum::<usize>(), 3);
}

#[test]
fn what_nobody_says_is_no_quotation() {
    for text in [
        "The so-called “green line” runs through the town.",
        "Her novel “The Long Way to Orta” won the Lindgren prize.",
        "He has played Hamlet and “Uncle Vanya” in Brenmark.",
        "The road to Orta was closed for six hours on Monday.",
    ] {
        assert_eq!(quotations(text), [], "{text}");
    }
}

#[test]
fn the_manner_of_a_quotation_is_kept() {
    let only = |text: &str| {
        let mut found = quotations(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0)
    };
    let mode = |text: &str| only(text).mode;
    assert_eq!(mode("“The bridge is safe,” said Ana Ruiz."), Mode::Direct);
    assert_eq!(mode("Ana Ruiz said the bridge was safe."), Mode::Indirect);
    assert_eq!(mode("Ana Ruiz said the bridge was “as safe as a church.”"), Mode::Mixed);

    assert!(!only("Ana Ruiz said no one was hurt.").is_negated);
    assert!(only("Ana Ruiz denied that the bridge was unsafe.").is_negated);
    assert!(only("Ana Ruiz did not say when the bridge would open.").is_negated);

    let text = "Ana Ruiz said the work was largely finished.";
    let hedges: Vec<_> = only(text).hedges.iter().map(|span| span.of(text)).collect();
    assert_eq!(hedges, ["largely"]);
}

#[test]
fn a_speaker_is_named_only_when_the_article_tells_who_it_is() {
    let speakers = |text: &str| -> Vec<Option<String>> {
        quotations(text).iter().map(|q| q.speaker.name().map(str::to_owned)).collect()
    };
    let ruiz = Some("Ana Ruiz".to_owned());
    let text = "Ana Ruiz, the mayor of Brenmark, opened the bridge. “It is safe,” Ruiz said. “It will last,” \
                she said. “It cost nine million,” the mayor added.";
    assert_eq!(speakers(text), [ruiz.clone(), ruiz.clone(), ruiz.clone()]);
    let text = "A spokesman for Ana Ruiz said the bridge was safe.";
    assert_eq!(speakers(text), [None]);
    let text = "A report by the Brenmark Institute said the bridge was safe.";
    assert_eq!(speakers(text), [Some("A report by the Brenmark Institute".to_owned())]);
    let text = "“It is safe,” a spokeswoman said. Ana Ruiz said the bridge would open in May.";
    assert_eq!(speakers(text), [None, ruiz]);
}

#[test]
fn furniture_is_never_quoted_and_headlines_are() {
    use onrecord_model::article::{Block, Zone, ZoneKind};
    let lines = [
        "Ruiz: “The bridge is safe”",
        "“I love cookies,” said Ana Ruiz.",
        "Nothing else happened.",
    ];
    let mut article = article(&lines.join("\n"));
    let mut start = 0;
    for (line, kind) in lines.iter().zip([ZoneKind::Title, ZoneKind::Furniture, ZoneKind::Body]) {
        let span = Span::new(start, start + line.len());
        article.zones.push(Zone { span, kind, block: Block::Paragraph });
        start += line.len() + 1;
    }
    let document = Document::of(&article);
    let found = quotation::find(&document, &entity::find(&document));
    let words: Vec<_> = found.iter().map(|q| document.words(q.cover())).collect();
    assert_eq!(words, ["The bridge is safe"]);
}

#[test]
fn long_and_odd_texts_take_no_more_than_their_share() {
    let line = "“Yes,” said Ana Ruiz. The mayor of Orta, Jan Okafor, said he did not know. ";
    for text in [line.repeat(200), "“".repeat(9000), "said ".repeat(4000), "\n\n“\n".repeat(5000)]
    {
        let _ = quotations(&text);
    }
}
