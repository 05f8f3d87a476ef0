import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { timedFetch, type Reply } from '../../../src/adapters/shopify/timed-fetch.ts'
import { answering, type AnsweringServer } from '../../support/http-answers.ts'
import { realClock } from '../../support/real-clock.ts'

const post = (url: string, timeoutMs = 5000): Promise<Reply> =>
  timedFetch({ fetch, clock: realClock, timeoutMs }, url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })

describe('fetching over a real network', () => {
  const servers: AnsweringServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })
  const server = async (...how: Parameters<typeof answering>): Promise<AnsweringServer> => {
    const opened = await answering(...how)
    servers.push(opened)
    return opened
  }

  it('gives status, headers and body', async () => {
    const answerer = await server((_, response) => response.writeHead(418, { 'x-a': 'b' }).end('tea'))
    const reply = await post(answerer.url)
    assert.ok(reply.kind === 'answer')
    assert.deepEqual([reply.status, reply.headers.get('x-a'), reply.body], [418, 'b', 'tea'])
  })

  it('knows that nothing was sent when nobody listens', async () => {
    const free = createServer()
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
    const address = free.address()
    assert.ok(address !== null && typeof address === 'object')
    await new Promise((resolve) => free.close(resolve))
    assert.deepEqual(await post(`http://127.0.0.1:${address.port}`), { kind: 'cut', sent: false, detail: 'ECONNREFUSED' })
    assert.deepEqual(await post(`http://localhost:${address.port}`), { kind: 'cut', sent: false, detail: 'ECONNREFUSED' })
  })

  it('does not know what was done when the connection is cut after the request', async () => {
    const answerer = await server((_, response) => response.destroy())
    const reply = await post(answerer.url)
    assert.ok(reply.kind === 'cut' && reply.sent)
  })

  it('does not know what was done when the connection is cut in the middle of the answer', async () => {
    const answerer = await server((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"data":')
      response.flushHeaders()
      setImmediate(() => response.destroy())
    })
    const reply = await post(answerer.url)
    assert.ok(reply.kind === 'cut' && reply.sent)
  })

  it('ends a call whose answer never comes, or never ends', async () => {
    const silent = await server(() => undefined)
    assert.deepEqual(await post(silent.url, 30), { kind: 'time-out' })
    const endless = await server((_, response) => response.writeHead(200).write('{'))
    assert.deepEqual(await post(endless.url, 30), { kind: 'time-out' })
  })

  it('does not follow a redirect', async () => {
    const answerer = await server((_, response) => response.writeHead(301, { location: 'http://127.0.0.1:1/' }).end())
    const reply = await post(answerer.url)
    assert.ok(reply.kind === 'answer')
    assert.equal(reply.status, 301)
    assert.equal(answerer.asked.length, 1)
  })
})
