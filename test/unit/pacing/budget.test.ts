import assert from 'node:assert/strict'
import { Budget, type TakenPoints } from '../../../src/adapters/shopify/pacing/budget.ts'
import { BudgetRegistry } from '../../../src/adapters/shopify/pacing/budget-registry.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const status = (currentlyAvailable: number, restoreRate = 100) => ({ maximumAvailable: 20 * restoreRate, currentlyAvailable, restoreRate })

/** A budget whose bucket is empty, as the answer to a first call told. */
async function emptyBudget(clock: VirtualClock): Promise<Budget> {
  const budget = new Budget(clock)
  const first = await budget.take(1)
  first.report({ requested: 1, actual: 1, status: status(0) })
  return budget
}

describe('the cost budget', () => {
  it('grants a first call at once', async () => {
    const budget = new Budget(new VirtualClock())
    await budget.take(46)
    assert.equal(budget.figures().waiting, 0)
  })

  it('learns the size and the rate of the bucket from an answer', async () => {
    const budget = await emptyBudget(new VirtualClock())
    assert.deepEqual({ ...budget.figures() }, { available: 0, maximum: 2000, restoreRate: 100, waiting: 0, calls: 1, throttled: 0 })
  })

  it('lets a patient call wait for its cost above the reserve of a tenth', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    const began = clock.now()
    await clock.run(budget.take(46))
    assert.equal(clock.now() - began, 2460)
  })

  it('waits as long as it takes, however the clock is set meanwhile', async () => {
    for (const set of [-7_200_000, 7_200_000]) {
      const clock = new VirtualClock()
      const budget = await emptyBudget(clock)
      const began = clock.elapsed()
      const taken = budget.take(46)
      clock.set(set)
      await clock.run(taken)
      assert.equal(clock.elapsed() - began, 2460)
    }
  })

  it('lets an urgent call use the reserve', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    const began = clock.now()
    await clock.run(budget.take(10, { urgent: true }))
    assert.equal(clock.now() - began, 100)
  })

  it('serves urgent calls first, and each kind in the order of coming', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    const served: string[] = []
    const take = (name: string, urgent: boolean) => budget.take(10, { urgent }).then(() => served.push(name))
    await clock.run(Promise.all([take('a', false), take('b', false), take('U', true), take('V', true)]))
    assert.deepEqual(served, ['U', 'V', 'a', 'b'])
  })

  it('puts a throttled call back to the front of its kind', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    const served: string[] = []
    const take = (name: string, again: boolean) => budget.take(10, { again }).then(() => served.push(name))
    await clock.run(Promise.all([take('a', false), take('b', true)]))
    assert.deepEqual(served, ['b', 'a'])
  })

  it('waits out a refusal by the figures that came with it', async () => {
    const clock = new VirtualClock()
    const budget = new Budget(clock)
    const points = await budget.take(70, { urgent: true })
    points.throttled({ maximumAvailable: 1000, currentlyAvailable: 66, restoreRate: 50 })
    const began = clock.now()
    await clock.run(budget.take(70, { urgent: true, again: true }))
    assert.equal(clock.now() - began, 80)
    assert.equal(budget.figures().throttled, 1)
  })

  it('takes the bucket for empty when a refusal came without figures', async () => {
    const clock = new VirtualClock()
    const budget = new Budget(clock)
    ;(await budget.take(50, { urgent: true })).throttled(null)
    const began = clock.now()
    await clock.run(budget.take(50, { urgent: true, again: true }))
    assert.equal(clock.now() - began, 1000)
  })

  it('counts on nothing beside calls that may not have arrived yet: a full bucket restores nothing', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    await clock.advance(20_000)
    const slow = await budget.take(1900, { urgent: true })
    await clock.advance(1000)
    assert.equal(budget.figures().available, 100)
    slow.report({ requested: 1900, actual: 1900, status: status(100) })
    await clock.advance(1000)
    assert.equal(budget.figures().available, 200)
  })

  it('gives the surplus of a call back', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    await clock.advance(10_000)
    const points = await budget.take(500, { urgent: true })
    points.report({ requested: 500, actual: 20, status: status(980) })
    assert.equal(budget.figures().available, 980)
  })

  it('counts the end of a call once', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    await clock.advance(10_000)
    const points: TakenPoints = await budget.take(500, { urgent: true })
    points.report({ requested: 500, actual: 500, status: status(500) })
    points.report({ requested: 500, actual: 500, status: status(1900) })
    points.lost()
    assert.equal(budget.figures().available, 500)
  })

  it('serves a call that costs more than the bucket holds when the bucket is full', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    const began = clock.now()
    await clock.run(budget.take(3000))
    assert.equal(clock.now() - began, 20_000)
  })

  it('lets a caller leave the queue, and serves the next one without it', async () => {
    const clock = new VirtualClock()
    const budget = await emptyBudget(clock)
    const leaver = new AbortController()
    const left = assert.rejects(budget.take(1500, { signal: leaver.signal }), /no longer wanted/)
    const next = budget.take(10)
    leaver.abort(new Error('no longer wanted'))
    await left
    const began = clock.now()
    await clock.run(next)
    assert.equal(clock.now() - began, 2100)
  })

  it('is one for all connections of one app to one shop, and another for another shop or app', () => {
    const clock = new VirtualClock()
    const registry = new BudgetRegistry()
    const budget = registry.budgetOf('a.myshopify.com', 'app', clock)
    assert.equal(registry.budgetOf('a.myshopify.com', 'app', clock), budget)
    assert.notEqual(registry.budgetOf('b.myshopify.com', 'app', clock), budget)
    assert.notEqual(registry.budgetOf('a.myshopify.com', 'other', clock), budget)
  })

  it('keeps shops apart: a shop without points does not delay another', async () => {
    const clock = new VirtualClock()
    const registry = new BudgetRegistry()
    const poor = registry.budgetOf('a.myshopify.com', 'app', clock)
    ;(await poor.take(10)).throttled(status(0))
    const waiting = poor.take(10)
    const began = clock.now()
    await clock.run(registry.budgetOf('b.myshopify.com', 'app', clock).take(10))
    assert.equal(clock.now(), began)
    await clock.run(waiting)
  })
})
