//! Transparency logs: Merkle trees (RFC 6962, section 2.1) and signed checkpoints (C2SP tlog-checkpoint).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::key::{PublicKey, SecretKey, Signature};

/// A SHA-256 hash of the tree.
pub type Hash = [u8; 32];

/// A path is no longer than this: the size of a tree has 64 bits.
const MAX_PATH: usize = 64;

/// The hash of an entry: SHA-256 of a zero byte and the entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new_with_prefix([0]).chain_update(entry).finalize().into()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root over the hashes of entries, in constant memory but for one hash a level.
///
/// ```
/// use iscc_sign::log::{leaf_hash, root};
///
/// let leaves = ["a", "b", "c"].map(|entry| leaf_hash(entry.as_bytes()));
/// assert_eq!(root([leaves[0]]), leaves[0]);
/// assert_ne!(root(leaves), root([leaves[0], leaves[2], leaves[1]]));
/// ```
#[must_use]
pub fn root(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    // Complete subtrees, larger ones first, each with its height.
    let mut subtrees: Vec<(u32, Hash)> = Vec::new();
    for leaf in leaves {
        let (mut height, mut hash) = (0, leaf);
        while let Some((_, left)) = subtrees.pop_if(|(other, _)| *other == height) {
            (height, hash) = (height + 1, node_hash(&left, &hash));
        }
        subtrees.push((height, hash));
    }
    let Some((_, mut hash)) = subtrees.pop() else { return Sha256::digest([]).into() };
    while let Some((_, left)) = subtrees.pop() {
        hash = node_hash(&left, &hash);
    }
    hash
}

/// The path from the leaf at `index` to the root: the siblings, lowest first; `None` if there is no such leaf.
#[must_use]
pub fn inclusion_path(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    let (mut leaves, mut index) = (leaves, index);
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    while leaves.len() > 1 {
        // The left subtree is the largest complete one that is smaller than the whole.
        let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
        if index < left.len() {
            path.push(root(right.iter().copied()));
            leaves = left;
        } else {
            path.push(root(left.iter().copied()));
            index -= left.len();
            leaves = right;
        }
    }
    path.reverse();
    Some(path)
}

/// Checks that an entry stands at `index` of a tree of `size` entries with this root.
///
/// # Errors
/// [`Error::NotInLog`].
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: &Hash,
) -> Result<(), Error> {
    if index >= size || path.len() > MAX_PATH {
        return Err(Error::NotInLog);
    }
    // `index` and `last` are places on the level that is being left: those of the entry's ancestor and of the last node.
    let (mut index, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        // A last node without a right sibling is its own parent.
        while index == last && index.is_multiple_of(2) && last > 0 {
            (index, last) = (index / 2, last / 2);
        }
        if last == 0 {
            return Err(Error::NotInLog);
        }
        hash = if index.is_multiple_of(2) {
            node_hash(&hash, sibling)
        } else {
            node_hash(sibling, &hash)
        };
        (index, last) = (index / 2, last / 2);
    }
    if last == 0 && hash == *root { Ok(()) } else { Err(Error::NotInLog) }
}

/// The state of a log, signed by its operator.
///
/// ```
/// use iscc_sign::SecretKey;
/// use iscc_sign::log::{Checkpoint, leaf_hash, root};
///
/// let key = SecretKey::from_seed(&[7; 32]);
/// let checkpoint = Checkpoint {
///     origin: "hub.example.com/log".into(),
///     size: 1,
///     root: root([leaf_hash(b"first")]),
/// };
/// let note = checkpoint.sign(&key);
/// assert_eq!(Checkpoint::verify(&note, "hub.example.com/log", &key.public())?, checkpoint);
/// # Ok::<(), iscc_sign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: String,
    /// The number of entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The checkpoint as a signed note.
    #[must_use]
    pub fn sign(&self, key: &SecretKey) -> String {
        let body = self.body();
        let signature = key.sign(body.as_bytes());
        let id = key_id(&self.origin, &key.public());
        let line = STANDARD.encode([&id[..], signature.as_bytes()].concat());
        format!("{body}\n\u{2014} {} {line}\n", self.origin)
    }

    /// Reads a signed note, which must be of the log `origin` and signed by `key`; signatures of others (witnesses)
    /// may stand beside.
    ///
    /// # Errors
    /// [`Error::Checkpoint`].
    pub fn verify(note: &str, origin: &str, key: &PublicKey) -> Result<Self, Error> {
        Self::read(note, origin, key).ok_or(Error::Checkpoint)
    }

    fn read(note: &str, origin: &str, key: &PublicKey) -> Option<Self> {
        let (body, signatures) = note.split_once("\n\n")?;
        let mut lines = body.lines();
        let checkpoint = Self {
            origin: lines.next().filter(|line| *line == origin)?.into(),
            size: lines.next()?.parse().ok()?,
            root: decode(lines.next()?)?,
        };
        // Extension lines are allowed by the format, and no hub writes one: what is signed is exactly what is read.
        let signed = checkpoint.body();
        if lines.next().is_some() || signed.trim_end() != body {
            return None;
        }
        let id = key_id(origin, key);
        let holds = signatures.lines().any(|line| {
            let signature = line.strip_prefix("\u{2014} ").and_then(|line| line.rsplit_once(' '));
            let Some((name, signature)) = signature else { return false };
            let Some(bytes) = decode::<68>(signature) else { return false };
            let Some((of, bytes)) = bytes.split_first_chunk::<4>() else { return false };
            let Ok(bytes) = <[u8; 64]>::try_from(bytes) else { return false };
            name == origin
                && *of == id
                && key.verify(signed.as_bytes(), &Signature::from_bytes(bytes)).is_ok()
        });
        holds.then_some(checkpoint)
    }

    /// What is signed.
    fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }
}

/// The identifier of a key of a log: the start of a hash of the log's name and the key (C2SP signed-note).
fn key_id(origin: &str, key: &PublicKey) -> [u8; 4] {
    let hash = Sha256::new_with_prefix(origin)
        .chain_update([b'\n', 1])
        .chain_update(key.as_bytes())
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// Bytes of exactly this number in standard base64.
pub(crate) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() > N * 2 {
        return None;
    }
    STANDARD.decode(text).ok()?.try_into().ok()
}
