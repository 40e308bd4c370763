//! Whether two clauses can be of one subject and one measure: what keeps likenesses of words apart.

use crate::claim::{
    assertion::{Aim, Assertion},
    measure::{Amounts, Measured, compare},
    spoken::{Spoken, is_one_speaker},
};
use onrecord_model::entity::EntityKind;
use std::collections::BTreeSet;

/// A clause with the statement it stands in.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// The statement.
    pub spoken: &'a Spoken<'a>,
    /// The clause.
    pub clause: &'a Assertion,
}

/// Two clauses nearly word for word alike, from this share on, in hundredths, are one statement even
/// where their figures measure different things; then that is what is told.
const NEARLY_PERCENT: u64 = 80;

/// Clauses with numbers that count nothing named are one from this share on.
const BARE_PERCENT: u64 = 90;

/// From this share on clauses with other amounts measure the same, even where they name nobody.
const TIED_PERCENT: u64 = 75;

/// Of a clause and what denies it so much must be alike, in hundredths.
const DENIED_PERCENT: u64 = 70;

/// Whether nothing in the two clauses says that they speak of different things: their aims, those they
/// are about, their figures. `percent` is how alike their words are.
#[must_use]
pub fn is_one_matter(a: Said, b: Said, percent: u64) -> bool {
    a.clause.aim == b.clause.aim
        && a.clause.aim != Aim::Questions
        && (a.clause.is_denied == b.clause.is_denied || is_deniable(a, b, percent))
        && (!(a.clause.is_pointing || b.clause.is_pointing) || is_tied(a, b))
        && is_one_bearer(a, b)
        && is_one_measure(a, b, percent)
}

/// Whether one can be the denial of the other: likeness of few words is not enough.
fn is_deniable(a: Said, b: Said, percent: u64) -> bool {
    let n_shared = a.clause.keys.intersection(&b.clause.keys).count();
    percent >= DENIED_PERCENT && n_shared >= 2
}

/// Whether the clauses are about the same: of each kind of entity that both name, one in common.
fn is_one_bearer(a: Said, b: Said) -> bool {
    if a.clause.is_own && b.clause.is_own {
        if !is_one_voice(a, b) {
            return false;
        }
    }
    let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];
    kinds.into_iter().all(|kind| {
        // A clause without a name of its own is about those of its statement.
        let of = |said: Said| -> Vec<String> {
            let named = |all: &BTreeSet<(EntityKind, String)>| -> Vec<String> {
                let all = all.iter().filter(|(of, _)| *of == kind);
                all.map(|(_, name)| name.clone()).collect()
            };
            let own = named(&said.clause.bearers);
            if own.is_empty() { named(&said.spoken.bearers) } else { own }
        };
        let (of_a, of_b) = (of(a), of(b));
        of_a.is_empty()
            || of_b.is_empty()
            || of_a.iter().any(|one| of_b.iter().any(|other| is_one_name(one, other)))
    })
}

/// Whether one name is the other, or stands in it as a word: `Harbor Board`, `Brenmark Harbor Board`.
fn is_one_name(a: &str, b: &str) -> bool {
    let holds = |whole: &str, part: &str| format!(" {whole} ").contains(&format!(" {part} "));
    holds(a, b) || holds(b, a)
}

/// Whether the two are of one speaker, or name one entity in the clause itself.
fn is_tied(a: Said, b: Said) -> bool {
    is_one_voice(a, b) || !a.clause.bearers.is_disjoint(&b.clause.bearers)
}

fn is_one_voice(a: Said, b: Said) -> bool {
    let speakers = (&a.spoken.statement.speaker, &b.spoken.statement.speaker);
    matches!(speakers, (Some(a), Some(b)) if is_one_speaker(a, b))
}

/// Whether the figures allow it. An outlet's own sentences are claims by their figures alone; of two
/// clauses with figures, one pair must measure the same.
fn is_one_measure(a: Said, b: Said, percent: u64) -> bool {
    let is_told = |said: Said| said.spoken.statement.mode.is_none();
    let is_said = !is_told(a) && !is_told(b);
    match (a.clause.figures.is_empty(), b.clause.figures.is_empty()) {
        // A number that counts nothing named may be of anything.
        (true, true) => {
            let is_bare = a.clause.has_amount || b.clause.has_amount;
            let is_aside = a.clause.is_aside || b.clause.is_aside;
            is_said && !is_aside && (!is_bare || percent >= BARE_PERCENT)
        }
        (false, false) => is_comparable(a, b, percent) || percent >= NEARLY_PERCENT,
        _ => is_said && is_share(a, b),
    }
}

/// Whether the one figure there is, is a share: "90 % of the land is free" beside "the land is free".
fn is_share(a: Said, b: Said) -> bool {
    let has = |said: Said| {
        said.clause.figures.iter().any(|idx| said.spoken.figures[*idx].unit == "percent")
    };
    has(a) || has(b)
}

/// Whether a figure of the one measures what one of the other does. Where the amounts have nothing in
/// common, likeness of words is not enough: somebody or something named must be common too.
fn is_comparable(a: Said, b: Said, percent: u64) -> bool {
    let (of_a, of_b) = (figures(a), figures(b));
    let is_tied = percent >= TIED_PERCENT || has_common(a, b);
    of_a.iter().any(|one| {
        of_b.iter().any(|other| match compare(*one, *other) {
            Ok(Amounts::Equal) => true,
            Ok(_) => is_tied,
            Err(_) => false,
        })
    })
}

/// Whether the two are of one speaker, or name one entity.
fn has_common(a: Said, b: Said) -> bool {
    is_one_voice(a, b) || !a.spoken.bearers.is_disjoint(&b.spoken.bearers)
}

fn figures<'a>(said: Said<'a>) -> Vec<Measured<'a>> {
    let text = &said.spoken.article.text;
    let all = said.clause.figures.iter();
    all.map(|idx| Measured { text, figure: said.spoken.figures[*idx] }).collect()
}
