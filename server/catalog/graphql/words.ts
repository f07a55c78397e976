/** The words of the catalog in the schema, for reading and for writing. */

import { builder, enumValues } from '../../graphql/builder.ts'

export const UsageClassEnum = builder.enumType('UsageClass', {
  description: 'Whether an instrument serves any work (通用) or one (专用).',
  values: enumValues(['general', 'dedicated'] as const),
})

export const ShareModeEnum = builder.enumType('ShareMode', {
  description: 'Whom an instrument serves: its own institution, others too, or nobody.',
  values: enumValues(['internal', 'external', 'none'] as const),
})

export const RunStatusEnum = builder.enumType('RunStatus', {
  description: 'The usual state of an instrument over the year, not of the moment.',
  values: enumValues([
    'normal',
    'standby',
    'remote',
    'occasional_fault',
    'frequent_fault',
    'await_repair',
    'await_scrap',
  ] as const),
})

export const AcquisitionSourceEnum = builder.enumType('AcquisitionSource', {
  description: 'How the owner came to an instrument.',
  values: enumValues(['purchased', 'developed', 'donated', 'other'] as const),
})

export const FundingSourceEnum = builder.enumType('FundingSource', {
  description: 'Who paid for an instrument.',
  values: enumValues(['central', 'local', 'own', 'other'] as const),
})

export const ServiceModeEnum = builder.enumType('ServiceMode', {
  description: 'How an instrument serves: used by oneself, samples sent in, or tests ordered.',
  values: enumValues(['self_use', 'sample_submission', 'test_item'] as const),
})

export const ApprovalRuleEnum = builder.enumType('ApprovalRule', {
  description:
    'Who decides before a booking holds: nobody; PI, who leads the group of the person (课题负责人), where he has one; ' +
    'the keeper; or BOTH in this order.',
  values: enumValues(['none', 'pi', 'keeper', 'both'] as const),
})
