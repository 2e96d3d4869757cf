//! Pages that are kept on purpose to be opened without a network: tickets, and doors. Each is kept with
//! everything that it shows, since a newer version of Machi brings other styles and scripts.

export const TICKETS = "machi-tickets"
export const DOORS = "machi-doors"

/** Of each kind; the oldest go first. */
const PAGES_MAX = 60
/** Of one page: its styles, script, icons, pictures. */
const PARTS_MAX = 12

/** The cache in which a page of this path is kept, if it is. */
export function keptIn(path: string): string | null {
  if (path.startsWith("/tickets/")) return TICKETS
  if (path.startsWith("/door/")) return DOORS
  return null
}

/**
 * Keeps the page of this path as it is now, with its parts. One that is gone is forgotten, and without
 * a network nothing changes.
 */
export async function keepPage(path: string, lang: string): Promise<void> {
  const name = keptIn(path)
  if (!name) return
  // Both are for whoever has the address: what is kept says nothing of who is signed in here.
  const response = await fetch(`${path}?lang=${lang}`, { credentials: "omit", cache: "no-cache" }).catch(() => null)
  if (!response) return
  if (response.status === 404 || response.status === 410) return forgetPage(path)
  if (!response.ok || response.redirected) return
  const cache = await caches.open(name)
  await addParts(cache, parts(await response.clone().text()))
  await cache.put(path, response)
  await trim(cache)
}

/** Adds what a page needs beyond what its HTML names. */
export async function keepParts(path: string, wanted: string[]): Promise<void> {
  const name = keptIn(path)
  if (name) await addParts(await caches.open(name), wanted)
}

export async function forgetPage(path: string): Promise<void> {
  const name = keptIn(path)
  if (name) await (await caches.open(name)).delete(path)
}

/** Whoever signs out leaves no ticket behind. */
export async function forgetTickets(): Promise<void> {
  await caches.delete(TICKETS)
}

async function trim(cache: Cache): Promise<void> {
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  const pages = paths.filter(path => /^\/\w+\/[^/]+$/.test(path) && keptIn(path))
  for (const page of pages.slice(0, -PAGES_MAX)) {
    const gone = paths.filter(path => path === page || path.startsWith(`${page}/`))
    for (const path of gone) await cache.delete(path)
  }
}

async function addParts(cache: Cache, wanted: string[]): Promise<void> {
  for (const part of wanted) {
    // A name with a hash never changes; a ticket's code may.
    if (part.startsWith("/assets/") && (await cache.match(part))) continue
    const response = await fetch(part, { credentials: "omit" }).catch(() => null)
    if (response?.ok) await cache.put(part, response)
  }
}

/** The addresses on this server that the HTML shows or runs. */
function parts(html: string): string[] {
  const page = new DOMParser().parseFromString(html, "text/html")
  const found = [...page.querySelectorAll("link[rel=stylesheet], script[src], use, main img, link[rel=icon]")]
    .map(part => part.getAttribute("href") ?? part.getAttribute("src") ?? "")
    .map(address => address.replace(/#.*/, ""))
    .filter(address => address.startsWith("/"))
  return [...new Set(found)].slice(0, PARTS_MAX)
}
