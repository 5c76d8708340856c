//! [`Threads`]: how many threads may work on one input.

use core::num::NonZero;

/// How many threads may work on one input at the same time. No result depends on it.
///
/// ```
/// use core::num::NonZero;
/// use iscc_schema::Threads;
///
/// let four = NonZero::new(4).unwrap();
/// assert_eq!(Threads::default(), Threads::ONE);
/// assert_eq!(Threads::ALL.of(four), four);
/// assert_eq!(Threads::new(2).of(four).get(), 2);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Threads(Option<NonZero<usize>>);

impl Threads {
    /// The caller's thread alone: the default.
    pub const ONE: Self = Self(Some(NonZero::<usize>::MIN));
    /// As many as the machine has processors.
    pub const ALL: Self = Self(None);

    /// At most `count` threads, the caller's included; 0 stands for [all](Self::ALL).
    #[must_use]
    pub const fn new(count: usize) -> Self {
        Self(NonZero::new(count))
    }

    /// The number of threads on a machine with so many processors. A fixed number is not reduced to them.
    #[must_use]
    pub const fn of(self, processors: NonZero<usize>) -> NonZero<usize> {
        match self.0 {
            Some(count) => count,
            None => processors,
        }
    }

    /// The fixed number, if it is not [all](Self::ALL).
    #[must_use]
    pub const fn get(self) -> Option<NonZero<usize>> {
        self.0
    }
}

impl Default for Threads {
    fn default() -> Self {
        Self::ONE
    }
}

impl From<NonZero<usize>> for Threads {
    fn from(count: NonZero<usize>) -> Self {
        Self(Some(count))
    }
}
