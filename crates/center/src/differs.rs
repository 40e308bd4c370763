//! Where statements of one claim differ, and where a headline says more than its text: pairs of passages.

use crate::{
    answer::{mode_word, passage_link, with_date},
    ask::Recurring,
    error::Result,
    local::Center,
    query::Query,
    row::Row,
};
use onrecord_model::{
    claim::{Claim, RelationKind, Statement},
    id::Id,
};

/// How two statements differ.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum DifferenceKind {
    /// Both cannot hold: a denial, or another amount for the same day.
    Conflicts,
    /// A headline or a heading says more than the text below it.
    Headline,
    /// They look alike and measure or count different things.
    NotComparable,
    /// The later says more, or drops a hedge.
    Stronger,
    /// The later gives a newer state.
    Updates,
    /// The later says less, or adds a hedge.
    Weaker,
}

impl DifferenceKind {
    /// Its name, as rows and the command line have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflicts => "conflicts",
            Self::Headline => "headline",
            Self::NotComparable => "not-comparable",
            Self::Stronger => "stronger",
            Self::Updates => "updates",
            Self::Weaker => "weaker",
        }
    }

    fn of(kind: RelationKind) -> Option<Self> {
        Some(match kind {
            RelationKind::Conflicts => Self::Conflicts,
            RelationKind::NotComparable => Self::NotComparable,
            RelationKind::Stronger => Self::Stronger,
            RelationKind::Updates => Self::Updates,
            RelationKind::Weaker => Self::Weaker,
            RelationKind::Repeats => return None,
        })
    }
}

/// Two statements that differ.
#[derive(Clone, Debug)]
pub struct Difference {
    /// How.
    pub kind: DifferenceKind,
    /// The claim, as `explain` takes it.
    pub claim: Id,
    /// The earlier; of a headline, what the text says.
    pub from: Statement,
    /// The later; the headline. The same as `from` where the reason quotes the headline.
    pub to: Statement,
    /// Why, in words.
    pub reason: String,
}

/// Pairs of statements that differ.
pub struct Differing {
    /// The pairs, conflicts first.
    pub pairs: Vec<Difference>,
    /// What is said of what was left out, a line each.
    pub left_out: Vec<String>,
}

impl Center {
    /// Where statements in the articles that match differ, of these kinds (all where none is given),
    /// conflicts first; with words in the query, those of which a passage holds them.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn differing(&self, query: &Query, kinds: &[DifferenceKind]) -> Result<Differing> {
        let chosen = self.choose(query)?;
        let n_unread = chosen.n_matched - chosen.articles.len();
        let wanted = query.wanted();
        let claims = chosen.claims.iter().flat_map(|claim| pairs(claim, false));
        let headlines = chosen.headlines.iter().flat_map(|claim| pairs(claim, true));
        let mut pairs: Vec<Difference> = claims.chain(headlines).collect();
        pairs.retain(|pair| {
            let texts = [pair.from.passage.exact(), pair.to.passage.exact()];
            (kinds.is_empty() || kinds.contains(&pair.kind))
                && (wanted.is_empty()
                    || texts.iter().any(|text| crate::ask::has_all(text, &wanted)))
        });
        pairs.sort_by_key(|pair| pair.kind);
        let (n_left_out, n_versions) = (chosen.n_left_out, chosen.n_versions);
        let rest = Recurring { claims: Vec::new(), n_left_out, n_unread, n_versions };
        Ok(Differing { pairs, left_out: rest.left_out() })
    }
}

fn pairs(claim: &Claim, is_headline: bool) -> Vec<Difference> {
    let pair = |relation: &onrecord_model::claim::Relation| {
        let kind = DifferenceKind::of(relation.kind)?;
        let is_bolder = relation.kind == RelationKind::Stronger;
        let is_headline = is_headline && is_bolder || relation.from == relation.to;
        Some(Difference {
            kind: if is_headline { DifferenceKind::Headline } else { kind },
            claim: claim.id,
            from: claim.statements.get(relation.from)?.clone(),
            to: claim.statements.get(relation.to)?.clone(),
            reason: relation.reason.clone(),
        })
    };
    claim.relations.iter().filter_map(pair).collect()
}

/// One row for a pair: `from_` and `to_` the passages, words, speakers, outlets and hedges, then the day
/// of the later.
#[must_use]
pub fn row(pair: &Difference) -> Row {
    let Difference { from, to, .. } = pair;
    let row = Row::default()
        .with("kind", pair.kind.name())
        .with("reason", pair.reason.as_str())
        .with("claim", pair.claim.to_string())
        .with("from_passage", passage_link(&from.passage))
        .with("from_speaker", from.speaker.clone())
        .with("from_speaker_decided", from.speaker_decided.clone())
        .with("from_outlet", from.outlet.as_str())
        .with("from_date", from.when.label())
        .with("from_mode", from.mode.map(mode_word))
        .with("from_hedges", from.hedges.clone())
        .with("from_content", from.content.exact())
        .with("to_passage", passage_link(&to.passage))
        .with("to_speaker", to.speaker.clone())
        .with("to_speaker_decided", to.speaker_decided.clone())
        .with("to_outlet", to.outlet.as_str())
        .with("to_mode", to.mode.map(mode_word))
        .with("to_hedges", to.hedges.clone())
        .with("to_content", to.content.exact());
    with_date(row, &to.when)
}
