import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { loadedSettings } from '../../nodes/editor/loaded-settings.ts'
import { liftSettings, type Migration, type Settings } from '../../nodes/kit/lift-settings.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const types = readdirSync(new URL('nodes', root)).filter((name) => existsSync(new URL(`nodes/${name}/${name}.editor.ts`, root)))
const withMigrations = types.filter((name) => existsSync(new URL(`nodes/${name}/migrations.ts`, root)))

async function migrationsOf(type: string): Promise<readonly Migration[]> {
  const module = (await import(new URL(`nodes/${type}/migrations.ts`, root).href)) as { readonly migrations: readonly Migration[] }
  return module.migrations
}

/** A release counted seconds, the next one minutes; the one after that asks whether it rings. */
const minutes: Migration = ({ seconds, ...rest }) => ({ ...rest, minutes: Number(seconds) / 60 })
const alwaysRang: Migration = (settings) => ({ rings: true, ...settings })

describe('settings of an older release', () => {
  it('are lifted by what they have not been through, and keep what no migration knows', () => {
    assert.deepEqual(liftSettings({ seconds: 120, name: 'a' }, [minutes, alwaysRang]), {
      name: 'a',
      minutes: 2,
      rings: true,
      settingsVersion: 2,
    })
    assert.deepEqual(liftSettings({ minutes: 2, settingsVersion: 1 }, [minutes, alwaysRang]), {
      minutes: 2,
      rings: true,
      settingsVersion: 2,
    })
    const present = { minutes: 2, rings: false, settingsVersion: 2 }
    assert.equal(liftSettings(present, [minutes, alwaysRang]), present)
  })

  it('are not guessed when a later release has saved them', () => {
    for (const settingsVersion of [3, -1, 0.5, 'two', null]) {
      const guessed = liftSettings({ settingsVersion }, [minutes, alwaysRang])
      assert.equal(guessed?.['settingsVersion'], settingsVersion === null ? 2 : undefined, String(settingsVersion))
    }
  })

  const defaults = { settingsVersion: { value: 2 }, minutes: { value: 10 }, rings: { value: false }, file: { value: '${FILE}' } }

  it('are shown by a dialog as the node takes them, whatever today’s defaults are', () => {
    assert.deepEqual(loadedSettings({ minutes: '2', settingsVersion: '1' }, defaults, [minutes, alwaysRang]), {
      rings: true,
      settingsVersion: 2,
    })
  })

  it('that the flow lacks are shown with their default, but for a variable, which nobody asked to be read', () => {
    assert.deepEqual(loadedSettings({ settingsVersion: '2', rings: 'true' }, defaults, [minutes, alwaysRang]), { minutes: 10 })
  })

  it('stay as they are in the editor when a later release has saved them', () => {
    const later = { settingsVersion: '3', minutes: '2', rings: '"loud"', file: '""' }
    assert.deepEqual(loadedSettings(later, defaults, [minutes, alwaysRang]), {})
  })
})

describe('migrations of a node', () => {
  it('are there', () => assert.deepEqual(withMigrations, ['product-link']))

  for (const type of withMigrations) {
    it(`are used when it starts and when the editor loads it, and new nodes are beyond them: ${type}`, () => {
      assert.match(read(`nodes/${type}/${type}.ts`), /defineNode\(RED, \{ name: type, migrations \}/)
      const dialog = read(`nodes/${type}/${type}.editor.ts`)
      assert.match(dialog, new RegExp(`keepMeaning\\('${type}', migrations\\)`))
      assert.match(dialog, /settingsVersion: \{ value: migrations\.length \}/)
    })

    it(`survive whatever a flow holds, and say nothing new the second time: ${type}`, async () => {
      const migrations = await migrationsOf(type)
      for (const settings of [{}, { stocking: null, unsold: 5 }] satisfies Settings[]) {
        const lifted = liftSettings(settings, migrations)
        assert.deepEqual(liftSettings({ ...lifted, settingsVersion: 0 }, migrations), lifted)
      }
    })

    it(`have been through in the bundled flows: ${type}`, async () => {
      const { length } = await migrationsOf(type)
      for (const file of readdirSync(new URL('flows', root)).filter((name) => name.endsWith('.json'))) {
        const nodes = JSON.parse(read(`flows/${file}`)) as { type: string; settingsVersion?: number }[]
        for (const node of nodes.filter((one) => one.type === type)) assert.equal(node.settingsVersion, length, file)
      }
    })
  }

  it('keep what product-link did before it could be asked', async () => {
    const migrations = await migrationsOf('product-link')
    assert.deepEqual(liftSettings({ refresh: 30 }, migrations), { refresh: 30, stocking: true, unsold: 'job', settingsVersion: 1 })
    assert.deepEqual(liftSettings({ stocking: false, unsold: 'count' }, migrations), {
      stocking: false,
      unsold: 'count',
      settingsVersion: 1,
    })
  })
})

describe('dialogs', () => {
  for (const type of types) {
    it(`show what older flows mean: ${type}`, () =>
      assert.match(read(`nodes/${type}/${type}.editor.ts`), new RegExp(`keepMeaning\\('${type}'`)))
  }
})
