//! The page's words and times, in the reader's language: the server wrote them into the element's
//! `<template data-words>`.

export type Fills = Record<string, string | number>

export class Words {
  readonly #words = new Map<string, string>()
  readonly #lang = document.documentElement.lang

  constructor(inside: Element) {
    const template = inside.querySelector<HTMLTemplateElement>("template[data-words]")
    for (const word of template?.content.querySelectorAll<HTMLElement>("[data-word]") ?? []) {
      this.#words.set(word.dataset["word"] ?? "", word.textContent ?? "")
    }
  }

  /** The text of this name, with `%key%` filled in; empty where the page has none. */
  say(name: string, fills: Fills = {}): string {
    const text = this.#words.get(name) ?? ""
    return text.replace(/%(\w+)%/g, (all, key: string) => {
      const fill = fills[key]
      return typeof fill === "number" ? fill.toLocaleString(this.#lang) : (fill ?? all)
    })
  }

  /** Of the day, in this zone. */
  clock(at: string | number, timeZone: string): string {
    return new Intl.DateTimeFormat(this.#lang, { hour: "numeric", minute: "2-digit", timeZone }).format(new Date(at))
  }

  dayAndClock(at: string, timeZone: string): string {
    const style = { weekday: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const
    return new Intl.DateTimeFormat(this.#lang, { ...style, timeZone }).format(new Date(at))
  }

  minutes(count: number): string {
    const style = { style: "unit", unit: "minute", unitDisplay: "long" } as const
    return new Intl.NumberFormat(this.#lang, style).format(count)
  }
}

export function put(inside: ParentNode, selector: string, text: string): void {
  const element = inside.querySelector(selector)
  if (element && element.textContent !== text) element.textContent = text
}

export function show(inside: ParentNode, selector: string, shown: boolean): void {
  const element = inside.querySelector<HTMLElement>(selector)
  if (element) element.hidden = !shown
}
