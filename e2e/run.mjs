//! Walks every journey against a server of its own: `node e2e/run.mjs [part of a file name…]`.
//!
//! MACHI_BIN names the binary (target/debug/machi). With MACHI_TEST_DATABASE, the address of a
//! PostgreSQL cluster, the server runs on PostgreSQL, else on SQLite.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { openBrowser } from "./browser.mjs"
import { walk } from "./journey.mjs"
import { startServer } from "./server.mjs"

const HERE = dirname(fileURLToPath(import.meta.url))
const binary = process.env.MACHI_BIN ?? join(HERE, "..", "target", "debug", "machi")
const cluster = process.env.MACHI_TEST_DATABASE
const out = join(HERE, "out", cluster ? "postgres" : "sqlite")
const wanted = process.argv.slice(2)

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1))

const files = (await readdir(join(HERE, "journeys")))
  .filter(file => file.endsWith(".mjs"))
  .filter(file => wanted.length === 0 || wanted.some(part => file.includes(part)))
  .sort()
if (files.length === 0) {
  console.error("no journey to walk")
  process.exit(2)
}

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const server = await startServer(binary, cluster)
const browser = await openBrowser()
let failed = 0
try {
  for (const file of files) failed += (await walkOne(file)) ? 0 : 1
} finally {
  await browser.close()
  await server.stop()
}
if (failed > 0) {
  await writeFile(join(out, "server.log"), server.log.join("\n"))
  console.error(`${failed} of ${files.length} journeys failed; see ${out}`)
  process.exit(1)
}

async function walkOne(file) {
  const { name, journey, options, turned } = await import(join(HERE, "journeys", file))
  const started = Date.now()
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`
  // Who turns the clock does so on a server of their own.
  const own = turned && (await startServer(binary, cluster, { turned }))
  try {
    const checks = await walk({ browser, server: own || server, file, journey, options, out })
    console.log(`walked  ${name} (${checks} checks, ${seconds()})`)
    return true
  } catch (error) {
    console.error(`FAILED  ${name} (${seconds()})\n${error.stack}`)
    return false
  } finally {
    await own?.stop()
  }
}
