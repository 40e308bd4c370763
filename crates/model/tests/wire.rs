//! One golden record of every noun and every version: what was ever written can still be read.
//!
//! `ONRECORD_UPDATE=1 cargo test -p onrecord-model --test wire` writes the records of the present
//! version anew; those of older versions are never touched.

use jiff::civil::{Date, Weekday, date};
use onrecord_model::{
    article::*,
    brief::*,
    claim::*,
    copy::*,
    dating::*,
    decision::{About, Decision, What, Whole},
    entity::*,
    figure::*,
    findings::Findings,
    id::Id,
    outlet::Outlet,
    passage::Passage,
    problem::*,
    quotation::*,
    story::Story,
    timex::*,
    wire::{self, shape::Record},
};
use onrecord_text::Span;
use std::{fmt::Debug, fs, path::PathBuf};

#[test]
fn every_noun_is_written_as_it_always_was() {
    check("article", &article());
    check("findings", &findings());
    check("dating", &dating());
    check("copy", &copy());
    check("origins", &origins());
    check("story", &story());
    check("claim", &claim());
    check("brief", &brief());
    decisions().iter().for_each(|decision| {
        check(&format!("decision-{}", decision.what.kind()), decision);
    });
    check("findings-decided", &decided_findings());
    check("problem", &Problem::new(ProblemKind::Charset, "3 bytes are no UTF-8"));
}

#[test]
fn what_is_wrong_with_a_record_is_named_with_its_place() {
    for (record, message) in [
        ("{", "record is not JSON (EOF while parsing an object at line 1 column 1)"),
        ("{}", "record has no `onrecord` version"),
        (
            r#"{"onrecord":9,"story":{}}"#,
            "record is of version 9; this program reads up to 1: update onrecord",
        ),
        (r#"{"onrecord":1,"claim":{}}"#, "record of version 1 holds no `story`"),
        (r#"{"onrecord":1,"story":{}}"#, "missing key at `story.id`"),
        (
            r#"{"onrecord":1,"story":{"id":"000000000000000000000000","articles":["x"]}}"#,
            "expected an identifier, found \"x\" at `story.articles[0]`",
        ),
    ] {
        assert_eq!(wire::read::<Story>(record).unwrap_err().to_string(), message);
    }
}

fn check<T: Record + Debug + PartialEq>(name: &str, noun: &T) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let now = folder.join(format!("v{}", wire::VERSION)).join(format!("{name}.json"));
    let written = wire::write(noun) + "\n";
    if std::env::var_os("ONRECORD_UPDATE").is_some() {
        fs::write(&now, &written).unwrap();
    }
    assert_eq!(fs::read_to_string(&now).unwrap(), written, "{}", now.display());
    for version in 1..=wire::VERSION {
        let record = fs::read_to_string(folder.join(format!("v{version}/{name}.json"))).unwrap();
        assert_eq!(&wire::read::<T>(record.trim_end()).unwrap(), noun, "version {version}");
    }
}

const TEXT: &str = "Mayor: “the bridge is safe”\nBy Lea Vik\nMore than 1,200 people may return, Ana \
                    Ruiz said on Thursday.";

fn id(name: &str) -> Id {
    Id::of("golden", [name.as_bytes()])
}

fn day() -> Date {
    date(2021, 3, 18)
}

fn at(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn says(kind: EvidenceKind, says: Says) -> Evidence {
    Evidence {
        kind,
        says,
        place: "the lead".to_owned(),
        quoted: "on Thursday".to_owned(),
        span: Some(at("on Thursday")),
        reliability: 870,
        refused: None,
    }
}

fn dating() -> Dating {
    let refused = Evidence {
        refused: Some("a site clock".to_owned()),
        ..says(EvidenceKind::SiteClock, Says::Equals(date(2025, 10, 9)))
    };
    Dating {
        best: Some(day()),
        time: Some(WrittenTime { hour: 17, minute: 45, zone: Some("+02:00".to_owned()) }),
        not_before: Some(day()),
        not_after: Some(date(2021, 3, 25)),
        candidates: vec![
            Candidate { day: day(), weight: 900 },
            Candidate { day: date(2021, 3, 25), weight: 100 },
        ],
        inferred: Inferred { year: true, month: false, day: false },
        has_conflict: true,
        evidence: vec![
            says(EvidenceKind::WeekdayWord, Says::Weekday(Weekday::Thursday)),
            says(EvidenceKind::Dateline, Says::MonthDay(3, 18)),
            says(EvidenceKind::TimeWord, Says::Month(3)),
            says(EvidenceKind::PastDate, Says::NotBefore(date(2021, 3, 12))),
            says(EvidenceKind::CaptureTime, Says::NotAfter(date(2025, 10, 9))),
            says(EvidenceKind::Copy, Says::WithinDaysAfter(day(), 7)),
            says(EvidenceKind::PageDate, Says::YearAtLeast(2021)),
            refused,
        ],
    }
}

fn article() -> Article {
    let lines = [(ZoneKind::Title, 0), (ZoneKind::Header, 1), (ZoneKind::Body, 2)];
    let zone = |(kind, line)| Zone {
        span: at(TEXT.lines().nth(line).unwrap()),
        kind,
        block: Block::Paragraph,
    };
    Article {
        id: id("article"),
        capture: id("capture"),
        extractor: 1,
        address: Some(Field::new("https://post.example/1".to_owned(), Place::Address)),
        text: TEXT.to_owned(),
        zones: lines.map(zone).to_vec(),
        title: Some(Field {
            value: "Mayor: “the bridge is safe”".to_owned(),
            place: Place::Text(at("Mayor: “the bridge is safe”")),
            others: vec![("Bridge safe".to_owned(), Place::Meta("og:title".to_owned()))],
        }),
        authors: vec![Field::new("Lea Vik".to_owned(), Place::Element("p.byline".to_owned()))],
        outlet: Some(Field::new(
            Outlet { name: "Halvik Post".to_owned(), site: Some("post.example".to_owned()) },
            Place::StructuredData("NewsArticle.publisher.name".to_owned()),
        )),
        credits: vec![Credit {
            name: "KPA".to_owned(),
            span: at("Lea Vik"),
            reach: CreditReach::Article,
        }],
        section: Some(Field::new("Local".to_owned(), Place::Header("Section".to_owned()))),
        language: Some("en".to_owned()),
        published: dating(),
        modified: Dating::default(),
        related: vec![Related { title: Some("Bridge closed".to_owned()), address: None }],
        problems: vec![Problem::new(ProblemKind::DateConflict, "two days")],
    }
}

fn established() -> Speaker {
    Speaker::Established {
        name: "Ana Ruiz".to_owned(),
        name_at: at("Ana Ruiz"),
        kind: SpeakerKind::Person,
        reason: "the full name stands beside the cue".to_owned(),
    }
}

fn findings() -> Findings {
    let quotation = Quotation {
        content: vec![at("More than 1,200 people may return")],
        cue: Some(at("said")),
        source: Some(at("Ana Ruiz")),
        kind: QuotationKind::Says,
        mode: Mode::Indirect,
        speaker: established(),
        via: vec![at("Lea Vik")],
        hedges: vec![at("may")],
        is_negated: false,
        passage: at(TEXT.lines().nth(2).unwrap()),
        confidence: 912,
    };
    let unnamed = Quotation {
        mode: Mode::Mixed,
        speaker: Speaker::Unnamed { described_at: at("Mayor") },
        cue: None,
        source: None,
        is_negated: true,
        ..quotation.clone()
    };
    Findings {
        article: id("article"),
        analyzer: 1,
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: "Ana Ruiz".to_owned(),
            name_at: at("Ana Ruiz"),
            role_at: Some(at("Mayor")),
            mentions: vec![Mention { span: at("Ana Ruiz"), form: MentionForm::FullName }],
        }],
        timexes: vec![Timex {
            span: at("Thursday"),
            kind: TimexKind::Date,
            symbol: "weekday:4".to_owned(),
            value: "2021-03-18".to_owned(),
            days: Some((day(), day())),
            is_relative: true,
        }],
        quotations: vec![quotation, unnamed],
        figures: vec![Figure {
            span: at("More than 1,200 people"),
            number: at("1,200"),
            value: Some(Amount::whole(1200)),
            low: Some(Amount::whole(1200)),
            high: None,
            modifier: Modifier::Over,
            is_vague: false,
            is_negated: false,
            unit: "person".to_owned(),
            counted: Some(at("people")),
            of: None,
            relation: Some(at("may return")),
            place: None,
            time: Some(at("Thursday")),
            mode: Some(Mode::Indirect),
            source: Speaker::NotEstablished { reason: "two people could be meant".to_owned() },
            source_at: Some(at("Ana Ruiz")),
            via: Vec::new(),
            passage: at(TEXT.lines().nth(2).unwrap()),
        }],
        problems: vec![],
    }
}

/// As shown where a person decided on the speaker; never stored.
fn decided_findings() -> Findings {
    let mut findings = findings();
    findings.quotations[0].speaker = Speaker::Decided {
        name: Some("Lea Vik".to_owned()),
        note: "decided on 9 Oct 2025".to_owned(),
        found: Box::new(established()),
    };
    findings
}

fn decisions() -> Vec<Decision> {
    let whole = |name: &str| Whole { article: id(name), capture: id("capture") };
    let said = passage("More than 1,200 people may return");
    let kinds = [
        What::Join(vec![whole("article"), whole("reprint")]),
        What::Split(vec![whole("article"), whole("reprint")]),
        What::Date { article: whole("article"), days: Some((day(), day())) },
        What::Speaker { passage: said.clone(), name: Some("Ana Ruiz".to_owned()) },
        What::Drop { passage: said.clone() },
        What::Note { about: About::Passage(said), text: "see the video".to_owned() },
        What::Undo { decision: id("decision") },
        What::Same(vec![passage("More than"), passage("1,200 people")]),
        What::Different(vec![passage("More than"), passage("1,200 people")]),
    ];
    let decided = kinds.into_iter().zip(1..).map(|(what, number)| {
        let decision = Decision {
            id: id("none"),
            number,
            at: "2025-10-09T08:00:00Z".parse().unwrap(),
            by: Some("Lea Vik".to_owned()),
            why: (number > 1).then(|| "heard on tape".to_owned()),
            what,
        };
        Decision { id: wire::decision::id_of(&decision), ..decision }
    });
    decided.collect()
}

#[test]
fn a_decision_changed_by_hand_is_told() {
    let line = wire::write(&decisions()[3]).replace("Ana Ruiz", "Ana Ruis");
    let message = wire::read::<Decision>(&line).unwrap_err().to_string();
    assert!(message.starts_with("the rest gives the identifier "), "{message}");
    assert_eq!(decisions()[3].words(), "decided by Lea Vik on 9 Oct 2025: heard on tape");
    assert_eq!(decisions()[0].words(), "decided by Lea Vik on 9 Oct 2025");
}

fn copy() -> Copy {
    Copy {
        a: id("article"),
        b: id("reprint"),
        kind: CopyKind::Excerpt,
        direction: Direction::FromA,
        a_in_b: 402,
        b_in_a: 981,
        shared: vec![(Span::new(0, 40), Span::new(7, 47))],
        reasons: vec!["the second credits the first".to_owned()],
    }
}

fn origins() -> Origins {
    Origins {
        articles: vec![id("article"), id("reprint")],
        groups: vec![OriginGroup {
            articles: vec![id("article"), id("reprint")],
            credited: Some("KPA".to_owned()),
            reasons: vec!["both are credited to KPA".to_owned()],
        }],
        copies: vec![copy()],
    }
}

fn story() -> Story {
    Story { id: id("article"), articles: vec![id("article")], words: vec!["bridge".to_owned()] }
}

fn passage(words: &str) -> Passage {
    Passage::of(&article(), at(words)).unwrap()
}

fn claim() -> Claim {
    let statement = Statement {
        passage: passage("More than 1,200 people may return, Ana Ruiz said on Thursday."),
        content: passage("More than 1,200 people may return"),
        speaker: Some("Ana Ruiz".to_owned()),
        speaker_decided: None,
        outlet: "Halvik Post".to_owned(),
        mode: Some(Mode::Indirect),
        hedges: vec!["may".to_owned()],
        when: dating(),
        repeats: vec![passage("Mayor")],
    };
    let later = Statement { speaker: None, mode: None, hedges: vec![], ..statement.clone() };
    Claim {
        id: id("claim"),
        statements: vec![statement, later],
        relations: vec![Relation {
            from: 0,
            to: 1,
            kind: RelationKind::Stronger,
            reason: "the hedge “may” is gone".to_owned(),
        }],
        words: vec!["return".to_owned()],
    }
}

fn brief() -> Brief {
    let words = |words: &str| Part::Ours(words.to_owned());
    Brief {
        title: vec![Part::Direct(passage("the bridge is safe"))],
        query: "bridge".to_owned(),
        basis: Basis { n_passages: 2, n_articles: 1, n_origins: 1 },
        sections: vec![Section {
            kind: SectionKind::Said,
            sentences: vec![Sentence {
                group: None,
                when: dating(),
                parts: vec![
                    words("Ana Ruiz said that "),
                    Part::Retold(passage("More than 1,200 people may return")),
                    Part::Hedge(passage("may")),
                    Part::Proof(passage("Ana Ruiz said")),
                ],
            }],
        }],
        missing: vec!["no article is older than 18 March 2021".to_owned()],
        sources: vec![Source {
            title: passage("Mayor: “the bridge is safe”"),
            outlet: "Halvik Post".to_owned(),
            authors: vec!["Lea Vik".to_owned()],
            credited: Some("KPA".to_owned()),
            address: Some("https://post.example/1".to_owned()),
            published: dating(),
        }],
        rephrased: Some(Rephrased {
            model: "local-7b".to_owned(),
            n_asked: 3,
            n_rephrased: 1,
            n_dropped: 1,
            n_unanswered: 1,
            problem: Some("no answer within 60 seconds".to_owned()),
            originals: vec![Original {
                section: SectionKind::Said,
                place: 0,
                was: vec![Sentence {
                    group: None,
                    when: Dating::default(),
                    parts: vec![
                        words("Ana Ruiz: "),
                        Part::Retold(passage("More than 1,200 people may return")),
                    ],
                }],
            }],
        }),
    }
}

#[test]
fn a_part_of_a_passage_is_the_passage_made_from_the_article() {
    let article = article();
    let whole = passage("More than 1,200 people may return, Ana Ruiz said on Thursday.");
    for words in ["1,200 people may return", "More", "said on Thursday.", "“"] {
        let at = whole.exact().find(words);
        let inside = at.and_then(|at| whole.inside(Span::new(at, at + words.len())));
        let made = at.map(|at| Span::new(at, at + words.len()).shifted(whole.span().start()));
        assert_eq!(inside, made.and_then(|span| Passage::of(&article, span)), "{words}");
    }
    assert_eq!(whole.inside(Span::new(0, 500)), None);
}
