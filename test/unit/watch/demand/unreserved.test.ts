import assert from 'node:assert/strict'
import { type OpenMove, unreservedDemand } from '../../../../src/engine/watch/demand.ts'

const [stock, packing, output, customers, vendors, otherStock, way] = [8, 11, 12, 5, 4, 20, 13]

function move(id: number, from: number, to: number, quantity: number, more: Partial<OpenMove> = {}): OpenMove {
  return { id, productId: 2, from, to, final: undefined, quantity, reserved: 0, origins: [], broughtToIt: false, ...more }
}

const owed = (...moves: OpenMove[]): [number, number][] => [...(unreservedDemand(moves, new Set([customers])).get(2) ?? [])]

describe('demand that is not reserved', () => {
  it('is what confirmed deliveries need beyond what is reserved for them', () => {
    assert.deepEqual(owed(move(1, stock, customers, 4), move(2, stock, customers, 5, { reserved: 3 })), [[stock, 6]])
    assert.deepEqual(owed(move(1, stock, customers, 4, { reserved: 4 })), [])
    assert.deepEqual(owed(move(1, stock, customers, 4, { reserved: 6 }), move(2, stock, customers, 1)), [[stock, 1]])
  })

  it('is not what is moved between places, comes in, or comes back', () => {
    assert.deepEqual(owed(move(1, stock, otherStock, 4), move(2, vendors, stock, 9), move(3, customers, stock, 2)), [])
  })

  it('counts a unit of pick, pack and ship once, at the step that has not happened, as 17 makes them all at once', () => {
    const pick = move(1, stock, packing, 4)
    const pack = move(2, packing, output, 4, { origins: [1], broughtToIt: true })
    const ship = move(3, output, customers, 4, { origins: [2], broughtToIt: true })
    assert.deepEqual(owed(pick, pack, ship), [[stock, 4]])
    assert.deepEqual(owed(ship, pack, pick), [[stock, 4]], 'in any order')
    assert.deepEqual(owed({ ...pick, reserved: 3 }, pack, ship), [[stock, 1]])
    assert.deepEqual(owed({ ...pick, reserved: 4 }, pack, ship), [])
    // Picked and reserved at the packing place, then put back there without a reservation.
    assert.deepEqual(owed({ ...pack, reserved: 4 }, ship), [])
    assert.deepEqual(owed(pack, ship), [[packing, 4]])
  })

  it('goes on counting the rest of a pick that was done in part', () => {
    const rest = move(4, stock, output, 3)
    const ship = move(3, output, customers, 10, { reserved: 7, origins: [1, 4], broughtToIt: true })
    assert.deepEqual(owed(rest, ship), [[stock, 3]])
    assert.deepEqual(owed({ ...rest, reserved: 3 }, ship), [])
    assert.deepEqual(owed(rest, { ...ship, reserved: 0 }), [
      [stock, 3],
      [output, 7],
    ])
  })

  it('knows a pick whose next step Odoo makes later by where its goods go in the end, as 18 and 19 do', () => {
    const pick = move(1, stock, output, 4, { final: customers })
    assert.deepEqual(owed(pick), [[stock, 4]])
    assert.deepEqual(owed({ ...pick, reserved: 3 }), [[stock, 1]])
    // What was picked is on its way out, the rest is still to be picked.
    const ship = move(2, output, customers, 6, { reserved: 6, origins: [9], broughtToIt: true })
    assert.deepEqual(owed(pick, ship), [[stock, 4]])
    assert.deepEqual(owed(move(1, stock, output, 4, { final: otherStock })), [])
  })

  it('takes nothing off for goods that are to be bought or made for the order', () => {
    const ship = move(3, stock, customers, 4, { broughtToIt: true })
    assert.deepEqual(owed(ship), [], 'before there is a purchase')
    assert.deepEqual(owed({ ...ship, origins: [7] }, move(7, vendors, stock, 4, { reserved: 4 })), [])
    assert.deepEqual(owed({ ...ship, origins: [7] }), [[stock, 4]], 'received, and not reserved')
  })

  it('follows a delivery to the other warehouse that it is taken from, and counts no more there than was asked for', () => {
    const sent = move(1, otherStock, way, 100)
    const received = move(2, way, stock, 100, { origins: [1], broughtToIt: true })
    const ship = move(3, stock, customers, 4, { origins: [2], broughtToIt: true })
    assert.deepEqual(owed(sent, received, ship), [[otherStock, 4]])
    assert.deepEqual(owed(sent, received), [])
    assert.deepEqual(owed(sent, received, ship, { ...ship, id: 5, quantity: 6 }), [[otherStock, 10]])
  })

  it('ends where moves wait for each other in a circle', () => {
    const one = move(1, stock, output, 4, { origins: [2], broughtToIt: true })
    const other = move(2, output, stock, 4, { origins: [1], broughtToIt: true })
    assert.deepEqual(owed(one, other, move(3, output, customers, 4, { origins: [1], broughtToIt: true })), [])
  })
})
