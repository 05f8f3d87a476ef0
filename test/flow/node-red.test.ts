import assert from 'node:assert/strict'
import { type FlowNode, type NodeRed, startNodeRed } from '../support/node-red.ts'

const flow = (code: string): FlowNode[] => [
  { id: 'tab', type: 'tab', label: 'test' },
  {
    id: 'press',
    type: 'inject',
    z: 'tab',
    x: 100,
    y: 50,
    props: [{ p: 'payload' }],
    payload: '20',
    payloadType: 'num',
    repeat: '',
    crontab: '',
    wires: [['work']],
  },
  { id: 'work', type: 'function', z: 'tab', x: 300, y: 50, func: code, outputs: 1, wires: [['show']] },
  { id: 'show', type: 'debug', z: 'tab', x: 500, y: 50, active: true, complete: 'payload', wires: [] },
  { id: 'catch', type: 'catch', z: 'tab', x: 100, y: 100, scope: null, wires: [['errors']] },
  { id: 'errors', type: 'debug', z: 'tab', x: 300, y: 100, active: true, complete: 'error', wires: [] },
]

describe('Node-RED under test', function () {
  this.timeout(60_000)
  let nodeRed: NodeRed | undefined

  afterEach(async () => {
    await nodeRed?.stop()
    nodeRed = undefined
  })

  it('runs a flow, tells what its nodes received, takes another flow, and ends when told', async () => {
    nodeRed = await startNodeRed({
      flows: flow('msg.payload += Number(env.get("EXTRA")); return msg'),
      env: { EXTRA: '22' },
      withPackage: false,
    })
    await nodeRed.press('press')
    const shown = await nodeRed.until('the sum', (event) => event.what === 'received' && event.node === 'show')
    assert.equal(shown.what === 'received' && shown.msg.payload, 42)

    await nodeRed.deploy(flow('node.status({ fill: "red", text: "no" }); throw new Error("refused")'))
    const from = nodeRed.events.length
    await nodeRed.press('press')
    await nodeRed.until('the status', (event) => event.what === 'status' && event.node === 'work' && event.status.text === 'no', { from })
    const caught = await nodeRed.until('the error', (event) => event.what === 'received' && event.node === 'errors', { from })
    assert.match(JSON.stringify(caught), /refused/)
    assert.equal(await nodeRed.stop(), 0)
  })

  it('does not start when a node type is missing, and says which', async () => {
    const unknown: FlowNode[] = [
      { id: 'tab', type: 'tab' },
      { id: 'x', type: 'no-such-node', z: 'tab', x: 100, y: 100, wires: [] },
    ]
    await assert.rejects(startNodeRed({ flows: unknown, withPackage: false }), /node types are missing: no-such-node/)
  })

  it('tells the log when the awaited thing does not happen', async () => {
    nodeRed = await startNodeRed({ flows: flow('return msg'), withPackage: false })
    await assert.rejects(
      nodeRed.until('nothing', () => false, { withinMs: 10 }),
      /waited 10 ms in vain for nothing[\s\S]*Started flows/,
    )
  })
})
