//! The sample corpus of `examples/`, compiled in: fictional pages, written for Onrecord.

/// Every page with its file name, in order.
pub const PAGES: &[(&str, &[u8])] = &[
    (
        "courier-2021-03-12-seepage.html",
        include_bytes!("../../../examples/pages/courier-2021-03-12-seepage.html"),
    ),
    (
        "courier-2021-03-18-velde.html",
        include_bytes!("../../../examples/pages/courier-2021-03-18-velde.html"),
    ),
    (
        "courier-2021-12-16-year.html",
        include_bytes!("../../../examples/pages/courier-2021-12-16-year.html"),
    ),
    (
        "courier-2023-05-22-second-leak.html",
        include_bytes!("../../../examples/pages/courier-2023-05-22-second-leak.html"),
    ),
    (
        "courier-2023-09-14-kolvar.html",
        include_bytes!("../../../examples/pages/courier-2023-09-14-kolvar.html"),
    ),
    (
        "courier-2024-10-08-trial.html",
        include_bytes!("../../../examples/pages/courier-2024-10-08-trial.html"),
    ),
    (
        "herald-1252-reservoir.html",
        include_bytes!("../../../examples/pages/herald-1252-reservoir.html"),
    ),
    (
        "herald-2021-03-12-seepage.html",
        include_bytes!("../../../examples/pages/herald-2021-03-12-seepage.html"),
    ),
    (
        "herald-2021-03-20-noravia.html",
        include_bytes!("../../../examples/pages/herald-2021-03-20-noravia.html"),
    ),
    (
        "herald-2022-02-complete.txt",
        include_bytes!("../../../examples/pages/herald-2022-02-complete.txt"),
    ),
    (
        "herald-2023-05-23-up-to-3000.html",
        include_bytes!("../../../examples/pages/herald-2023-05-23-up-to-3000.html"),
    ),
    (
        "herald-2023-09-15-kolvar.html",
        include_bytes!("../../../examples/pages/herald-2023-09-15-kolvar.html"),
    ),
    (
        "kpa-november-17-finished.txt",
        include_bytes!("../../../examples/pages/kpa-november-17-finished.txt"),
    ),
    (
        "ledger-2021-03-13-shares.html",
        include_bytes!("../../../examples/pages/ledger-2021-03-13-shares.html"),
    ),
    (
        "ledger-2021-07-02-damage.html",
        include_bytes!("../../../examples/pages/ledger-2021-07-02-damage.html"),
    ),
    (
        "ledger-2022-02-10-complete.html",
        include_bytes!("../../../examples/pages/ledger-2022-02-10-complete.html"),
    ),
    (
        "ledger-2023-05-24-contract.html",
        include_bytes!("../../../examples/pages/ledger-2023-05-24-contract.html"),
    ),
    (
        "ledger-2024-04-18-returned.html",
        include_bytes!("../../../examples/pages/ledger-2024-04-18-returned.html"),
    ),
    (
        "midan-2021-07-05-report.html",
        include_bytes!("../../../examples/pages/midan-2021-07-05-report.html"),
    ),
    ("midan-2023-09-panel.txt", include_bytes!("../../../examples/pages/midan-2023-09-panel.txt")),
    (
        "noravia-2021-03-19-sund.html",
        include_bytes!("../../../examples/pages/noravia-2021-03-19-sund.html"),
    ),
    (
        "noravia-2022-11-18-not-seen.html",
        include_bytes!("../../../examples/pages/noravia-2022-11-18-not-seen.html"),
    ),
    (
        "noravia-2023-09-15-panel.html",
        include_bytes!("../../../examples/pages/noravia-2023-09-15-panel.html"),
    ),
    (
        "post-2021-03-12-evacuation.html",
        include_bytes!("../../../examples/pages/post-2021-03-12-evacuation.html"),
    ),
    (
        "post-2022-02-11-nobody.html",
        include_bytes!("../../../examples/pages/post-2022-02-11-nobody.html"),
    ),
    (
        "post-2023-05-22-live.html",
        include_bytes!("../../../examples/pages/post-2023-05-22-live.html"),
    ),
    ("post-fountain.html", include_bytes!("../../../examples/pages/post-fountain.html")),
    (
        "today-2021-03-danger-over.html",
        include_bytes!("../../../examples/pages/today-2021-03-danger-over.html"),
    ),
    (
        "today-2021-03-seepage.html",
        include_bytes!("../../../examples/pages/today-2021-03-seepage.html"),
    ),
    (
        "today-2022-11-finished.html",
        include_bytes!("../../../examples/pages/today-2022-11-finished.html"),
    ),
    (
        "today-2024-04-valley.html",
        include_bytes!("../../../examples/pages/today-2024-04-valley.html"),
    ),
    ("today-not-found.html", include_bytes!("../../../examples/pages/today-not-found.html")),
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_page_of_the_folder_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let compiled: Vec<_> = super::PAGES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(compiled, names);
    }
}
