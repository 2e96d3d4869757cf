//! Sends one photo: two at once, with progress, again after growing pauses.

import type { Uploaded } from "web/lib/draft_store"
import { asJpeg } from "web/lib/shrink"
import { uploadPath } from "web/lib/upload_path"

const AT_ONCE = 2
const ATTEMPTS_MAX = 6
const PAUSE_MS = 1_000
const BUSY = [0, 408, 425, 429, 500, 502, 503, 504]

/** Why the server does not want the photo, in the reader's language. */
export class Refused extends Error {}

export interface Watch {
  /** From 0 to 1. */
  onProgress(part: number): void
  /** It did not arrive and is sent again in a while. */
  onRetry(): void
  signal: AbortSignal
}

interface Answer {
  status: number
  text: string
}

let running = 0
const queue: (() => void)[] = []

/**
 * The same key is the same photo, however often it is sent. Throws `Refused` for a photo that the
 * server does not take, `AbortError` when it is cancelled, else an error once it gives up.
 */
export async function upload(key: string, city: string, file: Blob, watch: Watch): Promise<Uploaded> {
  await turn(watch.signal)
  try {
    return await attempts(uploadPath(key, city), file, watch)
  } finally {
    running -= 1
    queue.shift()?.()
  }
}

async function attempts(path: string, file: Blob, watch: Watch): Promise<Uploaded> {
  let body = file
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(path, body, watch)
    if (answer.status === 200 || answer.status === 201) return JSON.parse(answer.text) as Uploaded
    const jpeg = answer.status === 422 && body === file ? await readable(file) : null
    if (jpeg) {
      body = jpeg
      continue
    }
    if (!BUSY.includes(answer.status)) throw new Refused(reason(answer))
    if (attempt >= ATTEMPTS_MAX) throw new Error("out of reach")
    watch.onRetry()
    await pause(PAUSE_MS * 2 ** (attempt - 1), watch.signal)
  }
}

/** A HEIC that this browser reads and the server does not. */
async function readable(file: Blob): Promise<Blob | null> {
  return /^image\/hei[cf]/.test(file.type) ? await asJpeg(file) : null
}

/** `fetch` does not tell how much is sent. */
function send(path: string, file: Blob, { onProgress, signal }: Watch): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open("PUT", path)
    request.setRequestHeader("Content-Type", "application/octet-stream")
    request.upload.onprogress = event => onProgress(event.loaded / Math.max(event.total, 1))
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => resolve({ status: 0, text: "" })
    request.onabort = () => reject(new DOMException("", "AbortError"))
    request.onloadend = () => signal.removeEventListener("abort", stop)
    signal.addEventListener("abort", stop)
    request.send(file)
  })
}

function reason({ text }: Answer): string {
  try {
    const problem = JSON.parse(text) as { title?: string; errors?: { detail: string }[] }
    return problem.errors?.[0]?.detail ?? problem.title ?? ""
  } catch {
    return ""
  }
}

async function turn(signal: AbortSignal): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>(resolve => queue.push(resolve))
  running += 1
  if (!signal.aborted) return
  running -= 1
  queue.shift()?.()
  throw new DOMException("", "AbortError")
}

/** The network's return ends the pause. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    addEventListener("online", () => resolve(), { once: true, signal })
    signal.addEventListener("abort", () => {
      clearTimeout(timer)
      reject(new DOMException("", "AbortError"))
    })
  })
}
