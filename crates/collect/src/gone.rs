//! Answers of a server that say that a page is gone: 404, 410, a redirect to the front page.

use url::Url;

/// Whether an answer for `address` says that there is no such page any more. Many sites send whoever
/// asks for a page that they took away to their front page; other redirects say nothing.
#[must_use]
pub fn is_gone(status: u16, address: &str, location: Option<&str>) -> bool {
    match status {
        404 | 410 => true,
        301 | 302 | 303 | 307 | 308 => leads_to_front(address, location).unwrap_or(false),
        _ => false,
    }
}

fn leads_to_front(address: &str, location: Option<&str>) -> Option<bool> {
    let from = Url::parse(address).ok()?;
    let to = from.join(location?).ok()?;
    let is_front = |url: &Url| url.path() == "/" && url.query().is_none();
    let bare = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    Some(is_front(&to) && !is_front(&from) && bare(&to) == bare(&from))
}

#[cfg(test)]
mod tests {
    use super::is_gone;

    #[test]
    fn only_what_is_no_more_is_gone() {
        let at = "https://www.courier.example/2031/market";
        for (status, location, expected) in [
            (404, None, true),
            (410, None, true),
            (302, Some("/"), true),
            (301, Some("https://courier.example"), true),
            (301, Some("https://courier.example/2031/market/"), false),
            (301, Some("https://harbor.example/"), false),
            (302, None, false),
            (403, None, false),
            (503, Some("/"), false),
        ] {
            assert_eq!(is_gone(status, at, location), expected, "{status} {location:?}");
        }
        assert!(!is_gone(301, "http://courier.example/", Some("https://courier.example/")));
    }
}
