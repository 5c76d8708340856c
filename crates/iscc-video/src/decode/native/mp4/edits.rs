//! Edit lists (ISO/IEC 14496-12, clause 8.6.6), as FFmpeg 5.1 follows them: which samples are decoded, which of them are shown,
//! and when.
//!
//! An edit plays a part of the media. It is decoded from the last key before its start; what lies before the start or behind the
//! end is decoded and not shown. The first picture that is shown is at 0, or behind the empty edits at the front,
//! whatever the edit's start says to the tick.

use alloc::vec::Vec;

use super::table::Entry;
use iscc_container::isobmff::Bytes;

/// A part of the media, in the media's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where it begins in the media; -1 is nothing for a while.
    pub(super) start: i64,
    pub(super) duration: i64,
}

/// An entry that an edit plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Played {
    pub(super) entry: Entry,
    /// When it is shown.
    pub(super) pts: i64,
    pub(super) is_shown: bool,
    /// Whether the entry before is not the one before in the media.
    pub(super) jumps: bool,
}

/// What an edit list makes of a track.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edited {
    pub(super) played: Vec<Played>,
    /// When the track begins.
    pub(super) start: i64,
    /// How long all edits last.
    pub(super) duration: i64,
}

/// Reads the edits in `elst`, bringing durations from the film's unit to the media's. `None` for what nobody writes.
pub(super) fn edits(mut elst: Bytes<'_>, film_scale: u32, media_scale: u32) -> Option<Vec<Edit>> {
    let (version, _) = elst.version()?;
    let count = elst.u32()? as usize;
    let len = if version == 1 { 20 } else { 12 };
    if elst.rest().len() != count.checked_mul(len)? || film_scale == 0 {
        return None;
    }
    let mut edits = Vec::with_capacity(count);
    for _ in 0..count {
        let duration = i64::try_from(elst.long(version)?).ok()?;
        let start = if version == 1 { elst.u64()?.cast_signed() } else { i64::from(elst.i32()?) };
        let _rate = elst.u32()?;
        let (film, media) = (i128::from(film_scale), i128::from(media_scale));
        let duration = i64::try_from((i128::from(duration) * media + film / 2) / film).ok()?;
        if start < -1 {
            return None;
        }
        edits.push(Edit { start, duration });
    }
    Some(edits)
}

/// Plays all entries of a track that has no edits.
pub(super) fn whole(entries: &[Entry]) -> Edited {
    let play = |entry: &Entry| {
        let pts = entry.dts + i64::from(entry.delay);
        Played { entry: *entry, pts, is_shown: true, jumps: false }
    };
    let played: Vec<_> = entries.iter().map(play).collect();
    Edited { start: played.first().map_or(0, |first| first.pts), duration: i64::MAX, played }
}

/// Plays the entries of a track as the edits say. `None` if that would be more than `most` entries.
pub(super) fn play(
    entries: &[Entry],
    has_delays: bool,
    edits: &[Edit],
    most: u64,
) -> Option<Edited> {
    let mut edited = Edited::default();
    // Where edits end up; the time of decoding of what is played; the earliest that is shown.
    let mut end = 0i64;
    let mut earliest: Option<i64> = None;
    let mut empty = 0;
    for edit in edits {
        let mut dts = end;
        end = end.saturating_add(edit.duration);
        if edited.played.is_empty() && edit.start == -1 {
            empty += edit.duration;
            continue;
        }
        let stop = edit.start.saturating_add(edit.duration);
        let first = key_before(entries, has_delays, edit.start);
        let (mut begun, mut passed_key) = (false, false);
        let from = edited.played.len();
        for (index, entry) in entries.iter().enumerate().skip(first) {
            let next = entries.get(index + 1);
            let step = next.map_or(edit.duration, |next| next.dts - entry.dts);
            let time = entry.dts + i64::from(entry.delay);
            let is_shown = (edit.start..stop).contains(&time);
            let pts = dts + i64::from(entry.delay);
            if is_shown {
                // What is negative counts as none, as in FFmpeg.
                let before = earliest.filter(|&before| before >= 0);
                earliest = Some(before.map_or(pts, |before| before.min(pts)));
                if !begun {
                    // What is only decoded lies before.
                    for led in &mut edited.played[from..] {
                        led.pts = dts + led.pts - entry.dts;
                    }
                    begun = true;
                }
            }
            let jumps = index == first && !edited.played.is_empty();
            let pts = if begun { pts } else { time };
            edited.played.push(Played { entry: *entry, pts, is_shown, jumps });
            if edited.played.len() as u64 > most {
                return None;
            }
            if begun {
                dts += step;
            }
            if time + step >= stop && entry.is_key {
                // Pictures that are shown before this key may follow it.
                if !has_delays || passed_key {
                    break;
                }
                passed_key = true;
            }
        }
    }
    let surplus = earliest.unwrap_or(-1) - empty;
    if surplus > 0 {
        edited.played.iter_mut().for_each(|played| played.pts -= surplus);
    }
    (edited.start, edited.duration) = (empty, end);
    Some(edited)
}

/// The last key that is not decoded or shown after `time`; the first entry if there is none.
fn key_before(entries: &[Entry], has_delays: bool, time: i64) -> usize {
    let decoded = entries.partition_point(|entry| entry.dts <= time);
    let fits =
        |entry: &Entry| entry.is_key && (!has_delays || entry.dts + i64::from(entry.delay) <= time);
    let Some(last) = entries[..decoded].iter().rposition(fits) else { return 0 };
    // Of several that are decoded at the same time the first.
    let same = |entry: &Entry| entry.dts == entries[last].dts && fits(entry);
    last - entries[..last].iter().rev().take_while(|entry| same(entry)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key every six entries of 10, each shown 20 after it is decoded.
    fn entries() -> Vec<Entry> {
        let entry =
            |i: i64| Entry { offset: 0, size: 1, dts: i * 10, delay: 20, is_key: i % 6 == 0 };
        (0..24).map(entry).collect()
    }

    fn shown(edited: &Edited) -> Vec<i64> {
        edited.played.iter().filter(|played| played.is_shown).map(|played| played.pts).collect()
    }

    #[test]
    fn the_delay_of_the_first_picture_is_taken_back() {
        let edited = play(&entries(), true, &[Edit { start: 20, duration: 240 }], 99).unwrap();
        assert_eq!(shown(&edited), (0..24).map(|i| i * 10).collect::<Vec<_>>());
        assert_eq!((edited.start, edited.duration), (0, 240));
    }

    #[test]
    fn a_film_can_begin_later() {
        let edits = [Edit { start: -1, duration: 50 }, Edit { start: 20, duration: 240 }];
        let edited = play(&entries(), true, &edits, 99).unwrap();
        assert_eq!(shown(&edited)[..2], [50, 60]);
        assert_eq!((edited.start, edited.duration), (50, 290));
    }

    #[test]
    fn a_part_is_decoded_from_the_key_before() {
        let edited = play(&entries(), true, &[Edit { start: 100, duration: 40 }], 99).unwrap();
        assert_eq!(edited.played[0].entry.dts, 60, "the key that is shown at 80");
        assert_eq!(shown(&edited), [0, 10, 20, 30]);
        assert!(edited.played.windows(2).all(|pair| pair[0].pts < pair[1].pts), "an even step");
    }

    #[test]
    fn parts_follow_each_other() {
        let edits = [Edit { start: 140, duration: 20 }, Edit { start: 20, duration: 30 }];
        let edited = play(&entries(), true, &edits, 99).unwrap();
        assert_eq!(shown(&edited), [0, 10, 20, 30, 40]);
        assert_eq!(edited.played.iter().filter(|played| played.jumps).count(), 1);
        assert!(play(&entries(), true, &edits, 5).is_none());
    }
}
