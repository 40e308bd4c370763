//! Where links lead: on to another page of the site, or to an offer.

use crate::dom::{Dom, NodeIdx, ROOT};
use html5ever::local_name;

/// Whether a link leads to another page of the same site, as far as that can be told.
#[must_use]
pub fn leads_on(href: &str, own_host: Option<&str>) -> bool {
    match (host_of(href), own_host) {
        (Some(host), Some(own)) => host.ends_with(own) || own.ends_with(host),
        (Some(_), None) => true,
        (None, _) => !href.starts_with('#') && !href.split('/').next().unwrap_or("").contains(':'),
    }
}

/// The host that the page names as its own, without `www.`.
#[must_use]
pub fn own_host(dom: &Dom) -> Option<&str> {
    let head = dom.elements(ROOT, local_name!("head")).next()?;
    let is_canonical = |link: &NodeIdx| {
        dom.attribute(*link, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    };
    let link = dom.elements(head, local_name!("link")).find(is_canonical)?;
    host_of(dom.attribute(link, "href")?.trim())
}

/// Whether an address is one to subscribe, sign in or give at.
#[must_use]
pub fn is_offer(href: &str) -> bool {
    const WORDS: [&str; 18] = [
        "subscribe",
        "subscription",
        "subscriptions",
        "login",
        "signin",
        "sign-in",
        "signup",
        "sign-up",
        "register",
        "registration",
        "newsletter",
        "newsletters",
        "abo",
        "abonnement",
        "membership",
        "donate",
        "suscripcion",
        "suscribete",
    ];
    let path = href.split(['?', '#']).next().unwrap_or_default();
    path.split(['/', '.', '_']).any(|part| WORDS.iter().any(|word| part.eq_ignore_ascii_case(word)))
}

/// The host of a whole address, without `www.`.
fn host_of(href: &str) -> Option<&str> {
    let rest = href
        .strip_prefix("https://")
        .or_else(|| href.strip_prefix("http://"))
        .or_else(|| href.strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_on_within_the_site() {
        for (href, expected) in [
            ("/2022/mill-burns", true),
            ("https://www.harborgazette.example/mill", true),
            ("https://shop.example/mill", false),
            ("#mill", false),
            ("mailto:desk@harborgazette.example", false),
        ] {
            assert_eq!(leads_on(href, Some("harborgazette.example")), expected, "{href}");
        }
    }

    #[test]
    fn offers_are_known_by_their_path() {
        assert!(is_offer("https://harborgazette.example/abo/?from=article"));
        assert!(!is_offer("/2022/subscribers-of-the-ferry"));
    }
}
