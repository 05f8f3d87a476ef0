import assert from 'node:assert/strict'
import { checkError } from '../../nodes/odoo-connection/check-error.ts'
import { NodeError } from '../../nodes/kit/node-error.ts'
import { textsFor } from '../../nodes/kit/texts.ts'
import { checkConnection } from '../../src/adapters/odoo/check-connection.ts'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import type { OdooSettings } from '../../src/adapters/odoo/settings.ts'
import { answering } from '../support/http-answers.ts'
import { closedPort } from '../support/odoo-places.ts'
import { realClock } from '../support/real-clock.ts'
import { realServer } from './real-server.ts'

const server = realServer(process.env)
const around = { clock: realClock, random: { next: () => Math.random(), uuid: () => '' } }

for (const transport of server.transports) {
  describe(`connection test: ${server.url}, ${server.database}, over ${transport}`, function () {
    this.timeout(60_000)
    const settings: OdooSettings = { ...server.connector, transport, timeoutMs: 20_000 }
    let admin: Odoo

    before(() => {
      admin = connectOdoo(server.admin, around)
    })
    after(() => admin?.close())

    /** What the dialog says, in the language. */
    async function told(change: Partial<OdooSettings>, language = 'en-US'): Promise<string> {
      const error: unknown = await checkConnection({ ...settings, ...change }, around).then(
        () => assert.fail('the connection works'),
        (reason: unknown) => checkError(reason, textsFor(language)),
      )
      assert.ok(error instanceof NodeError, String(error))
      assert.doesNotMatch(error.message, /__|typed-key|undefined/)
      assert.ok(!error.message.includes(change.apiKey ?? server.connector.apiKey))
      console.log(`      ${error.message}`)
      return error.message
    }

    it('finds nothing wrong with what is right', async () => {
      const { companies, locations } = await checkConnection(settings, around)
      assert.ok(companies.length > 0 && locations > 0)
    })

    it('knows when the key in use ends, on 18 and 19', async () => {
      const { keyEnd, identity } = await checkConnection(settings, around)
      if (identity.majorVersion < 18) assert.equal(keyEnd, null)
      else assert.ok(keyEnd !== null && keyEnd.name !== '' && keyEnd.endsAt > Date.now(), 'the key of the connector has an end')
    })

    it('names a wrong database, and those that the server has when it tells', async () => {
      assert.match(await told({ database: 'nowhere' }), /has no database nowhere/)
    })

    it('names a wrong user and a wrong key as far as the protocol tells them apart', async () => {
      const wrongUser = await told({ username: 'nobody@example.com' })
      const wrongKey = await told({ apiKey: 'typed-key-of-nobody' })
      assert.match(wrongUser, transport === 'json-2' ? /belongs to another user than nobody/ : /refused the login of nobody/)
      assert.match(wrongKey, transport === 'json-2' ? /does not know this API key/ : /the user or the key is wrong/)
    })

    it("names a company that is not the user's", async () => {
      assert.match(await told({ companyIds: [1, 99] }), /may not work in company 99 /)
    })

    it('names an address where nothing listens, and one where something else answers', async () => {
      const { values } = await closedPort()
      assert.match(await told({ url: String(values['url']) }), /Nothing answers at/)
      const other = await answering((_, response) => void response.end('<html><title>Welcome to nginx!</title></html>'))
      try {
        assert.match(await told({ url: other.url }), /not an Odoo server \(.*Welcome to nginx!/)
        assert.match(await told({ url: `${server.url}/nowhere` }), /not an Odoo server|has no database/)
      } finally {
        await other.close()
      }
    })

    if (transport === 'xml-rpc') {
      it('names the models that a user without the right may not read', async () => {
        const { majorVersion } = await admin.identity()
        const login = `no-rights-${Date.now().toString(36)}`
        const groups = majorVersion >= 19 ? 'group_ids' : 'groups_id'
        const [internal] = await admin.searchRead(
          'ir.model.data',
          [
            ['module', '=', 'base'],
            ['name', '=', 'group_user'],
          ],
          ['res_id'],
        )
        const user = await admin.create('res.users', {
          name: login,
          login,
          password: 'typed-key-7',
          email: `${login}@example.com`,
          [groups]: [[6, 0, [internal?.['res_id']]]],
        })
        try {
          assert.match(await told({ username: login, apiKey: 'typed-key-7' }), /may not read .*stock\.move.*Inventory: User/)
          assert.match(await told({ username: login, apiKey: 'typed-key-7' }, 'de'), /darf .*stock\.move/)
        } finally {
          await admin.write('res.users', [user], { active: false })
        }
      })
    }
  })
}
