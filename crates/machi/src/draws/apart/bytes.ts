//! Bytes from texts and numbers, and back.

import { must } from "./wrong"

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16))
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
}

/** Big-endian, 32 bits. */
export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** Big-endian, 64 bits. */
export function u64(value: number | bigint): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

/** RFC 4648 section 4, padded; its last character must not hold bits beyond the last byte. */
export function fromBase64(text: string): Uint8Array {
  must(BASE64.test(text) && text.length % 4 === 0, "malformed base64")
  const plain = atob(text)
  must(btoa(plain) === text, "a second spelling of base64")
  return Uint8Array.from(plain, char => char.charCodeAt(0))
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
