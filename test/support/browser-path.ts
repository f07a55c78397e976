/** Where a browser is: `CHROME_PATH`, the machine's Chromium, or the one from npm. */

import { existsSync } from 'node:fs'

const MACHINE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a browser is; the one from npm is unpacked on first use, which must not happen twice at once. */
export async function browserPath(): Promise<string> {
  const found = [process.env['CHROME_PATH'], ...MACHINE].find(
    (path) => path !== undefined && existsSync(path),
  )
  if (found !== undefined) return found
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}
