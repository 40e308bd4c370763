//! What other articles tell of an article's day: dated copies of it, and facts that they date.
//!
//! Keys for one article, then one group: articles that meet under a key, or that share text. The
//! group's own datings are taken as each article gives them alone, so the result does not depend on
//! the order in which articles came.

use crate::date::{self, Anchor};
use jiff::{ToSpan, civil::Date};
use onrecord_model::{
    article::Article,
    copy::{Copy, CopyKind, Direction},
    dating::{Dating, Evidence, EvidenceKind, Says},
};

/// Reprints appear within so many days of each other.
const REPRINT_DAYS: i64 = 3;

/// A text names a day without its year for so many days after it.
const YEARLESS_DAYS: u16 = 365;

/// An article dates a fact of which it tells within so many days.
const TOLD_DAYS: i32 = 300;

/// Names that must stand beside a day in both articles: one may chance to recur.
const MIN_NAMES: usize = 2;

/// The keys under which an article meets those that tell of the same day, sorted, each once.
#[must_use]
pub fn keys(article: &Article) -> Vec<u64> {
    let mut keys: Vec<u64> = date::anchors(article).iter().flat_map(Anchor::keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether other articles may tell more of the day than the article itself does.
#[must_use]
pub fn is_open(dating: &Dating) -> bool {
    dating.best.is_none() || dating.inferred.year
}

/// Whether public facts count as evidence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Facts {
    /// They do, cited as such.
    Used,
    /// Only what articles say counts.
    Unused,
}

/// The dating of an article whose day is open, revised by what others tell; `None` where they tell
/// nothing of it. `earlier` is the last dated version of its page that was captured before it,
/// `copies` are those that it shares text with, `others` those it met under a key.
#[must_use]
pub fn redate(
    article: &Article,
    earlier: Option<&Article>,
    copies: &[(Article, Copy)],
    others: &[Article],
    facts: Facts,
) -> Option<Dating> {
    if !is_open(&article.published) {
        return None;
    }
    let mut found: Vec<Evidence> =
        copies.iter().filter_map(|(other, copy)| of_copy(article, other, copy)).collect();
    found.extend(earlier.and_then(of_version));
    found.extend(of_anchors(article, others));
    if facts == Facts::Used {
        found.extend(date::facts(article));
    }
    (!found.is_empty()).then(|| date::again(&article.published, found))
}

/// The same article was published when its earlier version says, whatever was changed since.
fn of_version(earlier: &Article) -> Option<Evidence> {
    let quoted = format!("an earlier capture of the page, dated {}", earlier.published.label());
    let says = Says::Equals(sure_day(&earlier.published)?);
    Some(evidence(EvidenceKind::Version, says, earlier, quoted, 950))
}

/// The day of an article, when nothing else remains possible.
#[must_use]
pub fn sure_day(dating: &Dating) -> Option<Date> {
    let is_sure = !dating.has_conflict && !is_open(dating);
    dating.best.filter(|_| is_sure)
}

fn of_copy(article: &Article, other: &Article, copy: &Copy) -> Option<Evidence> {
    let day = sure_day(&other.published)?;
    let is_whole = matches!(copy.kind, CopyKind::Exact | CopyKind::Near);
    let is_first = match copy.direction {
        Direction::FromA => Some(copy.a == article.id),
        Direction::FromB => Some(copy.b == article.id),
        Direction::FromThird | Direction::NotEstablished => None,
    };
    let before = |day: Date| day.checked_sub(REPRINT_DAYS.days()).ok();
    let (from, n_days) = match is_first {
        _ if !is_whole => return None,
        Some(true) => (before(day)?, REPRINT_DAYS),
        Some(false) => (day, REPRINT_DAYS),
        None => (before(day)?, 2 * REPRINT_DAYS),
    };
    let says = Says::WithinDaysAfter(from, u16::try_from(n_days).ok()?);
    let quoted = format!("the same text, dated {}", other.published.label());
    Some(evidence(EvidenceKind::Copy, says, other, quoted, 880))
}

/// What dated facts say: the article comes after them, and less than a year after those that it
/// names without their year. Where others put a fact in different years, it says nothing.
fn of_anchors(article: &Article, others: &[Article]) -> Vec<Evidence> {
    let told = date::anchors(article);
    let mut found: Vec<(usize, Date, Evidence)> = Vec::new();
    for other in others.iter().filter(|other| other.id != article.id) {
        let Some(day) = sure_day(&other.published) else { continue };
        for there in date::anchors(other) {
            let Some(fact) = fact_day(&there, day) else { continue };
            let here = told.iter().enumerate().find(|(_, here)| {
                here.date.is_none()
                    && (here.month, here.day) == (there.month, there.day)
                    && here.n_shared(&there) >= MIN_NAMES
            });
            let Some((idx, here)) = here else { continue };
            let says = Says::WithinDaysAfter(fact, YEARLESS_DAYS);
            let quoted = format!("{}: {fact} there", here.words);
            let mut row = evidence(EvidenceKind::Anchor, says, other, quoted, 850);
            row.span = Some(here.span);
            found.push((idx, fact, row));
        }
    }
    found.sort_by(|a, b| (a.0, a.1, &a.2.place).cmp(&(b.0, b.1, &b.2.place)));
    // Rows of one fact of ours stand together, ordered by the day that others give it.
    let is_torn = |idx: usize| {
        let from = found.partition_point(|row| row.0 < idx);
        let to = found.partition_point(|row| row.0 <= idx);
        found[from].1 != found[to - 1].1
    };
    let mut rows: Vec<Evidence> = Vec::new();
    for (at, (idx, fact, row)) in found.iter().enumerate() {
        let is_first = at == 0 || (found[at - 1].0, found[at - 1].1) != (*idx, *fact);
        let refused = is_torn(*idx).then(|| "articles name different years".to_owned());
        rows.extend(is_first.then(|| Evidence { refused, ..row.clone() }));
    }
    rows
}

/// The whole day of a fact that an article of `day` tells of: as it writes it, or the last such day.
fn fact_day(anchor: &Anchor, day: Date) -> Option<Date> {
    let of_year = |year: i16| Date::new(year, anchor.month, anchor.day).ok();
    let last =
        || of_year(day.year()).filter(|fact| *fact <= day).or_else(|| of_year(day.year() - 1));
    let fact = anchor.date.or_else(last)?;
    let n_days = fact.until(day).ok()?.get_days();
    (0..=TOLD_DAYS).contains(&n_days).then_some(fact)
}

fn evidence(
    kind: EvidenceKind,
    says: Says,
    other: &Article,
    quoted: String,
    reliability: u16,
) -> Evidence {
    let place = format!("article {:#}", other.id);
    Evidence { kind, says, place, quoted, span: None, reliability, refused: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::capture::{Capture, Obtained};

    fn article(html: &str) -> Article {
        let capture = Capture {
            address: None,
            name: "page.html".to_owned(),
            captured_at: "2024-01-01T00:00:00Z".parse().unwrap(),
            obtained: Obtained::File,
            status: None,
            headers: Vec::new(),
            body: html.as_bytes().to_vec(),
            http: None,
            problems: Vec::new(),
        };
        crate::article::process(&capture)
    }

    fn page(head: &str, body: &str) -> Article {
        article(&format!(
            "<html lang=en><head>{head}</head><body><article><h1>Talks end in Brenmark</h1>{body}\
             <p>The talks over the harbor went on for weeks, and both of the sides said that they \
             would meet again as soon as the storm season was over.</p></article></body></html>"
        ))
    }

    const DATED: &str = "<meta property=article:published_time content=2017-12-12T10:00:00Z>";

    #[test]
    fn a_fact_dated_elsewhere_gives_the_year() {
        let open = page(
            "",
            "<p>The mayor's words were quoted during the December 11 visit of \
            Minister Piet Oss to Lower Vale harbor, which was hit by floods in those weeks.</p>",
        );
        let dated = page(
            DATED,
            "<p>On the way Minister Piet Oss visited the harbor of Lower Vale on \
            December 11 and promised help to the people there, who waited for it.</p>",
        );
        assert!(keys(&open).iter().any(|key| keys(&dated).contains(key)));
        let revised = redate(&open, None, &[], std::slice::from_ref(&dated), Facts::Unused)
            .expect("a dating");
        let day = |text: &str| text.parse::<Date>().ok();
        assert_eq!(revised.not_before, day("2017-12-11"));
        assert_eq!(revised.not_after, day("2018-12-11"));
        assert_eq!(redate(&dated, None, &[], &[open], Facts::Unused), None, "a sure day stays");
    }

    #[test]
    fn a_dated_copy_bounds_and_names_a_dateline() {
        let body = "<p>BRENMARK, December 11. /NA/. The talks ended without a deal, minister Piet Oss \
            told reporters on Monday, and nobody at the table wished to say more than that.</p>";
        let (open, dated) = (page("", body), page(DATED, body));
        let copy = crate::copy::compare(&open, &dated).expect("a copy");
        let revised = redate(&open, None, &[(dated, copy)], &[], Facts::Unused).expect("a dating");
        assert_eq!(revised.best, "2017-12-11".parse().ok());
        assert!(revised.inferred.year);
        assert!(revised.evidence.iter().any(|row| row.kind == EvidenceKind::Copy));
    }

    #[test]
    fn an_earlier_version_that_is_dated_gives_the_day() {
        let body =
            "<p>Minister Piet Oss told reporters that nobody at the table wished to say more.</p>";
        let (open, dated) = (page("", body), page(DATED, body));
        assert!(open.published.best.is_none());
        let revised = redate(&open, Some(&dated), &[], &[], Facts::Unused).expect("a dating");
        assert_eq!(revised.label(), "12 Dec 2017");
        assert_eq!(redate(&open, Some(&open), &[], &[], Facts::Unused), None);
    }

    #[test]
    fn a_public_fact_counts_only_where_it_is_wanted() {
        let open = page(
            "",
            "<p>BRENMARK, November 14. /NA/. Shops took bitcoin again, minister Piet \
            Oss said, and the people who had come to the harbor looked on in some surprise.</p>",
        );
        assert_eq!(redate(&open, None, &[], &[], Facts::Unused), None);
        let revised = redate(&open, None, &[], &[], Facts::Used).expect("a dating");
        assert_eq!(revised.not_before, "2008-10-31".parse().ok());
        let row = revised.evidence.iter().find(|row| row.kind == EvidenceKind::Fact);
        assert!(row.is_some_and(|row| row.place.starts_with("public fact: ")));
    }
}
