import assert from 'node:assert/strict'
import { type DemoFlow, startDemoFlow } from '../support/demo-flow.ts'

describe('the one-to-one flow with a setting left out', function () {
  this.timeout(120_000)
  let flow: DemoFlow | undefined

  afterEach(async () => {
    await flow?.stop()
    flow = undefined
  })

  it('names a setting that is missing', async () => {
    flow = await startDemoFlow({ env: { ODOO_USERNAME: '' } })
    const error = await flow.caught('the missing setting', ({ source }) => source.type === 'odoo-quant-watch')
    assert.equal(error.code, 'CONFIG_MISSING')
    assert.match(error.message, /setting User is missing/)
  })
})
