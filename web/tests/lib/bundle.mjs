//! Parts of a feature, or of its folder `apart/`, as the browser gets them: bundled, then imported.

import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import * as esbuild from "esbuild"

const WEB = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const FEATURES = join(dirname(WEB), "crates", "machi", "src")

export const apart = (name, ...parts) => bundled(join(FEATURES, name, "apart"), parts)

/** Parts of a feature that define no element. */
export const feature = (name, ...parts) => bundled(join(FEATURES, name), parts)

async function bundled(resolveDir, parts) {
  const contents = parts.map(part => `export * from "./${part}"`).join("\n")
  const result = await esbuild.build({
    stdin: { contents, loader: "ts", resolveDir },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    alias: { web: WEB },
    tsconfigRaw: {},
    logLevel: "warning",
  })
  const source = Buffer.from(result.outputFiles[0].contents).toString("base64")
  return await import(`data:text/javascript;base64,${source}`)
}
