//! `<note-composer>`: keeps what is being written on this device until it is posted, posts it, and
//! leaves it to wait where there is no network.

import { type Draft, allDrafts, putDraft, removeDraft } from "web/lib/draft_store"
import { SYNC, type Sent, send, tell } from "web/lib/outbox"
import { lastAuthor, rememberAuthor } from "web/lib/author"
import { showCount } from "./count"
import { fieldsOf, putFields } from "./fields"
import type { NearOffers } from "./near_offers"
import { CHANGED, type PhotoPicker } from "./photo_picker"

const KEEP_AFTER_MS = 400

/**
 * `<note-composer data-draft="tokyo" data-city data-author data-max="5000" data-waits
 *   data-photos-failed data-sending><form>… <photo-picker> … <near-offers> …</form></note-composer>`;
 * without a draft's name nothing is kept.
 */
class NoteComposer extends HTMLElement {
  #keeping = 0
  #restored = false
  #posting = false

  connectedCallback(): void {
    const form = this.querySelector("form")
    if (!form) return
    const text = form.querySelector("textarea")
    rememberAuthor(this.dataset["author"])
    const key = form.querySelector<HTMLInputElement>("[name=post_key]")
    if (key && !key.value && this.dataset["draft"]) key.value = crypto.randomUUID()
    form.addEventListener("input", () => {
      if (text) showCount(this, text.value)
      this.#keepSoon()
    })
    this.addEventListener(CHANGED, () => this.#offer())
    form.addEventListener("submit", event => void this.#submit(event, form))
    // What was posted is not posted again by going back to it.
    addEventListener("pageshow", event => event.persisted && location.reload())
    void customElements.whenDefined("photo-picker").then(() => this.#restore(form))
  }

  /** What stands in the form already wins: it was typed a moment ago, or asked for by a link. */
  async #restore(form: HTMLFormElement): Promise<void> {
    const { draft: name, city } = this.dataset
    const author = this.dataset["author"] || lastAuthor()
    const typed = form.querySelector("textarea")?.value || this.#photos.length > 0
    if (!name || typed) return
    const wanted = new URLSearchParams(location.search).get("draft")
    const drafts = await allDrafts().catch(() => [])
    const own = drafts.filter(draft => draft.author === author || draft.author === "")
    const draft = wanted
      ? own.find(({ key }) => key === wanted)
      : own.filter(draft => draft.state === "draft" && (!city || !draft.city || draft.city === city)).pop()
    if (!draft) return
    // What another app shared, nobody has seen here yet.
    this.#restored = draft.fields.some(([name]) => name === "neighbourhood")
    putFields(form, draft.fields)
    const key = form.querySelector<HTMLInputElement>("[name=post_key]")
    if (key) key.value = draft.key
    await this.#picker?.restore(draft.photos)
    const text = form.querySelector("textarea")
    if (text) showCount(this, text.value)
  }

  #offer(): void {
    this.#keepSoon()
    const near = this.#photos.find(({ uploaded }) => uploaded?.near)?.uploaded?.near
    const offers = this.querySelector<NearOffers>("near-offers")
    if (!near || !offers) return
    const form = this.querySelector("form")
    const chosen = fieldsOf(form).some(([name, value]) => ["place", "event", "neighbourhood"].includes(name) && value)
    offers.offer(near, chosen || this.#restored)
  }

  #keepSoon(): void {
    clearTimeout(this.#keeping)
    this.#keeping = setTimeout(() => void this.#keep("draft"), KEEP_AFTER_MS)
  }

  async #keep(state: Draft["state"]): Promise<boolean> {
    clearTimeout(this.#keeping)
    const draft = this.#draft(state)
    if (!this.dataset["draft"] || (this.#posting && state === "draft")) return false
    const empty = !draft.photos.length && !draft.fields.some(([name, value]) => name === "text" && value)
    const kept = empty ? removeDraft(draft.key) : putDraft(draft)
    return await kept.then(() => true).catch(() => false)
  }

  async #submit(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
    event.preventDefault()
    if (this.#posting) return
    this.#posting = true
    this.#say(this.dataset["waits"])
    await this.#picker?.settled(navigator.onLine)
    if (this.#photos.some(({ state }) => state === "refused")) return this.#stop(this.dataset["photosFailed"])
    this.#say(this.dataset["sending"])
    const draft = this.#draft("waiting")
    // Kept before it is sent: whatever happens in between, it is not lost.
    const kept = await this.#keep("waiting")
    const sent = navigator.onLine ? await send(draft) : "unreachable"
    await this.#after(sent, form, kept, draft)
  }

  async #after(sent: Sent, form: HTMLFormElement, kept: boolean, draft: Draft): Promise<void> {
    if (typeof sent === "object") {
      await removeDraft(draft.key).catch(() => {})
      return location.assign(sent.to)
    }
    if (sent === "unreachable" && kept) {
      await this.#startAnew(form)
      tell()
      await sync()
      return this.#stop(this.dataset["waitsForNetwork"])
    }
    // The page with what is wrong comes from the server, as it would without script.
    if (this.dataset["draft"]) await putDraft({ ...draft, state: "draft" }).catch(() => {})
    if (this.dataset["city"]) form.submit()
    else location.assign(`/cities/${draft.city}/notes/new?draft=${draft.key}`)
  }

  /** What waits is one note; what comes next is another. */
  async #startAnew(form: HTMLFormElement): Promise<void> {
    form.reset()
    const place = form.querySelector<HTMLInputElement>("input[type=hidden][name=place]")
    if (place) place.value = ""
    this.querySelector<NearOffers>("near-offers")?.clear()
    this.#picker?.clear()
    const key = form.querySelector<HTMLInputElement>("[name=post_key]")
    if (key) key.value = crypto.randomUUID()
    this.#restored = false
  }

  #draft(state: Draft["state"]): Draft {
    const form = this.querySelector("form")
    const fields = fieldsOf(form)
    const named = (wanted: string) => fields.find(([name]) => name === wanted)?.[1] ?? ""
    const key = named("post_key")
    const author = this.dataset["author"] || lastAuthor()
    // The page for when there is no network asks for the city.
    const city = this.dataset["city"] || named("city")
    const photos = this.#photos.map(photo => photo.draft())
    const action = this.dataset["city"] ? (form?.getAttribute("action") ?? "") : `/cities/${city}/notes`
    return { key, author, city, action, fields, photos, state, changedAt: Date.now() }
  }

  get #picker(): PhotoPicker | null {
    return this.querySelector<PhotoPicker>("photo-picker")
  }

  get #photos(): PhotoPicker["photos"] {
    return this.#picker?.photos ?? []
  }

  #stop(why: string | undefined): void {
    this.#posting = false
    this.#say(why)
  }

  #say(text: string | undefined): void {
    const status = this.querySelector(".composer__status")
    if (status) status.textContent = text ?? ""
  }
}

/** Asks the browser to wake the service worker once there is a network, where it can. */
async function sync(): Promise<void> {
  const worker = (await navigator.serviceWorker?.getRegistration()) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined
  await worker?.sync?.register(SYNC).catch(() => {})
}

customElements.define("note-composer", NoteComposer)
