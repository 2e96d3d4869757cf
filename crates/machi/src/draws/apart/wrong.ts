//! What does not hold. Its message is for whoever looks into it; the page has words of its own.

export class Wrong extends Error {}

export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Wrong(otherwise)
}
