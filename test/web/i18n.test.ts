/** Every sentence exists in both languages, says the same parameters, and is used somewhere. */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Tree = { readonly [key: string]: string | Tree }
type Sentences = ReadonlyMap<string, string>

const AREAS = readdirSync('web/i18n/zh-CN')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))

/** Dotted keys and their sentences. */
function flat(tree: Tree, head = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${head}${key}`, value] as [string, string]]
      : flat(value, `${head}${key}.`),
  )
}

async function sentences(language: string, area: string): Promise<Sentences> {
  const file = (await import(`../../web/i18n/${language}/${area}.ts`)) as { messages: Tree }
  return new Map(flat(file.messages))
}

/** A key without the ending that tells singular from plural. */
function base(key: string): string {
  return key.replace(/_(?:zero|one|two|few|many|other)$/, '')
}

function bases(all: Sentences): string[] {
  return [...new Set([...all.keys()].map(base))].toSorted()
}

function parameters(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((it) => it[1] ?? '').toSorted()
}

const sources = readdirSync('web', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/^(?:i18n|gql|dist)\//.test(path))
  .map((path) => readFileSync(`web/${path}`, 'utf8'))
  .join('\n')
const literal = new Set([...sources.matchAll(/['"`]([\w.]+)['"`]/g)].map((it) => it[1]))
const heads = [...sources.matchAll(/`([\w.]+[._])\$\{/g)].map((it) => it[1] ?? '')

test.each(AREAS)('%s says the same in both languages', async (area) => {
  const [zh, en] = await Promise.all([sentences('zh-CN', area), sentences('en', area)])
  expect(bases(en)).toEqual(bases(zh))
  for (const [key, sentence] of en) {
    if (key.endsWith('_one')) continue
    expect.soft(parameters(sentence), `${area}: ${key}`).toEqual(parameters(zh.get(key) ?? ''))
  }
})

test.each(AREAS)('%s holds no empty and no unused sentence', async (area) => {
  const zh = await sentences('zh-CN', area)
  const unused = [...zh.keys()]
    .map(base)
    .filter((key) => !literal.has(key) && !heads.some((head) => key.startsWith(head)))
  expect(unused).toEqual([])
  expect([...zh].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
})

test.each(AREAS)('%s in English holds no Chinese, apart from names kept on purpose', async (area) => {
  const en = await sentences('en', area)
  expect([...en].filter(([, it]) => /\p{Script=Han}/u.test(it)).map(([key]) => key)).toEqual([])
})
