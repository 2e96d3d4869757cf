//! The shapes of decoded values. Each reader answers the value, or refuses it under its name.

import { must } from "./wrong"

const HEX = /^(?:[0-9a-f]{2})*$/

/** An object with exactly these keys. */
export function fields<Key extends string>(value: unknown, name: string, ...keys: Key[]): Record<Key, unknown> {
  must(typeof value === "object" && value !== null && !Array.isArray(value), `${name} is no object`)
  const same = Object.keys(value).length === keys.length && keys.every(key => Object.hasOwn(value, key))
  must(same, `${name} has other keys`)
  return value as Record<Key, unknown>
}

export function text(value: unknown, name: string): string {
  must(typeof value === "string", `${name} is no text`)
  return value
}

export function matching(value: unknown, name: string, pattern: RegExp): string {
  must(pattern.test(text(value, name)), `${name} is malformed`)
  return value as string
}

export function literal<Text extends string>(value: unknown, name: string, ...allowed: Text[]): Text {
  const found = allowed.find(text => text === value)
  must(found !== undefined, `${name} is not ${allowed.join(" or ")}`)
  return found
}

/** Up to 2^53-1, which canonical JSON has seen to. */
export function int(value: unknown, name: string, min = 0): number {
  must(typeof value === "number" && Number.isSafeInteger(value) && value >= min, `${name} is out of range`)
  return value
}

/** Whole bytes in lower-case hex, of this number of bytes where one is given. */
export function hex(value: unknown, name: string, bytes?: number): string {
  const fits = bytes === undefined || text(value, name).length === bytes * 2
  must(fits, `${name} has not ${bytes} bytes`)
  return matching(value, name, HEX)
}

export function list<Item>(
  value: unknown,
  name: string,
  { min = 0, max }: { min?: number; max: number },
  item: (value: unknown, name: string) => Item,
): Item[] {
  must(Array.isArray(value), `${name} is no list`)
  must(value.length >= min && value.length <= max, `${name} has ${value.length} items`)
  return value.map((value, at) => item(value, `${name}[${at}]`))
}

/** A list of exactly two. */
export function pair<A, B>(
  value: unknown,
  name: string,
  first: (value: unknown, name: string) => A,
  second: (value: unknown, name: string) => B,
): [A, B] {
  must(Array.isArray(value) && value.length === 2, `${name} is no pair`)
  return [first(value[0], name), second(value[1], name)]
}
