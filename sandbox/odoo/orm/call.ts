import { pythonRepr } from '../domain/python-repr.ts'
import { accessError, attributeError, PythonError, typeError, userError } from '../error/python-error.ts'
import { checkAccess } from './access.ts'
import type { Env } from './env.ts'
import { isRecord, type Json, numbersIn } from './json.ts'
import type { Method, Model, Named } from './model.ts'
import { standardMethods } from './standard-methods.ts'

/** A method call as a protocol delivers it. JSON-2 has named arguments only. */
export interface Call {
  readonly protocol: 'xml-rpc' | 'json-rpc' | 'json-2'
  readonly model: string
  readonly method: string
  readonly positional: readonly unknown[]
  readonly named: Named
  readonly ids?: unknown
}

const readingMethods = new Set(['search', 'search_read', 'search_count', 'read', 'read_group', 'formatted_read_group', 'name_search'])
const methodsOf = new WeakMap<Model, Readonly<Record<string, Method>>>()

/** Runs a call inside a transaction. Throws `PythonError` as Odoo would. */
export function runCall(env: Env, call: Call): Json {
  if (!env.registry.has(call.model)) throw unknownModel(call)
  const model = env.registry.model(call.model)
  if (call.method.startsWith('_')) throw privateMethod(env, call)
  const method = lookUp(env, model, call.method)
  if (method === undefined) throw unknownMethod(env, call)
  if (readingMethods.has(call.method)) checkAccess(env, model, 'read')
  const { ids, named } = bind(method, call)
  const answer = method.run(env, ids, named)
  return call.protocol === 'json-2' && call.method === 'create' && !Array.isArray(answer) ? [answer] : answer
}

function lookUp(env: Env, model: Model, name: string): Method | undefined {
  const known = methodsOf.get(model)
  const methods = known ?? { ...standardMethods(model, env.version), ...model.methods }
  if (known === undefined) methodsOf.set(model, methods)
  return Object.hasOwn(methods, name) ? methods[name] : undefined
}

function bind(method: Method, call: Call): { ids: number[]; named: Named } {
  const ids = recordIds(method, call)
  const positional = call.protocol !== 'json-2' && method.onRecords ? call.positional.slice(1) : call.positional
  const most = method.parameters.length
  if (positional.length > most) {
    const takes = `${1 + (method.required?.length ?? 0)} to ${1 + most}`
    throw typeError(`BaseModel.${call.method}() takes from ${takes} positional arguments but ${1 + positional.length} were given`)
  }
  const named: Record<string, unknown> = {}
  positional.forEach((value, place) => {
    named[method.parameters[place] ?? ''] = value
  })
  for (const [key, value] of Object.entries(call.named)) {
    if (!method.parameters.includes(key)) throw unexpected(call, key)
    named[key] = value
  }
  for (const name of method.required ?? []) if (!Object.hasOwn(named, name)) throw missing(call, name)
  return { ids, named }
}

function recordIds(method: Method, call: Call): number[] {
  if (call.protocol !== 'json-2') return method.onRecords ? numbersIn(call.positional[0]) : []
  const ids = numbersIn(call.ids)
  if (ids.length > 0 && !method.onRecords) throw unprocessable(`cannot call ${call.model}.${call.method} with ids`)
  return ids
}

function unexpected(call: Call, key: string): PythonError {
  const text = `got an unexpected keyword argument ${pythonRepr(key)}`
  if (call.method === 'search_read') return typeError(`BaseModel._read_format() ${text}`)
  return call.protocol === 'json-2' ? unprocessable(text) : typeError(`BaseModel.${call.method}() ${text}`)
}

function missing(call: Call, name: string): PythonError {
  if (call.protocol === 'json-2') return unprocessable(`missing a required argument: ${pythonRepr(name)}`)
  return typeError(`BaseModel.${call.method}() missing 1 required positional argument: ${pythonRepr(name)}`)
}

function unknownModel(call: Call): PythonError {
  if (call.protocol === 'json-2') return notFound(`the model ${pythonRepr(call.model)} does not exist`)
  return userError(`Object ${call.model} doesn't exist`)
}

function unknownMethod(env: Env, call: Call): PythonError {
  const of19 = `The method '${call.model}.${call.method}' does not exist`
  if (call.protocol === 'json-2') return notFound(of19)
  return attributeError(env.version === 19 ? of19 : `The method '${call.method}' does not exist on the model '${call.model}'`)
}

function privateMethod(env: Env, call: Call): PythonError {
  const name = env.version === 19 ? `'${call.model}.${call.method}'` : call.method
  return accessError(`Private methods (such as ${name}) cannot be called remotely.`)
}

const unprocessable = (message: string) => new PythonError('werkzeug.exceptions.UnprocessableEntity', message)
const notFound = (message: string) => new PythonError('werkzeug.exceptions.NotFound', message)

/** The context and the other named arguments of a call. */
export function takeContext(sent: unknown): { context: Named; named: Named } {
  const { context, ...named } = isRecord(sent) ? sent : {}
  return { context: isRecord(context) ? context : {}, named }
}
