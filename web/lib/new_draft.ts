//! Files from outside of the composer, put where it finds them.

import { putDraft, putFile } from "web/lib/draft_store"

const FILES_MAX = 18

/** A draft of the pictures among the files, and words; answers its key. Whose it is, and of which city, is known once its author sees it. */
export async function newDraft(files: Iterable<File>, text = ""): Promise<string> {
  const photos = []
  for (const file of [...files].filter(isPicture).slice(0, FILES_MAX)) {
    const key = crypto.randomUUID()
    await putFile(key, file)
    photos.push({ key, alt: "" })
  }
  const key = crypto.randomUUID()
  const fields: [string, string][] = [["text", text]]
  await putDraft({ key, author: "", city: "", action: "", fields, photos, state: "draft", changedAt: Date.now() })
  return key
}

/** Some browsers do not know HEIC by its kind. */
export function isPicture({ type, name }: File): boolean {
  return /^image\//.test(type) || /\.hei[cf]$/i.test(name)
}
