//! Small fictional articles and what their headlines leave out.

use super::*;
use crate::{claim::measure::Amounts, findings, testing::article};
use onrecord_model::article::{Article, Block, Zone, ZoneKind};
use onrecord_text::Span;

/// An article of a title and one paragraph.
fn titled(title: &str, body: &str) -> Article {
    let text = format!("{title}\n{body}");
    let mut article = article(&text, "en");
    let block = Block::Paragraph;
    article.zones = vec![
        Zone { span: Span::new(0, title.len()), kind: ZoneKind::Title, block },
        Zone { span: Span::new(title.len() + 1, text.len()), kind: ZoneKind::Body, block },
    ];
    article
}

fn check(title: &str, body: &str, expected: &[(&str, &str, Amounts)]) {
    let article = titled(title, body);
    let figures = findings::find(&article).figures;
    let joined = figures.iter().filter_map(|figure| {
        let (found, amounts) = in_body(&article, &figures, figure)?;
        Some((figure.span.of(&article.text), found.number.of(&article.text), amounts))
    });
    assert_eq!(joined.collect::<Vec<_>>(), expected, "{title}");
}

#[test]
fn a_headline_keeps_one_end_of_a_range() {
    check(
        "Up to 7,000 sailors stranded, mayor says",
        "Between 5,000 and 7,000 sailors are stranded in Halvik, mayor Ana Ruiz said. She counted 40 \
            ships.",
        &[("Up to 7,000 sailors", "5,000 and 7,000", Amounts::Holds)],
    );
}

fn check_bolder(title: &str, body: &str, expected: &[&str]) {
    let article = titled(title, body);
    let findings = findings::find(&article);
    let found: Vec<String> =
        bolder(&article, &findings).into_iter().map(|found| found.reason).collect();
    assert_eq!(found, expected, "{title}");
}

#[test]
fn a_headline_drops_a_bound() {
    check_bolder(
        "Up to 7,000 sailors stranded in Halvik",
        "Between 5,000 and 7,000 sailors are stranded in Halvik, mayor Ana Ruiz said on Monday.",
        &["the headline `Up to 7,000 sailors` keeps one end of `Between 5,000 and 7,000 sailors`"],
    );
    check_bolder(
        "900 boats lost in storm",
        "Up to 900 boats were lost in the storm off Halvik, the harbor office said on Monday.",
        &["the headline `900 boats` drops the bound of `Up to 900 boats`"],
    );
}

#[test]
fn a_headline_drops_a_hedge_or_a_source() {
    check_bolder(
        "Harbor dredging poisons Halvik mussels",
        "“The harbor dredging may have poisoned the Halvik mussels,” biologist Ana Ruiz said on Monday.",
        &["the headline drops `may have`"],
    );
    check_bolder(
        "Harbor board buried dredging report",
        "“The harbor board buried the dredging report,” councilor Ana Ruiz said on Monday.",
        &["the headline states as a fact what Ana Ruiz says"],
    );
}

#[test]
fn a_headline_says_it_of_all() {
    check_bolder(
        "All ferries cancelled in Halvik",
        "Some of the ferries were cancelled in Halvik on Monday, the harbor office said.",
        &["the headline says `all`, the text `Some of the ferries`"],
    );
    check_bolder(
        "Seven rules every skipper should know",
        "Many skippers forget the tide, the harbor office said on Monday.",
        &[],
    );
    check_bolder(
        "Storms hit every ferry in Halvik",
        "Several ferry routes were closed on Monday, the harbor office said.",
        &[],
    );
}

#[test]
fn a_title_that_only_names_or_numbers_is_no_finding() {
    // The number of a list and an idiom; a thing named and not told of; advice.
    check_bolder(
        "The 11 best lanterns of Halvik",
        "The lantern turns the light up to 11, keeper Jon Okafor said on Monday.",
        &[],
    );
    check_bolder(
        "A treatise on the properties of tar",
        "Keeper Jon Okafor said his book was a treatise on the properties of tar.",
        &[],
    );
    check_bolder(
        "What every couple should know before a harbor wedding",
        "Many couples forget the tide, keeper Jon Okafor said on Monday.",
        &[],
    );
}

#[test]
fn a_headline_that_keeps_bound_hedge_and_source_is_no_finding() {
    check_bolder(
        "Harbor board buried dredging report, councilor says",
        "“The harbor board buried the dredging report,” councilor Ana Ruiz said on Monday.",
        &[],
    );
    check_bolder(
        "Up to 900 boats lost in storm",
        "Up to 900 boats were lost in the storm off Halvik, the harbor office said on Monday.",
        &[],
    );
    check_bolder(
        "Did the harbor board bury the dredging report?",
        "“The harbor board buried the dredging report,” councilor Ana Ruiz said on Monday.",
        &[],
    );
}

#[test]
fn a_headline_without_its_figure_in_the_body_is_joined_to_none() {
    check("12 ships lost", "The harbor is closed for 3 days.", &[]);
}
