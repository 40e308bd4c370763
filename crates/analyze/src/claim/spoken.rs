//! The statements of one article: what was said in it, and its own sentences with figures.

use crate::{
    claim::{
        aim::Aim,
        assertion::{Assertion, assertions, hedges, in_headline},
        ground::grounds,
    },
    number::numerals,
};
use onrecord_model::{
    article::{Article, Block, Place, ZoneKind},
    claim::Statement,
    entity::EntityKind,
    figure::{Amount, Figure, Modifier},
    findings::Findings,
    id::Id,
    passage::Passage,
    quotation::{Mode, Quotation, QuotationKind},
};
use onrecord_text::{Span, lists::List, normal::folded, sentence::sentences};
use std::{collections::BTreeSet, sync::LazyLock};

/// An outlet's own sentence longer than this is a list or a run of captions, not a statement, in bytes.
const MAX_TOLD_BYTES: usize = 400;

/// A quotation longer than this says too much at once to be one statement, in bytes.
const MAX_SAID_BYTES: usize = 600;

/// Verbs by which a source says that something is not so.
static REBUTTALS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/rebuttals.txt")).expect("a checked list")
});

/// How many of an article's entities tell what it is about, the most named.
const MAX_SUBJECTS: usize = 10;

/// A statement with what it is compared by.
#[derive(Clone, Debug)]
pub struct Spoken<'a> {
    /// The article.
    pub article: &'a Article,
    /// What is shown.
    pub statement: Statement,
    /// Its clauses.
    pub assertions: Vec<Assertion>,
    /// Names that the article is mostly about, folded.
    pub subjects: BTreeSet<String>,
    /// Who and what it names, pronouns too, folded.
    pub bearers: BTreeSet<(EntityKind, String)>,
    /// The figures in it.
    pub figures: Vec<&'a Figure>,
    /// Words that weaken it.
    pub hedges: Vec<Span>,
    /// Whether it is the headline; then it is no occasion of its own.
    pub is_headline: bool,
}

/// Whether a key is a word of a name, or made of one: `syrian` is Syria's.
#[must_use]
pub fn is_name<'w>(words: impl IntoIterator<Item = &'w str>, key: &str) -> bool {
    words.into_iter().any(|word| key == word || (word.len() >= 4 && key.starts_with(word)))
}

impl Spoken<'_> {
    /// Whether a key is a name that the article is mostly about.
    #[must_use]
    pub fn is_about(&self, key: &str) -> bool {
        is_name(self.subjects.iter().flat_map(|name| name.split(' ')), key)
    }

    /// The words of the names that the article is mostly about.
    #[must_use]
    pub fn subject_words(&self) -> Vec<&str> {
        self.subjects.iter().flat_map(|name| name.split(' ')).collect()
    }

    /// The article's identifier.
    #[must_use]
    pub fn id(&self) -> Id {
        self.article.id
    }
}

/// A clause with the statement it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The statement.
    pub spoken: &'a Spoken<'a>,
    /// The clause.
    pub clause: &'a Assertion,
}

/// The statements of an article: its quotations, its own sentences that hold a figure, its headline.
#[must_use]
pub fn statements<'a>(article: &'a Article, findings: &'a Findings) -> Vec<Spoken<'a>> {
    let subjects = subjects(article, findings);
    let named = Named::of(findings);
    // What somebody believes, wants or is for is told of him; he need not have said it.
    let said = findings.quotations.iter().filter(|said| !said.content.is_empty());
    let said: Vec<&Quotation> = said.filter(|said| said.is_statement()).collect();
    let mut found: Vec<Spoken> =
        said.iter().filter_map(|said| quoted(article, findings, said, &subjects)).collect();
    let covered: Vec<Span> = said.iter().map(|said| said.passage).collect();
    let own = findings.figures.iter().map(|figure| figure.passage);
    let mut own: Vec<Span> = own
        .filter(|at| at.len() <= MAX_TOLD_BYTES && !covered.iter().any(|said| said.intersects(*at)))
        .collect();
    own.dedup();
    found.extend(own.iter().filter_map(|at| told(article, findings, *at, &subjects)));
    let plain = plain(article, findings)
        .into_iter()
        .filter(|at| !own.contains(at) && !covered.iter().any(|said| said.intersects(*at)));
    found.extend(plain.filter_map(|at| told(article, findings, at, &subjects)));
    let title = match article.title.as_ref().map(|title| &title.place) {
        Some(Place::Text(span)) => Some(*span),
        _ => article.zones.iter().find(|zone| zone.kind == ZoneKind::Title).map(|zone| zone.span),
    };
    let headline = title.and_then(|span| told(article, findings, span, &subjects));
    found.extend(headline.map(|headline| Spoken { is_headline: true, ..headline }));
    found.retain(|spoken| !spoken.assertions.is_empty());
    for spoken in &mut found {
        spoken.bearers = named.inside(spoken.statement.content.span());
        let (figures, text) = (&spoken.figures, &spoken.article.text);
        for clause in &mut spoken.assertions {
            let is_here = |idx: &usize| {
                clause.span.contains(figures[*idx].number) && is_comparable(text, figures[*idx])
            };
            clause.has_amount = figures
                .iter()
                .any(|figure| clause.span.contains(figure.number) && !is_time(figure));
            clause.figures = (0..figures.len()).filter(is_here).collect();
            clause.bearers = named.inside(clause.span);
            if let (true, Some(name)) = (clause.is_own, &spoken.statement.speaker) {
                clause.bearers.insert((EntityKind::Person, subject(name, EntityKind::Person)));
            }
        }
    }
    found
}

/// Units of time: how long something lasts or how old somebody is says little of what is claimed.
const TIMES: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

fn is_time(figure: &Figure) -> bool {
    TIMES.contains(&figure.unit.as_str())
}

/// Whether a figure says enough to be compared: a number of something. `One of the oldest`, `many`, a
/// bare number (a magnitude, a house number), a part of a longer word (`80-strong`) do not, nor does how
/// long something lasts.
fn is_comparable(text: &str, figure: &Figure) -> bool {
    let is_joined = text[figure.number.end()..].starts_with('-');
    let is_vague = matches!(
        figure.modifier,
        Modifier::Some | Modifier::Several | Modifier::Many | Modifier::Most | Modifier::Part
    );
    let is_one = figure.value == Some(Amount::whole(1))
        || is_whole(text, figure)
        || is_part(text, figure)
        || is_label(text, figure);
    let is_bare = figure.unit.is_empty() && figure.counted.is_none();
    !is_vague && !is_one && !is_bare && !is_joined && !is_time(figure) && !figure.is_negated
}

/// An outlet's own sentence without a figure has at least so many bytes and tokens that name somebody.
const MIN_TOLD_BYTES: usize = 40;

/// So many of an article's own sentences without figures are compared, the first: what it tells later is
/// background, and more of it than is said.
const MAX_PLAIN: usize = 60;

/// The sentences of running text that name somebody or something, in order.
fn plain(article: &Article, findings: &Findings) -> Vec<Span> {
    let text = &article.text;
    let mut mentions: Vec<usize> = findings
        .entities
        .iter()
        .flat_map(|entity| entity.mentions.iter().map(|at| at.span.start()))
        .collect();
    mentions.sort_unstable();
    let is_naming = |at: &Span| {
        let first = mentions.partition_point(|mention| *mention < at.start());
        mentions.get(first).is_some_and(|mention| *mention < at.end())
    };
    let is_running = |at: &Span| {
        let zone = article.zone_at(at.start());
        let is_body = zone.is_none_or(|zone| {
            zone.kind == ZoneKind::Body && matches!(zone.block, Block::Paragraph)
        });
        is_body && (MIN_TOLD_BYTES..=MAX_TOLD_BYTES).contains(&at.len())
    };
    let all = sentences(text).into_iter();
    all.filter(is_running).filter(is_naming).take(MAX_PLAIN).collect()
}

/// Whether a figure is the whole of which another is a part: the four of `three of the four boards`.
fn is_whole(text: &str, figure: &Figure) -> bool {
    let from = figure.number.start().saturating_sub(WHOLE_BYTES).max(figure.passage.start());
    let before = text.get(text.ceil_char_boundary(from)..figure.number.start()).unwrap_or_default();
    let words: Vec<String> = folded(before).split_whitespace().map(str::to_owned).collect();
    let mut last = words.iter().rev().skip_while(|word| matches!(&***word, "the" | "its" | "all"));
    let is_of = last.next().is_some_and(|word| word == "of");
    let part = last.find(|word| *word != "out");
    is_of && part.is_some_and(|word| is_number(word))
}

/// Whether a figure is a part of another that follows it: the three of `three of the four boards`.
fn is_part(text: &str, figure: &Figure) -> bool {
    let to = text.floor_char_boundary((figure.number.end() + WHOLE_BYTES).min(text.len()));
    let behind = folded(text.get(figure.number.end()..to).unwrap_or_default());
    let mut words = behind.split_whitespace().skip_while(|word| *word == "out");
    let is_of = words.next() == Some("of");
    is_of && words.find(|word| !matches!(*word, "the" | "its" | "all")).is_some_and(is_number)
}

/// Words before a number that only tells one thing from the others: `day 16 of the trial`.
const LABELED: [&str; 11] = [
    "day", "week", "part", "chapter", "number", "page", "article", "section", "phase", "group",
    "level",
];

fn is_label(text: &str, figure: &Figure) -> bool {
    let from = text.ceil_char_boundary(figure.number.start().saturating_sub(WHOLE_BYTES));
    let before = folded(text.get(from..figure.number.start()).unwrap_or_default());
    before.split_whitespace().next_back().is_some_and(|word| LABELED.contains(&word))
}

/// Whether a folded word is a number, in digits or in a word.
fn is_number(word: &str) -> bool {
    let is_word = !matches!(word, "a" | "an" | "and")
        && numerals(Some("en")).is_some_and(|all| all.role(word).is_some());
    is_word || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// So far around a number the part and the whole are looked for, in bytes.
const WHOLE_BYTES: usize = 40;

/// The entities of an article by where they are mentioned.
struct Named {
    mentions: Vec<(Span, (EntityKind, String))>,
}

impl Named {
    fn of(findings: &Findings) -> Self {
        let mut mentions = Vec::new();
        for entity in &findings.entities {
            let name = (entity.kind, subject(&entity.name, entity.kind));
            mentions.extend(entity.mentions.iter().map(|at| (at.span, name.clone())));
        }
        mentions.sort();
        Self { mentions }
    }

    fn inside(&self, at: Span) -> BTreeSet<(EntityKind, String)> {
        let from = self.mentions.partition_point(|(span, _)| span.start() < at.start());
        let near = self.mentions[from..].iter().take_while(|(span, _)| span.end() <= at.end());
        near.map(|(_, name)| name.clone()).collect()
    }
}

fn quoted<'a>(
    article: &'a Article,
    findings: &'a Findings,
    said: &Quotation,
    subjects: &BTreeSet<String>,
) -> Option<Spoken<'a>> {
    let is_furniture = |at: usize| {
        article
            .zone_at(at)
            .is_some_and(|zone| !matches!(zone.kind, ZoneKind::Body | ZoneKind::Title))
    };
    if said.cover().len() > MAX_SAID_BYTES || is_furniture(said.cover().start()) {
        return None;
    }
    let mut spoken = told(article, findings, said.cover(), subjects)?;
    let kept: Vec<Span> = spoken.figures.iter().map(|figure| figure.span).collect();
    spoken.assertions =
        said.content.iter().flat_map(|part| clauses(article, *part, &kept)).collect();
    spoken.assertions.extend(said.content.iter().flat_map(|at| grounds(&article.text, *at)));
    if is_rebuttal(article, said) {
        // What is denied is what a verb says; the names of things around it are not.
        spoken.assertions.retain(|clause| clause.is_finite);
        spoken.assertions.iter_mut().for_each(|clause| clause.is_denied = !clause.is_denied);
    } else if said.is_negated {
        return None;
    }
    // What somebody calls for is no fact: "told the parties to resolve what is open".
    if said.kind == QuotationKind::Asks {
        let stated = spoken.assertions.iter_mut().filter(|clause| clause.aim == Aim::States);
        stated.for_each(|clause| clause.aim = Aim::Demands);
    }
    spoken.hedges.clone_from(&said.hedges);
    let words = said.hedges.iter().filter_map(|at| at.get(&article.text)).map(str::to_owned);
    spoken.statement.hedges = words.collect();
    spoken.statement.hedges.dedup();
    spoken.statement.passage = Passage::of(article, said.passage)?;
    spoken.statement.speaker = said.speaker.name().map(str::to_owned);
    spoken.statement.speaker_decided = said.speaker.decided().map(str::to_owned);
    spoken.statement.mode = Some(said.mode);
    let zone = article.zone_at(said.cover().start());
    spoken.is_headline = zone.is_some_and(|zone| zone.kind == ZoneKind::Title);
    Some(spoken)
}

/// Whether the source denies what it is quoted for: `denied that`, `rejected the claim that`. Not where it
/// only says nothing of it (`declined to say`).
fn is_rebuttal(article: &Article, said: &Quotation) -> bool {
    let Some(cue) = said.cue.and_then(|cue| cue.get(&article.text)) else { return false };
    let words = folded(cue);
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| REBUTTALS.has(word)) && said.mode != Mode::Direct
}

/// A sentence that the article tells without a source that was found.
fn told<'a>(
    article: &'a Article,
    findings: &'a Findings,
    at: Span,
    subjects: &BTreeSet<String>,
) -> Option<Spoken<'a>> {
    let passage = Passage::of(article, at)?;
    let words = hedges(&article.text, at);
    let statement = Statement {
        content: passage.clone(),
        passage,
        speaker: None,
        speaker_decided: None,
        outlet: article.outlet_name().to_owned(),
        mode: None,
        hedges: words.iter().filter_map(|at| at.get(&article.text)).map(str::to_owned).collect(),
        // A day that the sentence itself names may be that of the event or of the speech, so it
        // narrows nothing here.
        when: article.published.clone(),
        repeats: Vec::new(),
    };
    let figures: Vec<&Figure> =
        findings.figures.iter().filter(|figure| at.contains(figure.number)).collect();
    let kept: Vec<Span> = figures.iter().map(|figure| figure.span).collect();
    let mut assertions = clauses(article, at, &kept);
    assertions.extend(grounds(&article.text, at));
    let subjects = subjects.clone();
    let hedges = words;
    // A sentence of whose figures one source states all is that source's, though no quotation was found.
    let mut sources = figures.iter().map(|figure| (figure.source.name(), figure.mode));
    let source = sources.next().filter(|first| sources.all(|other| other == *first));
    let statement = match source {
        Some((Some(name), Some(mode))) => Statement {
            speaker: Some(name.to_owned()),
            speaker_decided: figures[0].source.decided().map(str::to_owned),
            mode: Some(mode),
            ..statement
        },
        _ => statement,
    };
    Some(Spoken {
        article,
        statement,
        assertions,
        subjects,
        bearers: BTreeSet::new(),
        figures,
        hedges,
        is_headline: false,
    })
}

/// The clauses of an article's words; capitals mean less in its headline.
fn clauses(article: &Article, at: Span, kept: &[Span]) -> Vec<Assertion> {
    let is_title = article.zone_at(at.start()).is_some_and(|zone| zone.kind == ZoneKind::Title);
    let read = if is_title { in_headline } else { assertions };
    read(&article.text, at, kept)
}

/// The names an article is mostly about, folded: each entity's fullest name, the most named first.
fn subjects(article: &Article, findings: &Findings) -> BTreeSet<String> {
    let mut named: Vec<(usize, String)> = findings
        .entities
        .iter()
        .map(|entity| {
            let in_title = entity.mentions.iter().any(|mention| {
                article.zone_at(mention.span.start()).is_some_and(|z| z.kind == ZoneKind::Title)
            });
            let n = entity.mentions.len() + if in_title { 3 } else { 0 };
            (n, subject(&entity.name, entity.kind))
        })
        .collect();
    named.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    named.into_iter().map(|(_, name)| name).take(MAX_SUBJECTS).collect()
}

/// A name for comparing: a person's last name, another's whole; `Syrian` and `Syria` meet by their
/// first letters.
fn subject(name: &str, kind: EntityKind) -> String {
    let name = folded(name);
    let last = name.rsplit(' ').next().unwrap_or_default();
    match kind {
        EntityKind::Person => last.to_owned(),
        _ => name.strip_prefix("the ").unwrap_or(&name).to_owned(),
    }
}

/// Whether two names of persons can be one: the last names are equal, and no first names differ.
#[must_use]
pub fn is_one_speaker(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let parts = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (parts(&a), parts(&b));
    a.last() == b.last() && (a.len() == 1 || b.len() == 1 || a[0] == b[0])
}
