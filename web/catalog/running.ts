/** Whether an instrument can be used in the state that its keeper gave it. */

import type { RunStatus } from '../gql/graphql.ts'

const RUNNING: readonly RunStatus[] = ['NORMAL', 'STANDBY', 'REMOTE', 'OCCASIONAL_FAULT']

export function isRunning(status: RunStatus): boolean {
  return RUNNING.includes(status)
}
