//! SHA-256 and HMAC-SHA-256 by a library: the browser's own answer each call with a promise, which a list of
//! a hundred thousand lines has no time for, and are missing where there is no https.

import { hmac } from "@noble/hashes/hmac.js"
import { sha256 as hash } from "@noble/hashes/sha2.js"

/** Of the parts one after the other. */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  const running = hash.create()
  for (const part of parts) running.update(part)
  return running.digest()
}

/** RFC 2104. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(hash, key, message)
}
