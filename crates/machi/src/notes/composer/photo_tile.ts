//! How a chosen photo looks in the form: its tile, and the field for who cannot see it.

import type { ChosenPhoto } from "./chosen_photo"

/** A tile of the template, or the one that is there, showing the photo as it is now. */
export function showTile(template: HTMLTemplateElement, photo: ChosenPhoto, tile = made(template, photo)): HTMLElement {
  const { state, uploaded } = photo
  tile.classList.toggle("photo-tile--refused", state === "refused")
  const progress = tile.querySelector("progress")
  if (progress) {
    progress.value = photo.progress
    progress.hidden = state === "kept" || state === "refused"
  }
  const again = tile.querySelector<HTMLElement>("[data-do=again]")
  if (again) again.hidden = state !== "refused" && state !== "waiting"
  const id = tile.querySelector<HTMLInputElement>("[name=photos]")
  if (id) {
    id.disabled = !uploaded
    id.value = uploaded?.id ?? ""
  }
  return tile
}

function made(template: HTMLTemplateElement, photo: ChosenPhoto): HTMLElement {
  const tile = first(template)
  tile.dataset["key"] = photo.key
  tile.addEventListener("dragstart", event => event.dataTransfer?.setData("text/plain", photo.key))
  const picture = tile.querySelector("img")
  if (picture) {
    picture.src = photo.url
    picture.alt = photo.alt
    picture.onerror = () => {
      // A format that this browser cannot show: the server's picture stands for it once it is there.
      const source = photo.uploaded?.sources[0]?.url
      if (source && picture.getAttribute("src") !== source) picture.src = source
    }
  }
  return tile
}

/** A field for each photo, in their order, where the form has room for them. */
export function showAlts(form: HTMLFormElement | null, photos: ChosenPhoto[]): void {
  const list = form?.querySelector("[data-alts]")
  const template = form?.querySelector<HTMLTemplateElement>("template[data-alt]")
  if (!list || !template) return
  list.replaceChildren(
    ...photos.map((photo, at) => {
      const item = first(template)
      item.dataset["key"] = photo.key
      const picture = item.querySelector("img")
      if (picture) picture.src = photo.url
      const input = item.querySelector("input")
      if (input) {
        input.value = photo.alt
        input.ariaLabel = (input.ariaLabel ?? "").replace("%n%", String(at + 1))
      }
      return item
    }),
  )
  const fieldset = list.closest("fieldset")
  if (fieldset) fieldset.hidden = photos.length === 0
}

function first(template: HTMLTemplateElement): HTMLElement {
  const content = template.content.cloneNode(true) as DocumentFragment
  return content.firstElementChild as HTMLElement
}
