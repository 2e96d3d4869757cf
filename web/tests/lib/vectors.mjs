//! The vectors that the Rust side reads too.

import { readFile, readdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const DRAW = join(ROOT, "crates", "rules", "vectors", "draw")

export const drand = await json("drand_vectors.json")
export const weighted = await json("weighted_draw_vector.json")
export const refused = await json("refused.json")

/** The files whose names begin so, as bytes by name. */
export async function files(start) {
  const names = (await readdir(DRAW)).filter(name => name.startsWith(start)).sort()
  return await Promise.all(names.map(async name => [name, await readFile(join(DRAW, name))]))
}

async function json(name) {
  return JSON.parse(await readFile(join(DRAW, name), "utf8"))
}
