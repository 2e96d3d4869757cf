//! The keys of the desk of proofs: one press a proof.

import assert from "node:assert/strict"
import { test } from "node:test"
import { feature } from "./lib/bundle.mjs"

const { REASONS, pressed } = await feature("proofs", "review_keys")

/** What a row of presses does. */
function does(keys) {
  let asked = false
  return keys.map(key => {
    const press = pressed(key, asked)
    asked = press.do === "ask"
    return press.reason ? `${press.do} ${press.reason}` : press.do
  })
}

test("fifty presses accept fifty proofs", () => {
  assert.deepEqual(does(Array(50).fill("a")), Array(50).fill("accept"))
})

test("a number is a reason only after r, and the last one is typed", () => {
  assert.deepEqual(does(["1", "r", "1", "1"]), ["nothing", "ask", "refuse 1", "nothing"])
  assert.deepEqual(does(["r", String(REASONS)]), ["ask", `type ${REASONS}`])
  assert.deepEqual(does(["r", "9", "r", "0"]), ["ask", "nothing", "ask", "nothing"])
})

test("the other keys", () => {
  assert.deepEqual(does(["s", "u", "A", "S", "x", "Enter", " "]), ["skip", "undo", "accept", "skip", "nothing", "nothing", "nothing"])
  assert.deepEqual(does(["r", "a"]), ["ask", "accept"], "whoever asked may still accept")
})
