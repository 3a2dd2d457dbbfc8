/** The purposes of a sheet. */
export const sheetUses = ['planner', 'seats', 'supply'] as const
export type SheetUse = (typeof sheetUses)[number]

/** The path of a class's sheet; for null, of the sheet of pupils supported one to one. */
export const classSheetPath = (classId: string | null): string =>
  classId === null ? '/my-classes/sheet' : `/class-sheets/${classId}`

const useWords: Readonly<Record<SheetUse, string>> = {
  planner: 'Class sheet',
  seats: 'Seating cards',
  supply: 'Sheet for supply staff',
}

/** Links to the sheets of a class. */
export const classSheetLinks = (classId: string | null): { text: string; href: string }[] =>
  sheetUses.map((use) => ({ text: useWords[use], href: `${classSheetPath(classId)}?for=${use}` }))
