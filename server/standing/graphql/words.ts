/** The words of standing in the schema: states, kinds, scopes, levels; and how large a page counts. */

import { builder, enumValues } from '../../graphql/builder.ts'

export const QualificationStateEnum = builder.enumType('QualificationState', {
  description:
    'EXPIRING: within seven days of its end. EXPIRED: lapsed by date or disuse. ENDED: revoked, or renewed by a later one.',
  values: enumValues(['valid', 'expiring', 'expired', 'ended'] as const),
})

export const EnrolmentStateEnum = builder.enumType('EnrolmentState', {
  description: 'ENROLLED holds a seat; PASSED, FAILED and ABSENT are results.',
  values: enumValues(['enrolled', 'withdrawn', 'passed', 'failed', 'absent'] as const),
})

export const ConductKindEnum = builder.enumType('ConductKind', {
  description: 'What earned or cost points. ADJUSTMENT: by hand. REVERSAL: takes another event back.',
  values: enumValues([
    'normal_use',
    'late',
    'leave_early',
    'overtime',
    'missed',
    'late_cancellation',
    'adjustment',
    'reversal',
  ] as const),
})

export const ConductLevelEnum = builder.enumType('ConductLevel', {
  description: 'The levels of conduct points, from best to worst.',
  values: enumValues(['excellent', 'good', 'watch', 'poor', 'bad', 'barred'] as const),
})

export const ConductConsequenceEnum = builder.enumType('ConductConsequence', {
  description: 'What a person meets who falls into a level: a notice, or a restriction of that scope.',
  values: enumValues(['none', 'notify', 'instrument', 'institution', 'platform'] as const),
})

export const RestrictionScopeEnum = builder.enumType('RestrictionScope', {
  description: 'Where a restriction counts: one instrument, all of an institution, or everywhere.',
  values: enumValues(['instrument', 'institution', 'platform'] as const),
})

export const RestrictionStateEnum = builder.enumType('RestrictionState', {
  description: 'Whether a restriction counts now.',
  values: enumValues(['to_come', 'in_force', 'over', 'lifted'] as const),
})

export const AppealStateEnum = builder.enumType('AppealState', {
  description: 'UPHELD: the person was right, and what was appealed against is taken back.',
  values: enumValues(['open', 'upheld', 'dismissed'] as const),
})

export const SessionScopeEnum = builder.enumType('TrainingScope', {
  description: 'UPCOMING: not begun and not cancelled, by start. PAST: begun, latest first.',
  values: enumValues(['upcoming', 'past'] as const),
})

export const pageComplexity = (args: { readonly first?: number | null | undefined }) => ({
  field: 1,
  multiplier: Math.min(args.first ?? 20, 100),
})
