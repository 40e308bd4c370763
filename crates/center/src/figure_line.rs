//! A figure in a listing, for terminal, JSON and CSV alike.

use crate::{
    answer::{ArticleLine, mode_word, passage_link, with_date},
    row::Row,
};
use onrecord_analyze::{claim::measure::Measure, headline};
use onrecord_model::{
    article::Article,
    figure::{Figure, Modifier},
    findings::Findings,
    passage::Passage,
    quotation::Speaker,
};
use onrecord_text::Span;

/// A figure in a listing.
#[derive(Clone, Debug)]
pub struct FigureLine {
    /// The sentence it stands in.
    pub passage: Passage,
    /// The figure with its modifier and what it counts.
    pub words: Passage,
    /// The figure itself.
    pub figure: Figure,
    /// What is counted, as written.
    pub counted: Option<String>,
    /// The whole that a part is of.
    pub of: Option<String>,
    /// What happened to or holds of what is counted.
    pub relation: Option<String>,
    /// The place it holds for.
    pub place: Option<String>,
    /// The time it holds for, as written.
    pub time: Option<String>,
    /// The description of an unnamed source.
    pub described: Option<String>,
    /// Through whom it came, outermost first.
    pub via: Vec<String>,
    /// For a figure of the headline, the figure of the body that it stands for.
    pub body: Option<InBody>,
    /// The article it stands in.
    pub article: ArticleLine,
}

/// The figure of the body that one of the headline stands for.
#[derive(Clone, Debug)]
pub struct InBody {
    /// Its words.
    pub words: Passage,
    /// Who states it.
    pub who: String,
    /// How the headline's amount lies to it, in words.
    pub relation: &'static str,
}

impl FigureLine {
    /// The line for a figure; `None` when its spans do not fit the article.
    #[must_use]
    pub fn of(article: &Article, figure: &Figure) -> Option<Self> {
        let words = |span: Option<Span>| span?.get(&article.text).map(str::to_owned);
        let described = match &figure.source {
            Speaker::Unnamed { described_at } => words(Some(*described_at)),
            _ => None,
        };
        Some(Self {
            passage: Passage::of(article, figure.passage)?,
            words: Passage::of(article, figure.span)?,
            counted: words(figure.counted),
            of: words(figure.of),
            relation: words(figure.relation),
            place: words(figure.place),
            time: words(figure.time),
            described,
            via: figure.via.iter().filter_map(|via| words(Some(*via))).collect(),
            body: None,
            figure: figure.clone(),
            article: ArticleLine::of(article),
        })
    }

    /// The line for a figure of an article; one of the headline is joined to the body's.
    #[must_use]
    pub fn with_body(article: &Article, findings: &Findings, figure: &Figure) -> Option<Self> {
        let line = Self::of(article, figure)?;
        let body =
            headline::in_body(article, &findings.figures, figure).and_then(|(found, lie)| {
                let found = Self::of(article, found)?;
                let relation = headline::words(lie);
                Some(InBody { who: found.who(), words: found.words, relation })
            });
        Some(Self { body, ..line })
    }

    /// Whether it only tells how old somebody is: such a figure is kept apart from what is counted.
    #[must_use]
    pub fn is_age(&self) -> bool {
        self.figure.unit == "year of age"
    }

    /// What it measures, in words.
    #[must_use]
    pub fn measured(&self) -> Measure<'_> {
        Measure {
            unit: &self.figure.unit,
            counted: self.counted.as_deref().unwrap_or_default(),
            of: self.of.as_deref().unwrap_or_default(),
            place: self.place.as_deref().unwrap_or_default(),
            relation: self.relation.as_deref().unwrap_or_default(),
        }
    }

    /// Who states it, for people; the outlet that reports it in its own voice.
    #[must_use]
    pub fn who(&self) -> String {
        match (&self.figure.source, &self.described) {
            (Speaker::Established { name, .. } | Speaker::Decided { name: Some(name), .. }, _) => {
                name.clone()
            }
            (Speaker::Decided { .. }, _) => "not established".to_owned(),
            (_, Some(described)) => described.clone(),
            _ if self.figure.mode.is_some() => "not established".to_owned(),
            _ => format!("reported by {}", self.article.outlet),
        }
    }

    /// What the figure counts, for grouping: what is counted or the unit, folded.
    #[must_use]
    pub fn measure(&self) -> String {
        let counted = self.counted.as_deref().unwrap_or(&self.figure.unit);
        let counted = if counted.is_empty() { "not stated" } else { counted };
        let folded = onrecord_text::normal::folded(counted);
        let bare = folded.strip_prefix("the ").unwrap_or(&folded);
        match self.figure.unit.as_str() {
            "percent" | "fraction" if self.counted.is_some() => format!("share of {bare}"),
            _ => bare.to_owned(),
        }
    }

    /// The line as a row.
    #[must_use]
    pub fn row(&self) -> Row {
        let figure = &self.figure;
        let amount = |amount: Option<onrecord_model::figure::Amount>| amount.map(|a| a.to_string());
        let row = Row::default()
            .with("passage", passage_link(&self.passage))
            .with("words", self.words.exact())
            .with("value", amount(figure.value))
            .with("low", amount(figure.low))
            .with("high", amount(figure.high))
            .with("modifier", figure.modifier.name())
            .with("is_vague", figure.is_vague)
            .with("is_negated", figure.is_negated)
            .with("unit", Some(figure.unit.clone()).filter(|unit| !unit.is_empty()))
            .with("counted", self.counted.clone())
            .with("of", self.of.clone())
            .with("relation", self.relation.clone())
            .with("place", self.place.clone())
            .with("time", self.time.clone())
            .with("source", figure.source.name())
            .with("speaker_decided", figure.source.decided())
            .with("described_as", self.described.clone())
            .with("via", self.via.clone())
            .with("in_body", self.body.as_ref().map(|body| body.words.exact().to_owned()))
            .with("mode", figure.mode.map(mode_word));
        with_date(row, &self.article.published)
            .with("outlet", self.article.outlet.as_str())
            .with("title", self.article.title.as_str())
            .with("exact", self.passage.exact())
            .with("article", self.article.id.to_string())
            .with("capture", self.passage.capture().to_string())
    }

    /// Whether the words bound the value on one side only.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(
            self.figure.modifier,
            Modifier::Over | Modifier::Under | Modifier::AtLeast | Modifier::AtMost
        )
    }
}
