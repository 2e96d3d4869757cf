//! What a door needs without a network, kept on the steward's device: its list of tickets, and the
//! scans with what became of them.

const NAME = "machi-door"
const VERSION = 1

/** When, by whom and at which door somebody was let in. `at` is RFC 3339. */
export interface Admitted {
  at: string
  by: string
  door: string
}

export interface Ticket {
  id: string
  date: string
  issue: number
  code: string
  name: string
  seat_type: string | null
  void: boolean
  admitted: Admitted | null
}

/** What the server says of a door, beside its tickets. */
export interface DoorFacts {
  event: string
  name: string
  zone: string
  from: string
  until: string
  /** Base64url of the key by which tickets are signed. */
  key: string
  dates: { id: string; starts_at: string; cancelled: boolean }[]
}

export interface KeptDoor {
  link: string
  facts: DoorFacts
  tickets: Ticket[]
  /** When the list was asked for, by the device's clock. */
  listed_at_ms: number
  /** How far the server's clock is ahead of the device's. */
  ahead_ms: number
  /** The server does not know the link any more: revoked, or over. */
  ended: boolean
}

/** What the server makes of a scan. */
export type Result =
  | "admitted"
  | "again"
  | "conflict"
  | "void"
  | "stale"
  | "other_event"
  | "other_date"
  | "forged"
  | "unknown"

export interface Scan {
  nonce: string
  link: string
  /** RFC 3339 in UTC, by the device's clock. */
  at: string
  steward: string
  token: string | null
  /** The ticket's id, where the device found one. */
  ticket: string | null
  /** Whose ticket it is, for the list of the last scans. */
  name: string
  /** What the steward was told. */
  verdict: string
  /** The device decided alone, and somebody went in. */
  let_in: boolean
  /** The device decided alone that somebody was in already. */
  turned_away: boolean
  /** The server was asked before, and may know the nonce as one that let nobody in. */
  asked: boolean
  /** It is on its way, or was: the server may know of it. */
  sent: boolean
  /** `asking`: by a page, just now. `settled`: nothing is to be sent. */
  state: "asking" | "waiting" | "settled"
  undo: "no" | "waiting" | "done"
  result: Result | null
  first: Admitted | null
  /** When the server answered last, by the device's clock. */
  settled_at_ms: number
}


type Setting = "id" | "steward" | "muted"

export function putDoor(door: KeptDoor): Promise<void> {
  return write(["doors"], store => store("doors").put(door))
}

export function door(link: string): Promise<KeptDoor | undefined> {
  return read("doors", store => store.get(link))
}

export function allDoors(): Promise<KeptDoor[]> {
  return read("doors", store => store.getAll())
}

export function putScan(scan: Scan): Promise<void> {
  return write(["scans"], store => store("scans").put(scan))
}

/** Of one door, the oldest first. */
export async function scansOf(link: string): Promise<Scan[]> {
  const scans = await read<Scan[]>("scans", store => store.index("link").getAll(link))
  return scans.sort((a, b) => a.at.localeCompare(b.at))
}

export function allScans(): Promise<Scan[]> {
  return read("scans", store => store.getAll())
}

/** Changes scans as they stand in the store, all or none: another page or the worker may write too. */
export function changeScans(nonces: string[], change: (scan: Scan) => Scan): Promise<void> {
  return write(["scans"], store => {
    for (const nonce of nonces) {
      const found = store("scans").get(nonce)
      found.onsuccess = () => {
        const scan = found.result as Scan | undefined
        if (!scan) return
        const changed = change(scan)
        if (changed.nonce !== nonce) store("scans").delete(nonce)
        store("scans").put(changed)
      }
    }
  })
}

/** Forgets a door, its list and its scans. */
export function removeDoor(link: string): Promise<void> {
  return write(["doors", "scans"], store => {
    store("doors").delete(link)
    const found = store("scans").index("link").getAllKeys(link)
    found.onsuccess = () => {
      for (const nonce of found.result) store("scans").delete(nonce)
    }
  })
}

/** Of this device, whatever the door. */
export function setting(name: Setting): Promise<string | undefined> {
  return read("device", store => store.get(name))
}

export function putSetting(name: Setting, value: string): Promise<void> {
  return write(["device"], store => store("device").put(value, name))
}

/** By which the server knows this device. */
export async function deviceId(): Promise<string> {
  const known = await setting("id")
  if (known) return known
  const id = crypto.randomUUID()
  await putSetting("id", id)
  return id
}

let opened: Promise<IDBDatabase> | null = null

/** Held open: a scan must not wait for it. */
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      request.result.createObjectStore("doors", { keyPath: "link" })
      request.result.createObjectStore("scans", { keyPath: "nonce" }).createIndex("link", "link")
      request.result.createObjectStore("device")
    }
    request.onsuccess = () => {
      request.result.onclose = () => (opened = null)
      request.result.onversionchange = () => {
        request.result.close()
        opened = null
      }
      resolve(request.result)
    }
    request.onerror = () => {
      opened = null
      reject(request.error)
    }
  })
  return opened
}

async function read<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await open()
  return await new Promise<T>((resolve, reject) => {
    const request = ask(database.transaction(name).objectStore(name))
    request.onsuccess = () => resolve(request.result as T)
    request.onerror = () => reject(request.error)
  })
}

type Stores = (name: string) => IDBObjectStore

/** Resolves once it is on the disk: a scan that was shown outlives the battery. */
async function write(names: string[], change: (store: Stores) => void): Promise<void> {
  const database = await open()
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction(names, "readwrite", { durability: "strict" })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    change(name => transaction.objectStore(name))
  })
}
