import assert from 'node:assert/strict'
import { inWords } from '../../../nodes/kit/in-words.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import { traceStep } from '../../../src/base/messages/trace-step.ts'
import { sentence } from '../../../src/base/text/say.ts'
import { english, german } from '../../support/english.ts'
import { levelLine } from '../../support/levels.ts'
import { picture } from '../../support/pictures.ts'

describe('a line that leaves a node', () => {
  const step = traceStep('location-map', 'nothing-at', { location: 'NJ/Stock' })

  it('has the words of every reason, and keeps those that it came with', () => {
    const line = { ...levelLine(1, 1, 0), trace: [{ by: 'mine', code: 'own', text: 'my own words' }, step] }
    const said = inWords(german, line)
    checkLines('level', said)
    assert.deepEqual(
      said.trace.map(({ text }) => text),
      ['my own words', 'nichts in NJ/Stock'],
    )
    assert.equal(inWords(english, said), said, 'nothing is said twice')
    assert.equal(line.trace[1], step, 'what came in is left as it is')
  })

  it('says why a kit cannot be counted, beside the sentence that others can say in their language', () => {
    const because = sentence('finding.kit.circular', { product: 'Set' })
    const kit = inWords(english, { ...picture([], []), kit: { components: [], because } }).kit
    assert.deepEqual(kit, { components: [], because, problem: 'Set contains itself' })
  })
})
