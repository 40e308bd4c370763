//! The settings of a language model, read from `[model]` in `center.toml`.

use crate::error::{Error, Result};
use onrecord_collect::chat::{PlainHttp, Server};
use std::time::Duration;

/// A language model that may reword sentences where a user asks for it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rewording {
    /// The address up to and without `/chat/completions`.
    pub endpoint: String,
    /// The model's name.
    pub name: String,
    /// The environment variable that holds the key, where one is needed.
    pub key_env: Option<String>,
    /// How long one answer may take, in seconds.
    pub timeout_s: u64,
    /// Requests for one brief, at most; the sentences beyond them stand as they are.
    pub max_requests: usize,
    /// Whether the address may be an unencrypted one of another machine.
    pub plain_http: PlainHttp,
}

/// Every key of `[model]`.
const KEYS: [&str; 6] = ["endpoint", "name", "key_env", "timeout_s", "max_requests", "plain_http"];

impl Rewording {
    /// Reads the table `[model]`.
    ///
    /// # Errors
    ///
    /// When a key is unknown, missing or out of range.
    pub(crate) fn read(value: &toml::Value) -> Result<Self> {
        let table = value.as_table().ok_or_else(|| {
            Error::settings("`model` is a table: write [model] and its keys below")
        })?;
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            let known = KEYS.join(", ");
            return Err(Error::settings(format!(
                "unknown setting `{key}` in [model]; known are {known}"
            )));
        }
        let text = |key: &str| match table.get(key) {
            Some(value) => match value.as_str().filter(|text| !text.is_empty()) {
                Some(text) => Ok(Some(text.to_owned())),
                None => {
                    Err(Error::settings(format!("`{key}` in [model] takes a text, not {value}")))
                }
            },
            None => Ok(None),
        };
        let number = |key: &str, default: i64, most: i64| match table.get(key) {
            None => Ok(default),
            Some(value) => value.as_integer().filter(|n| (1..=most).contains(n)).ok_or_else(|| {
                Error::settings(format!(
                    "`{key}` in [model] takes a whole number from 1 to {most}, not {value}"
                ))
            }),
        };
        let needed =
            |key: &str| text(key)?.ok_or_else(|| Error::settings(format!("[model] lacks `{key}`")));
        let plain_http = match table.get("plain_http") {
            None | Some(toml::Value::Boolean(false)) => PlainHttp::Loopback,
            Some(toml::Value::Boolean(true)) => PlainHttp::Anywhere,
            Some(value) => {
                let what = format!("`plain_http` in [model] takes true or false, not {value}");
                return Err(Error::settings(what));
            }
        };
        Ok(Self {
            endpoint: needed("endpoint")?,
            name: needed("name")?,
            key_env: text("key_env")?,
            timeout_s: number("timeout_s", 60, 600)?.unsigned_abs(),
            max_requests: number("max_requests", 60, 1000)? as usize,
            plain_http,
        })
    }

    /// The server, with the key from its environment variable.
    ///
    /// # Errors
    ///
    /// When the variable is not set.
    pub(crate) fn server(&self) -> Result<Server> {
        let key = match &self.key_env {
            Some(name) => Some(std::env::var(name).map_err(|_| {
                Error::settings(format!("`key_env` names the variable {name}, which is not set"))
            })?),
            None => None,
        };
        Ok(Server {
            endpoint: self.endpoint.clone(),
            name: self.name.clone(),
            key,
            timeout: Duration::from_secs(self.timeout_s),
            plain_http: self.plain_http,
        })
    }
}
