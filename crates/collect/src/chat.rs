//! One question to a language model behind an OpenAI-compatible address, and its answer as text.
//!
//! Used only where a person asked for it and named the address. Nothing else goes there: the question
//! holds the words it is given, and no cookie, referrer or identifier.

use crate::limit::{CONNECT_TIMEOUT, MAX_ANSWER_BYTES, MAX_ANSWER_TOKENS};
use onrecord_model::problem::{Problem, ProblemKind};
use reqwest::{
    blocking::{Client, Response},
    dns::{Addrs, Name, Resolve, Resolving},
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue},
    redirect::Policy,
};
use serde_json::{Value, json};
use std::{
    io::Read,
    net::ToSocketAddrs,
    sync::Arc,
    time::{Duration, Instant},
};
use url::{Host, Url};

/// Which model is asked, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Server {
    /// The address up to and without `/chat/completions`, such as `http://127.0.0.1:8080/v1`.
    pub endpoint: String,
    /// The model's name, as the server knows it.
    pub name: String,
    /// The key that the server asks for, where it does.
    pub key: Option<String>,
    /// How long one answer may take, from the first byte sent to the last received.
    pub timeout: Duration,
    /// Whether an address without encryption may lie on another machine.
    pub plain_http: PlainHttp,
}

/// How far a question without encryption may go.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PlainHttp {
    /// To this machine only.
    #[default]
    Loopback,
    /// To any machine: whoever listens between reads the question.
    Anywhere,
}

/// Asks one model, a question at a time.
pub struct Chat {
    client: Client,
    url: Url,
    server: Server,
}

impl Chat {
    /// Makes ready to ask; nothing is sent yet.
    ///
    /// No proxy is used and no redirect followed, so that the question goes nowhere else.
    ///
    /// # Errors
    ///
    /// When the address is none, or would carry the question unencrypted to another machine without
    /// leave.
    pub fn new(server: Server) -> Result<Self, Problem> {
        let refused = |why: String| Problem::new(ProblemKind::Refused, why);
        let text = server.endpoint.trim_end_matches('/');
        let url = Url::parse(&format!("{text}/chat/completions"))
            .map_err(|error| refused(format!("model endpoint {text:?} is no address: {error}")))?;
        let is_own = url.host().is_some_and(|host| is_loopback(&host));
        let is_open = url.scheme() == "http";
        if !(is_open || url.scheme() == "https") || url.host().is_none() {
            return Err(refused(format!("model endpoint {text:?} is no http or https address")));
        }
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
            return Err(refused(
                "a model endpoint with a user name or query is not asked".to_owned(),
            ));
        }
        if is_open && !is_own && server.plain_http == PlainHttp::Loopback {
            return Err(refused(format!(
                "model endpoint {text} is neither on this machine nor encrypted: use https, or set \
                 `plain_http = true` under [model]"
            )));
        }
        // Another part of the program may have chosen already; then its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder()
            .user_agent(crate::fetch::USER_AGENT)
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT.min(server.timeout))
            .timeout(server.timeout);
        if is_own {
            client = client.dns_resolver(Arc::new(OwnMachine));
        }
        let client = client.build().map_err(|error| refused(error.to_string()))?;
        Ok(Self { client, url, server })
    }

    /// The answer to `question` under `instruction`, as plain text. Asked once more where the server
    /// cannot be reached or says that it cannot answer now.
    ///
    /// # Errors
    ///
    /// When there is no answer in time, it is too long or cut, or no chat completion.
    pub fn ask(&self, instruction: &str, question: &str) -> Result<String, Problem> {
        let body = json!({
            "model": self.server.name,
            "messages": [
                { "role": "system", "content": instruction },
                { "role": "user", "content": question },
            ],
            "temperature": 0,
            "max_tokens": MAX_ANSWER_TOKENS,
            "stream": false,
        });
        let body = body.to_string();
        match self.send(&body) {
            Err(Failure { may_pass: true, .. }) => {
                self.send(&body).map_err(|failure| failure.problem)
            }
            done => done.map_err(|failure| failure.problem),
        }
    }

    fn send(&self, body: &str) -> Result<String, Failure> {
        let deadline = Instant::now() + self.server.timeout;
        let failed = |why: String, may_pass: bool| {
            // Without the address: briefs hold this and are passed on.
            Failure { problem: Problem::new(ProblemKind::Fetch, why), may_pass }
        };
        let mut request =
            self.client.post(self.url.clone()).header(CONTENT_TYPE, "application/json");
        if let Some(key) = &self.server.key {
            let value = HeaderValue::from_str(&format!("Bearer {key}"));
            let mut value =
                value.map_err(|_| failed("the key is no header value".to_owned(), false))?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        let sent = request.body(body.to_owned()).send();
        let mut response = sent.map_err(|error| {
            let seconds = self.server.timeout.as_secs();
            match error.is_timeout() {
                true => failed(format!("no answer within {seconds} seconds"), false),
                false => failed("the model cannot be reached".to_owned(), true),
            }
        })?;
        let status = response.status();
        if !status.is_success() {
            let may_pass = status.is_server_error() || status.as_u16() == 429;
            return Err(failed(format!("the server answered {}", status.as_u16()), may_pass));
        }
        let answer = read(&mut response, deadline).map_err(|why| failed(why, false))?;
        said(&answer).map_err(|why| failed(why, false))
    }
}

/// Why there is no answer, and whether asking again may help.
struct Failure {
    problem: Problem,
    may_pass: bool,
}

/// The whole answer, up to the limits of bytes and time.
fn read(response: &mut Response, deadline: Instant) -> Result<Vec<u8>, String> {
    let (mut answer, mut chunk) = (Vec::new(), vec![0; 16 << 10]);
    loop {
        match response.read(&mut chunk) {
            Ok(0) => return Ok(answer),
            Ok(n) => answer.extend_from_slice(&chunk[..n]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => (),
            Err(_) => return Err("the answer broke off".to_owned()),
        }
        if answer.len() > MAX_ANSWER_BYTES {
            return Err(format!("the answer is over the limit of {MAX_ANSWER_BYTES} bytes"));
        }
        if Instant::now() > deadline {
            return Err("the answer took too long".to_owned());
        }
    }
}

/// The text of a chat completion: the first choice's content.
fn said(answer: &[u8]) -> Result<String, String> {
    let value: Value =
        serde_json::from_slice(answer).map_err(|_| "the answer is no JSON".to_owned())?;
    let choice = &value["choices"][0];
    if choice["finish_reason"] == "length" {
        return Err(format!("the answer was cut at {MAX_ANSWER_TOKENS} tokens"));
    }
    let content = choice["message"]["content"].as_str();
    content.map(str::to_owned).ok_or_else(|| "the answer is no chat completion".to_owned())
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain(name) => *name == "localhost",
    }
}

/// Resolves names to this machine alone, whatever a resolver says of `localhost`.
struct OwnMachine;

impl Resolve for OwnMachine {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = (name.as_str(), 0).to_socket_addrs()?;
            let own: Vec<_> = found.filter(|address| address.ip().is_loopback()).collect();
            Ok(Box::new(own.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(endpoint: &str, plain_http: PlainHttp) -> bool {
        let server = Server {
            endpoint: endpoint.to_owned(),
            name: "m".to_owned(),
            key: None,
            timeout: Duration::from_secs(1),
            plain_http,
        };
        Chat::new(server).is_ok()
    }

    #[test]
    fn a_question_leaves_the_machine_only_encrypted_or_with_leave() {
        for own in ["http://127.0.0.1:8080/v1", "http://localhost:1/v1/", "http://[::1]:9/v1"] {
            assert!(check(own, PlainHttp::Loopback), "{own}");
        }
        for open in
            ["http://10.0.0.4/v1", "http://models.example/v1", "http://127.0.0.1.models.example/v1"]
        {
            assert!(!check(open, PlainHttp::Loopback), "{open}");
            assert!(check(open, PlainHttp::Anywhere), "{open}");
        }
        assert!(check("https://models.example/v1", PlainHttp::Loopback));
        for none in
            ["", "models.example", "file:///v1", "https://a:b@models.example", "ftp://127.0.0.1"]
        {
            assert!(!check(none, PlainHttp::Anywhere), "{none}");
        }
    }

    #[test]
    fn an_answer_is_the_first_choice_whole() {
        let whole = br#"{"choices":[{"finish_reason":"stop","message":{"content":"Yes."}}]}"#;
        assert_eq!(said(whole).unwrap(), "Yes.");
        assert_eq!(said(br#"{"choices":[]}"#).unwrap_err(), "the answer is no chat completion");
        assert_eq!(said(b"<html>").unwrap_err(), "the answer is no JSON");
        let cut = br#"{"choices":[{"finish_reason":"length","message":{"content":"Ye"}}]}"#;
        assert!(said(cut).unwrap_err().starts_with("the answer was cut"));
    }
}
