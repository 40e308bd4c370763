//! A selection of records packed as WACZ 1.1.1, and the WARC streams of a WACZ.

use crate::{
    error::Error,
    header::{hex, sha256_label},
    http::Message,
    limit::MAX_WACZ_ENTRIES,
    write::{Kind, NewRecord, write as write_record},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Seek, Write};
use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions,
};

/// A WACZ that is open for reading.
pub struct Wacz<R> {
    zip: ZipArchive<R>,
    /// Places in the zip and names of the WARC files, in the order of their names.
    files: Vec<(usize, String)>,
}

impl<R: Read + Seek> Wacz<R> {
    /// Opens a WACZ: any zip with WARC files under `archive/`.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no zip, or has more than [`MAX_WACZ_ENTRIES`] entries.
    pub fn open(reader: R) -> Result<Self, Error> {
        let zip = ZipArchive::new(reader).map_err(from_zip)?;
        if zip.len() > MAX_WACZ_ENTRIES {
            let n = zip.len();
            return Err(Error::damaged(format!("{n} entries, the limit is {MAX_WACZ_ENTRIES}")));
        }
        let is_warc = |name: &str| {
            name.starts_with("archive/") && (name.ends_with(".warc.gz") || name.ends_with(".warc"))
        };
        let names = zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned());
        let mut files: Vec<_> = names.enumerate().filter(|(_, name)| is_warc(name)).collect();
        files.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(Self { zip, files })
    }

    /// The names of its WARC files, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(_, name)| name.as_str())
    }

    /// The bytes of the WARC file at this place in [`Wacz::names`], for a [`Reader`](crate::read::Reader).
    ///
    /// # Errors
    ///
    /// When there is no such file, or the zip cannot be read there.
    pub fn stream(&mut self, file_idx: usize) -> Result<impl Read + '_, Error> {
        let (zip_idx, _) = self
            .files
            .get(file_idx)
            .ok_or_else(|| Error::damaged(format!("no WARC file number {file_idx}")))?;
        self.zip.by_index(*zip_idx).map_err(from_zip)
    }
}

/// What a package says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Description {
    /// The title, for people.
    pub title: String,
    /// The program that made it, with its version.
    pub software: String,
    /// When it was made.
    pub created: Timestamp,
}

/// Packs records as a WACZ, in their order. The same records and description give the same bytes.
///
/// # Errors
///
/// When `out` cannot be written, or a record has no valid header.
pub fn write(
    out: impl Write + Seek,
    records: impl IntoIterator<Item = NewRecord>,
    description: &Description,
) -> Result<(), Error> {
    let mut package = Package { zip: ZipWriter::new(out), resources: Vec::new() };
    let mut lines = Vec::new();
    let mut pages = vec![json!({"format": "json-pages-1.0", "id": "pages", "title": "Pages"})];
    package.add("archive/data.warc.gz", |warc| {
        let mut offset = 0;
        for record in records {
            let written = write_record(warc, &record)?;
            lines.extend(index_line(&record, offset, written.n_bytes));
            pages.extend(page_line(&record));
            offset += written.n_bytes;
        }
        Ok(())
    })?;
    lines.sort();
    package.add("indexes/index.cdxj", |file| file.write_all(lines.concat().as_bytes()))?;
    package.add("pages/pages.jsonl", |file| {
        pages.iter().try_for_each(|page| writeln!(file, "{page}"))
    })?;
    let about = json!({
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": description.title,
        "software": description.software,
        "created": description.created.to_string(),
        "resources": package.resources,
    });
    let about = format!("{about:#}\n");
    package.add("datapackage.json", |file| file.write_all(about.as_bytes()))?;
    let digest = format!("sha256:{}", hex(&Sha256::digest(&about)));
    let seal = json!({"path": "datapackage.json", "hash": digest});
    package.add("datapackage-digest.json", |file| writeln!(file, "{seal:#}"))?;
    package.zip.finish().map_err(from_zip)?;
    Ok(())
}

/// A package in the making: the zip, and the list of what is in it.
struct Package<W: Write + Seek> {
    zip: ZipWriter<W>,
    resources: Vec<Value>,
}

impl<W: Write + Seek> Package<W> {
    /// Adds a file, stored as it is, so that viewers can read single records out of the zip.
    fn add(
        &mut self,
        path: &str,
        fill: impl FnOnce(&mut Hashing<&mut ZipWriter<W>>) -> io::Result<()>,
    ) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .large_file(true);
        self.zip.start_file(path, options).map_err(from_zip)?;
        let mut file = Hashing { inner: &mut self.zip, digest: Sha256::new(), n_bytes: 0 };
        fill(&mut file)?;
        let (n_bytes, hash) = (file.n_bytes, format!("sha256:{}", hex(&file.digest.finalize())));
        let name = path.rsplit('/').next();
        self.resources.push(json!({"name": name, "path": path, "hash": hash, "bytes": n_bytes}));
        Ok(())
    }
}

/// A writer that hashes and counts what passes.
struct Hashing<W> {
    inner: W,
    digest: Sha256,
    n_bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.digest.update(&bytes[..n]);
        self.n_bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The line of the index for a record that can be replayed: sort key, time, and a JSON object.
fn index_line(record: &NewRecord, offset: u64, length: u64) -> Option<String> {
    let uri = record.target_uri.as_deref()?;
    let (status, media_type) = match record.kind {
        Kind::Response => {
            let message = Message::parse(&record.block)?;
            (message.status, message.header("content-type").unwrap_or_default().to_owned())
        }
        Kind::Resource => (200, record.content_type.clone()),
        // A conversion would be replayed in the place of the page that it was made of.
        Kind::Conversion | Kind::Warcinfo | Kind::Metadata => return None,
    };
    let payload = record.block.get(record.payload_offset..)?;
    let about = json!({
        "url": uri,
        "mime": media_type.split(';').next().map(str::trim),
        "status": status.to_string(),
        "digest": sha256_label(payload),
        "length": length.to_string(),
        "offset": offset.to_string(),
        "filename": "data.warc.gz",
    });
    let time = record.date.to_zoned(TimeZone::UTC).strftime("%Y%m%d%H%M%S").to_string();
    Some(format!("{} {time} {about}\n", sort_key(uri)))
}

/// The line of the list of pages for a record that is one.
fn page_line(record: &NewRecord) -> Option<Value> {
    let is_page = matches!(record.kind, Kind::Response | Kind::Resource);
    let uri = record.target_uri.as_deref().filter(|_| is_page)?;
    let ts = record.date.to_string();
    let id = hex(&Sha256::digest(format!("{ts} {uri}"))[..8]);
    Some(json!({"id": id, "url": uri, "ts": ts, "title": uri}))
}

/// An address with its host turned around, so that a site's pages stand together:
/// `org,example)/path?query`. Blanks, which would end the key, are encoded.
fn sort_key(uri: &str) -> String {
    let uri = uri.split('#').next().unwrap_or_default().to_lowercase().replace(' ', "%20");
    let web = uri.strip_prefix("http://").or_else(|| uri.strip_prefix("https://"));
    let Some(rest) = web else { return uri };
    let (place, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let place = place.rsplit('@').next().unwrap_or_default();
    let (host, port) = place.split_once(':').unwrap_or((place, ""));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut parts: Vec<_> = host.split('.').collect();
    parts.reverse();
    let port = if matches!(port, "" | "80" | "443") { "" } else { &format!(":{port}") };
    let path = if path.starts_with('/') { path } else { &format!("/{path}") };
    format!("{}{port}){path}", parts.join(","))
}

fn from_zip(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => error.into(),
        other => Error::damaged(format!("not a readable zip: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Item, Reader, read_at};
    use std::io::Cursor;

    fn records() -> Vec<NewRecord> {
        let page = |idx: i64| NewRecord {
            kind: Kind::Resource,
            target_uri: Some(format!("https://www.courier.example/{}", 9 - idx)),
            date: Timestamp::from_second(1_600_000_000 + idx).unwrap(),
            content_type: "text/html; charset=utf-8".to_owned(),
            block: format!("<p>page {idx}").into_bytes(),
            payload_offset: 0,
            extra: Vec::new(),
        };
        (0..5).map(page).collect()
    }

    fn packed() -> Vec<u8> {
        let description = Description {
            title: "Five pages".to_owned(),
            software: "test 1".to_owned(),
            created: Timestamp::UNIX_EPOCH,
        };
        let mut bytes = Cursor::new(Vec::new());
        write(&mut bytes, records(), &description).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let bytes = packed();
        assert_eq!(bytes, packed());
        let mut wacz = Wacz::open(Cursor::new(&bytes)).unwrap();
        assert_eq!(wacz.names().collect::<Vec<_>>(), ["archive/data.warc.gz"]);
        let found: Vec<_> = Reader::new(wacz.stream(0).unwrap()).collect();
        assert_eq!(found.len(), 5);
        for (item, wanted) in found.iter().zip(records()) {
            let Item::Record(record) = item else { panic!("{item:?}") };
            assert_eq!(record.block, wanted.block);
        }
        assert!(wacz.stream(1).is_err());
    }

    #[test]
    fn the_index_and_the_digests_hold() {
        let mut zip = ZipArchive::new(Cursor::new(packed())).unwrap();
        let mut file = |name: &str| {
            let mut bytes = Vec::new();
            zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            bytes
        };
        let warc = file("archive/data.warc.gz");
        let index = String::from_utf8(file("indexes/index.cdxj")).unwrap();
        assert!(index.starts_with("example,courier)/5 20200913122644 {\"url\":"));
        for line in index.lines() {
            let about: Value = serde_json::from_str(line.splitn(3, ' ').nth(2).unwrap()).unwrap();
            let number = |key: &str| about[key].as_str().unwrap().parse().unwrap();
            let record = read_at(&mut Cursor::new(&warc), number("offset"), number("length"));
            assert_eq!(record.unwrap().header.target_uri(), about["url"].as_str());
        }
        let about: Value = serde_json::from_slice(&file("datapackage.json")).unwrap();
        for resource in about["resources"].as_array().unwrap() {
            let bytes = file(resource["path"].as_str().unwrap());
            assert_eq!(resource["hash"], format!("sha256:{}", hex(&Sha256::digest(&bytes))));
            assert_eq!(resource["bytes"], bytes.len());
        }
    }

    #[test]
    fn what_is_no_zip_is_refused() {
        assert!(Wacz::open(Cursor::new(b"PK but not really")).err().unwrap().is_damaged());
    }

    #[test]
    fn sort_keys_bring_a_site_together() {
        for (uri, key) in [
            ("https://www.Example.org/A?b=C#d", "org,example)/a?b=c"),
            ("http://example.org:8080", "org,example:8080)/"),
            ("https://example.org?x", "org,example)/?x"),
            ("file:///a%20b.html", "file:///a%20b.html"),
        ] {
            assert_eq!(sort_key(uri), key);
        }
    }
}
