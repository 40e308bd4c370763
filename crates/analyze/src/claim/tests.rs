//! Small fictional articles, what is said in them, and the claims that come back.

use super::*;
use jiff::civil::date;
use onrecord_model::{
    article::{Block, Field, Place, Zone, ZoneKind},
    copy::{CopyKind, Direction},
    dating::Dating,
    entity::{Entity, EntityKind, Mention, MentionForm},
    outlet::Outlet,
    quotation::{Mode, Quotation, QuotationKind, Speaker, SpeakerKind},
};
use onrecord_text::{Span, marked};

/// An article of a month of 2024 (0: undated) with its title and one marked quotation of Ana Ruiz.
fn article(outlet: &str, month: i8, title: &str, body: &str) -> (Article, Findings) {
    let (text, marks) = marked::parse(&format!("{title}\n{body}")).unwrap();
    let id = Id::of("test", [outlet.as_bytes(), &[month as u8], text.as_bytes()]);
    let zone = |from, to, kind| Zone { span: Span::new(from, to), kind, block: Block::Paragraph };
    let zones = vec![
        zone(0, title.len(), ZoneKind::Title),
        zone(title.len() + 1, text.len(), ZoneKind::Body),
    ];
    let best = (month > 0).then(|| date(2024, month, 5));
    let value = Outlet { name: outlet.to_owned(), site: None };
    let mayor = text.find("Ana Ruiz").unwrap();
    let name_at = Span::new(mayor, mayor + 8);
    let entity = |name: &str, kind| {
        let at = text.find(name)?;
        let span = Span::new(at, at + name.len());
        let mentions = vec![Mention { span, form: MentionForm::FullName }];
        Some(Entity { kind, name: name.to_owned(), name_at: span, role_at: None, mentions })
    };
    let said = marks.iter().map(|mark| Quotation {
        content: vec![Span::new(mark.start, mark.end)],
        cue: None,
        source: None,
        kind: QuotationKind::Says,
        mode: Mode::Direct,
        speaker: Speaker::Established {
            name: "Ana Ruiz".to_owned(),
            name_at,
            kind: SpeakerKind::Person,
            reason: "named in the sentence".to_owned(),
        },
        via: Vec::new(),
        hedges: assertion::hedges(&text, Span::new(mark.start, mark.end)),
        is_negated: false,
        passage: Span::new(title.len() + 1, text.len()),
        confidence: 900,
    });
    let entities = [entity("Ana Ruiz", EntityKind::Person), entity("Brenmark", EntityKind::Place)];
    let findings = Findings {
        article: id,
        analyzer: 1,
        entities: entities.into_iter().flatten().collect(),
        timexes: Vec::new(),
        quotations: said.collect(),
        figures: Vec::new(),
        problems: Vec::new(),
    };
    let title = Field::new(title.to_owned(), Place::Text(Span::new(0, title.len())));
    let article = Article {
        id,
        capture: id,
        extractor: 1,
        address: None,
        text,
        zones,
        title: Some(title),
        authors: Vec::new(),
        outlet: Some(Field::new(value, Place::PageTitle)),
        credits: Vec::new(),
        section: None,
        language: Some("en".to_owned()),
        published: Dating { best, ..Dating::default() },
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    };
    (article, findings)
}

fn corpus() -> Vec<(Article, Findings)> {
    vec![
        article(
            "Courier",
            2,
            "Harbor task completed in Brenmark",
            "In Brenmark mayor Ana Ruiz said: “{q|We have largely completed our task}.”",
        ),
        article(
            "Harbor News",
            5,
            "Mayor speaks",
            "“{q|Brenmark has accomplished its mission},” Ana Ruiz said.",
        ),
        article(
            "Echo",
            8,
            "Mayor denies",
            "“{q|We have not accomplished our mission},” Ana Ruiz said in Brenmark.",
        ),
        article(
            "Post",
            9,
            "Results",
            "“{q|We have achieved impressive results},” Ana Ruiz told Brenmark.",
        ),
    ]
}

fn grouped(articles: &[(Article, Findings)], copies: &[Copy]) -> Vec<Claim> {
    let all: Vec<_> = articles.iter().map(|(article, findings)| (article, findings)).collect();
    let claims = group(&all, copies);
    let mut turned = all.clone();
    turned.reverse();
    assert_eq!(group(&turned, copies), claims, "the order of input changed a claim");
    claims
}

#[test]
fn a_claim_comes_back_in_other_words_and_without_its_hedge() {
    let claims = grouped(&corpus(), &[]);
    assert_eq!(claims.len(), 1, "{claims:#?}");
    let outlets: Vec<&str> = claims[0].statements.iter().map(|said| &*said.outlet).collect();
    // The results are another claim; the denial belongs to this one.
    assert_eq!(outlets, ["Courier", "Harbor News", "Echo"]);
    assert_eq!(claims[0].statements[0].hedges, ["largely"]);
    let kinds: Vec<_> = claims[0].relations.iter().map(|r| (r.from, r.to, r.kind)).collect();
    let expected = [
        (0, 0, RelationKind::Stronger),
        (0, 1, RelationKind::Stronger),
        (1, 2, RelationKind::Conflicts),
    ];
    assert_eq!(kinds, expected);
    assert!(claims[0].relations[2].reason.starts_with("this denies it, on another day"));
}

#[test]
fn reprints_are_repeats_and_no_further_occasions() {
    let articles = &corpus()[..2];
    let (a, b) = (articles[0].0.id, articles[1].0.id);
    let copy = Copy {
        a: a.min(b),
        b: a.max(b),
        kind: CopyKind::Near,
        direction: Direction::NotEstablished,
        a_in_b: 900,
        b_in_a: 900,
        shared: Vec::new(),
        reasons: Vec::new(),
    };
    assert_eq!(grouped(articles, &[copy]), []);
}

#[test]
fn the_same_words_of_another_subject_are_another_claim() {
    let mut articles = corpus()[..2].to_vec();
    for entity in &mut articles[1].1.entities {
        entity.name = "Oberlund".to_owned();
    }
    let name = "Jon Okafor".to_owned();
    let named = Speaker::Established {
        name,
        name_at: Span::new(0, 1),
        kind: SpeakerKind::Person,
        reason: String::new(),
    };
    articles[1].1.quotations[0].speaker = named;
    assert_eq!(grouped(&articles, &[]), []);
}
