//! The append-only log that the commitment was written into: its signed head (C2SP tlog-checkpoint and
//! signed-note), and the entry of a draw.

import { isSigned } from "web/lib/signed"
import { sha256 } from "web/lib/sha256"
import { equal, fromBase64, fromHex, toHex, utf8 } from "./bytes"
import { canonical } from "./json"
import { entryLeaf, isIncluded } from "./merkle"
import type { Proof } from "./proof"
import { must } from "./wrong"

/** Of signed-note: Ed25519. */
const ED25519 = 0x01
/** Neither spaces nor a plus. */
const KEY = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/
/** Origin, size and root, and no lines of extensions; an empty line; one signature. */
const CHECKPOINT = /^(([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]+)\n)\n— ([^\s+]+) (\S+)\n$/
const SIZE_DIGITS_MAX = 19

/** Refuses a proof whose commitment is not in the log that its announcement names. */
export function checkLog(proof: Proof): void {
  const { checkpoint, inclusion, index } = proof.log
  const { size, root } = openCheckpoint(checkpoint, proof.announcement.log_key)
  const path = inclusion.map(fromHex)
  must(isIncluded(entryLeaf(entry(proof)), BigInt(index), size, path, root), "the entry is not in the log")
}

/** What a draw writes into the log when its list is closed. */
export function entry({ closed_at_ms, commit, draw_id, left_out }: Proof): Uint8Array {
  const left_out_hash = toHex(sha256(utf8(canonical(left_out))))
  return utf8(canonical({ closed_at_ms, commit, draw_id, kind: "draw-commit", left_out: left_out_hash }))
}

/** The log's size and root, as the holder of the key signed them. */
export function openCheckpoint(checkpoint: string, log_key: string): { size: bigint; root: Uint8Array } {
  const { name, id, key } = readKey(log_key)
  const [, text = "", origin, size = "", root = "", signer, signature = ""] = CHECKPOINT.exec(checkpoint) ?? []
  must(text !== "", "malformed checkpoint, or more than one signature")
  must(origin === name && signer === name, "another log's checkpoint")
  const bytes = fromBase64(signature)
  must(bytes.length === 68 && equal(bytes.subarray(0, 4), id), "signed by another key")
  must(isSigned(utf8(text), bytes.subarray(4), key), "the checkpoint's signature is wrong")
  must(size.length <= SIZE_DIGITS_MAX, "the log's size is out of range")
  const hash = fromBase64(root)
  must(hash.length === 32, "the log's root has not 32 bytes")
  return { size: BigInt(size), root: hash }
}

/** A verifier key of signed-note; its id is a hash of name and key. */
function readKey(log_key: string): { name: string; id: Uint8Array; key: Uint8Array } {
  const [, name = "", hex = "", base64 = ""] = KEY.exec(log_key) ?? []
  must(name !== "", "malformed log_key")
  const bytes = fromBase64(base64)
  must(bytes.length === 33 && bytes[0] === ED25519, "log_key is no Ed25519 key")
  const id = sha256(utf8(`${name}\n`), bytes).subarray(0, 4)
  must(equal(id, fromHex(hex)), "log_key's id is not its own")
  return { name, id, key: bytes.subarray(1) }
}
