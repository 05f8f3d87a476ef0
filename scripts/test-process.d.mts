/** What a test process tells while it runs. */
export type TestNews =
  | { readonly what: 'passed'; readonly test: string; readonly ms: number }
  | { readonly what: 'failed'; readonly test: string; readonly file: string; readonly why: string }

export interface TestRun {
  readonly files: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Options of mocha. */
  readonly options: readonly string[]
  /** A copy of the checkout in which the tests are run. */
  readonly folder?: string
}

export interface TestFigures {
  readonly passed: number
  readonly failed: number
  readonly output: string
  /** Why the process as a whole has failed. */
  readonly note: string | undefined
}

/** Runs test files in a process of their own, which ends with all that it has started. `stillMs`: so long may nothing end. */
export function runTests(run: TestRun, tell: (news: TestNews) => void, stillMs?: number): Promise<TestFigures>
/** Ends every process of the run, and what it has started, at once. */
export function endAll(): void
