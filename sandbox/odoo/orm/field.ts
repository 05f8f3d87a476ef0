import type { Row, Value } from '../record/value.ts'
import type { Env } from './env.ts'

export type FieldType =
  'char' | 'text' | 'selection' | 'boolean' | 'integer' | 'float' | 'datetime' | 'date' | 'many2one' | 'one2many' | 'many2many'

/** A field of a model. Without `compute` it is stored; a one2many reads the rows whose `inverse` names the record. */
export interface Field {
  readonly type: FieldType
  /** Label, as `fields_get` and error texts show it. */
  readonly string: string
  readonly relation?: string
  readonly inverse?: string
  readonly compute?: (env: Env, row: Row) => Value
  /** A computed field that cannot be used in a domain. */
  readonly unsearchable?: boolean
  readonly readonly?: boolean
  readonly required?: boolean
  readonly default?: (env: Env) => Value
  /** Group that may use the field; others are refused. */
  readonly group?: string
  /** Quantities are rounded to the two digits of 'Product Unit' when written (odoo-facts 8). */
  readonly rounded?: boolean
}

export type Fields = Readonly<Record<string, Field>>

type More = Omit<Field, 'type' | 'string'>

export const char = (string: string, more: More = {}): Field => ({ type: 'char', string, ...more })
export const selection = (string: string, more: More = {}): Field => ({ type: 'selection', string, ...more })
export const boolean = (string: string, more: More = {}): Field => ({ type: 'boolean', string, ...more })
export const integer = (string: string, more: More = {}): Field => ({ type: 'integer', string, ...more })
export const float = (string: string, more: More = {}): Field => ({ type: 'float', string, ...more })
export const quantity = (string: string, more: More = {}): Field => ({ type: 'float', string, rounded: true, ...more })
export const datetime = (string: string, more: More = {}): Field => ({ type: 'datetime', string, ...more })
export const many2one = (string: string, relation: string, more: More = {}): Field => ({ type: 'many2one', string, relation, ...more })
export const many2many = (string: string, relation: string, more: More = {}): Field => ({ type: 'many2many', string, relation, ...more })
export const one2many = (string: string, relation: string, inverse: string, more: More = {}): Field => ({
  type: 'one2many',
  string,
  relation,
  inverse,
  ...more,
})

export function isStored(field: Field): boolean {
  return field.compute === undefined && field.type !== 'one2many'
}

/** The value that an empty field has. */
export function emptyOf(field: Field): Value {
  if (field.type === 'float' || field.type === 'integer') return 0
  return field.type === 'many2many' || field.type === 'one2many' ? [] : false
}

/** Rounds half away from zero to two digits, forgiving the binary error of e.g. 12.345. */
export function roundQuantity(value: number): number {
  return (Math.sign(value) * Math.round(Math.abs(value) * 100 + 1e-7)) / 100
}
