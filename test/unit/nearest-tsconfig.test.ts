import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, matchesGlob, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folders = ['src', 'nodes', 'sandbox', 'test', 'bench']

interface Project {
  readonly files?: readonly string[]
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
}

/** An editor takes the nearest tsconfig.json above a file for its project, whatever the checks of the command line use. */
function nearest(file: string): string {
  let folder = dirname(file)
  while (folder !== '.' && !existsSync(`${root}${folder}/tsconfig.json`)) folder = dirname(folder)
  return folder
}

/** Whether a file is at a path of the list, below a folder of it, or fits a pattern of it. Paths are relative to the project. */
function listed(path: string, list: readonly string[] = []): boolean {
  return list.some((entry) => entry === '.' || path === entry || path.startsWith(`${entry}/`) || matchesGlob(path, entry))
}

describe('tsconfig.json', () => {
  const files = folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[tj]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => relative(root, `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/')),
  )
  const projects = new Map<string, Project>()

  it('of the nearest folder holds every file, so that an editor shows the errors of the checks and no others', () => {
    const strays = files.filter((file) => {
      const folder = nearest(file)
      if (!projects.has(folder)) projects.set(folder, JSON.parse(readFileSync(`${root}${folder}/tsconfig.json`, 'utf8')) as Project)
      const { files: named, include, exclude } = projects.get(folder) ?? {}
      const path = relative(folder, file).replaceAll('\\', '/')
      return !listed(path, named) && (!listed(path, include) || listed(path, exclude))
    })
    assert.deepEqual(strays, [])
    assert.ok(
      files.some((file) => file.endsWith('.editor.ts')),
      'finds the dialogs',
    )
  })
})
