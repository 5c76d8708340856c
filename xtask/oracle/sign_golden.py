"""Signed documents as iscc-crypto writes them: the golden values of iscc-sign, made by `cargo xtask oracle`.

usage: sign_golden.py OUTDIR   (writes OUTDIR/golden/sign.json)

The file is one JSON object:

    reference  the package that signed
    keys       two keys: A of the examples of IEP-0019, H of a hub, with the seed 00 01 .. 1f
    C1 .. C9   documents signed with A: notes (C1 to C3), a statement about data mining, one that is hard to write
               canonically, receipts signed with H (C6 to C8, the last one with the proof of a log), a withdrawal
    log        the log of C8: the hashes of its entries, the key of the log; roots of other trees
    refuse     signatures that must not count: a key of small order, the second form of the signature of C1
    random     documents signed with A
"""

import base64
import copy
import hashlib
import json
import pathlib
import random
import sys
from importlib.metadata import version

import base58
import iscc_crypto
import jcs
from iscc_crypto.keys import KeyPair

A = iscc_crypto.key_from_secret("z3u2So9EAtuYVuxGog4F2ksFGws8YT7pBPs4xyRbv3NJgrNA")
H_SEED = bytes(range(32))
H = iscc_crypto.key_from_secret("z" + base58.b58encode(b"\x80\x26" + H_SEED).decode())
ALICE = "did:web:crypto.iscc.codes:alice"
HUB = "did:web:hub.example.com"
ORIGIN = "hub.example.com/log"
SCHEMA = "http://purl.org/iscc/schema/"

NOTE = {
    "$schema": SCHEMA + "iscc-note-0.8.0.json",
    "iscc_code": "ISCC:KAC6P2X7C73P72Z4AYCJRAL5Z36G76RFRMO4554RU26HZ4ORJGIVHDI",
    "datahash": "1e20bc7cf1d14991538d0d3c7cb26f760a1f8952949c1981f4727dfc73a89b11795a",
    "metahash": "1e20811717648744df4f18656c5f4a833b7b09a90be78205a0e0eeff8b9dbb0202fe",
    "nonce": "001000112233445566778899aabbccdd",
    "timestamp": "2026-11-30T12:00:00.000Z",
    "gateway": "https://example.com/iscc/{iscc_id}.json",
    "units": [
        "ISCC:AAD6P2X7C73P72Z4767RP67X5ZXP7Z3X77RWJ2X337VX4LT57V777PY",
        "ISCC:EADQMBEYQF6457DPBR6T57675QKCHTATASH4TQG5BJAIB6RDQHWNP6A",
        "ISCC:GAD7UJMLDXHPPENGQOTTUZFA3I4ZG3OUKTRVGIWZAIYNHGC3FFYVYKY",
    ],
}
TDM = {
    "@context": "http://purl.org/iscc/context/0.8.0.jsonld",
    "@type": "TDM",
    "$schema": SCHEMA + "tdm-0.8.0.json",
    "iscc": NOTE["iscc_code"],
    "tdm_reservation": 1,
    "tdm_policy": "https://example.com/tdm-policy.json",
}
HARD = {
    "\u20ac": "Euro",
    "\r": "CR",
    "\ufb33": "dalet",
    "1": "One",
    "\U0001f600": "smile",
    "\u0080": "ctl",
    "\u00f6": "o",
    "n": [56, 1e21, 1e-7, 4.5, 333333333.3333333, -0.0],
    "t": True,
    "z": None,
}
# Identifiers of hub 1: one of another day than the note, and two of its day.
OTHER_DAY, FIRST, SECOND = "ISCC:MAIGKJIY75NUVAAB", "ISCC:MAIGMF6SMOWIKUAB", "ISCC:MAIGMF6SMUNLWUAB"


def signed(document, kind=iscc_crypto.SigType.SELF_VERIFYING, key=A):
    return iscc_crypto.sign_json(copy.deepcopy(document), key, kind)


def owned(key, controller, key_id=None):
    return KeyPair(
        public_key=key.public_key, secret_key=key.secret_key, controller=controller, key_id=key_id
    )


def credential(issuer, subject, seq, iscc_id, note, evidence=None):
    receipt = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", "IsccReceipt"],
        "issuer": issuer,
        "credentialSubject": {
            "id": subject,
            "declaration": {"seq": seq, "iscc_id": iscc_id, "iscc_note": note},
        },
    }
    return receipt | ({"evidence": evidence} if evidence else {})


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def split(leaves):
    """Where the right subtree begins: at the largest power of two below the number of leaves."""
    return 1 << (len(leaves) - 1).bit_length() - 1


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    at = split(leaves)
    return hashlib.sha256(b"\1" + root(leaves[:at]) + root(leaves[at:])).digest()


def path(leaves, index):
    if len(leaves) == 1:
        return []
    at = split(leaves)
    if index < at:
        return [*path(leaves[:at], index), root(leaves[at:])]
    return [*path(leaves[at:], index - at), root(leaves[:at])]


def key_id(key):
    public = base58.b58decode(key.public_key[1:])[2:]
    return hashlib.sha256(ORIGIN.encode() + b"\n\x01" + public).digest()[:4], public


def b64(data):
    return base64.b64encode(data).decode()


def evidence(leaves, index):
    body = f"{ORIGIN}\n{len(leaves)}\n{b64(root(leaves))}\n"
    signature = key_id(H)[0] + H.sk_obj.sign(body.encode())
    return {
        "type": "IsccLogInclusionProof",
        "checkpoint": f"{body}\n\u2014 {ORIGIN} {b64(signature)}\n",
        "treeSize": len(leaves),
        "leafIndex": index,
        "inclusionProof": [b64(sibling) for sibling in path(leaves, index)],
    }


def second_form(proof):
    """The same signature with the order of the group added to its scalar."""
    order = 2**252 + 27742317777372353535851937790883648493
    raw = base58.b58decode(proof[1:])
    scalar = int.from_bytes(raw[32:], "little") + order
    return "z" + base58.b58encode(raw[:32] + scalar.to_bytes(32, "little")).decode()


def small_order():
    """The neutral element as key and as first half of the signature, a scalar of zero."""
    neutral = bytes([1]) + bytes(31)
    encode = lambda data: "z" + base58.b58encode(data).decode()
    signature = {
        "version": "ISCC-SIG v1.0",
        "pubkey": encode(b"\xed\x01" + neutral),
        "proof": encode(neutral + bytes(32)),
    }
    return {"hello": "world", "signature": signature}


def random_value(rng, depth):
    kinds = ["text", "integer", "float", "literal"] + ["list", "object"] * (depth > 0)
    match rng.choice(kinds):
        case "text":
            alphabet = 'aZ09 "\\/\n\t\x00\x7f\u00e9\u4e2d\u2028\ud7ff\ue000\uffff\U0001f600'
            return "".join(rng.choice(alphabet) for _ in range(rng.randrange(9)))
        case "integer":
            return rng.randrange(-(2**53) + 1, 2**53)
        case "float":
            return rng.choice([rng.random(), rng.uniform(-1e9, 1e9), 10.0 ** rng.randint(-30, 30)])
        case "literal":
            return rng.choice([None, True, False])
        case "list":
            return [random_value(rng, depth - 1) for _ in range(rng.randrange(5))]
        case "object":
            return random_object(rng, depth - 1)


def random_object(rng, depth):
    names = [random_value(random.Random(rng.random()), 0) for _ in range(rng.randrange(6))]
    return {
        f"{name}": random_value(rng, depth) for name in names if name not in ("signature", "proof")
    }


def main(out):
    bound = iscc_crypto.SigType.IDENTITY_BOUND
    c1 = signed(NOTE)
    c2 = signed(NOTE, bound, owned(A, ALICE, "iscc"))
    minimal = {name: NOTE[name] for name in ("$schema", "iscc_code", "datahash", "nonce")}
    delete = {
        "$schema": SCHEMA + "iscc-note-delete-0.8.0.json",
        "iscc_id": FIRST,
        "nonce": "001ffeeddccbbaa99887766554433221",
        "timestamp": "2026-11-30T12:05:00.000Z",
    }
    c9 = signed(delete)
    entry_schema = SCHEMA + "iscc-log-entry-0.8.0.json"
    entries = [
        jcs.canonicalize({"$schema": entry_schema, "iscc_id": iscc_id, "note": note})
        for iscc_id, note in ((FIRST, c1), (SECOND, c2), (FIRST, c9))
    ]
    leaves = [leaf(entry) for entry in [*entries, b"iscc-log-entry-3", b"iscc-log-entry-4"]]
    did = f"did:key:{A.public_key}"
    hub = owned(H, HUB)
    short, public = key_id(H)
    rng = random.Random(24138)
    result = {
        "reference": f"iscc-crypto {version('iscc-crypto')}",
        "keys": {
            name: {"secret": key.secret_key, "public": key.public_key}
            for name, key in (("A", A), ("H", H))
        },
        "C1": c1,
        "C2": c2,
        "C3": signed(minimal),
        "C4": signed(TDM),
        "C5": signed(HARD),
        "C6": iscc_crypto.sign_vc(
            credential(f"did:key:{H.public_key}", did, 0, OTHER_DAY, c1), H
        ),
        "C7": iscc_crypto.sign_vc(credential(HUB, did, 0, OTHER_DAY, c1), hub),
        "C8": iscc_crypto.sign_vc(credential(HUB, ALICE, 1, SECOND, c2, evidence(leaves, 1)), hub),
        "C9": c9,
        "log": {
            "schema": entry_schema,
            "key": f"{ORIGIN}+{short.hex()}+{b64(bytes([1]) + public)}",
            "leaves": [hash.hex() for hash in leaves],
            "roots of iscc-log-entry-<i>": {
                size: root([leaf(f"iscc-log-entry-{i}".encode()) for i in range(size)]).hex()
                for size in (0, 1, 2, 3, 256, 257, 70000)
            },
        },
        "refuse": {"small_order": small_order(), "C1_second_form": second_form(c1["signature"]["proof"])},
        "random": [signed(random_object(rng, 3)) for _ in range(200)],
    }
    path = pathlib.Path(out, "golden", "sign.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
