import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { NodeAPI } from 'node-red'
import { everyNode } from '../support/every-node.ts'

interface Route {
  readonly method: string
  readonly path: string
  readonly permission: string
}

/** What all nodes of the package register when they are loaded. */
function registered(): Route[] {
  const routes: Route[] = []
  const add =
    (method: string) =>
    (path: string, { permission }: Pick<Route, 'permission'>): number =>
      routes.push({ method, path: path.replace('/odoo-shopify/', ''), permission })
  const anything = (): undefined => undefined
  const verbs = Object.fromEntries(['get', 'post', 'put', 'delete', 'patch', 'all', 'use'].map((verb) => [verb, add(verb.toUpperCase())]))
  const RED = {
    auth: { needsPermission: (permission: string) => ({ permission }) },
    events: { on: anything },
    httpAdmin: verbs,
    nodes: { registerType: anything },
    settings: {},
  }
  for (const register of everyNode) register(RED as unknown as NodeAPI)
  return routes
}

const order = (one: Route, other: Route): number => `${one.path} ${one.method}`.localeCompare(`${other.path} ${other.method}`)

describe('the admin routes', () => {
  it('are those of SECURITY.md, each with its permission', () => {
    const text = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8')
    const told = [...text.matchAll(/^\| (GET|POST) \| `([^`]+)` \| `([^`]+)` \|/gm)].map(([, method = '', path = '', permission = '']) => ({
      method,
      path,
      permission,
    }))
    assert.deepEqual(told.toSorted(order), registered().toSorted(order))
  })

  it('change something only by POST and with a permission to write', () => {
    for (const { method, path, permission } of registered()) {
      assert.match(permission, /^[a-z-]+\.(read|write)$/, path)
      if (permission.endsWith('.write')) assert.equal(method, 'POST', path)
      // A body that is only made into a file.
      else if (method === 'POST') assert.match(path, /\/export$/)
    }
  })
})
