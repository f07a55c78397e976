/** A mail server on a free loopback port that keeps what it is sent, and refuses as long as it is told to. */

import { SMTPServer } from 'smtp-server'
import { freePort } from './process.ts'

export type Received = { readonly from: string; readonly to: readonly string[]; readonly source: string }

export type MailServer = {
  readonly url: string
  readonly received: readonly Received[]
  /** While it refuses, every mail is answered with 451. */
  readonly mood: { refuses: boolean }
  stop(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const port = await freePort()
  const received: Received[] = []
  const mood = { refuses: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (mood.refuses) {
          done(Object.assign(new Error('Try again later'), { responseCode: 451 }))
          return
        }
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((it) => it.address),
          source: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    mood,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
