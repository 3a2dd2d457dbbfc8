import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy between the app and its database that can be cut at a chosen moment. */
export type Wire = {
  /** The database's address through the proxy. */
  url: string
  /** Cuts the connection before the next COMMIT or ROLLBACK reaches the database. The first `first` of them pass. */
  cutBeforeCommit: (first?: number) => void
  /** Lets the next COMMIT or ROLLBACK through, but cuts the connection before the answer. */
  cutAfterCommit: () => void
  /** Refuses all connections. */
  down: () => void
  up: () => void
  close: () => void
}

/** @param databaseUrl the address of the real database, unencrypted */
export async function layWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl)
  const ends = new Set<Socket>()
  let isDown = false
  let cut: 'beforeCommit' | 'afterCommit' | null = null
  let letThrough = 0

  const server = createServer((near) => {
    if (isDown) {
      near.destroy()
      return
    }
    const far = connect(Number(target.port), target.hostname)
    let isMute = false
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        ends.delete(one)
        other.destroy()
      })
    }
    near.on('data', (said) => {
      const isEnd = cut !== null && said.includes('COMMIT')
      const isCommit = isEnd && letThrough === 0
      if (isEnd && letThrough > 0) letThrough -= 1
      if (isCommit && cut === 'beforeCommit') {
        cut = null
        near.destroy()
        return
      }
      if (isCommit) {
        cut = null
        isMute = true
      }
      far.write(said)
    })
    far.on('data', (answered) => {
      if (isMute) near.destroy()
      else near.write(answered)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the wire has no port')
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${address.port}`

  const cutAll = () => {
    for (const end of ends) end.destroy()
  }
  return {
    url: url.href,
    cutBeforeCommit: (first = 0) => {
      cut = 'beforeCommit'
      letThrough = first
    },
    cutAfterCommit: () => {
      cut = 'afterCommit'
      letThrough = 0
    },
    down: () => {
      isDown = true
      cutAll()
    },
    up: () => {
      isDown = false
    },
    close: () => {
      cutAll()
      server.close()
    },
  }
}
