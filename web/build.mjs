//! Bundles styles, scripts and static files into web/dist under names that change with their content.

import { createHash } from "node:crypto"
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises"
import { basename, dirname, extname, join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"
import * as esbuild from "esbuild"

const WEB = dirname(fileURLToPath(import.meta.url))
const ROOT = dirname(WEB)
const FEATURES = join(ROOT, "crates", "machi", "src")
const DIST = join(WEB, "dist")
const HASH_CHARS = 10
/// Named without asking for their addresses.
const PLAIN_NAMES = ["favicon.svg", "sw.js"]
/// What few pages need is no part of everybody's script: a feature's folder of this name is a bundle
/// of its own, which the feature imports from the address APART.feature.
const APART = "/apart/mod.ts"

const manifest = {}
const files = new Map()

// Everything is made before anything is replaced: a build that fails leaves the last one standing.
keep("app.css", await bundle(styleEntry(await featureFiles(".css")), "css"))
const scripts = await featureFiles(".ts")
const apart = {}
for (const path of scripts.filter(path => path.endsWith(APART))) {
  const name = basename(dirname(dirname(path)))
  keep(`${name}.js`, await bundle(`export * from "./${path}";`, "ts"))
  apart[name] = `/assets/${manifest[`${name}.js`]}`
}
const everywhere = scripts.filter(path => !path.includes(dirname(APART)))
keep("app.js", await bundle(scriptEntry(everywhere), "ts", { APART: JSON.stringify(apart) }))
for (const name of (await readdir(join(WEB, "static"))).sort()) {
  keep(name, await readFile(join(WEB, "static", name)))
}
keep("sw.js", await bundle('import "./web/worker/sw";', "ts", worker()))
files.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`)

await rm(DIST, { recursive: true, force: true })
await mkdir(DIST, { recursive: true })
for (const [name, contents] of files) await writeFile(join(DIST, name), contents)
for (const [name, contents] of files) {
  console.log(`web/dist/${name}  ${(contents.length / 1024).toFixed(1)} KB`)
}

/// Our own layers first, then each feature's styles, in path order, in the layer above them.
function styleEntry(features) {
  return ["web/app.css"]
    .map(path => `@import "./${path}";`)
    .concat(features.map(path => `@import "./${path}" layer(features);`))
    .join("\n")
}

function scriptEntry(features) {
  return ["web/app.ts", ...features].map(path => `import "./${path}";`).join("\n")
}

/// What the service worker keeps: everything so far but what stands apart. A change of any of it is a
/// new worker.
function worker() {
  const all = Object.values(manifest).map(name => `/assets/${name}`)
  const assets = all.filter(path => !Object.values(apart).includes(path))
  const version = createHash("sha256").update(assets.join()).digest("hex").slice(0, HASH_CHARS)
  return { ASSETS: JSON.stringify(assets), VERSION: JSON.stringify(version) }
}

async function bundle(contents, loader, define = {}) {
  const result = await esbuild.build({
    stdin: { contents, loader, resolveDir: ROOT, sourcefile: `entry.${loader}` },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: loader === "ts" ? "es2022" : "esnext",
    alias: { web: WEB },
    define,
    charset: "utf8",
    legalComments: "none",
    tsconfigRaw: {},
    logLevel: "warning",
  })
  return result.outputFiles[0].contents
}

/// Names the content NAME-HASH.EXT, but a plain name as it is, and remembers it under its plain name.
function keep(name, contents) {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, HASH_CHARS)
  const extension = extname(name)
  const plain = PLAIN_NAMES.includes(name)
  const written = plain ? name : `${basename(name, extension)}-${hash}${extension}`
  files.set(written, contents)
  manifest[name] = written
}

/// The features' files with this extension, as sorted paths from the repository's root.
async function featureFiles(extension, folder = FEATURES) {
  const found = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await featureFiles(extension, path)))
    else if (entry.name.endsWith(extension)) found.push(relative(ROOT, path).split(sep).join("/"))
  }
  return found.sort()
}
