//! What is being written, and what waits to be sent, kept on this device until it is posted.

const NAME = "machi"
const VERSION = 1
/** Photos of one note. */
const PHOTOS_MAX = 18
/** An upload that no note uses is removed from the server after a day. */
const UPLOADED_MS_MAX = 12 * 3_600_000

/** What the server answers to an upload. */
export interface Uploaded {
  id: string
  sources: { width: number; url: string }[]
  near: Near | null
}

export interface Near {
  /** Where the photo was taken, in degrees. */
  spot: { lat: number; lon: number }
  neighbourhood: { id: string; name: string } | null
  places: { id: string; name: string }[]
  event: { id: string; title: string } | null
}

export interface DraftPhoto {
  /** By which the server knows the file too; its bytes are kept under it. */
  key: string
  alt: string
  uploaded?: Uploaded
}

export interface Draft {
  /** By which the server knows the note: sent twice, it is one note. */
  key: string
  /** The account's id. */
  author: string
  city: string
  /** Where the form goes. */
  action: string
  fields: [string, string][]
  photos: DraftPhoto[]
  /** Being written; waiting for the network; refused by the server. */
  state: "draft" | "waiting" | "refused"
  changedAt: number
}

/** Replaces the draft of this key. */
export function putDraft(draft: Draft): Promise<void> {
  const photos = draft.photos.slice(0, PHOTOS_MAX)
  return write(({ drafts }) => drafts.put({ ...draft, photos }))
}

/** Everything that is kept, the oldest first. */
export async function allDrafts(): Promise<Draft[]> {
  const drafts = await read<Draft[]>("drafts", store => store.getAll())
  return drafts.map(fresh).sort((a, b) => a.changedAt - b.changedAt)
}

/** Forgets the draft, and the bytes of its photos. */
export async function removeDraft(key: string): Promise<void> {
  const draft = await read<Draft | undefined>("drafts", store => store.get(key))
  await write(({ drafts, files }) => {
    drafts.delete(key)
    for (const photo of draft?.photos ?? []) files.delete(photo.key)
  })
}

export function putFile(key: string, file: Blob): Promise<void> {
  return write(({ files }) => files.put(file, key))
}

export function file(key: string): Promise<Blob | undefined> {
  return read("files", store => store.get(key))
}

export function removeFile(key: string): Promise<void> {
  return write(({ files }) => files.delete(key))
}

function fresh(draft: Draft): Draft {
  if (Date.now() - draft.changedAt < UPLOADED_MS_MAX) return draft
  const photos = draft.photos.map(({ key, alt }) => ({ key, alt }))
  return { ...draft, photos }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "key" })
      request.result.createObjectStore("files")
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function read<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  return await new Promise<T>((resolve, reject) => {
    const request = ask(database.transaction(name).objectStore(name))
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  }).finally(() => database.close())
}

interface Stores {
  drafts: IDBObjectStore
  files: IDBObjectStore
}

async function write(change: (stores: Stores) => void): Promise<void> {
  const database = await open()
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction(["drafts", "files"], "readwrite")
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    change({ drafts: transaction.objectStore("drafts"), files: transaction.objectStore("files") })
  }).finally(() => database.close())
}
