/** The tick by which a booking of the board is chosen to be moved; nothing where it cannot be, or nobody chooses. */

import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import type { DeskRow, Picking } from './day-board-shape.ts'

type PickBoxProps = { readonly booking: DeskRow; readonly picking: Picking | undefined }

export function PickBox({ booking, picking }: PickBoxProps) {
  const { t } = useTranslation('faults')
  const name = useName()
  if (!picking || !isMovable(booking)) return null
  const { id, startsAt, endsAt, instrument, person } = booking
  const who = person ? name(person) : t('rows.hidden')
  return (
    <Checkbox
      aria-label={t('reschedule.pick', { who, when: spanText(startsAt, endsAt, instrument.timeZone) })}
      checked={picking.ids.has(id)}
      onChange={() => picking.toggle(id)}
    />
  )
}

/** Whether a keeper can still move a booking: nobody has come for it. */
export function isMovable({ state }: Pick<DeskRow, 'state'>): boolean {
  return state === 'REQUESTED' || state === 'CONFIRMED'
}
