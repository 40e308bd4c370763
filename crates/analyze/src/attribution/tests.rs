//! Whose figures are whose, in written sentences.

use super::*;
use crate::{entity, figure, quotation, testing::article, timex};
use onrecord_model::article::Article;
use onrecord_model::quotation::QuotationKind;
use onrecord_text::marked;

/// Reads `{content …}`, `{source|…}`, `{cue|…}` as one quotation and shows each figure with the
/// words of its source.
fn check(marked_text: &str, expected: &[(&str, &str)]) {
    let (text, marks) = marked::parse(marked_text).expect("a marked text");
    let span = |label: &str| {
        let mark = marks.iter().find(|mark| mark.label == label)?;
        Some(Span::new(mark.start, mark.end))
    };
    let contents = marks.iter().filter(|mark| mark.label == "content");
    let content: Vec<Span> = contents.map(|mark| Span::new(mark.start, mark.end)).collect();
    let source = span("source");
    let quotation = (!content.is_empty()).then(|| Quotation {
        content,
        cue: span("cue"),
        source,
        kind: QuotationKind::Says,
        mode: Mode::Direct,
        speaker: Speaker::Unnamed { described_at: source.unwrap_or(Span::new(0, 0)) },
        via: Vec::new(),
        hedges: Vec::new(),
        is_negated: false,
        passage: Span::new(0, text.len()),
        confidence: 1000,
    });
    let article = article(&text, "en");
    let document = Document::of(&article);
    let timexes = timex::find(&document);
    let mut figures = figure::find(&document, &timexes);
    let entities = entity::find(&document);
    attribute(&mut figures, quotation.as_slice(), &entities, &document);
    let found: Vec<(&str, &str)> = figures
        .iter()
        .map(|figure| (figure.number.of(&text), figure.source_at.map_or("", |span| span.of(&text))))
        .collect();
    assert_eq!(found, expected, "{marked_text}");
}

#[test]
fn a_figure_belongs_to_whoever_stated_it() {
    check(
        "“{content|We lost 40 boats},” {cue|said} {source|the harbor master}.",
        &[("40", "the harbor master")],
    );
    check(
        "{source|Ana Ruiz} {cue|said} {content|12 homes burned}. Two streets were closed.",
        &[("12", "Ana Ruiz"), ("Two", "")],
    );
}

#[test]
fn according_to_answers_for_its_sentence() {
    check(
        "Some 300 people left, {cue|according to} {source|the council}, {content|and stayed away}.",
        &[("300", "the council")],
    );
}

#[test]
fn the_outlet_states_the_rest() {
    check("The bridge is 300 meters long.", &[("300", "")]);
}

/// The figures of an article with their sources.
fn found(article: &Article) -> Vec<Figure> {
    let document = Document::of(article);
    let timexes = timex::find(&document);
    let entities = entity::find(&document);
    let quotations = quotation::find(&document, &entities);
    let mut figures = figure::find(&document, &timexes);
    attribute(&mut figures, &quotations, &entities, &document);
    figures
}

/// Reads a text through every analyzer before attribution and shows each figure's number with its source: `-` for the
/// outlet, `?` where it is not established.
fn read(text: &str, expected: &[(&str, &str)]) {
    let article = article(text, "en");
    let figures = found(&article);
    let shown = |figure: &Figure| match (figure.source_at, figure.mode) {
        (Some(span), _) => span.of(text).to_owned(),
        (None, None) => "-".to_owned(),
        (None, Some(_)) => "?".to_owned(),
    };
    let found: Vec<(&str, String)> =
        figures.iter().map(|figure| (figure.number.of(text), shown(figure))).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(n, s)| (*n, s.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_source_at_the_end_answers_for_all_before_it() {
    read(
        "The crew lost two boats, 40 nets and hundreds of crates in the storm, harbor officials said.",
        &[
            ("two", "harbor officials"),
            ("40", "harbor officials"),
            ("hundreds", "harbor officials"),
        ],
    );
    read(
        "Some 300 homes stand empty in Halvik, with rents at 9 percent above last year's, according to \
            a report by the Orta Institute.",
        &[("300", "a report by the Orta Institute"), ("9", "a report by the Orta Institute")],
    );
}

#[test]
fn what_was_done_is_not_what_was_said() {
    read("Halvik Line acquired a 51% stake in Norferry, a deal announced at noon.", &[("51", "-")]);
    read("The share added more than 2% on Monday.", &[("2", "-")]);
}

#[test]
fn inside_what_is_said_another_source_may_speak() {
    let text = "The council cited experts who estimate that repairs will take 14 months.";
    let figures = found(&article(text, "en"));
    let source = figures[0].source_at.map(|span| span.of(text));
    let via: Vec<&str> = figures[0].via.iter().map(|span| span.of(text)).collect();
    assert_eq!((source, via), (Some("experts"), vec!["The council"]));
}

#[test]
fn hearsay_is_not_the_outlets() {
    read("Norferry reportedly dismissed 60 sailors.", &[("60", "?")]);
    read("The wreck is believed to have cost 4 million euros.", &[("4 million", "?")]);
    read("Norferry dismissed 60 sailors.", &[("60", "-")]);
}

#[test]
fn an_aside_behind_quoted_words_is_the_outlets() {
    read(
        "An inquiry found that the pumps “may have failed” in the flood of May, in which 12 people died.",
        &[("12", "-")],
    );
}

#[test]
fn words_that_only_look_like_stating_name_nobody() {
    read("It was a slow year, with sales projected to fall 4.5 percent.", &[("4.5", "-")]);
    read("A survey, which showed a drop of 8 percent, was withdrawn.", &[("8", "?")]);
}

#[test]
fn who_passes_it_on_comes_before_who_states_it() {
    let text = "At least 12 people drowned, harbor officials said, Norwire reported.";
    let figures = found(&article(text, "en"));
    let source = figures[0].source_at.map(|span| span.of(text));
    assert_eq!(source, Some("harbor officials"));
}
