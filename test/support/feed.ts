/** A feed to harvest: 230 instruments of two days, with all that must stay private in them. */

import { updateInstrumentState } from '../../server/catalog/queries/instruments.ts'
import { refreshFeedRecords } from '../../server/feed/actions/records.ts'
import type { ReviewState } from '../../server/institutions/rules.ts'
import { announce } from './harvest.ts'
import { addInstrument } from './instruments.ts'
import { addInstitution, addPerson } from './people.ts'
import { NEW_YEAR, type World } from './world.ts'

export const COUNT = 230
const LATER = NEW_YEAR + 86_400_000

/** Everything of an instrument that is nobody else's business says PRIVATE. */
const HIDDEN = {
  localAssetNo: 'PRIVATE-asset',
  serialNumber: 'PRIVATE-serial',
  originalValueFen: 7_654_321_00,
  reviewNote: 'PRIVATE-note',
}

export function setState(world: World, id: string, state: ReviewState): Promise<void> {
  const after = { state, reviewNote: 'PRIVATE-why', at: world.clock.now }
  return world.store.transact((trx) => updateInstrumentState(trx, id, after))
}

/** A day of 230 published instruments, one of them rich in words; the next day one changes and one is withdrawn. */
export async function fillFeed(world: World): Promise<void> {
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
  await setState(world, 'i002', 'withdrawn')
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
