/** Reading how people stand: the question of every booking, a person's own account of it, and the lists of those who look after it. */

import { visibleInstrument } from '../../catalog/actions/find.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { authorise, may } from '../../identity/rules.ts'
import type { Instant } from '../../kernel/interval.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import type { Problem } from '../../kernel/problem.ts'
import { type Appeal, appealsPage } from '../queries/appeals.ts'
import { type ConductEvent, conductEventsPage } from '../queries/conduct.ts'
import { type Enrolment, enrolmentsPage } from '../queries/enrolments.ts'
import { standingFacts, type StandingKey } from '../queries/facts.ts'
import { type Qualification, qualificationsPage } from '../queries/qualifications.ts'
import { type Restriction, restrictionsPage } from '../queries/restrictions.ts'
import { type SessionScope, sessionsPage, type TrainingSession } from '../queries/sessions.ts'
import {
  CONDUCT,
  CONDUCT_POINTS,
  type ConductCause,
  type ConductLevel,
  LEVEL_RULES,
  levelOf,
} from '../rules/conduct.ts'
import { type QualificationState, qualificationState } from '../rules/qualifications.ts'
import { type RestrictionState, restrictionState } from '../rules/restrictions.ts'
import { standingProblems } from '../rules/standing.ts'
import { ownerOf } from './access.ts'
import { pointsAt } from './conduct.ts'

/** When a use is to begin, and whose clock tells it. */
export type Use = { readonly startsAt: Instant; readonly timeZone: string }

/** Every reason why a person may not use an instrument then; empty when he may. One statement. */
export async function problemsOfPerson(
  ctx: Context,
  db: Db,
  person: StandingKey,
  use: Use,
): Promise<readonly Problem[]> {
  const now = ctx.now()
  return standingProblems(await standingFacts(db, person, now), { ...use, now })
}

/** How a person stands; what belongs to it is read through the pages below. */
export type Standing = {
  readonly personId: string
  readonly points: number
  readonly level: ConductLevel
}

/** The viewer's own standing, or that of somebody whom the city looks at. */
export async function standingOf(ctx: Context, personId: string | null): Promise<Standing> {
  const id = personId ?? ctx.viewer?.personId ?? ''
  authorise(ctx.viewer, 'seeStanding', { personId: id })
  const points = await pointsAt(ctx.store.db, id, ctx.now())
  return { personId: id, points, level: levelOf(points).level }
}

export async function conductEventsOf(
  ctx: Context,
  { personId }: Standing,
  args: PageArgs,
): Promise<Page<ConductEvent>> {
  const page = pageRequest(args)
  const rows = await conductEventsPage(ctx.store.db, personId, page)
  return pageOf(rows, page, (it) => [it.occurredAt, it.id])
}

export async function restrictionsOf(
  ctx: Context,
  { personId }: Standing,
  args: PageArgs,
): Promise<Page<Restriction>> {
  const page = pageRequest(args)
  const rows = await restrictionsPage(ctx.store.db, { personId }, page)
  return pageOf(rows, page, (it) => [it.imposedAt, it.id])
}

export async function qualificationsOf(
  ctx: Context,
  { personId }: Standing,
  args: PageArgs,
): Promise<Page<Qualification>> {
  const page = pageRequest(args)
  const rows = await qualificationsPage(ctx.store.db, { personId }, page)
  return pageOf(rows, page, (it) => [it.grantedAt, it.id])
}

export async function enrolmentsOf(
  ctx: Context,
  { personId }: Standing,
  args: PageArgs,
): Promise<Page<Enrolment>> {
  const page = pageRequest(args)
  const rows = await enrolmentsPage(ctx.store.db, personId, page)
  return pageOf(rows, page, (it) => [it.enrolledAt, it.id])
}

/** Who is qualified for an instrument, latest grant first, for those who look after it. */
export async function qualifiedPeople(
  ctx: Context,
  instrumentId: string,
  args: PageArgs,
): Promise<Page<Qualification>> {
  if (!ctx.viewer) authorise(ctx.viewer, 'seeTraining')
  const institutionId = await ownerOf(ctx.store.db, instrumentId)
  authorise(ctx.viewer, 'seeTraining', { institutionId })
  const page = pageRequest(args)
  const rows = await qualificationsPage(ctx.store.db, { instrumentId }, page)
  return pageOf(rows, page, (it) => [it.grantedAt, it.id])
}

/** Trainings for an instrument that the viewer may see; none where he may not. */
export async function trainingSessions(
  ctx: Context,
  { instrumentId, scope }: { readonly instrumentId: string; readonly scope: SessionScope },
  args: PageArgs,
): Promise<Page<TrainingSession>> {
  const page = pageRequest(args)
  const isVisible = (await visibleInstrument(ctx, instrumentId)) !== null
  const filter = { instrumentId, scope, now: ctx.now() }
  const rows = isVisible ? await sessionsPage(ctx.store.db, filter, page) : []
  return pageOf(rows, page, (it) => [it.startsAt, it.id])
}

/** Whether the viewer sees who takes part in a session, and records how it went. */
export function sessionAbilities({ viewer }: Context, { institutionId, trainerId }: TrainingSession) {
  const place = { institutionId, personId: trainerId }
  return { sees: may(viewer, 'seeTraining', place), records: may(viewer, 'recordTraining', place) }
}

/** Restrictions imposed at an institution, or (null) on the platform, latest first. */
export async function findRestrictions(
  ctx: Context,
  institutionId: string | null,
  args: PageArgs,
): Promise<Page<Restriction>> {
  authorise(ctx.viewer, 'seeRestrictions', { institutionId })
  const page = pageRequest(args)
  const rows = await restrictionsPage(ctx.store.db, { institutionId }, page)
  return pageOf(rows, page, (it) => [it.imposedAt, it.id])
}

export type AppealsAsked = { readonly institutionId: string | null; readonly isOpen: boolean }

/** Appeals that an institution's manager decides; all of them, for the city, where none is named. */
export async function findAppeals(
  ctx: Context,
  { institutionId, isOpen }: AppealsAsked,
  args: PageArgs,
): Promise<Page<Appeal>> {
  authorise(ctx.viewer, 'seeAppeals', { institutionId })
  const page = pageRequest(args)
  const filter = { institutionId: institutionId ?? undefined, isOpen }
  return pageOf(await appealsPage(ctx.store.db, filter, page), page, (it) => [it.filedAt, it.id])
}

export function qualificationStateOf(ctx: Context, qualification: Qualification): QualificationState {
  return qualificationState(qualification, ctx.now())
}

export function restrictionStateOf(ctx: Context, restriction: Restriction): RestrictionState {
  return restrictionState(restriction, ctx.now())
}

/** The published rules: what gives and takes points, and the levels. */
export function conductRules() {
  const causes = Object.entries(CONDUCT_POINTS).map(([kind, points]) => ({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the literal types.
    kind: kind as ConductCause,
    points,
  }))
  return { ...CONDUCT, causes, levels: LEVEL_RULES }
}
