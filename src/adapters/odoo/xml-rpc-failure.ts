import type { OdooFailure } from './failure.ts'
import { networkFailure } from './network-failure.ts'
import { numberProperty, property, textProperty } from '../../ports/odoo/property.ts'

/**
 * The failure behind what `odoo-await` rejects with (odoo-facts 12): a bare string for a refused login, an error with a
 * fault code, an error with the answer of a server that does not speak XML-RPC, or an error of the network.
 */
export function xmlRpcFailure(error: unknown): OdooFailure {
  if (typeof error === 'string') return { kind: 'login', text: error }
  const fault = numberProperty(error, 'faultCode')
  if (fault !== undefined) return { kind: 'fault', status: fault, text: textProperty(error, 'faultString') ?? '' }
  const status = numberProperty(property(error, 'res'), 'statusCode')
  if (status !== undefined && textProperty(error, 'code') === undefined) {
    return { kind: 'page', status, text: textProperty(error, 'body') || (textProperty(error, 'message') ?? '') }
  }
  return networkFailure(error)
}
