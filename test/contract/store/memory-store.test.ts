import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { storeContract } from './store-contract.ts'

describe('memory store', () => {
  storeContract(async () => {
    const store = new MemoryStore()
    return {
      store,
      async again() {
        return new MemoryStore(store.snapshot())
      },
      async end() {
        await store.close()
      },
    }
  })
})
