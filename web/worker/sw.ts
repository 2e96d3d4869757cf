//! The service worker: keeps the assets and the page for when there is no network; opens tickets and doors
//! that their pages kept, and no other page with anybody's data; sends what waits; and takes files that
//! other apps share.

import { SYNC as DOORS_SYNC, sendScans } from "web/lib/door_queue"
import { DOORS, forgetPage, forgetTickets, keptIn } from "web/lib/kept_pages"
import { newDraft } from "web/lib/new_draft"
import { SYNC, sendWaiting } from "web/lib/outbox"
import { forgetOver } from "web/lib/over_doors"

/** Addresses that change with their content, and what names them all; the build writes both. */
declare const ASSETS: string[]
declare const VERSION: string

/** What the compiler's browser types do not know: events of workers. */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Waiting {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(response: Promise<Response>): void
}
interface Worker {
  addEventListener(kind: "install" | "activate", heard: (event: Waiting) => void): void
  addEventListener(kind: "sync", heard: (event: Waiting & { tag: string }) => void): void
  addEventListener(kind: "fetch", heard: (event: Fetching) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  registration: ServiceWorkerRegistration
}

const worker = globalThis as unknown as Worker
const CACHE = `machi-assets-${VERSION}`
/** The page writes its language there. */
const LANGUAGE = "machi-language"
const LANGUAGES = ["en", "ja", "zh-Hans", "ko"]
/** Where forms go that end a session of this device, or may. */
const SIGN_OUTS = /^\/(sign-out$|settings\/sessions(\/|$))/
/** A kept page is not waited for longer: a ticket is shown to a queue. */
const NETWORK_MS_MAX = 3000

worker.addEventListener("install", event => event.waitUntil(install()))
worker.addEventListener("activate", event => event.waitUntil(activate()))
worker.addEventListener("sync", event => {
  if (event.tag === SYNC) event.waitUntil(sendWaiting())
  if (event.tag === DOORS_SYNC) event.waitUntil(sendAllScans())
})
worker.addEventListener("fetch", event => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (origin !== location.origin) return
  if (method === "POST" && pathname === "/share") event.respondWith(share(event.request))
  else if (method === "POST" && SIGN_OUTS.test(pathname)) event.waitUntil(forgetTickets())
  else if (method === "GET" && pathname.startsWith("/assets/")) event.respondWith(asset(event.request))
  else if (method === "GET" && keptIn(pathname)) event.respondWith(kept(event, pathname))
  else if (method === "GET" && mode === "navigate") event.respondWith(page(event))
})

async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll(ASSETS)
  for (const lang of LANGUAGES) {
    // As a stranger gets it: it holds nothing of whoever is signed in.
    const response = await fetch(offline(lang), { credentials: "omit", cache: "reload" })
    if (!response.ok) throw new Error(`no page for ${lang}`)
    await cache.put(offline(lang), response)
  }
  await worker.skipWaiting()
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("machi-assets-") && name !== CACHE) await caches.delete(name)
  }
  await worker.registration.navigationPreload?.enable()
  await worker.clients.claim()
}

/** Rejects where something remains, so that the browser tries again. */
async function sendAllScans(): Promise<void> {
  if (!(await sendScans())) throw new Error("scans wait")
}

/** A steward who went on to other pages: what was not sent is, and what is over is forgotten. */
async function leaveDoors(): Promise<void> {
  if (!(await caches.has(DOORS))) return
  await sendScans()
  await forgetOver()
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request))
}

/** What the network has, else what was kept. The pages themselves keep (`web/lib/kept_pages.ts`). */
async function kept(event: Fetching, path: string): Promise<Response> {
  const copy = await caches.match(path, { ignoreVary: true })
  const opens = event.request.mode === "navigate"
  if (!copy) return await (opens ? page(event) : fetch(event.request))
  const late = new Promise<Response>(done => setTimeout(() => done(copy), NETWORK_MS_MAX))
  const network = Promise.resolve(event.preloadResponse).then(preloaded => preloaded ?? fetch(event.request))
  return await Promise.race([network.then(response => known(response, copy, path)).catch(() => copy), late])
}

/** A door that is over says so on its own page, with what waits on it; a ticket that is gone is gone. */
async function known(response: Response, copy: Response, path: string): Promise<Response> {
  // A server that is ill does not take a ticket away.
  if (response.status >= 500 || response.status === 429) return copy
  if (response.status !== 404 && response.status !== 410) return response
  if (keptIn(path) === DOORS) return copy
  await forgetPage(path)
  return response
}

async function page(event: Fetching): Promise<Response> {
  event.waitUntil(leaveDoors().catch(() => {}))
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request))
  } catch {
    const said = await (await caches.match(`/${LANGUAGE}`))?.text()
    const lang = LANGUAGES.includes(said ?? "") ? (said ?? "") : "en"
    return (await caches.match(offline(lang))) ?? Response.error()
  }
}

/** Puts what was shared into a draft, and opens it. */
async function share(request: Request): Promise<Response> {
  const form = await request.formData()
  const files = form.getAll("files").filter(file => file instanceof File)
  const words = ["title", "text", "url"].map(name => form.get(name)).filter(word => typeof word === "string" && word)
  const key = await newDraft(files, words.join("\n"))
  return Response.redirect(`/write?draft=${key}`, 303)
}

function offline(lang: string): string {
  return `/offline?lang=${lang}`
}
