//! What commands show: one struct for terminal, JSON and CSV alike.

use crate::row::Row;
use onrecord_model::{
    article::Article,
    brief::{Brief, Part},
    claim::Claim,
    copy::{Copy, Origins},
    dating::Dating,
    entity::{Mention, MentionForm},
    findings::Findings,
    id::Id,
    passage::Passage,
    quotation::{Mode, Quotation, QuotationKind, Speaker},
};
use onrecord_text::Span;
use std::collections::BTreeMap;

/// An article in a listing.
#[derive(Clone, Debug)]
pub struct ArticleLine {
    /// The article.
    pub id: Id,
    /// Its title, or the start of its text.
    pub title: String,
    /// The outlet's name, or that it is not stated.
    pub outlet: String,
    /// Who is credited for all of it.
    pub credited: Vec<String>,
    /// When it was published.
    pub published: Dating,
    /// The language's code.
    pub language: Option<String>,
    /// The canonical address.
    pub address: Option<String>,
    /// The passage that answers the query best, in a search.
    pub passage: Option<Passage>,
    /// How many other versions of its page match, in a search that lists the latest.
    pub n_versions: usize,
}

impl ArticleLine {
    /// The line for an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        use onrecord_model::article::CreditReach;
        let credits = article.credits.iter().filter(|credit| credit.reach == CreditReach::Article);
        let mut credited: Vec<_> = credits.map(|credit| credit.name.clone()).collect();
        credited.dedup();
        Self {
            id: article.id,
            title: article.title_or_start().to_owned(),
            outlet: article.outlet_name().to_owned(),
            credited,
            published: article.published.clone(),
            language: article.language.clone(),
            address: article.address.as_ref().map(|address| address.value.clone()),
            passage: None,
            n_versions: 0,
        }
    }

    /// The line as a row.
    #[must_use]
    pub fn row(&self) -> Row {
        let row = Row::default().with("article", self.id.to_string());
        let row = with_date(row, &self.published)
            .with("outlet", self.outlet.as_str())
            .with("credited", self.credited.clone())
            .with("title", self.title.as_str())
            .with("language", self.language.clone())
            .with("address", self.address.clone());
        match &self.passage {
            Some(passage) => row
                .with("passage", passage_link(passage))
                .with("exact", passage.exact())
                .with("n_other_versions", self.n_versions),
            None => row,
        }
    }
}

/// A quotation in a listing.
#[derive(Clone, Debug)]
pub struct Said {
    /// The sentences it stands in.
    pub passage: Passage,
    /// Its words, in one part or several.
    pub content: Vec<Passage>,
    /// The words that introduce it.
    pub cue: Option<String>,
    /// Who says it.
    pub speaker: Speaker,
    /// The words that name the source in this passage.
    pub source: Option<String>,
    /// The description of an unnamed source.
    pub described: Option<String>,
    /// The office that the article states for the speaker.
    pub role: Option<String>,
    /// Who of the center's people that is, `Ana Ruiz, mayor of Brenmark`, where a speaker was asked for.
    pub bearer: Option<String>,
    /// What the source does with it.
    pub kind: QuotationKind,
    /// Whose words they are.
    pub mode: Mode,
    /// Words that weaken it.
    pub hedges: Vec<String>,
    /// Whether it was refused or denied.
    pub is_negated: bool,
    /// Through whom it came, outermost first.
    pub via: Vec<String>,
    /// How sure the reading is, from 0 to 1000.
    pub confidence: u16,
    /// The article it stands in.
    pub article: ArticleLine,
}

impl Said {
    /// The line for a quotation; `None` when its spans do not fit the article.
    #[must_use]
    pub fn of(article: &Article, findings: &Findings, quotation: &Quotation) -> Option<Self> {
        let words = |span: &Span| span.get(&article.text).map(str::to_owned);
        let described = match &quotation.speaker {
            Speaker::Unnamed { described_at } => words(described_at),
            _ => None,
        };
        let role = quotation.speaker.name().and_then(|name| {
            let entity = findings.entities.iter().find(|entity| entity.name == name)?;
            words(&entity.role_at?)
        });
        Some(Self {
            passage: Passage::of(article, quotation.passage)?,
            content: quotation
                .content
                .iter()
                .filter_map(|span| Passage::of(article, *span))
                .collect(),
            cue: quotation.cue.as_ref().and_then(words),
            speaker: quotation.speaker.clone(),
            source: quotation.source.as_ref().and_then(words),
            described,
            role,
            bearer: None,
            kind: quotation.kind,
            mode: quotation.mode,
            hedges: quotation.hedges.iter().filter_map(words).collect(),
            is_negated: quotation.is_negated,
            via: quotation
                .via
                .iter()
                .filter_map(|span| through(article, findings, *span))
                .collect(),
            confidence: quotation.confidence,
            article: ArticleLine::of(article),
        })
    }

    /// Who said it, for people: the name, else the description, else that it is not established.
    #[must_use]
    pub fn who(&self) -> String {
        match (&self.speaker, &self.described) {
            (Speaker::Established { name, .. } | Speaker::Decided { name: Some(name), .. }, _) => {
                name.clone()
            }
            (_, Some(described)) => described.clone(),
            _ => "not established".to_owned(),
        }
    }

    /// The line as a row.
    #[must_use]
    pub fn row(&self) -> Row {
        let content: Vec<_> = self.content.iter().map(|part| part.exact().to_owned()).collect();
        let row = Row::default()
            .with("passage", passage_link(&self.passage))
            .with("speaker", self.speaker.name())
            .with("speaker_decided", self.speaker.decided())
            .with("described_as", self.described.clone())
            .with("role", self.role.clone())
            .with("content", content)
            .with("bearer", self.bearer.clone())
            .with("kind", self.kind.name())
            .with("mode", mode_word(self.mode))
            .with("cue", self.cue.clone())
            .with("source", self.source.clone())
            .with("via", self.via.clone())
            .with("hedges", self.hedges.clone())
            .with("is_negated", self.is_negated)
            .with("confidence", self.confidence);
        with_date(row, &self.article.published)
            .with("outlet", self.article.outlet.as_str())
            .with("title", self.article.title.as_str())
            .with("exact", self.passage.exact())
            .with("article", self.article.id.to_string())
            .with("capture", self.passage.capture().to_string())
    }
}

/// Through whom something came, with the name that a pronoun stands for: `he (Jan Okafor)`.
fn through(article: &Article, findings: &Findings, via: Span) -> Option<String> {
    let words = via.get(&article.text)?;
    let is_it = |mention: &Mention| mention.span == via && mention.form == MentionForm::Pronoun;
    let named = findings.entities.iter().find(|entity| entity.mentions.iter().any(is_it));
    Some(match named {
        Some(entity) => format!("{words} ({})", entity.name),
        None => words.to_owned(),
    })
}

/// Articles counted by origin, with a line for each.
#[derive(Clone, Debug)]
pub struct OriginsAnswer {
    /// Groups and copies.
    pub origins: Origins,
    /// A line for each article, in the order of `origins.articles`.
    pub lines: Vec<ArticleLine>,
    /// What is shared by articles of which none is a copy of the other.
    pub shared: Vec<Shared>,
    /// How many other versions of these articles matched; they do not count by themselves.
    pub n_versions: usize,
}

/// Text shared by two articles of which none is a copy of the other.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The two, as a [`Copy`](struct@Copy) has them.
    pub copy: Copy,
    /// The longest passage shared, as each has it.
    pub passages: (Passage, Passage),
}

impl Shared {
    /// What a copy says, with the words; `None` for a copy of a whole text.
    #[must_use]
    pub fn of(articles: &BTreeMap<Id, &Article>, copy: &Copy) -> Option<Self> {
        let (a, b) = copy.longest().filter(|_| !copy.kind.is_one_origin())?;
        let passages =
            (Passage::of(articles.get(&copy.a)?, a)?, Passage::of(articles.get(&copy.b)?, b)?);
        Some(Self { copy: copy.clone(), passages })
    }
}

impl OriginsAnswer {
    /// The line of an article.
    #[must_use]
    pub fn line(&self, id: Id) -> Option<&ArticleLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// One row per article: its group, who is credited, and whom it shares text with.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (idx, group) in self.origins.groups.iter().enumerate() {
            for id in &group.articles {
                let Some(line) = self.line(*id) else { continue };
                let copies = self.origins.copies.iter().filter(|c| c.a == *id || c.b == *id);
                let shares: Vec<_> = copies
                    .map(|copy| {
                        let other = if copy.a == *id { copy.b } else { copy.a };
                        format!("{} {other:#}", copy_word(copy.kind))
                    })
                    .collect();
                let passages = self.shared.iter().flat_map(|shared| {
                    let (a, b) = &shared.passages;
                    [a, b].into_iter().filter(|passage| passage.article() == *id)
                });
                let passages: Vec<_> = passages.map(passage_link).collect();
                let row = Row::default()
                    .with("origin", idx + 1)
                    .with("at_most_origins", self.origins.at_most())
                    .with("article", id.to_string());
                let row = with_date(row, &line.published)
                    .with("outlet", line.outlet.as_str())
                    .with("credited", group.credited.clone())
                    .with("title", line.title.as_str())
                    .with("shares_text", shares)
                    .with("shared_passages", passages)
                    .with("reasons", group.reasons.clone());
                rows.push(row);
            }
        }
        rows
    }
}

/// One row per statement of a claim.
#[must_use]
pub fn claim_rows(claim: &Claim) -> Vec<Row> {
    let statements = claim.statements.iter().enumerate();
    let rows = statements.map(|(idx, statement)| {
        let relations = claim.relations.iter().filter(|relation| relation.to == idx);
        let relations: Vec<_> = relations
            .map(|relation| {
                let earlier = &claim.statements[relation.from].passage;
                format!("{} {earlier}: {}", relation_word(relation.kind), relation.reason)
            })
            .collect();
        let row = Row::default()
            .with("claim", claim.id.to_string())
            .with("occasion", idx + 1)
            .with("n_occasions", claim.statements.len())
            .with("passage", passage_link(&statement.passage))
            .with("speaker", statement.speaker.clone())
            .with("speaker_decided", statement.speaker_decided.clone())
            .with("content", statement.content.exact())
            .with("mode", statement.mode.map(mode_word))
            .with("hedges", statement.hedges.clone());
        with_date(row, &statement.when)
            .with("outlet", statement.outlet.as_str())
            .with("relations", relations)
            .with("repeats", statement.repeats.iter().map(passage_link).collect::<Vec<_>>())
            .with("exact", statement.passage.exact())
    });
    rows.collect()
}

/// One row per sentence of a brief or timeline, with its passages.
#[must_use]
pub fn brief_rows(brief: &Brief) -> Vec<Row> {
    let mut rows = Vec::new();
    for section in &brief.sections {
        for sentence in &section.sentences {
            let words: String = sentence.parts.iter().map(part_words).collect();
            let passages: Vec<_> = sentence.passages().map(passage_link).collect();
            let exact = sentence.passages().map(|passage| passage.exact().to_owned());
            let row = Row::default().with_noun("section", &section.kind);
            let row = with_date(row, &sentence.when)
                .with("group", sentence.group.clone())
                .with("sentence", words)
                .with("passages", passages)
                .with("exact", exact.collect::<Vec<_>>());
            rows.push(row);
        }
    }
    rows
}

/// A part of a sentence as plain text; a proof is cited, not shown.
fn part_words(part: &Part) -> String {
    match part {
        Part::Ours(words) => words.clone(),
        Part::Direct(passage) => format!("“{}”", passage.exact()),
        Part::Retold(passage) | Part::Hedge(passage) => passage.exact().to_owned(),
        Part::Proof(_) => String::new(),
    }
}

/// `<article>/<start>-<end>` with the whole identifier, as every row links its passage.
#[must_use]
pub fn passage_link(passage: &Passage) -> String {
    format!("{}/{}", passage.article(), passage.span())
}

/// The date columns, the same in every table.
pub(crate) fn with_date(row: Row, dating: &Dating) -> Row {
    let interval = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    row.with("date", interval(dating.best))
        .with("not_before", interval(dating.not_before))
        .with("not_after", interval(dating.not_after))
        .with("date_label", dating.label())
        .with("date_decided", dating.decided())
}

/// Direct, indirect or mixed, in one word.
#[must_use]
pub fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct",
        Mode::Indirect => "indirect",
        Mode::Mixed => "mixed",
    }
}

/// How two articles share text, in words.
#[must_use]
pub fn copy_word(kind: onrecord_model::copy::CopyKind) -> &'static str {
    use onrecord_model::copy::CopyKind::*;
    match kind {
        Exact => "exact copy",
        Near => "near copy",
        Excerpt => "excerpt",
        Rewrite => "rewrite",
        SharedPassage => "shared passage",
        SharedSentence => "shared sentence",
    }
}

/// How a statement relates to an earlier one, in words.
#[must_use]
pub fn relation_word(kind: onrecord_model::claim::RelationKind) -> &'static str {
    use onrecord_model::claim::RelationKind::*;
    match kind {
        Repeats => "repeats",
        Stronger => "stronger than",
        Weaker => "weaker than",
        Updates => "updates",
        Conflicts => "conflicts with",
        NotComparable => "not comparable with",
    }
}
