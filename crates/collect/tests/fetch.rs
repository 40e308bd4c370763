//! Fetching from a small server on this machine.

use jiff::Timestamp;
use onrecord_collect::{fetch::Fetcher, guard::Reach};
use onrecord_model::{
    capture::{Capture, Obtained},
    problem::{Problem, ProblemKind},
};
use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
    thread,
};

const PAGE: &str = "<!DOCTYPE html><title>Bridge closed</title><p>The bridge is closed.";

/// Serves `answer` of each path, and hands out the requests as they came.
fn serve(answer: fn(&str) -> Vec<u8>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, requests) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let lines: Vec<_> = BufReader::new(&stream)
                .lines()
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty())
                .collect();
            let Some(path) = lines.first().and_then(|line| line.split(' ').nth(1)) else {
                continue;
            };
            let _ = stream.write_all(&answer(path));
            let _ = sender.send(lines.join("\n"));
        }
    });
    (address, requests)
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn page(headers: &str) -> Vec<u8> {
    answer("200 OK", &format!("Content-Type: text/html\r\n{headers}"), PAGE.as_bytes())
}

fn get(address: &str) -> Result<Capture, Problem> {
    Fetcher::new(Reach::PublicAndLoopback).unwrap().get(address, Timestamp::UNIX_EPOCH)
}

fn kind(address: &str) -> ProblemKind {
    get(address).unwrap_err().kind
}

#[test]
fn a_page_is_fetched_after_its_robots_txt() {
    let (server, requests) = serve(|path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => page("X-Served-By: test\r\n"),
    });
    let capture = get(&format!("{server}/a?b=c#d")).unwrap();
    assert_eq!(capture.address, Some(format!("{server}/a?b=c")));
    assert_eq!((capture.status, capture.obtained), (Some(200), Obtained::Fetched));
    assert_eq!(capture.body, PAGE.as_bytes());
    assert_eq!(capture.header("x-served-by"), Some("test"));
    let http = capture.http.unwrap();
    assert!(http.starts_with(b"HTTP/1.1 200 OK\r\n") && http.ends_with(PAGE.as_bytes()));
    let first = requests.recv().unwrap();
    assert!(first.starts_with("GET /robots.txt ") && first.contains("user-agent: Onrecord/"));
    assert!(requests.recv().unwrap().starts_with("GET /a?b=c "));
}

#[test]
fn robots_txt_is_obeyed() {
    let (server, requests) = serve(|path| match path {
        "/robots.txt" => answer("200 OK", "", b"User-agent: onrecord\nDisallow: /private"),
        "/to-private" => answer("302 Found", "Location: /private/1\r\n", b""),
        _ => page(""),
    });
    assert!(get(&format!("{server}/public")).is_ok());
    assert_eq!(kind(&format!("{server}/private/1")), ProblemKind::Refused);
    assert_eq!(kind(&format!("{server}/to-private")), ProblemKind::Refused);
    assert!(requests.try_iter().all(|request| !request.starts_with("GET /private")));
}

#[test]
fn a_server_that_cannot_give_its_robots_txt_is_left_alone() {
    let (server, _requests) = serve(|path| match path {
        "/robots.txt" => answer("503 Service Unavailable", "", b""),
        _ => page(""),
    });
    assert_eq!(kind(&format!("{server}/a")), ProblemKind::Refused);
}

#[test]
fn redirects_are_followed_checked_and_counted() {
    let (server, _requests) = serve(|path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        "/old" => answer("301 Moved Permanently", "Location: /new\r\n", b""),
        "/inside" => answer("302 Found", "Location: http://169.254.169.254/latest/\r\n", b""),
        "/file" => answer("302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/loop" => answer("302 Found", "Location: /loop\r\n", b""),
        _ => page(""),
    });
    assert_eq!(get(&format!("{server}/old")).unwrap().address, Some(format!("{server}/new")));
    assert_eq!(kind(&format!("{server}/inside")), ProblemKind::Refused);
    assert_eq!(kind(&format!("{server}/file")), ProblemKind::Refused);
    assert_eq!(kind(&format!("{server}/loop")), ProblemKind::Fetch);
}

#[test]
fn without_the_exception_the_machine_itself_is_refused() {
    let (server, requests) = serve(|_| page(""));
    let by_name = server.replace("127.0.0.1", "localhost");
    for address in [&server, &by_name] {
        let problem = Fetcher::new(Reach::Public).unwrap().get(address, Timestamp::UNIX_EPOCH);
        assert_eq!(problem.unwrap_err().kind, ProblemKind::Refused);
    }
    assert!(requests.try_recv().is_err());
}

#[test]
fn the_wire_bytes_are_kept_and_the_body_is_decoded() {
    let (server, _requests) = serve(|path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        "/br" => answer("200 OK", "Content-Encoding: br\r\n", b"\x8b\x02\x80brotli\x03"),
        "/chunked" => answer("200 OK", "Transfer-Encoding: chunked\r\n", b"3\r\nabc\r\n0\r\n\r\n"),
        _ => page(""),
    });
    let packed = get(&format!("{server}/br")).unwrap();
    assert_eq!(packed.body, b"brotli");
    assert!(packed.http.unwrap().ends_with(b"\x8b\x02\x80brotli\x03"));
    let joined = get(&format!("{server}/chunked")).unwrap();
    assert_eq!(
        (joined.body.as_slice(), joined.header("transfer-encoding")),
        (b"abc".as_slice(), None)
    );
}

#[test]
fn what_is_no_page_is_a_problem() {
    let (server, _requests) = serve(|path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        "/gone" => answer("410 Gone", "", b"gone"),
        "/closed" => answer("403 Forbidden", "", b"closed"),
        "/empty" => answer("200 OK", "", b""),
        "/picture" => answer("200 OK", "", b"\x89PNG\r\n\x1a\n\0\0"),
        "/short" => answer("200 OK", "Content-Length: 1000\r\n", b"<html>"),
        "/large" => answer("200 OK", "", &vec![b'a'; 33 << 20]),
        _ => b"nonsense\r\n\r\n".to_vec(),
    });
    for (path, wanted) in [
        ("closed", ProblemKind::Fetch),
        ("empty", ProblemKind::Empty),
        ("picture", ProblemKind::NotText),
        ("short", ProblemKind::Fetch),
        ("large", ProblemKind::TooLarge),
        ("nonsense", ProblemKind::Fetch),
    ] {
        assert_eq!(kind(&format!("{server}/{path}")), wanted, "{path}");
    }
    let gone = get(&format!("{server}/gone")).unwrap();
    assert!(gone.is_gone() && gone.status == Some(410));
    let problem = get("http://127.0.0.1:1/a").unwrap_err().to_string();
    assert!(problem.starts_with("cannot be fetched: http://127.0.0.1:1/robots.txt: "), "{problem}");
}
