/** What a sheet is for. */
export const uses = ['planner', 'seats', 'supply'] as const
export type Use = (typeof uses)[number]

/** A class's sheet; without one, that of the pupils whom a member of staff supports one by one. */
export const sheetPath = (classId: string | null): string =>
  classId === null ? '/my-classes/sheet' : `/class-sheets/${classId}`

const useWords: Readonly<Record<Use, string>> = {
  planner: 'Class sheet',
  seats: 'Seating cards',
  supply: 'Sheet for supply staff',
}

/** The sheets that can be made of a class. */
export const papersOf = (classId: string | null): { text: string; href: string }[] =>
  uses.map((use) => ({ text: useWords[use], href: `${sheetPath(classId)}?for=${use}` }))
