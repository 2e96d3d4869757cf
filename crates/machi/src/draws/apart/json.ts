//! Canonical JSON: RFC 8785, of objects, arrays, strings and the integers 0..=2^53-1 alone. A document has one
//! spelling, so that nothing in it is free.

import { must } from "./wrong"

/** What we read nests three deep. */
const DEPTH_MAX = 8
const LONE_SURROGATE = /\p{Cs}/u

/** Reads what is canonical, and refuses any other spelling of the same value. */
export function readCanonical(bytes: Uint8Array): unknown {
  const text = decode(bytes)
  const value = parse(text)
  must(canonical(value) === text, "not the canonical spelling")
  return value
}

/** The one spelling. Keys are sorted by UTF-16 code units, as `sort` does. */
export function canonical(value: unknown, depth = 0): string {
  must(depth <= DEPTH_MAX, "nested too deep")
  if (typeof value === "string") return quoted(value)
  if (typeof value === "number") {
    must(Number.isSafeInteger(value) && value >= 0, "a number that is not in 0..=2^53-1")
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map(item => canonical(item, depth + 1)).join(",")}]`
  must(typeof value === "object" && value !== null, "neither object, array, string nor number")
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, item]) => `${quoted(key)}:${canonical(item, depth + 1)}`).join(",")}}`
}

/** RFC 8785 spells strings as JavaScript does. */
function quoted(text: string): string {
  must(!LONE_SURROGATE.test(text), "half of a surrogate pair")
  return JSON.stringify(text)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    must(false, "not UTF-8")
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    must(false, "not JSON")
  }
}
