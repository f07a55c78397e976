/** OAI-PMH at `/oai`: valid answers to every verb, whole lists in pages, and nothing that is private. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { updateInstrumentState } from '../../../server/catalog/queries/instruments.ts'
import { refreshFeedRecords } from '../../../server/feed/actions/records.ts'
import type { ReviewState } from '../../../server/institutions/rules.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { announce, ask, documentOf, expectValid, harvestAll, readAnswer } from '../../support/harvest.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const COUNT = 230
const LATER = NEW_YEAR + 86_400_000
const LIST = { verb: 'ListRecords', metadataPrefix: 'oai_dc' }

let world: World

/** Everything of an instrument that is nobody else's business says PRIVATE. */
const HIDDEN = {
  localAssetNo: 'PRIVATE-asset',
  serialNumber: 'PRIVATE-serial',
  originalValueFen: 7_654_321_00,
  reviewNote: 'PRIVATE-note',
}

function setState(id: string, state: ReviewState): Promise<void> {
  const after = { state, reviewNote: 'PRIVATE-why', at: world.clock.now }
  return world.store.transact((trx) => updateInstrumentState(trx, id, after))
}

/** A day of 230 published instruments, one of them rich in words; the next day one changes and one is withdrawn. */
async function fill(): Promise<void> {
  await addInstitution(world, 'lab', {
    nameZh: '检测 <中心> & 所',
    contactPhone: 'PRIVATE-phone',
    contactEmail: 'PRIVATE@mail',
  })
  await addInstitution(world, 'other')
  await addPerson(world, 'PRIVATE-person', 'lab', ['keeper'])
  const ids = Array.from({ length: COUNT }, (_, i) => `i${String(i).padStart(3, '0')}`)
  for (const [i, id] of ids.entries()) {
    const institutionId = i % 10 === 0 ? 'other' : 'lab'
    const shareMode = i % 5 === 0 ? 'internal' : 'external'
    await addInstrument(world, id, { institutionId, shareMode, ...(i === 1 ? RICH : {}) })
  }
  await announce(world, 'instrument.published', ...ids)
  await refreshFeedRecords(world.as())
  world.clock.now = LATER
  await setState('i002', 'withdrawn')
  await announce(world, 'instrument.withdrawn', 'i002')
  await announce(world, 'instrument.updated', 'i003')
  await refreshFeedRecords(world.as())
  world.clock.now = LATER + 60_000
}

const RICH = {
  ...HIDDEN,
  nameZh: '羊绒 <细度> "仪" & Co',
  nameEn: 'Fibre & fineness ]]> analyser',
  model: 'OFDA\u0007 4000',
  specs: [
    { name: '量程', value: '5–100', unit: 'µm' },
    { name: '精度', value: '<0.1', unit: null },
  ],
  techSpecsZh: '分辨率 0.1 µm\n速度 <1 min',
  serviceContentZh: '送样检测',
  accessRulesZh: '预约 & 培训',
  keywordsZh: ['羊绒', '细度'],
  isDemo: true,
} as const

describe.each(dialects)('the feed on %s', (name) => {
  beforeAll(async () => {
    world = await openWorld(name)
    await fill()
  })
  afterAll(() => world.close())

  test.each([
    { verb: 'Identify' },
    { verb: 'ListMetadataFormats' },
    { verb: 'ListMetadataFormats', identifier: 'oai:yiqi.test:instrument/i001' },
    { verb: 'ListSets' },
    { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'oai:yiqi.test:instrument/i001' },
    { verb: 'GetRecord', metadataPrefix: 'pidinst', identifier: 'oai:yiqi.test:instrument/i001' },
    { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'oai:yiqi.test:instrument/i002' },
    { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' },
    { verb: 'ListRecords', metadataPrefix: 'oai_dc' },
    {
      verb: 'ListRecords',
      metadataPrefix: 'pidinst',
      set: 'share:external',
      from: '2026-01-01',
      until: '2026-01-02',
    },
    { verb: 'ListRecords', metadataPrefix: 'pidinst', from: '2027-01-01' },
    { verb: 'ListRecords', resumptionToken: 'forged.token' },
    { verb: 'ListRecords', page: '2' },
    { verb: 'Harvest' },
  ])('the answer to %o is valid, down to the records', async (args) => {
    const document = await documentOf(world.as(), args)
    await expectValid(document)
    expect(document).not.toMatch(/PRIVATE|765432100|7654321/)
  })

  test('a record has what everybody may know, in both formats', async () => {
    const identifier = 'oai:yiqi.test:instrument/i001'
    const dublinCore = await documentOf(world.as(), {
      verb: 'GetRecord',
      metadataPrefix: 'oai_dc',
      identifier,
    })
    const said = [
      '<dc:title xml:lang="zh">羊绒 &lt;细度&gt; "仪" &amp; Co</dc:title>',
      '<dc:title xml:lang="en">Fibre &amp; fineness ]]&gt; analyser</dc:title>',
      '<dc:creator>国仪量子</dc:creator>',
      '<dc:subject>010102</dc:subject>',
      '<dc:subject xml:lang="zh">扫描电镜</dc:subject>',
      '<dc:subject xml:lang="zh">羊绒</dc:subject>',
      '<dc:description xml:lang="zh">量程: 5–100 µm</dc:description>',
      '<dc:description>型号 Model: OFDA 4000</dc:description>',
      '<dc:description>演示数据 Demo data</dc:description>',
      '<dc:publisher xml:lang="zh">检测 &lt;中心&gt; &amp; 所</dc:publisher>',
      '<dc:date>2024-01-01</dc:date>',
      '<dc:identifier>https://yiqi.test/instruments/i001</dc:identifier>',
      '<dc:coverage xml:lang="zh">东胜区</dc:coverage>',
    ]
    for (const each of said) expect(dublinCore).toContain(each)
    const pidinst = await documentOf(world.as(), { verb: 'GetRecord', metadataPrefix: 'pidinst', identifier })
    for (const each of [
      '<identifier identifierType="URL">https://yiqi.test/instruments/i001</identifier>',
      '<schemaVersion>1.0</schemaVersion>',
      '<ownerIdentifier ownerIdentifierType="USCC">USCC-lab</ownerIdentifier>',
      '<instrumentTypeIdentifier instrumentTypeIdentifierType="NRII">010102</instrumentTypeIdentifier>',
      '<date dateType="Commissioned">2024-01-01</date>',
    ]) {
      expect(pidinst).toContain(each)
    }
  })

  test.each(['ListRecords', 'ListIdentifiers'])(
    '%s gives every record once, a hundred a page, by change',
    async (verb) => {
      const { records, pages } = await harvestAll(world.as(), { verb })
      expect(pages).toBe(3)
      expect(new Set(records.map((each) => each.id)).size).toBe(COUNT)
      expect(records).toHaveLength(COUNT)
      const stamps = records.map((each) => each.stamp)
      expect(stamps).toEqual(stamps.toSorted())
      expect(records.filter((each) => each.isDeleted).map((each) => each.id)).toEqual(['i002'])
    },
  )

  test('the pages count on, and the last one says so with an empty token', async () => {
    const cursors: (string | undefined)[] = []
    let args: Record<string, string> = LIST
    for (let token: string | undefined = 'first'; token;) {
      const document = await documentOf(world.as(), args)
      await expectValid(document)
      cursors.push(/<resumptionToken cursor="(\d+)"/.exec(document)?.[1])
      token = readAnswer(document).token
      if (token) args = { verb: 'ListRecords', resumptionToken: token }
    }
    expect(cursors).toEqual(['0', '100', '200'])
  })

  test.each([
    ['cat', COUNT],
    ['region', COUNT],
    ['org', COUNT],
    ['cat:01', COUNT],
    ['cat:01:010102', COUNT],
    ['region:150602', COUNT],
    ['org:USCC-other', 23],
    ['share', 184],
    ['share:external', 184],
    ['cat:02', 0],
    ['nothing:at-all', 0],
  ])('the set %s has %i records', async (set, count) => {
    const { errors } = await ask(world.as(), { ...LIST, set })
    const { records } = count > 0 ? await harvestAll(world.as(), { set }) : { records: [] }
    expect(errors).toEqual(count > 0 ? [] : ['noRecordsMatch'])
    expect(records).toHaveLength(count)
  })

  test.each([
    [{ from: '2026-01-02' }, 2],
    [{ until: '2026-01-01' }, COUNT - 2],
    [{ from: '2026-01-01', until: '2026-01-02' }, COUNT],
    [{ from: '2026-01-02T00:00:00Z', until: '2026-01-02T00:00:00Z' }, 2],
    [{ until: '2026-01-01T23:59:59Z' }, COUNT - 2],
    [{ from: '2026-01-02T00:00:01Z' }, 0],
    [{ until: '2025-12-31' }, 0],
  ])('%o selects %i records', async (span: Record<string, string>, count) => {
    const { errors } = await ask(world.as(), { ...LIST, ...span })
    expect(errors).toEqual(count > 0 ? [] : ['noRecordsMatch'])
    if (count > 0) expect((await harvestAll(world.as(), span)).records).toHaveLength(count)
  })

  test('a tombstone has a header, its sets and no metadata', async () => {
    const document = await documentOf(world.as(), {
      verb: 'GetRecord',
      metadataPrefix: 'oai_dc',
      identifier: 'oai:yiqi.test:instrument/i002',
    })
    expect(document).toContain('<header status="deleted">')
    expect(document).not.toContain('<metadata>')
    expect(readAnswer(document).records[0]?.sets).toContain('org:USCC-lab')
  })

  test('the sets are listed with the roots of their branches', async () => {
    const document = await documentOf(world.as(), { verb: 'ListSets' })
    const specs = [...document.matchAll(/<setSpec>([^<]+)</g)].map((each) => each[1])
    expect(specs).toEqual([
      'cat',
      'org',
      'region',
      'share',
      'cat:01',
      'cat:01:010102',
      'org:USCC-lab',
      'org:USCC-other',
      'region:150602',
      'share:external',
    ])
    expect(document).toContain('<setName>扫描电镜 Scanning electron microscope</setName>')
  })

  test.each([
    [
      { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'oai:yiqi.test:instrument/none' },
      ['idDoesNotExist'],
    ],
    [
      { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'oai:elsewhere.test:instrument/i001' },
      ['idDoesNotExist'],
    ],
    [
      { verb: 'GetRecord', metadataPrefix: 'marc21', identifier: 'oai:yiqi.test:instrument/i001' },
      ['cannotDisseminateFormat'],
    ],
    [
      { verb: 'GetRecord', metadataPrefix: 'marc21', identifier: 'nothing' },
      ['idDoesNotExist', 'cannotDisseminateFormat'],
    ],
    [{ verb: 'ListMetadataFormats', identifier: 'oai:yiqi.test:instrument/none' }, ['idDoesNotExist']],
    [{ verb: 'ListRecords', resumptionToken: 'x' }, ['badResumptionToken']],
    [{ verb: 'ListSets', resumptionToken: 'x.y' }, ['badResumptionToken']],
  ] as const)('%o is refused: %o', async (args, errors) => {
    expect((await ask(world.as(), args)).errors).toEqual(errors)
  })

  test('a token continues only the list that it was given for', async () => {
    const { token = '' } = await ask(world.as(), LIST)
    for (const verb of ['ListIdentifiers', 'ListSets']) {
      expect((await ask(world.as(), { verb, resumptionToken: token })).errors).toEqual(['badResumptionToken'])
    }
    expect((await ask(world.as(), { verb: 'ListRecords', resumptionToken: `${token}0` })).errors).toEqual([
      'badResumptionToken',
    ])
    expect((await ask(world.as(), { verb: 'ListRecords', resumptionToken: token })).records).toHaveLength(100)
    expect((await ask(world.as(), { verb: 'ListRecords', resumptionToken: token })).records).toHaveLength(100)
  })

  test('an error names the request only when it was understood', async () => {
    expect(await documentOf(world.as(), { ...LIST, set: 'none' })).toContain(
      '<request verb="ListRecords" metadataPrefix="oai_dc" set="none">https://yiqi.test/oai</request>',
    )
    expect(await documentOf(world.as(), { ...LIST, '<script>': '1' })).toContain(
      '<request>https://yiqi.test/oai</request>',
    )
  })

  test('the reason of an error is in the language of the reader', async () => {
    const args = { ...LIST, set: 'none' }
    expect(await documentOf(world.as(), args)).toContain('没有符合条件的记录。')
    expect(await documentOf(world.as(null, 'en'), args)).toContain('No record matches.')
  })
})

describe.each(dialects)('a harvest on %s during which things change', (name) => {
  beforeAll(async () => {
    world = await openWorld(name)
    await fill()
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
    await setState('i002', 'approved')
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

describe('over HTTP', () => {
  let door: FrontDoor
  let second: FrontDoor

  beforeAll(async () => {
    world = await openWorld('sqlite')
    await fill()
    door = await openFrontDoor(world)
    second = await openFrontDoor(world)
  })
  afterAll(async () => {
    await door.close()
    await second.close()
    await world.close()
  })

  function post(url: string, args: Record<string, string>): Promise<Response> {
    return fetch(`${url}/oai`, { method: 'POST', body: new URLSearchParams(args) })
  }

  test('GET and POST give the same', async () => {
    const got = await fetch(`${door.url}/oai?${new URLSearchParams(LIST).toString()}`)
    const posted = await post(door.url, LIST)
    expect(got.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    const document = await got.text()
    expect(await posted.text()).toBe(document)
    await expectValid(document)
    expect(document).toContain('oai:yiqi.test:instrument/')
  })

  test('another process goes on with a list', async () => {
    const first = readAnswer(await (await post(door.url, LIST)).text())
    const next = readAnswer(
      await (await post(second.url, { verb: 'ListRecords', resumptionToken: first.token ?? '' })).text(),
    )
    expect(next.errors).toEqual([])
    expect(next.records).toHaveLength(100)
  })

  test.each([
    ['', ['badVerb']],
    ['?verb=ListRecords&verb=ListRecords&metadataPrefix=oai_dc', ['badVerb']],
    ['?verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', ['badArgument']],
    ['?verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01', ['badArgument']],
    ['?verb=Identify&%00=%FF', ['badArgument']],
  ])('/oai%s is answered with 200 and the error', async (query, errors) => {
    const response = await fetch(`${door.url}/oai${query}`)
    expect(response.status).toBe(200)
    const document = await response.text()
    await expectValid(document)
    expect(readAnswer(document).errors).toEqual(errors)
  })

  test('arguments of the address and of the body are counted together', async () => {
    const response = await fetch(`${door.url}/oai?verb=Identify`, {
      method: 'POST',
      body: new URLSearchParams({ verb: 'Identify' }),
    })
    expect(readAnswer(await response.text()).errors).toEqual(['badVerb'])
  })

  test('the schema of pidinst is served where the feed says', async () => {
    const formats = await (await fetch(`${door.url}/oai?verb=ListMetadataFormats`)).text()
    expect(formats).toContain('<schema>http://yiqi.test/oai/pidinst-1.0.xsd</schema>')
    const response = await fetch(`${door.url}/oai/pidinst-1.0.xsd`)
    expect(response.headers.get('content-type')).toMatch(/^application\/xml/)
    expect(await response.text()).toContain('targetNamespace="https://doi.org/10.15497/RDA00070"')
  })

  test('Identify names who answers for the feed, and the scheme of identifiers where the host has a name', async () => {
    const named = await (await fetch(`${door.url}/oai?verb=Identify`)).text()
    expect(named).toContain('<adminEmail>postmaster@yiqi.test</adminEmail>')
    expect(named).toContain('<repositoryIdentifier>yiqi.test</repositoryIdentifier>')
    const local = await openFrontDoor(world, {
      environment: { PUBLIC_URL: 'http://localhost:4000', CONTACT_EMAIL: 'a@b.cn' },
    })
    const bare = await (await fetch(`${local.url}/oai?verb=Identify`)).text()
    await local.close()
    await expectValid(bare)
    expect(bare).toContain('<adminEmail>a@b.cn</adminEmail>')
    expect(bare).not.toContain('oai-identifier')
  })
})
