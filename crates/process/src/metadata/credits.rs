//! Credits to agencies and other outlets: datelines, lines under the text, sentence ends, pictures.

use super::people::after_start;
use onrecord_model::article::{Credit, CreditReach, Zone, ZoneKind};
use onrecord_text::{Span, lists::List};
use regex::Regex;
use std::{collections::BTreeSet, sync::LazyLock};

/// How many body lines are searched for a dateline.
const MAX_DATELINES: usize = 4;

/// How much of such a line, in bytes.
const MAX_DATELINE_BYTES: usize = 160;

/// An agency alone on a line has a name this long, in bytes.
const MIN_ALONE_BYTES: usize = 3;

/// Longer words after `photo by` or `reporting by` are a sentence, in bytes.
const MAX_HOLDER_BYTES: usize = 80;

/// An agency in brackets at the end of a text takes no more, in bytes.
const MAX_CLOSING_BYTES: usize = 60;

/// How many credits of one reach are kept.
const MAX_CREDITS: usize = 40;

/// The words of an agency's or outlet's name. No pattern here counts: repeating a class of letters a
/// bounded number of times takes longer to compile than a page to read; see [`is_name`].
pub(super) const NAME: &str = r"\p{Lu}[\p{L}\d&.-]*(?:[ -]\p{Lu}[\p{L}\d&.-]*)*";

/// The name of an agency or outlet has at most this many words.
const MAX_NAME_WORDS: usize = 5;

/// Whether words in capitals are few enough for a name.
pub(super) fn is_name(words: &str) -> bool {
    words.split([' ', '-']).count() <= MAX_NAME_WORDS
}

static DATELINES: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        // BRENMARK, November 14. /NORPRESS/.
        format!(r"^\p{{Lu}}[^/]+?(?P<credit>/\s?(?P<name>{NAME})\s?/)"),
        // BRENMARK, March 3 (Norpress) –, Brenmark, 3 mar (NP).-
        format!(r"^\p{{Lu}}[^()]+?(?P<credit>\((?P<name>{NAME})\))\.?\s?[-–—:]"),
        // Brenmark (dpa/lno) –
        r"^\p{Lu}[^()]+?(?P<credit>\((?P<name>\p{L}+)(?:/\p{L}+)*\))\.?\s?[-–—:]".to_owned(),
        // Brenmark (KNA/iz). The bridge
        r"^\p{Lu}[^()]+?(?P<credit>\((?P<name>\p{L}+)(?:/\p{L}+)*\))\. \p{Lu}".to_owned(),
        // (Norpress) —
        format!(r"^(?P<credit>\((?P<name>{NAME})\))\s?[-–—]"),
    ]
    .map(|pattern| Regex::new(&pattern).expect("a fixed pattern"))
});

static WHOLE: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        format!(r"(?i:^\W*(?:this (?:article|story|report) was )?(?:first|originally) (?:published|appeared) (?:by|on|in|at)) (?:the |The )?(?P<name>{NAME})"),
        r"(?i:^\W*(?:reporting|writing) by) (?P<name>[^;.]+)(?:;.*)?".to_owned(),
        format!(r"(?i:^\W*(?:source|quelle|fuente|fonte|источник|来源|來源)) ?[:：] ?(?P<name>{NAME}|\p{{Han}}+)\W*$"),
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
    Regex::new(r"(?:©|\([cC]\)|(?i:\b(?:photo|foto|image|bild|picture|credit|фото)(?:graph)?(?: by)? ?[:/])) ?(?P<name>[^|;\n()]+)|(?P<name2>(?:\p{Lu}[\p{L}.]* ?)+/ ?(?:Getty Images|AFP|AP|Reuters|EPA|dpa))")
        .expect("a fixed pattern")
});

/// `(dpa)`, `(Courier mit dpa)` at the end of a text.
static CLOSING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\((?P<name>[^()]+)\)\W*$").expect("a fixed pattern"));

/// `(With inputs from ANI)`, `Con información de AFP, EFE y Reuters`, `mit Material von dpa`.
static INPUTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:with (?:inputs?|agency inputs|reporting|material|files|information) (?:from|by)|(?:additional|reporting) (?:reporting )?(?:from|by)|con informaci[oó]n de|com informações d[aeo]|com agências|avec|mit (?:material|informationen) (?:von|der)|con agenzie|с использованием материалов|по материалам):? (?P<names>[^()]+)\)?\W*$")
        .expect("a fixed pattern")
});

/// The names of agencies, folded to lower case.
static AGENCIES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let file = include_str!("../../../../lang/agencies.txt");
    let list = List::read(file).expect("the lists of lang/ are checked by a test");
    list.iter().flat_map(|(name, short)| [name, short]).map(str::to_owned).collect()
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
                in_inputs(line, zone.span.start(), &mut found);
                in_sentences(line, zone.span.start(), &mut found);
            }
            ZoneKind::Caption => in_picture(line, zone.span.start(), &mut found),
            ZoneKind::Furniture | ZoneKind::Header => {
                if zone.kind == ZoneKind::Header || after_start(line).is_some() {
                    in_byline(line, zone.span.start(), &mut found);
                }
                whole(line, zone.span.start(), &mut found);
                in_inputs(line, zone.span.start(), &mut found);
            }
            ZoneKind::Title => (),
        }
    }
    let last = zones.iter().rfind(|zone| zone.kind == ZoneKind::Body);
    if let Some(zone) = last {
        in_closing(zone.span.of(text), zone.span.start(), &mut found);
    }
    found.truncate(MAX_CREDITS);
    found
}

/// `By Associated Press`, `Von dpa`: an agency where an author would stand.
fn in_byline(line: &str, at: usize, found: &mut Vec<Credit>) {
    if line.len() > MAX_DATELINE_BYTES {
        return;
    }
    let after = after_start(line);
    // `AA` alone sets the size of the letters.
    if after.is_none() && line.len() < MIN_ALONE_BYTES {
        return;
    }
    let name = after.unwrap_or(line);
    let name = name.split(['|', '•', '·', ';']).next().unwrap_or(name).trim();
    // "By Lea Vik and Piet Oss, Norpress"; two letters alone may be a state.
    let parts = name.split([',', '/']).map(str::trim);
    let mut parts = parts.filter(|part| is_agency(part));
    let is_told = |part: &&str| after.is_some() || *part == name || part.len() >= MIN_ALONE_BYTES;
    let whole = Some(name).filter(|name| is_agency(name));
    if let Some(name) = whole.or_else(|| parts.find(is_told)) {
        let start = at + line.find(name).unwrap_or_default();
        let span = Span::new(start, start + name.len());
        found.push(Credit { name: name.to_owned(), span, reach: CreditReach::Article });
    }
}

/// `(With inputs from ANI)`, `Mit Material von dpa`: a line that names those whose words it took.
fn in_inputs(line: &str, at: usize, found: &mut Vec<Credit>) {
    if line.len() > MAX_DATELINE_BYTES {
        return;
    }
    let Some(parts) = INPUTS.captures(line) else { return };
    let names = parts.name("names").expect("in the pattern");
    let mut start = names.start();
    for part in names.as_str().split_inclusive([',', '/', ' ', '&']) {
        let own = part.trim_matches([',', '/', ' ', '&', '.', ')']);
        if is_agency(own) {
            let from = start + part.find(own).unwrap_or_default();
            let span = Span::new(at + from, at + from + own.len());
            found.push(Credit { name: own.to_owned(), span, reach: CreditReach::Article });
        }
        start += part.len();
    }
}

/// An agency in brackets at the end of the text.
fn in_closing(line: &str, at: usize, found: &mut Vec<Credit>) {
    let from = line.ceil_char_boundary(line.len().saturating_sub(MAX_CLOSING_BYTES));
    let parts = CLOSING.captures(&line[from..]);
    let Some(name) = parts.as_ref().and_then(|parts| parts.name("name")) else { return };
    let mut start = from + name.start();
    for part in name.as_str().split_inclusive(['/', ',', ' ', '-']) {
        let own = part.trim_end_matches(['/', ',', ' ', '-']);
        if is_agency(own) {
            let span = Span::new(at + start, at + start + own.len());
            if found.iter().all(|known| known.span != span) {
                found.push(Credit { name: own.to_owned(), span, reach: CreditReach::Article });
            }
        }
        start += part.len();
    }
}

/// Whether a name is one word written as words are: a capital letter, then small ones.
fn is_word(name: &str) -> bool {
    name.chars().skip(1).all(char::is_lowercase) && name.chars().count() > 2
}

fn is_agency(name: &str) -> bool {
    let folded = name.to_lowercase().replace(['.', '-'], " ");
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    AGENCIES.contains(folded)
}

/// The outlet's own name run into the first word of the text, `Courier-Mayor Ana Ruiz said`: what it
/// prints there is a dateline, and no part of what is told.
#[must_use]
pub fn own_lead(text: &str, zones: &[Zone], outlet: &str) -> Option<Credit> {
    let zone = zones.iter().find(|zone| zone.kind == ZoneKind::Body)?;
    let line = zone.span.of(text);
    let head =
        line.get(..outlet.len()).filter(|head| head.to_lowercase() == outlet.to_lowercase())?;
    let rest = line[head.len()..].trim_start().strip_prefix(['-', '–', '—'])?;
    let begins = rest.trim_start().starts_with(char::is_uppercase);
    let span = Span::new(zone.span.start(), zone.span.start() + head.len());
    (begins && !outlet.is_empty()).then(|| Credit {
        name: head.to_owned(),
        span,
        reach: CreditReach::Article,
    })
}

fn in_dateline(line: &str, at: usize, found: &mut Vec<Credit>) {
    let head = &line[..line.floor_char_boundary(MAX_DATELINE_BYTES)];
    let known = |name: &str| is_agency(name) || OUTLET_WORDS.is_match(name);
    let of = |(idx, pattern): (usize, &Regex)| {
        let parts = pattern.captures(head).filter(|parts| is_name(&parts["name"]))?;
        let before = parts.name("credit").map_or("", |credit| &head[..credit.start()]);
        let name = &parts["name"];
        // Marks that only agencies' datelines have, or a name that is known: "Bernau (Barnim):" tells
        // where a town lies.
        let town = before.split(',').next().unwrap_or_default();
        let is_region = idx == 1 && is_word(name) && town.contains(char::is_lowercase);
        let is_free = matches!(idx, 0 | 1 | 4) && !is_region;
        (is_free || known(name)).then_some(parts)
    };
    let Some(parts) = DATELINES.iter().enumerate().find_map(of) else { return };
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
    if name.len() > MAX_HOLDER_BYTES {
        return;
    }
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
        let is_outlet = is_name(name) && OUTLET_WORDS.is_match(name)
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
    if name.len() > MAX_HOLDER_BYTES {
        return;
    }
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
        body("The bridge is open. (Courier mit {Article=dpa|dpa})");
        body("The bridge is open (since Sunday)");
        body("Brenmark, 7 oct {Article=EFE|(EFE)}.- El puente está abierto.");
        body("Brenmark {Article=dpa|(dpa/lno)} – Die Brücke ist offen.");
        body("Brenmark {Article=KNA|(KNA/iz)}. Die Brücke ist offen.");
        body("Bernau (Barnim): Die Brücke ist offen.");
        body("Oberlund (Talmark) - Die Brücke ist offen.");
        body("(With inputs from {Article=ANI|ANI})");
        body("Con información de {Article=AFP|AFP}, {Article=EFE|EFE} y {Article=Reuters|Reuters}");
        body("With reporting from Oberlund");
        check(
            "By Lea Vik and Piet Oss, {Article=Associated Press|Associated Press}",
            ZoneKind::Header,
        );
        check("Von: det/{Article=dpa|dpa}", ZoneKind::Header);
        check("Headquarters: Oberlund, PA", ZoneKind::Header);
        check("By {Article=Associated Press|Associated Press} | March 3", ZoneKind::Header);
        check("By Ana Ruiz", ZoneKind::Header);
        check("{Picture=Norpress / Lena Ott|© Norpress / Lena Ott}", ZoneKind::Caption);
    }

    #[test]
    fn an_outlet_that_runs_into_its_lead_is_credited() {
        let text = "Norwatch-Mayor Ana Ruiz said the bridge is open.";
        let zone =
            Zone { span: Span::new(0, text.len()), kind: ZoneKind::Body, block: Block::Paragraph };
        let credit = own_lead(text, &[zone], "Norwatch").unwrap();
        assert_eq!(credit.span.of(text), "Norwatch");
        assert!(own_lead(text, &[zone], "Courier").is_none());
    }
}
