import { createServer } from 'node:http'
import type { Express } from 'express'
import { afterAll } from 'vitest'

/**
 * Starts the app on a free port until the test file ends.
 * @returns the origin of the app's URLs, like `http://127.0.0.1:3000`
 */
export async function listening(app: Express): Promise<string> {
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  return `http://127.0.0.1:${address.port}`
}
