import assert from 'node:assert/strict'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import { answering } from '../support/http-answers.ts'
import { withNodeRed } from '../support/node-helper.ts'
import { closedPort, sandbox, type Values } from '../support/odoo-places.ts'
import { troubles } from '../support/odoo-troubles.ts'

describe('the connection test of odoo-connection', function () {
  this.timeout(30_000)
  const start = withNodeRed(odooConnection)
  const typed = {
    database: 'shop',
    username: 'connector',
    apiKey: 'typed-key-nobody-may-see',
    transport: 'auto',
    companies: '',
    timeout: 5,
  }

  async function test(values: Values, language = 'en-US'): Promise<{ status: number; text: string; answer: Record<string, unknown> }> {
    const flow = await start({ type: 'odoo-connection', outputs: 0 })
    const reply = await flow.admin('POST', 'odoo-connection/test', {
      permissions: ['odoo-connection.write'],
      body: { ...typed, ...values },
      language,
    })
    const text = await reply.text()
    const answer: Record<string, unknown> = JSON.parse(text)
    return { status: reply.status, text, answer }
  }

  for (const [what, place, code, text, cure] of troubles) {
    it(`has its own words for ${what}`, async () => {
      const { values, close } = await place()
      try {
        const url = what.startsWith('https where') ? String(values['url']).replace('http:', 'https:') : String(values['url'])
        const { answer, text: all, status } = await test({ ...values, url })
        assert.deepEqual([answer['code'], status], [code, code === 'CONFIG_INVALID' ? 400 : 502], all)
        assert.match(String(answer['text']), text)
        assert.match(String(answer['cure']), cure)
        assert.doesNotMatch(all, /__|\?token|nobody-may-see|secret|typed-wrongly|demo-key| \?/)
        assert.doesNotMatch(String(answer['cure']), /tried again/)
      } finally {
        await close()
      }
    })
  }

  it('says it in the language of the viewer', async () => {
    const { values } = await closedPort()
    assert.match(String((await test(values, 'de-AT')).answer['text']), /Unter http:.* antwortet nichts/)
  })

  it('asks once, so that the answer comes soon', async () => {
    const server = await answering((_, response) => void response.writeHead(503).end('<html><title>Starting</title></html>'))
    try {
      await test({ url: server.url })
      assert.equal(server.asked.length, 1)
    } finally {
      await server.close()
    }
  })

  for (const majorVersion of [17, 18, 19] as const) {
    it(`says what it found when all is well in ${majorVersion}`, async () => {
      const { values, close } = await sandbox({ majorVersion })()
      try {
        const { answer } = await test(values)
        assert.deepEqual(answer['text'], `Odoo ${majorVersion}: demo`)
        assert.partialDeepStrictEqual(answer, { ok: true, details: { companies: ['Main Co'] } })
        const details = Object(answer['details'])
        assert.equal(details.transport, majorVersion === 19 ? 'json-2' : 'json-rpc')
        assert.ok(details.locations >= 7)
      } finally {
        await close()
      }
    })
  }
})
