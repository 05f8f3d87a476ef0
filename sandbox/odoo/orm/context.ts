/** The context of a call, as sent by the client. */
export type Context = Readonly<Record<string, unknown>>

export function contextFlag(context: Context, key: string): boolean {
  return Boolean(context[key])
}
