/** A sentence that is not put into words yet: whoever shows it says it in the language of who asks. Made with `sentence`. */
export interface Sentence {
  /** Its place in the catalogues, e.g. `finding.field.missing`. */
  readonly key: string
  readonly values?: Readonly<Record<string, unknown>>
}

/** Values that a sentence may name as `__name__`; one may be a sentence itself. */
export type TextValues = Readonly<Record<string, string | number | Sentence>>

/** Renders a sentence of the text catalogue, e.g. `say('trace.free-at', { quantity: 100, location: 'NJ/Stock' })`. */
export type Say = (key: string, values?: TextValues | Sentence['values']) => string

/** A sentence of the text catalogue for whoever shows it. */
export function sentence(key: string, values?: TextValues): Sentence {
  return values === undefined ? { key } : { key, values }
}

/** Whether a value is a sentence that is not put into words yet. */
export function isSentence(value: unknown): value is Sentence {
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
}

/** A figure or a name as text; empty for what is a sentence or absent. */
export function wordOf(value: TextValues[string] | undefined): string {
  return value === undefined || isSentence(value) ? '' : String(value)
}
