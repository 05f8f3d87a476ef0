import { auditContract } from './audit-contract.ts'
import { batchContract } from './batch-contract.ts'
import { failedJobContract } from './failed-job-contract.ts'
import { restatedJobContract } from './restated-job-contract.ts'
import { holdContract } from './hold-contract.ts'
import { leaseContract } from './lease-contract.ts'
import { levelContract } from './level-contract.ts'
import { linkContract } from './link-contract.ts'
import { namedValueContract } from './named-value-contract.ts'
import { planContract } from './plan-contract.ts'
import { runContract } from './run-contract.ts'
import type { StoreFactory } from './store-under-test.ts'
import { transactionContract } from './transaction-contract.ts'

/** What every adapter of the store promises; to be called within `describe`. */
export function storeContract(make: StoreFactory): void {
  transactionContract(make)
  linkContract(make)
  levelContract(make)
  batchContract(make)
  holdContract(make)
  failedJobContract(make)
  restatedJobContract(make)
  namedValueContract(make)
  auditContract(make)
  planContract(make)
  runContract(make)
  leaseContract(make)
}
