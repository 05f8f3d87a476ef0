import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Signal, signals } from '../../nodes/kit/signals.ts'
import { root } from '../support/node-red-install.ts'

describe('signals beside the wires', () => {
  it('reach whoever hears the name, as long as it listens', () => {
    const signal = new Signal<number>()
    const heard: string[] = []
    const quiet = signal.hear('a', (told) => heard.push(`first ${told}`))
    signal.hear('a', (told) => heard.push(`second ${told}`))
    signal.hear('b', (told) => heard.push(`other ${told}`))
    assert.equal(signal.tell('a', 1), 2)
    quiet()
    quiet()
    assert.equal(signal.tell('a', 2), 1)
    assert.equal(signal.tell('nobody', 3), 0)
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2'])
  })

  it('reach everybody, also when one of them fails', () => {
    const signal = new Signal<number>()
    const heard: number[] = []
    signal.hear('a', () => {
      throw new Error('no shop')
    })
    signal.hear('a', (told) => heard.push(told))
    assert.throws(() => signal.tell('a', 1), AggregateError)
    assert.deepEqual(heard, [1])
  })

  it('count only those who can do something about it', () => {
    const signal = new Signal<number>()
    const heard: number[] = []
    let able = false
    signal.hear(
      'a',
      (told) => heard.push(told),
      () => able,
    )
    assert.equal(signal.tell('a', 1), 0)
    able = true
    assert.equal(signal.able('a'), 1)
    assert.deepEqual(heard, [1])
  })

  it('are all in docs/architecture.md, and nodes keep no other registry of listeners', () => {
    const drawn = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
    for (const name of Object.keys(signals)) assert.ok(drawn.includes(`| \`${name}\` |`), name)
    const files = globSync('nodes/**/*.ts', { cwd: root }).filter(
      (file) => !file.endsWith('.editor.ts') && !file.endsWith('kit/signals.ts'),
    )
    const registries = files.filter((file) =>
      /^(export )?const \w+ = new Map<string, (Set<)?\w*(Listener|Hear)/m.test(readFileSync(join(root, file), 'utf8')),
    )
    assert.deepEqual(registries, [])
  })
})
