//! Serves the specimen at 127.0.0.1:4173 with the built assets and the policy of the real server.
//! `?lang=ja` shows the second half of each `[[English|日本語]]`.

import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import { basename, dirname, extname, join } from "node:path"
import { fileURLToPath } from "node:url"

const HERE = dirname(fileURLToPath(import.meta.url))
const DIST = join(dirname(HERE), "dist")
const PORT = Number(process.env.PORT ?? 4173)
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
}

createServer(async (request, response) => {
  const url = new URL(request.url, "http://specimen")
  try {
    const { name, body } = await answer(url)
    response.setHeader("Content-Type", TYPES[extname(name)] ?? "application/octet-stream")
    response.setHeader("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'")
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
}).listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}/`))

async function answer(url) {
  const name = basename(url.pathname)
  if (url.pathname.startsWith("/assets/")) return { name, body: await asset(name) }
  if (url.pathname.startsWith("/covers/")) {
    return { name, body: await readFile(join(HERE, "covers", name)) }
  }
  if (url.pathname !== "/") throw new Error("not found")
  const html = await readFile(join(HERE, "index.html"), "utf8")
  return { name: "index.html", body: inLanguage(html, url.searchParams.get("lang") ?? "en") }
}

/// By its plain name, so that the specimen need not know the hashes.
async function asset(name) {
  const manifest = JSON.parse(await readFile(join(DIST, "manifest.json"), "utf8"))
  return readFile(join(DIST, manifest[name] ?? name))
}

function inLanguage(html, lang) {
  const half = lang === "ja" ? "$2" : "$1"
  return html.replace(/\[\[(.*?)\|(.*?)\]\]/gs, half)
}
