/** A property of whatever it is, or undefined: for answers and errors of which nothing is known. */
export function property(value: unknown, name: string): unknown {
  return (typeof value === 'object' || typeof value === 'function') && value !== null ? Reflect.get(value, name) : undefined
}

/** A text property, or undefined. */
export function textProperty(value: unknown, name: string): string | undefined {
  const found = property(value, name)
  return typeof found === 'string' ? found : undefined
}

/** A number property, or undefined. */
export function numberProperty(value: unknown, name: string): number | undefined {
  const found = property(value, name)
  return typeof found === 'number' ? found : undefined
}
