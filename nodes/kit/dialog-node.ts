import type { Node, NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { isPlainObject, type PlainObject } from '../../src/base/plain-object.ts'
import { envSetting } from './env.ts'

/** What the dialog of one type of node may send, and what of it the server fills in. */
export interface DialogKind {
  readonly type: string
  /** Fields that may name an environment variable, each with the one that stands in its default ('' for none). */
  readonly fields: Readonly<Record<string, string>>
  /** Credentials, each with the environment variable that stands in for an empty one. */
  readonly secrets: Readonly<Record<string, string>>
  /** The server that these values lead to, which is who gets the secrets. Throws when they do not name one. */
  server(values: PlainObject): string
}

/** What a dialog sends before it is saved, as the deployed node would have it. */
export interface DialogValues {
  readonly values: PlainObject
  /** A secret as typed now or, when it was not typed anew, as it is kept. Throws DIALOG_SECRET_ELSEWHERE. */
  secret(name: string): string
}

/**
 * Reads what a dialog sent. An environment variable is looked up only where the deployed node names it in the same field, or
 * where the field is made for it; else DIALOG_VARIABLE_UNKNOWN. A secret that was not typed just now (kept as a credential, or
 * in the environment) goes only to the server of the deployed node or, from the environment, to the server of the environment:
 * else whoever may open the dialog could have it sent to a server of his own.
 */
export function dialogNode(RED: NodeAPI, body: unknown, kind: DialogKind): DialogValues {
  const typed = isPlainObject(body) ? body : {}
  const kept = deployed(RED, typed['id'], kind.type)
  const lookUp = (variable: string): string => envSetting(RED, kept.node, variable)
  const resolved = (given: PlainObject): PlainObject => ({ ...given, ...fieldsOf(given, kind, lookUp) })
  for (const [name, made] of Object.entries(kind.fields)) {
    const variable = variableIn(typed[name])
    if (variable !== undefined && variable !== made && typed[name] !== kept.config[name])
      throw new SyncError('DIALOG_VARIABLE_UNKNOWN', { setting: name, variable })
  }
  const values = resolved(typed)
  const leadsTo = (given: PlainObject): boolean => kind.server(values) === serverOf(kind, given)

  function secret(name: string): string {
    const given = typed[name] ?? kept.secrets[name]
    const text = typeof given === 'string' ? given.trim() : ''
    const variable = text === '' ? kind.secrets[name] : variableIn(text)
    if (variable === undefined && typed[name] !== undefined) return text
    const value = variable === undefined ? text : lookUp(variable)
    const ownVariable = variable !== undefined && variable === kind.secrets[name]
    const same = ownVariable || given === kept.secrets[name]
    if (value === '' && same) return ''
    if (same && kept.there && leadsTo(resolved(kept.config))) return value
    if (ownVariable && leadsTo(resolved(namesOf(kind)))) return value
    throw new SyncError('DIALOG_SECRET_ELSEWHERE', { setting: name })
  }
  return { values, secret }
}

interface Deployed {
  readonly there: boolean
  /** As it stands in the flow, environment variables by their names. */
  readonly config: PlainObject
  readonly secrets: PlainObject
  /** For the environment of its flow; a stand-in when the node is not deployed. */
  readonly node: Node
}

/** A node of another type has secrets that are none of this dialog's business. */
function deployed(RED: NodeAPI, id: unknown, type: string): Deployed {
  let config: PlainObject | undefined
  RED.nodes.eachNode((each) => {
    if (each.id === id && each.type === type) config = { ...each }
  })
  const there = config !== undefined && typeof id === 'string'
  const secrets: unknown = there ? RED.nodes.getCredentials(id) : undefined
  const node = there ? RED.nodes.getNode(id) : null
  return { there, config: config ?? {}, secrets: isPlainObject(secrets) ? secrets : {}, node: node ?? ({ id: '', type: '' } as Node) }
}

/** A deployed node gets `${NAME}` replaced by Node-RED; a dialog's values have not met that yet. */
function fieldsOf(given: PlainObject, kind: DialogKind, lookUp: (variable: string) => string): PlainObject {
  const found = Object.keys(kind.fields).flatMap((name) => {
    const variable = variableIn(given[name])
    return variable === undefined ? [] : [[name, lookUp(variable)]]
  })
  return Object.fromEntries(found)
}

/** The fields as somebody fills them in who has everything in the environment. */
function namesOf({ fields }: DialogKind): PlainObject {
  return Object.fromEntries(Object.entries(fields).map(([name, variable]) => [name, variable === '' ? '' : `\${${variable}}`]))
}

function serverOf(kind: DialogKind, values: PlainObject): string | undefined {
  try {
    return kind.server(values)
  } catch {
    return undefined
  }
}

function variableIn(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\$\{([^${}\s]+)\}$/.exec(value.trim())?.[1] : undefined
}
