import { PrismaPg } from '@prisma/adapter-pg'

/**
 * Prisma's adapter, but it sends the statements of a transaction one at a time. Prisma fetches several relations of a
 * row concurrently. A transaction has one connection, so pg queues them; that is deprecated and will not work in pg 9.
 */
export class OneAtATime extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await start(isolationLevel)
      const inTurn = queue()
      const [queryRaw, executeRaw] = [transaction.queryRaw.bind(transaction), transaction.executeRaw.bind(transaction)]
      transaction.queryRaw = (query) => inTurn(() => queryRaw(query))
      transaction.executeRaw = (query) => inTurn(() => executeRaw(query))
      return transaction
    }
    return adapter
  }
}

/**
 * Returns a function that runs async functions one at a time. Each begins after the one before has resolved or
 * rejected.
 */
function queue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }
}
