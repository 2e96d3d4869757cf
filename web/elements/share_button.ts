//! `<share-button>`: hands the page to the device's share sheet, else copies its address.

const SAID_MS = 2500

/**
 * `<share-button data-title="…" data-url="…" data-copied="Link copied">
 *   <button class="button" type="button">Share</button><span role="status"></span></share-button>`
 * Without `data-url` it shares the page's canonical address.
 */
class ShareButton extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => void this.#share())
  }

  async #share(): Promise<void> {
    const url = this.dataset["url"] ?? canonical()
    const title = this.dataset["title"] ?? document.title
    if (typeof navigator.share === "function") {
      // A closed share sheet rejects; the reader chose so, and there is nothing to tell.
      await navigator.share({ title, url }).catch(() => {})
      return
    }
    try {
      await navigator.clipboard.writeText(url)
      this.#say(this.dataset["copied"] ?? "")
    } catch {
      this.#say(url)
    }
  }

  #say(text: string): void {
    const status = this.querySelector("[role=status]")
    if (!status) return
    status.textContent = text
    setTimeout(() => (status.textContent = ""), SAID_MS)
  }
}

function canonical(): string {
  return document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? location.href
}

customElements.define("share-button", ShareButton)
