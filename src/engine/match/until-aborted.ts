/**
 * The pages of a source until the signal aborts; then it throws the reason of the signal at once, also while a page is
 * still waited for.
 */
export async function* untilAborted<T>(pages: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  if (signal === undefined) {
    yield* pages
    return
  }
  const iterator = pages[Symbol.asyncIterator]()
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  aborted.catch(() => undefined)
  try {
    for (;;) {
      const next = iterator.next()
      next.catch(() => undefined)
      const { done, value } = await Promise.race([next, aborted])
      if (done === true) return
      yield value
    }
  } finally {
    signal.removeEventListener('abort', stop)
    // A source that still waits cannot be ended; it is left alone.
    if (!signal.aborted) await iterator.return?.()
  }
}
