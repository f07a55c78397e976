/** Utilisation in the schema. Maps arguments to one action. */

import { builder, enumValues, IntervalInput, IntervalRef } from '../graphql/builder.ts'
import { type Utilisation, utilisation, type UtilisationRow } from './actions/utilisation.ts'
import type { UtilisationFigures } from './rules/figures.ts'
import type { HeatCell } from './rules/heat.ts'

const UtilisationByEnum = builder.enumType('UtilisationBy', {
  description: 'What a row of the statistics is about. A category is one of the first level.',
  values: enumValues(['institution', 'district', 'category', 'instrument'] as const),
})

const UtilisationFiguresRef = builder.objectRef<UtilisationFigures>('UtilisationFigures').implement({
  description: 'Figures of a group of instruments in a period. Hours are not rounded; a ratio to zero is 0.',
  fields: (t) => ({
    instrumentCount: t.exposeInt('instrumentCount', {
      description: 'Instruments that were commissioned and published in the period, or used all the same.',
    }),
    effectiveHours: t.exposeFloat('effectiveHours', {
      description:
        'F2 有效机时 E: time in use inside the period; overlapping records of an instrument count once.',
    }),
    externalHours: t.exposeFloat('externalHours', {
      description: "F6 对外服务机时 X: the part of E used from outside the owner's legal entity.",
    }),
    ratedHours: t.exposeFloat('ratedHours', {
      description:
        'F1 额定机时 R: 1400 h a year for general, 800 h for dedicated instruments, for the part of the period in which each was commissioned and published.',
    }),
    utilisation: t.exposeFloat('utilisation', {
      description: 'F10 利用率: E / R, ratio of sums. Not capped.',
    }),
    sharingRate: t.exposeFloat('sharingRate', { description: 'F11 共享率: X / E, ratio of sums, 0 to 1.' }),
    meanUtilisation: t.exposeFloat('meanUtilisation', {
      description: 'F10 as the mean of the ratios of the instruments.',
    }),
    meanSharingRate: t.exposeFloat('meanSharingRate', {
      description: 'F11 as the mean of the ratios of the instruments; one that nobody used counts as 0.',
    }),
    bookingCount: t.exposeInt('bookingCount', {
      description: 'Uses that started in the period and have ended.',
    }),
    sampleCount: t.exposeInt('sampleCount', { description: 'F8: samples of those uses.' }),
  }),
})

const UtilisationRowRef = builder.objectRef<UtilisationRow>('UtilisationRow').implement({
  description: 'The figures of one institution, district, category or instrument.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Id of the institution or instrument, adcode, or category code.',
    }),
    labelZh: t.exposeString('labelZh', { description: 'Its Chinese name.' }),
    labelEn: t.exposeString('labelEn', { nullable: true, description: 'Its English name.' }),
    figures: t.field({
      type: UtilisationFiguresRef,
      description: 'Its figures.',
      resolve: (it) => it.figures,
    }),
  }),
})

const HeatCellRef = builder.objectRef<HeatCell>('HeatCell').implement({
  description: 'One hour of the week, by the wall clock of the instruments.',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: '1 Monday to 7 Sunday.' }),
    hour: t.exposeInt('hour', { description: '0 to 23.' }),
    effectiveHours: t.exposeFloat('effectiveHours', { description: 'F2 in this hour of all such weekdays.' }),
    share: t.exposeFloat('share', { description: 'Mean share of instruments in use in that hour, 0 to 1.' }),
  }),
})

const UtilisationRef = builder.objectRef<Utilisation>('Utilisation').implement({
  description: 'How much instruments were used in a period.',
  fields: (t) => ({
    period: t.field({ type: IntervalRef, description: 'What was asked for.', resolve: (it) => it.period }),
    total: t.field({
      type: UtilisationFiguresRef,
      description: 'Of all instruments that the filter leaves.',
      resolve: (it) => it.total,
    }),
    previous: t.field({
      type: UtilisationFiguresRef,
      description: 'The same for the period of equal length just before.',
      resolve: (it) => it.previous,
    }),
    rows: t.field({
      type: [UtilisationRowRef],
      description: 'Rows, the most effective hours first, then by key. Those that nobody used stand last.',
      resolve: (it) => [...it.rows],
    }),
    rowCount: t.exposeInt('rowCount', { description: 'How many rows there are, whatever `first` is.' }),
    heat: t.field({
      type: [HeatCellRef],
      description: 'All 168 hours of a week, Monday 0 h first.',
      resolve: (it) => [...it.heat],
    }),
    exportUrl: t.exposeString('exportUrl', {
      description:
        'Path of the Excel workbook on this server: the same filters, every row, in the language of the request.',
    }),
    formulaVersion: t.exposeString('formulaVersion', {
      description: 'Version of the formulas and the documents they come from.',
    }),
  }),
})

const UtilisationFilterInput = builder.inputType('UtilisationFilter', {
  description: 'Which instruments count; all conditions hold together.',
  fields: (t) => ({
    institutionId: t.id({
      required: false,
      description: 'Only instruments of this institution. Managers must name one of theirs.',
    }),
    district: t.string({
      required: false,
      description: 'Only instruments in the district with this adcode.',
    }),
    categoryCode: t.string({
      required: false,
      description: 'Only instruments of this category and its branch.',
    }),
  }),
})

builder.queryField('utilisation', (t) =>
  t.field({
    type: UtilisationRef,
    description:
      'Hours, utilisation and sharing: for the city, and for managers about their own institution.',
    complexity: { field: 100, multiplier: 1 },
    args: {
      period: t.arg({ type: IntervalInput, description: 'Any span of up to ten years.' }),
      by: t.arg({ type: UtilisationByEnum, description: 'What the rows are about.' }),
      filter: t.arg({
        type: UtilisationFilterInput,
        required: false,
        description: 'Which instruments count.',
      }),
      first: t.arg.int({ required: false, description: 'How many rows, 1 to 500; 100 unless told.' }),
    },
    resolve: (_root, { period, by, filter, first }, ctx) => {
      const { institutionId = null, district = null, categoryCode = null } = filter ?? {}
      return utilisation(ctx, { period, by, scope: { institutionId, district, categoryCode } }, first)
    },
  }),
)
