/** `/city/register`: an institution asks to join; any person who is signed in may ask for it. */

import './city.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUscc } from '../../server/institutions/rules.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState } from '../design/states.tsx'
import type { RegisterInstitutionInput } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { CityDistrictsDocument, CityRegisterDocument } from './operations.ts'
import { CityProblems } from './city-problems.tsx'
import { EMPTY_APPLICATION, type Application, applicationInput } from './application.ts'

const KINDS: readonly RegisterInstitutionInput['kind'][] = [
  'UNIVERSITY',
  'RESEARCH_INSTITUTE',
  'ENTERPRISE',
  'TESTING_BODY',
  'GOVERNMENT_PLATFORM',
]

export function RegisterPage() {
  return <Guard>{() => <Register />}</Guard>
}

function Register() {
  const { t } = useTranslation('city')
  const [asked, setAsked] = useState<string | undefined>()
  return (
    <Page title={t('register.title')} lead={t('register.lead')}>
      {asked === undefined ? (
        <ApplicationForm onDone={setAsked} />
      ) : (
        <div className="panel" role="status">
          <EmptyState title={t('register.doneTitle')} text={t('register.doneText', { name: asked })}>
            <Link to="/instruments">{t('register.toCatalog')}</Link>
          </EmptyState>
        </div>
      )}
    </Page>
  )
}

function ApplicationForm({ onDone }: { readonly onDone: (name: string) => void }) {
  const { t } = useTranslation('city')
  const register = useAction(CityRegisterDocument)

  async function submit(values: Application) {
    const made = await register.run({ input: applicationInput(values) })
    if (made) onDone(made.nameZh)
  }

  return (
    <Form<Application>
      name="application"
      layout="vertical"
      className="panel city-form"
      initialValues={EMPTY_APPLICATION}
      onFinish={(values) => void submit(values)}
    >
      <IdentityFields />
      <ContactFields />
      <CityProblems problems={register.problems} failure={register.failure} />
      <div className="city-submit">
        <Button type="primary" htmlType="submit" loading={register.pending}>
          {t('register.action')}
        </Button>
      </div>
    </Form>
  )
}

function IdentityFields() {
  const { t } = useTranslation('city')
  const name = useName()
  const districts = useQuery(queryOf(CityDistrictsDocument, {}))
  const needed = { required: true, whitespace: true, warningOnly: true, message: t('register.needed') }
  return (
    <div className="city-grid">
      <Form.Item
        required
        name="nameZh"
        label={t('fields.nameZh')}
        extra={t('register.nameHint')}
        rules={[needed]}
      >
        <Input maxLength={100} autoComplete="organization" />
      </Form.Item>
      <Form.Item
        required
        name="uscc"
        label={t('fields.uscc')}
        extra={t('register.usccHint')}
        normalize={(text: string) => text.toUpperCase().replaceAll(/\s/g, '')}
        rules={[
          needed,
          {
            warningOnly: true,
            validateTrigger: 'onBlur',
            validator: async (_, text: string) => {
              if (text !== '' && !isUscc(text)) throw new Error(t('usccBad'))
            },
          },
        ]}
        validateTrigger={['onBlur']}
      >
        <Input maxLength={18} spellCheck={false} autoComplete="off" />
      </Form.Item>
      <Form.Item name="nameEn" label={t('fields.nameEn')}>
        <Input maxLength={200} lang="en" />
      </Form.Item>
      <Form.Item name="kind" label={t('fields.kind')}>
        <Select options={KINDS.map((it) => ({ value: it, label: t(`kind.${it}`) }))} />
      </Form.Item>
      <Form.Item
        required
        name="district"
        label={t('fields.district')}
        rules={[{ required: true, warningOnly: true, message: t('register.needed') }]}
      >
        <Select
          loading={districts.isPending}
          options={(districts.data?.districts ?? []).map((it) => ({ value: it.adcode, label: name(it) }))}
        />
      </Form.Item>
      <Form.Item required name="addressZh" label={t('fields.addressZh')} rules={[needed]}>
        <Input maxLength={200} autoComplete="street-address" />
      </Form.Item>
    </div>
  )
}

function ContactFields() {
  const { t } = useTranslation('city')
  return (
    <>
      <div className="city-grid">
        <Form.Item name="contactPhone" label={t('fields.contactPhone')} extra={t('register.phoneHint')}>
          <Input maxLength={30} type="tel" />
        </Form.Item>
        <Form.Item name="contactEmail" label={t('fields.contactEmail')} extra={t('register.emailHint')}>
          <Input maxLength={200} type="email" />
        </Form.Item>
      </div>
      <Form.Item name="introductionZh" label={t('fields.introductionZh')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="isOwner" valuePropName="checked" extra={t('register.ownerHint')}>
        <Checkbox>{t('register.owner')}</Checkbox>
      </Form.Item>
      <Form.Item name="servesExternal" valuePropName="checked">
        <Checkbox>{t('register.serves')}</Checkbox>
      </Form.Item>
    </>
  )
}
