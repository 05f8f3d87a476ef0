/** Takes secrets out of a text that somebody else wrote. */
export type Blank = (text: string) => string

/**
 * Makes a function that blanks secrets, however a transport or a server may have written them: as they are, in upper case, escaped
 * for XML, an address, JSON or Python, in hexadecimal, and in base64, also as a part of something longer. `secrets` is asked each
 * time, because tokens are renewed.
 */
export function blankSecrets(secrets: () => readonly string[]): Blank {
  let known = ''
  let pattern: RegExp | undefined
  return (text) => {
    const now = secrets().filter((secret) => secret !== '')
    const name = JSON.stringify(now)
    if (name !== known) pattern = now.length === 0 ? undefined : new RegExp(now.flatMap(formsOf).join('|'), 'giu')
    known = name
    return pattern === undefined ? text : text.replace(pattern, '***')
  }
}

/** Shorter pieces stand in texts by chance. */
const shortestPiece = 8

/** Patterns of what a secret may look like. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const long = (piece: string): boolean => piece.length >= shortestPiece
  const hex = [bytes.toString('hex')].filter(long)
  const base64 = [0, 1, 2].flatMap((before) => base64Within(bytes, before)).filter(long)
  return [...hex, ...base64.map((piece) => `${anyEscape(piece)}(?:[a-z0-9+/_-]?={1,2})?`), anyEscape(secret)]
}

/** What base64 makes of bytes that stand behind others, without the signs in which neighbours have a part; in both alphabets. */
function base64Within(bytes: Buffer, before: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  const piece = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  const forAddresses = piece.replaceAll('+', '-').replaceAll('/', '_')
  return forAddresses === piece ? [piece] : [piece, forAddresses]
}

/** Each character as it is, or as XML, a URL, JSON or Python would write it. */
function anyEscape(secret: string): string {
  return Array.from(secret, (character) => `(?:${longestFirst(escapesOf(character)).map(quoted).join('|')})`).join('')
}

const entities: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;', '&#34;', '\\"'],
  "'": ['&#39;', '&apos;', "\\'"],
  '\\': ['\\\\'],
  '/': ['\\/'],
  ' ': ['+'],
}

function escapesOf(character: string): string[] {
  const code = character.codePointAt(0) ?? 0
  const percent = [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const hex = code.toString(16)
  const named = Object.hasOwn(entities, character) ? (entities[character] ?? []) : []
  const escapes = [percent, `\\u${hex.padStart(4, '0')}`, `\\x${hex.padStart(2, '0')}`, `&#${code};`, `&#x${hex};`]
  return [character, ...escapes, ...named]
}

function longestFirst(forms: readonly string[]): string[] {
  return forms.toSorted((one, other) => other.length - one.length)
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
