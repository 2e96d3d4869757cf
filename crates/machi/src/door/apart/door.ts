//! A door: its list, who is in, and the scans; each is decided by the server within its limit, else here.

import { type Admitted, type KeptDoor, type Scan, type Ticket } from "web/lib/door_store"
import { changeScans, door as keptDoor, putDoor, putScan, scansOf } from "web/lib/door_store"
import { type Asked, NEWS, type ScanAnswer, end, post, sendLater, sendScans, settle, waits } from "web/lib/door_queue"
import { type Kind, type Shown, type Verdict, decide, isCertain, letsIn, verdict } from "./decide"
import { wentIn, whoIsIn } from "./inside"
import { fetchList } from "./list"
import { readToken } from "./token"

/** How long the server may think; the person at the door waits no longer than a second. */
const ASK_MS_MAX = 700
const CODE = /^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$/

/** Tells `changed` whenever there is something else to show. */
export class Door extends EventTarget {
  door: KeptDoor | null = null
  scans: Scan[] = []
  inside = new Map<string, Admitted>()
  steward = ""
  /** Whether the last request was answered. While it was not, the device decides at once. */
  reachable = navigator.onLine
  #totals = { admitted: 0, tickets: 0, at_ms: 0 }
  /** One after the other: the second of two equal scans has to know of the first. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(readonly link: string) {
    super()
  }

  async load(): Promise<void> {
    this.door = (await keptDoor(this.link)) ?? null
    await this.#reload()
    // Whoever left the page while the server was asked has not heard the answer.
    const asking = this.scans.filter(({ state }) => state === "asking").map(({ nonce }) => nonce)
    await changeScans(asking, scan => ({ ...scan, state: "waiting" }))
    // Other tabs, and the worker, send too.
    new BroadcastChannel(NEWS).onmessage = () => void this.#reload()
    await this.#reload()
  }

  /** Sends what waits, then fetches the list as it is now. */
  async refresh(): Promise<void> {
    if (!(await sendScans())) await sendLater()
    const fetched = await fetchList(this.link)
    this.reachable = fetched !== "unreachable"
    if (fetched === "ended") await end(this.link)
    else if (fetched !== "unreachable") await putDoor(fetched)
    this.door = (await keptDoor(this.link)) ?? null
    await this.#reload()
  }

  /** What stands in a QR code, or was typed: a token, or a ticket's code. */
  scan(text: string): Promise<Verdict> {
    const code = text.toUpperCase().replace(/[\s-]/g, "")
    const ticket = CODE.test(code) ? this.door?.tickets.find(ticket => ticket.code === code) : undefined
    return this.#inTurn(async door => {
      if (ticket) return { ticket }
      const token = readToken(text.trim(), door.facts.key)
      return token && { token }
    })
  }

  checkIn(ticket: Ticket): Promise<Verdict> {
    return this.#inTurn(async () => ({ ticket }))
  }

  /** Takes a check-in back. What the server never heard of, it need not hear of. */
  async undo(nonce: string): Promise<void> {
    await changeScans([nonce], scan => {
      const unheard = scan.state === "waiting" && !scan.asked && !scan.sent
      return unheard ? { ...scan, state: "settled", undo: "done" } : { ...scan, undo: "waiting" }
    })
    await this.#reload()
    void this.refresh()
  }

  /** Who is in, and how many tickets there are. The server knows of the other doors, too. */
  get count(): { admitted: number; tickets: number } {
    const known = new Set(this.door?.tickets.map(({ id }) => id))
    const valid = this.door?.tickets.filter(ticket => !ticket.void).length ?? 0
    const newer = [...this.inside.keys()].filter(id => !known.has(id)).length
    const local = { admitted: this.inside.size, tickets: valid + newer }
    const { admitted, tickets, at_ms } = this.#totals
    if (at_ms < (this.door?.listed_at_ms ?? 0)) return local
    return { admitted: Math.max(local.admitted, admitted), tickets: Math.max(local.tickets, tickets) }
  }

  get waiting(): number {
    return this.scans.filter(waits).length
  }

  #inTurn(show: (door: KeptDoor) => Promise<Shown>): Promise<Verdict> {
    const decided = this.#turn.then(async () => {
      if (!this.door || this.door.ended) return verdict(this.door ? "ended" : "no_list")
      return await this.#decide(await show(this.door), this.door)
    })
    this.#turn = decided.catch(() => {})
    return decided
  }

  async #decide(shown: Shown, door: KeptDoor): Promise<Verdict> {
    const local = decide(shown, door, this.inside, Date.now() + door.ahead_ms)
    const scan = this.#newScan(shown, local)
    // What is in no list and on no paper has nothing to ask about.
    const asks = this.reachable && navigator.onLine && shown && !isCertain(local)
    const said = asks ? await this.#ask(scan, local) : null
    if (!said) await this.#decideAlone(scan, local)
    await this.#reload()
    if (this.waiting > 0) void this.#sendWaiting()
    return said ?? local
  }

  /** Answers null where the server did not answer in time. */
  async #ask(scan: Scan, local: Verdict): Promise<Verdict | null> {
    scan.asked = true
    scan.state = "asking"
    await putScan(scan)
    const asked = await post(this.link, [scan], [], ASK_MS_MAX)
    this.reachable = asked.kind !== "unreachable"
    if (asked.kind === "unreachable") return null
    const said = await this.#said(asked, local)
    const { kind, name } = said
    await changeScans([scan.nonce], one => ({ ...one, state: "settled", verdict: kind, name: name || one.name }))
    return said
  }

  async #said(asked: Exclude<Asked, { kind: "unreachable" }>, local: Verdict): Promise<Verdict> {
    if (asked.kind === "refused") return { ...local, kind: "refused", detail: asked.detail }
    if (asked.kind === "ended") {
      await end(this.link)
      this.door = (await keptDoor(this.link)) ?? null
      return verdict("ended")
    }
    const { scans, admitted, tickets } = asked.answer
    this.#totals = { admitted, tickets, at_ms: Date.now() }
    await settle(scans)
    const answer = scans[0]
    return answer ? answered(answer, local) : local
  }

  async #decideAlone(scan: Scan, local: Verdict): Promise<void> {
    const goesIn = letsIn(local.kind)
    scan.let_in = goesIn
    // Of who tries it twice the organiser is told; what the server was asked, it knows.
    scan.turned_away = local.kind === "again" && !scan.asked
    scan.state = goesIn || scan.turned_away ? "waiting" : "settled"
    // Should the server have heard of it nevertheless and said yes, that is taken back.
    if (!goesIn && scan.asked) scan.undo = "waiting"
    await putScan(scan)
  }

  #newScan(shown: Shown, { kind, ticket, name, first }: Verdict): Scan {
    return {
      nonce: crypto.randomUUID(),
      link: this.link,
      at: new Date().toISOString(),
      steward: this.steward,
      token: shown && "token" in shown ? shown.token.text : null,
      ticket,
      name,
      verdict: kind,
      let_in: false,
      turned_away: false,
      asked: false,
      sent: false,
      state: "settled",
      undo: "no",
      result: null,
      first,
      settled_at_ms: 0,
    }
  }

  async #sendWaiting(): Promise<void> {
    if (!navigator.onLine) return await sendLater()
    const all = await sendScans()
    if (all) this.reachable = true
    else await sendLater()
    await this.#reload()
  }

  async #reload(): Promise<void> {
    this.scans = await scansOf(this.link)
    this.inside = this.door ? whoIsIn(this.door, this.scans) : new Map()
    this.dispatchEvent(new Event("changed"))
  }
}

/** Of these, one's own screen says who went in though somebody else's had let them in, or should not have. */
export function conflicts(scans: Scan[]): Scan[] {
  const good = ["admitted", "again"]
  return scans.filter(scan => scan.let_in && wentIn(scan) && scan.result && !good.includes(scan.result))
}

function answered({ result, ticket, first }: ScanAnswer, local: Verdict): Verdict {
  const kind: Kind = result === "admitted" ? "welcome" : result === "conflict" ? "again" : result
  return {
    ...local,
    kind,
    ticket: ticket?.id ?? local.ticket,
    name: ticket?.name ?? local.name,
    seat: ticket?.seat_type ?? local.seat,
    first: first ?? local.first,
  }
}
