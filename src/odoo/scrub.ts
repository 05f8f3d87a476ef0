/** Makes a function that removes the secrets from a text, however a transport or a server may have escaped them. */
export function scrubber(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.filter((secret) => secret !== '').flatMap((secret) => [anyEscape(secret), quoted(base64(secret))])
  const pattern = forms.length === 0 ? undefined : new RegExp(forms.join('|'), 'giu')
  return (text) => (pattern === undefined ? text : text.replace(pattern, '***'))
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
  ' ': ['+'],
}

function escapesOf(character: string): string[] {
  const code = character.codePointAt(0) ?? 0
  const percent = [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const hex = code.toString(16)
  const named = Object.hasOwn(entities, character) ? (entities[character] ?? []) : []
  return [character, percent, `\\u${hex.padStart(4, '0')}`, `\\x${hex.padStart(2, '0')}`, `&#${code};`, ...named]
}

function longestFirst(forms: readonly string[]): string[] {
  return forms.toSorted((one, other) => other.length - one.length)
}

function base64(secret: string): string {
  return Buffer.from(secret).toString('base64')
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
