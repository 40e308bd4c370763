//! Who publishes: what the page calls itself, and the site it stands on.

use super::{
    head::Head,
    structured::{Structured, text_of, types},
    wording::{key_of, tidy},
};
use onrecord_model::{
    address,
    article::{Field, Place},
    outlet::Outlet,
};
use serde_json::{Map, Value};

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
    says: impl Fn(&str) -> bool,
) -> Option<Field<Outlet>> {
    let site = address.and_then(address::site);
    let with_site = |name: String| Outlet { name, site: site.clone() };
    let mut found: Vec<(Outlet, Place)> = stated(head, structured)
        .into_iter()
        .map(|(name, place)| (with_site(name), place))
        .collect();
    if let Some(name) = by_page_title(head, site.as_deref()) {
        found.push((with_site(name), Place::PageTitle));
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
