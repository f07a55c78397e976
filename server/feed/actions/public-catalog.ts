/** What the city platform asks of the catalog. Everything here is public: nobody needs to be signed in. */

import type { Context } from '../../context.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import {
  publicInstitutionsByUsccs,
  publicInstrumentIdsByUsccs,
  publicInstrumentKeys,
  publicInstrumentsByIds,
} from '../queries/public-catalog.ts'
import type { PublicInstitution, PublicInstrument } from '../rules/public-instrument.ts'

/** Public instruments in the order of `ids`; null where there is none. */
export async function knownInstruments(
  ctx: Context,
  ids: readonly string[],
): Promise<(PublicInstrument | null)[]> {
  return (await publicInstrumentsByIds(ctx.store.db, ids)).map((it) => it ?? null)
}

/** Approved institutions in the order of `usccs`; null where there is none. */
export async function knownInstitutions(
  ctx: Context,
  usccs: readonly string[],
): Promise<(PublicInstitution | null)[]> {
  return (await publicInstitutionsByUsccs(ctx.store.db, usccs)).map((it) => it ?? null)
}

/** A page of public instruments, the oldest first, so that none is missed while others are added. */
export async function publicInstrumentsPage(ctx: Context, args: PageArgs): Promise<Page<PublicInstrument>> {
  const page = pageRequest(args)
  const keys = await publicInstrumentKeys(ctx.store.db, page)
  const instruments = await publicInstrumentsByIds(
    ctx.store.db,
    keys.map((it) => it.id),
  )
  const { edges, pageInfo } = pageOf(keys, page, (it) => [it.createdAt, it.id])
  const found = edges.flatMap(({ cursor }, i) => {
    const node = instruments[i]
    return node ? [{ cursor, node }] : []
  })
  return { edges: found, pageInfo }
}

/** The first public instruments of each institution, by Chinese name. */
export async function instrumentsOfInstitutions(
  ctx: Context,
  usccs: readonly string[],
  first: number,
): Promise<PublicInstrument[][]> {
  const ids = await publicInstrumentIdsByUsccs(ctx.store.db, usccs, first)
  const instruments = await publicInstrumentsByIds(ctx.store.db, ids.flat())
  const found = new Map(instruments.filter((it) => it !== undefined).map((it) => [it.id, it]))
  return ids.map((list) => list.flatMap((id) => found.get(id) ?? []))
}
