//! A ticket's code at a door without a network: what the city signed is genuine, and nothing else.

import assert from "node:assert/strict"
import { sign } from "node:crypto"
import { test } from "node:test"
import { apart } from "./lib/bundle.mjs"
import { ed25519 } from "./lib/operator.mjs"

const { readToken } = await apart("door", "token")
const [city, other] = [ed25519(), ed25519()]
const key = city.raw.toString("base64url")

/** Version, event, date, ticket, issue, signature. */
function token(version, signer) {
  const message = Buffer.alloc(27)
  message[0] = version
  ;[7n, 8n, 2n ** 63n].forEach((id, at) => message.writeBigUInt64BE(id, 1 + at * 8))
  message.writeUInt16BE(3, 25)
  return Buffer.concat([message, sign(null, message, signer.privateKey)])
}

test("the city's signature makes a code genuine", () => {
  const text = token(1, city).toString("base64url")
  const facts = { event: "7", date: "8", ticket: "9223372036854775808", issue: 3 }
  assert.deepEqual(readToken(text, key), { text, ...facts, genuine: true })
  const forged = [
    [token(1, other), key],
    [token(2, city), key],
    [token(1, city), other.raw.toString("base64url")],
    [token(1, city), ""],
  ]
  for (const [bytes, key] of forged) assert.equal(readToken(bytes.toString("base64url"), key).genuine, false)
})

test("one bit more or less is a forgery", () => {
  const honest = token(1, city)
  for (let at = 0; at < honest.length; at += 1) {
    const bytes = Buffer.from(honest)
    bytes[at] ^= 1
    assert.equal(readToken(bytes.toString("base64url"), key).genuine, false, `byte ${at}`)
  }
  // Bits beyond the last byte: a second text for the same bytes.
  const text = honest.toString("base64url")
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  const spelled = text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)) + 1]
  assert.deepEqual(Buffer.from(spelled, "base64url"), honest)
  assert.equal(readToken(spelled, key).genuine, false)
})

test("what is no code is none", () => {
  for (const text of ["", "hello", "A".repeat(121), "A".repeat(123), `${"A".repeat(121)}+`]) assert.equal(readToken(text, key), null)
})
