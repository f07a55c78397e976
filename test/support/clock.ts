/**
 * Another time than the machine's, for journeys: what they meet must not depend on the day they are run.
 *
 * Imported ahead of a server (`node --import`), this sets the clock of its process by `CLOCK_OFFSET_MS`.
 */

/** From the machine's clock to the one of this process and its browser, in milliseconds. */
export function clockOffsetMs(): number {
  return Number(process.env['CLOCK_OFFSET_MS'] ?? 0)
}

/** Makes `Date` tell a time that is ahead by so much; timers run as ever. It also runs inside a browser. */
export function shiftClock(offsetMs: number): void {
  const real = Date
  const now = () => real.now() + offsetMs
  globalThis.Date = new Proxy(real, {
    construct: (target, parts: unknown[], made) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, made) as object,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}

shiftClock(clockOffsetMs())
