import { received } from './json-2.ts'
import { addressOf } from './settings.ts'

interface Asking {
  readonly fetcher: typeof fetch
  readonly signal: AbortSignal
}

const question = '<?xml version="1.0"?><methodCall><methodName>list</methodName><params/></methodCall>'
const most = 10
/** Characters of an answer that are looked at. */
const looked = 10_000

/** The databases of the server, ten at most; none when it does not tell (`list_db`). Never throws. */
export async function databasesOf(base: URL, { fetcher, signal }: Asking): Promise<string[]> {
  const request = { method: 'POST', headers: { 'content-type': 'text/xml' }, body: question, signal, redirect: 'manual' } as const
  const answer = await received(fetcher, addressOf(base, '/xmlrpc/2/db'), request).catch(() => undefined)
  if (answer?.status !== 200 || answer.text.includes('<fault>')) return []
  return [...answer.text.slice(0, looked).matchAll(/<string>([^<]{1,100})<\/string>/g)].map((found) => found[1] ?? '').slice(0, most)
}

/** Where the server sends who asks at this address: scheme, host and path, without what could be a secret. Never throws. */
export async function redirectionOf(base: URL, { fetcher, signal }: Asking): Promise<string | undefined> {
  try {
    const answer = await fetcher(addressOf(base, '/xmlrpc/2/common'), { method: 'POST', body: question, signal, redirect: 'manual' })
    await answer.body?.cancel()
    const target = new URL(answer.headers.get('location') ?? '', base)
    return `${target.origin}${target.pathname.replace(/\/xmlrpc\/2\/common\/?$/, '')}`
  } catch {
    return undefined
  }
}
