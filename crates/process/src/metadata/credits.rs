//! Credits to agencies and other outlets: datelines, lines under the text, sentence ends, pictures.

use onrecord_model::article::{Credit, CreditReach, Zone, ZoneKind};
use onrecord_text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// How many body lines are searched for a dateline.
const MAX_DATELINES: usize = 4;

/// How much of such a line, in bytes.
const MAX_DATELINE_BYTES: usize = 160;

/// How many credits of one reach are kept.
const MAX_CREDITS: usize = 40;

/// The words of an agency's or outlet's name.
pub(super) const NAME: &str = r"\p{Lu}[\p{L}\d&.-]*(?:[ -]\p{Lu}[\p{L}\d&.-]*){0,4}";

static DATELINES: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        // BRENMARK, November 14. /NORPRESS/.
        format!(r"^\p{{Lu}}[^/]{{2,80}}?\s?(?P<credit>/\s?(?P<name>{NAME})\s?/)"),
        // BRENMARK, March 3 (Norpress) –
        format!(r"^\p{{Lu}}[^()]{{1,80}}?\s?(?P<credit>\((?P<name>{NAME})\))\s?[-–—:]"),
        // (Norpress) —
        format!(r"^(?P<credit>\((?P<name>{NAME})\))\s?[-–—]"),
    ]
    .map(|pattern| Regex::new(&pattern).expect("a fixed pattern"))
});

static WHOLE: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        format!(r"(?i:^\W*(?:this (?:article|story|report) was )?(?:first|originally) (?:published|appeared) (?:by|on|in|at)) (?:the |The )?(?P<name>{NAME})"),
        r"(?i:^\W*(?:reporting|writing) by) (?P<name>[^;.]{3,80})(?:;.{0,160})?".to_owned(),
        format!(r"(?i:^\W*(?:source|quelle|fuente|fonte|источник|来源|來源)) ?[:：] ?(?P<name>{NAME}|\p{{Han}}{{2,8}})\W*$"),
    ]
    .map(|pattern| Regex::new(&pattern).expect("a fixed pattern"))
});

/// `…, Norpress reported.` The name must look like an outlet's: people report as well.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"[,;] (?:the |The )?(?P<name>{NAME})(?: news agency| newspaper)? (?:has |had )?(?:reported|reports|said in a report|quoted \w+ as saying)[.”’]"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:©|\([cC]\)|(?i:\b(?:photo|foto|image|bild|picture|credit|фото)(?:graph)?(?: by)? ?[:/])) ?(?P<name>[^|;\n()]{2,60})|(?P<name2>(?:\p{Lu}[\p{L}.]* ?){1,4}/ ?(?:Getty Images|AFP|AP|Reuters|EPA|dpa))")
        .expect("a fixed pattern")
});

/// Words in the names of outlets and agencies.
static OUTLET_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(tv|press|news|agency|agentur|times|post|radio|daily|journal|herald|tribune|gazette|courier|guardian|telegraph|network|channel|media|wire|mail|chronicle|zeitung|presse|reuters|tass|sputnik|xinhua|bloomberg|interfax|anadolu|jazeera)\b")
        .expect("a fixed pattern")
});

/// The credits of an article's text, in the order of their places.
#[must_use]
pub fn credits(text: &str, zones: &[Zone]) -> Vec<Credit> {
    let mut found = Vec::new();
    let mut n_body = 0;
    for zone in zones {
        let line = zone.span.of(text);
        match zone.kind {
            ZoneKind::Body => {
                n_body += 1;
                if n_body <= MAX_DATELINES {
                    in_dateline(line, zone.span.start(), &mut found);
                }
                whole(line, zone.span.start(), &mut found);
                in_sentences(line, zone.span.start(), &mut found);
            }
            ZoneKind::Caption => in_picture(line, zone.span.start(), &mut found),
            ZoneKind::Furniture | ZoneKind::Header => whole(line, zone.span.start(), &mut found),
            ZoneKind::Title => (),
        }
    }
    found.truncate(MAX_CREDITS);
    found
}

fn in_dateline(line: &str, at: usize, found: &mut Vec<Credit>) {
    let head = &line[..line.floor_char_boundary(MAX_DATELINE_BYTES)];
    let Some(parts) = DATELINES.iter().find_map(|pattern| pattern.captures(head)) else { return };
    let credit = parts.name("credit").expect("in every pattern");
    // A sentence before it means that it is no dateline.
    let before = &head[..credit.start()];
    if before.split(". ").any(|part| part.split(' ').count() > 7) {
        return;
    }
    found.push(Credit {
        name: parts["name"].trim().to_owned(),
        span: Span::new(at + credit.start(), at + credit.end()),
        reach: CreditReach::Article,
    });
}

fn whole(line: &str, at: usize, found: &mut Vec<Credit>) {
    if line.len() > 300 {
        return;
    }
    let Some(parts) = WHOLE.iter().find_map(|pattern| pattern.captures(line)) else { return };
    let words = parts.get(0).expect("a match has a whole");
    let name = parts["name"].trim().trim_end_matches(['.', ',']).to_owned();
    let start = words.start() + words.as_str().find(char::is_alphanumeric).unwrap_or(0);
    let end = words.start() + words.as_str().trim_end_matches(['.', ' ']).len();
    let span = Span::new(at + start, at + end.max(start));
    found.push(Credit { name, span, reach: CreditReach::Article });
}

fn in_sentences(line: &str, at: usize, found: &mut Vec<Credit>) {
    if !line.contains("report") && !line.contains("quoted") {
        return;
    }
    for parts in SENTENCE.captures_iter(line) {
        let name = &parts["name"];
        let is_outlet = OUTLET_WORDS.is_match(name)
            || name.len() >= 2 && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        let words = parts.get(0).expect("a match has a whole");
        if is_outlet {
            let start = words.start() + 2;
            let end = words.end() - words.as_str().chars().next_back().map_or(0, char::len_utf8);
            found.push(Credit {
                name: name.to_owned(),
                span: Span::new(at + start, at + end),
                reach: CreditReach::Sentence,
            });
        }
    }
}

fn in_picture(line: &str, at: usize, found: &mut Vec<Credit>) {
    let Some(parts) = PICTURE.captures(line) else { return };
    let Some(name) = parts.name("name").or_else(|| parts.name("name2")) else { return };
    let words = parts.get(0).expect("a match has a whole");
    found.push(Credit {
        name: name.as_str().trim().trim_end_matches('.').to_owned(),
        span: Span::new(at + words.start(), at + words.start() + words.as_str().trim_end().len()),
        reach: CreditReach::Picture,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::article::Block;
    use onrecord_text::marked::{Mark, parse, render};

    fn check(marked: &str, kind: ZoneKind) {
        let (text, _) = parse(marked).unwrap();
        let zone = Zone { span: Span::new(0, text.len()), kind, block: Block::Paragraph };
        let marks: Vec<Mark> = credits(&text, &[zone])
            .into_iter()
            .map(|credit| Mark {
                label: format!("{:?}={}", credit.reach, credit.name),
                start: credit.span.start(),
                end: credit.span.end(),
            })
            .collect();
        assert_eq!(render(&text, &marks), marked);
    }

    #[test]
    fn credits_are_found_by_their_form() {
        let body = |marked| check(marked, ZoneKind::Body);
        body("BRENMARK, November 14. {Article=NORPRESS|/NORPRESS/}. The bridge is open.");
        body("BRENMARK {Article=Norpress|(Norpress)} – The bridge is open.");
        body("{Article=Norpress|First published by Norpress}.");
        body("The bridge is open, {Sentence=Orn TV|Orn TV reported}.");
        body("The bridge is open, Ana Ruiz reported.");
        body("The mayor (Ana Ruiz) said so.");
        check("{Picture=Norpress / Lena Ott|© Norpress / Lena Ott}", ZoneKind::Caption);
    }
}
