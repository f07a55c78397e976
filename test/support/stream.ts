/** A stream of server-sent events as a browser reads it. */

export type Message = { readonly id: string; readonly event: string; readonly data: unknown }

export type Stream = {
  readonly response: Response
  /** The next message that is none of `hello` and `beat`; throws when the stream ends before. */
  next(): Promise<Message>
  /** Every message to the end of the stream. */
  rest(): Promise<readonly Message[]>
  close(): Promise<void>
}

/** Opens `/events`; answers once the server has said hello, or has refused. */
export async function openStream(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Stream> {
  const abort = new AbortController()
  const response = await fetch(`${url}/events`, { headers, signal: abort.signal })
  const early: Message[] = []
  const messages = read(response)
  if (response.status === 200) {
    for (;;) {
      const { value } = await messages.next()
      if (!value || value.event === 'hello') break
      early.push(value)
    }
  }
  const take = async (): Promise<Message | undefined> => early.shift() ?? (await messages.next()).value
  return {
    response,
    next: async () => {
      for (;;) {
        const message = await take()
        if (!message) throw new Error('The stream has ended.')
        if (message.event !== 'beat') return message
      }
    },
    rest: async () => {
      const all: Message[] = []
      for (let it = await take(); it; it = await take()) all.push(it)
      return all
    },
    close: async () => {
      abort.abort()
      await messages.return(undefined).catch(() => undefined)
    },
  }
}

async function* read(response: Response): AsyncGenerator<Message, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield messageOf(text.slice(0, end))
      text = text.slice(end + 2)
    }
  }
  return undefined
}

function messageOf(block: string): Message {
  const fields = new Map(
    block.split('\n').map((it): [string, string] => {
      const colon = it.indexOf(': ')
      return [it.slice(0, colon), it.slice(colon + 2)]
    }),
  )
  return {
    id: fields.get('id') ?? '',
    event: fields.get('event') ?? '',
    data: JSON.parse(fields.get('data') ?? 'null'),
  }
}
