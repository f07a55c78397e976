/** The audit log in the schema. */

import { builder } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import type { AuditLine } from '../../platform/audit.ts'
import { readAuditLog } from '../actions/audit-log.ts'
import { PersonRef } from './people.ts'

const AuditEntryRef = builder.objectRef<AuditLine>('AuditEntry').implement({
  description: 'Who did what to which thing. Entries are only ever added, and sealed by a chain of hashes.',
  fields: (t) => ({
    id: t.id({ description: 'Counts up.', resolve: (it) => String(it.id) }),
    at: t.expose('at', { type: 'Instant', description: 'When.' }),
    actor: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who; null when nobody was signed in, or for a job.',
      resolve: (it) => it.actorId,
    }),
    action: t.exposeString('action', { description: 'The mutation or job, for example bookInstrument.' }),
    subjectType: t.exposeString('subjectType', { description: 'The type of the thing.' }),
    subjectId: t.exposeString('subjectId', { description: 'The id of the thing.' }),
    detail: t.exposeString('detail', { description: 'What else was recorded, as JSON.' }),
    hash: t.exposeString('hash', { nullable: true, description: 'Its seal; null for a few seconds.' }),
  }),
})

const AuditEntryConnectionRef = connectionRef<AuditLine>('AuditEntry', AuditEntryRef, 'newest first')

builder.queryField('auditLog', (t) =>
  t.field({
    type: AuditEntryConnectionRef,
    description: 'The audit log, for auditors and administrators.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      subjectId: t.arg.id({ required: false, description: 'Only what was done to this thing.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => readAuditLog(ctx, args.subjectId ?? null, args),
  }),
)
