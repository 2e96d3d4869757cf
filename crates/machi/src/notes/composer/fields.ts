//! What is typed into a form, without its photos, and back into the form.

/** They go by themselves, in the order in which the photos are shown. */
const OF_PHOTOS = ["photos", "alts", "files", "without", "upload"]

export function fieldsOf(form: HTMLFormElement | null): [string, string][] {
  if (!form) return []
  const fields = [...new FormData(form)]
  return fields.filter((field): field is [string, string] => typeof field[1] === "string" && !OF_PHOTOS.includes(field[0]))
}

/** What the form does not have is left out. */
export function putFields(form: HTMLFormElement, fields: [string, string][]): void {
  for (const box of form.querySelectorAll<HTMLInputElement>("[type=checkbox]")) {
    if (!OF_PHOTOS.includes(box.name)) box.checked = fields.some(([name, value]) => name === box.name && value === box.value)
  }
  for (const [name, value] of fields) {
    const field = form.elements.namedItem(name)
    if (name === "author" || field === null) continue
    if (field instanceof HTMLInputElement && field.type === "checkbox") continue
    if (!(field instanceof RadioNodeList) && "value" in field) field.value = value
  }
}
