//! Texts with marked spans, the form in which tests and guidelines are written.
//!
//! `{source|Ana Ruiz} {cue|said}` is the text `Ana Ruiz said` with two marked spans. A test
//! strips the marks, runs an analyzer, writes its marks back and compares the two strings, so
//! the marked text is both the input and the expectation.

/// A labeled half-open range of byte offsets into the unmarked text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mark {
    /// What the span is: `source`, `cue`.
    pub label: String,
    /// First byte in the unmarked text.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
}

/// Splits a marked text into the plain text and its marks, in order of their starts.
///
/// Returns `None` when a mark is left open, closed without being opened, or has no `|`.
pub fn parse(marked: &str) -> Option<(String, Vec<Mark>)> {
    let (mut plain, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        if rest[at..].starts_with('{') {
            let (label, after) = tail.split_once('|')?;
            open.push(marks.len());
            marks.push(Mark { label: label.to_owned(), start: plain.len(), end: 0 });
            rest = after;
        } else {
            marks[open.pop()?].end = plain.len();
            rest = tail;
        }
    }
    plain.push_str(rest);
    open.is_empty().then_some((plain, marks))
}

/// Writes marks into a text; the reverse of [`parse`] for marks that nest.
pub fn render(plain: &str, marks: &[Mark]) -> String {
    let mut edges = Vec::new();
    for (idx, mark) in marks.iter().enumerate() {
        edges.push((mark.start, 1, idx, format!("{{{}|", mark.label)));
        edges.push((mark.end, 0, usize::MAX - idx, "}".to_owned()));
    }
    edges.sort();
    let (mut marked, mut done) = (String::new(), 0);
    for (at, _, _, edge) in edges {
        marked.push_str(&plain[done..at]);
        marked.push_str(&edge);
        done = at;
    }
    marked + &plain[done..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_survive_a_round_trip() {
        for marked in [
            "“{content|We will rebuild the bridge},” {source|mayor Ana Ruiz} {cue|said} on Monday.",
            "{cue|According to} {source|the ministry}, {content|{figure|more than 470,000} people died}.",
            "{cue|قال} {source|رئيس البلدية} إن {content|الجسر سيعاد بناؤه}.",
            "{source|市长}{cue|表示}：“{content|我们将重建这座桥}。”",
            "no marks at all",
        ] {
            let (plain, marks) = parse(marked).unwrap();
            assert_eq!(render(&plain, &marks), marked);
        }
    }

    #[test]
    fn spans_are_byte_ranges_of_the_plain_text() {
        let (plain, marks) = parse("{source|市长}{cue|表示}").unwrap();
        assert_eq!((marks[1].start, marks[1].end), (6, 12));
        assert_eq!(&plain[marks[1].start..marks[1].end], "表示");
    }

    #[test]
    fn unbalanced_marks_are_refused() {
        for marked in ["{source|Ana", "Ana}", "{source Ana}"] {
            assert_eq!(parse(marked), None);
        }
    }
}
