//! Quotation marks paired: which parts of a line stand in them.

use crate::Span;

/// A part of a line in quotation marks; marks nested inside it are part of its words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Quoted {
    /// From the opening mark to the closing one, both included.
    pub outer: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// Whether a closing mark was found. A paragraph of a longer quotation has none: the next one
    /// opens again.
    pub is_closed: bool,
    /// Whether the marks are single ones.
    pub is_single: bool,
}

/// The outermost quoted parts of every line of `text`, in order. No part crosses a line break.
///
/// Double marks of all styles are paired (`“…”`, `"…"`, `„…“`, `«…»`, `»…«`, `「…」`), also those that
/// old wires write with two single ones (`''…''`, `‘‘…’’`, ``` ``…'' ```); a double mark that is never
/// closed reaches to the end of its line. Single marks count only where they are closed and do not
/// look like an apostrophe.
///
/// ```
/// use onrecord_text::quotes::quoted;
/// let text = "“It’s over,” he said. “We won.";
/// let found: Vec<_> = quoted(text).iter().map(|part| part.inner.of(text)).collect();
/// assert_eq!(found, ["It’s over,", "We won."]);
/// ```
#[must_use]
pub fn quoted(text: &str) -> Vec<Quoted> {
    let (mut found, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        in_line(text, Span::new(start, start + line.len()), &mut found);
        start += line.len();
    }
    found
}

/// A mark that opened and waits for its counterpart.
struct Open {
    at: usize,
    mark: char,
    /// In bytes.
    len: usize,
}

fn in_line(text: &str, line: Span, found: &mut Vec<Quoted>) {
    let mut open: Option<Open> = None;
    let mut before = ' ';
    let mut here = line.start();
    while let Some((mark, len)) = mark_at(&text[here..line.end()]) {
        let mut next = here + len;
        let after = text[next..line.end()].chars().next().unwrap_or(' ');
        match &open {
            Some(opened) if closes(opened.mark, mark, before, after) => {
                found.push(pair(opened, next, here, true));
                open = None;
            }
            Some(opened) if opened.mark == '"' && mark == '"' => {
                // A second opening mark: the first was never closed.
                found.push(pair(opened, here, here, false));
                open = Some(Open { at: here, mark, len });
            }
            Some(_) => (),
            None if opens(mark, before, after) => open = Some(Open { at: here, mark, len }),
            None if opens_single(mark, before, after) => {
                if let Some(close) = single_close(text, here, mark, line.end()) {
                    next = close + text[close..].chars().next().map_or(0, char::len_utf8);
                    let part = pair(&Open { at: here, mark, len }, next, close, true);
                    found.push(Quoted { is_single: true, ..part });
                }
            }
            None => (),
        }
        before = text[here..next].chars().next_back().unwrap_or(' ');
        here = next;
    }
    if let Some(opened) = open {
        let end = line.start() + line.of(text).trim_end().len();
        found.push(pair(&opened, end, end, false));
    }
}

/// The character that `text` begins with, and its length in bytes. Two single marks side by side are a
/// double one.
fn mark_at(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let double = match first {
        '\'' => '"',
        '‘' | '`' => '“',
        '’' => '”',
        _ => return Some((first, first.len_utf8())),
    };
    let is_doubled = chars.next() == Some(first);
    Some(if is_doubled { (double, 2 * first.len_utf8()) } else { (first, first.len_utf8()) })
}

fn pair(open: &Open, outer_end: usize, inner_end: usize, is_closed: bool) -> Quoted {
    let inner_start = (open.at + open.len).min(inner_end);
    Quoted {
        outer: Span::new(open.at, outer_end),
        inner: Span::new(inner_start, inner_end),
        is_closed,
        is_single: false,
    }
}

fn opens(mark: char, before: char, after: char) -> bool {
    match mark {
        '“' | '„' | '‟' | '«' | '「' | '『' | '＂' => true,
        '»' => !before.is_alphanumeric() && after.is_alphanumeric(),
        // 6'2" is a length, and a mark before a blank or a stop closes something unseen.
        '"' => !before.is_alphanumeric() && !after.is_whitespace(),
        _ => false,
    }
}

fn closes(open: char, mark: char, before: char, after: char) -> bool {
    match open {
        // `` closes with two apostrophes.
        '“' => mark == '”' || (mark == '"' && !before.is_whitespace()),
        '„' | '‟' => matches!(mark, '“' | '”' | '"'),
        '"' => {
            (mark == '"' && !(before.is_whitespace() && after.is_alphanumeric()))
                || (mark == '”' && !before.is_whitespace())
        }
        '«' => mark == '»',
        '»' => mark == '«',
        '「' => mark == '」',
        '『' => mark == '』',
        _ => mark == open,
    }
}

fn opens_single(mark: char, before: char, after: char) -> bool {
    let stands_free = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | ':');
    matches!(mark, '‘' | '\'' | '‹' | '‚') && stands_free && after.is_alphanumeric()
}

/// Where the single mark opened at `open` is closed. A mark after `s` may be a possessive
/// (`the workers’ rights`) and closes only when no better one follows.
fn single_close(text: &str, open: usize, mark: char, end: usize) -> Option<usize> {
    let is_close = |c: char| match mark {
        '‘' => matches!(c, '’' | '\''),
        '‹' => c == '›',
        '‚' => matches!(c, '‘' | '’'),
        _ => matches!(c, '\'' | '’'),
    };
    let from = open + mark.len_utf8();
    let (mut before, mut possessive) = (' ', None);
    for (at, c) in text[from..end].char_indices() {
        let here = from + at;
        let after = text[here + c.len_utf8()..end].chars().next().unwrap_or(' ');
        if matches!(c, '‘' | '“' | '”' | '"') && possessive.is_some() {
            return possessive;
        }
        if is_close(c) && !before.is_whitespace() && !after.is_alphanumeric() {
            if before != 's' || !after.is_whitespace() {
                return Some(here);
            }
            possessive = possessive.or(Some(here));
        }
        before = c;
    }
    possessive
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = quoted(text).iter().map(|part| part.inner.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_all_styles_are_paired() {
        check("“One,” she said, “two.”", &["One,", "two."]);
        check("\"One,\" she said, \"two.\"", &["One,", "two."]);
        check("„Eins“, sagte sie. «Deux», »drei«", &["Eins", "Deux", "drei"]);
        check("市长说：「好。」", &["好。"]);
        check("‘We won’t go,’ he said of the workers’ march.", &["We won’t go,"]);
        check("''One,'' she said, ``two'' and ‘‘three.’’", &["One,", "two", "three."]);
        check("Rock 'n' roll, the workers' rights, '90s", &["n"]);
    }

    #[test]
    fn nested_marks_belong_to_the_outer_words() {
        check("“He said ‘no’ to us,” she said.", &["He said ‘no’ to us,"]);
        check("‘He said “no” to us,’ she said.", &["He said “no” to us,"]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph() {
        check("“First part.\n“Second part,” he said.", &["First part.", "Second part,"]);
        check("He is 6'2\" tall.", &[]);
        check("\"One. \"Two,\" he said.", &["One. ", "Two,"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_inside_it(text in "[a-z s“”\"‘’'«»\n.]{0,60}") {
            for part in quoted(&text) {
                prop_assert!(part.inner.get(&text).is_some() && part.outer.get(&text).is_some());
                prop_assert!(part.outer.contains(part.inner));
            }
        }
    }
}
