/** What a class sheet is printed for: the teacher's planner, the seating plan, or a supply teacher. */
export const sheetUses = ['planner', 'seats', 'supply'] as const
export type SheetUse = (typeof sheetUses)[number]

/** The URL path of the sheet of a class. For null: of the sheet of the pupils whom one supports one to one. */
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
