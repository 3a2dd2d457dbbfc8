/** The purposes of a sheet. */
export const uses = ['planner', 'seats', 'supply'] as const
export type Use = (typeof uses)[number]

/** The path of a class's sheet; for null, of the sheet of pupils supported one to one. */
export const sheetPath = (classId: string | null): string =>
  classId === null ? '/my-classes/sheet' : `/class-sheets/${classId}`

const useWords: Readonly<Record<Use, string>> = {
  planner: 'Class sheet',
  seats: 'Seating cards',
  supply: 'Sheet for supply staff',
}

/** Links to the sheets of a class. */
export const papersOf = (classId: string | null): { text: string; href: string }[] =>
  uses.map((use) => ({ text: useWords[use], href: `${sheetPath(classId)}?for=${use}` }))
