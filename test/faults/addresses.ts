import { parse } from 'node-html-parser'
import type { Route } from '../../src/http/route.ts'
import type { Visitor } from './visitor.ts'

const starts = ['/', '/today', '/register', '/report', '/import', '/school', '/my-classes']
/** How many pages of one route are searched for links. Pupil pages vary a lot, other pages little. */
const most = (path: string): number => (path === '/pupils/:pupilId' ? 60 : 3)

export const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)

/** Finds an address for every route that links and forms lead to from the first pages. The key is `method path`. */
export async function addressesByWalking(visitor: Visitor, routes: readonly Route[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const looked = new Map<string, number>()
  const known = new Set(starts)
  const queue = [...starts]
  const note = (method: Route['method'], address: string) => {
    const path = address.split('?')[0] ?? ''
    const route = routes.find((one) => one.method === method && patternOf(one.path).test(path))
    if (route && !found.has(`${method} ${route.path}`)) found.set(`${method} ${route.path}`, address)
    return route
  }
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const path = note('get', address)?.path ?? address
    const count = looked.get(path) ?? 0
    if (count >= most(path)) continue
    looked.set(path, count + 1)
    const page = parse((await visitor.get(address)).text)
    for (const form of page.querySelectorAll('form[method=post]')) note('post', form.getAttribute('action') ?? address)
    for (const link of page.querySelectorAll('a[href]')) {
      const href = (link.getAttribute('href') ?? '').split('#')[0] ?? ''
      if (!href.startsWith('/') || known.has(href)) continue
      known.add(href)
      queue.push(href)
    }
  }
  return found
}

/** Addresses of the remaining routes, built from the ids in the addresses found so far. */
export function addressesByIds(found: ReadonlyMap<string, string>, routes: readonly Route[]): Map<string, string> {
  const ids = new Map<string, string>()
  for (const [route, address] of found) {
    const names = [...route.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    const path = route.split(' ')[1] ?? ''
    const values = new RegExp(`^${path.replaceAll(/:\w+/g, '([^/?]+)')}`).exec(address)?.slice(1) ?? []
    // A plan id needs its own pupil's id, so ids are taken together from the longest address that has them.
    if (names.some((name) => !ids.has(name))) for (const [at, name] of names.entries()) ids.set(name, values[at] ?? '')
  }
  const made = new Map<string, string>()
  for (const { method, path } of routes) {
    if (found.has(`${method} ${path}`)) continue
    made.set(
      `${method} ${path}`,
      path.replaceAll(/:(\w+)/g, (_whole, name: string) => ids.get(name) ?? ''),
    )
  }
  return made
}

/** The address with each of its parameters in turn replaced by `hostile`. */
export function withHostileIds(route: Route, address: string, hostile: string): string[] {
  const parts = (address.split('?')[0] ?? '').split('/')
  return route.path.split('/').flatMap((part, at) => (part.startsWith(':') ? [parts.with(at, hostile).join('/')] : []))
}
