//! Walks one journey in a browser of its own and watches for what a person would not notice.

import { copyFile, mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import axeCore from "axe-core"
import { PHONE } from "./browser.mjs"

const HERE = dirname(fileURLToPath(import.meta.url))
const SCREENSHOTS = join(HERE, "..", "docs", "screenshots")
const STEP_MS_MAX = 10_000
/// How long the browser may take to tell of shifts that were.
const SHIFTS_MS = 300
/// What a journey provokes when it takes the network away.
const OFFLINE = "net::ERR_INTERNET_DISCONNECTED"

/// Runs `journey`; throws its first failure after saving the page to `out`.
export async function walk({ browser, server, file, journey, options, out }) {
  const { base } = server
  const open = async () => {
    const opened = await browser.newContext({
      viewport: PHONE,
      locale: "en-US",
      timezoneId: "America/New_York",
      reducedMotion: "reduce",
      baseURL: base,
      ...options,
    })
    opened.setDefaultTimeout(STEP_MS_MAX)
    return opened
  }
  const context = await open()
  const others = []
  const watch = watchFor(context, base)
  const watches = [watch]
  const page = await context.newPage()
  let checks = 0
  try {
    await journey({
      page,
      context,
      base,
      check(truth, what) {
        checks += 1
        if (!truth) throw new Error(`not so: ${what}`)
      },
      /// `of` somebody else's page, where it says so.
      shot: (name, { of = page, ...options } = {}) => shot(of, out, name, options),
      axe: (of = page) => axe(of),
      steady: () => steady(page),
      expectStatus: watch.expectStatus,
      password: server.password,
      turnTo: server.turnTo,
      /// Somebody else, in a browser of their own.
      async another() {
        const other = await open()
        others.push(other)
        const theirs = watchFor(other, base)
        watches.push(theirs)
        return other.newPage()
      },
      /// A figure that somebody may want to see.
      say: text => console.log(`        ${text}`),
      /// Of a demo account, as the server printed it at its start.
      passwordOf(handle) {
        const line = server.log.map(line => line.trim().split(/\s+/)).find(words => words[0] === handle)
        return line?.[1]
      },
      /// A server of the journey's own making.
      alsoOurs: site => watch.own.add(site),
      async secondNode() {
        const other = await server.second()
        watch.own.add(other)
        return other
      },
    })
    const faults = watches.flatMap(({ faults }) => faults)
    if (faults.length > 0) throw new Error(`seen on the way:\n${faults.join("\n")}`)
    return checks
  } catch (error) {
    await keepEvidence(page, out, file)
    if (watch.faults.length > 0 && !error.message.startsWith("seen")) {
      error.message += `\nseen on the way:\n${watch.faults.join("\n")}`
    }
    throw error
  } finally {
    await Promise.all([context, ...others].map(one => one.close()))
  }
}

/// Collects console errors, script errors, failed requests and requests to other origins.
/// `expectStatus(status, path)` announces an answer that the journey provokes.
function watchFor(context, base) {
  const faults = []
  const expected = []
  const own = new Set([base])
  const isExpected = (status, url) =>
    expected.some(one => one.status === status && one.path === new URL(url).pathname)

  context.on("weberror", error => faults.push(`  script: ${error.error().message}`))
  context.on("console", message => {
    if (message.type() !== "error" || message.text().includes(OFFLINE)) return
    const status = Number(message.text().match(/status of (\d{3})/)?.[1])
    const { url } = message.location()
    if (!(status && url && isExpected(status, url))) faults.push(`  console: ${message.text()} ${url}`)
  })
  context.on("request", request => {
    const { protocol, origin } = new URL(request.url())
    if (/^https?:$/.test(protocol) && !own.has(origin)) faults.push(`  foreign: ${request.url()}`)
  })
  context.on("response", response => {
    const url = response.url()
    if (response.status() >= 400 && !isExpected(response.status(), url)) {
      faults.push(`  ${response.status()}: ${response.request().method()} ${url}`)
    }
  })
  context.on("requestfailed", request => {
    const reason = request.failure()?.errorText ?? ""
    // A person who moves on, and a download, both abort the page's own request.
    if (reason !== "net::ERR_ABORTED" && reason !== OFFLINE) faults.push(`  failed: ${request.url()} ${reason}`)
  })
  return { faults, own, expectStatus: (status, path) => expected.push({ status, path }) }
}

/// Saves a picture; one marked `forReadme` also goes to docs/screenshots when the environment
/// says UPDATE_SCREENSHOTS=1.
async function shot(page, out, name, { forReadme = false, fullPage = false } = {}) {
  const path = join(out, `${name}.png`)
  await page.screenshot({ path, fullPage })
  if (forReadme && process.env.UPDATE_SCREENSHOTS === "1") {
    await mkdir(SCREENSHOTS, { recursive: true })
    await copyFile(path, join(SCREENSHOTS, `${name}.png`))
  }
}

/// Fails on anything that axe-core finds, in light and in dark.
async function axe(page) {
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(settled)
    // Through the debugger, so the page's own policy against foreign scripts stays strict.
    await page.evaluate(axeCore.source)
    const { violations } = await page.evaluate(() => globalThis.axe.run())
    if (violations.length > 0) {
      throw new Error(`axe, ${colorScheme}, ${page.url()}:\n${violations.map(violation).join("\n")}`)
    }
  }
}

/// Fails where the page moved by itself since it was opened (layout shift, which is to be 0).
async function steady(page) {
  await page.waitForLoadState("networkidle")
  const moved = await page.evaluate(shifts, SHIFTS_MS)
  if (moved.length > 0) throw new Error(`${page.url()} moved by itself: ${JSON.stringify(moved)}`)
}

/// In the page: what was shifted, by how much, without what the reader had just pressed.
function shifts(ms) {
  return new Promise(done => {
    const seen = []
    const at = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ")
    const moved = ({ node, previousRect, currentRect }) =>
      `${node?.outerHTML?.slice(0, 90) ?? node?.textContent} from ${at(previousRect)} to ${at(currentRect)}`
    const observer = new PerformanceObserver(list => {
      for (const { hadRecentInput, value, sources } of list.getEntries()) {
        if (!hadRecentInput) seen.push({ value, what: sources.map(moved) })
      }
    })
    observer.observe({ type: "layout-shift", buffered: true })
    setTimeout(() => done(seen), ms)
  })
}

/// In the page: the new colours are painted, and nothing moves on its way to them. Twice, since a
/// transition may begin after the first look.
async function settled() {
  for (const _ of [1, 2]) {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    const moving = document.getAnimations().filter(animation => animation.playState === "running")
    const ended = Promise.all(moving.map(animation => animation.finished.catch(() => {})))
    await Promise.race([ended, new Promise(done => setTimeout(done, 1_000))])
  }
}

function violation({ id, help, nodes }) {
  return nodes.slice(0, 5).map(node => `  ${id}: ${help}\n    ${node.html}`).join("\n")
}

async function keepEvidence(page, out, file) {
  const stem = join(out, `failed-${file.replace(/\.mjs$/, "")}`)
  await page.screenshot({ path: `${stem}.png`, fullPage: true }).catch(() => {})
  await writeFile(`${stem}.html`, await page.content().catch(() => "")).catch(() => {})
}
