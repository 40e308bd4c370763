//! The lines of an article by the part of the page they belong to, each bounded in length.

use crate::date::input::Input;
use onrecord_model::article::ZoneKind;
use onrecord_text::Span;

/// How much of the body is read for dates, in bytes. Past dates and weekdays stand early; what the
/// rest adds was not measurable.
pub const MAX_BODY_BYTES: usize = 12_000;

/// How much of header and furniture is read for dates, in bytes each.
const MAX_EDGE_BYTES: usize = 4_000;

/// A line this long is a paragraph, in bytes, where no zones are given.
const MIN_PARAGRAPH_BYTES: usize = 140;

/// The lines that are read for dates, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Lines of the header.
    pub header: Vec<Span>,
    /// Paragraphs of the body.
    pub body: Vec<Span>,
    /// Clocks, link lists and other furniture.
    pub furniture: Vec<Span>,
    /// Where the title or the first paragraph begins: a date before it is above the article.
    pub start: usize,
}

impl Parts {
    /// The lines of an article by its zones; without zones, short lines before the first long one
    /// are its header.
    #[must_use]
    pub fn of(input: &Input) -> Self {
        let mut parts = Self { start: input.text.len(), ..Self::default() };
        let mut left = [MAX_EDGE_BYTES, MAX_BODY_BYTES, MAX_EDGE_BYTES];
        let lines: Vec<(Span, ZoneKind)> = if input.zones.is_empty() {
            unzoned(input.text)
        } else {
            input.zones.iter().map(|zone| (zone.span, zone.kind)).collect()
        };
        for (span, kind) in lines {
            let Some(line) = span.get(input.text) else { continue };
            if matches!(kind, ZoneKind::Title | ZoneKind::Body) {
                parts.start = parts.start.min(span.start());
            }
            let (list, budget) = match kind {
                // A title speaks of days, it does not date the article.
                ZoneKind::Title | ZoneKind::Caption => continue,
                ZoneKind::Header => (&mut parts.header, &mut left[0]),
                ZoneKind::Body => (&mut parts.body, &mut left[1]),
                ZoneKind::Furniture => (&mut parts.furniture, &mut left[2]),
            };
            let kept = line.floor_char_boundary((*budget).min(line.len()));
            if kept > 0 {
                list.push(Span::new(span.start(), span.start() + kept));
                *budget -= kept;
            }
        }
        parts
    }
}

fn unzoned(text: &str) -> Vec<(Span, ZoneKind)> {
    let mut at = 0;
    let mut kind = ZoneKind::Header;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n').take(1_000) {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if span.len() >= MIN_PARAGRAPH_BYTES {
            kind = ZoneKind::Body;
        }
        if !span.is_empty() {
            lines.push((span, kind));
        }
    }
    lines
}
