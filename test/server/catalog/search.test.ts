/** Finding instruments: visibility, words, filters, orders, pages and facets, through the front door. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draftInstrument } from '../../../server/catalog/actions/publication.ts'
import { insertCategory } from '../../../server/catalog/queries/categories.ts'
import type { Instrument } from '../../../server/catalog/queries/instruments.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { insertDistrict } from '../../../server/institutions/queries/institutions.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const FIND = `query Find($filter: InstrumentFilter, $sort: InstrumentSort, $first: Int, $after: String) {
  instruments(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount edges { node { id } } pageInfo { hasNextPage endCursor }
  }
}`

type Found = {
  readonly totalCount: number
  readonly edges: readonly { readonly node: { readonly id: string } }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let keeper: Viewer
  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab', { nameZh: '国家羊绒制品工程技术研究中心' })
    keeper = await addPerson(world, 'keeper', 'lab', ['keeper'])
  })
  afterEach(() => world.close())

  const find = async (viewer: Viewer | null, variables: object = {}): Promise<Found> => {
    const { instruments } = await world.ask(viewer, FIND, variables)
    return instruments as Found
  }
  const ids = async (viewer: Viewer | null, filter: object = {}, sort?: string) => {
    const { edges, totalCount } = await find(viewer, { filter, sort })
    expect(totalCount).toBe(edges.length)
    return edges.map((it) => it.node.id)
  }
  const add = (id: string, more: Partial<Instrument> = {}) =>
    addInstrument(world, id, { institutionId: 'lab', nameZh: id, ...more })
  /** Drafted as people do it, so that it is in the text index; then approved. */
  const publish = async (assetNo: string, more: Partial<Instrument>) => {
    const template = await addInstrument(world, `t-${assetNo}`, { institutionId: 'lab', shareMode: 'none' })
    const instrument = { ...template, localAssetNo: assetNo, shareMode: 'external' as const, ...more }
    const { id } = await draftInstrument(world.as(keeper), { institutionId: 'lab', instrument })
    await world.store.transact((trx) =>
      trx.updateTable('instrument').set({ state: 'approved', is_public: 1 }).where('id', '=', id).execute(),
    )
    return id
  }

  test('shows the public what is approved and shared, the owner all of its own, the city all', async () => {
    await addInstitution(world, 'other')
    const city = await addPerson(world, 'city', null, ['auditor'])
    const researcher = await addPerson(world, 'researcher', 'lab', ['researcher'])
    await add('a-public')
    await add('b-inside', { shareMode: 'internal' })
    await add('c-unshared', { shareMode: 'none' })
    await add('d-draft', { state: 'draft' })
    await add('e-other-draft', { state: 'draft', institutionId: 'other' })
    await add('f-other', { institutionId: 'other' })
    expect(await ids(null)).toEqual(['a-public', 'b-inside', 'f-other'])
    expect(await ids(researcher)).toEqual(['a-public', 'b-inside', 'f-other'])
    expect(await ids(keeper)).toEqual(['a-public', 'b-inside', 'c-unshared', 'd-draft', 'f-other'])
    expect(await ids(city)).toHaveLength(6)
    expect(await ids(null, { state: 'DRAFT' })).toEqual([])
    expect(await ids(keeper, { state: 'DRAFT' })).toEqual(['d-draft'])
    expect(await ids(city, { state: 'DRAFT' })).toEqual(['d-draft', 'e-other-draft'])
    expect(await ids(keeper, { managedByMe: true })).toEqual([
      'a-public',
      'b-inside',
      'c-unshared',
      'd-draft',
    ])
    expect(await ids(researcher, { managedByMe: true })).toEqual([])
    expect(await ids(null, { shareMode: 'INTERNAL' })).toEqual(['b-inside'])
    expect(await ids(null, { institutionId: 'other' })).toEqual(['f-other'])
  })

  test('finds a fibre analyser by 羊绒 细度, wherever the words are', async () => {
    const ofda = await publish('OFDA', {
      nameZh: '光学纤维直径分析仪',
      nameEn: 'Optical fibre diameter analyser',
      keywordsZh: ['纤维细度'],
      functionsZh: '测量羊绒的直径',
    })
    await publish('SEM', { nameZh: '扫描电子显微镜', keywordsZh: ['断口'] })
    const texts = ['羊绒 细度', '细度 羊绒', '直径', 'FIBRE opt', '羊绒制品 直径', '扫描电镜 东胜 直径']
    const found = await Promise.all(texts.map((text) => ids(null, { text })))
    expect(found).toEqual(texts.map(() => [ofda]))
    expect(await ids(null, { text: '羊毛 细度' })).toEqual([])
    expect(await ids(null, { text: ' ' })).toHaveLength(2)
    expect(await ids(null, { text: '"%_*' })).toHaveLength(2)
  })

  test('ranks names before headings before all else, and pages through them', async () => {
    const inText = await publish('1', { nameZh: '甲', functionsZh: '测量细度' })
    const inName = await publish('2', { nameZh: '细度仪' })
    const inKeywords = await publish('3', { nameZh: '乙', keywordsZh: ['细度'] })
    const inNameToo = await publish('4', { nameZh: '激光细度仪' })
    const inTextToo = await publish('5', { nameZh: '丙', functionsZh: '细度' })
    const ranked = [inNameToo, inName, inKeywords, inTextToo, inText]
    expect(await ids(null, { text: '细度' })).toEqual(ranked)
    for (const first of [1, 2, 3]) {
      const walked: string[] = []
      for (let after: string | null = null, more = true; more;) {
        const page = await find(null, { filter: { text: '细度' }, first, after })
        walked.push(...page.edges.map((it) => it.node.id))
        expect(page.totalCount).toBe(5)
        more = page.pageInfo.hasNextPage
        after = page.pageInfo.endCursor
      }
      expect(walked).toEqual(ranked)
    }
    expect(await ids(null, { text: '细度' }, 'NAME')).toEqual([
      inTextToo,
      inKeywords,
      inNameToo,
      inText,
      inName,
    ])
  })

  test('follows what is edited', async () => {
    const id = await publish('A', { nameZh: '旧名', keywordsZh: ['羊绒'] })
    const { instrument } = await world.ask(keeper, 'query One($id: ID!) { instrument(id: $id) { nameZh } }', {
      id,
    })
    expect(instrument).toEqual({ nameZh: '旧名' })
    const input = {
      instrumentId: id,
      instrument: {
        nameZh: '新名',
        categoryCode: '010102',
        model: 'm',
        manufacturer: 'm',
        localAssetNo: 'A',
        usageClass: 'GENERAL',
        source: 'OTHER',
        fundingSources: ['OWN'],
        originalValueFen: 1,
        locationZh: '101',
        specs: [],
        functionsZh: '煤炭',
        keywordsZh: [],
        serviceModes: ['SELF_USE'],
        shareMode: 'EXTERNAL',
        runStatus: 'NORMAL',
        customsSupervised: false,
      },
    }
    const edit =
      'mutation Edit($input: EditInstrumentInput!) { editInstrument(input: $input) { __typename } }'
    expect(await world.ask(keeper, edit, { input })).toEqual({ editInstrument: { __typename: 'Instrument' } })
    expect(await ids(null, { text: '旧名' })).toEqual([])
    expect(await ids(null, { text: '煤炭' })).toEqual([id])
  })

  test('narrows by category and its branch, and by district', async () => {
    await add('sem')
    await world.store.transact(async (trx) => {
      await insertDistrict(trx, { adcode: '150603', nameZh: '康巴什区', nameEn: 'Kangbashi' })
      const mass = { nameZh: '质谱仪器', nameEn: null, level: 2, parentCode: '010000', aliasesZh: [] }
      await insertCategory(trx, { ...mass, code: '010200' })
      await insertCategory(trx, { ...mass, code: '010201', level: 3, parentCode: '010200' })
    })
    await add('ms', { categoryCode: '010201', districtAdcode: '150603' })
    expect(await ids(null, { categoryCode: '010000' })).toEqual(['ms', 'sem'])
    expect(await ids(null, { categoryCode: '010200' })).toEqual(['ms'])
    expect(await ids(null, { categoryCode: '010102' })).toEqual(['sem'])
    expect(await ids(null, { categoryCode: '020000' })).toEqual([])
    expect(await ids(null, { district: '150603' })).toEqual(['ms'])
    const count = (key: string, labelZh: string, labelEn: string | null, total = 1) => ({
      key,
      labelZh,
      labelEn,
      count: total,
    })
    const facets = `query Facets($filter: InstrumentFilter) { instrumentFacets(filter: $filter) {
      total categories { key labelZh labelEn count } districts { key labelZh labelEn count }
      institutions { key labelZh labelEn count } shareModes { key labelZh labelEn count } } }`
    const filter = { district: '150603', categoryCode: '010000' }
    expect((await world.ask(null, facets, { filter }))['instrumentFacets']).toEqual({
      total: 1,
      categories: [count('010000', '分析仪器', 'Analytical instruments'), count('010200', '质谱仪器', null)],
      districts: [count('150602', '东胜区', 'Dongsheng'), count('150603', '康巴什区', 'Kangbashi')],
      institutions: [count('lab', '国家羊绒制品工程技术研究中心', null)],
      shareModes: [count('EXTERNAL', '外部共享', 'Shared with others')],
    })
    const counts = `{ districts { adcode instrumentCount } institution(id: "lab") { instrumentCount }
      categories(parentCode: "010000") { code instrumentCount } }`
    await add('draft', { state: 'draft' })
    expect(await world.ask(null, counts)).toEqual({
      districts: [
        { adcode: '150602', instrumentCount: 1 },
        { adcode: '150603', instrumentCount: 1 },
      ],
      institution: { instrumentCount: 2 },
      categories: [
        { code: '010100', instrumentCount: 1 },
        { code: '010200', instrumentCount: 1 },
      ],
    })
  })

  test('sorts by name and by age, page by page', async () => {
    for (const [i, id] of ['c', 'a', 'd', 'b'].entries()) await add(id, { createdAt: NEW_YEAR + i })
    expect(await ids(null)).toEqual(['a', 'b', 'c', 'd'])
    expect(await ids(null, {}, 'NEWEST')).toEqual(['b', 'd', 'a', 'c'])
    for (const sort of ['NAME', 'NEWEST']) {
      const first = await find(null, { sort, first: 3 })
      expect(first.pageInfo.hasNextPage).toBe(true)
      const rest = await find(null, { sort, first: 3, after: first.pageInfo.endCursor })
      expect([...first.edges, ...rest.edges].map((it) => it.node.id)).toEqual(await ids(null, {}, sort))
      expect(rest.pageInfo.hasNextPage).toBe(false)
    }
  })

  test('starts again from a cursor of another sort', async () => {
    await add('a')
    await add('b')
    const { pageInfo } = await find(null, { sort: 'NEWEST', first: 1 })
    expect((await find(null, { sort: 'NAME', after: pageInfo.endCursor })).edges).toHaveLength(2)
  })
})
