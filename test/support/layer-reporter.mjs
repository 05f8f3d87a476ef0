// Mocha reporter of the test run: silent while all is well, then the failures in full; the figures go to scripts/test.mjs.
import Mocha from 'mocha'

export default class LayerReporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options)
    runner.once('end', () => {
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures)
      process.send?.({ passed: this.stats.passes, failed: this.stats.failures })
    })
  }
}
