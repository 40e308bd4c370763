//! URLs and their canonical form (tracking parameters, fragments, mobile hosts).

use url::Url;

/// Query parameters that only say how a reader got to the page, by their exact name. Observed on
/// news pages; the `utm_` family is matched by its prefix.
const TRACKING: [&str; 24] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ocid",
    "cmpid",
    "smid",
    "ref",
    "referrer",
    "source",
    "src",
    "xtor",
    "ns_campaign",
    "ns_mchannel",
    "CMP",
    "partner",
    "spm",
    "at_medium",
    "at_campaign",
    "wt_mc",
];

/// The canonical form of a web address, for telling whether two addresses name one page: the scheme
/// `https`, no `www.`, `m.` or `amp.` host prefix, no fragment, no tracking parameters, the other
/// parameters in order, no slash at the end.
///
/// It is for comparing and must not be fetched. `None` when `address` is no http(s) URL with a host.
///
/// ```
/// use onrecord_model::address::canonical;
/// let a = canonical("http://www.example.org/news/1/?utm_source=x&id=7#top").unwrap();
/// assert_eq!(a, "https://example.org/news/1?id=7");
/// ```
#[must_use]
pub fn canonical(address: &str) -> Option<String> {
    let mut url = web(address)?;
    url.set_fragment(None);
    let host = url.host_str()?.to_owned();
    let bare = ["www.", "m.", "mobile.", "amp."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .filter(|rest| rest.contains('.'))
        .unwrap_or(&host);
    url.set_host(Some(bare)).ok()?;
    let mut kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !key.starts_with("utm_") && !TRACKING.contains(&key.as_ref()))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    kept.sort();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(&kept);
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    url.set_scheme("https").ok()?;
    let text = url.to_string();
    Some(if kept.is_empty() { text.trim_end_matches('/').to_owned() } else { text })
}

/// The host of an address, without `www.`.
#[must_use]
pub fn host(address: &str) -> Option<String> {
    let url = web(address)?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The site of an address: the part of its host that somebody registered (`bbc.co.uk` for
/// `news.bbc.co.uk`), by the public suffix list.
#[must_use]
pub fn site(address: &str) -> Option<String> {
    let host = host(address)?;
    let is_name = matches!(web(address)?.host(), Some(url::Host::Domain(_)));
    let registered = if is_name { psl::domain_str(&host) } else { None };
    Some(registered.unwrap_or(&host).to_owned())
}

fn web(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_canonical_address() {
        for (address, wanted) in [
            ("https://example.org", "https://example.org"),
            ("https://m.example.org/a?b=2&a=1&fbclid=9", "https://example.org/a?a=1&b=2"),
            ("HTTP://Example.ORG:80/a/", "https://example.org/a"),
            ("https://m.net/x", "https://m.net/x"),
        ] {
            assert_eq!(canonical(address).as_deref(), Some(wanted));
        }
        assert_eq!(canonical("ftp://example.org/a"), None);
        assert_eq!(canonical("a page.html"), None);
    }

    #[test]
    fn sites_follow_the_public_suffix_list() {
        assert_eq!(site("https://news.example.co.uk/x").as_deref(), Some("example.co.uk"));
        assert_eq!(site("http://127.0.0.1/x").as_deref(), Some("127.0.0.1"));
    }
}
