import { checklistRow } from '../findings/checklist.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../findings/register-pupils.ts'
import { writeCsv } from '../ui/formats/csv.ts'
import type { WorkbookSheet } from '../ui/formats/xlsx.ts'
import { figureNames, figuresByRule, figureWords, isOpen } from './rule-figures.ts'

/** The report's figures as a sheet, one row for each step. */
export const figuresSheet = (pupils: readonly RegisterPupilWithFindings[]): WorkbookSheet => ({
  name: 'Steps of the Code',
  headings: [
    'Paragraph',
    'Level',
    'Step',
    ...figureNames.map((name) => (name === 'late' ? 'Done late' : figureWords[name])),
  ],
  rows: figuresByRule(pupils).map(({ rule, figures }) => [
    rule.paragraph,
    rule.level,
    rule.title,
    ...figureNames.map((name) => figures[name]),
  ]),
})

/** A sheet of every step that is missing or not in line with the Code, one row each, sorted by pupil. */
export const pupilsSheet = (pupils: readonly RegisterPupilWithFindings[]): WorkbookSheet => ({
  name: 'Pupils',
  headings: ['Pupil', 'UPN', 'Year', 'Class', 'Paragraph', 'Level', 'Step', 'Status', 'Due', 'Reason given'],
  rows: pupils.flatMap((pupil) =>
    pupil.pupilFindings.findings.filter(isOpen).map((finding) => {
      const row = checklistRow(finding, pupil.context)
      return [
        nameOf(pupil),
        pupil.upn,
        pupil.yearGroup,
        classOf(pupil),
        row.paragraph,
        row.level,
        row.title,
        row.word,
        row.dueOn,
        row.reason,
      ]
    }),
  ),
})

export const asCsv = ({ headings, rows }: WorkbookSheet): string => writeCsv(headings, rows)
