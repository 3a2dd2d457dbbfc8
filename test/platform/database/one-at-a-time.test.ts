import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'

const { school } = await testApp()

test('fetching a row with several relations does not send concurrent statements on one connection', async () => {
  const warnings: string[] = []
  const hear = ({ message }: Error) => warnings.push(message)
  process.on('warning', hear)
  const ours = await school()
  const { schoolId } = ours
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const found = await ours.inSchool((tx) =>
    tx.pupil.findFirst({
      where: { schoolId, id: pupilId },
      select: { needs: true, contacts: true, staff: true, concerns: true },
    }),
  )
  expect(found).toMatchObject({ needs: [], contacts: [], staff: [{ staffId: ours.staffIds.teacher }], concerns: [] })
  // Node emits warnings only after the current work.
  await new Promise(setImmediate)
  process.off('warning', hear)
  expect(warnings).toEqual([])
})

test('a failing statement fails its transaction, and the next transaction works', async () => {
  const ours = await school()
  await expect(
    ours.inSchool((tx) =>
      Promise.all([tx.$queryRaw`select 1 / 0`, tx.pupil.count({ where: { schoolId: ours.schoolId } })]),
    ),
  ).rejects.toThrow()
  expect(await ours.inSchool((tx) => tx.pupil.count({ where: { schoolId: ours.schoolId } }))).toBe(0)
})
