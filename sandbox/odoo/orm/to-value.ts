import { pythonRepr } from '../domain/python-repr.ts'
import { valueError } from '../error/python-error.ts'
import { parseMoment } from '../record/moment.ts'
import type { Value } from '../record/value.ts'
import { emptyOf, type Field, roundQuantity } from './field.ts'
import { numbersIn, textOr } from './json.ts'

/** Turns what a client sends for a stored field into what the row keeps. */
export function toValue(field: Field, sent: unknown): Value {
  if (field.type === 'many2many') return many(sent)
  if (field.type === 'boolean') return Boolean(sent)
  if (sent === null || sent === undefined || sent === false || sent === '') return emptyOf(field)
  if (field.type === 'float' || field.type === 'integer') return toNumber(field, sent)
  if (field.type === 'many2one') return typeof sent === 'number' ? sent : false
  return field.type === 'datetime' ? toMoment(sent) : textOr(sent, pythonRepr(sent))
}

function toNumber(field: Field, sent: unknown): number {
  const value = Number(sent)
  if (Number.isNaN(value)) throw valueError(`could not convert string to float: ${pythonRepr(sent)}`)
  if (field.type === 'integer') return Math.trunc(value)
  return field.rounded ? roundQuantity(value) : value
}

function toMoment(sent: unknown): number {
  if (typeof sent === 'number') return sent
  const parsed = typeof sent === 'string' ? parseMoment(sent) : undefined
  if (parsed === undefined) throw valueError(`time data ${pythonRepr(sent)} does not match format '%Y-%m-%d %H:%M:%S'`)
  return parsed.micros
}

/** A list of ids, or the commands (6, 0, ids) and (4, id). */
function many(sent: unknown): readonly number[] {
  if (!Array.isArray(sent)) return []
  const items: unknown[] = sent
  return items.flatMap((item) => {
    if (typeof item === 'number') return [item]
    if (!Array.isArray(item)) return []
    if (item[0] === 6) return numbersIn(item[2])
    return item[0] === 4 ? numbersIn(item[1]) : []
  })
}
