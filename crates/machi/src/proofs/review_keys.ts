//! Which key does what at the desk of proofs. One press accepts; `r` and a number refuse for a ready reason.

/** How many reasons there are; the last one is in words. */
export const REASONS = 5

export type Press =
  | { do: "nothing" }
  | { do: "accept" | "skip" | "undo" }
  /** The next press is a reason's number. */
  | { do: "ask" }
  /** From 1; the last one wants words. */
  | { do: "refuse" | "type"; reason: number }

/** What a press does; `asked`: `r` was pressed before it. */
export function pressed(key: string, asked: boolean): Press {
  const number = /^[1-9]$/.test(key) ? Number(key) : 0
  if (asked && number > 0 && number <= REASONS) return { do: number === REASONS ? "type" : "refuse", reason: number }
  switch (key.toLowerCase()) {
    case "a":
      return { do: "accept" }
    case "r":
      return { do: "ask" }
    case "s":
      return { do: "skip" }
    case "u":
      return { do: "undo" }
    default:
      return { do: "nothing" }
  }
}
