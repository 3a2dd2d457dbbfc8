import { scopeOf } from '../../access/permissions.ts'
import type { FoundTask, TodayData } from './tasks.ts'

/**
 * Tasks for plans that have changed since some of the pupil's staff read them. These staff are asked to read only the
 * changes.
 */
export const plansChanged = ({ pupils, changed, staffNames, role }: TodayData): FoundTask[] =>
  pupils.flatMap((pupil) => {
    const read = changed.get(pupil.pupilId)
    if (read === undefined) return []
    const names = read.staffIds.map((staffId) => staffNames.get(staffId) ?? 'a member of staff').sort()
    const href = `/pupils/${pupil.pupilId}/plans/${read.planId}/briefing`
    const line: FoundTask = {
      pupil,
      kind: '6.49',
      isLate: false,
      what: `Plan changed since it was read by ${names.join(', ')}`,
      why: 'Only what changed is asked again',
      isLaw: false,
      status: 'upcoming',
      word: 'To be read again',
      wordHref: '',
      action: scopeOf(role, 'staff:brief') === null ? null : { text: 'See who knows it', href },
      on: '9999',
    }
    return [line]
  })
