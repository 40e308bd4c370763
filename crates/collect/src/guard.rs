//! Which addresses may be fetched: public ones only, judged again when a name has been resolved.
//!
//! A center fetches what pages and people name. Without this, a page could make it ask services of
//! the network it stands in (server-side request forgery): routers, databases, the metadata service
//! of a cloud. Names are judged by the addresses they resolve to at the moment of connecting, so a
//! name that changes its address between check and use gains nothing.

use crate::limit::MAX_ADDRESS_BYTES;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs},
};
use url::{Host, Url};

/// How far fetching may reach.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Reach {
    /// Public addresses on the usual ports.
    #[default]
    Public,
    /// The machine itself as well, on any port: for tests with a server of their own.
    PublicAndLoopback,
}

/// Why an address may not be fetched.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// The ports that web servers listen on; anything else is more likely another service.
const PORTS: [u16; 6] = [80, 443, 8000, 8008, 8080, 8443];

/// Networks that are not public, from IANA's registry of special IPv4 addresses: first address and
/// length of the prefix.
const SPECIAL_V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Networks within 2000::/3, the only public part of IPv6, that are not: protocol assignments with
/// Teredo, documentation (two), and 6to4, which carries an IPv4 address.
const SPECIAL_V6: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Whether an address of the internet is public.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4
            .iter()
            .any(|(network, len)| (address.to_bits() ^ network.to_bits()).leading_zeros() >= *len),
        IpAddr::V6(address) => {
            let is_global = address.segments()[0] & 0xe000 == 0x2000;
            let is_special = SPECIAL_V6.iter().any(|(network, len)| {
                (address.to_bits() ^ network.to_bits()).leading_zeros() >= *len
            });
            is_global && !is_special
        }
    }
}

impl Reach {
    /// The web address in `text`, if it may be fetched as far as can be told without resolving its
    /// host's name.
    ///
    /// # Errors
    ///
    /// When it is no http(s) address with a host, carries a user name, names a port that web servers
    /// do not use, or a host that is not public.
    pub fn check(self, text: &str) -> Result<Url, Refusal> {
        let refused = |why: String| Err(Refusal(why));
        let text = text.trim();
        if text.len() > MAX_ADDRESS_BYTES {
            let n = text.len();
            return refused(format!("address of {n} bytes, the limit is {MAX_ADDRESS_BYTES}"));
        }
        if text.chars().any(char::is_control) {
            return refused(format!("{text:?} holds a control character"));
        }
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(error) => return refused(format!("{text:?} is no address: {error}")),
        };
        if !matches!(url.scheme(), "http" | "https") {
            return refused(format!("scheme {:?} is not fetched", url.scheme()));
        }
        // The URL standard skips any number of slashes here; what stands behind them is no host.
        let after = text.split_once(':').map_or("", |(_, after)| after);
        let slashes = after.len() - after.trim_start_matches(['/', '\\']).len();
        if slashes != 2 {
            return refused(format!("{text:?} has no host"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refused("addresses with a user name are not fetched".to_owned());
        }
        let Some(host) = url.host() else { return refused(format!("{text:?} has no host")) };
        let is_own = self == Reach::PublicAndLoopback && is_loopback(&host);
        let port = url.port_or_known_default().unwrap_or(80);
        if !is_own && !PORTS.contains(&port) {
            return refused(format!("port {port} is none that web servers use"));
        }
        let is_fine = match &host {
            Host::Ipv4(address) => is_public((*address).into()),
            Host::Ipv6(address) => is_public((*address).into()),
            Host::Domain(_) => !is_loopback(&host),
        };
        if !is_fine && !is_own {
            return refused(format!("{host} is not a public host"));
        }
        Ok(url)
    }

    /// Those of the addresses behind a host's name that may be connected to.
    fn choose(self, host: &str, found: &[SocketAddr]) -> Result<Vec<SocketAddr>, Refusal> {
        let may = |address: &&SocketAddr| {
            let is_own = self == Reach::PublicAndLoopback && address.ip().is_loopback();
            is_own || is_public(address.ip())
        };
        let chosen: Vec<_> = found.iter().filter(may).copied().collect();
        match (chosen.is_empty(), found.first()) {
            (true, Some(first)) => {
                let ip = first.ip();
                Err(Refusal(format!("{host} is at {ip}, which is not a public address")))
            }
            _ => Ok(chosen),
        }
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
    }
}

/// Resolves names for the client, and gives it only addresses within reach.
pub(crate) struct Resolver(pub(crate) Reach);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let host = name.as_str().to_owned();
            // Blocks the client's own thread, which has nothing else to do: one request at a time.
            let found: Vec<_> = (host.as_str(), 0).to_socket_addrs()?.collect();
            let chosen = reach.choose(&host, &found)?;
            Ok(Box::new(chosen.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_web_addresses_pass() {
        let passes = |text: &str| Reach::Public.check(text).is_ok();
        for text in [
            "https://courier.example/a?b=c",
            "http://8.8.8.8/",
            "http://172.32.0.1",
            "http://[2606:4700::1]/",
            "http://bücher.example:8080/",
        ] {
            assert!(passes(text), "{text}");
        }
        for text in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://１２７.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[2002:a00:1::]/",
            "http://[fd00::1]/",
            "http://169.254.169.254/latest/",
            "http://100.64.0.1/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://courier.example@127.0.0.1/",
            "http://user@courier.example/",
            "http://courier.example:25/",
            "file:///etc/passwd",
            "http:///etc/passwd",
            "http:/etc/passwd",
            "http://courier.example\r\nHost: x/",
            "gopher://courier.example/",
            "",
        ] {
            assert!(!passes(text), "{text}");
        }
    }

    #[test]
    fn a_name_is_judged_by_where_it_leads() {
        let at = |text: &str| SocketAddr::new(text.parse().unwrap(), 0);
        let choose = |found: &[SocketAddr]| Reach::Public.choose("a.example", found);
        assert_eq!(choose(&[at("10.0.0.1"), at("8.8.8.8")]), Ok(vec![at("8.8.8.8")]));
        let error = choose(&[at("192.168.1.1")]).unwrap_err().to_string();
        assert_eq!(error, "a.example is at 192.168.1.1, which is not a public address");
        assert_eq!(choose(&[]), Ok(vec![]));
    }

    #[test]
    fn tests_may_reach_the_machine_itself_and_nothing_else() {
        let passes = |text: &str| Reach::PublicAndLoopback.check(text).is_ok();
        assert!(passes("http://127.0.0.1:4711/") && passes("http://localhost:1/"));
        assert!(!passes("http://10.0.0.1/") && !passes("http://a.example:4711/"));
    }
}
