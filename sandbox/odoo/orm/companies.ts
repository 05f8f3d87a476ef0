import { type DomainNode, leaf } from '../domain/node.ts'
import { accessError } from '../error/python-error.ts'
import type { Context } from './context.ts'
import type { Env } from './env.ts'
import { numbersIn } from './json.ts'

/** The companies of a call: those named in the context, which must all be the user's, or else all of the user's. */
export function companiesOfCall(context: Context, allowed: readonly number[]): readonly number[] {
  const asked = context['allowed_company_ids']
  if (asked === undefined || asked === null || asked === false) return allowed
  const ids = numbersIn(asked)
  if (ids.length === 0) return allowed
  if (ids.some((id) => !allowed.includes(id))) throw accessError('Access to unauthorized or invalid companies.')
  return ids
}

/** The rule of most models: records of no company, or of a company of the call. */
export function companyRule(env: Env): DomainNode {
  return leaf('company_id', 'in', [false, ...env.companyIds])
}
