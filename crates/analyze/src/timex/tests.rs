//! Marked texts: what is found and what it resolves to.

use super::*;
use jiff::civil::date;
use onrecord_model::{
    article::{Article, Block, Zone, ZoneKind},
    id::Id,
    timex::TimexKind,
};
use onrecord_text::{Span, marked};

/// An article of one block.
fn article(text: &str, language: &str) -> Article {
    let capture = Id::of("capture", [text.as_bytes()]);
    Article {
        id: capture,
        capture,
        extractor: 0,
        address: None,
        text: text.to_owned(),
        zones: vec![Zone {
            span: Span::new(0, text.len()),
            kind: ZoneKind::Body,
            block: Block::Paragraph,
        }],
        title: None,
        authors: Vec::new(),
        outlet: None,
        credits: Vec::new(),
        section: None,
        language: Some(language.to_owned()),
        published: Dating::default(),
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    }
}

/// Marks are labeled with type and value; the article is of Wednesday, 16 March 2016.
fn check_in(language: &str, marked_text: &str) {
    let (text, _) = marked::parse(marked_text).expect("a marked text");
    let article = article(&text, language);
    let mut found = find(&Document::of(&article));
    resolve(&mut found, &Dating { best: Some(date(2016, 3, 16)), ..Dating::default() });
    let kind = |timex: &Timex| match timex.kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    };
    let mut shown = text.clone();
    for timex in found.iter().rev() {
        let words = timex.span.of(&text);
        let mark = format!("{{{} {}|{words}}}", kind(timex), timex.value);
        shown.replace_range(timex.span.range(), &mark);
    }
    assert_eq!(shown, marked_text);
}

fn check(marked_text: &str) {
    check_in("en", marked_text);
}

#[test]
fn days_months_and_years() {
    check("The bridge opened on {DATE 1998-05-14|May 14, 1998}.");
    check("She resigned {DATE 2016-02|last month}.");
}
