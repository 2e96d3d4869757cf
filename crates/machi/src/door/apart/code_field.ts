//! The field for a name or a code. A hand scanner is a keyboard: what it types is taken from anywhere on
//! the page, and its Enter scans.

export interface Heard {
  scan(text: string): void
  search(text: string): void
}

export class CodeField {
  readonly #field: HTMLInputElement

  constructor(inside: HTMLElement, heard: Heard) {
    this.#field = inside.querySelector<HTMLInputElement>("[name=code]")!
    this.#field.addEventListener("input", () => heard.search(this.#field.value))
    this.#field.form?.addEventListener("submit", event => {
      event.preventDefault()
      const text = this.#field.value.trim()
      // A name finds; only a code scans.
      if (!isCode(text)) return heard.search(text)
      this.clear()
      heard.search("")
      heard.scan(text)
    })
    document.addEventListener("keydown", event => this.#take(event))
  }

  /** On a phone this would raise the keyboard over the camera. */
  focus(): void {
    if (matchMedia("(pointer: fine)").matches) this.#field.focus({ preventScroll: true })
  }

  clear(): void {
    this.#field.value = ""
    this.#field.dispatchEvent(new Event("input"))
  }

  /** The key that is being pressed goes into the field, since it has the focus by then. */
  #take({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
    const elsewhere = !(target instanceof HTMLInputElement)
    // A space or Enter presses the button that has the focus.
    const typed = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey
    if (elsewhere && typed && this.#field.offsetParent) this.#field.focus({ preventScroll: true })
  }
}

/** A ticket's code, with or without its hyphen, or what a scanner reads: long, and without a space. */
function isCode(text: string): boolean {
  return /^[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}$/i.test(text) || /^\S{20,}$/.test(text)
}
