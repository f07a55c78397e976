/** Research groups in the schema. Maps arguments to one action. */

import { builder, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import type { Person } from '../../identity/queries/people.ts'
import {
  dissolveResearchGroup,
  myResearchGroup,
  peopleOfGroups,
  researchGroups,
  saveResearchGroup,
  setGroupMember,
} from '../actions/groups.ts'
import type { ResearchGroup } from '../queries/groups.ts'
import { InstitutionRef } from './institution.ts'

const GroupPersonRef = builder.objectRef<Person>('GroupPerson').implement({
  description: 'Somebody of a research group, as those see him who may see the group.',
  fields: (t) => ({
    person: t.field({ type: PersonRef, description: 'The person.', resolve: (it) => it }),
    email: t.exposeString('email', { description: 'E-mail address, lower case.' }),
  }),
})

export const ResearchGroupRef = builder.objectRef<ResearchGroup>('ResearchGroup').implement({
  description: 'People of an institution who work under one who leads them (课题组).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    institution: t.field({
      type: InstitutionRef,
      description: 'Where it is.',
      resolve: (it) => it.institutionId,
    }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    principal: t.field({
      type: PersonRef,
      description: 'Who leads it (课题负责人).',
      resolve: (it) => it.principalId,
    }),
    led: t.boolean({
      description: 'Whether the viewer leads it.',
      resolve: (it, _args, ctx) => it.principalId === ctx.viewer?.personId,
    }),
    members: t.loadableList({
      type: GroupPersonRef,
      description: 'Who belongs to it, with the one who leads it; longest first, 100 at most.',
      complexity: { field: 1, multiplier: 20 },
      load: (ids: string[], ctx) => peopleOfGroups(ctx, ids),
      resolve: (it) => it.id,
    }),
  }),
})

const ResearchGroupConnectionRef = connectionRef<ResearchGroup>(
  'ResearchGroup',
  ResearchGroupRef,
  'by Chinese name',
)

builder.queryFields((t) => ({
  researchGroups: t.field({
    type: ResearchGroupConnectionRef,
    description: 'The research groups of an institution; empty for those who may not see its people.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      institutionId: t.arg.id({ description: 'Which institution.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => researchGroups(ctx, args.institutionId, args),
  }),
  myResearchGroup: t.field({
    type: ResearchGroupRef,
    nullable: true,
    description: 'The group of the viewer at his institution; null when he belongs to none.',
    resolve: (_root, _args, ctx) => myResearchGroup(ctx),
  }),
}))

const SaveResearchGroupInput = builder.inputType('SaveResearchGroupInput', {
  description: 'What a research group is called, and who leads it.',
  fields: (t) => ({
    groupId: t.id({ required: false, description: 'Which group; a new one unless told.' }),
    institutionId: t.id({ description: 'Of which institution.' }),
    nameZh: t.string({ description: 'Chinese name, 2 to 60 characters, once in an institution.' }),
    nameEn: t.string({ required: false, description: 'English name.' }),
    principalEmail: t.string({ description: 'The address of the one who leads it.' }),
  }),
})

const SetGroupMemberInput = builder.inputType('SetGroupMemberInput', {
  description: 'Who belongs to a group, or no longer.',
  fields: (t) => ({
    groupId: t.id({ description: 'Which group.' }),
    email: t.string({ description: 'The address of the person.' }),
    isMember: t.boolean({ description: 'False takes him out.' }),
  }),
})

const DissolveResearchGroupInput = builder.inputType('DissolveResearchGroupInput', {
  description: 'Which group ends.',
  fields: (t) => ({ groupId: t.id({ description: 'Which group.' }) }),
})

builder.mutationFields((t) => ({
  saveResearchGroup: t.field({
    type: ResearchGroupRef,
    description: 'Sets up a research group, or gives it another name or another to lead it.',
    args: { input: t.arg({ type: SaveResearchGroupInput, description: 'What it is.' }) },
    errors: refusable('SaveResearchGroupResult'),
    resolve: (_root, { input }, ctx) =>
      saveResearchGroup(ctx, { ...input, groupId: input.groupId ?? null, nameEn: input.nameEn ?? null }),
  }),
  setGroupMember: t.field({
    type: ResearchGroupRef,
    description: 'Lets somebody of the institution belong to a group, or no longer.',
    args: { input: t.arg({ type: SetGroupMemberInput, description: 'Who, and which group.' }) },
    errors: refusable('SetGroupMemberResult'),
    resolve: (_root, { input }, ctx) => setGroupMember(ctx, input),
  }),
  dissolveResearchGroup: t.field({
    type: ResearchGroupRef,
    description: 'Ends a group, and what is held for it. Requests that wait for the one who led it still do.',
    args: { input: t.arg({ type: DissolveResearchGroupInput, description: 'Which.' }) },
    errors: refusable('DissolveResearchGroupResult'),
    resolve: (_root, { input }, ctx) => dissolveResearchGroup(ctx, input.groupId),
  }),
}))
