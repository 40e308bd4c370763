//! The figures of a headline joined to those of the body that they stand for.
//!
//! A headline keeps one end of a range ("Up to 7,000") or drops who states it; the body has both.

use crate::claim::{
    self, Aim, Assertion, Spoken,
    measure::{Amounts, Measured, content, counterpart, lie, why_not},
    same,
};
use onrecord_model::{
    article::{Article, ZoneKind},
    claim::{Claim, Relation, RelationKind, Statement},
    figure::{Figure, Modifier},
    findings::Findings,
    id::Id,
    passage::Passage,
};
use onrecord_text::{Span, normal::folded};
use std::collections::BTreeSet;

/// The figure of the body that a figure of the headline stands for, and how the headline's amount lies
/// to it. `None` for a figure outside the headline, and where no figure of the body shares an amount
/// or a thing counted with it.
///
/// An end in common decides first, then what is counted and the words around.
#[must_use]
pub fn in_body<'f>(
    article: &'f Article,
    figures: &'f [Figure],
    figure: &'f Figure,
) -> Option<(&'f Figure, Amounts)> {
    let zone = |figure: &Figure| article.zone_at(figure.number.start()).map(|zone| zone.kind);
    if zone(figure) != Some(ZoneKind::Title) {
        return None;
    }
    let one = Measured { text: &article.text, figure };
    let bounds = one.bounds()?;
    let body: Vec<Measured> = figures
        .iter()
        .filter(|other| zone(other) == Some(ZoneKind::Body))
        .map(|figure| Measured { text: &article.text, figure })
        .collect();
    let fits = |other: &&Measured| {
        let theirs = other.bounds();
        let is_unit = other.figure.unit == figure.unit
            || figure.unit.is_empty()
            || figure.unit == "person" && other.figure.unit.is_empty();
        is_unit && theirs.is_some_and(|theirs| shares_end(bounds, theirs))
    };
    let found = body.iter().find(fits).or_else(|| body.get(counterpart(one, &body)?))?;
    Some((found.figure, lie(found.bounds()?, bounds)))
}

type Bounds = (Option<onrecord_model::figure::Amount>, Option<onrecord_model::figure::Amount>);

/// Whether two ranges have an end in common.
pub(crate) fn shares_end(a: Bounds, b: Bounds) -> bool {
    let ends = |(low, high): Bounds| [low, high].into_iter().flatten().collect::<Vec<_>>();
    let theirs = ends(b);
    ends(a).iter().any(|end| theirs.contains(end))
}

/// What the headline does to the body's amount, in words.
#[must_use]
pub fn words(amounts: Amounts) -> &'static str {
    match amounts {
        Amounts::Equal => "the same amount",
        Amounts::Within => "the headline is narrower than the body",
        Amounts::Holds => "the headline is wider than the body",
        Amounts::Overlap => "the headline overlaps the body",
        Amounts::Apart => "the headline differs from the body",
    }
}

/// A headline that says more than the text below it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bolder {
    /// The headline.
    pub headline: Statement,
    /// What the text says.
    pub body: Statement,
    /// What the headline leaves out, in words.
    pub reason: String,
}

impl Bolder {
    /// The two as a claim of one article: what the text says, then the headline, which is stronger.
    #[must_use]
    pub fn into_claim(self) -> Claim {
        let at = self.headline.content.span();
        let place = [(at.start() as u64).to_be_bytes(), (at.end() as u64).to_be_bytes()].concat();
        let article = self.headline.content.article();
        let kind = RelationKind::Stronger;
        Claim {
            id: Id::of("headline", [article.bytes().as_slice(), &place]),
            statements: vec![self.body, self.headline],
            relations: vec![Relation { from: 0, to: 1, kind, reason: self.reason }],
            words: Vec::new(),
        }
    }
}

/// Where the headline of an article says more than its own text: a bound, a hedge or the source left
/// out, some made all, others counted. Both passages are of the article; each is reported once.
#[must_use]
pub fn bolder(article: &Article, findings: &Findings) -> Vec<Bolder> {
    let spoken = claim::statements(article, findings);
    let Some(headline) = spoken.iter().find(|spoken| spoken.is_headline) else { return Vec::new() };
    let body: Vec<&Spoken> = spoken.iter().filter(|spoken| !spoken.is_headline).collect();
    let figure = headline.figures.iter().find_map(|figure| by_figure(article, findings, figure));
    let found = figure
        .or_else(|| by_all(article, findings, headline))
        .and_then(|(figure, reason)| Some((stated(article, figure, &body)?, reason)))
        .or_else(|| by_words(headline, &body));
    let headline = Statement { mode: None, speaker: None, ..headline.statement.clone() };
    found
        .into_iter()
        .map(|(body, reason)| Bolder { headline: headline.clone(), body, reason })
        .collect()
}

/// A figure of the body that the headline's figure stands for, and what is left out of it.
fn by_figure<'f>(
    article: &'f Article,
    findings: &'f Findings,
    figure: &'f Figure,
) -> Option<(&'f Figure, String)> {
    let (found, amounts) = in_body(article, &findings.figures, figure)?;
    Some((found, left_out("headline", &article.text, figure, found, amounts)?))
}

/// What a figure of a headline or a heading leaves out of the one that it stands for, in words.
pub(crate) fn left_out(
    called: &str,
    text: &str,
    figure: &Figure,
    found: &Figure,
    amounts: Amounts,
) -> Option<String> {
    let (above, below) = (Measured { text, figure }, Measured { text, figure: found });
    if figure.is_vague || found.is_vague || !shares_end(above.bounds()?, below.bounds()?) {
        return None;
    }
    let (short, whole) = (figure.span.get(text)?, found.span.get(text)?);
    let is_bare = figure.modifier == Modifier::Exactly;
    // A headline rounds: `about` says little more than the number.
    let is_bound = !matches!(
        found.modifier,
        Modifier::Exactly | Modifier::About | Modifier::Up | Modifier::Down
    );
    let is_retold = figure.unit == found.unit && {
        let words = |at: Option<Span>| content(at.and_then(|at| at.get(text)).unwrap_or_default());
        !words(figure.relation).is_disjoint(&words(found.relation))
    };
    let is_other = is_retold && same::is_other_count(above, below);
    let others = is_other.then(|| why_not(above, below)).flatten();
    let reason = match amounts {
        _ if found.modifier == Modifier::Range && figure.modifier != Modifier::Range => {
            format!("the {called} `{short}` keeps one end of `{whole}`")
        }
        _ if is_bare && is_bound => format!("the {called} `{short}` drops the bound of `{whole}`"),
        _ => format!("the {called} `{short}` and `{whole}`: {}", others?),
    };
    Some(reason)
}

/// Words by which a headline says it of all.
const ALL: [&str; 4] = ["all", "every", "entire", "whole"];

/// A figure of the body that says it of some, most or nearly all of what the headline says it of all.
fn by_all<'f>(
    article: &Article,
    findings: &'f Findings,
    headline: &Spoken,
) -> Option<(&'f Figure, String)> {
    let title = headline.statement.content.exact();
    let words: Vec<String> = folded(title).split_whitespace().map(str::to_owned).collect();
    let at = words.iter().position(|word| ALL.contains(&word.as_str()))?;
    // Advice tells nobody's number: "tips every skipper should know".
    if words.iter().any(|word| matches!(word.as_str(), "should" | "must" | "need" | "needs")) {
        return None;
    }
    let named = content(&words[at + 1..].iter().take(3).cloned().collect::<Vec<_>>().join(" "));
    let is_part = |figure: &&Figure| {
        let is_some = matches!(
            figure.modifier,
            Modifier::Some | Modifier::Several | Modifier::Many | Modifier::Most | Modifier::Part
        );
        // What is counted stands last: "several ferry routes" are no ferries.
        let words = [figure.counted, figure.of].into_iter().flatten();
        let words = words.filter_map(|at| at.get(&article.text)?.split_whitespace().next_back());
        let counted = words.collect::<Vec<_>>().join(" ");
        let is_below = !headline.statement.content.span().intersects(figure.span);
        is_some && is_below && !content(&counted).is_disjoint(&named)
    };
    let found = findings.figures.iter().find(is_part)?;
    let (part, whole) = (found.span.get(&article.text)?, &words[at]);
    Some((found, format!("the headline says `{whole}`, the text `{part}`")))
}

/// The statement a figure of the body stands in; where none was found, its sentence.
pub(crate) fn stated(article: &Article, figure: &Figure, body: &[&Spoken]) -> Option<Statement> {
    let mut holding =
        body.iter().filter(|spoken| spoken.statement.content.span().contains(figure.number));
    match holding.next() {
        Some(spoken) => Some(spoken.statement.clone()),
        None => {
            let passage = Passage::of(article, figure.passage)?;
            Some(Statement {
                content: passage.clone(),
                passage,
                speaker: figure.source.name().map(str::to_owned),
                speaker_decided: figure.source.decided().map(str::to_owned),
                outlet: article.outlet_name().to_owned(),
                mode: figure.mode,
                hedges: Vec::new(),
                when: article.published.clone(),
                repeats: Vec::new(),
            })
        }
    }
}

/// A headline has at least so many content words in common with what it stands for, names included.
const LEAST_WORDS: usize = 3;

/// Marks and words by which a headline names a source or keeps its distance.
const DISTANCE: [&str; 23] = [
    "says",
    "said",
    "claims",
    "claimed",
    "tells",
    "told",
    "accuses",
    "accused",
    "alleged",
    "allegedly",
    "warns",
    "vows",
    "denies",
    "denied",
    "insists",
    "admits",
    "reports",
    "according",
    "calls",
    "puts",
    "sees",
    "urges",
    "finds",
];

/// A statement of the body that the headline repeats without its hedge or without its source.
fn by_words(headline: &Spoken, body: &[&Spoken]) -> Option<(Statement, String)> {
    // The whole of it: where it quotes, "says" stands outside the words quoted.
    let title = headline.statement.passage.exact();
    let is_kept =
        |mark: char| matches!(mark, ':' | '“' | '"' | '‘' | '\'' | '—' | '–' | '|' | '?' | '…');
    if !headline.statement.hedges.is_empty() {
        return None;
    }
    let has_distance = title.replace("'s", "").replace("’s", "").chars().any(is_kept)
        || folded(title).split(' ').any(|word| DISTANCE.contains(&word));
    headline.assertions.iter().find_map(|clause| {
        let wanted: BTreeSet<&String> = clause.keys.union(&clause.names).collect();
        if wanted.len() < LEAST_WORDS || clause.aim == Aim::Questions {
            return None;
        }
        let says = |below: &&Assertion| {
            let held: BTreeSet<&String> = below.keys.union(&below.names).collect();
            wanted.is_subset(&held) && below.is_denied == clause.is_denied
        };
        body.iter().find_map(|spoken| {
            let below = spoken.assertions.iter().find(says)?;
            let text = &spoken.article.text;
            let inside = |at: &&Span| below.span.contains(**at);
            let hedges: Vec<_> = spoken.hedges.iter().filter(inside).collect();
            let words =
                hedges.iter().filter_map(|at| at.get(text)).collect::<Vec<_>>().join("`, `");
            let is_named = |name: &&String| {
                let last = name.rsplit(' ').next().unwrap_or_default();
                has_distance || title.contains(last)
            };
            let source = spoken.statement.speaker.as_ref().filter(|name| !is_named(name));
            let is_same = below.aim == clause.aim;
            let reason = match (words.as_str(), source) {
                ("", Some(name)) if is_same && below.is_finite && !clause.is_own => {
                    format!("the headline states as a fact what {name} says")
                }
                ("", _) => return None,
                (words, _) => format!("the headline drops `{words}`"),
            };
            Some((spoken.statement.clone(), reason))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{findings, testing::article};
    use onrecord_model::article::{Block, Zone};
    use onrecord_text::Span;

    fn check(title: &str, body: &str, expected: &[(&str, &str, Amounts)]) {
        let text = format!("{title}\n{body}");
        let mut article = article(&text, "en");
        let block = Block::Paragraph;
        article.zones = vec![
            Zone { span: Span::new(0, title.len()), kind: ZoneKind::Title, block },
            Zone { span: Span::new(title.len() + 1, text.len()), kind: ZoneKind::Body, block },
        ];
        let figures = findings::find(&article).figures;
        let joined = figures.iter().filter_map(|figure| {
            let (found, amounts) = in_body(&article, &figures, figure)?;
            Some((figure.span.of(&text), found.number.of(&text), amounts))
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
        let text = format!("{title}\n{body}");
        let mut article = article(&text, "en");
        let block = Block::Paragraph;
        article.zones = vec![
            Zone { span: Span::new(0, title.len()), kind: ZoneKind::Title, block },
            Zone { span: Span::new(title.len() + 1, text.len()), kind: ZoneKind::Body, block },
        ];
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
            &[
                "the headline `Up to 7,000 sailors` keeps one end of `Between 5,000 and 7,000 sailors`",
            ],
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
}
