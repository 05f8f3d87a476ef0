import assert from 'node:assert/strict'
import { bufferFile, type BufferFormat, readBufferFile } from '../../../../src/rules/buffer/buffer-file.ts'
import { bufferFileAtMost, listedRules } from '../../../../src/rules/buffer/buffer-rules.ts'
import { withLocationNames } from '../../../../src/rules/buffer/compare-buffers.ts'
import { keptRules, oddRules } from '../../../support/buffer-rules.ts'
import { english, german, inWords } from '../../../support/english.ts'
import { shopifyLocation } from '../../../support/pictures.ts'

const formats: readonly BufferFormat[] = ['csv', 'json']
const read = (file: string, format: BufferFormat = 'csv') => readBufferFile(file, format)
/** What is wrong with a file, one line each; with anything wrong there must be no rules. */
const wrong = (file: string, format: BufferFormat = 'csv', say = english): string[] => {
  const { rules, problems } = readBufferFile(file, format)
  assert.deepEqual(rules, listedRules([]))
  return problems.map(({ row, column, problem }) => `${row} ${column}: ${inWords(problem, say)}`)
}

describe('buffer rules in a file', () => {
  for (const format of formats) {
    it(`come back as they were from ${format}`, () => {
      assert.deepEqual(read(bufferFile(oddRules, format), format), { rules: oddRules, problems: [] })
      assert.deepEqual(read(bufferFile(keptRules(), format), format), { rules: keptRules(), problems: [] })
    })

    it(`may begin with the mark by which a spreadsheet knows UTF-8 in ${format}`, () => {
      assert.deepEqual(read(`\uFEFF${bufferFile(oddRules, format)}`, format).rules, oddRules)
    })
  }

  it('have one row per rule in CSV, with the columns in their order', () => {
    const lines = bufferFile(oddRules, 'csv').split('\r\n')
    assert.equal(lines.length, 15)
    assert.deepEqual(lines.slice(0, 4), [
      'sku,odooProductId,shopifyLocationId,shopifyLocation,rule,amount',
      ',,,,percent,12.1250',
      `,,${shopifyLocation(71)},"New Jersey, ""east""",units,0.5`,
      '00123,,,,units,20',
    ])
    assert.equal(lines[10], ',123,,,none,')
  })

  it('need two columns only: a plain amount is units, one with a percent sign is percent', () => {
    const { rules, problems } = read('SKU;Amount\n00123; 20 \nMUG, blue;12,5 %\nCUP;5%\nPEN;1.5\n')
    assert.deepEqual(problems, [])
    assert.deepEqual(
      rules,
      keptRules({
        perProduct: [
          { sku: '00123', kind: 'fixed', value: 20 },
          { sku: 'MUG, blue', kind: 'percent', value: 12.5 },
          { sku: 'CUP', kind: 'percent', value: 5 },
          { sku: 'PEN', kind: 'fixed', value: 1.5 },
        ],
      }),
    )
  })

  it('name rules by words in any case, and locations by number or full id', () => {
    const file = `shopifyLocationId,sku,rule,amount\n71,,UNITS,3\n${shopifyLocation(72)},A,Percent,7 %\n,A,None,\n,,percent,5\n73,,none,0\n,B,Sales,7\n`
    assert.deepEqual(read(file), {
      rules: keptRules({
        default: { kind: 'percent', value: 5 },
        perLocation: [
          { locationId: shopifyLocation(71), location: '', kind: 'fixed', value: 3 },
          { locationId: shopifyLocation(73), location: '', kind: 'none', value: 0 },
        ],
        perProduct: [
          { sku: 'A', kind: 'none', value: 0 },
          { sku: 'B', kind: 'sales', value: 7 },
        ],
        perProductAtLocation: [{ sku: 'A', locationId: shopifyLocation(72), location: '', kind: 'percent', value: 7 }],
      }),
      problems: [],
    })
  })

  it('get the names of locations that the file leaves blank, and keep those that it has', () => {
    const { rules } = read('shopifyLocationId,shopifyLocation,sku,amount\n71,,,3\n72,Ours,,4\n71,,A,5\n99,,,6\n98,,,7\n')
    const place = { locationId: shopifyLocation(71), location: 'Old name', kind: 'none', value: 0 } as const
    const present = keptRules({ perLocation: [place, { ...place, locationId: shopifyLocation(98), location: 'Outlet' }] })
    const known = [
      { id: shopifyLocation(71), name: 'New Jersey' },
      { id: shopifyLocation(72), name: 'Partner 3PL' },
      { id: shopifyLocation(98), name: '' },
    ]
    const named = withLocationNames(rules, { rules: present, known })
    assert.deepEqual(
      [...named.perLocation, ...named.perProductAtLocation].map(({ location }) => location),
      ['New Jersey', 'Ours', '', 'Outlet', 'New Jersey'],
    )
  })

  it('are refused where a comma that is no separator makes a row longer than the header', () => {
    const row2 = ['2 : has more cells than the header: a cell that holds the separator must stand in quotes']
    assert.deepEqual(wrong('sku,amount\nA,1,000\n'), row2)
    assert.deepEqual(wrong('sku,amount\nMUG,blue,5\n'), row2)
    assert.deepEqual(read('sku,amount\nA,1, ,\n').problems, [])
    assert.deepEqual(read('sku;amount;\nA;2,5;a note\n').rules.perProduct, [{ sku: 'A', kind: 'fixed', value: 2.5 }])
  })

  it('are refused where two columns have one name', () => {
    assert.deepEqual(wrong('sku,amount,Amount\nA,1,7\n'), ['1 : appears twice (amount)'])
  })

  it('are refused with every row and column of CSV that is wrong', () => {
    const head = 'sku,odooProductId,shopifyLocationId,shopifyLocation,rule,amount\n'
    const rows = [
      'A,,,,half,5',
      'B,1.5,here,,percent,101',
      'C,,,,units,-1',
      'D,,,,units,many',
      'E,,,,units,',
      'F,,,,,',
      'G,,,,none,3',
      'H,,,,sales,366',
    ]
    assert.deepEqual(wrong(head + rows.join('\n')), [
      '2 rule: must be one of: none, units, percent, sales',
      '3 odooProductId: must be a whole number above zero',
      '3 shopifyLocationId: must match gid://shopify/Location/123',
      '3 amount: must be at most 100',
      '4 amount: must be at least 0',
      '5 amount: must be of type number',
      '6 amount: is missing',
      '7 : needs rule or amount',
      '8 amount: must be at most 0',
      '9 amount: must be at most 365',
    ])
  })

  it('are refused when a row names a location but not its id, or has lost its SKU', () => {
    const problems = wrong('sku,shopifyLocationId,shopifyLocation,rule,amount\n,,New Jersey,units,3\n,,,,20\nA,,,,5\n')
    assert.deepEqual(problems, ['2 shopifyLocationId: is missing', '3 : needs sku or rule'])
  })

  it('are refused when an amount of units or its word contradicts a percent sign', () => {
    assert.deepEqual(wrong('sku,rule,amount\nA,units,5%\nB,none,5%\nC,sales,5%\n'), [
      '2 amount: must be of type number',
      '3 amount: must be of type number',
      '4 amount: must be of type number',
    ])
  })

  it('are refused when an amount may have a mark of thousands, and taken as either once it is written so', () => {
    assert.deepEqual(wrong('sku;amount\nA;1,000\nB;1.000\nC;12,125 %\nD;1.125\n'), [
      '2 amount: can be read as 1000 and as 1: write it as one of these',
      '3 amount: can be read as 1000 and as 1: write it as one of these',
      '4 amount: can be read as 12125 and as 12.1250: write it as one of these',
      '5 amount: can be read as 1125 and as 1.1250: write it as one of these',
    ])
    const { rules } = read('sku;amount\nA;1000\nB;1\nC;12.1250 %\nD;0,125\nE;1,25\n')
    assert.deepEqual(
      rules.perProduct.map(({ value }) => value),
      [1000, 1, 12.125, 0.125, 1.25],
    )
  })

  it('are refused with both rows when two are for the same thing', () => {
    const file =
      'sku,odooProductId,shopifyLocationId,rule,amount\nA,,,units,1\n,,,units,1\nA,,71,units,1\nA,,,none,\n,7,,units,1\nB,7,,units,1\n,,,none,\nA,,71,units,1\n'
    assert.deepEqual(wrong(file), [
      '5 : is for the same as row 2',
      '7 : is for the same as row 6',
      '8 : is for the same as row 3',
      '9 : is for the same as row 4',
    ])
    assert.deepEqual(wrong('sku,amount\nA,1\nA,1\n', 'csv', german), ['3 : gilt für dasselbe wie Zeile 2'])
  })

  it('have room for 20,000 products', () => {
    const perProduct = Array.from({ length: 20_000 }, (_, at) => ({ sku: `PRODUCT-${at + 1e6}`, kind: 'percent', value: 12.5 }) as const)
    for (const format of formats) assert.ok(bufferFile(keptRules({ perProduct }), format).length <= bufferFileAtMost, format)
  })

  it('are taken from a node of a flow, and from an exported flow with one buffer', () => {
    const node = { id: 'b', type: 'buffer', z: 'tab', name: 'ours', rules: oddRules, wires: [[]] }
    for (const flow of [node, [{ id: 'tab', type: 'tab' }, node, { id: 'c', type: 'comment' }]])
      assert.deepEqual(read(JSON.stringify(flow), 'json'), { rules: oddRules, problems: [] })
    assert.deepEqual(wrong(JSON.stringify([node, node]), 'json'), ['0 : must hold one node of type buffer, but holds 2'])
  })

  it('may leave out in JSON what is not said: lists, names of locations, the amount of nothing', () => {
    const written = {
      perLocation: [{ locationId: shopifyLocation(71), kind: 'none', value: null }],
      perProduct: [{ sku: 'A', kind: 'none' }],
    }
    assert.deepEqual(read(JSON.stringify(written), 'json'), {
      rules: keptRules({
        perLocation: [{ locationId: shopifyLocation(71), location: '', kind: 'none', value: 0 }],
        perProduct: [{ sku: 'A', kind: 'none', value: 0 }],
      }),
      problems: [],
    })
  })

  it('are refused with the field of every rule of JSON that is wrong', () => {
    const rules = {
      default: { kind: 'percent', value: 101 },
      perLocation: [{ kind: 'fixed', value: 1 }, { locationId: '71', kind: 'fixed', value: 1 }, 7],
      perProduct: [
        { sku: 'A', kind: 'fixed' },
        { sku: '', kind: 'fixed', value: 1 },
        { sku: 'B', kind: 'half', value: 1 },
        { sku: 'C', kind: 'fixed', value: '1' },
        { sku: 'D', kind: 'fixed', value: 1, more: true },
        { sku: 'E', kind: 'fixed', value: 1 },
        { sku: 'E', kind: 'none', value: 0 },
      ],
      perProductAtLocation: {},
    }
    const poisoned = JSON.stringify(rules).replace('"more":true', '"__proto__":{}')
    assert.deepEqual(wrong(poisoned, 'json'), [
      '0 default.value: must be at most 100',
      '0 perLocation[0].locationId: is missing',
      '0 perLocation[1].locationId: must match ^gid://shopify/Location/[0-9]+$',
      '0 perLocation[2]: must be of type object',
      '0 perProduct[0].value: is missing',
      '0 perProduct[1]: needs sku or productId',
      '0 perProduct[2].kind: must be one of: none, fixed, percent, sales',
      '0 perProduct[3].value: must be of type number, null',
      '0 perProduct[4].__proto__: is a name that is not allowed',
      '0 perProduct[6]: appears twice (E, perProduct[5])',
      '0 perProductAtLocation: must be a list of objects',
    ])
    assert.match(wrong(JSON.stringify(rules), 'json')[8] ?? '', /^0 perProduct\[4\]: has the unknown entry more$/)
  })

  it('are refused with a reason when a file has no such rules at all', () => {
    assert.match(wrong('a,b\n1,2\n').join(), /^1 : names none of the columns: sku, odooProductId, /)
    assert.match(wrong('sku,amount\nA,"open\n').join(), /^2 : cannot be read as CSV/)
    for (const file of ['', '{']) assert.match(wrong(file, 'json').join(), /^0 : cannot be read as JSON/)
    assert.deepEqual(wrong('[]', 'json'), ['0 : must hold one node of type buffer, but holds 0'])
    for (const file of ['null', '"rules"', '{"rules":[]}']) assert.deepEqual(wrong(file, 'json'), ['0 : must be of type object'])
    assert.deepEqual(wrong('{"rows":[]}', 'json'), ['0 : has the unknown entry rows'])
    assert.match(wrong('{}', 'json').join(), /^0 : needs one of: default, perLocation/)
  })
})
