//! The text of a ticket's QR code: what it says, and whether the city signed it.

import { isSigned } from "web/lib/signed"

const VERSION = 1
const BYTES = 91
const SIGNED_BYTES = 27
/** 91 bytes in base64url without padding. */
const SHAPE = /^[A-Za-z0-9_-]{122}$/

export interface Token {
  text: string
  event: string
  date: string
  ticket: string
  issue: number
  genuine: boolean
}

/** Answers null for what is no ticket's code at all. */
export function readToken(text: string, key: string): Token | null {
  if (!SHAPE.test(text)) return null
  const bytes = fromBase64Url(text)
  if (bytes.length !== BYTES) return null
  const view = new DataView(bytes.buffer)
  const id = (at: number) => view.getBigUint64(at).toString()
  // The last character holds bits beyond the last byte: two texts must not be one ticket.
  const canonical = toBase64Url(bytes) === text
  const [message, signature] = [bytes.subarray(0, SIGNED_BYTES), bytes.subarray(SIGNED_BYTES)]
  const genuine = canonical && bytes[0] === VERSION && isSigned(message, signature, fromBase64Url(key))
  return { text, event: id(1), date: id(9), ticket: id(17), issue: view.getUint16(25), genuine }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(plain, char => char.charCodeAt(0))
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}
