import type { OdooFailure } from './failure.ts'
import { property, textProperty } from '../../ports/odoo/property.ts'

/** The failure behind an error of Node's http client or of fetch, which hides the code in its cause. */
export function networkFailure(error: unknown): OdooFailure {
  let code = ''
  let text = ''
  for (let place = error, depth = 0; place !== undefined && depth < 5; place = property(place, 'cause'), depth += 1) {
    code = textProperty(place, 'code') ?? firstCode(property(place, 'errors')) ?? parserCode(place) ?? code
    text = textProperty(place, 'message') ?? text
  }
  // fetch names no code for a port that browsers keep closed. No other text may stand for a code: it could hold the key.
  if (code === '' && text === 'bad port') code = text
  return { kind: 'network', code, text: text === '' ? code : text }
}

/** A connection that was tried at several addresses fails with one error for each. */
function firstCode(errors: unknown): string | undefined {
  return Array.isArray(errors) ? errors.map((one: unknown) => textProperty(one, 'code')).find((code) => code !== undefined) : undefined
}

/** fetch does not pass on the code of the HTTP parser when the first line is no HTTP. */
function parserCode(error: unknown): string | undefined {
  return textProperty(error, 'name') === 'HTTPParserError' ? 'HPE_INVALID' : undefined
}
