//! The lists of the desk: what a search found, the last scans with a way back, and what went wrong between
//! devices.

import type { Scan, Ticket } from "web/lib/door_store"
import { type Words, put, show } from "web/lib/words"
import { type Door, conflicts } from "./door"
import { wentIn } from "./inside"

/** Who is not among them types another letter. */
const FOUND_MAX = 8
const LAST_MAX = 12
const CONFLICTS_MAX = 200

export class Lists {
  checkIn: (ticket: Ticket) => void = () => {}
  #wanted = ""

  constructor(
    readonly inside: HTMLElement,
    readonly door: Door,
    readonly words: Words,
  ) {
    inside.addEventListener("click", event => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null
      const id = button?.closest("li")?.dataset["id"] ?? ""
      if (button?.dataset["do"] === "undo") void door.undo(id)
      const ticket = door.door?.tickets.find(ticket => ticket.id === id)
      if (button?.dataset["do"] === "check-in" && ticket) this.checkIn(ticket)
    })
  }

  /** By name or code. Without a text nothing is shown. */
  search(text: string): void {
    this.#wanted = text.trim()
    this.show()
  }

  show(): void {
    const found = this.#found()
    this.#fill("found", found.map(ticket => this.#foundItem(ticket)))
    show(this.inside, "[data-found-none]", this.#wanted !== "" && found.length === 0)
    const { scans } = this.door
    this.#fill("conflicts", conflicts(scans).slice(-CONFLICTS_MAX).reverse().map(scan => this.#conflictItem(scan)))
    put(this.inside, "[data-conflicts-count]", this.words.say("number", { n: conflicts(scans).length }))
    this.#fill("last", scans.slice(-LAST_MAX).reverse().map(scan => this.#lastItem(scan)))
  }

  #found(): Ticket[] {
    const name = plain(this.#wanted)
    if (!name) return []
    const code = this.#wanted.toUpperCase().replace(/[\s-]/g, "")
    const fits = (ticket: Ticket) => plain(ticket.name).includes(name) || (code && ticket.code.startsWith(code))
    const found = (this.door.door?.tickets ?? []).filter(fits)
    // Who stands there is most likely not in yet.
    const out = (ticket: Ticket) => !ticket.void && !this.door.inside.has(ticket.id)
    return [...found.filter(out), ...found.filter(ticket => !out(ticket))].slice(0, FOUND_MAX)
  }

  #foundItem(ticket: Ticket): HTMLElement {
    const item = this.#item("found", ticket.id, ticket.name)
    const inside = this.door.inside.get(ticket.id)
    const code = `${ticket.code.slice(0, 4)}-${ticket.code.slice(4)}`
    put(item, "[data-line]", [code, ticket.seat_type].filter(Boolean).join(" · "))
    const since = inside && this.words.say("in-since", { time: this.#clock(inside.at) })
    const state = ticket.void ? this.words.say("void") : (since ?? "")
    put(item, "[data-state-word]", state)
    show(item, "[data-state-word]", state !== "")
    show(item, "[data-do=check-in]", state === "")
    return item
  }

  #conflictItem(scan: Scan): HTMLElement {
    const item = this.#item("conflicts", scan.nonce, scan.name || this.words.say("nameless"))
    item.dataset["result"] = scan.result ?? ""
    const first = scan.first && { time: this.#clock(scan.first.at), by: scan.first.by, door: scan.first.door }
    const here = this.words.say("let-in-here", { time: this.#clock(scan.at), by: scan.steward })
    const other = first ? this.words.say("let-in-first", first) : this.words.say(scan.result ?? "")
    put(item, "[data-line]", here)
    put(item, "[data-first]", other)
    return item
  }

  #lastItem(scan: Scan): HTMLElement {
    const went = wentIn(scan) && scan.undo === "no"
    const said = this.words.say(wentIn(scan) && !went ? "undone" : scan.verdict)
    const time = this.#clock(scan.at)
    const item = this.#item("last", scan.nonce, scan.name || said)
    put(item, "[data-line]", scan.name ? `${time} · ${said}` : time)
    item.dataset["tone"] = went ? "good" : "bad"
    show(item, "[data-do=undo]", went)
    show(item, "[data-unsent]", scan.state === "waiting")
    return item
  }

  #item(list: string, id: string, name: string): HTMLElement {
    const template = this.inside.querySelector<HTMLTemplateElement>(`template[data-item=${list}]`)
    const item = (template?.content.cloneNode(true) as DocumentFragment).querySelector("li")!
    item.dataset["id"] = id
    put(item, "[data-name]", name)
    return item
  }

  /** What is as it was stays, so that the focus and a screen reader stay on it. */
  #fill(list: string, items: HTMLElement[]): void {
    const ul = this.inside.querySelector<HTMLElement>(`ul[data-list=${list}]`)
    if (!ul) return
    const known = new Map([...ul.children].map(item => [item.outerHTML, item]))
    const wanted = items.map(item => known.get(item.outerHTML) ?? item)
    const same = wanted.length === ul.children.length && wanted.every((item, at) => item === ul.children[at])
    if (!same) ul.replaceChildren(...wanted)
    const section = ul.closest<HTMLElement>("section")
    if (section) section.hidden = items.length === 0
  }

  #clock(at: string): string {
    return this.words.clock(at, this.door.door?.facts.zone ?? "UTC")
  }
}

/** Without width, case and accents: as one types at a door. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim()
}
