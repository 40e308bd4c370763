//! Who publishes: what the page calls itself, and the site it stands on.

use super::{
    credits,
    head::Head,
    structured::{Structured, text_of, types},
    wording::{key_of, tidy},
};
use crate::extract::outline::Outline;
use onrecord_model::{
    address,
    article::{Field, Place},
    outlet::Outlet,
};
use regex::Regex;
use serde_json::{Map, Value};
use std::{ops::Range, sync::LazyLock};

/// Meta tags that name the outlet, most trusted first.
const METAS: &[&str] = &[
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
    "article:publisher",
    "citation_journal_title",
    "al:android:app_name",
    "al:ios:app_name",
    "twitter:site",
    "cre",
];

/// A name longer than this is a slogan, in bytes.
const MAX_NAME_BYTES: usize = 80;

/// `All rights reserved by Brenmark Courier`, `© 2021 Brenmark Courier`.
static RIGHTS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?:(?i:all rights reserved by|copyright(?: ©)?|©)(?: \d{{4}}(?: ?[-–] ?\d{{4}})?)?(?: (?i:the|by))? )(?P<name>{})",
        credits::NAME
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A rights line longer than this is a text, in bytes.
const MAX_RIGHTS_BYTES: usize = 200;

/// How many lines at the end of a page are its foot.
const MAX_FOOT_LINES: usize = 40;

/// Where a rights line names its holder.
#[must_use]
pub fn rights(line: &str) -> Option<Range<usize>> {
    // `©` and a person stand under pictures; a rights line has no bar.
    if line.len() >= MAX_RIGHTS_BYTES || line.contains(['/', '|']) {
        return None;
    }
    let name = RIGHTS.captures(line)?.name("name")?;
    let kept = name.as_str().split(". All").next().unwrap_or_default();
    if !credits::is_name(kept) {
        return None;
    }
    let kept = kept.trim_end_matches(['.', '-']);
    let is_name = !kept.to_lowercase().starts_with("all rights");
    is_name.then(|| name.start()..name.start() + kept.len())
}

/// Everything the outlet calls itself.
#[must_use]
pub fn stated_names(head: &Head, structured: &Structured) -> Vec<String> {
    stated(head, structured).into_iter().map(|(name, _)| name).collect()
}

/// Everything the outlet calls itself, with its site, for telling it apart from titles.
#[must_use]
pub fn names(head: &Head, structured: &Structured, address: Option<&str>) -> Vec<String> {
    let mut names = stated_names(head, structured);
    if let Some(site) = address.and_then(address::site) {
        let label = site.split('.').next().unwrap_or_default().to_owned();
        names.extend([site, label]);
    }
    names
}

/// The outlet, by what it calls itself; else by what page titles end in; else by its site; on a page
/// without any address, by what the page's title says beside the `headline`.
///
/// `says` tells whether the visible page holds a name, as a masthead or a rights line does.
#[must_use]
pub fn outlet(
    head: &Head,
    structured: &Structured,
    address: Option<&str>,
    headline: Option<&str>,
    outline: &Outline,
    says: impl Fn(&str) -> bool,
) -> Option<Field<Outlet>> {
    let site = address.and_then(address::site);
    let with_site = |name: String| Outlet { name, site: site.clone() };
    let label = site.as_deref().and_then(|site| site.split('.').next()).unwrap_or_default();
    let mut stated = stated(head, structured);
    prefer_names(&mut stated, site.as_deref());
    let mut found: Vec<(Outlet, Place)> = stated
        .into_iter()
        .map(|(name, place)| (with_site(without_slogan(&name, label).to_owned()), place))
        .collect();
    if let Some(name) = by_page_title(head, site.as_deref()) {
        found.push((with_site(name), Place::PageTitle));
    }
    if found.is_empty()
        && let Some(name) = by_rights(outline, label)
    {
        found.push((with_site(name), Place::Element("rights".to_owned())));
    }
    if let Some(site) = &site {
        found.push((with_site(site.clone()), Place::Address));
    }
    if found.is_empty()
        && let Some(name) = beside_headline(head, headline).filter(|name| says(name))
    {
        found.push((with_site(name), Place::PageTitle));
    }
    let (value, place) = (!found.is_empty()).then(|| found.remove(0))?;
    Some(Field { value, place, others: found })
}

fn stated(head: &Head, structured: &Structured) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    for (name, content) in head.all(METAS) {
        let value = tidy(content);
        let is_name = !value.starts_with("http") && value.len() <= MAX_NAME_BYTES;
        if is_name && !key_of(&value).is_empty() {
            let value = value.trim_start_matches('@').to_owned();
            found.push((value, Place::Meta(name.to_owned())));
        }
    }
    if let Some(article) = structured.article()
        && let Some(publisher) = article.get("publisher").and_then(|value| {
            structured.resolve(value).or_else(|| value.as_array()?.first()?.as_object())
        })
        && let Some(name) = text_of(publisher, "name")
        // A person who publishes a site is no name for it where it has one.
        && (found.is_empty() || !types(publisher).any(|kind| kind == "Person"))
    {
        let place = format!("{}.publisher.name", structured.article_type());
        let at = usize::from(!found.is_empty() && is_trusted(&found[0].1));
        found.insert(at, (tidy(name), Place::StructuredData(place)));
    }
    let is_site = |object: &&Map<String, Value>| {
        types(object).any(|kind| matches!(kind, "WebSite" | "NewsMediaOrganization"))
    };
    for site in structured.objects().iter().filter(is_site) {
        if let Some(name) = text_of(site, "name") {
            found.push((tidy(name), Place::StructuredData("WebSite.name".to_owned())));
        }
    }
    found
}

/// The holder of the rights, as the page's foot says, when the name agrees with the first label of
/// the site: by a word, or by its initials.
fn by_rights(outline: &Outline, label: &str) -> Option<String> {
    let lines = (0..outline.lines.len()).rev().take(MAX_FOOT_LINES);
    let line = lines.map(|idx| outline.line(idx)).find(|line| {
        let low = line.trim_start().to_lowercase();
        low.starts_with('©') || low.starts_with("copyright")
    })?;
    let name = &line[rights(line)?];
    let name = name.split(". ").next().unwrap_or(name);
    let is_part = |word: &str| {
        let key = key_of(word);
        key.len() >= 4 && label.contains(&key)
    };
    let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
    let agrees = name.split(' ').any(is_part) || initials.len() >= 2 && key_of(initials) == label;
    agrees.then(|| name.trim_start_matches("Copyright ").to_owned())
}

/// Puts an organization's name before an address that is given for one: `Brenmark Courier` before `courier.example`.
fn prefer_names(stated: &mut [(String, Place)], site: Option<&str>) {
    let is_site = |name: &str| site.is_some_and(|site| key_of(site) == key_of(name));
    let is_name = |(name, place): &(String, Place)| {
        !is_site(name) && matches!(place, Place::StructuredData(_))
    };
    if stated.first().is_some_and(|(name, _)| is_site(name))
        && let Some(at) = stated.iter().position(is_name)
    {
        stated[..=at].rotate_right(1);
    }
}

/// A name without the slogan beside it, `Courier - All that Brenmark reads`, when the part agrees
/// with the first label of the site.
fn without_slogan<'n>(name: &'n str, label: &str) -> &'n str {
    let label = key_of(label);
    let agrees = |part: &&str| {
        let key = key_of(part);
        key.len() >= 3 && (label.contains(&key) || key.contains(&label))
    };
    let mut parts = [" | ", " - ", " – ", " — ", " · "].into_iter().flat_map(|sign| {
        let parts: Vec<&str> = name.split(sign).collect();
        if parts.len() > 1 { parts } else { Vec::new() }
    });
    parts.find(|part| !label.is_empty() && agrees(part)).map_or(name, str::trim)
}

fn is_trusted(place: &Place) -> bool {
    *place == Place::Meta("og:site_name".to_owned())
}

/// What the page's title says before or after the headline: `Courier - Bridge closed`. A part of two
/// words or more, since a section (`World`) or a column has one.
fn beside_headline(head: &Head, headline: Option<&str>) -> Option<String> {
    let (title, headline) = (tidy(head.title.as_deref()?), tidy(headline?));
    let signs = [' ', '|', '-', '–', '—', '·', '•', ':'];
    let rest = title.strip_prefix(&headline).or_else(|| title.strip_suffix(&headline))?;
    let parted = rest.starts_with(' ') || rest.ends_with(' ');
    let name = rest.trim_matches(signs);
    let is_name = parted
        && name.len() <= MAX_NAME_BYTES
        && name.split_whitespace().count() >= 2
        && !name.contains(['|', '»', '›'])
        && name.chars().next().is_some_and(char::is_uppercase);
    is_name.then(|| name.to_owned())
}

/// The last part of the page's title, when it agrees with the site.
fn by_page_title(head: &Head, site: Option<&str>) -> Option<String> {
    let title = head.title.as_deref()?;
    let at = title.rfind(
        [" | ", " - ", " – ", " — "]
            .map(|sign| sign)
            .as_slice()
            .iter()
            .copied()
            .max_by_key(|sign| title.rfind(sign))?,
    )?;
    let part = title[at..].trim_start_matches([' ', '|', '-', '–', '—']).trim();
    let label = key_of(site?.split('.').next()?);
    let key = key_of(part);
    let agrees = !key.is_empty() && (label.contains(&key) || key.contains(&label));
    (agrees && part.len() <= MAX_NAME_BYTES).then(|| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::Dom;

    fn check(head: &str, expected: &str) {
        let dom = Dom::parse(&format!("<html><head>{head}</head><body><p>Text.</p></body></html>"));
        let structured = Structured::read(&dom, &mut Vec::new());
        let address = Some("https://www.courier.example/mill");
        let outline = Outline::of(&dom);
        let found = outlet(&Head::of(&dom), &structured, address, None, &outline, |_| true);
        assert_eq!(found.map(|field| field.value.name).as_deref(), Some(expected), "{head}");
    }

    #[test]
    fn a_slogan_and_an_address_are_no_names() {
        check("<meta property=og:site_name content='Brenmark Courier'>", "Brenmark Courier");
        check("<meta property=og:site_name content='Courier - What Brenmark reads'>", "Courier");
        check("<meta property=og:site_name content='North - South'>", "North - South");
        let publisher = r#"<meta property=og:site_name content='courier.example'>
            <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Mill",
            "publisher": {"@type": "Organization", "name": "Brenmark Courier"}}</script>"#;
        check(publisher, "Brenmark Courier");
        check("", "courier.example");
    }

    #[test]
    fn a_rights_line_names_its_holder() {
        let held = |line: &'static str| rights(line).map(|range| &line[range]);
        assert_eq!(
            held("© 2001-2021 Brenmark Courier. All rights reserved."),
            Some("Brenmark Courier")
        );
        assert_eq!(held("© All Rights Reserved"), None);
        assert_eq!(held("© Norpress / Lena Ott"), None);
    }
}
