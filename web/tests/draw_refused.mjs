//! What the server's verifier refuses at a step is refused here at the same one: both read one file.

import assert from "node:assert/strict"
import { test } from "node:test"
import * as operator from "./lib/operator.mjs"
import { files, refused } from "./lib/vectors.mjs"
import { verifier } from "./lib/verifier.mjs"

test("both verifiers name the same step", async () => {
  const [[, published]] = await files("proof")
  for (const { step, ...edit } of refused.proof) {
    const { failed, why } = verifier.verify(operator.bytesOf(edited(published, edit)))
    assert.equal(failed, step, `${edit.at}: ${why}`)
  }
})

test("weights beyond every total are a wrong list", () => {
  const entrants = operator.entrants(2000, () => Number.MAX_SAFE_INTEGER)
  const proof = { ...operator.hold(), entrants, left_out: [] }
  assert.equal(verifier.verify(operator.bytesOf(proof)).failed, "list")
})

test("a receipt without its form is none, whoever signed it", () => {
  const proof = operator.hold()
  const [pseudonym, weight] = proof.entrants[0]
  const honest = operator.receipt(proof, pseudonym, weight)
  for (const edit of refused.receipt) {
    const [field] = edit.at
    const wrong =
      field === "signature" || field === "key"
        ? { ...honest, [field]: edit.value }
        : operator.receipt(proof, pseudonym, weight, { [field]: edit.value })
    assert.equal(verifier.checkReceipt(operator.bytesOf(wrong), proof).state, "malformed", `${field} ${edit.value}`)
  }
  assert.equal(verifier.checkReceipt(operator.bytesOf(honest), proof).state, "in-list")
})

function edited(bytes, { at, value, repeat }) {
  const document = JSON.parse(Buffer.from(bytes))
  const place = at.slice(0, -1).reduce((place, part) => place[part], document)
  place[at.at(-1)] = repeat ? Array.from({ length: repeat[1] }, () => repeat[0]) : value
  return document
}
