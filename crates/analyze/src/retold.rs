//! Figures of one article told twice in it: by a heading that keeps less, or of other people.
//!
//! "Up to 7,000 sailors" stands over "between 5,000 and 7,000 sailors"; "5,000 to 7,000 dockers" retells
//! what somebody said of "5,000 to 7,000 members of the dockers' families".

use crate::{
    claim::{
        self, Spoken,
        measure::{Measured, content, lie, why_not},
    },
    headline::{left_out, stated},
};
use onrecord_model::{
    article::{Article, Block, ZoneKind},
    claim::{Claim, Relation, RelationKind, Statement},
    figure::{Figure, Modifier},
    findings::Findings,
    id::Id,
    passage::Passage,
};
use onrecord_text::Span;

/// A heading and what is said again stand for what follows within so many bytes.
const NEAR_BYTES: usize = 1_200;

/// Words that count people without saying which.
const ANYBODY: [&str; 9] =
    ["people", "peopl", "person", "other", "individual", "man", "woman", "men", "women"];

/// Each a claim of one article: a heading of its text that keeps one end of a range or drops a bound of
/// the figure below it; and a range given twice of different people, once as somebody's own words.
#[must_use]
pub fn retold(article: &Article, findings: &Findings) -> Vec<Claim> {
    let in_body: Vec<(&Figure, Block)> = findings
        .figures
        .iter()
        .filter_map(|figure| {
            let zone = article.zone_at(figure.number.start())?;
            (zone.kind == ZoneKind::Body && !figure.is_vague).then_some((figure, zone.block))
        })
        .collect();
    if !in_body.iter().any(|(figure, _)| figure.modifier == Modifier::Range) {
        return Vec::new();
    }
    let spoken = claim::statements(article, findings);
    let body: Vec<&Spoken> = spoken.iter().filter(|spoken| !spoken.is_headline).collect();
    let mut found = Vec::new();
    for (place, (figure, block)) in in_body.iter().enumerate() {
        let near = in_body[place + 1..]
            .iter()
            .take_while(|(below, _)| below.number.start() - figure.number.start() <= NEAR_BYTES);
        let mut below = near.filter(|(_, block)| *block != Block::Heading).map(|(below, _)| *below);
        if *block == Block::Heading && is_list_number(article, figure) {
            continue;
        }
        let told = if *block == Block::Heading {
            below.find_map(|below| {
                Some((RelationKind::Stronger, below, heading(article, figure, below)?))
            })
        } else {
            below.find_map(|below| {
                Some((
                    RelationKind::NotComparable,
                    below,
                    recounted(article, &body, figure, below)?,
                ))
            })
        };
        let Some((kind, below, reason)) = told else { continue };
        // A heading is itself; what it stands for is stated by somebody.
        let above = match kind {
            RelationKind::Stronger => own(article, figure),
            _ => stated(article, figure, &body),
        };
        let Some((above, below)) = above.zip(stated(article, below, &body)) else { continue };
        found.push(into_claim(above, below, kind, reason));
    }
    found
}

/// Whether a number only counts a heading: `2. Paint the boat`, `3) Sand it`.
fn is_list_number(article: &Article, figure: &Figure) -> bool {
    let begins = article.zone_at(figure.number.start()).map(|zone| zone.span.start());
    let after = article.text.get(figure.number.end()..).unwrap_or_default();
    begins == Some(figure.number.start()) && after.starts_with(['.', ')', ':'])
}

/// What a heading leaves out of a range below it that counts the same kind of thing.
fn heading(article: &Article, figure: &Figure, below: &Figure) -> Option<String> {
    let text = &article.text;
    let (one, other) = (Measured { text, figure }, Measured { text, figure: below });
    let is_range = below.modifier == Modifier::Range && figure.modifier != Modifier::Range;
    if !is_range || figure.unit != below.unit {
        return None;
    }
    left_out("heading", text, figure, below, lie(other.bounds()?, one.bounds()?))
}

/// Why two sentences with one range in them, the words of somebody and their retelling, are of
/// different people or things.
fn recounted(
    article: &Article,
    body: &[&Spoken],
    figure: &Figure,
    below: &Figure,
) -> Option<String> {
    let text = &article.text;
    let (one, other) = (Measured { text, figure }, Measured { text, figure: below });
    let is_range = |figure: &Figure| figure.modifier == Modifier::Range && figure.counted.is_some();
    if !is_range(figure) || !is_range(below) || figure.passage == below.passage {
        return None;
    }
    let is_own = |figure: &Figure| {
        let mut holding = body.iter();
        holding.any(|spoken| {
            spoken.statement.mode == Some(onrecord_model::quotation::Mode::Direct)
                && spoken.statement.content.span().contains(figure.number)
        })
    };
    let says_whom = |figure: &Figure| {
        let counted = figure.counted.and_then(|at| at.get(text)).unwrap_or_default();
        let words = content(counted);
        !words.is_empty() && !words.iter().all(|word| ANYBODY.contains(&word.as_str()))
    };
    let is_one = one.bounds()? == other.bounds()? && is_own(figure) != is_own(below);
    if !is_one || !says_whom(figure) || !says_whom(below) {
        return None;
    }
    let why = why_not(one, other)?;
    let (first, second) = (figure.span.get(text)?, below.span.get(text)?);
    Some(format!("`{first}` and `{second}`: the same range, but {why}"))
}

/// The line a figure stands in, as the article's own.
fn own(article: &Article, figure: &Figure) -> Option<Statement> {
    let line: Span = article.zone_at(figure.number.start())?.span;
    let passage = Passage::of(article, line)?;
    Some(Statement {
        content: passage.clone(),
        passage,
        speaker: None,
        speaker_decided: None,
        outlet: article.outlet_name().to_owned(),
        mode: None,
        hedges: Vec::new(),
        when: article.published.clone(),
        repeats: Vec::new(),
    })
}

/// The two as a claim of one article: of a heading, what the text says first.
fn into_claim(above: Statement, below: Statement, kind: RelationKind, reason: String) -> Claim {
    let at = above.content.span();
    let place = [(at.start() as u64).to_be_bytes(), (at.end() as u64).to_be_bytes()].concat();
    let id = Id::of("retold", [above.content.article().bytes().as_slice(), &place]);
    let statements =
        if kind == RelationKind::Stronger { vec![below, above] } else { vec![above, below] };
    let relations = vec![Relation { from: 0, to: 1, kind, reason }];
    Claim { id, statements, relations, words: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{findings, testing::article};
    use onrecord_model::article::Zone;

    /// What is found in a text of lines; those that begin with `# ` are headings.
    fn check(lines: &[&str], expected: &[&str]) {
        let text = lines.iter().map(|line| line.trim_start_matches("# ")).collect::<Vec<_>>();
        let text = text.join("\n");
        let mut article = article(&text, "en");
        let mut start = 0;
        article.zones.clear();
        for line in lines {
            let words = line.trim_start_matches("# ");
            let block = if words == *line { Block::Paragraph } else { Block::Heading };
            let span = Span::new(start, start + words.len());
            article.zones.push(Zone { span, kind: ZoneKind::Body, block });
            start += words.len() + 1;
        }
        let findings = findings::find(&article);
        let found = retold(&article, &findings).into_iter().map(|claim| claim.relations[0].clone());
        assert_eq!(found.map(|relation| relation.reason).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_heading_keeps_one_end_of_a_range() {
        check(
            &[
                "The harbor is closed, mayor Ana Ruiz said on Monday.",
                "# Up to 900 sailors stranded in Halvik",
                "Between 600 and 900 sailors are stranded in Halvik, the mayor said.",
            ],
            &["the heading `Up to 900 sailors` keeps one end of `Between 600 and 900 sailors`"],
        );
        check(
            &[
                "# Up to 900 sailors stranded in Halvik",
                "Up to 900 sailors are stranded in Halvik, the mayor said.",
                "The board expects 20 to 30 ships.",
            ],
            &[],
        );
        // The number of a heading in a row of them counts nothing.
        check(&["# 2. Paint the boat", "Choose one side first, and buy 2 to 3 tins."], &[]);
    }

    #[test]
    fn a_retelling_counts_others() {
        check(
            &[
                "Between 600 and 900 islanders are working for the fleet, mayor Ana Ruiz said.",
                "“Between 600 and 900 relatives of islanders are working for the fleet,” Ruiz said.",
            ],
            &[
                "`Between 600 and 900 islanders` and `Between 600 and 900 relatives`: the same range, but \
               one counts `islander`, the other counts `relativ`",
            ],
        );
        check(
            &[
                "Between 600 and 900 islanders are working for the fleet, mayor Ana Ruiz said.",
                "“Between 600 and 900 people are working for the fleet,” Ruiz said.",
            ],
            &[],
        );
    }
}
