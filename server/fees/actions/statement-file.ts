/** A statement with all that belongs on paper. Reads only. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { peopleByIds } from '../../identity/queries/people.ts'
import { authorise } from '../../identity/rules.ts'
import { institutionsByIds } from '../../institutions/queries/institutions.ts'
import { present } from '../../kernel/invariant.ts'
import type { Page } from '../../kernel/page.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import type { Charge } from '../queries/charges.ts'
import { type Payment, paymentsByStatementIds } from '../queries/payments.ts'
import { type Statement } from '../queries/statements.ts'
import { chargesOfStatement } from './charges.ts'
import { visibleStatements } from './statements.ts'

/** A name in Chinese and, where there is one, in English. */
export type Named = { readonly nameZh: string; readonly nameEn: string | null }

export type StatementFile = {
  readonly statement: Statement
  readonly provider: Named & { readonly uscc: string | null }
  readonly payer: Named & { readonly uscc: string | null }
  readonly payments: readonly Payment[]
  /** Its charges, newest first, a page at a time. */
  readonly charges: AsyncIterable<NamedCharge>
}

export type NamedCharge = { readonly charge: Charge; readonly instrument: Named; readonly person: Named }

/** The statement for its file. Refused to those who may not see it, as if it did not exist. */
export async function statementFile(ctx: Context, id: string): Promise<StatementFile> {
  authorise(ctx.viewer, 'seeCharges', { personId: ctx.viewer?.personId ?? null })
  const [statement] = await visibleStatements(ctx, [id])
  if (!statement) throw new Rejection([problem('STATEMENT_NOT_FOUND')])
  const { db } = ctx.store
  const [provider] = await institutionsByIds(db, [statement.providerId])
  const [payments = []] = await paymentsByStatementIds(db, [id])
  return {
    statement,
    provider: present(provider, `institution ${statement.providerId}`),
    payer: await payerOf(ctx, statement),
    payments: payments.filter((it) => it.reversedAt === null),
    charges: chargesInPages(ctx, id),
  }
}

async function payerOf(
  { store: { db } }: Context,
  { payerId, payerInstitutionId }: Statement,
): Promise<StatementFile['payer']> {
  if (payerInstitutionId === null) {
    const [person] = await peopleByIds(db, [payerId])
    return { ...present(person, `person ${payerId}`), uscc: null }
  }
  const [institution] = await institutionsByIds(db, [payerInstitutionId])
  return present(institution, `institution ${payerInstitutionId}`)
}

const PAGE = 100

async function* chargesInPages(ctx: Context, id: string): AsyncIterable<NamedCharge> {
  let after: string | null = null
  do {
    const page: Page<Charge> = await chargesOfStatement(ctx, id, { first: PAGE, after })
    const charges = page.edges.map((it) => it.node)
    const instruments = await instrumentsByIds(
      ctx.store.db,
      charges.map((it) => it.instrumentId),
    )
    const people = await peopleByIds(
      ctx.store.db,
      charges.map((it) => it.personId),
    )
    for (const [i, charge] of charges.entries()) {
      const instrument = present(instruments[i], `instrument ${charge.instrumentId}`)
      yield { charge, instrument, person: present(people[i], `person ${charge.personId}`) }
    }
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
  } while (after !== null)
}
