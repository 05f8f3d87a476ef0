import { Worker } from 'node:worker_threads'

const script = new URL(import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.js', import.meta.url)

/** The thread that copies SQLite's log of a store into its file. It keeps the process alive only while it copies. */
export class LogCopier {
  readonly #thread: Worker
  #gone = false

  constructor(file: string) {
    this.#thread = new Worker(script, { workerData: file })
    // An error ends the thread, and its end is what is listened to.
    this.#thread.on('error', () => undefined)
    this.#thread.once('exit', () => {
      this.#gone = true
    })
    this.#thread.unref()
  }

  /** Resolves when the thread has tried; rejects when it is gone. */
  async copy(): Promise<void> {
    if ((await this.#ask('copy')) === 'gone') throw new Error('the checkpoint thread is gone')
  }

  /** Lets the thread close the file and end. */
  async end(): Promise<void> {
    await this.#ask('end')
  }

  /** Gives the thread an order and waits until it answers or is gone. */
  async #ask(order: 'copy' | 'end'): Promise<'answered' | 'gone'> {
    const thread = this.#thread
    thread.ref()
    const answer = await new Promise<'answered' | 'gone'>((resolve) => {
      const answered = (): void => settle('answered')
      const gone = (): void => settle('gone')
      const settle = (how: 'answered' | 'gone'): void => {
        thread.off('message', answered)
        thread.off('exit', gone)
        resolve(how)
      }
      thread.once('message', answered)
      thread.once('exit', gone)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      thread.postMessage(order)
      if (this.#gone) gone()
    })
    thread.unref()
    return answer
  }
}
