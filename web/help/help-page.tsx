/** `/help`: how things work here, in short; figures and formulas are those that the server computes with. */

import './help.css'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FORMULAS } from '../../server/statistics/rules/formulas.ts'
import { TOLERANCES } from '../../server/usage/rules/attendance.ts'
import { Page } from '../design/page.tsx'
import { deviceExample } from './device-example.ts'

const MINUTE_MS = 60_000
const SECTIONS = [
  'book',
  'fees',
  'checkIn',
  'institution',
  'devices',
  'statistics',
  'access',
  'contact',
] as const
type Section = (typeof SECTIONS)[number]

const BOOK = ['find', 'pick', 'quote', 'send', 'change'] as const
const FEES = ['tariff', 'lines', 'cancel', 'missed', 'owner', 'pay'] as const
const CHECK_IN = ['how', 'late', 'early', 'record'] as const
const INSTITUTION = ['register', 'publish', 'hours', 'desk', 'settle'] as const
const DEVICES = ['token', 'session', 'pair', 'outcome', 'late', 'power'] as const
const ACCESS = ['keyboard', 'words', 'zoom', 'zone', 'language'] as const
const CONTACT = ['instrument', 'account', 'fault'] as const
const KEYS = [
  ['/', 'search'],
  ['t', 'today'],
  ['j', 'next'],
  ['k', 'previous'],
  ['d', 'day'],
  ['w', 'week'],
  ['n', 'new'],
  ['?', 'help'],
] as const

export function HelpPage() {
  const { t } = useTranslation('help')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="help">
        <nav className="panel help-contents" aria-label={t('contents')}>
          <ul className="stack-tight">
            {SECTIONS.map((section) => (
              <li key={section}>
                <a href={`#${section}`}>{t(`section.${section}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="stack">
          <Part section="book">
            <ol>
              {BOOK.map((step) => (
                <li key={step}>{t(`book.${step}`)}</li>
              ))}
            </ol>
            <p className="row">
              <Link to="/instruments">{t('link.instruments')}</Link>
              <Link to="/timeline">{t('link.timeline')}</Link>
              <Link to="/bookings">{t('link.bookings')}</Link>
            </p>
          </Part>
          <Part section="fees">
            <ul>
              {FEES.map((line) => (
                <li key={line}>{t(`fees.${line}`)}</li>
              ))}
            </ul>
          </Part>
          <CheckIn />
          <Part section="institution">
            <ul>
              {INSTITUTION.map((line) => (
                <li key={line}>{t(`institution.${line}`)}</li>
              ))}
            </ul>
          </Part>
          <Devices />
          <Formulas />
          <Access />
          <Part section="contact">
            <ul>
              {CONTACT.map((line) => (
                <li key={line}>{t(`contact.${line}`)}</li>
              ))}
            </ul>
          </Part>
        </div>
      </div>
    </Page>
  )
}

type PartProps = { readonly section: Section; readonly children: React.ReactNode }

function Part({ section, children }: PartProps) {
  const { t } = useTranslation('help')
  return (
    <section id={section} className="panel prose help-part" aria-label={t(`section.${section}`)}>
      <h2>{t(`section.${section}`)}</h2>
      {children}
    </section>
  )
}

function CheckIn() {
  const { t } = useTranslation('help')
  const minutes = {
    late: TOLERANCES.lateMs / MINUTE_MS,
    early: TOLERANCES.leaveEarlyMs / MINUTE_MS,
    over: TOLERANCES.overtimeMs / MINUTE_MS,
  }
  return (
    <Part section="checkIn">
      <ul>
        {CHECK_IN.map((line) => (
          <li key={line}>{t(`checkIn.${line}`, minutes)}</li>
        ))}
      </ul>
    </Part>
  )
}

function Devices() {
  const { t } = useTranslation('help')
  return (
    <Part section="devices">
      <ol>
        {DEVICES.map((line) => (
          <li key={line}>{t(`devices.${line}`)}</li>
        ))}
      </ol>
      <h3>{t('devices.example')}</h3>
      <pre className="help-code" tabIndex={0} aria-label={t('devices.example')}>
        <code>{deviceExample(window.location.origin)}</code>
      </pre>
    </Part>
  )
}

function Formulas() {
  const { t, i18n } = useTranslation('help')
  const en = i18n.language === 'en'
  return (
    <Part section="statistics">
      <p>{t('statistics.intro')}</p>
      <dl className="help-formulas">
        {FORMULAS.map((it) => (
          <div key={it.id}>
            <dt>
              <span className="tag">{it.id}</span> {en ? it.nameEn : it.nameZh}
            </dt>
            <dd>
              {en ? it.textEn : it.textZh}{' '}
              <span className="small secondary" lang="zh-CN">
                {t('statistics.source', { source: it.source })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

function Access() {
  const { t } = useTranslation('help')
  return (
    <Part section="access">
      <ul>
        {ACCESS.map((line) => (
          <li key={line}>{t(`access.${line}`)}</li>
        ))}
      </ul>
      <h3>{t('keys.title')}</h3>
      <dl className="help-keys">
        {KEYS.map(([key, name]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}
