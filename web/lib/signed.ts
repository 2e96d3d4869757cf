//! Checks an Ed25519 signature. By a library: browsers that are still about cannot.

import { hashes, verify } from "@noble/ed25519"
import { sha512 } from "@noble/hashes/sha2.js"

hashes.sha512 = sha512

/** Whether the holder of `key` (32 bytes) signed this message, exactly as RFC 8032 has it. */
export function isSigned(message: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean {
  try {
    return verify(signature, message, key, { zip215: false })
  } catch {
    return false
  }
}
