//! An operator who holds a draw as the contract says, with Node's own cryptography and the slowest code that is
//! right. What a proof holds can be replaced on the way, as one who cheats would.

import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto"
import { drand } from "./vectors.mjs"

const logKey = ed25519()
const receiptKey = ed25519()
const LOG_NAME = "log.example/draws"

export const hex = bytes => Buffer.from(bytes).toString("hex")
export const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts.map(buffer))).digest()

/** Of what contains nothing but objects, arrays, strings and numbers. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (typeof value !== "object") return JSON.stringify(value)
  return `{${Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(",")}}`
}

export function entrants(count, weight = at => 1 + (at % 5)) {
  const names = Array.from({ length: count }, (_, at) => hex(sha256(`entrant ${at}`)).slice(0, 32)).sort()
  return names.map((name, at) => [name, weight(at)])
}

export const quicknet = round => network("quicknet", "quicknet", round)
export const oldest = round => network("default", "default", round)

/** A network of the recorded ones, with the beacon of this round. */
function network(name, beacon_id, round) {
  const of = drand[name]
  const { previous_signature = "", randomness, signature } = of.beacons.find(beacon => beacon.round === round)
  return {
    chain_hash: of.chain_hash,
    beacon: { previous_signature, randomness, round, signature },
    chain: {
      beacon_id,
      genesis_at_s: of.genesis_time,
      genesis_seed: of.group_hash,
      period_s: of.period,
      public_key: of.public_key,
      scheme: of.scheme,
    },
  }
}

/** Another network's hash, as drand makes it. */
export function chainHash({ period_s, genesis_at_s, public_key, genesis_seed, beacon_id }) {
  const name = beacon_id === "default" ? "" : beacon_id
  return hex(sha256(u32(period_s), u64(genesis_at_s), unhex(public_key), unhex(genesis_seed), name))
}

/**
 * A proof. `of` replaces what it is made from; `cheat` changes the finished proof by name of the step after
 * which the operator changes it, and what follows is made from that.
 */
export function hold(of = {}, cheat = {}) {
  const { chain_hash, beacon, chain } = of.network ?? quicknet(657413)
  const due_ms = (chain.genesis_at_s + (beacon.round - 1) * chain.period_s) * 1000
  const closed_at_ms = due_ms - (of.ahead_ms ?? 180_000)
  const proof = { beacon, chain, closed_at_ms, entrants: of.entrants ?? entrants(7), left_out: of.left_out ?? [] }
  proof.format = "machi-draw-proof-v1"
  proof.announcement = {
    alternates: 2,
    chain_hash,
    closes_at_ms: closed_at_ms - 1000,
    draw: "42",
    format: "machi-draw-announcement-v1",
    log_key: vkey(LOG_NAME, logKey),
    opens_at_ms: closed_at_ms - 604_801_000,
    prizes: 3,
    receipt_key: hex(receiptKey.raw),
    title: "Two seats – 二人分の席",
    weights: "One for each note of the week, at most five.",
    ...of.announcement,
  }
  proof.draw_id = `${proof.announcement.draw}:${hex(sha256(canonical(proof.announcement)))}`
  cheat.announcement?.(proof)
  proof.count = proof.entrants.length
  proof.total_weight = proof.entrants.reduce((sum, [, weight]) => sum + weight, 0)
  proof.merkle_root = hex(tree(proof.entrants.map(entrantLeaf)))
  cheat.list?.(proof)
  proof.commit = hex(commitment(proof))
  cheat.commitment?.(proof)
  proof.log = inLog(proof, of.log ?? {})
  cheat.log?.(proof)
  proof.seed = hex(sha256("machi-draw-seed-v1\0", unhex(proof.commit), unhex(proof.beacon.randomness)))
  cheat.seed?.(proof)
  proof.winners = winners(proof)
  cheat.winners?.(proof)
  return proof
}

export const bytesOf = value => Buffer.from(canonical(value))

/** A receipt of this draw, signed. */
export function receipt(proof, pseudonym, weight, changed = {}) {
  const signed = {
    at_ms: proof.announcement.opens_at_ms + 5,
    draw_id: proof.draw_id,
    format: "machi-draw-receipt-v1",
    key: hex(receiptKey.raw),
    pseudonym,
    weight,
    ...changed,
  }
  return { ...signed, signature: hex(sign(null, Buffer.from(canonical(signed)), receiptKey.privateKey)) }
}

export function pseudonymOf(draw_id, salt) {
  return hex(sha256("machi-draw-pseudonym-v1\0", u32(Buffer.byteLength(draw_id)), draw_id, salt)).slice(0, 32)
}

/** RFC 6962 section 2.1, word for word. */
export function tree(leaves) {
  if (leaves.length === 1) return leaves[0]
  const k = split(leaves.length)
  return sha256("\x01", tree(leaves.slice(0, k)), tree(leaves.slice(k)))
}

/** RFC 6962 section 2.1.1, word for word. */
export function path(index, leaves) {
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return index < k
    ? [...path(index, leaves.slice(0, k)), tree(leaves.slice(k))]
    : [...path(index - k, leaves.slice(k)), tree(leaves.slice(0, k))]
}

export function entrantLeaf([name, weight]) {
  return sha256("\0", u32(Buffer.byteLength(name)), name, u64(weight))
}

/** C2SP signed-note: the text, an empty line, one line for each signature. */
export function note(text, name = LOG_NAME, key = logKey) {
  const signature = sign(null, Buffer.from(text), key.privateKey)
  return `${text}\n— ${name} ${Buffer.concat([keyId(name, key), signature]).toString("base64")}\n`
}

export function vkey(name, key) {
  return `${name}+${hex(keyId(name, key))}+${Buffer.concat([Buffer.of(1), key.raw]).toString("base64")}`
}

export function ed25519() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519")
  return { privateKey, raw: publicKey.export({ format: "der", type: "spki" }).subarray(-32) }
}

function inLog(proof, { size = 5, index = 3, name = LOG_NAME, key = logKey }) {
  const { closed_at_ms, commit, draw_id, left_out } = proof
  const hash = hex(sha256(canonical(left_out)))
  const entry = canonical({ closed_at_ms, commit, draw_id, kind: "draw-commit", left_out: hash })
  const leaves = Array.from({ length: size }, (_, at) => sha256("\0", at === index ? entry : `entry ${at}`))
  const checkpoint = note(`${name}\n${size}\n${tree(leaves).toString("base64")}\n`, name, key)
  return { checkpoint, inclusion: path(index, leaves).map(hex), index }
}

function commitment({ announcement, beacon, count, draw_id, merkle_root, total_weight }) {
  const places = announcement.prizes + announcement.alternates
  const name = Buffer.from(draw_id)
  const numbers = [u64(count), u64(total_weight), u64(places)]
  const rest = [unhex(merkle_root), ...numbers, unhex(announcement.chain_hash), u64(beacon.round)]
  return sha256("machi-draw-commit-v1\0", u32(name.length), name, ...rest)
}

/** As the reference does it: line by line. */
export function winners({ announcement, entrants, seed, total_weight }) {
  const left = [...entrants]
  const chosen = []
  let [counter, total] = [0n, BigInt(total_weight)]
  while (left.length > 0 && total > 0n && chosen.length < announcement.prizes + announcement.alternates) {
    const limit = (2n ** 64n / total) * total
    const word = createHmac("sha256", unhex(seed)).update(u64(counter)).digest().readBigUInt64BE()
    counter += 1n
    if (word >= limit) continue
    let point = word % total
    const at = left.findIndex(([, weight]) => point < BigInt(weight) || ((point -= BigInt(weight)), false))
    const [[name, weight]] = left.splice(at, 1)
    chosen.push(name)
    total -= BigInt(weight)
  }
  return chosen
}

function split(count) {
  let k = 1
  while (k * 2 < count) k *= 2
  return k
}

function keyId(name, key) {
  return sha256(`${name}\n\x01`, key.raw).subarray(0, 4)
}

function u32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function u64(value) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

function unhex(text) {
  return Buffer.from(text, "hex")
}

function buffer(part) {
  return typeof part === "string" ? Buffer.from(part) : part
}
