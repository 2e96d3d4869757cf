//! `<photo-picker>`: shows chosen photos at once, sends them while their author still writes, and
//! lets them be ordered and taken out. Without script its file inputs go with the form.

import type { DraftPhoto } from "web/lib/draft_store"
import { isPicture } from "web/lib/new_draft"
import { ChosenPhoto } from "./chosen_photo"
import { showAlts, showTile } from "./photo_tile"

/** A photo was added, moved, described, sent, or taken out. */
export const CHANGED = "photos-change"

/**
 * `<photo-picker data-city="tokyo" data-max="18" data-many data-failed data-retrying>
 *   <input type="file">… <ol></ol> <p role="status"></p> <template>one tile</template></photo-picker>`
 */
export class PhotoPicker extends HTMLElement {
  photos: ChosenPhoto[] = []

  connectedCallback(): void {
    for (const tile of this.querySelectorAll<HTMLElement>("li[data-photo]")) this.#takeOver(tile)
    this.addEventListener("change", event => this.#choose(event))
    this.addEventListener("click", event => this.#press(event))
    this.addEventListener("dragover", event => event.preventDefault())
    this.addEventListener("drop", event => this.#drop(event))
    this.closest("form")?.addEventListener("input", event => this.#describe(event.target))
    if (this.photos.length > 0) this.#show()
  }

  /** Photos of a draft; what cannot be found any more is left out. */
  async restore(drafts: DraftPhoto[]): Promise<void> {
    const found = drafts.map(draft => ChosenPhoto.restored(draft, this.city, this.#changed))
    this.photos.push(...(await Promise.all(found)).filter(photo => photo !== null))
    this.#show()
  }

  add(files: Iterable<File>): void {
    const room = Number(this.dataset["max"]) - this.photos.length
    const wanted = [...files].filter(isPicture)
    this.photos.push(...wanted.slice(0, Math.max(room, 0)).map(file => ChosenPhoto.of(file, this.city, this.#changed)))
    this.#say(wanted.length > room ? this.dataset["many"] : "")
    this.#show()
  }

  /** They belong to a note that waits, which keeps their bytes. */
  clear(): void {
    this.photos = []
    this.#show()
  }

  /** Once every photo is kept, refused, or waits for the network; without one, once it is on the device. */
  async settled(online: boolean): Promise<void> {
    await Promise.all(this.photos.map(photo => (online ? photo.settled() : photo.stored())))
  }

  get city(): string {
    return this.dataset["city"] ?? ""
  }

  #takeOver(tile: HTMLElement): void {
    const inputs = this.closest("form")?.querySelectorAll<HTMLInputElement>("[name=alts]")
    const alt = inputs?.[this.photos.length]?.value ?? ""
    const url = tile.querySelector("img")?.getAttribute("src") ?? ""
    this.photos.push(ChosenPhoto.kept(tile.dataset["photo"] ?? "", url, alt, this.#changed))
  }

  #choose(event: Event): void {
    const input = event.target
    if (!(input instanceof HTMLInputElement) || !input.files) return
    this.add([...input.files])
    // They go by themselves; the same file may be chosen again.
    input.value = ""
  }

  #drop(event: DragEvent): void {
    event.preventDefault()
    const files = event.dataTransfer?.files
    if (files && files.length > 0) return this.add(files)
    const from = this.#index(event.dataTransfer?.getData("text/plain"))
    const to = event.target instanceof Element ? event.target.closest<HTMLElement>("li") : null
    if (from >= 0 && to) this.#move(from, this.#index(to.dataset["key"]))
  }

  #press(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null
    const at = this.#index(button?.closest<HTMLElement>("li")?.dataset["key"])
    const photo = this.photos[at]
    if (!button || !photo) return
    const wanted = button.dataset["do"] ?? ""
    if (wanted === "again") photo.send(this.city)
    else if (wanted === "remove") this.#remove(at, photo)
    else this.#move(at, wanted === "earlier" ? at - 1 : at + 1)
    this.querySelector<HTMLElement>(`li[data-key="${photo.key}"] [data-do="${wanted}"]`)?.focus()
  }

  #remove(at: number, photo: ChosenPhoto): void {
    photo.discard()
    this.photos.splice(at, 1)
    this.#say("")
    this.#show()
    const next = this.querySelectorAll<HTMLElement>("[data-do=remove]")[Math.min(at, this.photos.length - 1)]
    ;(next ?? this.querySelector<HTMLElement>("input[type=file]"))?.focus()
  }

  #move(from: number, to: number): void {
    if (to < 0 || to >= this.photos.length) return
    this.photos.splice(to, 0, ...this.photos.splice(from, 1))
    this.#show()
  }

  #describe(input: EventTarget | null): void {
    if (!(input instanceof HTMLInputElement) || input.name !== "alts") return
    const photo = this.photos[this.#index(input.closest<HTMLElement>("li")?.dataset["key"])]
    if (photo) photo.alt = input.value
    this.#tell()
  }

  #index(key: string | undefined): number {
    return this.photos.findIndex(photo => photo.key === key)
  }

  /** Everything anew: there are 18 at most. */
  #show(): void {
    const template = this.querySelector("template")
    if (!template) return
    const tiles = this.photos.map(photo => showTile(template, photo))
    this.querySelector("ol")?.replaceChildren(...tiles)
    showAlts(this.closest("form"), this.photos)
    this.#changed()
  }

  /** What became of the photos that are shown already. */
  #changed = (): void => {
    const template = this.querySelector("template")
    for (const photo of this.photos) {
      const tile = this.querySelector<HTMLElement>(`li[data-key="${photo.key}"]`)
      if (tile && template) showTile(template, photo, tile)
    }
    const wrong = this.photos.find(({ state }) => state === "refused")
    const retrying = this.photos.some(({ state }) => state === "retrying")
    if (wrong) this.#say(wrong.problem || this.dataset["failed"])
    else if (retrying) this.#say(this.dataset["retrying"])
    else if (this.photos.every(({ state }) => state === "kept")) this.#say("")
    this.#tell()
  }

  #tell(): void {
    this.dispatchEvent(new CustomEvent(CHANGED, { bubbles: true }))
  }

  #say(text: string | undefined): void {
    const status = this.querySelector("[role=status]")
    if (status && status.textContent !== (text ?? "")) status.textContent = text ?? ""
  }
}

customElements.define("photo-picker", PhotoPicker)
