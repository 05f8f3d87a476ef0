/** A process of the test run. */
export interface TestJob {
  readonly layer: {
    readonly name: string
    readonly load: number
    readonly built?: boolean
    readonly environment?: Readonly<Record<string, string>>
  }
  readonly files: readonly string[]
}

/** What is wrong with the words on the command line, in a sentence. */
export class UnknownTest extends Error {}
/** The processes to run for words of the command line: layers, or the beginning of paths below test/; everything without any. */
export function planOf(words: readonly string[]): TestJob[]
