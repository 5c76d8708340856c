//! One row of the table: two closures, called in turns.

use std::fmt::Debug;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long one side of a row is measured for.
const BUDGET: Duration = Duration::from_millis(700);
/// At least this many calls, however long one takes.
const MIN_CALLS: usize = 5;

/// Prints a row as soon as it is measured.
#[derive(Default)]
pub struct Table {
    has_head: bool,
}

impl Table {
    /// The head, above the first row: an area may print tables of its own before.
    fn head(&mut self) {
        if !self.has_head {
            println!(
                "\n| operation | input | ours | iscc-lib 0.7.0 | times as fast | ours per second |"
            );
            println!("|---|---|---:|---:|---:|---:|");
            self.has_head = true;
        }
    }

    /// Ends the table: the next row gets a head of its own.
    pub fn end(&mut self) {
        self.has_head = false;
    }

    /// Measures both sides. `size` is what one call works on: how many, and of what.
    ///
    /// # Panics
    /// If the two sides do not give the same.
    pub fn row<T: PartialEq + Debug>(
        &mut self,
        operation: &str,
        input: &str,
        size: (usize, &str),
        mut ours: impl FnMut() -> T,
        mut peer: impl FnMut() -> T,
    ) {
        // The first calls warm the caches and settle the question.
        assert_eq!(ours(), peer(), "{operation} of {input}");
        let calls = calls(&mut ours).max(calls(&mut peer).min(1000));
        let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
        let start = Instant::now();
        for call in 0..calls {
            our_times.push(time(&mut ours));
            peer_times.push(time(&mut peer));
            if call + 1 >= MIN_CALLS && start.elapsed() > BUDGET * 2 {
                break;
            }
        }
        let (ours, peer) = (median(our_times), median(peer_times));
        let ratio = peer.as_secs_f64() / ours.as_secs_f64();
        self.head();
        println!(
            "| {operation} | {input} | {} | {} | {ratio:.2} | {} |",
            duration(ours),
            duration(peer),
            rate(size, ours)
        );
    }

    /// Measures ours alone, where the peer has nothing of the kind.
    pub fn lone_row<T>(
        &mut self,
        operation: &str,
        input: &str,
        size: (usize, &str),
        mut ours: impl FnMut() -> T,
    ) {
        let calls = calls(&mut ours).max(MIN_CALLS);
        let ours = median((0..calls).map(|_| time(&mut ours)).collect());
        self.head();
        println!("| {operation} | {input} | {} | - | - | {} |", duration(ours), rate(size, ours));
    }
}

/// How many calls fill the budget.
fn calls<T>(call: &mut impl FnMut() -> T) -> usize {
    let once = time(call).max(Duration::from_nanos(100));
    ((BUDGET.as_nanos() / once.as_nanos()) as usize).clamp(MIN_CALLS, 20_000)
}

fn time<T>(call: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    black_box(call());
    start.elapsed()
}

/// The middle one of several times.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// A time with a unit that fits.
pub fn duration(time: Duration) -> String {
    let nanos = time.as_nanos() as f64;
    match nanos {
        ..1e3 => format!("{nanos:.0} ns"),
        ..1e6 => format!("{:.1} µs", nanos / 1e3),
        ..1e9 => format!("{:.2} ms", nanos / 1e6),
        _ => format!("{:.2} s", nanos / 1e9),
    }
}

/// How much of `what` in a second; bytes as MiB.
fn rate((count, what): (usize, &str), time: Duration) -> String {
    let per_second = count as f64 / time.as_secs_f64();
    if what == "bytes" {
        format!("{:.0} MiB", per_second / f64::from(1 << 20))
    } else {
        format!("{per_second:.0} {what}")
    }
}
