import type { IncomingMessage } from 'node:http'
import type { NodeAPI } from 'node-red'

const known = new WeakSet<object>()

/**
 * Keeps the bodies of hints from being parsed before they get here: with Node-RED's default roots the editor's own parser
 * reads every body first, and refuses what is no JSON (node-red-facts 7). Goes to the top of the outermost app, once. `above` is
 * the path that all hints have in common, under Node-RED's root for nodes; bodies of all other paths are let alone.
 */
export function leaveBodiesAlone(RED: NodeAPI, above: string): void {
  const root = rootOf(RED.httpNode)
  if (known.has(root)) return
  known.add(root)
  const leave = (request: IncomingMessage, _response: unknown, next: () => void): void => {
    if (pathOf(request).startsWith(`${mounted(RED.httpNode)}${above}`.toLowerCase()))
      Object.assign(request, { _body: true, skipRawBodyParser: true })
    next()
  }
  root.use(leave)
  const { stack }: { stack: { readonly handle: unknown }[] } = root._router
  const place = stack.findIndex((layer) => layer.handle === leave)
  stack.unshift(...stack.splice(place, 1))
}

/** Without the query, and as Express compares it: upper and lower case are the same. */
function pathOf({ url = '' }: IncomingMessage): string {
  return (url.split('?', 1)[0] ?? '').toLowerCase()
}

/** Where the app stands under the outermost one, without a slash at the end. */
function mounted(app: NodeAPI['httpNode']): string {
  const path = app.path()
  return path.endsWith('/') ? path.slice(0, -1) : path
}

function rootOf(app: NodeAPI['httpNode']): NodeAPI['httpNode'] {
  let root = app
  // Express sets it where one app is mounted in another; its types do not know.
  for (let above = parentOf(root); above !== undefined; above = parentOf(root)) root = above
  return root
}

function parentOf(app: NodeAPI['httpNode']): NodeAPI['httpNode'] | undefined {
  const within: NodeAPI['httpNode'] & { readonly parent?: NodeAPI['httpNode'] } = app
  return within.parent
}
