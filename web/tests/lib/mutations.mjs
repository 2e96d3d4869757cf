//! Every way to change one value of a document, or one of its keys.

const LARGE = Number.MAX_SAFE_INTEGER

/** Yields `{ path, value }`: the whole document with one change, and where it is. */
export function* mutations(value, path = "") {
  for (const changed of own(value)) yield { path, value: changed }
  if (typeof value !== "object") return
  for (const key of Object.keys(value)) {
    for (const inner of mutations(value[key], `${path}/${key}`)) {
      const copy = Array.isArray(value) ? [...value] : { ...value }
      copy[key] = inner.value
      yield { path: inner.path, value: copy }
    }
  }
}

function own(value) {
  if (typeof value === "string") return texts(value)
  if (typeof value === "number") return numbers(value)
  return Array.isArray(value) ? lists(value) : objects(value)
}

function* texts(text) {
  yield* ["", `${text} `, `${text}0`, ` ${text}`, text.toUpperCase(), text.slice(1), text.slice(0, -1), text + text, 0, []]
  for (const at of places(text.length)) {
    const [before, char, after] = [text.slice(0, at), text[at], text.slice(at + 1)]
    yield* [before + after, `${before}${char}${char}${after}`]
    for (const other of ["0", "f", "A", "\n", "é"]) yield before + other + after
    if (after) yield before + after[0] + char + after.slice(1)
  }
}

function* numbers(number) {
  yield* [number + 1, Math.max(number - 1, 0), 0, 1, number * 2, LARGE, number + 2 ** 32, String(number), [number]]
}

function* lists(list) {
  yield* [[], [...list, ...list], [...list].reverse(), {}]
  for (const at of places(list.length)) {
    const [before, item, after] = [list.slice(0, at), list[at], list.slice(at + 1)]
    yield* [[...before, ...after], [...before, item, item, ...after]]
    if (after.length > 0) yield [...before, after[0], item, ...after.slice(1)]
  }
}

function* objects(object) {
  yield* [{}, [], { ...object, additional: "" }, { ...object, A: 0 }]
  for (const key of Object.keys(object)) {
    const { [key]: value, ...rest } = object
    yield* [rest, { ...rest, [`${key}_`]: value }, { ...rest, [key.toUpperCase()]: value }]
  }
}

/** Some at both ends and in between: a text of a thousand characters has no news in each. */
function places(length) {
  const few = [0, 1, Math.floor(length / 3), Math.floor(length / 2), length - 2, length - 1]
  return [...new Set(few.filter(at => at >= 0 && at < length))]
}
