/** A source file: its path in src/, and the paths in src/ that it imports. */
export type SourceFile = { path: string; imports: readonly string[] }

/** A breach of the import rules, as text: a cycle of rooms, or an import of a file that is not a door. */
export type Breach = string

/** The folder of a path; empty for a file in src/ itself. */
const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/')

/**
 * The room of a file is its folder, at any depth; empty for files in src/ itself.
 * A folder `rules` belongs to the room above it, because it is part of an edition.
 */
const roomOf = (path: string): string => folderOf(path).replace(/\/rules$/, '')

/**
 * Matches the files that make a room a noun: it answers requests or stores rows. All other rooms are shared layers, and
 * every room above may import all their files.
 */
const ofNoun = /(^|[/-])routes\.ts$|\/(page|queries|commands)\.ts$/

/** Matches the doors: those files of a noun that other rooms may import (its read model, forms and commands). */
const door = /\/(model|commands|form[^/]*)\.ts$/

/** The two files that may import every room. */
const mounting = ['routes.ts', 'jobs.ts']

const isBelow = (room: string, other: string): boolean => room === other || room.startsWith(`${other}/`)

const specifiersOf = (source: string): string[] =>
  [...source.matchAll(/(?<!')\b(?:from|import)\s*\(?\s*'([^'\n]+)'/g)].map(([, specifier]) => specifier ?? '')

/** The names of the packages that a source file imports. */
export const packagesOf = (source: string): string[] =>
  specifiersOf(source).filter((specifier) => !specifier.startsWith('.'))

/** The paths in src/ that a source file imports, without packages and generated code. */
export function importsOf(path: string, source: string): string[] {
  return specifiersOf(source)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => new URL(specifier, `file:///src/${path}`).pathname)
    .filter((target) => target.startsWith('/src/') && !target.startsWith('/src/generated/'))
    .map((target) => target.slice('/src/'.length))
}

/**
 * All breaches, sorted. There are two rules:
 * - Other rooms import only a noun's model.ts, form*.ts and commands.ts.
 * - A file does not import the rooms in its own folder, and no rooms at any depth form an import cycle.
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

/** The nearest common folder of two rooms, and the folder of each in it. Null if one room contains the other. */
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
    return inCycle.length === 0 ? [] : [`a cycle in ${parent === '' ? 'src' : `src/${parent}`}: ${inCycle.join(', ')}`]
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
