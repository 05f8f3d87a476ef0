import { OdooFailed } from './failure.ts'
import { received } from './json-2.ts'
import { addressOf } from './settings.ts'

const question = '<?xml version="1.0"?><methodCall><methodName>version</methodName><params/></methodCall>'
const jsonQuestion = '{"jsonrpc":"2.0","method":"call","id":1,"params":{"service":"common","method":"version","args":[]}}'

/**
 * The major version of the server, e.g. 19, asked without a login. XML-RPC is asked first because 17 and 18 tell it there;
 * a server that has given XML-RPC up tells it at `/web/version`, one whose proxy closes that way through JSON-RPC. Throws `OdooFailed`.
 */
export async function majorVersion(base: URL, fetcher: typeof fetch, signal: AbortSignal): Promise<number> {
  const request = { method: 'POST', headers: { 'content-type': 'text/xml' }, body: question, signal, redirect: 'manual' } as const
  const answer = await received(fetcher, addressOf(base, '/xmlrpc/2/common'), request)
  const told = versionIn(/<name>server_version<\/name>\s*<value>\s*(?:<string>)?([^<]+)/, answer.text)
  if (answer.status === 200 && told !== undefined) return told
  if (answer.status === 404) {
    const page = await received(fetcher, addressOf(base, '/web/version'), { signal, redirect: 'manual' })
    const version = versionIn(/"version":\s*"([^"]+)"/, page.text)
    if (page.status === 200 && version !== undefined) return version
  }
  if (answer.status === 403 || answer.status === 404 || answer.status === 405) {
    const rpc = { method: 'POST', headers: { 'content-type': 'application/json' }, body: jsonQuestion, signal, redirect: 'manual' } as const
    const spoken = await received(fetcher, addressOf(base, '/jsonrpc'), rpc)
    const version = versionIn(/"server_version":\s*"([^"]+)"/, spoken.text)
    if (spoken.status === 200 && version !== undefined) return version
  }
  const untitled = answer.status === 200 && !/<title/i.test(answer.text.slice(0, looked))
  const text = untitled ? `<title>not an answer of Odoo</title>${answer.text}` : answer.text
  throw new OdooFailed({ kind: 'page', status: answer.status, text })
}

/** Characters of an answer that are looked at; the answers of Odoo have some hundred. */
const looked = 10_000

/** Takes `19.0-20260101`, `18.0+e` and `saas~18.2`. */
function versionIn(place: RegExp, text: string): number | undefined {
  const major = /^(?:saas[~-])?(\d+)/.exec(place.exec(text.slice(0, looked))?.[1]?.trim() ?? '')?.[1]
  return major === undefined ? undefined : Number(major)
}
