/** Runs ahead of every file of journeys: they, their servers and their browsers live at one time of their own. */

import { inject } from 'vitest'
import { shiftClock } from './clock.ts'

process.env['CLOCK_OFFSET_MS'] = String(inject('clockOffsetMs'))
shiftClock(inject('clockOffsetMs'))
