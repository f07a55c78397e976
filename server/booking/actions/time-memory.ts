/**
 * The taken time of the coming weeks, kept in memory by each process, so that a search over thousands of instruments asks
 * the database little.
 *
 * It is never staler than a statement would be: whoever asks first reads the outbox up to the newest event that is
 * visible at that moment, and what an event names is read from the tables again. Events may come twice and in any order,
 * since they only say where to look. Places in the outbox are kept as in log-reader.ts, so none is missed where
 * transactions commit out of order.
 */

import { setImmediate as nextTurn } from 'node:timers/promises'
import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { CITY, layersByPlaces, toInstrumentLayer } from '../../catalog/queries/policy-layers.ts'
import { EMPTY_LAYER, type PolicyLayer } from '../../catalog/rules/policy-layers.ts'
import type { Store } from '../../platform/db.ts'
import { endOfLog, type LogPlace, visibleRows } from '../../platform/log-reader.ts'
import { isBefore } from '../../platform/outbox-tail.ts'
import { type SlotFacts, slotFacts } from '../queries/facts.ts'
import { publicIdsAfter, unitsAround, unitTime } from '../queries/unit-time.ts'
import { type FlatSpans, flatSpans } from '../rules/first-fit.ts'
import type { PlaceLayers, SlotInstrument, SlotRules, Unit } from '../rules/time-search.ts'
import { instrumentOf } from './live.ts'

/** So far ahead timetables are read, and so far ahead they must be known: no policy lets anybody book later. */
const AHEAD_MS = 400 * DAY_MS
const NEEDED_MS = 367 * DAY_MS
/** A clock may go back a little. */
const BEHIND_MS = DAY_MS
/** After so long everything is read anew beside what is still used, and what is past by then is forgotten. */
const RENEWED_MS = DAY_MS
const CHUNK = 500

/** Public instruments by id, and what the places above them say of booking. */
export type KnownTime = PlaceLayers & { readonly instruments: ReadonlyMap<string, SlotInstrument> }

type Memory = {
  readonly span: Interval
  readonly instruments: Map<string, SlotInstrument>
  readonly units: Map<string, Unit>
  /** What the city and institutions say of booking. */
  readonly layers: Map<string, PolicyLayer>
  /** Rules and timetables by their text, so that instruments with the same share one. */
  readonly rules: Map<string, SlotRules>
  readonly timetables: Map<string, SlotInstrument['timetable']>
  place: LogPlace
  /** Events behind `place` that were heard already. */
  heard: ReadonlySet<number>
}

/** What one process knows of a database. */
export type TimeMemory = {
  /** All public instruments, as they are at this moment. Waits while they are read for the first time. */
  current(now: Instant): Promise<KnownTime>
  /** False while `current` would have to wait for everything to be read. */
  isLoaded(now: Instant): boolean
  /** Begins to read everything; whether that succeeds is seen by who needs it. */
  load(now: Instant): void
}

const memories = new WeakMap<Store['db'], TimeMemory>()

/** The memory of a store, made when it is first asked for. */
export function timeMemory({ db, dialect }: Store): TimeMemory {
  const known = memories.get(db) ?? openMemory({ db, dialect })
  memories.set(db, known)
  return known
}

type Tables = Pick<Store, 'db' | 'dialect'>

function openMemory(store: Tables): TimeMemory {
  let memory: Memory | undefined
  let loading: Promise<Memory> | undefined
  let reading: Promise<void> | undefined
  let next: Promise<void> | undefined

  const covers = (now: Instant) =>
    memory !== undefined && memory.span.startsAt <= now && now + NEEDED_MS <= memory.span.endsAt

  function renew(now: Instant): Promise<Memory> {
    loading ??= readAll(store, now)
      .then((made) => (memory = made))
      .finally(() => (loading = undefined))
    return loading
  }

  /** Ends when a read of the outbox has ended that began after the call. */
  function caughtUp(known: Memory): Promise<void> {
    if (reading) {
      next ??= reading
        .catch(() => {})
        .then(() => {
          next = undefined
          return caughtUp(known)
        })
      return next
    }
    reading = catchUp(store, known).finally(() => (reading = undefined))
    return reading
  }

  const load = (now: Instant) => void renew(now).catch(() => {})

  return {
    isLoaded: covers,
    load,
    current: async (now) => {
      const known = covers(now) && memory ? memory : await renew(now)
      // What is used meanwhile stays right.
      if (now - known.span.startsAt > BEHIND_MS + RENEWED_MS) load(now)
      await caughtUp(known)
      return knownTime(known)
    },
  }
}

/** Only these instruments, read for one answer. */
export async function timeOf(store: Tables, ids: readonly string[], now: Instant): Promise<KnownTime> {
  const memory = emptyMemory(now, await endOfLog(store.db, store.dialect, 'outbox_event'))
  await readInstruments(store, memory, ids)
  await readUnits(store, memory, [...memory.units.keys()])
  return knownTime(memory)
}

function knownTime({ instruments, layers }: Memory): KnownTime {
  return {
    instruments,
    city: layers.get(CITY) ?? EMPTY_LAYER,
    ofInstitution: (id) => layers.get(id) ?? EMPTY_LAYER,
  }
}

function emptyMemory(now: Instant, place: LogPlace): Memory {
  return {
    span: { startsAt: now - BEHIND_MS, endsAt: now + AHEAD_MS },
    instruments: new Map(),
    units: new Map(),
    layers: new Map(),
    rules: new Map(),
    timetables: new Map(),
    place,
    heard: new Set(),
  }
}

async function readAll(store: Tables, now: Instant): Promise<Memory> {
  const memory = emptyMemory(now, await endOfLog(store.db, store.dialect, 'outbox_event'))
  for (let after: string | undefined = ''; after !== undefined;) {
    const ids: string[] = await publicIdsAfter(store.db, after, CHUNK)
    await readInstruments(store, memory, ids)
    after = ids.length < CHUNK ? undefined : ids.at(-1)
    await nextTurn()
  }
  const units = [...memory.units.keys()].toSorted()
  for (let i = 0; i < units.length; i += CHUNK) {
    await readUnits(store, memory, units.slice(i, i + CHUNK))
    await nextTurn()
  }
  return memory
}

/** Hears what happened, and reads again what it names. */
async function catchUp(store: Tables, memory: Memory): Promise<void> {
  const log = { table: 'outbox_event', after: memory.place } as const
  const { rows, settled } = await visibleRows(store.db, store.dialect, log)
  if (rows.length === 0) return
  const news = rows.filter((it) => !memory.heard.has(it.id))
  const touched = new Set(news.flatMap((it) => instrumentOf(it) ?? []))
  const changed = new Set(news.filter((it) => it.type.startsWith('instrument.')).map((it) => it.subject_id))
  const said = news.filter((it) => it.type === 'policy.changed').map((it) => it.subject_id)
  // Of places that no public instrument has, nothing is kept.
  await readLayers(
    store,
    memory,
    said.filter((it) => memory.layers.has(it)),
  )
  await readInstruments(store, memory, [...changed])
  for (const ids of chunks([...touched])) {
    for (const units of chunks(await unitsAround(store.db, ids))) await readUnits(store, memory, units)
  }
  memory.place = settled
  memory.heard = new Set(rows.filter((it) => isBefore(settled, it)).map((it) => it.id))
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) =>
    all.slice(i * CHUNK, (i + 1) * CHUNK),
  )
}

async function readInstruments(store: Tables, memory: Memory, ids: readonly string[]): Promise<void> {
  for (const chunk of chunks(ids)) {
    const facts = await slotFacts(store.db, chunk, memory.span)
    const places = new Set([CITY, ...facts.map((it) => it.institutionId)])
    await readLayers(
      store,
      memory,
      [...places].filter((it) => !memory.layers.has(it)),
    )
    for (const id of chunk) memory.instruments.delete(id)
    for (const it of facts) memory.instruments.set(it.id, remembered(memory, it))
  }
}

async function readLayers({ db }: Tables, memory: Memory, places: readonly string[]): Promise<void> {
  for (const chunk of chunks(places)) {
    const layers = await layersByPlaces(db, chunk)
    for (const [i, place] of chunk.entries()) memory.layers.set(place, layers[i] ?? EMPTY_LAYER)
  }
}

function remembered(
  memory: Memory,
  { timetable, policy, lanes, parts, layerText, ...facts }: SlotFacts,
): SlotInstrument {
  const { key, timeZone, hours, exceptions } = timetable
  const { institutionId } = facts
  const rulesKey = JSON.stringify([institutionId, timeZone, policy, layerText])
  const layer = toInstrumentLayer(layerText)
  return {
    ...facts,
    policy,
    rules: shared(memory.rules, rulesKey, { institutionId, timeZone, policy, layer }),
    timetable: shared(memory.timetables, key, { key, timeZone, hours, exceptions }),
    lanes: lanes.map((it) => unitOf(memory, it)),
    parts: parts.map((it) => unitOf(memory, it)),
  }
}

function shared<T>(known: Map<string, T>, key: string, made: T): T {
  const found = known.get(key)
  if (found === undefined) known.set(key, made)
  return found ?? made
}

function unitOf(memory: Memory, id: string): Unit {
  return shared<Unit>(memory.units, id, { id, spans: NOTHING, busy: NOTHING })
}

const NOTHING: FlatSpans = new Float64Array(0)

/** Of units that no public instrument has, nothing is kept. */
async function readUnits({ db }: Tables, memory: Memory, ids: readonly string[]): Promise<void> {
  const known = ids.filter((it) => memory.units.has(it))
  const found = Map.groupBy(await unitTime(db, known, memory.span.startsAt), (it) => it.unitId)
  for (const id of known) {
    const taken = found.get(id) ?? []
    const spans = flatSpans(taken)
    const hasTurnarounds = taken.some((it) => it.busyUntil < it.endsAt)
    const busy = hasTurnarounds
      ? flatSpans(
          taken
            .filter((it) => it.startsAt < it.busyUntil)
            .map((it) => ({ startsAt: it.startsAt, endsAt: it.busyUntil })),
        )
      : spans
    Object.assign(unitOf(memory, id), { spans, busy })
  }
}
