//! Text dumps of pages: lines without markup, zoned by what they look like. Nothing is left out.

use super::{body::ends_sentence, compose::Composed, phrases};
use onrecord_model::article::{Block, ZoneKind};
use regex::Regex;
use std::{collections::HashSet, sync::LazyLock};

/// How many lines at the start may hold title and header.
const MAX_HEAD_LINES: usize = 15;

/// A title is at least this long and at most that, in bytes.
const TITLE_BYTES: std::ops::RangeInclusive<usize> = 16..=250;

/// A line of a menu is shorter than a headline, in bytes.
const MIN_HEADLINE_BYTES: usize = 30;

/// A heading inside the text is shorter, in bytes.
const MAX_HEADING_BYTES: usize = 140;

/// A line of text is at least this long, in bytes, or ends as a sentence does.
const MIN_TEXT_BYTES: usize = 60;

/// A time, its zone and a day, as the clock in the head of a site shows them.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*\d{1,2}[:.]\d{2}(:\d{2})?\s*(am|pm)?\s*\(?(GMT|UTC|CET|CEST|EST|EDT|PST|PDT|MSK|BST|IST|JST)?\b")
        .expect("a fixed pattern")
});

/// Printed data: `string(558) "[{…`, `array(3) {`, a JSON object, a call of a script.
static DATA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^\s*(string\(\d+\)|array\(\d+\)|object\(|stdClass|Array\s*\(|\[?\{\s*["']|<\?|var \w+ ?=|window\.|function ?\(|\(function|\$\(|@media|\.[\w-]+ ?\{)|("[\w-]+"\s*:\s*("|\d|\[|\{).*){3}"#)
        .expect("a fixed pattern")
});

/// Whose picture it is.
static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W{0,3}(©|\(c\)|photo(graph)?( by)?:?\s|foto:|fotos?\s?:|image:|bild:|credit:|picture:|фото:?\s|getty images|file photo)|[(/|]\s?(getty images|reuters|afp|ap photo|epa|shutterstock|tass|sputnik|alamy|dpa)\)?$")
        .expect("a fixed pattern")
});

/// Words of cookie, rights and follower lines wherever they stand in a short line.
static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(cookies?|all rights reserved|rights reserved|followers on|join us on|terms of (use|service)|privacy policy|community standards|newsletter|subscribe|sign up|log ?in|alle rechte|tous droits|todos los derechos|todos os direitos|все права|riproduzione riservata|get short url|listen live|watch live)\b")
        .expect("a fixed pattern")
});

/// Who is credited for the whole text; kept visible though it is no part of it.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(first published|originally published|reporting by|writing by|editing by|source:)")
        .expect("a fixed pattern")
});

/// Zones the lines of a dump.
#[must_use]
pub fn compose(text: &str) -> Composed {
    let lines: Vec<String> = text.lines().map(folded).filter(|line| !line.is_empty()).collect();
    let kinds = zones(&lines);
    let mut composed = Composed::default();
    for (line, (kind, block)) in lines.iter().zip(kinds) {
        composed.push(line, kind, block);
    }
    composed
}

fn folded(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a line looks, before its neighbors are asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Look {
    Text,
    /// Short, and no sentence: a title, a heading, a link.
    Short,
    Dated,
    Picture,
    Furniture,
}

fn look(line: &str) -> Look {
    if DATA.is_match(&line[..line.floor_char_boundary(400)]) {
        return Look::Furniture;
    }
    if line.len() <= 240 {
        if PICTURE.is_match(line) {
            return Look::Picture;
        }
        let is_notice = NOTICE.is_match(line) && (line.len() < 120 || !line.contains('"'));
        if is_notice
            || CREDIT.is_match(line)
            || phrases::is_furniture(line)
            || is_list_of_names(line)
        {
            return Look::Furniture;
        }
        if phrases::is_dated(line) && !ends_text(line) {
            return Look::Dated;
        }
    }
    if ends_text(line) && line.len() >= 40 || line.len() >= 3 * MIN_TEXT_BYTES {
        return Look::Text;
    }
    if ends_text(line) && !line.ends_with([':', ',']) { Look::Text } else { Look::Short }
}

fn ends_text(line: &str) -> bool {
    ends_sentence(line) && line.chars().filter(|c| c.is_alphabetic()).count() >= 6
}

/// A line of tags: at least three short parts between commas, most of them names.
fn is_list_of_names(line: &str) -> bool {
    let parts: Vec<&str> = line.split([',', '،', '、']).map(str::trim).collect();
    let is_short =
        |part: &&&str| !part.is_empty() && part.split(' ').count() <= 4 && part.len() <= 48;
    let is_name =
        |part: &&&str| part.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    parts.len() >= 3
        && !ends_text(line)
        && parts.iter().filter(is_short).count() == parts.len()
        && parts.iter().filter(is_name).count() * 3 >= parts.len() * 2
}

fn zones(lines: &[String]) -> Vec<(ZoneKind, Block)> {
    use {
        Block::Paragraph,
        ZoneKind::{Body, Caption, Furniture, Header, Title},
    };
    let looks: Vec<Look> = lines.iter().map(|line| look(line)).collect();
    let first_text = looks.iter().position(|look| *look == Look::Text).unwrap_or(lines.len());
    let last_text = looks.iter().rposition(|look| *look == Look::Text).unwrap_or(0);
    let title = find_title(lines, &looks, first_text);
    let captions = repeated(lines, &looks);
    let mut zones = Vec::with_capacity(lines.len());
    for (idx, look) in looks.iter().enumerate() {
        let is_caption = captions.contains(&idx) || is_beside_picture(&looks, idx, first_text);
        let zone = match look {
            _ if Some(idx) == title => (Title, Block::Heading),
            Look::Text => (Body, Paragraph),
            Look::Picture => (Caption, Paragraph),
            Look::Furniture => (Furniture, Paragraph),
            Look::Dated if idx < first_text && !is_clock(lines, idx, title) => (Header, Paragraph),
            Look::Dated if first_text < idx && idx < last_text => (Body, Paragraph),
            Look::Dated => (Furniture, Paragraph),
            Look::Short if is_caption => (Caption, Paragraph),
            Look::Short if idx < first_text => match title {
                Some(title) if idx > title && phrases::is_byline(&lines[idx]) => {
                    (Header, Paragraph)
                }
                Some(title) if idx > title && lines[idx].len() >= MIN_TEXT_BYTES => {
                    (Body, Paragraph)
                }
                _ => (Furniture, Paragraph),
            },
            Look::Short if idx > last_text => (Furniture, Paragraph),
            Look::Short if is_in_list(&looks, &captions, idx) => (Furniture, Paragraph),
            Look::Short if lines[idx].len() <= MAX_HEADING_BYTES => (Body, Block::Heading),
            Look::Short => (Body, Paragraph),
        };
        zones.push(zone);
    }
    zones
}

/// The first line before the text that is long enough for a headline, else the longest short one, else
/// the only one; none when the text begins at once. Lines of menus are shorter than headlines, and a
/// standfirst, which may be longer, comes after.
fn find_title(lines: &[String], looks: &[Look], first_text: usize) -> Option<usize> {
    let is_title = |idx: &usize| {
        let line = &lines[*idx];
        let n_words = line.split(' ').count();
        let is_packed = line.chars().any(|c| c > '\u{2e80}');
        looks[*idx] == Look::Short
            && TITLE_BYTES.contains(&line.len())
            && (n_words >= 4 || is_packed)
            && !phrases::is_byline(line)
    };
    // Of equally long ones the first: `max_by_key` gives the last.
    let head = 0..first_text.min(MAX_HEAD_LINES);
    let first = head.clone().filter(is_title).find(|idx| lines[*idx].len() >= MIN_HEADLINE_BYTES);
    let longest = || head.clone().rev().filter(is_title).max_by_key(|idx| lines[*idx].len());
    let labeled = || head.clone().find(|idx| is_labeled(&lines[*idx]));
    let only = || {
        let mut short = head.clone().filter(|idx| looks[*idx] == Look::Short);
        let line = short.next().filter(|idx| lines[*idx].contains(' '))?;
        short.next().is_none().then_some(line)
    };
    first.or_else(longest).or_else(labeled).or_else(only)
}

/// A title after a word for its form, `VIDEO: …`, which elsewhere begins a link.
fn is_labeled(line: &str) -> bool {
    let label = line.split_once(": ").map_or("", |(label, _)| label);
    let is_label = !label.is_empty() && label.split(' ').count() <= 2 && label.len() <= 16;
    is_label
        && TITLE_BYTES.contains(&line.len())
        && line.split(' ').count() >= 5
        && !NOTICE.is_match(line)
}

/// A clock stands before the title, or begins with the time and runs into the next words.
fn is_clock(lines: &[String], idx: usize, title: Option<usize>) -> bool {
    let is_before = title.is_none_or(|title| idx < title);
    is_before && CLOCK.is_match(&lines[idx])
}

/// Short lines that stand twice outside the text: captions under pictures that were repeated.
fn repeated(lines: &[String], looks: &[Look]) -> HashSet<usize> {
    let mut seen: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut found = HashSet::new();
    for (idx, line) in lines.iter().enumerate() {
        if looks[idx] == Look::Short
            && let Some(first) = seen.insert(line, idx)
        {
            found.extend([first, idx]);
        }
    }
    found
}

/// Right under or above the line that says whose picture it is.
fn is_beside_picture(looks: &[Look], idx: usize, first_text: usize) -> bool {
    let is_picture = |at: Option<usize>| at.and_then(|at| looks.get(at)) == Some(&Look::Picture);
    idx >= first_text.min(1) && (is_picture(idx.checked_sub(1)) || is_picture(Some(idx + 1)))
}

/// Two short lines in a row are links to other articles; one alone is a heading.
fn is_in_list(looks: &[Look], captions: &HashSet<usize>, idx: usize) -> bool {
    let is_short = |at: Option<usize>| {
        at.is_some_and(|at| looks.get(at) == Some(&Look::Short) && !captions.contains(&at))
    };
    is_short(idx.checked_sub(1)) || is_short(Some(idx + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dump_keeps_every_line_in_its_zone() {
        let dump = "21:07 GMT3 March 2021\nListen Live\nMayor Ruiz opens the rebuilt bridge in Brenmark\n\
            By Tom Okafor\nWed Mar 3, 2021 18:12:05\nThe bridge over the Orn carries traffic again, mayor Ana Ruiz said on Wednesday.\n\
            © Norpress / Lena Ott\nThe bridge before the flood\n\"We kept our word,\" she said, and thanked the crews who had worked through winter.\n\
            Ferry Ends Its Last Run Across the Orn\nFlood Walls: Five Things You Should Know\nBrenmark, Orn, Ana Ruiz, bridges\n\
            string(91) \"[{\"id\":\"7\",\"pic\":\"/2021/02/28/orn.jpg\",\"title\":\"Ferry ends\"}]\"\nThis website uses cookies.";
        let composed = compose(dump);
        let zones: Vec<String> = composed
            .zones
            .iter()
            .map(|zone| {
                let line = zone.span.of(&composed.text);
                format!("{:?} {}", zone.kind, line.chars().take(11).collect::<String>())
            })
            .collect();
        let expected = [
            "Furniture 21:07 GMT3 ",
            "Furniture Listen Live",
            "Title Mayor Ruiz ",
            "Header By Tom Okaf",
            "Header Wed Mar 3, ",
            "Body The bridge ",
            "Caption © Norpress ",
            "Caption The bridge ",
        ];
        assert_eq!(zones[..8], expected[..8]);
        let kinds: Vec<ZoneKind> = composed.zones[8..].iter().map(|zone| zone.kind).collect();
        assert_eq!(kinds[0], ZoneKind::Body);
        assert!(kinds[1..].iter().all(|kind| *kind == ZoneKind::Furniture), "{kinds:?}");
        assert_eq!(composed.text.lines().count(), dump.lines().count());
    }
}
