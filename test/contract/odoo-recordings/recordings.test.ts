import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { assertSameFault, assertSameJson, assertSameShape } from './alike.ts'
import { answerCases } from './answers.ts'
import { faultCases } from './faults.ts'
import { jsonCases } from './json-cases.ts'
import { recording } from './recording.ts'
import { Scene } from './scene.ts'

/** How XML-RPC shows the None that the recording names (odoo-facts 1). */
const noneFault = {
  code: 1,
  faultCode: 1,
  faultString: 'Traceback (most recent call last):\nTypeError: cannot marshal None unless allow_none is enabled\n',
  httpStatus: 200,
}

/** The simulator answers like the recorded servers did: same shape, same errors. */
for (const version of majorVersions) {
  describe(`the simulated Odoo ${version} answers as the recorded one`, () => {
    let scene: Scene

    beforeEach(async () => {
      scene = await Scene.open(version)
    })

    afterEach(() => scene.close())

    for (const [name, perform] of Object.entries(answerCases)) {
      const recorded = recording(version, name)
      if (recorded === undefined) continue
      it(`gives ${name}`, async () => {
        const answer = await perform(scene)
        assert.ok('result' in answer, `a result, not ${JSON.stringify(answer)}`)
        assertSameShape(recorded.result, answer.result)
      })
    }

    for (const [name, perform] of Object.entries(faultCases)) {
      const recorded = recording(version, name)
      const fault = recorded?.fault ?? (name === 'quant_action_apply_inventory' ? noneFault : undefined)
      if (recorded === undefined || fault === undefined) continue
      it(`refuses ${name}`, async () => {
        const answer = await perform(scene)
        assert.ok('fault' in answer, `a fault, not ${JSON.stringify(answer)}`)
        assertSameFault(fault, answer.fault)
      })
    }

    for (const [name, perform] of Object.entries(jsonCases)) {
      const recorded = recording(version, name)
      if (recorded?.response === undefined) continue
      const { response } = recorded
      it(`answers JSON-2 ${name}`, async () => assertSameJson(response, await perform(scene)))
    }
  })
}

/** The same calls over JSON-RPC: what the recorded servers answered over XML-RPC, in JSON. None is an answer there. */
for (const version of [17, 18] as const) {
  it(`the simulated Odoo ${version} answers over JSON-RPC as the recorded one over XML-RPC`, async () => {
    const scene = await Scene.open(version, 'json-rpc')
    try {
      for (const [name, perform] of Object.entries({ ...answerCases, ...faultCases })) {
        const recorded = recording(version, name)
        if (recorded === undefined || name.startsWith('err_http') || name === 'err_server_down') continue
        const answer = await perform(scene)
        if (name === 'quant_action_apply_inventory') assert.deepEqual(answer, { result: null })
        else if (recorded.fault === undefined) assertSameShape(recorded.result, 'result' in answer ? answer.result : answer)
        else assertSameFault(recorded.fault, 'fault' in answer ? answer.fault : {})
      }
    } finally {
      await scene.close()
    }
  })
}

describe('the recordings of Odoo', () => {
  it('are answered by a case each, as far as the connector needs them', () => {
    const cases = [...Object.keys(answerCases), ...Object.keys(faultCases), ...Object.keys(jsonCases)]
    const never = cases.filter((name) => majorVersions.every((version) => recording(version, name) === undefined))
    assert.deepEqual(never, [])
  })
})
