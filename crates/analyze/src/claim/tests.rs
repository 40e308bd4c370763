//! Small fictional articles, what is said in them, and the claims that come back.

use super::*;
use crate::findings;
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

/// An article of a day in May 2031 (0: undated) as the whole program reads it.
fn read(outlet: &str, day: i8, title: &str, body: &str) -> (Article, Findings) {
    let (mut article, _) =
        article(outlet, 5, title, &format!("{body}\nAna Ruiz spoke in Brenmark."));
    article.published = Dating::default();
    if day > 0 {
        article.published.best = Some(date(2031, 5, day));
    }
    let findings = findings::find(&article);
    (article, findings)
}

/// The kinds of relations in each claim among articles, with their reasons.
fn related(articles: &[(Article, Findings)]) -> Vec<(RelationKind, String)> {
    let claims = grouped(articles, &[]);
    claims.into_iter().flat_map(|claim| claim.relations).map(|one| (one.kind, one.reason)).collect()
}

/// Two articles of one harbor and what relates the statement in each, where a claim is found.
fn pair(first: (i8, &str), second: (i8, &str)) -> Option<(RelationKind, String)> {
    let articles = [
        read("Brenmark Courier", first.0, "Harbor news from Brenmark", first.1),
        read("Echo", second.0, "More harbor news from Brenmark", second.1),
    ];
    related(&articles).into_iter().next()
}

const FERRY: &str =
    "Harbor master Jon Okafor said at least 40 passengers died on the Brenmark ferry.";

#[test]
fn a_count_of_another_day_is_a_newer_state_and_of_one_day_a_conflict() {
    let later = "Harbor master Jon Okafor said 65 passengers died on the Brenmark ferry.";
    let (kind, reason) = pair((3, FERRY), (9, later)).unwrap();
    assert_eq!(kind, RelationKind::Updates);
    assert_eq!(reason, "`at least 40 passengers`, then `65 passengers`: another amount, later");
    let exact = "Harbor master Jon Okafor said 40 passengers died on the Brenmark ferry.";
    let other = "Coast guard chief Lena Voss said 65 passengers died on the Brenmark ferry.";
    assert_eq!(pair((3, exact), (3, other)).unwrap().0, RelationKind::Conflicts);
}

#[test]
fn without_days_no_order_is_told() {
    let other = "Guard chief Lena Voss said 65 passengers died when the ferry hit the north pier.";
    let exact =
        "Harbor master Jon Okafor said 40 passengers died when the ferry hit the north pier.";
    let (kind, reason) = pair((3, exact), (0, other)).unwrap();
    assert_eq!(kind, RelationKind::NotComparable);
    assert!(reason.ends_with("another amount; order not established"), "{reason}");
}

#[test]
fn who_else_is_counted_is_not_compared() {
    let families = "Mayor Ana Ruiz said 5,000 families were evacuated from the Brenmark harbor.";
    let people = "Mayor Ana Ruiz said 5,000 people were evacuated from the Brenmark harbor.";
    let (kind, reason) = pair((3, families), (5, people)).unwrap();
    assert_eq!(kind, RelationKind::NotComparable);
    assert!(reason.contains("the same number, but one"), "{reason}");
}

#[test]
fn a_denial_conflicts_with_what_it_denies() {
    let said = "Mayor Ana Ruiz said the harbor bridge was closed for urgent repairs.";
    for denial in [
        "Engineer Jon Okafor denied that the harbor bridge was closed for urgent repairs.",
        "Engineer Jon Okafor said the harbor bridge was not closed for urgent repairs.",
        "Engineer Jon Okafor said it was not true that the harbor bridge was closed for urgent repairs.",
    ] {
        let (kind, reason) = pair((3, said), (3, denial)).unwrap_or_else(|| panic!("{denial}"));
        assert_eq!(
            (kind, &*reason),
            (RelationKind::Conflicts, "one denies what the other says"),
            "{denial}"
        );
    }
}

#[test]
fn a_dropped_hedge_is_stronger_and_an_added_one_weaker() {
    let hedged = "Mayor Ana Ruiz said the harbor dredging has probably poisoned the mussels.";
    let bare = "Mayor Ana Ruiz said the harbor dredging has poisoned the mussels.";
    let expected = (RelationKind::Stronger, "drops `probably`".to_owned());
    assert_eq!(pair((3, hedged), (9, bare)), Some(expected));
    let expected = (RelationKind::Weaker, "adds `probably`".to_owned());
    assert_eq!(pair((3, bare), (9, hedged)), Some(expected));
}

#[test]
fn what_only_looks_alike_is_no_claim() {
    for (first, second) in [
        // A plan and an achievement.
        (
            "Mayor Ana Ruiz said the council will rebuild the harbor bridge.",
            "Engineer Jon Okafor said the council had rebuilt the harbor bridge.",
        ),
        // A kind of event, not one event.
        (
            "A storm killed 12 people on the coast.",
            "The fire in the market hall killed 3 people that winter.",
        ),
        // Phrases of every article.
        (
            "Mayor Ana Ruiz said no agreement was reached.",
            "Engineer Jon Okafor said an agreement would be reached.",
        ),
        ("One of the oldest bridges stands here.", "One of the oldest taverns stands here."),
        // Shares of different wholes.
        (
            "Mayor Ana Ruiz said 30 percent of the boats were lost.",
            "Mayor Ana Ruiz said 60 percent of the nets were lost.",
        ),
        // A question.
        (
            "“Was the harbor bridge closed for urgent repairs?” mayor Ana Ruiz asked.",
            "Engineer Jon Okafor said the harbor bridge was closed for urgent repairs.",
        ),
    ] {
        assert_eq!(pair((3, first), (9, second)), None, "{first} / {second}");
    }
}

#[test]
fn an_outlets_own_sentence_printed_again_is_no_occasion() {
    let text = "About 800 boats lie in the harbor of Brenmark in winter.";
    assert_eq!(pair((3, text), (20, text)), None);
}

#[test]
fn a_toll_of_another_place_year_or_event_is_no_newer_one() {
    let later = "Harbor master Jon Okafor said 65 passengers died on the Brenmark ferry.";
    assert!(pair((3, FERRY), (9, later)).is_some());
    for (first, second) in [
        // A city's count and everybody's.
        (
            "The fever has killed 40 sailors in Norway, harbor doctor Jon Okafor said.",
            "The fever has killed 65 sailors in 12 countries, harbor doctor Jon Okafor said.",
        ),
        (
            "The fever has killed 40 sailors in Norway, harbor doctor Jon Okafor said.",
            "The fever has killed 65 sailors, harbor doctor Jon Okafor said.",
        ),
        // Another year's.
        (
            "The great fever of 1957 killed 2,000 sailors in the harbor.",
            "The great fever of 1968 killed 1,000 sailors in the harbor.",
        ),
        // One that adds.
        (
            "Harbor master Jon Okafor said 40 passengers died on the Brenmark ferry.",
            "Harbor master Jon Okafor said another 12 passengers died on the Brenmark ferry.",
        ),
        // Those named before.
        (
            "Harbor master Jon Okafor said 40 passengers returned from the Brenmark pier.",
            "Harbor master Jon Okafor said the four passengers returned from the Brenmark pier.",
        ),
    ] {
        assert_eq!(pair((3, first), (9, second)), None, "{first} / {second}");
    }
}

#[test]
fn the_same_small_toll_is_no_second_report_of_it() {
    let first = "Two guards were also killed when the watch tower burned, Jon Okafor said.";
    let second = "Two guards were also killed in a fight at the fish market, Lena Voss said.";
    assert_eq!(pair((3, first), (28, second)), None);
}

#[test]
fn two_estimates_of_what_is_past_conflict() {
    let first = "The great fever of 1957 killed 2,000 sailors in the north harbor.";
    let second = "The great fever of 1957 killed 9,000 sailors in the north harbor.";
    let (kind, reason) = pair((3, first), (9, second)).unwrap();
    assert_eq!(kind, RelationKind::Conflicts);
    assert!(reason.ends_with("another amount of what is past"), "{reason}");
}

#[test]
fn other_amounts_and_other_predicates_are_other_claims() {
    for (first, second) in [
        (
            "Banker Jon Okafor said prices in the harbor rose 20 percent.",
            "Banker Jon Okafor said prices in the harbor rose for 3 years.",
        ),
        (
            "Mayor Ana Ruiz said the speaker of the lower house was booed.",
            "Mayor Ana Ruiz said the speaker of the lower house has resigned.",
        ),
        // A denial of something else about the same long name.
        (
            "Mayor Ana Ruiz praised the long war against the northern smugglers.",
            "Mayor Ana Ruiz denied that the long war against the northern smugglers was failing.",
        ),
    ] {
        assert_eq!(pair((3, first), (9, second)), None, "{first} / {second}");
    }
}

#[test]
fn whoever_gives_the_ground_of_an_act_gives_it_in_other_words() {
    let own = "Norferry sent two frigates upon a request by the Oslo government last autumn.";
    let said = "Mayor Ana Ruiz said the frigates of Norferry were in the harbor at the request of the \
        Norwegian authorities.";
    assert_eq!(pair((3, own), (20, said)).map(|found| found.0), Some(RelationKind::Repeats));
    let not = "Mayor Ana Ruiz said the Swedish ships were there not at the request of the Norwegian \
        authorities.";
    assert_eq!(pair((3, own), (20, not)), None);
}

#[test]
fn what_two_outlets_tell_in_their_own_voice_comes_back() {
    let first = "Norferry abandoned the northern line to Halvik after the winter storms.";
    let second = "Norferry abandoned its northern line to Halvik after the heavy winter storms.";
    assert_eq!(pair((3, first), (20, second)).map(|found| found.0), Some(RelationKind::Repeats));
    // What somebody is accused of is not asserted by the outlet.
    let charged = "Norferry stands trial for it: abandoned was the northern line to Halvik after winter storms.";
    assert_eq!(pair((3, first), (20, charged)), None);
}

#[test]
fn one_share_of_one_whole_is_told_with_what_each_says_of_it() {
    let held = "Mayor Ana Ruiz said the council was in control of more than 90 percent of the island's fields.";
    let freed = "Mayor Ana Ruiz said 90 percent of the island's fields were freed from the flood.";
    let (kind, reason) = pair((3, held), (20, freed)).unwrap();
    assert_eq!(kind, RelationKind::Repeats);
    assert!(reason.contains("percent of the island's fields"), "{reason}");
}

#[test]
fn the_whole_of_a_part_is_not_the_part() {
    let first =
        "Norferry has signed contracts with three of the four harbor boards, Jon Okafor said.";
    let second = "Norferry has signed contracts with four harbor boards, Jon Okafor said.";
    let found = pair((3, first), (9, second));
    assert!(found.as_ref().is_none_or(|found| found.0 != RelationKind::Repeats), "{found:?}");
    // Nor is a day of a trial an amount, nor what is only supposed a fact.
    let first = "Welcome to day 16 of the trial of the Norferry board in Brenmark.";
    let second = "Welcome to day 39 of the trial of the Norferry board in Brenmark.";
    assert_eq!(pair((3, first), (9, second)), None);
    let first = "Engineer Jon Okafor said the north pier was damaged by the autumn storm.";
    let second = "“Had the north pier been damaged by the autumn storm, we would know,” engineer Jon Okafor said.";
    assert_eq!(pair((3, first), (9, second)), None);
}
