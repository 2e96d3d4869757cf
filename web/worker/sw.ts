//! The service worker: keeps the assets and the page for when there is no network, never a page with
//! anybody's data; sends what waits; and takes files that other apps share.

import { putDraft, putFile } from "web/lib/draft_store"
import { SYNC, sendWaiting } from "web/lib/outbox"

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
const SHARED_MAX = 18

worker.addEventListener("install", event => event.waitUntil(install()))
worker.addEventListener("activate", event => event.waitUntil(activate()))
worker.addEventListener("sync", event => {
  if (event.tag === SYNC) event.waitUntil(sendWaiting())
})
worker.addEventListener("fetch", event => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (origin !== location.origin) return
  if (method === "POST" && pathname === "/share") event.respondWith(share(event.request))
  else if (method === "GET" && pathname.startsWith("/assets/")) event.respondWith(asset(event.request))
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

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request))
}

async function page(event: Fetching): Promise<Response> {
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
  const files = form.getAll("files").filter(file => file instanceof File && file.type.startsWith("image/"))
  const photos = []
  for (const file of files.slice(0, SHARED_MAX) as File[]) {
    const key = crypto.randomUUID()
    await putFile(key, file)
    photos.push({ key, alt: "" })
  }
  const words = ["title", "text", "url"].map(name => form.get(name)).filter(word => typeof word === "string" && word)
  const key = crypto.randomUUID()
  const fields: [string, string][] = [["text", words.join("\n")]]
  // Whose, and of which city, is known once its author sees it.
  await putDraft({ key, author: "", city: "", action: "", fields, photos, state: "draft", changedAt: Date.now() })
  return Response.redirect(`/write?draft=${key}`, 303)
}

function offline(lang: string): string {
  return `/offline?lang=${lang}`
}
