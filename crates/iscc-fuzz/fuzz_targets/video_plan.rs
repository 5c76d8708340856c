//! Any time stamps: where the plan has no doubt, every frame that is shown is one that it calls needed.
#![no_main]

use iscc_video::{FiveFps, Planned, SkipPlan};
use libfuzzer_sys::fuzz_target;

/// Time stamps of a tick.
const TICK: i64 = 8;

fuzz_target!(|packets: Vec<(u8, u8, bool)>| {
    let (mut plan, mut dts, mut times, mut answers) =
        (SkipPlan::new(), 0i64, Vec::new(), Vec::new());
    for (step, delay, known) in packets {
        dts += i64::from(step % 16);
        let pts = dts + i64::from(delay % 64);
        let tick = |time: i64| (time + TICK / 2).div_euclid(TICK);
        if plan.push(pts, tick(pts), known.then_some(dts), known.then_some(tick(dts)), 1).is_err() {
            return;
        }
        times.push((pts, tick(pts)));
        answers.extend(core::iter::from_fn(|| plan.pop()));
    }
    plan.finish();
    answers.extend(core::iter::from_fn(|| plan.pop()));
    assert_eq!((answers.len(), plan.held()), (times.len(), 0));

    let mut shown: Vec<usize> = (0..times.len()).collect();
    shown.sort_by_key(|&packet| times[packet].0);
    let mut rule = FiveFps::new();
    for (at, &packet) in shown.iter().enumerate() {
        if !rule.push(Some(times[packet].1)).is_empty() {
            assert_eq!(answers[shown[at - 1]], Planned::Needed);
        }
    }
    if let Some(&last) = shown.last() {
        assert_eq!(answers[last], Planned::Needed);
    }
});
