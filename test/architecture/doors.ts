import { specifiersOf } from '../support/source-files.ts'

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

/** The floors, from the ground up. Each may import only floors before it. All other folders hold rooms. */
const floors = ['days', 'code-of-practice', 'platform', 'ui', 'access', 'http', 'findings']

/** The place of a room's floor in `floors`; -1 for a room above all floors. */
const floorOf = (room: string): number => floors.indexOf(room.split('/')[0] ?? '')

/** Matches files of a noun. A folder that holds rooms is a noun itself only if it has one; else its files are shared. */
const ofNoun = /(^|[/-])routes\.ts$|\/(page|queries|commands)\.ts$/

/** Matches the doors: those files of a noun that other rooms may import (its read model, forms and commands). */
const door = /\/(model|commands|form[^/]*)\.ts$/

/** The files in src/ that mount the routes and jobs of all rooms. */
const mounting = ['routes.ts', 'jobs.ts', 'app.ts']

const isBelow = (room: string, other: string): boolean => room === other || room.startsWith(`${other}/`)

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

/** The rooms that other rooms reach only by their doors. */
function nounsOf(files: readonly SourceFile[]): ReadonlySet<string> {
  const rooms = [...new Set(files.map(({ path }) => roomOf(path)))].filter((room) => room !== '' && floorOf(room) < 0)
  const withNounFile = new Set(files.filter(({ path }) => ofNoun.test(path)).map(({ path }) => roomOf(path)))
  const holdsRooms = (room: string): boolean => rooms.some((other) => other !== room && isBelow(other, room))
  return new Set(rooms.filter((room) => withNounFile.has(room) || !holdsRooms(room)))
}

/** Why a file may not import another; null if it may. */
function whyNot(path: string, target: string, nouns: ReadonlySet<string>): string | null {
  const [from, to] = [roomOf(path), roomOf(target)]
  if (from === to || mounting.includes(path)) return null
  if (to === '') return from === 'bin' ? null : 'a file of src/ itself'
  if (from !== '' && floorOf(from) >= 0) {
    return floorOf(to) >= 0 && floorOf(to) <= floorOf(from) ? null : 'a floor imports what is above it'
  }
  if (from !== '' && isBelow(to, from)) return 'a shared file imports a room beside it'
  return isBelow(from, to) || !nouns.has(to) || door.test(target) ? null : 'not a door'
}

/**
 * All breaches, sorted. These are the rules:
 * - A floor imports only floors before it.
 * - Other rooms import only a noun's model.ts, form*.ts and commands.ts.
 * - A file does not import the rooms in its own folder, and no rooms at any depth form an import cycle.
 * - Only src/bin imports files of src/ itself.
 */
export function breachesOf(files: readonly SourceFile[]): Breach[] {
  const nouns = nounsOf(files)
  const past = files.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const why = whyNot(path, target, nouns)
      return why === null ? [] : [`${path} -> ${target} (${why})`]
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
