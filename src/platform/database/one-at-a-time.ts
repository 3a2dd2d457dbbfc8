import { PrismaPg } from '@prisma/adapter-pg'

/**
 * Prisma's adapter, with the statements of a transaction sent one after the other. Prisma fetches several relations of a row
 * at once; on a transaction's one connection they wait for each other anyway, but pg warns of whoever leaves the waiting to it,
 * and will not do it any more from its version 9 on.
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

/** Each thing to do begins once the one before has ended, well or not. */
function queue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }
}
