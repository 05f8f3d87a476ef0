import { sourceOf, type Territory } from './source-of.ts'

/** What the name of a pool says (`poolOf`). */
interface PoolParts extends Territory {
  /** Each source by its path from the root of Odoo's tree, as far as it is known. */
  readonly paths: readonly (readonly number[])[]
  /** Sources and exclusions without their paths. */
  readonly key: string
  /** The row, when it has a share: units of its own. */
  readonly row: string | undefined
}

/**
 * The stock of a pool: all pools of one product of one database begin with it, and no others. A name that is not ours is a
 * stock by itself.
 */
export function stockOf(pool: string): string {
  const end = pool.lastIndexOf(':')
  return partsOf(pool) === undefined ? pool : pool.slice(0, end + 1)
}

/**
 * Whether levels of two pools can sell the same unit: one of them counts a source of the other, whole or in part, and does not
 * exclude it. Rows that split one stock by percent have units of their own.
 */
export function sharesStock(one: string, other: string): boolean {
  if (one === other) return true
  if (stockOf(one) !== stockOf(other)) return false
  const [mine, theirs] = [partsOf(one), partsOf(other)]
  if (mine === undefined || theirs === undefined) return false
  if (mine.key === theirs.key && mine.row !== undefined && theirs.row !== undefined) return mine.row === theirs.row
  return sellsOf(mine, theirs) || sellsOf(theirs, mine)
}

/** Whether the other one counts a source of the one. */
function sellsOf(one: PoolParts, other: PoolParts): boolean {
  return one.paths.some((path) => sourceOf(path, one) === path.at(-1) && sourceOf(path, other) !== undefined)
}

/** `database:product:path,path-path#row`; nothing before the last colon is looked at. Undefined for a name of another form. */
function partsOf(pool: string): PoolParts | undefined {
  const [places = '', row] = pool.slice(pool.lastIndexOf(':') + 1).split('#', 2)
  const [sources = '', exclude = '', ...more] = places.split('-')
  const [paths, excluded] = [pathsIn(sources), exclude === '' ? [] : pathsIn(exclude)]
  if (!pool.includes(':') || more.length > 0 || paths === undefined || excluded === undefined) return undefined
  const ids = (some: readonly (readonly number[])[]): number[] => some.map((path) => path.at(-1) ?? 0)
  const key = `${ids(paths).join(',')}-${ids(excluded).join(',')}`
  return { paths, sources: new Set(ids(paths)), excluded: new Set(ids(excluded)), key, row }
}

function pathsIn(text: string): number[][] | undefined {
  const paths = text.split(',').map((path) => path.split('/').map(Number))
  return paths.every((path) => path.every((id) => Number.isSafeInteger(id) && id > 0)) ? paths : undefined
}
