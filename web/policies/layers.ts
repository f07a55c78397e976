/** What places say of booking: as the API writes it, and as the rules read it. Pure. */

import { FIELD_KINDS, type FormField } from '../../server/catalog/rules/form-fields.ts'
import type { InstrumentLayer, PolicyLayer, PolicyTerms } from '../../server/catalog/rules/policy-layers.ts'
import type { PriorityWindow } from '../../server/catalog/rules/priority-windows.ts'
import {
  type Quota,
  QUOTA_MEASURES,
  QUOTA_PERIODS,
  QUOTA_SUBJECTS,
} from '../../server/catalog/rules/quota.ts'
import { APPROVAL_RULES } from '../../server/catalog/rules/policy.ts'
import type { Terms } from '../../server/booking/rules/terms.ts'
import { QUOTA_LEVELS } from '../../server/booking/rules/quotas.ts'
import { USER_CLASSES } from '../../server/institutions/rules.ts'
import type {
  FieldPartsFragment,
  LayerPartsFragment,
  PolicyLayersQuery,
  QuotaPartsFragment,
  SetBookingTemplateInput,
  SetInstrumentRulesInput,
  TermsPartsFragment,
  ViewerRulesFragment,
  WindowPartsFragment,
} from '../gql/graphql.ts'

type Upper<T extends string> = Uppercase<T>
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The word of the rules for a word of the API: `FUTURE_BOOKINGS` is `future_bookings`. */
function lower<T extends string>(words: readonly T[], word: Upper<T>): T {
  const found = words.find((it) => it.toUpperCase() === word)
  if (found === undefined) throw new Error(`no word ${word}`)
  return found
}

/** The word of the API for a word of the rules. */
export function upper<T extends string>(word: T): Upper<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- toUpperCase forgets the literal types.
  return word.toUpperCase() as Upper<T>
}

function termsFrom({ approval, ...terms }: TermsPartsFragment): PolicyTerms {
  return { ...terms, approval: approval === null ? null : lower(APPROVAL_RULES, approval) }
}

export function quotaFrom(it: QuotaPartsFragment): Quota {
  return {
    measure: lower(QUOTA_MEASURES, it.measure),
    per: lower(QUOTA_SUBJECTS, it.per),
    period: it.period === null ? null : lower(QUOTA_PERIODS, it.period),
    limit: it.limit,
    enforced: it.enforced,
    userClasses: it.userClasses.map((each) => lower(USER_CLASSES, each)),
  }
}

export function windowFrom(it: WindowPartsFragment): PriorityWindow {
  return { ...it, userClasses: it.userClasses.map((each) => lower(USER_CLASSES, each)) }
}

export function fieldFrom(it: FieldPartsFragment): FormField {
  return { ...it, kind: lower(FIELD_KINDS, it.kind) }
}

export function layerFrom({ all, classes, quotas }: LayerPartsFragment): PolicyLayer {
  return {
    all: termsFrom(all),
    classes: classes.map((it) => ({
      userClass: lower(USER_CLASSES, it.userClass),
      terms: termsFrom(it.terms),
    })),
    quotas: quotas.map(quotaFrom),
  }
}

type Layers = NonNullable<PolicyLayersQuery['instrument']>['bookingLayers']

export function instrumentLayerFrom(it: Layers['instrument']): InstrumentLayer {
  const { alignMinutes, blocks, form, formVersion } = it
  const priorityWindows = it.priorityWindows.map(windowFrom)
  return { ...layerFrom(it), alignMinutes, blocks, priorityWindows, form: form.map(fieldFrom), formVersion }
}

function termsTo({ approval, ...terms }: PolicyTerms) {
  return { ...terms, approval: approval === null ? null : upper(approval) }
}

function layerTo({ all, classes, quotas }: PolicyLayer) {
  return {
    all: termsTo(all),
    classes: classes.map((it) => ({ userClass: upper(it.userClass), terms: termsTo(it.terms) })),
    quotas: quotas.map((it) => ({
      ...it,
      measure: upper(it.measure),
      per: upper(it.per),
      period: it.period === null ? null : upper(it.period),
      userClasses: it.userClasses.map((each) => upper(each)),
    })),
  }
}

export function templateInput(institutionId: string | null, layer: PolicyLayer): SetBookingTemplateInput {
  return { institutionId, ...layerTo(layer) }
}

export function rulesInput(instrumentId: string, layer: InstrumentLayer): SetInstrumentRulesInput {
  return {
    instrumentId,
    ...layerTo(layer),
    alignMinutes: layer.alignMinutes,
    blocks: [...layer.blocks],
    priorityWindows: layer.priorityWindows.map((it) => ({
      ...it,
      weekdays: [...it.weekdays],
      userClasses: it.userClasses.map((each) => upper(each)),
    })),
    form: layer.form.map((it) => ({ ...it, kind: upper(it.kind), choices: [...it.choices] })),
  }
}

/** What counts for the viewer, as the rules read it. */
export function viewerTerms(it: ViewerRulesFragment): Terms {
  return {
    policy: {
      durationMsMin: it.durationMinutesMin * MINUTE_MS,
      durationMsMax: it.durationMinutesMax * MINUTE_MS,
      stepMs: it.stepMinutes * MINUTE_MS,
      noticeMsMin: it.noticeMinutesMin * MINUTE_MS,
      horizonMs: it.horizonDays * DAY_MS,
      turnaroundMs: it.turnaroundMinutes * MINUTE_MS,
      approval: lower(APPROVAL_RULES, it.approval),
      cancelNoticeMs: it.cancelNoticeMinutes * MINUTE_MS,
      cutOff: it.cutOff,
      moveMsMin: it.moveMinutesMin * MINUTE_MS,
      cancelMsMin: it.cancelMinutesMin * MINUTE_MS,
    },
    grid: { stepMs: it.stepMinutes * MINUTE_MS, alignMs: it.alignMinutes * MINUTE_MS, blocks: it.blocks },
    priorityWindows: it.priorityWindows.map(windowFrom),
    userClass: it.userClass === null ? null : lower(USER_CLASSES, it.userClass),
    quotas: it.quotas.map(({ level, quota }) => ({ ...quotaFrom(quota), level: lower(QUOTA_LEVELS, level) })),
  }
}
