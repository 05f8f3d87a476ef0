import type { OdooContext } from '../../ports/odoo/odoo.ts'

/** One call of a method. XML-RPC and JSON-RPC send the positional values by place, JSON-2 by name (odoo-facts 12). */
export interface OdooCall {
  readonly model: string
  readonly method: string
  readonly positional: readonly (readonly [name: string, value: unknown])[]
  readonly named: Readonly<Record<string, unknown>>
  readonly context: OdooContext
  /** True for a read, which may be sent again; an idle connection is then good enough. */
  readonly repeatable: boolean
}

/** One way of speaking to Odoo. Throws only `OdooFailed`. */
export interface Transport {
  readonly kind: 'xml-rpc' | 'json-rpc' | 'json-2'
  /** Proves the user name and key, and tells the id of the user. */
  login(signal: AbortSignal): Promise<number>
  execute(call: OdooCall, signal: AbortSignal): Promise<unknown>
  close(): void
}
