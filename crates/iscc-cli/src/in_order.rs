//! Work on many items at the same time, results in the order of the items.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Result;

/// Results that wait for an earlier one, at most, before no further item is begun.
const WAITING: usize = 1024;

/// Items that are ready before they are begun, so that workers need not wait for one where items are small.
const READY: usize = 256;

/// Does `work` on all items, `jobs` of them at a time, and gives the results to `done` in the
/// order of the items. The first error of `done` ends it. One job needs no thread; if the system has no more threads there
/// are fewer, and where it has none this one does the work.
pub(crate) fn in_order<I: Send, O: Send>(
    mut items: impl Iterator<Item = I>,
    jobs: usize,
    work: impl Fn(I) -> O + Sync,
    mut done: impl FnMut(O) -> Result<()>,
) -> Result<()> {
    if jobs == 1 {
        return items.try_for_each(|item| done(work(item)));
    }
    let (to_do, waiting) = mpsc::sync_channel::<(usize, I)>(READY);
    let (finish, finished) = mpsc::channel::<(usize, O)>();
    let (waiting, work) = (&Mutex::new(waiting), &work);
    // Both ends are dropped in here whatever happens, which ends the workers.
    thread::scope(move |scope| {
        let mut workers = 0;
        for _ in 0..jobs {
            let finish = finish.clone();
            let worker = thread::Builder::new().spawn_scoped(scope, move || {
                loop {
                    // The lock is released before the work begins.
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, item)) = next else { break };
                    if finish.send((number, work(item))).is_err() {
                        break;
                    }
                }
            });
            if worker.is_err() {
                break;
            }
            workers += 1;
        }
        drop(finish);
        if workers == 0 {
            return items.try_for_each(|item| done(work(item)));
        }

        let mut sorted = Sorted { early: BTreeMap::new(), expected: 0, done };
        for (number, item) in items.enumerate() {
            if to_do.send((number, item)).is_err() {
                break;
            }
            while let Ok(result) = finished.try_recv() {
                sorted.hand_over(result)?;
            }
            while sorted.early.len() >= WAITING {
                let Ok(result) = finished.recv() else { break };
                sorted.hand_over(result)?;
            }
        }
        drop(to_do);
        finished.into_iter().try_for_each(|result| sorted.hand_over(result))
    })
}

/// Results by number, handed over as soon as all earlier ones were.
struct Sorted<O, F> {
    early: BTreeMap<usize, O>,
    expected: usize,
    done: F,
}

impl<O, F: FnMut(O) -> Result<()>> Sorted<O, F> {
    fn hand_over(&mut self, (number, result): (usize, O)) -> Result<()> {
        self.early.insert(number, result);
        while let Some(result) = self.early.remove(&self.expected) {
            self.expected += 1;
            (self.done)(result)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_takes_long() {
        for jobs in [1, 2, 7] {
            let mut found = Vec::new();
            let slow = |number: u64| {
                thread::sleep(core::time::Duration::from_millis(number % 5));
                number * 2
            };
            in_order(0..50, jobs, slow, |result| {
                found.push(result);
                Ok(())
            })
            .unwrap();
            assert_eq!(found, (0..50).map(|number| number * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_receiver_ends_the_work() {
        let mut count = 0;
        let result = in_order(
            0..,
            2,
            |number| number,
            |_| {
                count += 1;
                anyhow::ensure!(count < 10);
                Ok(())
            },
        );
        assert!(result.is_err());
        assert_eq!(count, 10);
    }
}
