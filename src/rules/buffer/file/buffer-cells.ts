import { shopifyLocationId } from '../../../base/messages/shopify-location-id.ts'
import { decimalOf } from '../../../base/table/decimal.ts'
import type { Say } from '../../../base/text/say.ts'
import type { BufferColumn } from './buffer-columns.ts'
import type { KeptAmount } from './kept-rules.ts'
import { twoReadings } from './written-amount.ts'
import { amountProblem, keptAmount } from './rule-amount.ts'
import { kindOfWord, ruleWords, type RuleKind } from './rule-kind.ts'

/** Reads the cells of one line of a file of buffer rules; what cannot be read is told by column. */
export class BufferCells {
  readonly #cells: ReadonlyMap<string, string>
  readonly #told: (column: BufferColumn | '', problem: string) => void
  readonly #say: Say

  constructor(cells: ReadonlyMap<string, string>, told: (column: BufferColumn | '', problem: string) => void, say: Say) {
    this.#cells = cells
    this.#told = told
    this.#say = say
  }

  text(column: BufferColumn): string | undefined {
    return this.#cells.get(column)
  }

  productId(): number | undefined {
    const text = this.text('odooProductId')
    if (text === undefined) return undefined
    if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text)
    return this.#wrong('odooProductId', 'number')
  }

  /** Undefined where the rule is for every location. A name alone is none: it may have changed, or fit several. */
  locationId(): string | undefined {
    const text = this.text('shopifyLocationId')
    if (text === undefined) return this.text('shopifyLocation') === undefined ? undefined : this.#wrong('shopifyLocationId', 'missing')
    return shopifyLocationId(text) ?? this.#wrong('shopifyLocationId', 'pattern', { pattern: 'gid://shopify/Location/123' })
  }

  /** The rule and its amount; without a word for the rule, percent where the amount has a percent sign, otherwise units. */
  amount(): KeptAmount | undefined {
    const [word, text] = [this.text('rule'), this.text('amount')]
    if (word === undefined && text === undefined) return this.#wrong('', 'either', { one: 'rule', other: 'amount' })
    const named = word === undefined ? undefined : kindOfWord(word)
    if (word !== undefined && named === undefined) return this.#wrong('rule', 'enum', { allowed: ruleWords.join(', ') })
    const read = text === undefined ? undefined : decimalOf(text)
    const kind: RuleKind = named ?? (read?.percent === true ? 'percent' : 'fixed')
    if (text !== undefined && (read === undefined || (read.percent && kind !== 'percent')))
      return this.#wrong('amount', 'type', { type: 'number' })
    const readings = twoReadings(text ?? '')
    if (readings !== undefined) return this.#wrong('amount', 'thousands', readings)
    const problem = amountProblem(kind, read?.value, this.#say)
    if (problem === undefined) return keptAmount(kind, read?.value)
    this.#told('amount', problem)
    return undefined
  }

  #wrong(column: BufferColumn | '', key: string, values: Record<string, string | number> = {}): undefined {
    this.#told(column, this.#say(`finding.field.${key}`, values))
  }
}
