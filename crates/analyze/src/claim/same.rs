//! Whether two clauses can be of one subject and one measure: what keeps likenesses of words apart.

use crate::{
    claim::{
        aim::Aim,
        assertion::{CARRYING, is_class, is_incident},
        measure::{Amounts, Measured, compare, content},
        order::is_before,
        scope::{Scope, chief, has_other_amounts, is_specific, n_ties, places},
        spoken::{Said, is_one_speaker},
    },
    gazetteer::country,
};
use jiff::civil::Date;
use onrecord_model::{dating::Dating, entity::EntityKind, figure::Amount, quotation::Mode};
use onrecord_text::{lists::List, normal::folded};
use std::{collections::BTreeSet, sync::LazyLock};

/// Two clauses nearly word for word alike, from this share on, in hundredths, are one statement even
/// where their figures measure different things; then that is what is told.
const NEARLY_PERCENT: u64 = 80;

/// Clauses with numbers that count nothing named are one from this share on.
const BARE_PERCENT: u64 = 90;

/// From this share on clauses with other amounts measure the same, even where they name nobody.
const TIED_PERCENT: u64 = 75;

/// Or so many words.
const TIED_WORDS: usize = 4;

/// Of a clause and what denies it so much must be alike, in hundredths: two clauses may share a long name
/// of a thing and say of it what they like.
const DENIED_PERCENT: u64 = 80;

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

/// Whether a speaker gives the same share of the same whole twice, whatever he says of it: `90 percent of
/// the island's fields` freed, and under the council's control.
#[must_use]
pub fn is_one_share(a: Said, b: Said) -> bool {
    let (of_a, of_b) = (figures(a), figures(b));
    is_one_voice(a, b)
        && a.clause.is_denied == b.clause.is_denied
        && a.clause.aim == b.clause.aim
        && of_a.iter().any(|one| of_b.iter().any(|other| is_share_of_one(*one, *other)))
}

/// Whether two figures give one share of one whole: the whole told in two words at least.
#[must_use]
pub fn is_share_of_one(one: Measured, other: Measured) -> bool {
    let whole = |one: Measured| -> BTreeSet<String> {
        let words = one.figure.of.or(one.figure.counted).and_then(|at| at.get(one.text));
        content(words.unwrap_or_default())
    };
    let is_share = |one: Measured| one.figure.unit == "percent" && one.figure.value.is_some();
    is_share(one)
        && is_share(other)
        && one.figure.value == other.figure.value
        && whole(one).intersection(&whole(other)).count() >= 2
}

/// Whether two grounds are of one act: of one kind, by one giver, and, where their statements name those
/// who act, of the same.
#[must_use]
pub fn is_one_ground(a: Said, b: Said) -> bool {
    let actors = |said: Said| -> BTreeSet<String> {
        let inside = said.spoken.bearers.iter().filter(|bearer| {
            bearer.0 != EntityKind::Person && !said.clause.bearers.contains(*bearer)
        });
        let named = inside.map(|(_, name)| chief(name));
        let at = said.spoken.statement.content.span();
        let places = places(&said.spoken.article.text, at);
        // Who gives it acts not.
        let is_giver = |name: &String| {
            let state = country(name).unwrap_or(name);
            said.clause.keys.contains(state)
        };
        named.chain(places).filter(|name| !is_giver(name)).collect()
    };
    let (of_a, of_b) = (actors(a), actors(b));
    // A state's word is rarely given twice in one matter; a board's is given every day.
    let is_of_state = a.clause.keys.iter().any(|key| country(key) == Some(key));
    let is_one_actor =
        is_of_state && (of_a.is_empty() || of_b.is_empty()) || !of_a.is_disjoint(&of_b);
    a.clause.is_ground
        && b.clause.is_ground
        && a.clause.keys == b.clause.keys
        && a.clause.is_denied == b.clause.is_denied
        && is_one_actor
}

/// Whether the clauses say something: have verbs, by their forms, and words beside "I think that". Some
/// verbs cannot be told by their forms (`gave`); then the clauses must be nearly the same, or the voice.
fn is_saying(a: Said, b: Said, percent: u64) -> bool {
    let shared = a.clause.keys.intersection(&b.clause.keys);
    let n_shared = shared.filter(|key| !CARRYING.contains(&key.as_str())).count();
    let is_counting = !a.clause.figures.is_empty() && !b.clause.figures.is_empty();
    let is_finite = a.clause.is_finite && b.clause.is_finite;
    let is_saying = is_finite || percent >= NEARLY_PERCENT || is_one_voice(a, b);
    n_shared >= 2 && (is_counting || is_saying && (is_told(a, b) || is_cited(a, b)))
}

/// Whether what one of the clauses says of its subject stands in the other: "the speaker of the house was
/// booed" and "the speaker of the house resigned" share a subject and nothing else.
fn is_told(a: Said, b: Said) -> bool {
    let (of_a, of_b) = (&a.clause.predicates, &b.clause.predicates);
    of_a.iter().any(|key| b.clause.keys.contains(key))
        || of_b.iter().any(|key| a.clause.keys.contains(key))
}

/// Whether the words are so many that even the name of a thing tells: `a rise of cases of torture`; of
/// words in quotation marks or called for fewer are asked.
fn is_cited(a: Said, b: Said) -> bool {
    let is_quoted = |said: Said| !matches!(said.spoken.statement.mode, None | Some(Mode::Indirect));
    let is_few = is_quoted(a) && is_quoted(b) || a.clause.aim != Aim::States;
    let n_shared = a.clause.keys.intersection(&b.clause.keys).count();
    n_shared >= if is_few { CITED_WORDS } else { CITED_WORDS + 2 }
}

/// So many words of a phrase are hardly chance.
const CITED_WORDS: usize = 3;

/// Whether one can be the denial of the other: likeness of few words is not enough, and nobody denies
/// on one day what he says on it; nor do two outlets that only tell. All that is denied must stand in what is said: "the long war against
/// the smugglers is failing" shares most of its words with any other sentence on that war.
fn is_deniable(a: Said, b: Said, percent: u64) -> bool {
    let shared: Vec<&String> = a.clause.keys.intersection(&b.clause.keys).collect();
    let is_enough = shared.len() >= 3 || shared.iter().filter(|key| is_class(key)).count() >= 2;
    let days = (a.spoken.statement.when.best, b.spoken.statement.when.best);
    let is_one_day = a.spoken.id() == b.spoken.id() || days.0.is_some() && days.0 == days.1;
    let (denied, said) =
        if a.clause.is_denied { (a.clause, b.clause) } else { (b.clause, a.clause) };
    percent >= DENIED_PERCENT
        && is_enough
        && denied.keys.is_subset(&said.keys)
        && !(a.spoken.statement.mode.is_none() && b.spoken.statement.mode.is_none())
        && !(is_one_day && is_one_voice(a, b))
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
            (is_said || is_told_alike(a, b, percent))
                && !is_aside
                && (!is_bare || percent >= BARE_PERCENT)
                && !has_other_amounts(a, b)
        }
        (false, false) => is_comparable(a, b, percent) || is_recounted(a, b),
        _ => is_said && is_share(a, b) && !has_other_amounts(a, b),
    }
}

/// Whether an outlet's own sentence and another say the same: nearly all their words, and of somebody or
/// something that both name.
fn is_told_alike(a: Said, b: Said, percent: u64) -> bool {
    let n_shared = a.clause.keys.intersection(&b.clause.keys).count();
    percent >= TOLD_PERCENT
        && n_shared >= TOLD_WORDS
        && a.clause.is_finite
        && b.clause.is_finite
        && a.spoken.id() != b.spoken.id()
        && a.clause.aim == Aim::States
        && !is_alleging(a)
        && !is_alleging(b)
        && is_tied(a, b)
}

/// Whether an outlet's own sentence tells what somebody is accused of, thinks or says: then it is not the
/// outlet that asserts it.
fn is_alleging(said: Said) -> bool {
    let content = &said.spoken.statement.content;
    let words = folded(content.exact());
    let mut words = words.split(|c: char| !c.is_alphabetic());
    said.spoken.statement.mode.is_none() && words.any(|word| ALLEGATIONS.has(word))
}

static ALLEGATIONS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/allegations.txt")).expect("a checked list")
});

/// An outlet's own sentences say the same from this share on, in hundredths.
const TOLD_PERCENT: u64 = 75;

/// And by so many words.
const TOLD_WORDS: usize = 3;

/// Whether both count the same thing, of which both say the same: `37 members killed`, `at least 16
/// members have died`.
#[must_use]
pub fn is_one_count(a: Said, b: Said) -> bool {
    let (of_a, of_b) = (figures(a), figures(b));
    of_a.iter().any(|one| {
        of_b.iter().any(|other| {
            one.is_one_count(*other)
                && compare(*one, *other)
                    .is_ok_and(|amounts| is_one_event(a, b, *one, *other, amounts))
        })
    })
}

/// Whether two figures that can be compared can be of one event or one state, by their places, years
/// and what else ties their clauses. Of the same amount less is asked, but small and round numbers are
/// alike by chance.
#[must_use]
pub fn is_one_event(a: Said, b: Said, one: Measured, other: Measured, amounts: Amounts) -> bool {
    let is_known = |name: &str| a.spoken.is_about(name) && b.spoken.is_about(name);
    let (of_a, of_b) = (Scope::of(a, one, is_known), Scope::of(b, other, is_known));
    let (when, then) = (&a.spoken.statement.when, &b.spoken.statement.when);
    let n_ties = n_ties(a, b, one, other);
    let is_happening = |said: Said| said.clause.keys.iter().any(|key| is_incident(key));
    let is_event = is_happening(a) || is_happening(b);
    if amounts == Amounts::Equal {
        let is_round = !is_specific(one.figure) || !is_specific(other.figure);
        let is_tied = match () {
            () if one.figure.is_vague => n_ties >= EQUAL_TIES && is_near(when, then),
            () if n_ties >= EQUAL_TIES + usize::from(is_round) => true,
            () if is_near(when, then) => n_ties >= 1 || has_common(a, b) && is_large(one),
            () => !is_round,
        };
        return of_a.is_like(&of_b) && is_tied;
    }
    let is_order = is_before(when, then);
    let (earlier, later) = if is_order { (one, other) } else { (other, one) };
    let is_dated = when.interval().is_some() && then.interval().is_some();
    let is_tied = match () {
        () if !is_event => n_ties >= 1 || has_common(a, b) && is_large(one) && is_large(other),
        () if is_dated => is_near(when, then) && n_ties >= EVENT_TIES,
        () => n_ties > EVENT_TIES,
    };
    of_a.is_same(&of_b)
        && is_tied
        && !one.figure.is_vague
        && !other.figure.is_vague
        && !is_shrunk(earlier, later)
}

/// Another toll is of the same event by so many words beside the kind of incident.
const EVENT_TIES: usize = 2;

/// Counts as small as this are met in every report.
const LEAST_LARGE: i64 = 10;

fn is_large(one: Measured) -> bool {
    let stated = one.figure.value.or(one.figure.low).or(one.figure.high);
    stated.is_some_and(|value| value >= Amount::whole(LEAST_LARGE))
}

/// The same amount and so many words more are of one event, however long ago it was.
const EQUAL_TIES: usize = 2;

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

/// Whether two figures state one number of different people or things.
#[must_use]
pub fn is_other_count(one: Measured, other: Measured) -> bool {
    let least = Amount::whole(LEAST_RECOUNTED);
    let is_large = one.figure.value.is_some_and(|value| value >= least);
    let counted = |one: Measured| -> BTreeSet<String> {
        let words = one.figure.counted.and_then(|at| at.get(one.text)).unwrap_or_default();
        content(words)
    };
    let (of_one, of_other) = (counted(one), counted(other));
    let is_happening = of_one.union(&of_other).any(|word| is_incident(word));
    is_large
        && !of_one.is_empty()
        && !of_other.is_empty()
        && of_one.is_disjoint(&of_other)
        && !is_happening
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
    let is_tied = percent >= TIED_PERCENT || has_common(a, b) || n_shared >= TIED_WORDS;
    of_a.iter().any(|one| {
        of_b.iter().any(|other| {
            compare(*one, *other).is_ok_and(|amounts| {
                (is_tied || amounts == Amounts::Equal) && is_one_event(a, b, *one, *other, amounts)
            })
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
