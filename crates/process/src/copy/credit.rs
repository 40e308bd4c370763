//! Which agency or outlet an article is credited to, and whether two credits name the same one.

use onrecord_model::article::{Article, CreditReach};
use onrecord_text::{lists::List, normal::folded};
use std::sync::LazyLock;

/// Agencies by their other names.
static AGENCIES: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/agencies.txt")).expect("a checked list")
});

/// A credited name for comparing: folded, without marks and words such as `news agency`, an agency
/// by its short name. `Agence France-Presse` and `AFP` are one.
#[must_use]
pub fn key(name: &str) -> String {
    let name = folded(name);
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let generic = ["the", "news", "agency", "newswire", "service", "wire", "com"];
    let kept: Vec<&str> = words.iter().copied().filter(|word| !generic.contains(word)).collect();
    let kept = if kept.is_empty() { words.join(" ") } else { kept.join(" ") };
    AGENCIES.get(&kept).map_or_else(|| kept.clone(), str::to_owned)
}

/// Who the whole article is credited to: names as written, each once, in order.
#[must_use]
pub fn whole(article: &Article) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for credit in article.credits.iter().filter(|credit| credit.reach == CreditReach::Article) {
        if !names.iter().any(|name| key(name) == key(&credit.name)) {
            names.push(&credit.name);
        }
    }
    names
}

/// Who publishes it, for comparing: by site where one is known, else by name.
#[must_use]
pub fn outlet(article: &Article) -> Option<String> {
    let outlet = &article.outlet.as_ref()?.value;
    Some(outlet.site.as_ref().map_or_else(|| key(&outlet.name), |site| folded(site)))
}

/// Who publishes two articles.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Houses {
    /// The same outlet.
    One,
    /// Two outlets.
    Two,
    /// Not known of both.
    Unknown,
}

/// Who publishes two articles.
#[must_use]
pub fn houses(a: &Article, b: &Article) -> Houses {
    match (outlet(a), outlet(b)) {
        (Some(of_a), Some(of_b)) if of_a == of_b || outlet_key(a) == outlet_key(b) => Houses::One,
        (Some(_), Some(_)) => Houses::Two,
        _ => Houses::Unknown,
    }
}

/// The credited name that is the outlet of the other article, where one is.
#[must_use]
pub fn credits_outlet<'a>(article: &'a Article, other: &Article) -> Option<&'a str> {
    let published_by = outlet_key(other)?;
    whole(article).into_iter().find(|name| key(name) == published_by)
}

/// A name that both are credited to, as the first writes it.
#[must_use]
pub fn shared<'a>(a: &'a Article, b: &Article) -> Option<&'a str> {
    let of_b: Vec<String> = whole(b).into_iter().map(key).collect();
    whole(a).into_iter().find(|name| of_b.contains(&key(name)))
}

/// The outlet's name, for comparing with credits.
#[must_use]
pub fn outlet_key(article: &Article) -> Option<String> {
    article.outlet.as_ref().map(|outlet| key(&outlet.value.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_agency_are_one() {
        assert_eq!(key("Agence France-Presse"), key("AFP"));
        assert_eq!(key("The Associated Press"), key("AP"));
        assert_eq!(key("Xinhua News Agency"), key("XINHUA"));
        assert_ne!(key("Brenmark News"), key("Harbor News"));
        assert_ne!(key("News Agency"), "");
    }
}
