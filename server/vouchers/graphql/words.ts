/** The words of vouchers in the schema. */

import { builder, enumValues } from '../../graphql/builder.ts'

export const VoucherKindEnum = builder.enumType('VoucherCustomerKind', {
  description: '小微企业, 科技型中小企业, 高新技术企业, 专精特新, 众创空间团队.',
  values: enumValues(['small_micro', 'tech_sme', 'hi_tech', 'specialised', 'team'] as const),
})

export const VoucherLevelEnum = builder.enumType('VoucherProgrammeLevel', {
  description: 'Who pays.',
  values: enumValues(['national', 'region', 'city', 'district'] as const),
})

export const VoucherGrantStateEnum = builder.enumType('VoucherGrantState', {
  description: 'How an application stands.',
  values: enumValues(['applied', 'granted', 'refused'] as const),
})

export const pageComplexity = (args: { readonly first?: number | null | undefined }) => ({
  field: 1,
  multiplier: Math.min(args.first ?? 20, 100),
})
