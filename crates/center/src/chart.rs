//! Stated figures drawn over time as SVG: one panel for each set that can be compared.
//!
//! Nothing uncertain becomes a point: bounds fade where they are open, ranges have caps, a day that may
//! be another has a bar. Every mark has a row below it with the words, who states them and when. The
//! picture holds two layouts, of which the width shows one, and the colors of light and dark.

use crate::{
    comparable::Set,
    figure_line::FigureLine,
    scale::{PLOT, Scale, amount, most, number, place, step},
};
use jiff::{ToSpan, civil::Date};
use onrecord_model::{figure::Modifier, quotation::Mode};
use onrecord_summarize::render::escaped;
use std::fmt::Write;

/// So many sets are drawn, at most; the rest is counted in a line of text.
const MAX_PANELS: usize = 12;

/// So many figures of one set are drawn and listed, at most.
const MAX_ROWS: usize = 40;

/// Room for the numbers of the value axis, in pixels.
const AXIS: f64 = 64.0;

/// Figures of one kind: what is counted, and the sets that can be compared.
pub type Group = (String, Vec<Set>);

/// The figures of an answer as an SVG document with a title.
#[must_use]
pub fn svg(title: &str, groups: &[Group]) -> String {
    let (wide, high) = layout(title, groups, 720.0);
    let (narrow, narrow_high) = layout(title, groups, 344.0);
    let name = escaped(title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"{high:.0}\" role=\"img\" \
         aria-label=\"{name}\">\n<title>{name}</title>\n<style>{STYLE}\n\
         svg{{height:{high:.0}px}}@media(max-width:739px){{svg{{height:{narrow_high:.0}px}}}}</style>\n\
         {DEFS}\n<rect width=\"100%\" height=\"100%\" class=\"paper\"/>\n\
         <g class=\"wide\" transform=\"translate(16 0)\">\n{wide}</g>\n\
         <g class=\"narrow\" transform=\"translate(8 0)\">\n{narrow}</g>\n</svg>\n"
    )
}

const STYLE: &str = "\
svg{--paper:#fff;--ink:#15181c;--ink2:#484e55;--rule:#d7dad9;--hatch:#b3b9bc;--figure:#855200;\
--time:#007a5a;--clash:#c01048}\
@media(prefers-color-scheme:dark){svg{--paper:#111417;--ink:#eceae4;--ink2:#bbbfc1;--rule:#30373d;\
--hatch:#5f6971;--figure:#e2b25b;--time:#6fd6a8;--clash:#f58ac8}}\
text{font:12px system-ui,sans-serif;fill:var(--ink2);font-variant-numeric:tabular-nums lining-nums}\
.paper{fill:var(--paper)}.h{font-size:15px;font-weight:600;fill:var(--ink)}\
.b{font-size:13.5px;font-weight:600;fill:var(--ink)}\
.w{font:15px Palatino,'Palatino Linotype',Georgia,serif;fill:var(--ink)}\
.n{font-weight:600;fill:var(--figure)}.clash{fill:var(--clash)}.t{fill:var(--time)}\
.halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}\
.ax{stroke:var(--rule)}.ax0{stroke:var(--ink)}.sf{stroke:var(--figure);fill:none}\
.st{stroke:var(--time);fill:none}.ff{fill:var(--figure)}.hl{stroke:var(--hatch)}\
.narrow{display:none}@media(max-width:739px){.wide{display:none}.narrow{display:inline}}";

const DEFS: &str = "<defs><linearGradient id=\"up\" x1=\"0\" y1=\"1\" x2=\"0\" y2=\"0\">\
<stop offset=\"0\" style=\"stop-color:var(--figure);stop-opacity:.55\"/>\
<stop offset=\"1\" style=\"stop-color:var(--figure);stop-opacity:.04\"/></linearGradient>\
<linearGradient id=\"down\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">\
<stop offset=\"0\" style=\"stop-color:var(--figure);stop-opacity:.55\"/>\
<stop offset=\"1\" style=\"stop-color:var(--figure);stop-opacity:.04\"/></linearGradient>\
<linearGradient id=\"soft\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">\
<stop offset=\"0\" style=\"stop-color:var(--figure);stop-opacity:0\"/>\
<stop offset=\".5\" style=\"stop-color:var(--figure);stop-opacity:.6\"/>\
<stop offset=\"1\" style=\"stop-color:var(--figure);stop-opacity:0\"/></linearGradient></defs>";

/// One layout: its marks and how high it is.
fn layout(title: &str, groups: &[Group], width: f64) -> (String, f64) {
    let mut page = Page { width, y: 12.0, out: String::new() };
    page.words(title, "h", 8.2, 20.0, 0.0);
    page.words(
        "Each value as stated, on the day of its article; the rows say who states it.",
        "",
        6.3,
        16.0,
        0.0,
    );
    let all = groups.iter().flat_map(|(_, sets)| sets).flat_map(|set| &set.lines);
    let dated = all.map(|line| &line.article.published).filter(|published| published.is_dated());
    let days = dated.filter_map(|published| published.interval());
    let span = days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
    let n_sets: usize = groups.iter().map(|(_, sets)| sets.len()).sum();
    let mut n_drawn = 0;
    for (name, sets) in groups {
        for (idx, set) in sets.iter().enumerate() {
            if n_drawn == MAX_PANELS {
                continue;
            }
            n_drawn += 1;
            if idx == 0 {
                page.y += 26.0;
                page.line_across("ax0");
                page.words(name, "b", 7.6, 20.0, 0.0);
            }
            if let Some(why) = &set.why_apart {
                page.y += 12.0;
                page.words(&format!("Not comparable, because {why}"), "clash", 6.4, 16.0, 0.0);
            }
            page.panel(set, span);
        }
    }
    if n_sets > n_drawn {
        page.y += 16.0;
        let rest = n_sets - n_drawn;
        page.words(
            &format!("{rest} more sets are not drawn; a narrower query shows them."),
            "",
            6.3,
            16.0,
            0.0,
        );
    }
    (page.out, page.y + 20.0)
}

/// A column of drawing, from the top down.
struct Page {
    width: f64,
    y: f64,
    out: String,
}

impl Page {
    fn put(&mut self, mark: std::fmt::Arguments) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{mark}");
    }

    fn line_across(&mut self, class: &str) {
        let (y, width) = (self.y, self.width);
        self.put(format_args!("<path d=\"M0 {y:.1}H{width:.1}\" class=\"{class}\"/>"));
    }

    /// Words, wrapped at the width; `letter` is the width of a letter.
    fn words(&mut self, words: &str, class: &str, letter: f64, step: f64, left: f64) {
        let room = ((self.width - left) / letter).floor().max(8.0);
        let mut line = String::new();
        let lines = words.split_whitespace().fold(Vec::new(), |mut lines, word| {
            let n_letters = line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && n_letters as f64 > room {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            lines
        });
        for text in lines.into_iter().chain(Some(line)) {
            self.y += step;
            let y = self.y;
            self.put(format_args!(
                "<text x=\"{left:.0}\" y=\"{y:.1}\" class=\"{class}\">{}</text>",
                escaped(&text)
            ));
        }
    }

    /// The plot of a set, where it has a dated amount, and its rows. What cannot be compared shares no
    /// axis: figures that stand alone have rows only.
    fn panel(&mut self, set: &Set, span: Option<(Date, Date)>) {
        let lines = &set.lines[..set.lines.len().min(MAX_ROWS)];
        let highest =
            lines.iter().filter(|line| line.article.published.is_dated()).filter_map(most);
        let highest = highest.fold(0.0, f64::max);
        if let Some((first, last)) = span.filter(|_| highest > 0.0 && !set.is_alone) {
            self.plot(lines, highest, first, last);
        } else {
            self.y += 6.0;
        }
        for (idx, line) in lines.iter().enumerate() {
            self.row(idx + 1, line);
        }
        if set.lines.len() > lines.len() {
            let rest = set.lines.len() - lines.len();
            self.words(&format!("and {rest} more, not drawn"), "", 6.3, 18.0, 0.0);
        }
    }

    fn plot(&mut self, lines: &[FigureLine], highest: f64, first: Date, last: Date) {
        let step = step(highest);
        let top = (highest / step).ceil() * step;
        self.y += 26.0 + PLOT;
        let n_days = f64::from((last - first).get_days()).max(1.0);
        let (bottom, right) = (self.y, self.width);
        let scale = Scale { first, n_days, top, left: AXIS, right, bottom };
        let mut value = 0.0;
        while value <= top + step / 2.0 {
            let y = scale.y(value);
            let class = if value == 0.0 { "ax0" } else { "ax" };
            self.put(format_args!("<path d=\"M{AXIS} {y:.1}H{right:.1}\" class=\"{class}\"/>"));
            self.put(format_args!(
                "<text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                AXIS - 8.0,
                y + 4.0,
                number(value)
            ));
            value += step;
        }
        self.days(&scale, last);
        self.same_source(lines, &scale);
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (idx, line) in lines.iter().enumerate() {
            self.mark(idx + 1, line, &scale, &mut taken);
        }
        self.y = bottom + 24.0;
    }

    /// The days under a plot: years, months, or the first and the last.
    fn days(&mut self, scale: &Scale, last: Date) {
        let (first, y) = (scale.first, scale.bottom);
        let n_years = i32::from(last.year()) - i32::from(first.year());
        let every = n_years / if self.width > 500.0 { 8 } else { 4 } + 1;
        let mut ticks: Vec<(Date, String)> = Vec::new();
        if n_years >= 2 {
            let starts = (1..=n_years)
                .filter(|n| n % every == 0)
                .filter_map(|n| Date::new(first.year() + i16::try_from(n).ok()?, 1, 1).ok());
            ticks.extend(starts.map(|day| (day, day.year().to_string())));
        } else {
            let label = |day: Date| day.strftime("%-d %b %Y").to_string();
            ticks.push((first, label(first)));
            if last > first.saturating_add(7.days()) {
                ticks.push((last, label(last)));
            }
        }
        for (day, label) in ticks {
            let x = scale.x(day);
            let anchor = match x {
                x if x < scale.left + 40.0 => "start",
                x if x > scale.right - 40.0 => "end",
                _ => "middle",
            };
            self.put(format_args!("<path d=\"M{x:.1} {y:.1}v5\" class=\"ax0\"/>"));
            self.put(format_args!(
                "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
                y + 18.0
            ));
        }
    }

    /// A dotted line through what one named source states on several days.
    fn same_source(&mut self, lines: &[FigureLine], scale: &Scale) {
        let mut named: Vec<&FigureLine> =
            lines.iter().filter(|line| line.figure.source.name().is_some()).collect();
        named.sort_by_key(|line| (line.who(), line.article.published.best));
        for pair in named.windows(2).filter(|pair| pair[0].who() == pair[1].who()) {
            let (Some(a), Some(b)) = (place(pair[0], scale), place(pair[1], scale)) else {
                continue;
            };
            self.put(format_args!(
                "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" class=\"sf\" stroke-dasharray=\"1 5\"/>",
                a.0, a.1, b.0, b.1
            ));
        }
    }

    fn mark(&mut self, n: usize, line: &FigureLine, scale: &Scale, taken: &mut Vec<(f64, f64)>) {
        let Some((x, y)) = place(line, scale) else { return };
        let figure = &line.figure;
        let (low, high) = (figure.low.map(amount), figure.high.map(amount));
        match (figure.modifier, low, high) {
            (Modifier::Over | Modifier::AtLeast, ..) => self.open(x, y, -24.0, "up"),
            (Modifier::Under | Modifier::AtMost | Modifier::Nearly, ..) => {
                self.open(x, y, 24.0, "down")
            }
            (_, Some(low), Some(high)) if figure.value.is_none() => {
                let (from, to) = (scale.y(low), scale.y(high));
                if figure.is_vague {
                    let height = (from - to).max(4.0);
                    self.put(format_args!(
                        "<rect x=\"{:.1}\" y=\"{to:.1}\" width=\"8\" height=\"{height:.1}\" fill=\"url(#soft)\"/>",
                        x - 4.0
                    ));
                } else {
                    self.put(format_args!(
                        "<path d=\"M{x:.1} {from:.1}V{to:.1}M{a:.1} {from:.1}h10M{a:.1} {to:.1}h10\" class=\"sf\" stroke-width=\"2.5\"/>",
                        a = x - 5.0
                    ));
                }
            }
            _ if figure.mode == Some(Mode::Direct) => {
                self.put(format_args!(
                    "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" class=\"ff\"/>"
                ));
            }
            _ => self.put(format_args!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"9\" class=\"ff\"/>",
                x - 4.5,
                y - 4.5
            )),
        }
        if let Some((from, to)) = line.article.published.interval().filter(|(a, b)| a < b) {
            let (from, to) = (scale.x(from), scale.x(to));
            self.put(format_args!(
                "<path d=\"M{from:.1} {y:.1}H{to:.1}M{from:.1} {a:.1}v8M{to:.1} {a:.1}v8\" class=\"st\"/>",
                a = y - 4.0
            ));
        }
        self.tag(n, x, y, scale, taken);
    }

    /// A bound that is open on one side.
    fn open(&mut self, x: f64, y: f64, reach: f64, fill: &str) {
        let (left, top) = (x - 9.0, y.min(y + reach));
        self.put(format_args!(
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"18\" height=\"24\" fill=\"url(#{fill})\"/>"
        ));
        self.put(format_args!(
            "<path d=\"M{left:.1} {y:.1}h18\" class=\"sf\" stroke-width=\"3\"/>"
        ));
    }

    /// The number of a mark beside it, past the numbers that stand there already.
    fn tag(&mut self, n: usize, x: f64, y: f64, scale: &Scale, taken: &mut Vec<(f64, f64)>) {
        let (side, anchor) =
            if x > (scale.left + scale.right) / 2.0 { (-1.0, "end") } else { (1.0, "start") };
        let (mut at, y) = (x + 13.0 * side, y + 4.0);
        while taken.iter().any(|(a, b)| (a - at).abs() < 18.0 && (b - y).abs() < 13.0) {
            at += 18.0 * side;
        }
        taken.push((at, y));
        self.put(format_args!(
            "<text x=\"{at:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" class=\"n halo\">{n}</text>"
        ));
    }

    /// The row of a figure: its words, then who states it, when, and where.
    fn row(&mut self, n: usize, line: &FigureLine) {
        let y = self.y + 22.0;
        self.put(format_args!("<text x=\"0\" y=\"{y:.1}\" class=\"n\">{n}</text>"));
        let denied = if line.figure.is_negated { " (denied)" } else { "" };
        self.words(&format!("“{}”{denied}", line.words.exact()), "w", 7.4, 22.0, 24.0);
        let mut about = line.who();
        if line.figure.source.decided().is_some() {
            about.push_str(" (decided)");
        }
        if !line.via.is_empty() {
            let _ = write!(about, ", via {}", line.via.join(", "));
        }
        let (outlet, day) = (&line.article.outlet, line.article.published.label());
        if !about.contains(outlet.as_str()) {
            let _ = write!(about, " · {outlet}");
        }
        self.words(&format!("{about} · {day}"), "", 6.3, 15.0, 24.0);
        if let Some(body) = &line.body {
            let words =
                format!("in the body: “{}”, {}; {}", body.words.exact(), body.who, body.relation);
            self.words(&words, "", 6.3, 15.0, 24.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_one_document_whatever_its_words_hold() {
        let chart = svg("<b> & \"c\" \u{7}", &[]);
        assert!(chart.starts_with("<svg ") && chart.ends_with("</svg>\n"));
        assert!(chart.contains("&lt;b&gt; &amp; &quot;c&quot;") && !chart.contains("<b>"));
    }
}
