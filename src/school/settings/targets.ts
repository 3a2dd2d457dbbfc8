import { z } from 'zod'
import { DEFAULT_TARGETS, TARGET_LIMITS } from '../../code-of-practice/edition.ts'
import type { TargetName } from '../../code-of-practice/record.ts'
import { optionalWhole, version } from '../../ui/forms/fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { changeSchool } from '../commands.ts'
import { schoolToEdit } from '../queries.ts'
import { countInWords, targets } from '../target-words.ts'
import { topicRoutes } from '../topic.ts'

const whole = () => optionalWhole(TARGET_LIMITS.least, TARGET_LIMITS.most)

const targetsForm = z.object({
  version: version(),
  earlyDiscussion: whole(),
  noteToParents: whole(),
  decision: whole(),
  informParents: whole(),
  plan: whole(),
  briefStaff: whole(),
  answerParentConcern: whole(),
  teachingReviewMonths: whole(),
  assessmentReviewMonths: whole(),
  parentMeetingsPerYear: whole(),
} satisfies Record<TargetName | 'version', unknown>)

const labels = Object.fromEntries(targets.map(({ name, label }) => [name, label]))

/**
 * The settings page of the school's own targets, such as 15 school days for a step. Neither the law nor the Code sets a
 * number for these steps.
 */
export const targetsRoutes = topicRoutes({
  name: 'targets',
  title: 'Your school’s targets',
  labels,
  schema: () => targetsForm,
  standing: async ({ tx, user }) => {
    const school = await schoolToEdit(tx, user.schoolId)
    return formValues({
      version: school.version,
      ...Object.fromEntries(targets.map(({ name }) => [name, school[name]])),
    })
  },
  more: () => ({
    most: TARGET_LIMITS.most,
    targets: targets.map(({ name, label, unit, says }) => ({
      name,
      label,
      unit,
      hint: `${says} The register’s default: ${countInWords(name, DEFAULT_TARGETS[name])}.`,
    })),
  }),
  write: async ({ tx, user }, { version, ...wanted }) =>
    (await changeSchool(tx, user.schoolId, version, wanted)) ? 'written' : 'stale',
  saved: 'Your school’s targets have been saved',
})
