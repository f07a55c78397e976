/** The code that hangs on an instrument: shown, printed, renewed. */

import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'
import { useAction } from '../data/action.ts'
import { CopyField } from '../design/copy-field.tsx'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { ManageRenewCheckInCodeDocument } from './operations/instruments.ts'
import { Problems } from './problems.tsx'

type Props = { readonly instrument: ManagedInstrumentFragment }

export function CheckInCode({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const renewal = useAction(ManageRenewCheckInCodeDocument)
  const { checkInUrl } = instrument
  const renew = () => void renewal.run({ input: { instrumentId: instrument.id } })
  return (
    <Panel title={t('checkInCode.title')}>
      <div className="stack">
        <p className="manage-screen">{t('checkInCode.text')}</p>
        {checkInUrl ? <Sheet instrument={instrument} url={checkInUrl} /> : null}
        <Problems problems={renewal.problems} failure={renewal.failure} />
        <div className="row manage-screen">
          {checkInUrl ? (
            <>
              <Button onClick={() => window.print()}>{t('checkInCode.print')}</Button>
              <Popconfirm
                title={t('checkInCode.renewText')}
                okText={t('checkInCode.confirmRenew')}
                onConfirm={renew}
              >
                <Button loading={renewal.pending}>{t('checkInCode.renew')}</Button>
              </Popconfirm>
            </>
          ) : (
            <Button type="primary" loading={renewal.pending} onClick={renew}>
              {t('checkInCode.make')}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  )
}

/** What is printed: the code, and which instrument it belongs to. */
function Sheet({ instrument, url }: Props & { readonly url: string }) {
  const { t } = useTranslation('manage')
  const name = useName()
  return (
    <div className="manage-code">
      <Code text={url} label={t('checkInCode.label', { name: name(instrument) })} />
      <div className="stack-tight manage-code-words">
        <strong>{name(instrument)}</strong>
        <span>
          {instrument.model} · {instrument.localAssetNo}
        </span>
        <span>{t('checkInCode.scan')}</span>
        <div className="manage-screen">
          <CopyField label={t('checkInCode.address')} value={url} />
        </div>
      </div>
    </div>
  )
}

/** A QR code (ISO/IEC 18004) as one path. */
function Code({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 2 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}
