/** A harvest during which things change: nothing is missed, nothing comes twice. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refreshFeedRecords } from '../../../server/feed/actions/records.ts'
import { COUNT, fillFeed, setState } from '../../support/feed.ts'
import { announce, ask, documentOf, expectValid, harvestAll, readAnswer } from '../../support/harvest.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const LIST = { verb: 'ListRecords', metadataPrefix: 'oai_dc' }

let world: World

describe.each(dialects)('a harvest on %s during which things change', (name) => {
  beforeAll(async () => {
    world = await openWorld(name)
    await fillFeed(world)
  })
  afterAll(() => world.close())

  test('has everything that did not change once, and what changed comes with the next', async () => {
    let i = 100
    const { at, records } = await harvestAll(world.as(), {}, async () => {
      world.clock.now += 2_000
      const ids = Array.from({ length: 5 }, () => `i${(i += 7)}`)
      await announce(world, 'instrument.updated', ...ids)
      await refreshFeedRecords(world.as())
    })
    expect(new Set(records.map((each) => each.id)).size).toBe(records.length)
    const next = await harvestAll(world.as(), { from: at })
    const both = new Set([...records, ...next.records].map((each) => each.id))
    expect(both.size).toBe(COUNT)
    expect(next.records).toHaveLength(10)
  })

  test('ends in order when all that was left of it has changed', async () => {
    const first = await ask(world.as(), LIST)
    world.clock.now += 2_000
    await setState(world, 'i002', 'approved')
    const all = Array.from({ length: COUNT }, (_, i) => `i${String(i).padStart(3, '0')}`)
    await announce(world, 'instrument.updated', ...all)
    await refreshFeedRecords(world.as())
    const document = await documentOf(world.as(), { verb: 'ListRecords', resumptionToken: first.token ?? '' })
    await expectValid(document)
    const last = readAnswer(document)
    expect(last.records.map((each) => each.id)).toEqual([first.records.at(-1)?.id])
    expect(last.token).toBe('')
    expect((await harvestAll(world.as(), { from: first.at })).records).toHaveLength(COUNT)
  })
})
