//! The terminal's share of the visual language: whose words they are, and how sure a date is.
//!
//! One color, one function, as on the pages: blue for somebody's words, brown for stated numbers,
//! green for dates and their doubt, magenta for tension. Our own words stay plain or dim.

use std::io::IsTerminal;

/// How text is painted: with colors or without, and how wide.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// Whether escape codes are written.
    pub has_colors: bool,
    /// Columns to fill.
    pub width: usize,
}

/// Columns when nothing says how wide the terminal is.
const DEFAULT_WIDTH: usize = 80;

/// Longer lines are hard to read, however wide the terminal is.
const MAX_WIDTH: usize = 100;

const MIN_WIDTH: usize = 32;

impl Paint {
    /// As the terminal allows: colors only on one, none with `NO_COLOR` (no-color.org) or `TERM=dumb`.
    pub fn detect() -> Self {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            has_colors: std::io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb,
            width: columns.or(terminal).unwrap_or(DEFAULT_WIDTH).clamp(MIN_WIDTH, MAX_WIDTH),
        }
    }

    /// Somebody's own words, in quotation marks.
    pub fn said(self, words: &str) -> String {
        self.with("34", &isolated(words))
    }

    /// A stated number.
    pub fn figure(self, words: &str) -> String {
        self.with("33", &isolated(words))
    }

    /// A date.
    pub fn time(self, words: &str) -> String {
        self.with("32", words)
    }

    /// Tension, refusal.
    pub fn clash(self, words: &str) -> String {
        self.with("35", words)
    }

    /// A hedge, beside its statement.
    pub fn hedge(self, words: &str) -> String {
        self.with("3", &isolated(words))
    }

    /// What matters most in a line.
    pub fn strong(self, words: &str) -> String {
        self.with("1", &isolated(words))
    }

    /// Proof and labels: identifiers, counts.
    pub fn dim(self, words: &str) -> String {
        self.with("2", words)
    }

    fn with(self, code: &str, words: &str) -> String {
        if !self.has_colors || words.is_empty() {
            return words.to_owned();
        }
        // A terminal starts each line anew, so each line is painted by itself.
        let lines = words.split('\n').map(|line| format!("\u{1b}[{code}m{line}\u{1b}[0m"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Words broken at the width and moved right by `indent` columns.
    pub fn wrapped(self, words: &str, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let width = self.width.max(indent + 20);
        let options =
            textwrap::Options::new(width).initial_indent(&margin).subsequent_indent(&margin);
        textwrap::fill(words, options)
    }

    /// A heading over a rule of its own width.
    pub fn heading(self, words: &str) -> String {
        let rule = "─".repeat(textwrap::core::display_width(words).min(self.width));
        format!("{}\n{}", self.strong(words), self.dim(&rule))
    }
}

/// Control characters made visible, and text with right-to-left letters set apart by isolates
/// (Unicode UAX 9) so that it does not turn the line around it. Titles come from strangers: an
/// escape code in one must not reach the terminal.
pub fn isolated(words: &str) -> String {
    let clean = clean(words);
    if clean.chars().any(is_right_to_left) { format!("\u{2068}{clean}\u{2069}") } else { clean }
}

/// Control characters, bidirectional overrides included, made visible.
pub fn clean(words: &str) -> String {
    let is_unsafe = |c: char| {
        (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}')
    };
    words.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { has_colors: false, width: 40 };

    #[test]
    fn nothing_is_painted_without_colors() {
        assert_eq!(PLAIN.said("“no”"), "“no”");
        let painted = Paint { has_colors: true, ..PLAIN }.said("a\nb");
        assert_eq!(painted, "\u{1b}[34ma\u{1b}[0m\n\u{1b}[34mb\u{1b}[0m");
    }

    #[test]
    fn strangers_cannot_steer_the_terminal() {
        assert_eq!(PLAIN.strong("a\u{1b}[2Jb\u{202e}c"), "a\u{fffd}[2Jb\u{fffd}c");
        assert_eq!(PLAIN.said("قال"), "\u{2068}قال\u{2069}");
    }
}
