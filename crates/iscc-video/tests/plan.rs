//! The plan of skipping and the rule of five a second: what is shown is never called not needed.
#![allow(clippy::unwrap_used, reason = "tests")]

use iscc_video::{Doubt, FiveFps, Planned, SkipPlan, Watch};
use proptest::prelude::*;

/// Time stamps of a tick.
const TICK: i64 = 8;

fn tick(time: i64) -> i64 {
    (time + TICK / 2).div_euclid(TICK)
}

/// The answers for packets of these times of showing and decoding.
fn answers(packets: &[(i64, Option<i64>)]) -> Result<Vec<Planned>, Doubt> {
    let (mut plan, mut answers) = (SkipPlan::new(), Vec::new());
    for &(pts, dts) in packets {
        plan.push(pts, tick(pts), dts, dts.map(tick), 1)?;
        answers.extend(core::iter::from_fn(|| plan.pop()));
    }
    plan.finish();
    answers.extend(core::iter::from_fn(|| plan.pop()));
    Ok(answers)
}

proptest! {
    #[test]
    fn what_is_shown_is_needed(steps in prop::collection::vec((0i64..16, 0i64..64, any::<bool>()), 1..200)) {
        let mut dts = 0;
        let packets: Vec<_> = steps.iter().map(|&(step, delay, known)| {
            dts += step;
            (dts + delay, known.then_some(dts))
        }).collect();
        if let Ok(answers) = answers(&packets) {
            prop_assert_eq!(answers.len(), packets.len());
            let mut order: Vec<usize> = (0..packets.len()).collect();
            order.sort_by_key(|&packet| packets[packet].0);
            let mut rule = FiveFps::new();
            for (at, &packet) in order.iter().enumerate() {
                if !rule.push(Some(tick(packets[packet].0))).is_empty() {
                    prop_assert_eq!(answers[order[at - 1]], Planned::Needed);
                }
            }
            prop_assert_eq!(answers[*order.last().unwrap()], Planned::Needed);
        }
    }
}

#[test]
fn of_a_steady_film_most_is_not_needed() {
    // Four frames a tick, each shown two after it is decoded.
    let packets: Vec<_> = (0..400).map(|frame| (frame * 2 + 4, Some(frame * 2))).collect();
    let answers = answers(&packets).unwrap();
    let needed = answers.iter().filter(|&&planned| planned == Planned::Needed).count();
    assert!((100..110).contains(&needed), "{needed}");
}

#[test]
fn contradictions_are_doubts() {
    assert_eq!(answers(&[(0, Some(0)), (0, Some(0))]), Err(Doubt::SameTime));
    assert_eq!(answers(&[(0, Some(1))]), Err(Doubt::Backwards));
    assert_eq!(answers(&[(90, Some(80)), (100, Some(79))]), Err(Doubt::Backwards));
    assert_eq!(answers(&[(90, Some(80)), (70, None)]), Err(Doubt::Backwards));
}

#[test]
fn frames_that_do_not_come_are_missed() {
    let mut watch = Watch::new();
    for (time, planned) in [(0, Planned::Needed), (40, Planned::NotNeeded), (80, Planned::Needed)] {
        watch.sent(time, planned).unwrap();
    }
    assert_eq!(watch.clone().came(80), Err(Doubt::Missing));
    assert_eq!(watch.came(0), Ok(()));
    assert_eq!(watch.came(80), Ok(()), "the second was left out");
    assert_eq!(watch.finish(), Ok(()));
}
