/** Notices by mail, against a real mail server: to whom, once, again after a failure, and not where it is not wanted. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../server/context.ts'
import { MINUTE_MS } from '../../../server/kernel/interval.ts'
import { collectNotices } from '../../../server/notices/actions/collect.ts'
import { postNotices } from '../../../server/notices/actions/post.ts'
import { type Mailer, smtpMailer } from '../../../server/platform/mail.ts'
import { act, book, type Lab, openLab, policyWith, span } from '../../support/bookings.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { kindsToldTo } from '../../support/notices.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

/** The text of a mail that is quoted-printable. */
function plainText(source: string): string {
  const quoted = source.split('\r\n\r\n').slice(1).join('\n\n').replaceAll('=\r\n', '')
  return decodeURIComponent(quoted.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/g, '%$1'))
}

describe.each(dialects)('%s: mail', (dialect) => {
  let server: MailServer
  let mailer: Mailer
  let world: World
  let lab: Lab
  let before: number

  beforeAll(async () => {
    server = await startMailServer()
    mailer = smtpMailer({ smtpUrl: server.url, from: '共享平台 <no-reply@example.cn>' })
  })
  afterAll(async () => {
    mailer.close()
    await server.stop()
  })
  beforeEach(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world, { policy: policyWith({ approval: 'keeper' }) })
    before = server.received.length
    server.mood.refuses = false
  })
  afterEach(() => world.close())

  const received = () => server.received.slice(before)

  async function approved(ctx: Context = world.as()): Promise<void> {
    const { id } = await book(world, lab.ada, span('10:00', '12:00'))
    await act(world, lab.keeper, 'approveBooking', { bookingId: id })
    await collectNotices(ctx)
  }

  test('goes to the person, in both languages, once', async () => {
    await approved()
    await Promise.all([postNotices(world.as(), mailer), postNotices(world.as(), mailer)])
    await postNotices(world.as(), mailer)
    const [mail, ...others] = received()
    expect(others).toEqual([])
    expect(mail).toMatchObject({ from: 'no-reply@example.cn', to: ['ada@test'] })
    const source = mail?.source ?? ''
    expect(source).toMatch(/^Message-ID: <\d+%3Arequest_approved%3Aada@test>/im)
    const body = plainText(source)
    expect(body).toContain('http://test/bookings?booking=')
    expect(body).toContain('已获批准')
    expect(body).toContain('was approved')
  })

  test('is tried again after a while when the server refuses, and the failure is told to the operator', async () => {
    await approved()
    server.mood.refuses = true
    await expect(postNotices(world.as(), mailer)).rejects.toThrow('1 mails were not sent')
    server.mood.refuses = false
    await postNotices(world.as(), mailer)
    expect(received()).toEqual([])
    world.clock.now += MINUTE_MS
    await postNotices(world.as(), mailer)
    expect(received()).toHaveLength(1)
  })

  test('is given up after some attempts', async () => {
    await approved()
    server.mood.refuses = true
    for (let i = 0; i < 6; i += 1) {
      await expect(postNotices(world.as(), mailer)).rejects.toThrow('1 mails were not sent')
      world.clock.now += 300 * MINUTE_MS
    }
    server.mood.refuses = false
    await postNotices(world.as(), mailer)
    expect(received()).toEqual([])
  })

  test('that was sent just before a crash has the same id when it is sent again', async () => {
    await approved()
    const crash: Mailer = {
      send: async (mail) => {
        await mailer.send(mail)
        throw new Error('power cut')
      },
      close: () => {},
    }
    await expect(postNotices(world.as(), crash)).rejects.toThrow('1 mails were not sent')
    world.clock.now += MINUTE_MS
    await postNotices(world.as(), mailer)
    const ids = received().map((it) => /^Message-ID: (.*)$/im.exec(it.source)?.[1])
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  test('does not go to who does not want it, to demo people, or where the platform sends none', async () => {
    await world.ask(
      lab.ada,
      `mutation { setNoticeSettings(input: { preferences: [{ kind: REQUEST_APPROVED, inApp: true, byMail: false }] }) { __typename } }`,
    )
    await approved()
    expect(await kindsToldTo(world, lab.ada)).toEqual(['REQUEST_APPROVED'])
    const { id } = await book(world, lab.bob, span('14:00', '16:00'))
    await act(world, lab.keeper, 'approveBooking', { bookingId: id })
    const plain = world.as()
    await collectNotices({ ...plain, settings: { ...plain.settings, sendsMail: false } })
    await postNotices(world.as(), mailer)
    expect(received()).toEqual([])
    await world.store.transact((trx) =>
      trx.updateTable('person').set({ is_demo: 1 }).where('id', '=', 'ann').execute(),
    )
    const third = await book(world, lab.ann, span('17:00', '18:00'))
    await act(world, lab.keeper, 'approveBooking', { bookingId: third.id })
    await collectNotices(world.as())
    await postNotices(world.as(), mailer)
    expect(received()).toEqual([])
  })
})
