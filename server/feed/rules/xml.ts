/** Writes XML that is always well-formed: markup comes only from `element`, text is always escaped. */

/** A finished piece of XML. */
export type Xml = { readonly markup: string }

type Child = Xml | string | null

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Characters that no XML 1.0 document can hold, not even escaped. */
// oxlint-disable-next-line eslint/no-control-regex -- Control characters are what it is about.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** An element; a child that is a string is text, one that is null is left out, as is an attribute that is undefined. */
export function element(
  name: string,
  children: Child | readonly Child[] = [],
  attributes: Readonly<Record<string, string | undefined>> = {},
): Xml {
  const inside = (isList(children) ? children : [children])
    .map((it) => (it === null ? '' : typeof it === 'string' ? textMarkup(it) : it.markup))
    .join('')
  const head = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${attributeMarkup(value)}"`))
    .join('')
  return { markup: inside === '' ? `<${name}${head}/>` : `<${name}${head}>${inside}</${name}>` }
}

/** An element that holds a text; null where there is none. */
export function leaf(
  name: string,
  text: string | null,
  attributes?: Readonly<Record<string, string>>,
): Xml | null {
  return text === null || text === '' ? null : element(name, text, attributes)
}

/** A whole document. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`
}

function isList(children: Child | readonly Child[]): children is readonly Child[] {
  return Array.isArray(children)
}

function textMarkup(text: string): string {
  return wellFormed(text).replaceAll(/[&<>\r]/g, (it) => ESCAPES[it] ?? it)
}

function attributeMarkup(text: string): string {
  return wellFormed(text).replaceAll(/[&<>"\t\n\r]/g, (it) => ESCAPES[it] ?? it)
}

function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll(FORBIDDEN, '')
}
