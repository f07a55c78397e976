/** What can be said of an instrument without asking the database again. */

import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import type { Instrument } from '../queries/instruments.ts'
import { codePath } from '../rules/category.ts'
import { completenessOf } from '../rules/publication.ts'

/** The codes of its category and those above, from the first level down. */
export function categoryPath(instrument: Instrument): string[] {
  return [...codePath(instrument.categoryCode)]
}

/** How much of its description is filled in, 0 to 1. */
export function completeness(instrument: Instrument): number {
  return completenessOf(instrument)
}

/** The review note, for those who may see unpublished instruments of the owner. */
export function visibleReviewNote({ viewer }: Context, instrument: Instrument): string | null {
  return may(viewer, 'seeUnpublished', { institutionId: instrument.institutionId })
    ? instrument.reviewNote
    : null
}
