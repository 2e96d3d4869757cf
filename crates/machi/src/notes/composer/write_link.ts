//! `<write-link>`: on a phone, Write opens the camera or gallery at once, and what is chosen there opens
//! the composer. Whoever chooses nothing writes without a photo.

import { newDraft } from "web/lib/new_draft"

/** `<write-link><a href="…/notes/new">Write</a></write-link>`; strangers have to sign in first: `data-stranger`. */
class WriteLink extends HTMLElement {
  connectedCallback(): void {
    const link = this.querySelector("a")
    link?.addEventListener("click", event => {
      // With a mouse, a window of files in place of a page would surprise.
      const wanted = matchMedia("(pointer: coarse)").matches && !this.hasAttribute("data-stranger")
      if (!wanted || link.hasAttribute("aria-current") || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      this.#choose(link.href)
    })
  }

  #choose(composer: string): void {
    const input = document.createElement("input")
    Object.assign(input, { type: "file", accept: "image/*,.heic,.heif", multiple: true, hidden: true })
    input.addEventListener("change", () => void this.#write(composer, [...(input.files ?? [])]))
    input.addEventListener("cancel", () => location.assign(composer))
    this.querySelector("input")?.remove()
    this.append(input)
    input.click()
  }

  /** Where nothing can be kept on the device, the composer opens empty. */
  async #write(composer: string, files: File[]): Promise<void> {
    const key = await newDraft(files).catch(() => "")
    location.assign(key ? `${composer}?draft=${key}` : composer)
  }
}

customElements.define("write-link", WriteLink)
