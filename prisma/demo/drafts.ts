import { toDate } from '../../src/platform/database/days.ts'
import { dayFields, formValues } from '../../src/ui/forms/form-values.ts'
import type { SchoolBuild } from './add-pupil.ts'

/** Adds an unfinished draft: the SENCO began to record an evening's talk with Kayden's mother and was interrupted. */
export const addDrafts = ({ rows, days, schoolId, staffIds, mint }: SchoolBuild): void => {
  const pupil = rows.pupil.find(({ legalSurname }) => legalSurname === 'Mills-Brewer')
  if (pupil === undefined) throw new Error('The pupil of the half-written meeting is not in the demo.')
  const on = days.ago(1)
  const typedAt = new Date(toDate(on).getTime() + 17.6 * 60 * 60 * 1000)
  const values = formValues({
    id: mint(),
    kind: 'earlyDiscussion',
    ...dayFields('heldOn', on),
    whoTookPart: 'Miss Tanya Brewer, Mr David Okonkwo, Mrs Helen Marsh',
    parentTookPart: 'yes',
    strengthsAndDifficulties:
      'Miss Brewer says he cooks tea for his little sister and never needs telling. At school the corridor after break is worst: he',
    parentInWhoseWords: 'Miss Brewer',
    parentWords: 'He’s not naughty, he’s full up. If someone just let him sit ten minutes.',
  })
  rows.draft.push({
    schoolId,
    id: mint(),
    staffId: staffIds.marsh,
    form: `/pupils/${pupil.id}/meetings/new`,
    pupilId: pupil.id,
    values: { ...values },
    seenAt: typedAt,
    typedAt,
    version: 1,
  })
}
