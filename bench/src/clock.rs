//! CPU seconds per stage, on one thread.

use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// What was spent on each stage, in the order in which stages first ran.
#[derive(Debug, Default)]
pub struct Clock {
    stages: Vec<Stage>,
}

#[derive(Debug)]
struct Stage {
    name: &'static str,
    n_items: usize,
    n_bytes: usize,
    spent: Duration,
}

impl Clock {
    /// Runs one item of a stage and adds the CPU time that this thread took for it.
    pub fn stage<T>(&mut self, name: &'static str, n_bytes: usize, work: impl FnOnce() -> T) -> T {
        let before = cpu_time();
        let result = work();
        self.add(name, 1, n_bytes, cpu_time() - before);
        result
    }

    /// Adds what was spent on so many items of a stage.
    pub fn add(&mut self, name: &'static str, n_items: usize, n_bytes: usize, spent: Duration) {
        let idx = self.stages.iter().position(|stage| stage.name == name).unwrap_or_else(|| {
            self.stages.push(Stage { name, n_items: 0, n_bytes: 0, spent: Duration::ZERO });
            self.stages.len() - 1
        });
        let stage = &mut self.stages[idx];
        stage.n_items += n_items;
        stage.n_bytes += n_bytes;
        stage.spent += spent;
    }

    /// The CPU time of all stages.
    pub fn total(&self) -> Duration {
        self.stages.iter().map(|stage| stage.spent).sum()
    }

    /// One line per stage: items, bytes, CPU seconds, items per second.
    pub fn table(&self) -> String {
        let mut lines = format!(
            "{:<16} {:>8} {:>12} {:>10} {:>10}\n",
            "stage", "items", "bytes", "cpu s", "items/s"
        );
        for Stage { name, n_items, n_bytes, spent } in &self.stages {
            let seconds = spent.as_secs_f64();
            let rate = *n_items as f64 / seconds.max(1e-9);
            lines.push_str(&format!(
                "{name:<16} {n_items:>8} {n_bytes:>12} {seconds:>10.3} {rate:>10.1}\n"
            ));
        }
        lines
    }
}

fn cpu_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}
