//! What an entrant can check by themselves: their own line, and the receipt that they were given.

import assert from "node:assert/strict"
import { test } from "node:test"
import * as operator from "./lib/operator.mjs"
import { files } from "./lib/vectors.mjs"
import { verifier } from "./lib/verifier.mjs"

const SALT = "07".repeat(32)
const OUT = "fe".repeat(16)
const list = operator.entrants(7)
const proof = operator.hold({ entrants: list, left_out: [[list[2][0], "lowered"], [OUT, "withdrawn"]] })

test("a member finds their own line by their secret", () => {
  const { draw_id } = proof
  const pseudonym = operator.pseudonymOf(draw_id, Buffer.from(SALT, "hex"))
  assert.equal(verifier.pseudonymOf(draw_id, new Uint8Array(Buffer.from(SALT, "hex"))), pseudonym)
  const entrants = [...list, [pseudonym, 4]].sort(([a], [b]) => (a < b ? -1 : 1))
  // What is looked up is the proof alone: the same draw, with them in the list.
  const with_them = { ...proof, entrants, winners: [list[0][0], pseudonym] }
  const line = entrants.findIndex(([name]) => name === pseudonym) + 1
  assert.deepEqual(verifier.ownLine(with_them, SALT), { pseudonym, line, weight: 4, place: 2, reason: null })
  const without = { pseudonym, line: null, weight: 0, place: null, reason: null }
  assert.deepEqual(verifier.ownLine(proof, SALT), without)
  const left_out = [[pseudonym, "account-closed"]]
  assert.deepEqual(verifier.ownLine({ ...proof, left_out }, SALT), { ...without, reason: "account-closed" })
})

test("a secret is 32 bytes in lower-case hex", () => {
  assert.ok(verifier.SALT.test(SALT))
  for (const wrong of ["", "07".repeat(31), `${"07".repeat(32)}\n`, "0G".repeat(32), "AB".repeat(32)]) {
    assert.equal(verifier.SALT.test(wrong), false, wrong)
  }
})

test("a receipt is in the list, stated, or shows foul play", () => {
  const [first, second, third] = list
  const cases = [
    ["in-list", operator.receipt(proof, ...first)],
    ["in-list", operator.receipt(proof, second[0], second[1] - 1)],
    ["lowered", operator.receipt(proof, first[0], first[1] + 1)],
    ["in-list", operator.receipt(proof, ...third)],
    ["stated", operator.receipt(proof, third[0], third[1] + 1)],
    ["stated", operator.receipt(proof, OUT, 1)],
    ["missing", operator.receipt(proof, "ab".repeat(16), 1)],
  ]
  for (const [state, receipt] of cases) {
    const checked = verifier.checkReceipt(operator.bytesOf(receipt), proof)
    assert.deepEqual([checked.state, checked.weight], [state, receipt.weight])
    assert.equal(checked.own.pseudonym, receipt.pseudonym)
  }
})

test("a receipt of another draw, or by another key, says nothing of this one", () => {
  const state = receipt => verifier.checkReceipt(operator.bytesOf(receipt), proof).state
  const [pseudonym, weight] = list[0]
  const other_draw = { draw_id: proof.draw_id.replace("42:", "43:") }
  assert.equal(state(operator.receipt(proof, pseudonym, weight, other_draw)), "other-draw")
  const other_key = { ...proof, announcement: { ...proof.announcement, receipt_key: "00".repeat(32) } }
  const honest = operator.receipt(proof, pseudonym, weight)
  assert.equal(verifier.checkReceipt(operator.bytesOf(honest), other_key).state, "other-key")
  assert.equal(state({ ...honest, weight: weight + 1 }), "unsigned")
  assert.equal(state({ ...honest, format: "machi-draw-receipt-v2" }), "malformed")
  assert.equal(verifier.checkReceipt(Buffer.from("hello"), proof).state, "malformed")
})

test("the fixtures of receipts fit those of proofs", async () => {
  for (const [name, bytes] of await files("receipt")) {
    const beside = name.replace("receipt", "proof")
    const [[, proof_bytes]] = await files(beside)
    assert.ok(["in-list", "stated"].includes(verifier.checkReceipt(bytes, verifier.verify(proof_bytes).proof).state), name)
  }
})
