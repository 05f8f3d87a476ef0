import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { reportPage } from '../../../nodes/reconcile-diff/report-page.ts'
import { reportFile, reportParts, type ReportFileRequest } from '../../../src/engine/reconcile/report/report-file.ts'
import type { PlanLine, PlanScope } from '../../../src/ports/store/plan-record.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { english, german } from '../../support/english.ts'
import { madeAt, planLine, reportRun, storedPlan } from '../../support/reconcile/report-plan.ts'

async function requestOf(
  lines: readonly PlanLine[],
  rest: Partial<ReportFileRequest> = {},
  scope: PlanScope = {},
): Promise<ReportFileRequest> {
  const store = new MemoryStore()
  const plan = await storedPlan(store, lines, 1997, { scope })
  return { store, plan, run: reportRun, say: english, language: 'en-US', now: madeAt, format: 'html', page: reportPage(), ...rest }
}

const hashesOf = (html: string, element: string): string[] =>
  [...html.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )

describe('the report of a run as a page', () => {
  it('names nothing outside itself', async () => {
    const { content } = await reportFile(await requestOf([planLine(1, 1, 10, 15)]))
    const own = content.replaceAll(/<script>[\s\S]*?<\/script>/g, '')
    assert.doesNotMatch(own, /\b(src|href)="(?!data:)|url\(|@import|https?:/)
    assert.doesNotMatch(content, /sourceMappingURL/)
  })

  it('lets only its own style and scripts run', async () => {
    const { content } = await reportFile(await requestOf([planLine(1, 1, 10, 15)]))
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(content)?.[1]?.replaceAll('&#39;', "'") ?? ''
    assert.match(policy, /default-src 'none'/)
    const [scripts, styles] = [hashesOf(content, 'script'), hashesOf(content, 'style')]
    assert.deepEqual([scripts.length, styles.length], [2, 1])
    for (const hash of [...scripts, ...styles]) assert.ok(policy.includes(hash), hash)
    assert.doesNotMatch(content, /\son\w+=|\sstyle=/)
  })

  it('takes no name for markup', async () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'
    const { line, ...rest } = planLine(1, 1, 10, 15, { evidence: evil })
    const { content } = await reportFile(
      await requestOf(
        [{ ...rest, line: { ...line, odoo: { ...line.odoo, name: evil }, shopify: { ...line.shopify, location: evil } } }],
        {},
        {
          categories: [evil],
        },
      ),
    )
    assert.doesNotMatch(content, /<img|<script>alert/)
    assert.match(content, /\\u003cimg/)
    assert.match(content, /&lt;img/)
  })

  it('says in figures and in a sentence how it stands, in the language asked for', async () => {
    const lines = [
      planLine(1, 1, 10, 15),
      planLine(2, 1, 0, 4, { outcome: 'oversell-risk' }),
      planLine(3, 1, 6, 0, { outcome: 'suppressed' }),
    ]
    const { content } = await reportFile(await requestOf(lines, { say: german, language: 'de' }, { skus: ['a', 'b'] }))
    assert.match(content, /<html lang="de">/)
    assert.match(content, /1\.997 von 2\.000 Beständen in Shopify zeigen, was Odoo liefern kann; 3 nicht\./)
    assert.match(content, /2 gewählte SKUs/)
    assert.match(content, /data-figure="oversell-risk"><b>1<\/b>/)
    assert.doesNotMatch(content.replaceAll(/<script>[\s\S]*?<\/script>/g, ''), /report\.\w|finding\.\w/)
  })

  it('comes in parts of one page of lines at most, however many there are', async () => {
    const lines = Array.from({ length: 3000 }, (_, at) => planLine(at + 1, 1, 3, 4))
    const sizes: number[] = []
    let found = 0
    for await (const part of reportParts(await requestOf(lines))) {
      const rows = part.startsWith('<script type="application/json" class="lines">') ? (part.match(/"SKU-\d+"/g)?.length ?? 0) : 0
      sizes.push(rows)
      found += rows
    }
    assert.equal(found, 3000)
    assert.ok(Math.max(...sizes) <= 250)
  })
})
