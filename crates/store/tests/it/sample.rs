//! A small invented affair: captures, and what the verbs would make of them.

use jiff::civil::date;
use onrecord_model::{
    article::{Article, Block, Field, Place, Zone, ZoneKind},
    capture::{Capture, Obtained},
    copy::{Copy, CopyKind, Direction},
    dating::Dating,
    entity::{Entity, EntityKind, Mention, MentionForm},
    figure::{Amount, Figure, Modifier},
    findings::Findings,
    id::Id,
    outlet::Outlet,
    problem::{Problem, ProblemKind},
    quotation::{Mode, Quotation, QuotationKind, Speaker, SpeakerKind},
};
use onrecord_store::{Access, Made, Store};
use onrecord_text::Span;
use std::path::Path;

/// A saved page.
pub fn page(n: usize) -> Capture {
    Capture {
        address: Some(format!("https://www.courier.example/news/{n}?utm_source=x")),
        name: format!("page {n}\n\u{e9}.html"),
        captured_at: "2024-05-06T07:08:09.123456Z".parse().unwrap(),
        obtained: Obtained::File,
        status: None,
        headers: vec![("Content-Type".into(), "text/html; charset=utf-8".into())],
        body: format!("<p>The bridge at Brenmark, report {n}.</p>").into_bytes(),
        http: None,
        problems: vec![Problem::new(ProblemKind::Truncated, "ends in \"the\"\nmiddle")],
    }
}

/// A page fetched from the web, its body in chunks.
pub fn fetched(n: usize) -> Capture {
    let body = format!("<p>Fetched {n}</p>");
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
    let http = format!("{head}{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Capture {
        address: Some(format!("https://wire.example/{n}")),
        name: format!("https://wire.example/{n}"),
        captured_at: "2024-05-06T07:08:09Z".parse().unwrap(),
        obtained: Obtained::Fetched,
        status: Some(200),
        headers: vec![header("Content-Type", "text/html"), header("Transfer-Encoding", "chunked")],
        body: body.into_bytes(),
        http: Some(http.into_bytes()),
        problems: Vec::new(),
    }
}

/// What was made of a capture: an article of three lines, its second with a quotation and a figure.
pub fn made(capture: &Capture, n: usize) -> Made {
    let lines = [
        format!("Brenmark bridge closed, day {n}"),
        "Mayor Ana Ruíz said on Monday: “We displaced 470,000 people”.".to_owned(),
        "=HYPERLINK(\"x\") The crossing was displaced by floods in Łódź.".to_owned(),
        "Most read: ten cookies".to_owned(),
    ];
    let text = lines.join("\n");
    let span = |words: &str| {
        let at = text.find(words).unwrap();
        Span::new(at, at + words.len())
    };
    let kinds = [ZoneKind::Title, ZoneKind::Body, ZoneKind::Body, ZoneKind::Furniture];
    let zones = lines.iter().zip(kinds).map(|(line, kind)| Zone {
        span: span(line),
        kind,
        block: Block::Paragraph,
    });
    let day = date(2024, 1 + (n % 12) as i8, 1 + (n % 28) as i8);
    let is_dated = !n.is_multiple_of(3);
    let published = Dating {
        best: is_dated.then_some(day),
        not_before: (!is_dated).then_some(day),
        not_after: (!is_dated).then_some(date(2024, 12, 31)),
        ..Dating::default()
    };
    let name = if n.is_multiple_of(2) { "Brenmark Courier" } else { "Ørland Post" };
    let outlet = Outlet { name: name.into(), site: Some("courier.example".into()) };
    let article = Article {
        id: Article::make_id(capture.id(), 1, &text),
        capture: capture.id(),
        extractor: 1,
        address: capture.address.clone().map(|address| Field::new(address, Place::Address)),
        zones: zones.collect(),
        title: Some(Field::new(lines[0].clone(), Place::Text(span(&lines[0])))),
        authors: Vec::new(),
        outlet: Some(Field::new(outlet, Place::Meta("og:site_name".into()))),
        credits: Vec::new(),
        section: None,
        language: Some(if n % 5 == 4 { "pl" } else { "en" }.into()),
        published,
        modified: Dating::default(),
        related: Vec::new(),
        problems: vec![Problem::new(ProblemKind::NoDate, "nothing names a day")],
        text: text.clone(),
    };
    let speaker = Speaker::Established {
        name: "Ana Ruíz".into(),
        name_at: span("Ana Ruíz"),
        kind: SpeakerKind::Person,
        reason: "named in full".into(),
    };
    let quotation = Quotation {
        content: vec![span("We displaced 470,000 people")],
        cue: Some(span("said")),
        source: Some(span("Mayor Ana Ruíz")),
        kind: QuotationKind::Says,
        mode: Mode::Direct,
        speaker: speaker.clone(),
        via: Vec::new(),
        hedges: Vec::new(),
        is_negated: false,
        passage: span(&lines[1]),
        confidence: 900,
    };
    let figure = Figure {
        span: span("470,000 people"),
        number: span("470,000"),
        value: Some(Amount::whole(470_000)),
        low: None,
        high: None,
        modifier: Modifier::Exactly,
        is_vague: false,
        is_negated: false,
        unit: "person".into(),
        counted: Some(span("people")),
        of: None,
        relation: None,
        place: None,
        time: None,
        mode: Some(Mode::Direct),
        source: speaker,
        source_at: None,
        via: Vec::new(),
        passage: span(&lines[1]),
    };
    let entity = |kind, name: &str| Entity {
        kind,
        name: name.into(),
        name_at: span(name),
        role_at: None,
        mentions: vec![Mention { span: span(name), form: MentionForm::FullName }],
    };
    let findings = Findings {
        article: article.id,
        analyzer: 1,
        entities: vec![entity(EntityKind::Person, "Ana Ruíz"), entity(EntityKind::Place, "Łódź")],
        timexes: Vec::new(),
        quotations: vec![quotation],
        figures: vec![figure],
        problems: Vec::new(),
    };
    Made {
        article,
        findings,
        copy_keys: vec![1, 2, u64::MAX, n as u64 + 10, n as u64 + 11],
        story_keys: Vec::new(),
    }
}

pub fn copy(a: Id, b: Id) -> Copy {
    let (a, b) = (a.min(b), a.max(b));
    Copy {
        a,
        b,
        kind: CopyKind::Near,
        direction: Direction::NotEstablished,
        a_in_b: 990,
        b_in_a: 980,
        shared: vec![(Span::new(0, 20), Span::new(0, 20))],
        reasons: vec!["99 % of the text is shared".into()],
    }
}

/// Fills a center with `n` captures and what is made of them, and gives that.
pub fn fill(store: &mut Store, n: usize) -> Vec<Made> {
    let captures: Vec<Capture> = (0..n).map(page).collect();
    store.append(&captures).unwrap();
    let made: Vec<Made> = captures.iter().zip(0..).map(|(capture, n)| made(capture, n)).collect();
    store.put(&made).unwrap();
    for pair in made.windows(2) {
        let ids = [pair[0].article.id, pair[1].article.id];
        store.put_compared(&[copy(ids[0], ids[1])], &ids).unwrap();
    }
    store.commit().unwrap();
    made
}

pub fn open(folder: &Path) -> Store {
    Store::open(folder, Access::Write).unwrap()
}

/// Everything is whole.
#[track_caller]
pub fn check(store: &Store) {
    assert_eq!(store.check(&mut |_, _| ()).unwrap(), Vec::<String>::new());
}
