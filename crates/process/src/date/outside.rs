//! What stands outside the page's text and structure: its address, related items, headers, the capture.

use crate::date::{
    clue::Clue,
    habits::Order,
    input::Input,
    path::path_date,
    written::{Habits, dates},
};
use jiff::civil::Date;
use onrecord_model::dating::{EvidenceKind, Says};

/// How many related items are looked at.
const MAX_RELATED: usize = 40;

/// The clues of address, headers, related items and capture.
#[must_use]
pub fn clues(input: &Input, order: Order) -> Vec<Clue> {
    let address = address_clue(input, order);
    let related = related_clue(input, order);
    let header = last_modified(input);
    address.into_iter().chain(related).chain(header).chain([captured(input.captured_on)]).collect()
}

fn address_clue(input: &Input, order: Order) -> Option<Clue> {
    let address = input.address?;
    let found = path_date(address, input.captured_on, order)?;
    let quoted = found.span.get(address).unwrap_or_default();
    Some(Clue::new(EvidenceKind::Address, found.says, "address", quoted, found.reliability))
}

/// The latest day in the path of a related item: a hint that the page is no older. Weak, since pages
/// choose their related items anew whenever they are shown.
fn related_clue(input: &Input, order: Order) -> Option<Clue> {
    let addresses = input.related.iter().filter_map(|related| related.address.as_deref());
    let dated = addresses.take(MAX_RELATED).filter_map(|address| {
        let found = path_date(address, input.captured_on, order)?;
        match found.says {
            Says::Equals(day) => Some((day, found.span.get(address)?)),
            _ => None,
        }
    });
    let (day, quoted) = dated.max()?;
    Some(Clue::new(EvidenceKind::RelatedPath, Says::NotBefore(day), "related items", quoted, 600))
}

/// `Last-Modified`, an upper bound where it is older than the capture; most servers send the moment
/// of the answer.
fn last_modified(input: &Input) -> Option<Clue> {
    const MIN_AGE_DAYS: i32 = 7;
    let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("last-modified");
    let (name, value) = input.headers.iter().find(named)?;
    let habits = Habits::of(Some("en"), None, input.captured_on);
    let value = &value[..value.floor_char_boundary(80)];
    let day = dates(value, &habits).first()?.date()?;
    let is_old = day.until(input.captured_on).is_ok_and(|span| span.get_days() >= MIN_AGE_DAYS);
    let reliability = if is_old { 850 } else { 500 };
    Some(Clue::new(EvidenceKind::HttpHeader, Says::NotAfter(day), name, value, reliability))
}

fn captured(day: Date) -> Clue {
    let latest = day.tomorrow().unwrap_or(day);
    Clue::new(EvidenceKind::CaptureTime, Says::NotAfter(latest), "capture", &day.to_string(), 999)
}
