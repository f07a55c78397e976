/** The frame of a page's content: title, panels, head figures. */

import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

type PageProps = {
  readonly title: string
  readonly lead?: React.ReactNode
  /** Buttons on the right of the title. */
  readonly actions?: React.ReactNode
  /** For tables and timelines: as wide as the window. */
  readonly wide?: boolean
  readonly children: React.ReactNode
}

/** A whole page with its one `h1`; also the title of the browser's tab. */
export function Page({ title, lead, actions, wide = false, children }: PageProps) {
  useTabTitle(title)
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="page-header">
        <div>
          <h1>{title}</h1>
          {lead ? <div className="lead">{lead}</div> : null}
        </div>
        {actions ? <div className="row">{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

/** Sets the title of the browser's tab for pages with a header of their own. */
export function useTabTitle(title: string): void {
  const { t } = useTranslation('shell')
  const platform = t('platform')
  useEffect(() => {
    document.title = title === platform ? platform : `${title} · ${platform}`
  }, [title, platform])
}

type PanelProps = {
  readonly title?: string
  readonly actions?: React.ReactNode
  /** Where links within the page lead. */
  readonly id?: string
  /** No padding: the content is a table. */
  readonly flush?: boolean
  readonly children: React.ReactNode
}

/** A white surface with a heading. */
export function Panel({ title, actions, id, flush = false, children }: PanelProps) {
  return (
    <section id={id} className={flush ? 'panel panel-flush' : 'panel'} aria-label={title}>
      {title || actions ? (
        <div className="spread panel-title">
          {title ? <h2>{title}</h2> : <span />}
          {actions}
        </div>
      ) : null}
      {children}
    </section>
  )
}

type FigureProps = {
  readonly name: string
  readonly value: string
  readonly unit?: string
  /** What the figure is, shown on hover and focus. */
  readonly definition?: string
  readonly change?: React.ReactNode
}

/** One number at the head of a page; put at most five into a `figure-row`. */
export function Figure({ name, value, unit, definition, change }: FigureProps) {
  return (
    <div className="figure">
      <div className="figure-name" title={definition}>
        {name}
      </div>
      <div className="figure-value">
        {value}
        {unit ? <small>{unit}</small> : null}
      </div>
      {change ? <div className="figure-change">{change}</div> : null}
      {definition ? <div className="visually-hidden">{definition}</div> : null}
    </div>
  )
}

/** Names and values; pairs without a value are left out. */
export function Facts({ pairs }: { readonly pairs: readonly (readonly [string, React.ReactNode])[] }) {
  return (
    <dl className="facts">
      {pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
