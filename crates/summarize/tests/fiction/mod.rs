//! A fictional corpus written as marked text: one dam, five outlets, what four people said of it.
#![allow(dead_code)]

use jiff::civil::{Date, date};
use onrecord_model::{
    article::{Article, Block, Credit, CreditReach, Field, Place, Zone, ZoneKind},
    claim::{Claim, Relation, RelationKind, Statement},
    copy::{Copy, CopyKind, Direction, OriginGroup, Origins},
    dating::{Candidate, Dating, Inferred},
    entity::{Entity, EntityKind, Mention, MentionForm},
    figure::{Amount, Figure, Modifier},
    findings::Findings,
    id::Id,
    outlet::Outlet,
    passage::Passage,
    quotation::{Mode, Quotation, QuotationKind, Speaker, SpeakerKind},
};
use onrecord_summarize::corpus::Corpus;
use onrecord_text::{Span, marked, marked::Mark, sentence::sentences};

/// Articles, claims and origins that own what a corpus borrows.
pub struct Fiction {
    pub query: String,
    pub articles: Vec<(Article, Findings)>,
    pub claims: Vec<Claim>,
    pub origins: Origins,
}

impl Fiction {
    pub fn corpus(&self) -> Corpus<'_> {
        Corpus {
            query: &self.query,
            articles: &self.articles,
            claims: &self.claims,
            headlines: &[],
            origins: &self.origins,
            comparisons: &[],
            earlier: &[],
            since: None,
            until: None,
            new_since: None,
        }
    }

    pub fn articles(&self) -> Vec<&Article> {
        self.articles.iter().map(|(article, _)| article).collect()
    }
}

/// An article from marked lines. A line's first letter is its zone (`T` title, `H` header, `B` body,
/// `C` caption, `F` furniture). Marks: `d`, `i`, `m` the content of a direct, indirect, mixed
/// quotation; `cue`, `by` its cue and source, `hedge` a hedge; `fig`, `num`, `counted`, `rel` a
/// figure; `credit` a credit; `name`, `role` the speaker's. All of one line belong together.
pub fn article(outlet: &str, published: Dating, lines: &str) -> (Article, Findings) {
    let mut text = String::new();
    let mut zones = Vec::new();
    let mut marks: Vec<Vec<Mark>> = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (letter, body) = line.split_at(1);
        let (plain, found) = marked::parse(body.trim_start()).expect("marked text");
        let start = text.len() + usize::from(!text.is_empty());
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&plain);
        let kind = match letter {
            "T" => ZoneKind::Title,
            "H" => ZoneKind::Header,
            "C" => ZoneKind::Caption,
            "F" => ZoneKind::Furniture,
            _ => ZoneKind::Body,
        };
        zones.push(Zone { span: Span::new(start, text.len()), kind, block: Block::Paragraph });
        let moved = |mark: Mark| Mark { start: mark.start + start, end: mark.end + start, ..mark };
        marks.push(found.into_iter().map(moved).collect());
    }
    let capture = Id::of("capture", [outlet.as_bytes(), text.as_bytes()]);
    let id = Article::make_id(capture, 1, &text);
    let title = zones.iter().find(|zone| zone.kind == ZoneKind::Title).map(|zone| zone.span);
    let mut article = Article {
        id,
        capture,
        extractor: 1,
        address: Some(Field::new(
            format!("https://{}.example/{id:#}", outlet.to_lowercase().replace(' ', "-")),
            Place::Address,
        )),
        title: title.map(|span| Field::new(span.of(&text).to_owned(), Place::Text(span))),
        authors: Vec::new(),
        outlet: (!outlet.is_empty())
            .then(|| Field::new(Outlet { name: outlet.to_owned(), site: None }, Place::Address)),
        credits: Vec::new(),
        section: None,
        language: Some("en".to_owned()),
        published,
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
        text,
        zones,
    };
    let findings = findings(&mut article, &marks);
    (article, findings)
}

fn findings(article: &mut Article, marks: &[Vec<Mark>]) -> Findings {
    let mut found = Findings {
        article: article.id,
        analyzer: 1,
        entities: Vec::new(),
        timexes: Vec::new(),
        quotations: Vec::new(),
        figures: Vec::new(),
        problems: Vec::new(),
    };
    for line in marks {
        let at = |label: &str| {
            let mark = line.iter().find(|mark| mark.label == label)?;
            Some(Span::new(mark.start, mark.end))
        };
        if let Some(span) = at("credit") {
            let name = span.of(&article.text).trim_matches(['/', '(', ')']).to_owned();
            article.credits.push(Credit { name, span, reach: CreditReach::Article });
        }
        if let (Some(name_at), role_at) = (at("name"), at("role")) {
            let mention = Mention { span: name_at, form: MentionForm::FullName };
            found.entities.push(Entity {
                kind: EntityKind::Person,
                name: name_at.of(&article.text).to_owned(),
                name_at,
                role_at,
                mentions: vec![mention],
            });
        }
        found.quotations.extend(quotation(article, &found.entities, line));
        if let Some(span) = at("fig") {
            let by = at("by");
            let number = at("num").unwrap_or(span);
            found.figures.push(Figure {
                span,
                number,
                value: Amount::parse(&number.of(&article.text).replace(',', "")),
                low: None,
                high: None,
                modifier: Modifier::Exactly,
                is_vague: false,
                is_negated: false,
                unit: "person".to_owned(),
                counted: at("counted"),
                of: None,
                relation: at("rel"),
                place: None,
                time: None,
                mode: by.map(|_| Mode::Indirect),
                source: speaker(article, &found.entities, by),
                source_at: by,
                via: Vec::new(),
                passage: sentence(article, span),
            });
        }
    }
    found
}

fn quotation(article: &Article, entities: &[Entity], line: &[Mark]) -> Option<Quotation> {
    let spans = |label: &str| {
        let marks = line.iter().filter(|mark| mark.label == label);
        marks.map(|mark| Span::new(mark.start, mark.end)).collect::<Vec<_>>()
    };
    let modes = [("d", Mode::Direct), ("i", Mode::Indirect), ("m", Mode::Mixed)];
    let (content, mode) =
        modes.into_iter().map(|(label, mode)| (spans(label), mode)).find(|(c, _)| !c.is_empty())?;
    let source = spans("by").first().copied();
    Some(Quotation {
        passage: sentence(article, content[0]),
        content,
        cue: spans("cue").first().copied(),
        source,
        kind: QuotationKind::Says,
        mode,
        speaker: speaker(article, entities, source),
        via: Vec::new(),
        hedges: spans("hedge"),
        is_negated: false,
        confidence: 900,
    })
}

/// The entity whose surname the source ends with; else its description.
fn speaker(article: &Article, entities: &[Entity], source: Option<Span>) -> Speaker {
    let Some(span) = source else {
        return Speaker::NotEstablished { reason: "own voice".to_owned() };
    };
    let words = span.of(&article.text);
    let last = words.split_whitespace().last().unwrap_or_default();
    match entities.iter().find(|entity| entity.name.ends_with(last)) {
        Some(entity) => Speaker::Established {
            name: entity.name.clone(),
            name_at: entity.name_at,
            kind: SpeakerKind::Person,
            reason: "surname".to_owned(),
        },
        None => Speaker::Unnamed { described_at: span },
    }
}

fn sentence(article: &Article, span: Span) -> Span {
    let zone = article.zone_at(span.start()).expect("in a zone").span;
    let found = sentences(zone.of(&article.text));
    let found = found.into_iter().map(|sentence| sentence.shifted(zone.start()));
    found.into_iter().find(|sentence| sentence.intersects(span)).unwrap_or(zone)
}

pub fn on(year: i16, month: i8, day: i8) -> Dating {
    Dating { best: Some(date(year, month, day)), ..Dating::default() }
}

fn inferred_year(year: i16, month: i8, day: i8) -> Dating {
    Dating { inferred: Inferred { year: true, ..Inferred::default() }, ..on(year, month, day) }
}

fn doubtful(days: &[Date]) -> Dating {
    let candidates = days.iter().map(|day| Candidate { day: *day, weight: 300 }).collect();
    Dating {
        best: days.first().copied(),
        not_before: days.first().copied(),
        not_after: days.last().copied(),
        candidates,
        inferred: Inferred { year: true, month: true, day: true },
        ..Dating::default()
    }
}

/// The affair: the Tolmere dam, declared safe four times in six years.
pub fn tolmere() -> Fiction {
    let articles = vec![
        article("Brenmark Courier", on(2031, 5, 2), "
            TMinister declares Tolmere dam safe
            H2 May 2031
            BBRENMARK — {role|Water minister} {name|Ana Ruiz} {cue|told} a crowd on Friday that the dam had passed its inspection.
            B“It is {hedge|too early} to celebrate, but {d|the dam is safe for everyone who lives below it},” {by|Ruiz} {cue|said} at the site.
            B{by|Ruiz} {cue|said} {i|more than {fig|{num|1,200} {counted|families} {rel|had been moved}} since the flood of March}.
            BThe dam was closed in March after {fig|{num|40} {counted|homes} {rel|were flooded}} downstream.
            CThe dam on Thursday. Photo: P. Oduya
            FFive things you should know about reservoirs · 2.1 million followers"),
        article("Harbor Post", on(2031, 5, 3), "
            TTolmere dam is safe, says minister
            B{credit|(Northwire)} — {role|Water minister} {name|Ana Ruiz} spoke at Tolmere on Friday.
            B“It is {hedge|too early} to celebrate, but {d|the dam is safe for everyone who lives below it},” {by|Ruiz} {cue|said}.
            FAccept cookies"),
        article("Velden Daily", doubtful(&[date(2033, 12, 15), date(2033, 12, 22)]), "
            TDam keeps its promise
            B{name|Jonas Feld}, {role|spokesman of the ministry}, {cue|said} the works were done.
            B“{d|The dam has {hedge|in fact largely} reached its safety targets},” {by|Feld} {cue|told} Radio Osterau.
            B{by|A spokeswoman for the opposition} {cue|said} that {i|the targets were “a moving mark” and that the village council had never been asked}."),
        article("Osterau Observer", Dating { not_before: Some(date(2034, 1, 1)), ..Dating::default() }, "
            TVillages wait
            B{name|Mirel Adan}, who leads the village council, walked the dam wall with reporters.
            B“{d|We were told that it is safe, and we still sleep with our boots by the door},” {cue|said} {by|Adan}.
            B{by|Adan} {cue|said} {i|fewer than {fig|{num|900} {counted|families} {rel|had been moved}}}."),
        article("Northwire", inferred_year(2036, 11, 14), "
            TRuiz: dam works complete
            BOSTERAU, November 14. {credit|/Northwire/}. {role|Water minister} {name|Ana Ruiz} closed the works on Friday.
            B“{d|We {hedge|cannot say} that every stone is in place, but the dam is safe},” {by|Ruiz} {cue|said}.
            BA concert of the “Wall Singers” followed."),
        article("صحيفة الميناء", on(2036, 11, 15), "
            Tوزيرة المياه: السد آمن
            B{cue|قالت} {role|وزيرة المياه} {by|{name|آنا رويز}}: «{d|السد آمن لكل من يعيش تحته}»."),
    ];
    let (claims, origins) = joined(&articles);
    Fiction { query: "Tolmere dam safe".to_owned(), articles, claims, origins }
}

/// Organizations that an article names, each at its first mention.
pub fn bodies(article: &Article, names: &[&str]) -> Vec<Entity> {
    let at = |name: &&str| article.text.find(*name).map(|at| Span::new(at, at + name.len()));
    let found = names.iter().filter_map(|name| Some((name, at(name)?)));
    found
        .map(|(name, span)| Entity {
            name: (*name).to_owned(),
            name_at: span,
            kind: EntityKind::Organization,
            role_at: None,
            mentions: vec![Mention { span, form: MentionForm::FullName }],
        })
        .collect()
}

/// The claim "the dam is safe" and who copied whom.
fn joined(articles: &[(Article, Findings)]) -> (Vec<Claim>, Origins) {
    let stated = |idx: usize, n: usize| {
        let (article, findings) = &articles[idx];
        let quotation = &findings.quotations[n];
        Statement {
            passage: Passage::of(article, quotation.passage).unwrap(),
            content: Passage::of(article, quotation.content[0]).unwrap(),
            speaker_decided: None,
            speaker: quotation.speaker.name().map(str::to_owned),
            outlet: article.outlet_name().to_owned(),
            mode: Some(quotation.mode),
            hedges: quotation.hedges.iter().map(|h| h.of(&article.text).to_owned()).collect(),
            when: article.published.clone(),
            repeats: Vec::new(),
        }
    };
    let mut first = stated(0, 0);
    first.repeats = vec![stated(1, 0).passage];
    let headline = {
        let (article, _) = &articles[0];
        let title = Passage::of(article, article.zones[0].span).unwrap();
        Statement {
            passage: title.clone(),
            content: title,
            speaker: None,
            mode: None,
            hedges: vec![],
            ..first.clone()
        }
    };
    let (second, last) = (stated(2, 0), stated(4, 0));
    let moved = [stated(0, 1), stated(3, 1)];
    let relation =
        |from, to, kind, reason: &str| Relation { from, to, kind, reason: reason.to_owned() };
    let safe = Claim {
        id: Id::of("claim", [b"safe".as_slice()]),
        statements: vec![first.clone(), second, last],
        relations: vec![relation(0, 1, RelationKind::Weaker, "adds the hedge “in fact largely”")],
        words: vec!["dam".to_owned(), "safe".to_owned()],
    };
    let head = Claim {
        id: Id::of("claim", [b"head".as_slice()]),
        statements: vec![first, headline],
        relations: vec![relation(0, 1, RelationKind::Stronger, "the headline drops the hedge")],
        words: vec![],
    };
    let families = Claim {
        id: Id::of("claim", [b"families".as_slice()]),
        statements: moved.to_vec(),
        relations: vec![relation(0, 1, RelationKind::Conflicts, "the bounds exclude each other")],
        words: vec!["families".to_owned()],
    };
    let id = |idx: usize| articles[idx].0.id;
    let shared = |idx: usize| articles[idx].1.quotations[0].passage;
    let copies = vec![
        Copy {
            a: id(0),
            b: id(1),
            kind: CopyKind::Excerpt,
            direction: Direction::FromThird,
            a_in_b: 300,
            b_in_a: 900,
            shared: vec![(shared(0), shared(1))],
            reasons: vec!["credits Northwire".to_owned()],
        },
        Copy {
            a: id(2),
            b: id(3),
            kind: CopyKind::SharedSentence,
            direction: Direction::NotEstablished,
            a_in_b: 80,
            b_in_a: 90,
            shared: vec![(shared(2), shared(3))],
            reasons: vec![],
        },
    ];
    let group = |ids: &[usize], credited: Option<&str>, reasons: &[&str]| OriginGroup {
        articles: ids.iter().map(|idx| id(*idx)).collect(),
        credited: credited.map(str::to_owned),
        reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
    };
    let origins = Origins {
        articles: (0..articles.len()).map(id).collect(),
        groups: vec![
            group(
                &[0, 1],
                Some("Northwire"),
                &["90 % of the Harbor Post stands in the Courier", "credit in the dateline"],
            ),
            group(&[2], None, &[]),
            group(&[3], None, &[]),
            group(&[4], Some("Northwire"), &[]),
            group(&[5], None, &[]),
        ],
        copies,
    };
    (vec![safe, families, head], origins)
}
