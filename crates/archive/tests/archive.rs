//! Records written and read back, whole and damaged.

use jiff::Timestamp;
use onrecord_archive::{
    header::DigestCheck,
    http,
    read::{Damage, DamageKind, Item, Reader, Record, read_at, whole_end},
    write::{Kind, NewRecord, write},
};
use proptest::prelude::*;
use std::io::{Cursor, Write};

fn record(idx: usize) -> NewRecord {
    let headers = [("Content-Type".to_owned(), "text/html".to_owned())];
    let body = format!("<p>The council of Brenmark met for the {idx}th time. ").repeat(idx % 7 + 1);
    let block = http::compose(200, "OK", &headers, body.as_bytes());
    NewRecord {
        kind: Kind::Response,
        target_uri: Some(format!("https://courier.example/{idx}")),
        date: Timestamp::from_second(1_500_000_000 + idx as i64).unwrap(),
        content_type: "application/http; msgtype=response".to_owned(),
        payload_offset: block.len() - body.len(),
        block,
        extra: vec![("Onrecord-Name".to_owned(), format!("{idx}.html"))],
    }
}

/// A record as an uncompressed file holds it.
fn plain(record: &NewRecord) -> Vec<u8> {
    [record.head().unwrap().as_bytes(), &record.block, b"\r\n\r\n"].concat()
}

fn gzipped(record: &NewRecord) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes, record).unwrap();
    bytes
}

/// A file of records, and where each ends.
fn file(n_records: usize, form: fn(&NewRecord) -> Vec<u8>) -> (Vec<u8>, Vec<usize>) {
    let (mut bytes, mut ends) = (Vec::new(), Vec::new());
    for idx in 0..n_records {
        bytes.extend(form(&record(idx)));
        ends.push(bytes.len());
    }
    (bytes, ends)
}

/// The records and the damage that reading gives.
fn read(bytes: &[u8]) -> (Vec<Record>, Vec<Damage>) {
    let (mut records, mut damage) = (Vec::new(), Vec::new());
    for item in Reader::new(bytes) {
        match item {
            Item::Record(record) => records.push(record),
            Item::Damage(one) => damage.push(one),
        }
    }
    (records, damage)
}

fn check(record: &Record, wanted: &NewRecord) {
    assert_eq!(record.block, wanted.block);
    assert_eq!(record.header.target_uri(), wanted.target_uri.as_deref());
    assert_eq!(record.header.date(), Some(wanted.date));
    assert_eq!(record.header.record_type(), wanted.kind.name());
    assert_eq!(record.digest, DigestCheck::Right);
}

#[test]
fn what_is_written_reads_back_and_again_by_its_offset() {
    for form in [plain, gzipped] {
        let (bytes, ends) = file(50, form);
        let (records, damage) = read(&bytes);
        assert_eq!((records.len(), damage.len()), (50, 0));
        for (idx, found) in records.iter().enumerate() {
            check(found, &record(idx));
            assert_eq!(found.offset + found.length, ends[idx] as u64);
            let again = read_at(&mut Cursor::new(&bytes), found.offset, found.length).unwrap();
            assert_eq!(&again, found);
        }
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    assert_eq!(gzipped(&record(3)), gzipped(&record(3)));
    let id = |idx| read(&gzipped(&record(idx))).0[0].header.record_id().unwrap().to_owned();
    assert_ne!(id(3), id(4));
    assert!(id(3).starts_with("urn:uuid:") && id(3).len() == 45);
}

#[test]
fn one_flipped_byte_costs_one_record() {
    let (bytes, ends) = file(50, gzipped);
    let start = ends[19];
    for at in start..ends[20] {
        for mask in [0x01, 0x80, 0xff] {
            let mut bytes = bytes.clone();
            bytes[at] ^= mask;
            let (records, damage) = read(&bytes);
            // A flip in the time or system of a gzip header damages nothing.
            assert_eq!(records.len() + damage.len(), 50, "byte {}", at - start);
            assert!(damage.iter().all(|damage| damage.offset == start as u64));
            for found in &records {
                let idx = ends.partition_point(|&end| end as u64 <= found.offset);
                check(found, &record(idx));
            }
        }
    }
}

#[test]
fn one_flipped_byte_in_a_plain_file_costs_one_record() {
    let (bytes, ends) = file(5, plain);
    for at in ends[1]..ends[2] {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x11;
        let (records, damage) = read(&bytes);
        let others: Vec<_> =
            records.iter().filter(|found| found.offset != ends[1] as u64).collect();
        assert_eq!(others.len(), 4, "byte {}", at - ends[1]);
        others.iter().zip([0, 1, 3, 4]).for_each(|(found, idx)| check(found, &record(idx)));
        assert!(damage.len() <= 1);
    }
}

#[test]
fn a_cut_file_gives_its_whole_records_and_one_damage() {
    for form in [plain, gzipped] {
        let (bytes, ends) = file(3, form);
        for cut in 0..bytes.len() {
            let n_whole = ends.iter().filter(|&&end| end <= cut).count();
            let (records, damage) = read(&bytes[..cut]);
            let is_cut = cut != 0 && !ends.contains(&cut);
            let last = ends[..n_whole].last().copied().unwrap_or(0);
            let end = whole_end(&mut Cursor::new(&bytes[..cut]), 0).unwrap();
            if records.len() > n_whole {
                // Only the line ends behind the last block are missing, and its digest is right.
                assert!(ends[n_whole] - cut <= 4 && damage.is_empty());
                continue;
            }
            assert_eq!((records.len(), damage.len()), (n_whole, usize::from(is_cut)), "at {cut}");
            assert_eq!(end, last as u64, "at {cut}");
            assert!(damage.iter().all(|one| one.kind == DamageKind::Truncated), "{damage:?}");
            assert!(damage.iter().all(|one| one.offset == last as u64));
        }
    }
}

#[test]
fn the_torn_tail_is_found_from_any_record_on() {
    let (bytes, ends) = file(6, gzipped);
    let torn = &bytes[..ends[4] + 30];
    assert_eq!(whole_end(&mut Cursor::new(torn), ends[2] as u64).unwrap(), ends[4] as u64);
    let none = whole_end(&mut Cursor::new(torn), ends[4] as u64).unwrap();
    assert_eq!(none, ends[4] as u64);
}

#[test]
fn records_in_one_gzip_member_are_read() {
    let (bytes, _) = file(9, plain);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&bytes).unwrap();
    let whole = gzip.finish().unwrap();
    let (records, damage) = read(&whole);
    assert_eq!((records.len(), damage.len()), (9, 0));
    records.iter().enumerate().for_each(|(idx, found)| check(found, &record(idx)));
    assert!(records[..8].iter().all(|found| found.length == 0));
    let (records, damage) = read(&whole[..whole.len() - 20]);
    assert!(records.len() >= 7 && damage.len() == 1);
}

#[test]
fn empty_members_are_passed_over() {
    let empty = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut bytes = empty.finish().unwrap().repeat(50_000);
    bytes.extend(gzipped(&record(1)));
    let (records, damage) = read(&bytes);
    assert_eq!((records.len(), damage.len()), (1, 0));
}

#[test]
fn what_is_no_warc_is_damage_and_nothing_else() {
    let picture: Vec<u8> = (0..5000_u32).map(|n| ((n * n) >> 3) as u8).collect();
    for bytes in [b"hello".as_slice(), b"\x1f\x8b", b"filedesc://x 0 0 0\n", &picture] {
        let (records, damage) = read(bytes);
        assert_eq!((records.len(), damage.len()), (0, 1));
    }
    assert_eq!(read(b""), (vec![], vec![]));
    assert_eq!(read(b"\r\n\r\n"), (vec![], vec![]));
}

#[test]
fn a_record_over_the_limit_is_skipped_and_named() {
    let n_bytes = 200 << 20;
    let head = format!("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {n_bytes}\r\n\r\n");
    let block = std::io::repeat(b'x').take(n_bytes);
    let next = [b"\r\n\r\n".as_slice(), &plain(&record(1))].concat();
    use std::io::Read;
    let mut reader = Reader::new(head.as_bytes().chain(block).chain(next.as_slice()));
    let Some(Item::Damage(damage)) = reader.next() else { panic!("it is too large") };
    assert_eq!(damage.kind, DamageKind::TooLarge);
    let Some(Item::Record(found)) = reader.next() else { panic!("one more follows") };
    check(&found, &record(1));
    assert_eq!(reader.next(), None);
}

#[test]
fn a_file_made_to_cost_time_does_not() {
    // Each line starts a record that claims the whole rest of the file, with a digest to be checked.
    let digest = "WARC-Block-Digest: sha256:AAAA";
    let trap = format!("WARC/1.0\r\n{digest}\r\nContent-Length: 100000\r\n\r\n").repeat(20_000);
    let (records, damage) = read(trap.as_bytes());
    assert!(records.is_empty() && damage.len() < 2000, "{}", damage.len());
}

#[test]
fn fields_that_would_start_another_are_refused() {
    let mut bad = record(1);
    bad.extra[0].1 = "a\r\nContent-Length: 0".to_owned();
    let error = write(&mut Vec::new(), &bad).unwrap_err().to_string();
    assert!(error.starts_with("field \"Onrecord-Name\" cannot have the value"), "{error}");
}

proptest! {
    #[test]
    fn any_block_comes_back(blocks in prop::collection::vec(any::<Vec<u8>>(), 0..8)) {
        let records: Vec<_> = blocks.iter().map(|block| NewRecord {
            kind: Kind::Resource,
            payload_offset: 0,
            block: block.clone(),
            ..record(1)
        }).collect();
        for form in [plain, gzipped] {
            let bytes: Vec<u8> = records.iter().flat_map(form).collect();
            let (found, damage) = read(&bytes);
            prop_assert_eq!(damage.len(), 0);
            prop_assert_eq!(found.iter().map(|found| &found.block).collect::<Vec<_>>(),
                blocks.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn any_message_gives_a_bounded_body(body: Vec<u8>, kind in 0_usize..5) {
        let headers = ["transfer-encoding: chunked", "content-encoding: gzip", "content-encoding: br",
            "content-encoding: deflate", "content-encoding: br, gzip"];
        let magic: &[u8] = if kind == 1 { b"\x1f\x8b\x08\0" } else { b"" };
        let head = format!("HTTP/1.1 200\r\n{}\r\n\r\n", headers[kind]);
        let message = http::Message::parse(&[head.as_bytes(), magic, &body].concat()).unwrap();
        prop_assert!(message.body(50).bytes.len() <= 50);
        let _ = http::Message::parse(&body);
    }

    #[test]
    fn any_bytes_end(mut bytes: Vec<u8>, start in 0_usize..4) {
        let starts: [&[u8]; 4] = [b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\nWARC/1.1\r\nContent-Length: 3"];
        bytes.splice(0..0, starts[start].iter().copied());
        read(&bytes);
    }
}
