import { PythonError } from '../error/python-error.ts'

/** A call as XML-RPC carries it. */
export interface XmlCall {
  readonly method: string
  readonly params: readonly unknown[]
}

const token = /<(\/?)([A-Za-z0-9.]+)\s*(\/?)>|<[?!][^>]*>/g

interface Reader {
  readonly xml: string
  /** Where the text of the current element begins. */
  at: number
}

/** Reads a methodCall. Throws the error of Python's parser when it is none. */
export function readMethodCall(xml: string): XmlCall {
  const reader: Reader = { xml, at: 0 }
  expectOpen(reader, 'methodCall')
  expectOpen(reader, 'methodName')
  const method = unescape(textUntil(reader, 'methodName')).trim()
  const params: unknown[] = []
  for (let tag = next(reader); tag !== undefined && tag.name !== 'methodCall'; tag = next(reader)) {
    if (tag.name === 'value' && tag.kind !== 'close') params.push(tag.kind === 'empty' ? '' : readValue(reader))
  }
  return { method, params }
}

interface Tag {
  readonly name: string
  readonly kind: 'open' | 'close' | 'empty'
  readonly before: string
}

function next(reader: Reader): Tag | undefined {
  token.lastIndex = reader.at
  for (let found = token.exec(reader.xml); found !== null; found = token.exec(reader.xml)) {
    const name = found[2]
    if (name === undefined) continue
    const before = reader.xml.slice(reader.at, found.index)
    reader.at = token.lastIndex
    if (found[1] === '/') return { name, kind: 'close', before }
    return { name, kind: found[3] === '/' ? 'empty' : 'open', before }
  }
  return undefined
}

function must(reader: Reader): Tag {
  const tag = next(reader)
  if (tag === undefined) throw malformed()
  return tag
}

/** The value whose <value> was just opened. */
function readValue(reader: Reader): unknown {
  const tag = must(reader)
  if (tag.kind === 'close') return unescape(tag.before)
  const value = readTyped(reader, tag)
  if (must(reader).name !== 'value') throw malformed()
  return value
}

function readTyped(reader: Reader, tag: Tag): unknown {
  if (tag.kind === 'empty') return tag.name === 'nil' ? null : emptyOf(tag.name)
  switch (tag.name) {
    case 'array':
      return readArray(reader)
    case 'struct':
      return readStruct(reader)
    case 'nil':
      must(reader)
      return null
    default:
      return scalar(tag.name, unescape(textUntil(reader, tag.name)))
  }
}

function emptyOf(type: string): unknown {
  if (type === 'struct') return {}
  return type === 'array' ? [] : ''
}

function readArray(reader: Reader): unknown[] {
  const items: unknown[] = []
  for (let tag = must(reader); tag.name !== 'array'; tag = must(reader)) {
    if (tag.name === 'value' && tag.kind !== 'close') items.push(tag.kind === 'empty' ? '' : readValue(reader))
  }
  return items
}

function readStruct(reader: Reader): Record<string, unknown> {
  const members: [string, unknown][] = []
  let name = ''
  for (let tag = must(reader); tag.name !== 'struct'; tag = must(reader)) {
    if (tag.name === 'name' && tag.kind === 'open') name = unescape(textUntil(reader, 'name'))
    else if (tag.name === 'value' && tag.kind !== 'close') members.push([name, tag.kind === 'empty' ? '' : readValue(reader)])
  }
  return Object.fromEntries(members)
}

function scalar(type: string, text: string): unknown {
  switch (type) {
    case 'int':
    case 'i4':
    case 'i8':
    case 'double':
      return Number(text)
    case 'boolean':
      return text.trim() === '1'
    case 'dateTime.iso8601':
      return text.replace(/^(\d{4})-?(\d\d)-?(\d\d)T/, '$1-$2-$3 ')
    default:
      return text
  }
}

function expectOpen(reader: Reader, name: string): void {
  const tag = must(reader)
  if (tag.name !== name || tag.kind !== 'open') throw malformed()
}

function textUntil(reader: Reader, name: string): string {
  const tag = must(reader)
  if (tag.name !== name || tag.kind !== 'close') throw malformed()
  return tag.before
}

function malformed(): PythonError {
  return new PythonError('xml.parsers.expat.ExpatError', 'no element found: line 1, column 0')
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescape(text: string): string {
  if (!text.includes('&') && !text.includes('<![CDATA[')) return text
  return text
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_all, inner: string) => inner.replaceAll('&', '&amp;'))
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
      return (name !== undefined ? entities[name] : undefined) ?? all
    })
}
