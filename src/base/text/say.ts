/** Values that a sentence may name as `__name__`. */
export type TextValues = Record<string, string | number>

/** Renders a sentence of the text catalogue, e.g. `say('trace.free-at', { quantity: 100, location: 'NJ/Stock' })`. */
export type Say = (key: string, values?: TextValues) => string
