//! Starts a demo installation of its own, on SQLite or PostgreSQL, and ends it.

import { execFile, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"

const START_MS_MAX = 120_000
const STOP_MS_MAX = 15_000
const LOG_LINES_MAX = 2_000

const run = promisify(execFile)
let databases = 0

/// Answers `{ base, log, stop, second }`, the last for the address of another node on the same
/// database. `cluster` is the address of a PostgreSQL cluster in which a
/// database of its own is made; without one the server uses SQLite. With a `turned` clock, `turnTo` sets
/// it to a time, from where it goes on.
export async function startServer(binary, cluster, { turned = false } = {}) {
  const data = await mkdtemp(join(tmpdir(), "machi-e2e-"))
  const database = cluster && (await createDatabase(cluster))
  const args = ["demo", "--fresh", "--data", data, "--port", "0"]
  if (database) args.push("--database", database.url)
  if (turned) args.push("--turned-clock")
  const server = spawn(binary, args, { env: serverEnv(), stdio: [turned ? "pipe" : "ignore", "pipe", "pipe"] })
  // However this process ends, the server does not outlive it.
  process.once("exit", () => server.kill("SIGKILL"))
  const log = []
  const exited = new Promise((resolve, reject) => {
    server.on("exit", (code, signal) => resolve(signal ?? code))
    server.on("error", reject)
  })

  let base, other
  const second = () => (other ??= startNode(binary, data, database, base))

  const stop = async () => {
    ;(await other)?.stop()
    server.kill("SIGTERM")
    const timer = setTimeout(() => server.kill("SIGKILL"), STOP_MS_MAX)
    const how = await exited
    clearTimeout(timer)
    await database?.drop()
    await rm(data, { recursive: true, force: true })
    if (how !== 0) throw new Error(`the server did not stop gracefully: ${how}`)
  }

  try {
    base = await Promise.race([address(server, log), exited.then(tooEarly), tooLate()])
    await ready(base)
    // As the demo printed it.
    const password = handle => log.map(line => line.trim().split(/\s+/)).find(([who]) => who === handle)?.[1]
    const turnTo = time => server.stdin.write(`${time.toISOString()}\n`)
    return { base, log, stop, password, turnTo, second: async () => (await second()).base }
  } catch (error) {
    await stop().catch(() => {})
    error.message += `\n${log.slice(-40).join("\n")}`
    throw error
  }
}

/// Another node on the same database, with the same public address: either may send a mail.
async function startNode(binary, data, database, publicUrl) {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env = {
    ...serverEnv(),
    MACHI_LISTEN: `127.0.0.1:${port}`,
    MACHI_PUBLIC_URL: publicUrl,
    MACHI_DATA: data,
    ...(database && { MACHI_DATABASE: database.url }),
  }
  const node = spawn(binary, ["serve"], { env, stdio: "ignore" })
  process.once("exit", () => node.kill("SIGKILL"))
  await ready(base)
  return { base, stop: () => node.kill("SIGTERM") }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/// The settings of whoever runs the tests must not leak into the server.
function serverEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith("MACHI_")),
  )
}

/// Collects the server's output; resolves with the first address that it prints.
function address(server, log) {
  return new Promise(resolve => {
    for (const stream of [server.stdout, server.stderr]) {
      createInterface(stream).on("line", line => {
        log.push(line)
        if (log.length > LOG_LINES_MAX) log.shift()
        const found = stream === server.stdout && line.match(/http:\/\/127\.0\.0\.1:\d+/)
        if (found) resolve(found[0])
      })
    }
  })
}

async function ready(base) {
  const deadline = Date.now() + START_MS_MAX
  while (Date.now() < deadline) {
    const response = await fetch(`${base}/readyz`).catch(() => undefined)
    if (response?.ok) return
    await sleep(100)
  }
  throw new Error(`${base}/readyz did not answer 200 in time`)
}

function tooEarly(how) {
  throw new Error(`the server ended at its start: ${how}`)
}

async function tooLate() {
  await sleep(START_MS_MAX, undefined, { ref: false })
  throw new Error("the server printed no address in time")
}

async function createDatabase(cluster) {
  const name = `machi_e2e_${process.pid}_${(databases += 1)}`
  const sql = text => run("psql", ["--no-psqlrc", "--quiet", "--command", text, cluster])
  await sql(`create database ${name}`)
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => sql(`drop database ${name} with (force)`) }
}
