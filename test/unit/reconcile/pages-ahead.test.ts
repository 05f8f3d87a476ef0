import assert from 'node:assert/strict'
import { noCounts } from '../../../src/rules/reconcile/report-summary.ts'
import { PagesAhead, type PageReader, type Page } from '../../../src/engine/reconcile/pages.ts'

/** Ten pages, one product each; says in which order things happen. */
function reader(run = 'run', fails = -1): PageReader & { readonly said: string[] } {
  const said: string[] = []
  return {
    run,
    said,
    ask(after) {
      said.push(`ask ${after}`)
      return Promise.resolve<Page>({ token: String(after), lines: [], next: after < 9 ? after + 1 : null })
    },
    look({ token }) {
      said.push(`look ${token}`)
      if (Number(token) === fails) return Promise.reject(new Error('Shopify is away'))
      return Promise.resolve({ counts: noCounts, items: Number(token), lines: [], leftOut: [] })
    },
    next: (_, page) => page.next,
  }
}

const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('pages read ahead', () => {
  it('are two beyond the one that is taken, each asked for and looked at once', async () => {
    const [ahead, pages] = [new PagesAhead(), reader()]
    assert.deepEqual((await ahead.take(pages, 0))?.next, 1)
    await quiet()
    assert.deepEqual(pages.said.toSorted(), ['ask 0', 'ask 1', 'ask 2', 'look 0', 'look 1', 'look 2'])
    for (let after = 1; after < 10; after++) assert.equal((await ahead.take(pages, after))?.items, after)
    await quiet()
    assert.equal(pages.said.length, 20)
  })

  it('go on from where a page ended, and end with the last', async () => {
    const [ahead, pages] = [new PagesAhead(), reader()]
    assert.equal((await ahead.take(pages, 9))?.next, null)
    await quiet()
    assert.deepEqual(pages.said, ['ask 9', 'look 9'])
  })

  it('say what went wrong to whoever takes them, and are read anew then', async () => {
    const ahead = new PagesAhead()
    const pages = reader('run', 1)
    await ahead.take(pages, 0)
    await assert.rejects(ahead.take(pages, 1), /Shopify is away/)
    ahead.clear()
    await assert.rejects(ahead.take(pages, 1), /Shopify is away/)
    assert.equal(pages.said.filter((what) => what === 'look 1').length, 2)
  })

  it('are not those of another run, and none that were let go of', async () => {
    const [ahead, one, other] = [new PagesAhead(), reader('one'), reader('other')]
    await ahead.take(one, 0)
    await quiet()
    await ahead.take(other, 1)
    assert.ok(other.said.includes('ask 1'))
    ahead.clear()
    await ahead.take(one, 1)
    assert.equal(one.said.filter((what) => what === 'ask 1').length, 2)
  })

  it('are not read when the run is to stop', async () => {
    const ahead = new PagesAhead()
    const pages: PageReader = { ...reader(), ask: () => Promise.resolve(null) }
    assert.equal(await ahead.take(pages, 0), null)
    await ahead.settled()
  })
})
