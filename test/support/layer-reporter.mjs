// Mocha reporter of the test run: tells scripts/test-process.mjs of every test, and prints the failures in full at the end.
import Mocha from 'mocha'

const { EVENT_HOOK_BEGIN, EVENT_TEST_BEGIN, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_RUN_END } = Mocha.Runner.constants

const nameOf = (runnable) => runnable.titlePath().join(' › ')
const placeOf = (runnable) => runnable.file?.split(/[\\/](?=test[\\/])/).at(-1) ?? ''

/** What a property says of its counterexample hides the assertion, which is its cause. */
const reasonOf = (error) => (error?.cause instanceof Error ? reasonOf(error.cause) : String(error?.message ?? error))

export default class LayerReporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options)
    for (const begin of [EVENT_HOOK_BEGIN, EVENT_TEST_BEGIN]) runner.on(begin, (one) => tell({ what: 'running', test: nameOf(one) }))
    runner.on(EVENT_TEST_PASS, (test) => tell({ what: 'passed', test: nameOf(test), ms: test.duration }))
    runner.on(EVENT_TEST_FAIL, (test, error) => tell({ what: 'failed', test: nameOf(test), file: placeOf(test), why: reasonOf(error) }))
    runner.once(EVENT_RUN_END, () => {
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures)
      tell({ what: 'over', passed: this.stats.passes, failed: this.stats.failures })
    })
  }
}

function tell(message) {
  if (process.connected) process.send(message)
}

// The run was killed without a word: nothing that was started here may outlive it.
process.once('disconnect', () => {
  try {
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL')
  } catch {
    process.exit(1)
  }
})
// A listener would keep the process up.
process.channel?.unref()
