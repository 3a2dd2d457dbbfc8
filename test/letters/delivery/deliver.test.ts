import { execFileSync } from 'node:child_process'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { jobHandlers } from '../../../src/jobs.ts'
import { queueJob } from '../../../src/platform/jobs/jobs.ts'
import { runDueJobs } from '../../../src/platform/jobs/runner.ts'
import { type Mail, openMail } from '../../../src/platform/mail/mail.ts'
import { openPdf } from '../../../src/platform/pdf/pdf.ts'
import { schoolWithMail } from './post.ts'

/*
 * Letters by e-mail to a real mail server that accepts, refuses or does not answer. The tests do not wait for a retry:
 * they move its time in the queue's table.
 */

const {
  admin,
  aLetter,
  db,
  deliveryOf,
  from,
  jobsLeft,
  jobsUrl,
  log,
  mail,
  noticesOf,
  now,
  ours,
  passTheWait,
  post,
  pupilId,
  runJobs,
  schoolId,
  senco,
} = await schoolWithMail()

describe('a letter that the mail server accepts', () => {
  test('an e-mailed letter has the school as sender and no child’s name in its subject line', async () => {
    await ours.inSchool((tx) =>
      tx.school.update({
        where: { id: schoolId },
        data: { email: 'office@ashgrove.example', phone: '020 7946 0000' },
        select: { id: true },
      }),
    )
    const { id } = await aLetter('khan@family.example')
    await runJobs()
    const [letter, ...more] = post.taken
    expect(more).toEqual([])
    expect(letter?.subject).toBe('A letter from Ashgrove Academy')
    expect(letter?.messageId).toBe(`<${id}@register.example>`)
    expect(letter?.from?.value).toEqual([{ address: 'sen@register.example', name: 'Ashgrove Academy' }])
    expect(letter?.replyTo?.value[0]?.address).toBe('office@ashgrove.example')
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(letter?.html).toBe(false)
    expect(letter?.text?.trim()).toBe(
      [
        '24 November 2026',
        'Dear Mrs Khan',
        'How we will support Amir',
        'Amir has settled in well.',
        'Yours sincerely',
        'Mrs Patel, SENCO\nAshgrove Academy',
        'You can reach us at office@ashgrove.example or 020 7946 0000.',
      ].join('\n\n'),
    )
    expect(await deliveryOf(id)).toMatchObject({
      status: 'accepted',
      acceptedAt: now,
      lastTriedAt: now,
      sentOn: new Date('2026-11-24'),
      messageId: `<${id}@register.example>`,
      tries: 1,
      problem: null,
      version: 2,
    })
    expect(await jobsLeft()).toEqual([])
  })

  test('once the mail server accepts it, a formal letter counts as telling the parents, other letters do not', async () => {
    const notice = await aLetter('khan@family.example', 'formalNotice')
    const invitation = await aLetter('khan@family.example')
    expect(await noticesOf(notice.letterId)).toEqual([])
    await runJobs()
    expect(await noticesOf(notice.letterId)).toMatchObject([
      { pupilId, sentOn: new Date('2026-11-24'), addressee: 'parent', method: 'e-mail' },
    ])
    expect(await noticesOf(invitation.letterId)).toEqual([])
    const events = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId, subject: 'LetterDelivery', rowId: notice.id, action: 'update' } }),
    )
    expect(events.at(-1)).toMatchObject({ actorId: senco, requestId: `deliverLetter ${notice.id}` })
  })

  test('an e-mailed discussion note counts as given only if its addressee has parental responsibility', async () => {
    const contact = { schoolId, pupilId, relationship: 'Neighbour' }
    const meetingId = uuidv7()
    const contacts = [
      { ...contact, id: uuidv7(), name: 'Ann Bell', parentalResponsibility: false },
      { ...contact, id: uuidv7(), name: 'Mrs Khan', parentalResponsibility: true },
    ]
    await ours.inSchool(async (tx) => {
      await tx.contact.createMany({ data: contacts })
      const meeting = { kind: 'earlyDiscussion' as const, heldOn: new Date('2026-11-20') }
      await tx.meeting.createMany({
        data: [{ schoolId, id: meetingId, pupilId, ...meeting, parentTookPart: true, pupilTookPart: true }],
      })
    })
    const givenOn = async () =>
      (await ours.inSchool((tx) => tx.meeting.findFirstOrThrow({ where: { schoolId, id: meetingId } })))
        .noteGivenToParentsOn
    const given: unknown[] = []
    for (const { id: contactId } of contacts) {
      await aLetter('somebody@family.example', 'discussionNote', { contactId, aboutId: meetingId })
      await runJobs()
      given.push(await givenOn())
    }
    expect(post.taken).toHaveLength(2)
    expect(given).toEqual([null, new Date('2026-11-24')])
  })

  test('an e-mailed letter has its PDF attached, and is sent without it if Chromium does not start', async () => {
    const pdf = openPdf(findChromium() ?? '', log)
    for (const maker of [pdf, openPdf('/bin/false', log)]) {
      await aLetter('khan@family.example')
      const by = jobHandlers({ db, mail, pdf: maker, clock: () => now, address: 'http://localhost', log })
      await runDueJobs({ url: jobsUrl, works: by, log })
    }
    await pdf.close()
    const [enclosed, without] = post.taken
    expect(enclosed?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['letter.pdf', 'application/pdf'],
    ])
    const text = execFileSync('pdftotext', ['-', '-'], { input: enclosed?.attachments[0]?.content, encoding: 'utf8' })
    expect(text).toContain('Amir has settled in well.')
    expect(text).toContain('Page 1 of 1')
    expect(without?.attachments).toEqual([])
    expect(without?.text?.trim()).toBe(enclosed?.text?.trim())
  })

  test('a letter that is queued for e-mail several times is sent once', async () => {
    const { id } = await aLetter('khan@family.example')
    await ours.inSchool((tx) => queueJob(tx, 'deliverLetter', { schoolId, id }))
    expect(await jobsLeft()).toHaveLength(1)
    await runJobs()
    await ours.inSchool((tx) => queueJob(tx, 'deliverLetter', { schoolId, id }))
    await runJobs()
    expect(post.taken).toHaveLength(1)
  })

  test('a letter that is queued again while it is being sent is sent once', async () => {
    const { id } = await aLetter('khan@family.example')
    let again = Promise.resolve()
    const slow: Mail = {
      ...mail,
      async send(message, signal) {
        again = (async () => {
          await ours.inSchool((tx) => queueJob(tx, 'deliverLetter', { schoolId, id }))
          await runJobs()
        })()
        await again
        return mail.send(message, signal)
      },
    }
    await runJobs(slow)
    await passTheWait()
    await runJobs()
    expect(post.taken).toHaveLength(1)
    expect(await deliveryOf(id)).toMatchObject({ status: 'accepted', tries: 1 })
  })
})

describe('a letter that the mail server refuses', () => {
  test('a letter that the mail server refuses for good is shown as failed and is not retried', async () => {
    post.refuse(() => ({ code: 550, words: 'No such user here' }))
    const { id, letterId } = await aLetter('nobody@family.example', 'formalNotice')
    await runJobs()
    const delivery = await deliveryOf(id)
    expect(delivery).toMatchObject({ status: 'failed', tries: 1, sentOn: null, acceptedAt: null })
    expect(delivery.problem).toContain('550 No such user here')
    expect(await noticesOf(letterId)).toEqual([])
    expect(await jobsLeft()).toEqual([])
  })

  test('a letter that the mail server refuses for now is retried with the same Message-ID until accepted', async () => {
    post.refuse(() => ({ code: 451, words: 'Greylisted, come back later' }))
    const { id } = await aLetter('khan@family.example')
    await runJobs()
    expect(await deliveryOf(id)).toMatchObject({ status: 'queued', tries: 1, sentOn: null })
    expect((await deliveryOf(id)).problem).toContain('451 Greylisted')
    await runJobs()
    expect((await deliveryOf(id)).tries).toBe(1)

    post.refuse(null)
    const { messageId } = await deliveryOf(id)
    await passTheWait()
    await runJobs()
    expect(await deliveryOf(id)).toMatchObject({ status: 'accepted', tries: 2, problem: null, messageId })
    expect(post.taken.map((letter) => letter.messageId)).toEqual([messageId])
  })

  test('a letter that the mail server refuses for now for more than two days fails at the last try', async () => {
    post.refuse(() => ({ code: 451, words: 'Come back later' }))
    const { id } = await aLetter('khan@family.example')
    const { rows } = await admin.query(`select sum(exp(least(10, n))) / 86400 as days, max(max_attempts) as tries
      from graphile_worker._private_jobs, generate_series(1, max_attempts - 1) as n`)
    expect(Number(rows[0]?.days)).toBeGreaterThan(2.5)
    await admin.query('update graphile_worker._private_jobs set attempts = max_attempts - 1')
    await runJobs()
    expect(await deliveryOf(id)).toMatchObject({ status: 'failed' })
    expect(await jobsLeft()).toEqual([])
  })

  test('a letter whose PDF throws an error each time fails at the last try', async () => {
    const { id } = await aLetter('khan@family.example')
    const pdf = { of: () => Promise.reject(new Error('breaks')), close: async () => {} }
    const by = jobHandlers({ db, mail, pdf, clock: () => now, address: 'http://localhost', log })
    await runDueJobs({ url: jobsUrl, works: by, log })
    expect(await deliveryOf(id)).toMatchObject({ status: 'queued', tries: 0 })
    await passTheWait()
    await admin.query('update graphile_worker._private_jobs set attempts = max_attempts - 1')
    await runDueJobs({ url: jobsUrl, works: by, log })
    expect(await deliveryOf(id)).toMatchObject({ status: 'failed', problem: 'The register could not make this e-mail' })
    expect(await jobsLeft()).toEqual([])
  })

  test('a letter to an invalid e-mail address fails at once', async () => {
    const { id } = await aLetter('not an address')
    await runJobs()
    expect(await deliveryOf(id)).toMatchObject({ status: 'failed', tries: 1 })
  })

  test('a letter to be e-mailed stays queued, and says why, while no mail server is set', async () => {
    const { id } = await aLetter('khan@family.example')
    await runJobs(null)
    const delivery = await deliveryOf(id)
    expect(delivery).toMatchObject({ status: 'queued', messageId: null })
    expect(delivery.problem).toContain('SMTP_URL')
  })
})

test('a letter is never sent unencrypted to a mail server on another machine', async () => {
  const { port } = new URL(post.url)
  // The same server, at an address that does not look like this machine. The server does not offer STARTTLS.
  const elsewhere = openMail({ smtpUrl: `smtp://[::ffff:127.0.0.1]:${port}`, from })
  const { id } = await aLetter('khan@family.example')
  await runJobs(elsewhere)
  elsewhere.close()
  expect(post.taken).toEqual([])
  const delivery = await deliveryOf(id)
  expect(delivery.status).toBe('queued')
  expect(delivery.problem).toContain('STARTTLS')
})

test.each([
  [
    'its review was cancelled',
    { on: '2026-12-08', cancelledOn: '2026-11-24' },
    'The review was cancelled before it was sent',
  ],
  [
    'the day of its review was over',
    { on: '2026-11-23', cancelledOn: null },
    'The day of the review was over before it was sent',
  ],
])('an invitation that was still queued when %s is not sent', async (_, { on, cancelledOn }, problem) => {
  const [planId, aboutId] = [uuidv7(), uuidv7()]
  await ours.inSchool(async (tx) => {
    await tx.plan.createMany({ data: [{ schoolId, pupilId, id: planId, agreedOn: new Date('2026-09-17') }] })
    await tx.plannedReview.createMany({
      data: [
        {
          schoolId,
          pupilId,
          id: aboutId,
          planId,
          on: new Date(on),
          at: '09:00',
          cancelledOn: cancelledOn === null ? null : new Date(cancelledOn),
        },
      ],
    })
  })
  const { id } = await aLetter('khan@family.example', 'invitation', { contactId: uuidv7(), aboutId })
  await runJobs()
  expect(post.taken).toEqual([])
  expect(await deliveryOf(id)).toMatchObject({ status: 'failed', problem, tries: 0 })
  expect(await jobsLeft()).toEqual([])
})

test('when the mail server stops in the middle of 50 letters and starts again, each arrives once', async () => {
  const letters: Awaited<ReturnType<typeof aLetter>>[] = []
  for (let n = 1; n <= 50; n += 1) letters.push(await aLetter(`family${n}@family.example`, 'formalNotice'))
  let shutting = Promise.resolve()
  post.after(20, () => {
    shutting = post.shut()
  })
  await runJobs()
  await shutting
  const before = post.taken.length
  expect(before).toBeGreaterThanOrEqual(20)
  expect(before).toBeLessThan(50)
  const waiting = await ours.inSchool((tx) =>
    tx.letterDelivery.findMany({ where: { schoolId, id: { in: letters.map(({ id }) => id) }, status: 'queued' } }),
  )
  expect(waiting.length).toBe(50 - before)
  expect(waiting.every(({ problem, sentOn }) => problem !== null && sentOn === null)).toBe(true)

  // The server is away for ten minutes: the queue retries after 2.7, 7.4, 20, 55, 148 and 403 seconds.
  for (let tries = 0; tries < 5; tries += 1) {
    await passTheWait()
    await runJobs()
  }
  expect(post.taken).toHaveLength(before)
  await post.open()
  await passTheWait()
  await runJobs()

  const sent = post.taken.map(({ messageId }) => messageId)
  expect(sent.toSorted()).toEqual(letters.map(({ id }) => `<${id}@register.example>`).toSorted())
  const rows = await ours.inSchool((tx) =>
    tx.letterDelivery.findMany({ where: { schoolId, id: { in: letters.map(({ id }) => id) } } }),
  )
  expect(rows.every(({ status, problem }) => status === 'accepted' && problem === null)).toBe(true)
  const told = await ours.inSchool((tx) =>
    tx.notice.count({ where: { schoolId, letterId: { in: letters.map(({ letterId }) => letterId) } } }),
  )
  expect(told).toBe(50)
  expect(await jobsLeft()).toEqual([])
})
