//! A progress bar on standard error, with rate and time left; silent when nobody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar over bytes of input.
pub fn of_bytes() -> ProgressBar {
    bar("{msg} {bar:28} {bytes:>10} of {total_bytes} · {bytes_per_sec} · {eta} left")
}

/// A bar over things that are counted.
pub fn of_items() -> ProgressBar {
    bar("{msg} {bar:28} {pos:>8} of {len} · {per_sec} · {eta} left")
}

fn bar(template: &str) -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template(template).expect("a checked template");
    bar.set_style(style.progress_chars("━━╌"));
    let is_watched = std::io::stderr().is_terminal();
    bar.set_draw_target(if is_watched {
        ProgressDrawTarget::stderr_with_hz(8)
    } else {
        ProgressDrawTarget::hidden()
    });
    bar
}
