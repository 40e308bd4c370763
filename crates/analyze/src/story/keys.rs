//! The keys of an article for its story: its terms as pinned hashes, in the form that is stored.

use crate::story::terms::each_term;
use onrecord_model::{
    article::{Article, ZoneKind},
    findings::Findings,
};
use std::collections::BTreeMap;

/// A term: the first half of the pinned hash of its stem. Two words of an archive's hundred thousand
/// meet in one by chance, which changes no story.
pub type Term = u32;

/// How much a name or number counts beside another word. Two reports of one kind of event share
/// their words; those of one event share its names.
const NAME_WEIGHT: u32 = 2;

/// How much of a text is read for its story, in bytes: what it is about stands at the start.
const MAX_BYTES: usize = 20_000;

/// The terms of an article with their weights, 1 or 2, in the order of the terms.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Keys(Vec<(Term, u32)>);

/// Why stored bytes are no keys or no state of stories.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotStored(pub(super) &'static str);

impl Keys {
    /// The keys of an article.
    ///
    /// A term counts once however often it stands: on the public sets that told stories apart better
    /// than counting. Names are known by their capitals, and where a script has none, by the entities
    /// that were found; scripts without blanks give pairs of characters.
    #[must_use]
    pub fn of(article: &Article, findings: &Findings) -> Self {
        let mut terms: BTreeMap<Term, u32> = BTreeMap::new();
        let mut n_bytes = 0;
        for zone in &article.zones {
            let is_read = matches!(zone.kind, ZoneKind::Title | ZoneKind::Body);
            if let (true, Some(block)) =
                (is_read && n_bytes < MAX_BYTES, zone.span.get(&article.text))
            {
                n_bytes += block.len();
                each_term(block, &mut |term, is_name, _| {
                    let weight = if is_name { NAME_WEIGHT } else { 1 };
                    terms.entry(term).and_modify(|w| *w = weight.max(*w)).or_insert(weight);
                });
            }
        }
        for mention in findings.entities.iter().flat_map(|entity| &entity.mentions) {
            each_term(mention.span.get(&article.text).unwrap_or_default(), &mut |term, _, _| {
                terms.entry(term).and_modify(|weight| *weight = NAME_WEIGHT);
            });
        }
        Self(terms.into_iter().collect())
    }

    /// The terms with their weights, in order.
    #[must_use]
    pub fn terms(&self) -> &[(Term, u32)] {
        &self.0
    }

    /// Whether a term is among them.
    #[must_use]
    pub fn has(&self, term: Term) -> bool {
        self.0.binary_search_by_key(&term, |(term, _)| *term).is_ok()
    }

    /// The keys as they are stored: for each term the distance from the one before, doubled, and one
    /// more for a name. About four bytes a term.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * 4 + 1);
        let mut before = 0;
        for (term, weight) in &self.0 {
            let is_name = u64::from(*weight == NAME_WEIGHT);
            put(&mut bytes, u64::from(term - before) << 1 | is_name);
            before = *term;
        }
        bytes
    }

    /// The keys that were stored as these bytes.
    ///
    /// # Errors
    ///
    /// When the bytes are damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, NotStored> {
        let (mut at, mut before) = (bytes, 0_u64);
        let mut terms = Vec::with_capacity(bytes.len() / 4 + 1);
        while !at.is_empty() {
            let number = take(&mut at)?;
            before = before.saturating_add(number >> 1);
            let term = Term::try_from(before).map_err(|_| NotStored("a term is out of range"))?;
            terms.push((term, if number & 1 == 1 { NAME_WEIGHT } else { 1 }));
        }
        Ok(Self(terms))
    }
}

/// Appends a number, seven bits a byte, the lowest first (LEB128).
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number off the front.
pub(super) fn take(bytes: &mut &[u8]) -> Result<u64, NotStored> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let Some((byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(NotStored("the bytes end in the middle of a number"))
}
