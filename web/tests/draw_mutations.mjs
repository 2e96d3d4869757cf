//! Whatever single thing is changed in a proof that passes, it passes no more; and no receipt that was changed
//! is taken for one.

import assert from "node:assert/strict"
import { test } from "node:test"
import { mutations } from "./lib/mutations.mjs"
import * as operator from "./lib/operator.mjs"
import { files } from "./lib/vectors.mjs"
import { verifier } from "./lib/verifier.mjs"

const OF_EACH_MIN = 500

const proofs = [
  ["quicknet", operator.bytesOf(operator.hold({ left_out: [["00".repeat(16), "withdrawn"], ["ff".repeat(16), "moved"]] }))],
  ["the oldest network", operator.bytesOf(operator.hold({ network: operator.oldest(1), log: { size: 1, index: 0 } }))],
  ["a line that was lowered", operator.bytesOf(lowered())],
  ...(await files("proof")),
]
/** Its bytes are changed one by one, which takes longer. */
const throughout = [proofs[0], ...proofs.slice(3)]

for (const [name, bytes] of proofs) {
  test(`every value of a proof matters: ${name}`, () => {
    const proof = verifier.verify(bytes).proof
    assert.equal(verifier.verify(bytes).why, "")
    const [seen, failed] = [new Set([bytes.toString()]), {}]
    for (const { path, value } of mutations(proof)) {
      const changed = operator.canonical(value)
      if (seen.has(changed)) continue
      seen.add(changed)
      const verdict = verifier.verify(Buffer.from(changed))
      assert.equal(verdict.ok, false, `${path} is free: ${changed}`)
      failed[verdict.failed] = (failed[verdict.failed] ?? 0) + 1
    }
    console.log(`# ${name}: ${seen.size - 1} mutations of values, each refused:`, failed)
    assert.ok(seen.size > OF_EACH_MIN)
  })
}

for (const [name, bytes] of throughout) {
  test(`every byte of a proof matters: ${name}`, () => {
    let count = 0
    for (let at = 0; at < bytes.length; at += 1) {
      for (const changed of [flipped(bytes, at, 1), flipped(bytes, at, 0x20), dropped(bytes, at)]) {
        if (changed.equals(bytes)) continue
        assert.equal(verifier.verify(changed).ok, false, `byte ${at}`)
        count += 1
      }
    }
    console.log(`# ${name}: ${count} mutations of bytes, each refused`)
  })
}

test("every value of a receipt matters", () => {
  const proof = verifier.verify(proofs[0][1]).proof
  const [pseudonym, weight] = proof.entrants[4]
  const honest = operator.receipt(proof, pseudonym, weight)
  assert.equal(verifier.checkReceipt(operator.bytesOf(honest), proof).state, "in-list")
  let count = 0
  for (const { path, value } of mutations(honest)) {
    const bytes = operator.bytesOf(value)
    if (bytes.equals(operator.bytesOf(honest))) continue
    const { state } = verifier.checkReceipt(bytes, proof)
    assert.ok(state === "malformed" || state === "unsigned", `${path} is free: ${state}`)
    count += 1
  }
  console.log(`# ${count} mutations of a receipt, each refused`)
})

function lowered() {
  const entrants = operator.entrants(9)
  return operator.hold({ entrants, left_out: [[entrants[2][0], "lowered"]] })
}

function flipped(bytes, at, bits) {
  const changed = Buffer.from(bytes)
  changed[at] ^= bits
  return changed
}

function dropped(bytes, at) {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
}
