//! Where days and values lie in a chart. Numbers here are places in a picture and never stored.

use crate::figure_line::FigureLine;
use jiff::civil::Date;
use onrecord_model::figure::Amount;

/// The height of a plot, in pixels.
pub const PLOT: f64 = 150.0;

/// Where days and values lie in a panel.
pub struct Scale {
    /// The first day.
    pub first: Date,
    /// How many days there are, at least one.
    pub n_days: f64,
    /// The highest value of the axis.
    pub top: f64,
    /// Where the axis begins.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// Where zero lies.
    pub bottom: f64,
}

impl Scale {
    /// Where a day lies.
    pub fn x(&self, day: Date) -> f64 {
        let days = (day - self.first).get_days();
        self.left + 14.0 + (self.right - self.left - 28.0) * f64::from(days) / self.n_days
    }

    /// Where a value lies.
    pub fn y(&self, value: f64) -> f64 {
        self.bottom - PLOT * value / self.top
    }
}

/// Where a figure is drawn: on its day, at its value or the middle of its bounds.
pub fn place(line: &FigureLine, scale: &Scale) -> Option<(f64, f64)> {
    let day = line.article.published.best?;
    let figure = &line.figure;
    let value = match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => amount(value),
        (None, Some(low), Some(high)) => f64::midpoint(amount(low), amount(high)),
        (None, low, high) => amount(low.or(high)?),
    };
    (value >= 0.0).then(|| (scale.x(day), scale.y(value)))
}

/// The most that is drawn of a figure.
pub fn most(line: &FigureLine) -> Option<f64> {
    let figure = &line.figure;
    figure.high.or(figure.value).or(figure.low).map(amount)
}

/// An amount as a place on an axis: drawn, never stored.
pub fn amount(amount: Amount) -> f64 {
    amount.parts() as f64 / 1e6
}

/// A round step of which at most five reach the highest value.
pub fn step(highest: f64) -> f64 {
    let ten = 10f64.powf((highest / 5.0).log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|n| n * ten)
        .find(|step| highest / step <= 5.0)
        .unwrap_or(ten * 10.0)
}

/// A value of an axis: `1,200`, `0.5`, `2.5 m`.
pub fn number(value: f64) -> String {
    let scaled = |by: f64, name: &str| {
        let text = format!("{:.2}", value / by);
        format!("{} {name}", text.trim_end_matches('0').trim_end_matches('.'))
    };
    match value {
        v if v >= 1e9 => scaled(1e9, "bn"),
        v if v >= 1e6 => scaled(1e6, "m"),
        v if v >= 1000.0 => {
            let whole = format!("{v:.0}");
            let (front, back) = whole.split_at(whole.len() - 3);
            format!("{front},{back}")
        }
        0.0 => "0".to_owned(),
        v => format!("{v:.3}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_steps() {
        for (highest, wanted) in
            [(1200.0, 500.0), (100.0, 20.0), (7.0, 2.0), (0.4, 0.1), (3e9, 1e9)]
        {
            assert!((step(highest) - wanted).abs() < 1e-9, "{highest}: {}", step(highest));
        }
        for (value, wanted) in [
            (0.0, "0"),
            (0.5, "0.5"),
            (1500.0, "1,500"),
            (25000.0, "25,000"),
            (2.5e6, "2.5 m"),
            (3e9, "3 bn"),
        ] {
            assert_eq!(number(value), wanted);
        }
    }
}
