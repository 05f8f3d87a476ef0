import assert from 'node:assert/strict'
import { type Bill, type BillLine, type Part, recipeOf, type Bills } from '../../../../src/engine/watch/kits/recipe.ts'

const units = { piece: 1, dozen: 2, kilo: 3 }
const sizes = new Map([
  [units.piece, ['count', 1]],
  [units.dozen, ['count', 12]],
  [units.kilo, ['mass', 1]],
] as const)

function ratio(from: number, to: number): number | undefined {
  const [one, other] = [sizes.get(from), sizes.get(to)]
  return one === undefined || other === undefined || one[0] !== other[0] ? undefined : one[1] / other[1]
}

const part = (productId: number, more: Partial<Part> = {}): Part => ({
  productId,
  templateId: productId + 1000,
  name: `Product ${productId}`,
  sku: `SKU-${productId}`,
  stocked: true,
  unit: units.piece,
  attributeValues: [],
  ...more,
})
const line = (productId: number, quantity: number, more: Partial<BillLine> = {}): BillLine => ({
  productId,
  quantity,
  unit: units.piece,
  onlyFor: [],
  ...more,
})
const bill = (kit: number, lines: readonly BillLine[], more: Partial<Bill> = {}): Bill => ({
  id: kit,
  templateId: kit + 1000,
  productId: undefined,
  quantity: 1,
  unit: units.piece,
  companyId: undefined,
  sequence: 0,
  lines,
  ...more,
})

function recipe(bills: readonly Bill[], parts: readonly Part[] = [], productId = 100) {
  const all = [part(100), part(101), part(1), part(2), part(3)].filter((one) => !parts.some((own) => own.productId === one.productId))
  const known: Bills = {
    bills: Map.groupBy(bills, (one) => one.templateId),
    parts: new Map([...all, ...parts].map((one) => [one.productId, one])),
    ratio,
  }
  const found = recipeOf(productId, known)
  return found === undefined || 'problem' in found ? found : found.parts.map(({ productId: id, per }) => [id, per])
}

describe('what a kit is made of', () => {
  it('is what its bill says, per kit; a product without a bill is no kit', () => {
    assert.deepEqual(recipe([bill(100, [line(1, 2), line(2, 1)])]), [
      [1, 2],
      [2, 1],
    ])
    assert.deepEqual(recipe([bill(100, [line(1, 3)], { quantity: 2 })]), [[1, 1.5]])
    assert.equal(recipe([bill(101, [line(1, 2)])]), undefined)
  })

  it('takes kits within kits apart, and counts a part once that comes twice', () => {
    const bills = [bill(100, [line(101, 2), line(1, 1)]), bill(101, [line(1, 3), line(2, 4)], { quantity: 2 })]
    assert.deepEqual(recipe(bills), [
      [1, 4],
      [2, 4],
    ])
  })

  it('counts in the unit of the part and of the kit', () => {
    assert.deepEqual(recipe([bill(100, [line(1, 1, { unit: units.dozen })])]), [[1, 12]])
    assert.deepEqual(recipe([bill(100, [line(1, 6)])], [part(1, { unit: units.dozen })]), [[1, 0.5]])
    assert.deepEqual(recipe([bill(100, [line(1, 24)], { unit: units.dozen })]), [[1, 2]])
    assert.deepEqual(recipe([bill(100, [line(101, 1, { unit: units.dozen })]), bill(101, [line(1, 2)])]), [[1, 24]])
  })

  it('leaves out what Odoo keeps no stock of, and optional lines', () => {
    const lines = [line(1, 2), line(2, 1), line(3, 0)]
    assert.deepEqual(recipe([bill(100, lines)], [part(2, { stocked: false })]), [[1, 2]])
  })

  it('takes the lines that are meant for the variant', () => {
    const lines = [line(1, 1, { onlyFor: [[7, 8]] }), line(2, 1, { onlyFor: [[9]] }), line(3, 1, { onlyFor: [[7], [20]] })]
    assert.deepEqual(recipe([bill(100, lines)], [part(100, { attributeValues: [8, 20] })]), [[1, 1]])
  })

  it('takes the first bill, one for the variant before one for all', () => {
    const own = { id: 7, productId: 100 }
    assert.deepEqual(recipe([bill(100, [line(1, 1)]), bill(100, [line(2, 1)], own)]), [[2, 1]])
    assert.deepEqual(recipe([bill(100, [line(1, 1)]), bill(100, [line(2, 1)], { ...own, sequence: 5 })]), [[1, 1]])
    assert.deepEqual(recipe([bill(100, [line(1, 1)]), bill(100, [line(2, 1)], { id: 1, productId: 55 })]), [[1, 1]])
  })

  for (const [problem, bills, parts] of [
    ['circular', [bill(100, [line(101, 1)]), bill(101, [line(100, 1)])], []],
    ['units-differ', [bill(100, [line(1, 1, { unit: units.kilo })])], []],
    ['units-differ', [bill(100, [line(1, 1)], { unit: units.kilo })], []],
    ['nothing-counted', [bill(100, [line(1, 1)])], [part(1, { stocked: false })]],
    ['component-unreadable', [bill(100, [line(77, 1)])], []],
    ['several-companies', [bill(100, [line(1, 1)], { companyId: 1 }), bill(100, [line(1, 2)], { id: 2, companyId: 2 })], []],
    ['quantity-invalid', [bill(100, [line(1, -1)])], []],
    ['quantity-invalid', [bill(100, [line(1, 1)], { quantity: 0 })], []],
  ] as const) {
    it(`cannot be told: ${problem}`, () => {
      const found = recipe(bills, parts)
      assert.ok(found !== undefined && 'problem' in found)
      assert.equal(found.problem, problem)
      assert.match(found.product, /^SKU-|product\.product 77/)
    })
  }
})
