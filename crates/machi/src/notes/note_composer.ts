//! `<note-composer>`: keeps the draft on this device until it is posted, and counts near the limit.

const KEY = "machi-draft-"
/** A draft that was sent; it is forgotten once its author sees one of their notes. */
const SENT = "machi-draft-sent"
/** The count shows up with so many characters left. */
const LEFT_MAX = 300

/**
 * `<note-composer data-draft="tokyo" data-max="5000"><form>… <textarea name="text">
 *   <p role="status" hidden></p></form></note-composer>`; without a draft's name nothing is kept.
 */
class NoteComposer extends HTMLElement {
  connectedCallback(): void {
    const text = this.querySelector("textarea")
    const form = this.querySelector("form")
    if (!text || !form) return
    this.#restore(text)
    this.#count(text)
    text.addEventListener("input", () => {
      this.#keep(text.value)
      this.#count(text)
    })
    form.addEventListener("submit", () => put(SENT, this.dataset["draft"] ?? ""))
  }

  #restore(text: HTMLTextAreaElement): void {
    const draft = this.dataset["draft"]
    if (!draft) return
    put(SENT, "")
    if (text.value) this.#keep(text.value)
    else text.value = get(KEY + draft)
  }

  #keep(text: string): void {
    const draft = this.dataset["draft"]
    if (draft) put(KEY + draft, text)
  }

  #count(text: HTMLTextAreaElement): void {
    const status = this.querySelector<HTMLElement>("[role=status]")
    const max = Number(this.dataset["max"])
    if (!status) return
    const chars = [...text.value].length
    status.hidden = chars < max - LEFT_MAX
    const shown = (n: number) => n.toLocaleString(document.documentElement.lang)
    status.textContent = `${shown(chars)} / ${shown(max)}`
    status.classList.toggle("composer__count--over", chars > max)
  }
}

/** `<note-posted>` stands on the pages of one's own notes: what was sent has arrived. */
class NotePosted extends HTMLElement {
  connectedCallback(): void {
    const draft = get(SENT)
    if (!draft) return
    put(KEY + draft, "")
    put(SENT, "")
  }
}

// Some browsers refuse storage in private windows; then there is no draft.
function get(key: string): string {
  try {
    return localStorage.getItem(key) ?? ""
  } catch {
    return ""
  }
}

function put(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value)
    else localStorage.removeItem(key)
  } catch {}
}

customElements.define("note-composer", NoteComposer)
customElements.define("note-posted", NotePosted)
