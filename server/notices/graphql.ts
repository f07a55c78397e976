/** Notices in the schema. Maps arguments to one action. */

import { InstrumentRef } from '../catalog/graphql/instrument.ts'
import { builder, enumValues, refusable } from '../graphql/builder.ts'
import { connectionRef } from '../graphql/connection.ts'
import {
  markNoticesRead,
  myNotices,
  myUnreadCount,
  type NoticeSettings,
  noticeSettings,
  type Preference,
  setNoticeSettings,
} from './actions/inbox.ts'
import { NOTICE_WORDS, pathOf, textOf, titleOf } from './actions/wording.ts'
import type { Notice } from './queries/notices.ts'

const NoticeKindEnum = builder.enumType('NoticeKind', {
  description: 'What somebody is told about.',
  values: enumValues(NOTICE_WORDS),
})

const NoticeRef = builder.objectRef<Notice>('Notice').implement({
  description: 'Something the viewer is told.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    kind: t.field({ type: NoticeKindEnum, description: 'What about.', resolve: (it) => it.kind }),
    at: t.expose('at', { type: 'Instant', description: 'When it happened.' }),
    readAt: t.expose('readAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was read; null while it is not.',
    }),
    title: t.string({
      description: "In the language of the request's Accept-Language.",
      resolve: (it, _args, ctx) => titleOf(ctx, it.kind),
    }),
    text: t.string({
      description: "In the language of the request's Accept-Language.",
      resolve: (it, _args, ctx) => textOf(ctx, it),
    }),
    path: t.string({ description: 'The page with the next step.', resolve: (it) => pathOf(it) }),
    instrument: t.field({
      type: InstrumentRef,
      nullable: true,
      description: 'The instrument that it is about, if it is about one.',
      resolve: (it) => it.instrument?.id ?? null,
    }),
  }),
})

const NoticeConnectionRef = connectionRef<Notice>('Notice', NoticeRef, 'newest first')

const NoticePreferenceRef = builder.objectRef<Preference>('NoticePreference').implement({
  description: 'How the viewer is told about one kind of thing.',
  fields: (t) => ({
    kind: t.field({ type: NoticeKindEnum, description: 'What about.', resolve: (it) => it.kind }),
    title: t.string({
      description: "The kind in the language of the request's Accept-Language.",
      resolve: (it, _args, ctx) => titleOf(ctx, it.kind),
    }),
    inApp: t.exposeBoolean('inApp', { description: 'Among the notices.' }),
    byMail: t.exposeBoolean('byMail', { description: 'By mail, where the platform sends mail.' }),
  }),
})

const NoticeSettingsRef = builder.objectRef<NoticeSettings>('NoticeSettings').implement({
  description: 'How the viewer wants to be told.',
  fields: (t) => ({
    preferences: t.field({
      type: [NoticePreferenceRef],
      description: 'Every kind, in the order of the published table.',
      resolve: (it) => [...it.preferences],
    }),
    reminderMinutes: t.intList({
      description: 'How many minutes before his bookings he is reminded.',
      resolve: (it) => [...it.reminderMinutes],
    }),
    sendsMail: t.boolean({
      description: 'Whether this platform sends mail.',
      resolve: (_it, _args, ctx) => ctx.settings.sendsMail,
    }),
  }),
})

const NoticesReadRef = builder.objectRef<{ readonly unread: number }>('NoticesRead').implement({
  description: 'Notices were marked as read.',
  fields: (t) => ({ unread: t.exposeInt('unread', { description: 'How many are not yet; 100 at most.' }) }),
})

builder.queryFields((t) => ({
  notices: t.field({
    type: NoticeConnectionRef,
    description: "The viewer's notices, newest first.",
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      unreadOnly: t.arg.boolean({ required: false, description: 'Without those that were read.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => myNotices(ctx, args.unreadOnly ?? false, args),
  }),
  unreadNotices: t.int({
    description: 'How many notices the viewer has not read; 100 at most.',
    resolve: (_root, _args, ctx) => myUnreadCount(ctx),
  }),
  noticeSettings: t.field({
    type: NoticeSettingsRef,
    description: 'How the viewer wants to be told.',
    resolve: (_root, _args, ctx) => noticeSettings(ctx),
  }),
}))

const MarkNoticesReadInput = builder.inputType('MarkNoticesReadInput', {
  description: 'Which notices were read.',
  fields: (t) => ({ ids: t.idList({ required: false, description: 'All unless told.' }) }),
})

const NoticePreferenceInput = builder.inputType('NoticePreferenceInput', {
  description: 'How to be told about one kind of thing.',
  fields: (t) => ({
    kind: t.field({ type: NoticeKindEnum, description: 'What about.' }),
    inApp: t.boolean({ description: 'Among the notices.' }),
    byMail: t.boolean({ description: 'By mail.' }),
  }),
})

const SetNoticeSettingsInput = builder.inputType('SetNoticeSettingsInput', {
  description: 'How the viewer wants to be told; what is left out stays as it is.',
  fields: (t) => ({
    preferences: t.field({ type: [NoticePreferenceInput], required: false, description: 'Kinds to change.' }),
    reminderMinutes: t.intList({
      required: false,
      description: 'How many minutes before his bookings he is reminded: of 60, 240, 1440.',
    }),
  }),
})

builder.mutationFields((t) => ({
  markNoticesRead: t.field({
    type: NoticesReadRef,
    description: 'Marks notices of the viewer as read.',
    args: { input: t.arg({ type: MarkNoticesReadInput, description: 'Which.' }) },
    errors: refusable('MarkNoticesReadResult'),
    resolve: (_root, { input }, ctx) => markNoticesRead(ctx, { ids: input.ids ?? null }),
  }),
  setNoticeSettings: t.field({
    type: NoticeSettingsRef,
    description: 'Sets how the viewer wants to be told.',
    args: { input: t.arg({ type: SetNoticeSettingsInput, description: 'What changes.' }) },
    errors: refusable('SetNoticeSettingsResult'),
    resolve: (_root, { input }, ctx) =>
      setNoticeSettings(ctx, {
        preferences: input.preferences ?? [],
        reminderMinutes: input.reminderMinutes ?? null,
      }),
  }),
}))
