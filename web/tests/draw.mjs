//! The verifier of draws: published vectors, the form of a file, and each of the ten steps.

import assert from "node:assert/strict"
import { test } from "node:test"
import * as operator from "./lib/operator.mjs"
import { drand, files, weighted } from "./lib/vectors.mjs"
import { verifier } from "./lib/verifier.mjs"

const unhex = text => new Uint8Array(Buffer.from(text, "hex"))
const check = proof => verifier.verify(operator.bytesOf(proof))

test("the vector of the reference: root, commitment, seed and winners", () => {
  const { chain_hash, draw_id, merkle_root, randomness, round, winners } = weighted
  const sorted = [...weighted.entrants].sort(byName)
  assert.equal(operator.hex(verifier.rootOf(sorted, () => {})), merkle_root)
  const committed = verifier.commitOf({
    announcement: { alternates: 1, chain_hash, prizes: winners - 1 },
    beacon: { round },
    count: sorted.length,
    draw_id,
    merkle_root,
    total_weight: 12,
  })
  assert.equal(committed, weighted.commit)
  assert.equal(verifier.seedOf(committed, randomness), weighted.seed)
  assert.deepEqual(verifier.select(sorted, winners, unhex(weighted.seed)), weighted.result)
})

test("a selection is the naive one, whatever the weights", () => {
  const lists = [1, 2, 3, 8, 9, 100].map(count => operator.entrants(count))
  lists.push(operator.entrants(40, at => (at % 3 === 0 ? 2 ** 47 + at : 1)))
  lists.push(operator.entrants(1, () => Number.MAX_SAFE_INTEGER))
  for (const [at, entrants] of lists.entries()) {
    const total_weight = entrants.reduce((sum, [, weight]) => sum + weight, 0)
    for (const prizes of [1, 5, entrants.length, entrants.length + 3]) {
      const seed = operator.hex(operator.sha256(`seed ${at}`))
      const naive = operator.winners({ announcement: { prizes, alternates: 0 }, entrants, seed, total_weight })
      assert.deepEqual(verifier.select(entrants, prizes, unhex(seed)), naive)
      assert.equal(new Set(naive).size, Math.min(prizes, entrants.length))
    }
  }
})

test("the recorded beacons of drand, and none but them", () => {
  const all = [
    ...drand.quicknet.beacons.map(({ round }) => operator.quicknet(round)),
    ...drand.default.beacons.map(({ round }) => operator.oldest(round)),
  ]
  assert.equal(all.length, 7)
  for (const { beacon, chain, chain_hash } of all) {
    verifier.checkBeacon({ beacon, chain })
    assert.equal(verifier.chainHash(chain), chain_hash)
    assert.notEqual(verifier.chainNamed(chain_hash), "other")
    const wrong = [
      { beacon: { ...beacon, round: beacon.round + 1 }, chain },
      { beacon: { ...beacon, randomness: operator.hex(operator.sha256("other")) }, chain },
      { beacon: signedAs(beacon, beacon.signature.slice(0, -2)), chain },
      { beacon: signedAs(beacon, ""), chain },
      { beacon: signedAs(beacon, `${beacon.signature}00`), chain },
      { beacon: signedAs(beacon, beacon.signature.replace(/.$/, last => (last === "0" ? "1" : "0"))), chain },
      { beacon: signedAs(beacon, neutral(beacon.signature)), chain },
      { beacon, chain: { ...chain, public_key: neutral(chain.public_key) } },
      { beacon, chain: { ...chain, public_key: chain.public_key.slice(0, -2) } },
    ]
    wrong.push(...all.filter(other => other.chain_hash !== chain_hash).map(other => ({ beacon, chain: other.chain })))
    wrong.push(...all.filter(other => other.beacon !== beacon).map(other => ({ beacon: signedBy(beacon, other), chain })))
    for (const pair of wrong) assert.throws(() => verifier.checkBeacon(pair), verifier.Wrong)
  }
})

test("points outside of the group are no signatures", () => {
  // (0, 2) is on the curve, and its order is 3.
  const { beacon, chain } = operator.quicknet(1)
  const outside = signedAs(beacon, `80${"00".repeat(47)}`)
  assert.throws(() => verifier.checkBeacon({ beacon: outside, chain }), verifier.Wrong)
})

test("trees of 1 to 20 leaves: root and every path as RFC 6962 has them", () => {
  for (let size = 1; size <= 20; size += 1) {
    const lines = operator.entrants(size)
    const leaves = lines.map(operator.entrantLeaf)
    const root = new Uint8Array(operator.tree(leaves))
    assert.deepEqual(verifier.rootOf(lines, () => {}), root)
    leaves.forEach((leaf, index) => {
      const path = operator.path(index, leaves).map(hash => new Uint8Array(hash))
      for (let other = 0; other <= size; other += 1) {
        const found = verifier.isIncluded(leaf, BigInt(other), BigInt(size), path, root)
        assert.equal(found, other === index, `${index} of ${size} as ${other}`)
      }
      const beside = [path.slice(1), path.slice(0, -1), [...path, root], path.map(() => root)]
      for (const wrong of path.length > 0 ? beside : [[root]]) {
        assert.equal(verifier.isIncluded(leaf, BigInt(index), BigInt(size), wrong, root), false)
      }
    })
  }
})

test("a document has one spelling", () => {
  const read = text => verifier.readCanonical(Buffer.from(text))
  const value = { a: [1, "é\n\u{1f3ab}", { b: "" }], 10: 0, 9: 9007199254740991 }
  const text = '{"10":0,"9":9007199254740991,"a":[1,"é\\n\u{1f3ab}",{"b":""}]}'
  assert.deepEqual(read(text), value)
  assert.equal(verifier.canonical(value), text)
  const refused = [
    ...['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a":1,"a":2}', '{"a": 1}', ' {"a":1}', '{"a":1}\n', "\ufeff{}"],
    ...["1.0", "1e3", "1E3", "01", "-0", "-1", "0.5", "9007199254740992", "9007199254740993", "1e400", "+1"],
    ...['"\\u0041"', '"\\/"', '"\\u000A"', '"\\u000a"', '"\\ud800"', '"\\ud83c\\udfab"', '"\n"', "'a'", '"\\u00e9"'],
    ...["true", "false", "null", "[1,]", "[1,null]", '{"a":true}', "", "{}{}", "NaN", "[", `${"[".repeat(100_000)}`],
    ...[`${"[".repeat(20)}${"]".repeat(20)}`, '{"\u{1f600}":1,"\uff5e":2,"\u{1f600}":1}', '{"\uff5e":2,"\u{1f600}":1}'],
  ]
  for (const text of refused) assert.throws(() => read(text), verifier.Wrong, text)
  // Sorted by UTF-16 code units, not by code points.
  read('{"\u{1f600}":1,"\uff5e":2}')
  for (const bytes of [[0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22]]) {
    assert.throws(() => verifier.readCanonical(Uint8Array.from(bytes)), verifier.Wrong)
  }
})

test("an honest draw passes, on either network, from one entrant on", () => {
  const proofs = [1, 2, 3, 4, 5, 6, 20, 300].map(count => operator.hold({ entrants: operator.entrants(count) }))
  proofs.push(operator.hold({ network: operator.oldest(1) }))
  for (const size of [1, 2, 7, 8, 9]) proofs.push(operator.hold({ log: { size, index: size - 1 } }))
  proofs.push(operator.hold({ announcement: { prizes: 1, alternates: 0 } }))
  for (const proof of proofs) {
    const { ok, failed, why, chain, steps } = check(proof)
    assert.deepEqual({ ok, failed, why }, { ok: true, failed: undefined, why: "" })
    assert.equal(chain, proof.chain.beacon_id)
    assert.deepEqual(steps.map(({ id }) => id), verifier.STEPS)
    assert.ok(steps.every(({ state }) => state === "passed"))
  }
})

test("the fixtures that both sides share pass", async () => {
  for (const [name, bytes] of await files("proof")) assert.equal(verifier.verify(bytes).why, "", name)
})

test("a network of one's own passes, and is not public", () => {
  // One key more for the same network makes another hash; here it is quicknet under a second name.
  const { beacon, chain } = operator.quicknet(1000)
  const own = { ...chain, beacon_id: "practice" }
  const verdict = check(operator.hold({ network: { beacon, chain: own, chain_hash: operator.chainHash(own) } }))
  assert.deepEqual([verdict.ok, verdict.chain], [true, "other"])
})

test("whoever cheats at a step is told that step", () => {
  const { hold } = operator
  const other = operator.hex(operator.sha256("other"))
  const strangers = operator.ed25519()
  const stories = {
    announcement: [
      hold({}, { announcement: proof => (proof.announcement.prizes = 4) }),
      hold({}, { announcement: proof => (proof.draw_id = proof.draw_id.replace("42:", "43:")) }),
      hold({ announcement: { opens_at_ms: 1694775422000 } }),
      hold({ announcement: { closes_at_ms: 1694775423001 } }),
    ],
    list: [
      hold({}, { list: proof => (proof.count += 1) }),
      hold({}, { list: proof => (proof.total_weight += 1) }),
      hold({}, { list: proof => (proof.merkle_root = other) }),
      hold({}, { list: proof => proof.entrants.pop() }),
      hold({ entrants: operator.entrants(3, () => Number.MAX_SAFE_INTEGER) }, { list: rounded }),
    ],
    chain: [
      hold({}, { announcement: proof => (proof.chain = { ...proof.chain, period_s: 30 }) }),
      hold({}, { announcement: proof => (proof.chain = operator.oldest(1).chain) && oldestBeacon(proof) }),
      hold({ announcement: { chain_hash: drand.default.chain_hash } }),
    ],
    commitment: [hold({}, { commitment: proof => (proof.commit = other) }), laterRound()],
    log: [
      hold({}, { log: proof => (proof.left_out = [[other.slice(0, 32), "withdrawn"]]) }),
      hold({}, { log: proof => (proof.log.index = 2) }),
      hold({ ahead_ms: 200_000 }, { log: proof => (proof.closed_at_ms += 1) }),
      hold({ log: { key: strangers } }),
      hold({ log: { name: "other.example" } }),
      hold({ announcement: { log_key: operator.vkey("log.example/draws", strangers) } }),
      ...checkpoints().map(checkpoint => hold({}, { log: proof => (proof.log.checkpoint = checkpoint) })),
    ],
    time: [hold({ ahead_ms: 179_999 }), hold({ ahead_ms: -5000 })],
    beacon: [hold({ network: forgedBeacon() })],
    seed: [hold({}, { seed: proof => (proof.seed = other) })],
    winners: [
      hold({}, { winners: proof => proof.winners.reverse() }),
      hold({}, { winners: proof => proof.winners.pop() }),
      hold({}, { winners: proof => (proof.winners = []) }),
      hold({}, { winners: proof => proof.winners.push(proof.entrants.find(([n]) => !proof.winners.includes(n))[0]) }),
      hold({}, { winners: proof => (proof.winners[0] = proof.winners[1]) }),
    ],
  }
  for (const [step, proofs] of Object.entries(stories)) {
    for (const [at, proof] of proofs.entries()) {
      const { ok, failed, why, steps } = check(proof)
      assert.deepEqual([ok, failed], [false, step], `${step} ${at}: ${why}`)
      const reached = steps.map(({ state }) => state)
      const place = verifier.STEPS.indexOf(step)
      assert.deepEqual(reached, verifier.STEPS.map((_, at) => (at < place ? "passed" : at === place ? "failed" : "unreached")))
    }
  }
})

test("what is not of the form is told so", () => {
  const list = operator.entrants(7)
  const [first, second] = list
  const stories = [
    operator.hold({ entrants: [second, first, ...list.slice(2)] }),
    operator.hold({ entrants: [first, ...list] }),
    operator.hold({ left_out: [[second[0], "withdrawn"]] }),
    operator.hold({ left_out: [["ff".repeat(16), "with 1 space"]] }),
    operator.hold({ left_out: [["ff".repeat(16), "a"], ["00".repeat(16), "b"]] }),
    operator.hold({ left_out: [["ff".repeat(16), "lowered"]] }),
    operator.hold({ left_out: [["ff".repeat(16), "a".repeat(41)]] }),
    operator.hold({ announcement: { prizes: 0, alternates: 1 } }),
    operator.hold({ announcement: { prizes: 10_000, alternates: 1 } }),
    operator.hold({ announcement: { draw: "042" } }),
    operator.hold({ announcement: { receipt_key: "AB".repeat(32) } }),
    operator.hold({ network: { ...operator.oldest(1), chain: { ...operator.oldest(1).chain, beacon_id: "" } } }),
    { ...operator.hold(), extra: 1 },
    { ...operator.hold(), format: "machi-draw-proof-v2" },
    [],
    "",
    0,
  ]
  for (const [at, proof] of stories.entries()) assert.equal(check(proof).failed, "form", `${at}`)
  assert.equal(verifier.verify(Buffer.from("<html>")).failed, "form")
  assert.equal(verifier.verify(Buffer.from(JSON.stringify(operator.hold(), null, 1))).failed, "form")
  const lowered = operator.hold({ left_out: [[second[0], "lowered"], ["ff".repeat(16), "withdrawn"]] })
  assert.equal(check(lowered).why, "")
})

test("a hundred thousand entrants are checked in seconds, and progress is told", () => {
  const bytes = operator.bytesOf(operator.hold({ entrants: operator.entrants(100_000) }))
  const told = []
  const start_ms = performance.now()
  const { why } = verifier.verify(bytes, (step, done) => told.push([step, done]))
  console.log(`# 100,000 entrants in ${Math.round(performance.now() - start_ms)} ms`)
  assert.equal(why, "")
  assert.ok(told.filter(([step, done]) => step === "list" && done > 0 && done < 1).length > 5)
})

function byName([a], [b]) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function signedAs(beacon, signature) {
  return { ...beacon, signature, randomness: operator.hex(operator.sha256(Buffer.from(signature, "hex"))) }
}

function signedBy(beacon, other) {
  return signedAs(beacon, other.beacon.signature)
}

/** The neutral element, in as many bytes. */
function neutral(point) {
  return `c0${"00".repeat(point.length / 2 - 1)}`
}

/** A right signature of another round, with the right randomness. */
function forgedBeacon() {
  const network = operator.quicknet(657413)
  return { ...network, beacon: signedBy(network.beacon, operator.quicknet(1000)) }
}

/** The operator waits for a round that they like better. */
function laterRound() {
  const proof = operator.hold({}, { log: proof => (proof.beacon = { ...proof.beacon, round: 657414 }) })
  return proof
}

function oldestBeacon(proof) {
  proof.beacon = { ...proof.beacon, previous_signature: drand.default.group_hash }
}

/** A sum that only floating point makes. */
function rounded(proof) {
  proof.total_weight = Number.MAX_SAFE_INTEGER
}

/** Of the same tree as an honest one, signed by the same key, yet each a second spelling or another text. */
function checkpoints() {
  const honest = operator.hold().log.checkpoint
  const [origin, size, root, , signature] = honest.split("\n")
  const free = signature.replace(/(.)=$/, (_, last) => `${nextInBase64(last)}=`)
  assert.notEqual(free, signature)
  return [
    honest.trimEnd(),
    `${honest}\n`,
    `${honest}${signature}\n`,
    `\n${honest}`,
    honest.replace("\n\n", "\n\n\n"),
    honest.replace("— ", "- "),
    honest.replace(/\n/g, "\r\n"),
    honest.replace(signature, free),
    honest.replace(signature, signature.replace("log.example", "Log.example")),
    honest.replace(`\n${size}\n`, "\n6\n"),
    ...[`${origin}\n05\n${root}\n`, `${origin}\n5\n${root.replace("=", "")}\n`, `${origin}\n4\n${root}\n`].map(text =>
      operator.note(text),
    ),
    operator.note(`${origin}\n5\n${root}\nextension\n`),
    operator.note(`${origin}/other\n5\n${root}\n`),
    "",
  ]
}

function nextInBase64(char) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  return alphabet[alphabet.indexOf(char) + 1]
}
