import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readTable } from '../../../src/base/table/read-table.ts'
import { writeTable } from '../../../src/base/table/write-table.ts'

const columns = ['sku', 'amount']
const skus = (file: string): (string | undefined)[] => readTable(file, columns).map(({ cells }) => cells.get('sku'))

describe('a table that a person imports', () => {
  for (const [name, file] of [
    ['the line ends of Windows', 'sku\r\nA\r\nB\r\n'],
    ['those of Unix', 'sku\nA\nB\n'],
    ['those of old Macintoshes', 'sku\rA\rB\r'],
    ['a header from Windows and rows from Unix', 'sku\r\nA\nB'],
    ['the other way round', 'sku\nA\r\nB\r\n'],
    ['all three', 'sku\r\nA\rB\n'],
    ['quotes around cells as well', '"sku"\r\n"A"\n"B"\r'],
  ] as const) {
    it(`has a row per line with ${name}`, () => {
      assert.deepEqual(skus(file), ['A', 'B'])
    })
  }

  it('counts rows as a spreadsheet does, whatever ends the lines', () => {
    const rows = readTable('sku,amount\r\nA,1\n\r\nB,2\rC,3\r\n', columns)
    assert.deepEqual(
      rows.map(({ row }) => row),
      [2, 4, 5],
    )
  })

  for (const [cell, value] of [
    ['="0017"', '0017'],
    ['"=""0017"""', '0017'],
    ['= "0017"', '0017'],
    ['"=""a """"quoted"""" b"""', 'a "quoted" b'],
    ["'0017", '0017'],
    ["'1E5", '1E5'],
    ["''0017", "'0017"],
    ["'=SUM(A1)", '=SUM(A1)'],
    [`"'=""0017"""`, '="0017"'],
    ['0017', '0017'],
    ['=A1', '=A1'],
    ["O'Neill", "O'Neill"],
  ] as const) {
    it(`takes ${cell} for ${value}`, () => {
      assert.deepEqual(skus(`sku,amount\n${cell},1\n`), [value])
    })
  }

  it('comes back as it was written, whatever is in its cells', () => {
    const piece = fc.constantFrom("'", '"', '=', '-', '+', '0', '17', 'A', ';', ',', '\t', '＝', '@', ' ')
    const text = fc
      .array(piece, { minLength: 1, maxLength: 6 })
      .map((pieces) => pieces.join('').trim())
      .filter((value) => value !== '')
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), fc.constantFrom('\r\n', '\n', '\r'), (values, end) => {
        const file = writeTable([['sku'], ...values.map((value) => [value])]).replaceAll('\r\n', end)
        assert.deepEqual(skus(file), values)
      }),
    )
  })
})
