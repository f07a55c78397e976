/** OAI-PMH: valid answers to every verb, whole lists in pages, and nothing that is private. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNT, fillFeed } from '../../support/feed.ts'
import { ask, documentOf, expectValid, harvestAll, readAnswer } from '../../support/harvest.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const LIST = { verb: 'ListRecords', metadataPrefix: 'oai_dc' }

let world: World

describe.each(dialects)('the feed on %s', (name) => {
  beforeAll(async () => {
    world = await openWorld(name)
    await fillFeed(world)
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
      cursors.push(/<resumptionToken cursor="(\d+)"/.exec(document)?.[1])
      token = readAnswer(document).token
      if (token === '') await expectValid(document)
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
    const { records } = count > 0 ? await harvestAll(world.as(), span) : { records: [] }
    expect(errors).toEqual(count > 0 ? [] : ['noRecordsMatch'])
    expect(records).toHaveLength(count)
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
