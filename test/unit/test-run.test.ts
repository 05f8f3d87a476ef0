import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planOf } from '../../scripts/test-plan.mjs'
import { runTests, type TestFigures, type TestNews } from '../../scripts/test-process.mjs'
import { until } from '../support/until.ts'

describe('the test run', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'test-run-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  async function play(code: string, stillMs?: number): Promise<{ news: TestNews[]; figures: TestFigures }> {
    const file = join(folder, 'played.test.mjs')
    writeFileSync(file, code)
    const news: TestNews[] = []
    const figures = await runTests({ files: [file], environment: {}, options: ['--no-config'] }, (one) => news.push(one), stillMs)
    return { news, figures }
  }

  it('tells of each test as it ends, and why one has failed', async () => {
    const { news, figures } = await play(`describe('a shop', () => {
      it('opens', () => {})
      it('sells', () => { throw new Error('a long story', { cause: new Error('nothing left') }) })
    })`)
    assert.deepEqual(
      news.map((one) => [one.what, one.test, one.what === 'failed' ? one.why : '']),
      [
        ['passed', 'a shop › opens', ''],
        ['failed', 'a shop › sells', 'nothing left'],
      ],
    )
    assert.partialDeepStrictEqual(figures, { passed: 1, failed: 1, note: undefined })
    assert.match(figures.output, /a long story/)
  })

  it('names the test in which nothing goes on, and ends what it had started', async () => {
    const pidFile = join(folder, 'pid')
    const { figures } = await play(
      `import { spawn } from 'node:child_process'
      import { writeFileSync } from 'node:fs'
      it('waits for ever', () => {
        const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
        writeFileSync(${JSON.stringify(pidFile)}, String(child.pid))
        for (;;);
      })`,
      4000,
    )
    assert.equal(figures.note, 'nothing has ended for 4 s; it stands in: waits for ever')
    assert.partialDeepStrictEqual(figures, { passed: 0, failed: 1 })
    const pid = Number(readFileSync(pidFile, 'utf8'))
    await until('the child to be gone', () => !lives(pid))
  })

  it('counts a process that ends without figures as failed', async () => {
    const { figures } = await play(`it('ends the process', () => process.exit(3))`)
    assert.partialDeepStrictEqual(figures, { passed: 0, failed: 1, note: 'crashed (exit code 3) in: ends the process' })
  })

  it('runs everything once, in a process for each file where that is worth it', () => {
    const planned = planOf([]).flatMap(({ layer, files }) => files.map((file) => `${layer.name} ${file}`))
    assert.equal(new Set(planned).size, planned.length)
    assert.ok(planned.includes('unit test/unit/test-run.test.ts') && planned.includes('flow-4.1 test/flow/trouble.test.ts'))
    assert.ok(planned.includes('mutations test/property/delivery/mutations.test.ts'))
    assert.ok(!planned.includes('property test/property/delivery/mutations.test.ts'))
  })

  it('runs what the beginning of a path names, and refuses what is not there', () => {
    const [job, ...others] = planOf(['unit/test-run'])
    assert.deepEqual([job?.files, others], [['test/unit/test-run.test.ts'], []])
    assert.deepEqual(planOf(['./test/unit/test-run.test.ts']), planOf(['unit/test-run']))
    assert.ok(planOf(['flow/patterns']).length > 5)
    assert.throws(() => planOf(['unit/no-such-test']), /No test is called unit\/no-such-test\. Name a layer \(unit, editor/)
  })
})

/** A child that is dead and not yet collected has no command line any more. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
