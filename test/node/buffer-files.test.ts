import assert from 'node:assert/strict'
import buffer from '../../nodes/buffer/buffer.ts'
import { bufferFile } from '../../src/rules/buffer/buffer-file.ts'
import { type BufferRules, bufferFileAtMost } from '../../src/rules/buffer/buffer-rules.ts'
import { keptRules, oddRules } from '../support/buffer-rules.ts'
import { withNodeRed, type NodeFlow } from '../support/node-helper.ts'
import { shopifyLocation } from '../support/pictures.ts'

const rules = keptRules({
  default: { kind: 'percent', value: 5 },
  perLocation: [{ locationId: shopifyLocation(71), location: 'New Jersey', kind: 'fixed', value: 3 }],
  perProduct: [{ sku: 'A', kind: 'fixed', value: 20 }],
})
const known = [{ id: shopifyLocation(72), name: 'Outlet' }]
const nothing = { rules: keptRules(), differences: [], counts: { added: 0, removed: 0, changed: 0 } }

describe('files in the dialog of buffer', () => {
  const start = withNodeRed(buffer)
  let flow: NodeFlow
  beforeEach(async () => {
    flow = await start({ type: 'buffer' })
  })
  const post = (path: string, body: object, language = 'en-US') =>
    flow.admin('POST', `buffer/${path}`, { permissions: ['buffer.read', 'buffer.write'], body, language })
  const imported = async (body: object, language?: string): Promise<unknown> => {
    const response = await post('import', { rules, known, ...body }, language)
    assert.equal(response.status, 200)
    return response.json()
  }
  const refused = async (path: string, body: object, language?: string): Promise<string> => {
    const response = await post(path, body, language)
    assert.equal(response.status, 400)
    return response.text()
  }

  for (const [path, permission, other] of [
    ['export', 'read', 'write'],
    ['import', 'write', 'read'],
  ] as const) {
    it(`${path} only for who may ${permission}`, async () => {
      const body = { format: 'csv', rules, file: bufferFile(rules, 'csv') }
      const ask = async (...permissions: string[]) => (await flow.admin('POST', `buffer/${path}`, { permissions, body })).status
      assert.deepEqual([await ask(), await ask(`buffer.${other}`), await ask(`buffer.${permission}`)], [401, 401, 200])
    })
  }

  for (const format of ['csv', 'json'] as const) {
    it(`give the rules as ${format} to be saved, which change nothing when they are imported as they are`, async () => {
      const response = await post('export', { format, rules: oddRules })
      assert.match(response.headers.get('content-disposition') ?? '', new RegExp(`buffer\\.${format}`))
      const file = await response.text()
      assert.equal(file, bufferFile(oddRules, format))
      assert.deepEqual(await imported({ format, file, rules: oddRules }), { ...nothing, rules: oddRules, problems: [] })
    })
  }

  it('say what a file would change, and the rules as the dialog would take them', async () => {
    const file = 'sku,shopifyLocationId,amount\nA,,5%\nB,72,1\n,71,3\n'
    assert.deepEqual(await imported({ format: 'csv', file }), {
      rules: keptRules({
        perLocation: rules.perLocation,
        perProduct: [{ sku: 'A', kind: 'percent', value: 5 }],
        perProductAtLocation: [{ sku: 'B', locationId: shopifyLocation(72), location: 'Outlet', kind: 'fixed', value: 1 }],
      }),
      problems: [],
      counts: { added: 1, removed: 1, changed: 1 },
      differences: [
        { sku: 'A', change: 'changed', from: { kind: 'fixed', value: 20 }, to: { kind: 'percent', value: 5 } },
        { sku: 'B', locationId: shopifyLocation(72), location: 'Outlet', change: 'added', to: { kind: 'fixed', value: 1 } },
        { change: 'removed', from: { kind: 'percent', value: 5 } },
      ],
    })
  })

  it('name of very many differences the first, and count them all', async () => {
    const perProduct = Array.from({ length: 20_000 }, (_, at) => ({ sku: `SKU-${at}`, kind: 'fixed', value: 20 }) as const)
    const many: BufferRules = keptRules({ perProduct })
    const answer = await imported({ format: 'csv', file: bufferFile(many, 'csv') })
    assert.partialDeepStrictEqual(answer, { problems: [], counts: { added: 20_000, removed: 3, changed: 0 } })
    const { differences, rules: taken } = Object(answer)
    assert.equal(differences.length, 100)
    assert.equal(taken.perProduct.length, 20_000)
  })

  it('say what is wrong with a row in the language of who asks, and then give no rules', async () => {
    const answer = await imported({ format: 'csv', file: 'sku,amount\nA,60\nB,120%\nA,1\n' }, 'de')
    const problems = [
      { row: 3, column: 'amount', problem: 'darf höchstens 100 sein' },
      { row: 4, column: '', problem: 'gilt für dasselbe wie Zeile 2' },
    ]
    assert.deepEqual(answer, { ...nothing, problems })
  })

  it('say why a file holds no rules at all', async () => {
    assert.partialDeepStrictEqual(await imported({ format: 'json', file: '{"rules"' }), { ...nothing, problems: [{ row: 0, column: '' }] })
    const answer = await imported({ format: 'csv', file: 'a,b\n1,2\n' }, 'de')
    assert.match(JSON.stringify(answer), /"row":1,"column":"","problem":"nennt keine der Spalten/)
  })

  const unsound = {
    ...rules,
    perProduct: [...rules.perProduct, { sku: '', kind: 'fixed', value: 1 }, { sku: 'B', kind: 'fixed', value: null }],
  }

  it('do not export rules that make no sense, and name the first in the language of who asks', async () => {
    assert.match(
      await refused('export', { format: 'csv', rules: unsound }),
      /BUFFER_RULE_INVALID.*rules\.perProduct\[1\] needs sku or productId/,
    )
    assert.match(
      await refused('export', { format: 'csv', rules: { rows: [] } }, 'de'),
      /BUFFER_RULE_INVALID.*rules hat den unbekannten Eintrag rows/,
    )
    const poisoned: object = JSON.parse('{"format":"csv","rules":{"default":{"__proto__":{"kind":"none"}}}}')
    assert.match(await refused('import', poisoned), /rules\.default\..+ is a name that is not allowed/)
  })

  it('take a file also when rules of the dialog make no sense, which are removed with it', async () => {
    const answer = await imported({ format: 'csv', file: bufferFile(rules, 'csv'), rules: unsound })
    assert.deepEqual(answer, { ...nothing, rules, counts: { added: 0, removed: 2, changed: 0 }, problems: [] })
  })

  it('refuse a question without a file, in another format, or with one that is too large', async () => {
    assert.match(await refused('import', { rules, format: 'csv' }), /payload\.file is missing/)
    assert.match(await refused('export', { rules, format: 'xlsx' }), /payload\.format/)
    const large = { rules, format: 'csv', file: 'x'.repeat(bufferFileAtMost + 1) }
    assert.match(await refused('import', large, 'de'), /darf höchstens 2000000 Zeichen haben/)
  })
})
