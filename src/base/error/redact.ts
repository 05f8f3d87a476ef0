import { cutAt } from '../text/cut-at.ts'

const patterns: readonly (readonly [RegExp, string])[] = [
  // Access tokens and client secrets of Shopify.
  [/\bshp[a-z]{2}_[A-Za-z0-9]+/gi, '***'],
  // Credentials in an address.
  [/(\/\/)[^\s/@]+@/g, '$1***@'],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}/gi, '$1 ***'],
  // A word that announces a secret, and what follows it.
  [/(api_?key|client_?secret|passw(?:or)?d|secret|token|authorization)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi, '$1$2***'],
  // The key of the webhook, in its address.
  [/([?&]key=)[^\s"'&,;}]+/gi, '$1***'],
  // Odoo's API keys are 40 hexadecimal digits.
  [/\b[0-9a-f]{40}\b/gi, '***'],
]

/** Longest text that a value may bring into a sentence. */
const longest = 300

/** Cut first, then look: what is longer is not shown, and a secret that is cut in two here is cut off by the second cut. */
const farEnough = 4000

/**
 * Makes a foreign text fit to be shown and logged: secrets are blanked out, only the first line is kept (what follows is a
 * stack, or a forged line of the log), characters that command a terminal become spaces, and it is cut at 300 characters
 * (requirement 11.4).
 */
export function redact(text: string): string {
  const start = text.trimStart().slice(0, farEnough)
  const line = (start.split(/[\r\n\u2028\u2029]/, 1)[0] ?? '').trimEnd().replace(/\p{Cc}+/gu, ' ')
  const clean = patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line)
  return cutAt(longest, clean)
}

/** Takes secrets out of a text that somebody else wrote. */
export type Redact = (text: string) => string

/** The same for who knows secrets that such a text may quote. `secrets` is asked each time, because tokens are renewed. */
export function redactor(secrets: () => readonly string[]): Redact {
  const blank = blankSecrets(secrets)
  return (text) => redact(blank(text.slice(0, farEnough)))
}

/**
 * Makes a function that blanks secrets, however a transport or a server may have written them: as they are, in upper case, escaped
 * for XML, an address, JSON or Python, in hexadecimal, and in base64, also as a part of something longer. `secrets` is asked each
 * time, because tokens are renewed.
 */
export function blankSecrets(secrets: () => readonly string[]): Redact {
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

/** Each character as it is, or as XML, a URL, JSON or Python would write it; in JSON within JSON it is escaped again. */
function anyEscape(secret: string): string {
  return Array.from(secret, (character) => `${again(character)}(?:${longestFirst(escapesOf(character)).map(quoted).join('|')})`).join('')
}

/** Further backslashes before what JSON and Python escape. */
function again(character: string): string {
  return /["'\\/]|[^ -~]/.test(character) ? String.raw`\\{0,3}` : ''
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
