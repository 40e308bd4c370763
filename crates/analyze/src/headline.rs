//! The figures of a headline joined to those of the body that they stand for.
//!
//! A headline keeps one end of a range ("Up to 7,000") or drops who states it; the body has both.

use crate::claim::measure::{Amounts, Measured, counterpart, lie};
use onrecord_model::{
    article::{Article, ZoneKind},
    figure::Figure,
};

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
fn shares_end(a: Bounds, b: Bounds) -> bool {
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

    #[test]
    fn a_headline_without_its_figure_in_the_body_is_joined_to_none() {
        check("12 ships lost", "The harbor is closed for 3 days.", &[]);
    }
}
