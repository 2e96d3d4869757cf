//! `<import-progress>`: shows how far running imports are, while one runs or a form is being sent.

const PAUSE_MS = 1_000

/** `<import-progress data-href="/desk/tokyo/imports/running">…the fragment…</import-progress>` */
class ImportProgress extends HTMLElement {
  #sending = false
  #timer = 0

  connectedCallback(): void {
    document.addEventListener("submit", this.#sent)
    if (this.childElementCount > 0) this.#wait()
  }

  disconnectedCallback(): void {
    document.removeEventListener("submit", this.#sent)
    clearTimeout(this.#timer)
  }

  /** The page stays until the answer has come: meanwhile the node tells how far it is. */
  readonly #sent = (event: Event): void => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.enctype !== "multipart/form-data") return
    this.#sending = true
    this.#wait()
  }

  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#look(), PAUSE_MS)
  }

  async #look(): Promise<void> {
    const response = await fetch(this.dataset["href"] ?? "", { headers: { "X-Fragment": "1" } }).catch(() => undefined)
    if (response?.ok) this.innerHTML = await response.text()
    if (this.#sending || this.childElementCount > 0) this.#wait()
  }
}

customElements.define("import-progress", ImportProgress)
