import { describe, expect, test } from 'vitest'
import { dayTyped, errorsOf, mainText, testApp } from '../../support/app.ts'
import { findingsOf } from '../../support/findings.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { familyOf } from '../family.ts'

const { school } = await testApp(undefined, { canMail: true })
const aFamily = () => familyOf(school)

describe('letters that the register e-mails', () => {
  const byMail = { method: 'byRegister' }

  test('a letter to be e-mailed is queued once, and does not yet count as telling the parents', async () => {
    const { ours, senco, at, mother, letters, notices, pupilId } = await aFamily()
    const fields = { ...(await senco.formAt(at('notices/new'))), ...byMail, to: mother }
    const answers = await Promise.all([senco.post(at('notices/new'), fields), senco.post(at('notices/new'), fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const [letter, ...more] = await letters()
    expect(more).toEqual([])
    expect(letter?.deliveries).toMatchObject([
      {
        status: 'queued',
        address: 'samira@family.example',
        sentOn: null,
        messageId: null,
        sentBy: ours.staffIds.senco,
      },
    ])
    expect(await notices()).toEqual([])
    expect(await findingsOf(ours, pupilId, '6.43-parents-informed')).toMatchObject([{ status: 'upcoming' }])
    const shown = mainText((await senco.get(at(`letters/${letter?.id}`))).text)
    expect(shown).toContain('E-mail to samira@family.example: waiting to be sent, by SENCO Example')
  })

  test('a letter cannot be e-mailed to a contact without an e-mail address, nor dated another day than today', async () => {
    const { senco, at, mother, father, letters } = await aFamily()
    const answer = await senco.submit(at('notices/new'), { ...byMail, to: [mother, father] })
    expect(errorsOf(answer.text)[0]).toContain('Imran Khan has no e-mail address on record')
    const late = await senco.submit(at('notices/new'), { ...byMail, to: mother, ...dayTyped('sentOn', '2026-11-23') })
    expect(errorsOf(late.text)[0]).toContain('goes today')
    expect(await letters()).toEqual([])
  })

  test('an e-mailed letter that failed says why, and can be sent again once, by e-mail or on paper', async () => {
    const { ours, senco, at, mother, letters, notices, pupilId } = await aFamily()
    await senco.submit(at('notices/new'), { ...byMail, to: mother })
    const [letter] = await letters()
    await ours.inSchool((tx) =>
      tx.letterDelivery.updateMany({
        where: { schoolId: ours.schoolId },
        data: { status: 'failed', tries: 3, problem: 'no such mailbox', version: 2 },
      }),
    )
    const letterPath = at(`letters/${letter?.id}`)
    const shown = await senco.get(letterPath)
    expect(await htmlErrors(shown.text)).toEqual([])
    const words =
      'Not delivered to samira@family.example: no such mailbox. Print it, or correct the address and send it again'
    expect(mainText(shown.text)).toContain(words)
    expect(mainText((await senco.get(at('letters'))).text)).toContain(words)
    const again = await senco.get(`${letterPath}/again`)
    expect(await htmlErrors(again.text)).toEqual([])
    expect(errorsOf((await senco.submit(`${letterPath}/again`, {})).text)).toEqual(['Choose how it goes'])
    const wrong = await senco.submit(`${letterPath}/again`, { ...byMail, email: 'nobody' })
    expect(errorsOf(wrong.text)[0]).toContain('not an e-mail address')
    const fields = { ...(await senco.formAt(`${letterPath}/again`)), method: 'post' }
    await senco.post(`${letterPath}/again`, fields)
    await senco.post(`${letterPath}/again`, fields)
    expect((await letters())[0]?.deliveries).toHaveLength(2)
    expect(await notices()).toMatchObject([{ method: 'letter by post', letterId: letter?.id }])
    expect(await findingsOf(ours, pupilId, '6.43-parents-informed')).toMatchObject([{ status: 'met' }])
  })

  test('sending letters by e-mail is neither offered nor accepted without a mail server', async () => {
    const { school } = await testApp()
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const senco = await ours.as('senco')
    const path = `/pupils/${pupilId}/notices/new`
    expect(mainText((await senco.get(path)).text)).not.toContain('The register e-mails it')
    const answer = await senco.submit(path, { to: 'someoneElse', toName: 'Samira Khan', ...byMail })
    expect(errorsOf(answer.text)).toEqual(['Choose how it was sent'])
  })
})
