/** Finds the person, session or enrolment that an action is about. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { credentialsByEmail, institutionExists, type Person } from '../../identity/queries/people.ts'
import { type AbilityName, authorise } from '../../identity/rules.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { type Enrolment, enrolmentById } from '../queries/enrolments.ts'
import { sessionsByIds, type TrainingSession } from '../queries/sessions.ts'

/** The person of an e-mail address: staff name people by what they were told, nobody can browse them. */
export async function personByEmail(db: Db, email: string): Promise<Person> {
  const found = await credentialsByEmail(db, email.trim().toLowerCase())
  if (!found) throw new Rejection([problem('PERSON_NOT_FOUND')])
  return found.person
}

/** The session, where the viewer has the ability at its institution, or as its trainer. */
export async function sessionFor(ctx: Context, id: string, ability: AbilityName): Promise<TrainingSession> {
  if (!ctx.viewer) authorise(ctx.viewer, ability)
  const session = await knownSession(ctx.store.db, id)
  authorise(ctx.viewer, ability, { institutionId: session.institutionId, personId: session.trainerId })
  return session
}

export async function knownSession(db: Db, id: string): Promise<TrainingSession> {
  const [session] = await sessionsByIds(db, [id])
  if (!session) throw new Rejection([problem('TRAINING_NOT_FOUND')])
  return session
}

export async function knownEnrolment(db: Db, id: string): Promise<Enrolment> {
  const enrolment = await enrolmentById(db, id)
  if (!enrolment) throw new Rejection([problem('ENROLMENT_NOT_FOUND')])
  return enrolment
}

/** The owner of an instrument. Throws where there is no such instrument. */
export async function ownerOf(db: Db, instrumentId: string): Promise<string> {
  const [instrument] = await instrumentsByIds(db, [instrumentId])
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  return instrument.institutionId
}

/** Refuses an institution that is not there; null is the city. */
export async function knownInstitution(db: Db, id: string | null): Promise<void> {
  if (id !== null && !(await institutionExists(db, id)))
    throw new Rejection([problem('INSTITUTION_NOT_FOUND')])
}

/** Under these locks a session's seats are given, and a person's points and restrictions are changed. */
export const sessionLock = (sessionId: string): string => `training:${sessionId}`
export const personLock = (personId: string): string => `standing:${personId}`
