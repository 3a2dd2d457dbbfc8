/** A source file: its path below src/, and the paths below src/ that it imports. */
export type SourceFile = { path: string; imports: readonly string[] }

/** A breach of the doors: a cycle of rooms, or an import that goes past a door. */
export type Breach = string

/** The folder of a path; empty for a file in src/ itself. */
const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/')

/**
 * The room of a file is its folder, at any depth; the files in src/ itself are in none.
 * A folder `rules` is no room: it is the list of an edition's rules, and part of the edition.
 */
const roomOf = (path: string): string => folderOf(path).replace(/\/rules$/, '')

/** A noun answers requests or keeps rows of its own. All other rooms are floors, whose files everybody above may import. */
const ofNoun = /(^|[/-])routes\.ts$|\/(page|queries|commands)\.ts$/

/** What other rooms may import of a noun: how people read it, its forms, and what changes it. */
const door = /\/(model|commands|form[^/]*)\.ts$/

/** The two files that name everybody. */
const mounting = ['routes.ts', 'jobs.ts']

const isBelow = (room: string, other: string): boolean => room === other || room.startsWith(`${other}/`)

const specifiersOf = (source: string): string[] =>
  [...source.matchAll(/(?<!')\b(?:from|import)\s*\(?\s*'([^'\n]+)'/g)].map(([, specifier]) => specifier ?? '')

/** The packages that a source text imports. */
export const packagesOf = (source: string): string[] =>
  specifiersOf(source).filter((specifier) => !specifier.startsWith('.'))

/** The paths that a source text imports, relative to src/; packages and generated code left out. */
export function importsOf(path: string, source: string): string[] {
  return specifiersOf(source)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => new URL(specifier, `file:///src/${path}`).pathname)
    .filter((target) => target.startsWith('/src/') && !target.startsWith('/src/generated/'))
    .map((target) => target.slice('/src/'.length))
}

/**
 * All breaches, in a fixed order. Two sentences hold:
 * - From another room, a noun is reached by its model.ts, form*.ts and commands.ts alone.
 * - Files beside rooms import none of these rooms, and no rooms at any depth form a cycle.
 */
export function breachesOf(files: readonly SourceFile[]): Breach[] {
  const nouns = new Set(files.filter(({ path }) => ofNoun.test(path)).map(({ path }) => roomOf(path)))
  nouns.delete('')
  const past = files.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const [from, to] = [roomOf(path), roomOf(target)]
      if (from === to || mounting.includes(path)) return []
      if (from !== '' && isBelow(to, from)) return [`${path} -> ${target} (a shared file imports a room beside it)`]
      if (isBelow(from, to) || !nouns.has(to) || door.test(target)) return []
      return [`${path} -> ${target} (not a door)`]
    }),
  )
  return [...new Set(past)].sort().concat(cyclesOf(files))
}

/** Where two rooms part: the folder that holds both, and the folder of each in it. Null where one holds the other. */
function parting(from: string, to: string): { parent: string; from: string; to: string } | null {
  const [one, other] = [from.split('/'), to.split('/')]
  const depth = one.findIndex((folder, index) => folder !== other[index])
  const [mine, theirs] = [one[depth], other[depth]]
  if (!mine || !theirs) return null
  return { parent: one.slice(0, depth).join('/'), from: mine, to: theirs }
}

function cyclesOf(files: readonly SourceFile[]): Breach[] {
  const graphs = new Map<string, Map<string, Set<string>>>()
  for (const { path, imports } of files) {
    for (const target of imports) {
      const parted = parting(roomOf(path), roomOf(target))
      if (!parted) continue
      const graph = graphs.get(parted.parent) ?? new Map<string, Set<string>>()
      graph.set(parted.from, (graph.get(parted.from) ?? new Set()).add(parted.to))
      graphs.set(parted.parent, graph)
    }
  }
  return [...graphs].flatMap(([parent, graph]) => {
    const inCycle = [...graph.keys()].filter((room) => reaches(graph, room, room)).sort()
    return inCycle.length === 0 ? [] : [`a cycle in src/${parent}: ${inCycle.join(', ')}`]
  })
}

function reaches(graph: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>()
  const next = [...(graph.get(from) ?? [])]
  for (let room = next.pop(); room !== undefined; room = next.pop()) {
    if (room === to) return true
    if (seen.has(room)) continue
    seen.add(room)
    next.push(...(graph.get(room) ?? []))
  }
  return false
}
