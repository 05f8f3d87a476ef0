import type { Store } from '../../../src/ports/store/store.ts'

/** An adapter under test: an empty store, and the same store after the process has ended and begun again. */
export interface StoreUnderTest {
  readonly store: Store
  /** Ends the first store as its kind ends, and gives what the next process finds. */
  again(): Promise<Store>
  /** Closes what is open and deletes what is left. */
  end(): Promise<void>
}

export type StoreFactory = () => Promise<StoreUnderTest>

/** Runs a test on an empty store and cleans up after it. */
export function onStore(make: StoreFactory, test: (store: Store, underTest: StoreUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    const underTest = await make()
    try {
      await test(underTest.store, underTest)
    } finally {
      await underTest.end()
    }
  }
}
