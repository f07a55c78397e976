/** How a device reports, as a command to try; words and times are examples. */

const QUERY = `mutation ($input: ReportUsageInput!) {
  reportUsage(input: $input) {
    ... on UsageReport { outcomes { eventId outcome problems { code message } } }
    ... on Rejection { problems { code message } }
  }
}`

/** The whole request for the platform at `origin`. */
export function deviceExample(origin: string): string {
  const event = { instrumentId: 'INSTRUMENT_ID', sessionKey: 'S-2026-0105-01' }
  const events = [
    {
      ...event,
      eventId: 'E-1',
      what: 'STARTED',
      at: '2026-01-05T09:30:00+08:00',
      personEmail: 'name@example.cn',
    },
    { ...event, eventId: 'E-2', what: 'ENDED', at: '2026-01-05T11:30:00+08:00', samples: 4 },
  ]
  const body = JSON.stringify(
    { query: QUERY.replaceAll(/\s+/g, ' '), variables: { input: { events } } },
    null,
    2,
  )
  return `curl ${origin}/graphql \\
  -H 'content-type: application/json' \\
  -H 'authorization: Bearer DEVICE_TOKEN' \\
  -d '${body}'`
}
