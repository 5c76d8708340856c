//! [`Ahead`]: the folders that a walk has not come to, and the threads that read them before it does.
//!
//! A walk gives the files of a folder before it goes into the folders there. So what it has not come to is one
//! queue: where a folder was come, once it is listed, its files and then the folders in it. The walk takes from
//! the front; a reader begins with the first folder that nobody has begun and puts its listing in its place.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::Error;
use super::folder::{Files, Folder, Folders, Listing};

/// Folders that are being read or wait for the walk, at most, before no further one is begun.
const LISTINGS: usize = if cfg!(test) { 20 } else { 256 };

/// Names in the folders that wait for the walk, from which on no further one is begun.
const NAMES: usize = if cfg!(test) { 100 } else { 1 << 16 };

/// The files of each folder that a walk comes to, or why it has none.
#[derive(Debug)]
pub(super) struct Ahead {
    root: Option<Folder>,
    shared: Arc<Shared>,
    /// Threads that may be started.
    spare: usize,
    readers: Vec<JoinHandle<()>>,
}

/// What the walk and its readers have in common.
#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    /// What the walk waits for: the folder at the front is listed.
    front: Condvar,
    /// What readers wait for: there is a folder to begin, or the walk is over.
    work: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    places: VecDeque<Place>,
    /// Folders that nobody has begun, of all places together.
    unread: usize,
    /// Places of one folder, begun or listed.
    held: usize,
    /// Names in the listings of folders that wait for the walk.
    names: usize,
    /// The number that the next folder is begun with.
    number: u64,
    /// Readers that wait for work.
    idle: usize,
    over: bool,
}

#[derive(Debug)]
enum Place {
    /// One or more folders next to each other that nobody has begun.
    Unread(Folders),
    /// A folder that is being read, by its number.
    Begun(u64),
    /// The files of a folder, and the number of all names in it.
    Listed(Result<Files, Error>, usize),
}

/// A folder that is being read.
struct Begun {
    number: u64,
    folder: Folder,
}

impl Ahead {
    /// What comes from `root` on, read ahead on so many threads.
    pub(super) fn new(root: Folder, readers: usize) -> Self {
        // More of them could not have a folder each.
        let spare = readers.min(LISTINGS);
        Self { root: Some(root), shared: Arc::default(), spare, readers: Vec::new() }
    }

    /// Lists the folder at the front, which has no place in the queue while that lasts.
    fn list(&mut self, folder: Folder) -> Result<Files, Error> {
        let Listing { files, folders } = folder.list()?;
        if folders.len() > 0 {
            self.start();
            let mut queue = self.shared.lock();
            queue.insert(0, folders);
            self.shared.wake_a_reader(&queue);
        }
        Ok(files)
    }

    /// Starts the readers, the first time. If the system has no more threads there are fewer.
    fn start(&mut self) {
        for _ in 0..core::mem::take(&mut self.spare) {
            let shared = Arc::clone(&self.shared);
            let reader = thread::Builder::new().name("treewalk".into());
            let Ok(reader) = reader.spawn(move || shared.read_ahead()) else { break };
            self.readers.push(reader);
        }
    }

    fn end(&mut self) {
        self.shared.lock().over = true;
        self.shared.work.notify_all();
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
    }
}

impl Iterator for Ahead {
    type Item = Result<Files, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(root) = self.root.take() {
            return Some(self.list(root));
        }
        let mut queue = self.shared.lock();
        loop {
            match queue.places.pop_front() {
                None => break,
                Some(Place::Listed(files, names)) => {
                    queue.held -= 1;
                    queue.names -= names;
                    // Not for each single folder when the readers are far ahead.
                    if queue.held <= LISTINGS / 2 && queue.names <= NAMES / 2 {
                        self.shared.wake_a_reader(&queue);
                    }
                    return Some(files);
                }
                Some(Place::Unread(mut folders)) => {
                    let Some(folder) = folders.next() else { continue };
                    queue.unread -= 1;
                    if folders.len() > 0 {
                        queue.places.push_front(Place::Unread(folders));
                    }
                    drop(queue);
                    return Some(self.list(folder));
                }
                Some(begun) => {
                    queue.places.push_front(begun);
                    if let Some(other) = queue.begin() {
                        // Rather than wait for the one, read another.
                        queue = self.shared.read(queue, other);
                        self.shared.wake_a_reader(&queue);
                    } else {
                        queue = wait(&self.shared.front, queue);
                    }
                }
            }
        }
        drop(queue);
        self.end();
        None
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.end();
    }
}

impl Shared {
    /// Nobody can leave the queue in disorder, whatever happened to a thread.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a reader does until the walk is over.
    fn read_ahead(&self) {
        let mut queue = self.lock();
        while !queue.over {
            if let Some(begun) = queue.begin() {
                // Each wakes the next while there is work.
                self.wake_a_reader(&queue);
                queue = self.read(queue, begun);
            } else {
                queue.idle += 1;
                queue = wait(&self.work, queue);
                queue.idle -= 1;
            }
        }
    }

    /// Reads a folder, without the lock.
    fn read<'a>(&'a self, queue: MutexGuard<'a, Queue>, begun: Begun) -> MutexGuard<'a, Queue> {
        drop(queue);
        let Begun { number, folder } = begun;
        let listing = folder.list();
        let mut queue = self.lock();
        if queue.finish(number, listing) {
            self.front.notify_one();
        }
        queue
    }

    fn wake_a_reader(&self, queue: &Queue) {
        if queue.idle > 0 && queue.has_work() {
            self.work.notify_one();
        }
    }
}

fn wait<'a>(condition: &Condvar, queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
    condition.wait(queue).unwrap_or_else(PoisonError::into_inner)
}

impl Queue {
    fn has_work(&self) -> bool {
        self.unread > 0 && self.held < LISTINGS && self.names < NAMES
    }

    /// The first folder that nobody has begun.
    fn begin(&mut self) -> Option<Begun> {
        if !self.has_work() {
            return None;
        }
        let mut places = self.places.iter_mut().enumerate();
        let (at, folder, more) = places.find_map(|(at, place)| match place {
            Place::Unread(folders) => folders.next().map(|folder| (at, folder, folders.len() > 0)),
            _ => None,
        })?;
        let number = self.number;
        self.number += 1;
        self.unread -= 1;
        self.held += 1;
        if more {
            self.places.insert(at, Place::Begun(number));
        } else {
            self.places[at] = Place::Begun(number);
        }
        Some(Begun { number, folder })
    }

    /// Puts a listing in the place of its folder; tells whether that is the front.
    fn finish(&mut self, number: u64, listing: Result<Listing, Error>) -> bool {
        let own = |place: &Place| matches!(place, Place::Begun(begun) if *begun == number);
        // It is there until it is finished.
        let Some(at) = self.places.iter().position(own) else { return false };
        let names = listing.as_ref().map_or(0, Listing::names);
        self.names += names;
        let files = listing.map(|Listing { files, folders }| {
            if folders.len() > 0 {
                self.insert(at + 1, folders);
            }
            files
        });
        self.places[at] = Place::Listed(files, names);
        at == 0
    }

    fn insert(&mut self, at: usize, folders: Folders) {
        self.unread += folders.len();
        self.places.insert(at, Place::Unread(folders));
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::Instant;

    use super::*;

    /// A folder with so many folders of so many files, gone at its end.
    struct Tree(PathBuf);

    impl Tree {
        fn new(name: &str, folders: usize, files: usize) -> Self {
            let root = std::env::temp_dir().join(format!("iscc-{name}-{}", std::process::id()));
            for folder in 0..folders {
                let folder = root.join(format!("{folder:04}"));
                fs::create_dir_all(&folder).unwrap();
                (0..files).for_each(|file| fs::write(folder.join(file.to_string()), "").unwrap());
            }
            Self(root)
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// Starts to walk and waits until the readers do.
    fn idle(root: &Path, readers: usize) -> Ahead {
        let mut ahead = Ahead::new(Folder::root(root.to_owned()), readers);
        assert_eq!(ahead.next().unwrap().unwrap().count(), 0);
        let started = Instant::now();
        loop {
            let queue = ahead.shared.lock();
            // One that is woken counts as idle until it runs.
            if queue.idle == readers && !queue.has_work() {
                break;
            }
            drop(queue);
            assert!(started.elapsed() < Duration::from_mins(1), "a reader was not woken");
            thread::sleep(Duration::from_millis(1));
        }
        ahead
    }

    #[test]
    fn what_is_read_ahead_is_bounded() {
        let tree = Tree::new("listings", 3 * LISTINGS, 1);
        let mut ahead = idle(&tree.0, 3);
        assert_eq!(ahead.shared.lock().held, LISTINGS);
        assert_eq!(ahead.by_ref().flatten().flatten().count(), 3 * LISTINGS);
        let queue = ahead.shared.lock();
        assert_eq!((queue.held, queue.names, queue.unread), (0, 0, 0));
        drop(queue);
        let tree = Tree::new("names", 20, 15);
        let ahead = idle(&tree.0, 2);
        // Each of the two may have begun its last one below the limit.
        let names = ahead.shared.lock().names;
        assert!((NAMES..NAMES + 2 * 15).contains(&names), "{names}");
        assert_eq!(ahead.flatten().flatten().count(), 20 * 15);
    }

    #[test]
    fn readers_end_with_the_walk() {
        let tree = Tree::new("end", 10, 1);
        for taken in 0..=11 {
            let mut ahead = Ahead::new(Folder::root(tree.0.clone()), 3);
            assert_eq!(ahead.by_ref().take(taken).count(), taken);
            // Each of the readers has one as well.
            let shared = Arc::downgrade(&ahead.shared);
            assert_eq!(shared.strong_count(), if taken == 0 { 1 } else { 4 });
            drop(ahead);
            assert_eq!(shared.strong_count(), 0);
        }
    }

    #[test]
    fn what_needs_no_reader_starts_none() {
        let tree = Tree::new("none", 1, 5);
        let mut ahead = Ahead::new(Folder::root(tree.0.join("0000")), 3);
        assert_eq!(ahead.by_ref().flatten().flatten().count(), 5);
        assert!(ahead.readers.is_empty());
    }
}
