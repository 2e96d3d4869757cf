//! The desk on the page: takes a proof, shows each step as it is done, then answers who asks for themselves.

import { Words, put, show } from "web/lib/words"
import { showFacts } from "./facts"
import { ownSaid, receiptSaid } from "./said"
import { STEPS, type StepId, type StepState, type Verdict } from "./verify"
import type { Answer, Asked, Facts } from "./worker"

/** A million entrants take half of it. */
const PROOF_BYTES_MAX = 128 * 1024 * 1024
const RECEIPT_CHARS_MAX = 4000
/** By which a file is told from a proof. */
const RECEIPT = "machi-draw-receipt-v1"

/** `script`: the address of this bundle, which the worker starts from. */
export function openCheck(element: HTMLElement, script: string): void {
  new Desk(element, script).open()
}

class Desk {
  readonly #words: Words
  #worker: Worker | null = null
  /** What was asked for last; what comes later of an earlier one is left. */
  #turn = 0

  constructor(
    readonly element: HTMLElement,
    readonly script: string,
  ) {
    this.#words = new Words(element)
  }

  open(): void {
    const { element } = this
    const address = element.dataset["proof"] ?? ""
    element.querySelector("[data-do=check]")?.addEventListener("click", () => void this.#take(() => load(address)))
    const input = element.querySelector<HTMLInputElement>("input[type=file]")
    input?.addEventListener("change", () => {
      void this.#takeFile(input.files?.[0])
      // The same file once more is a change, too.
      input.value = ""
    })
    element.addEventListener("dragover", event => this.#over(event, true))
    element.addEventListener("dragleave", event => this.#over(event, false))
    element.addEventListener("drop", event => {
      this.#over(event, false)
      void this.#takeFile(event.dataTransfer?.files[0])
    })
    this.#answers("salt", salt => ({ salt: salt.toLowerCase() }))
    this.#answers("receipt", receipt => ({ receipt: receipt.slice(0, RECEIPT_CHARS_MAX) }))
    show(element, "[data-do=check]", address !== "")
    show(element, "[data-desk]", true)
  }

  #over(event: DragEvent, over: boolean): void {
    if (!event.dataTransfer?.types.includes("Files")) return
    event.preventDefault()
    this.element.toggleAttribute("data-over", over)
  }

  async #takeFile(file: File | undefined): Promise<void> {
    if (!file) return
    const small = this.#worker && file.size <= RECEIPT_CHARS_MAX ? await file.text().catch(() => "") : ""
    if (small.includes(RECEIPT)) this.#takeReceipt(small)
    else await this.#take(async () => bounded(file.size) && new Uint8Array(await file.arrayBuffer()))
  }

  #takeReceipt(text: string): void {
    const form = this.element.querySelector<HTMLFormElement>("form[data-form=receipt]")
    const field = form?.querySelector("textarea")
    if (field) field.value = text
    form?.requestSubmit()
  }

  async #take(read: () => Promise<Uint8Array | false>): Promise<void> {
    const turn = ++this.#turn
    this.#clear()
    const bytes = await read().catch(() => false as const)
    if (turn !== this.#turn) return
    if (!bytes) return this.#unreadable()
    const worker = (this.#worker = new Worker(this.script, { type: "module" }))
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#hear(data)
    worker.onerror = () => this.#unreadable()
    this.#ask({ check: bytes }, [bytes.buffer])
  }

  #hear(answer: Answer): void {
    if ("running" in answer) this.#running(answer.running, answer.done)
    else if ("verdict" in answer) this.#verdict(answer.verdict, answer.facts)
    else if ("own" in answer) put(this.element, "[data-answer=salt]", ownSaid(answer.own, this.#words))
    else this.#receipt(answer.receipt.state, receiptSaid(answer.receipt, this.#words))
  }

  #ask(asked: Asked, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(asked, transfer)
  }

  #clear(): void {
    this.#worker?.terminate()
    this.#worker = null
    for (const step of STEPS) this.#step(step, "unreached")
    for (const answer of ["salt", "receipt"]) put(this.element, `[data-answer=${answer}]`, "")
    for (const part of ["[data-verdict]", "[data-own]", "[data-facts]"]) this.#showAll(part, false)
    this.#progress(0)
  }

  #running(step: StepId, done: number): void {
    const at = STEPS.indexOf(step)
    for (const passed of STEPS.slice(0, at)) this.#step(passed, "passed")
    this.#step(step, "running")
    this.#progress(at + done)
  }

  #verdict({ ok, failed, why, chain, steps }: Omit<Verdict, "proof">, facts: Facts | null): void {
    for (const { id, state } of steps) this.#step(id, state)
    show(this.element, "[data-progress]", false)
    const title = this.element.querySelector(`[data-step=${failed}] [data-title]`)?.textContent ?? ""
    put(this.element, "[data-failed]", this.#words.say("failed", { step: title.trim() }))
    if (!ok) console.warn("this draw does not hold:", failed, why)
    show(this.element, `[data-verdict=${ok ? (chain === "other" ? "practice" : "ok") : "failed"}]`, true)
    if (!facts) return
    showFacts(this.element, facts, this.#words)
    this.#showAll("[data-facts]", true)
    this.#showAll("[data-own]", true)
  }

  #receipt(state: string, said: string): void {
    const line = this.element.querySelector<HTMLElement>("[data-answer=receipt]")
    line?.toggleAttribute("data-foul", state === "missing" || state === "lowered")
    put(this.element, "[data-answer=receipt]", said)
  }

  #unreadable(): void {
    this.#clear()
    show(this.element, "[data-progress]", false)
    show(this.element, "[data-verdict=unreadable]", true)
  }

  #step(id: StepId, state: StepState | "running"): void {
    const step = this.element.querySelector<HTMLElement>(`[data-step=${id}]`)
    if (!step || step.dataset["state"] === state) return
    step.dataset["state"] = state
    put(step, "[data-state-word]", this.#words.say(`state-${state}`))
  }

  #progress(value: number): void {
    show(this.element, "[data-progress]", true)
    const progress = this.element.querySelector<HTMLProgressElement>("[data-progress]")
    if (progress) progress.value = value
  }

  #showAll(selector: string, shown: boolean): void {
    for (const part of this.element.querySelectorAll<HTMLElement>(selector)) part.hidden = !shown
  }

  /** A form with one field, whose answer stands below it. */
  #answers(name: string, asked: (text: string) => Asked): void {
    const form = this.element.querySelector<HTMLFormElement>(`form[data-form=${name}]`)
    form?.addEventListener("submit", event => {
      event.preventDefault()
      const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(".field__input")
      this.#ask(asked(field?.value.trim() ?? ""))
    })
  }
}

async function load(address: string): Promise<Uint8Array | false> {
  const response = await fetch(address)
  const told = Number(response.headers.get("content-length") ?? 0)
  if (!response.ok || !bounded(told)) return false
  return new Uint8Array(await response.arrayBuffer())
}

function bounded(bytes: number): boolean {
  return bytes <= PROOF_BYTES_MAX
}
