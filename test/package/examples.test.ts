import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledFlow, bundledFlowFiles } from '../support/bundled-flows.ts'
import { manifest, nodeNames } from '../support/manifest.ts'
import { installPackage } from '../support/node-red-install.ts'
import type { FlowNode } from '../support/node-red.ts'

const dashboardPackage = '@flowfuse/node-red-dashboard'
const configTypes = new Set(['odoo-connection', 'shopify-connection', 'sync-store'])
const wiresOf = (node: FlowNode): string[] => (Array.isArray(node['wires']) ? node['wires'].flat() : [])

describe('the bundled flows', function () {
  this.timeout(60_000)

  it('are in the package as examples, unchanged', () => {
    const { name, nodeModules, files } = installPackage()
    assert.ok(bundledFlowFiles().length > 0)
    for (const file of bundledFlowFiles()) {
      assert.ok(files.includes(`examples/${file}`), file)
      assert.deepEqual(JSON.parse(readFileSync(join(nodeModules, name, 'examples', file), 'utf8')), bundledFlow(file), file)
    }
  })

  it('show every node that can be drawn', () => {
    const shown = new Set(bundledFlowFiles().flatMap((file) => bundledFlow(file).map((node) => node.type)))
    assert.deepEqual(
      nodeNames().filter((name) => !shown.has(name)),
      [],
    )
  })

  it('share their three config nodes, so that the second import takes those of the first', () => {
    const shared = bundledFlowFiles().map((file) => bundledFlow(file).filter(({ type }) => configTypes.has(type)))
    for (const nodes of shared) assert.deepEqual(nodes, shared[0])
    assert.deepEqual(
      shared[0]?.map(({ id, type }) => [id, type]),
      [
        ['odoo-shopify-odoo', 'odoo-connection'],
        ['odoo-shopify-shop', 'shopify-connection'],
        ['odoo-shopify-store', 'sync-store'],
      ],
    )
  })

  it('have no other id twice, so that only what is shared is found there already', () => {
    const own = bundledFlowFiles().flatMap((file) => bundledFlow(file).filter(({ type }) => !configTypes.has(type)))
    assert.equal(new Set(own.map(({ id }) => id)).size, own.length)
  })

  for (const file of bundledFlowFiles()) {
    describe(file, () => {
      const flow = bundledFlow(file)
      const ids = new Set(flow.map((node) => node.id))

      it('has unique ids, and wires that lead somewhere', () => {
        assert.equal(ids.size, flow.length)
        for (const node of flow) for (const target of wiresOf(node)) assert.ok(ids.has(target), `${node.id} is wired to ${target}`)
      })

      it('is drawn from left to right', () => {
        const places = new Map(flow.map((node) => [node.id, Number(node['x'])]))
        for (const node of flow) {
          if (node.type === 'failed-job-store') continue
          for (const target of wiresOf(node)) {
            if (flow.some(({ id, type }) => id === target && type === 'failed-job-store')) continue
            assert.ok((places.get(target) ?? 0) > (places.get(node.id) ?? 0), `${node.id} is not left of ${target}`)
          }
        }
      })

      it('explains itself, and watches for errors', () => {
        assert.ok(flow.some((node) => node.type === 'comment' && String(node['info']).length > 200))
        assert.ok(flow.some((node) => node.type === 'catch'))
      })

      it('offers to install the packages that it needs', () => {
        const global = flow.find((node) => node.type === 'global-config')
        const dashboard = flow.some((node) => node.type.startsWith('ui-'))
          ? { [dashboardPackage]: manifest().devDependencies[dashboardPackage] }
          : {}
        assert.deepEqual(global?.['modules'], { [manifest().name]: manifest().version, ...dashboard })
      })

      it('names its systems by the environment and carries no secret', () => {
        assert.ok(flow.every((node) => node['credentials'] === undefined))
        const odoo = flow.find((node) => node.type === 'odoo-connection')
        assert.deepEqual([odoo?.['url'], odoo?.['database'], odoo?.['username']], ['${ODOO_URL}', '${ODOO_DB}', '${ODOO_USERNAME}'])
        const shopify = flow.find((node) => node.type === 'shopify-connection')
        assert.equal(shopify?.['shop'], '${SHOPIFY_STORE_DOMAIN}')
      })
    })
  }
})
