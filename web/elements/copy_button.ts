//! `<copy-button>`: copies a text and says so.

const SAID_MS = 2500

/**
 * `<copy-button data-text="…" data-copied="Copied">
 *   <button class="button" type="button">Copy</button><span role="status"></span></copy-button>`
 * Without the right to copy it shows the text, so that a person can.
 */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => void this.#copy())
  }

  async #copy(): Promise<void> {
    const text = this.dataset["text"] ?? ""
    try {
      await navigator.clipboard.writeText(text)
      this.#say(this.dataset["copied"] ?? "")
    } catch {
      this.#say(text)
      return
    }
    setTimeout(() => this.#say(""), SAID_MS)
  }

  #say(text: string): void {
    const status = this.querySelector("[role=status]")
    if (status) status.textContent = text
  }
}

customElements.define("copy-button", CopyButton)
