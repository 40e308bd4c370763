//! Whether two clauses can be of one subject and one measure: what keeps likenesses of words apart.

use crate::claim::{
    assertion::{Aim, Assertion, CARRYING},
    measure::{Amounts, Measured, compare},
    order::is_before,
    spoken::{Spoken, is_one_speaker},
};
use jiff::civil::Date;
use onrecord_model::{dating::Dating, entity::EntityKind, figure::Amount};
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
        && is_saying(a, b, percent)
        && (!(a.clause.is_pointing || b.clause.is_pointing) || is_tied(a, b))
        && is_one_bearer(a, b)
        && is_one_measure(a, b, percent)
}

/// Whether the clauses say something: have verbs, by their forms, and words beside "I think that". Some
/// verbs cannot be told by their forms (`gave`); then the clauses must be nearly the same, or the voice.
fn is_saying(a: Said, b: Said, percent: u64) -> bool {
    let shared = a.clause.keys.intersection(&b.clause.keys);
    let n_shared = shared.filter(|key| !CARRYING.contains(&key.as_str())).count();
    let is_counting = !a.clause.figures.is_empty() && !b.clause.figures.is_empty();
    let is_finite = a.clause.is_finite && b.clause.is_finite;
    n_shared >= 2 && (is_finite || is_counting || percent >= NEARLY_PERCENT || is_one_voice(a, b))
}

/// Whether one can be the denial of the other: likeness of few words is not enough.
fn is_deniable(a: Said, b: Said, percent: u64) -> bool {
    let n_shared = a.clause.keys.intersection(&b.clause.keys).count();
    percent >= DENIED_PERCENT && n_shared >= 2
}

/// Whether the clauses are about the same: of each kind of entity that both name, one in common.
fn is_one_bearer(a: Said, b: Said) -> bool {
    if a.clause.is_own && b.clause.is_own && !is_one_voice(a, b) {
        return false;
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
        (false, false) => {
            is_comparable(a, b, percent) || percent >= NEARLY_PERCENT || is_recounted(a, b)
        }
        _ => is_said && is_share(a, b),
    }
}

/// Whether both count the same thing, of which both say the same: `37 members killed`, `at least 16
/// members have died`.
#[must_use]
pub fn is_one_count(a: Said, b: Said) -> bool {
    let (of_a, of_b) = (figures(a), figures(b));
    let is_near = is_near(&a.spoken.statement.when, &b.spoken.statement.when);
    let is_exact =
        |one: &Measured, other: &Measured| !one.figure.is_vague && !other.figure.is_vague;
    let n_shared = a.clause.keys.intersection(&b.clause.keys).count();
    let is_one_event = has_common(a, b) || n_shared >= EVENT_WORDS;
    let is_order = is_before(&a.spoken.statement.when, &b.spoken.statement.when);
    of_a.iter().any(|one| {
        of_b.iter().any(|other| {
            let (earlier, later) = if is_order { (one, other) } else { (other, one) };
            one.is_one_count(*other)
                && match compare(*one, *other) {
                    Ok(Amounts::Equal) => true,
                    Ok(_) => {
                        is_near
                            && is_one_event
                            && is_exact(one, other)
                            && !is_shrunk(*earlier, *later)
                    }
                    Err(_) => false,
                }
        })
    })
}

/// So many words in common tell of one event, where nobody named is common.
const EVENT_WORDS: usize = 3;

/// Reports of one event that state other amounts come within so many days; further apart they are of
/// two events of a kind.
const SAME_EVENT_DAYS: i32 = 45;

/// Whether the days the two can be of come that close; not where one has no first or no last day.
fn is_near(a: &Dating, b: &Dating) -> bool {
    let (Some(a), Some(b)) = (a.interval(), b.interval()) else { return false };
    let gap = if a.1 < b.0 { b.0 - a.1 } else { a.0 - b.1 };
    let is_narrow = |(first, last): (Date, Date)| (last - first).get_days() <= SAME_EVENT_DAYS;
    gap.get_days() <= SAME_EVENT_DAYS && is_narrow(a) && is_narrow(b)
}

/// Whether the most that the later says is less than half of the least that the earlier says: a count of
/// an event is corrected, but hardly so far.
fn is_shrunk(earlier: Measured, later: Measured) -> bool {
    let least = earlier.bounds().and_then(|(low, high)| low.or(high));
    let most = later.bounds().and_then(|(low, high)| high.or(low));
    matches!((least, most), (Some(least), Some(most)) if most.plus(most) < least)
}

/// Whether one retells the other and changes whom it counts: the same number, in the same words else.
#[must_use]
pub fn is_recounted(a: Said, b: Said) -> bool {
    let n_shared = a.clause.keys.intersection(&b.clause.keys).count();
    n_shared >= RETOLD_WORDS
        && is_near(&a.spoken.statement.when, &b.spoken.statement.when)
        && has_common(a, b)
        && figures(a).iter().any(|one| figures(b).iter().any(|other| is_other_count(*one, *other)))
}

/// Whether two figures state one number of different things.
#[must_use]
pub fn is_other_count(one: Measured, other: Measured) -> bool {
    let least = Amount::whole(LEAST_RECOUNTED);
    let is_large = one.figure.value.is_some_and(|value| value >= least);
    let is_people = |one: &Measured| one.figure.counted.is_some();
    is_large
        && is_people(&one)
        && is_people(&other)
        && one.figure.value == other.figure.value
        && compare(one, other).is_err()
}

/// Retellings share so many words beside the number.
const RETOLD_WORDS: usize = 2;

/// Small numbers are alike by chance.
const LEAST_RECOUNTED: i64 = 20;

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
    let n_shared = a.clause.keys.intersection(&b.clause.keys).count();
    let is_tied = percent >= TIED_PERCENT || has_common(a, b) || n_shared > EVENT_WORDS;
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
