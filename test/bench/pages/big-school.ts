import pg from 'pg'

/*
 * A school of 1,500 pupils, 300 of them on the register with three years of history: each has a concern, a discussion,
 * a decision, a letter and nine cycles of plan and review. It is written by SQL as superuser with triggers off, because
 * only the rows matter here. Further schools are copies of the first.
 */

export const firstSchool = '00000000-0000-7000-8000-000000000001'
export const onRegister = 300
const pupils = 1500
const cycles = 9

/** The SQL for the id of the n-th row of a kind for a pupil; the same on every run. */
const id = (what: string, ...parts: string[]) =>
  `md5('${what}' || ${parts.map((part) => `${part}::text`).join(` || '-' || `)})::uuid`

const day = (offset: string) => `(current_date - (${offset})::int)`
/** The day on which cycle c of pupil p began: the first three years ago, the last within the last four months. */
const agreed = day(`1080 - c * 120 - p % 20`)

const words = (about: string) =>
  `'${about} ' || p || ': works best with short steps, a picture beside the words and time to answer.'`

const S = `'${firstSchool}'::uuid`
const each = `from generate_series(1, ${onRegister}) p`
const eachCycle = `${each}, generate_series(1, ${cycles}) c`

const statements = [
  `insert into "School" (id, name, urn, "coreOfferPublishedOn") values (${S}, 'Bench School 1', '800001', current_date - 300)`,
  `insert into "SchoolDirectory" ("schoolId", urn, name) values (${S}, '800001', 'Bench School 1')`,
  `insert into "TeachingReview" ("schoolId", id, "heldOn") select ${S}, ${id('review', 'n')}, current_date - n * 200 from generate_series(1, 5) n`,
  `insert into "SpecialistService" ("schoolId", id, service, "referralRoute") values (${S}, ${id('service', "'1'")}, 'Speech and language therapy', 'County form')`,
  `insert into "Term" ("schoolId", id, "from", "to") select ${S}, ${id('term', 'n')}, current_date - n * 60, current_date - n * 60 + 48 from generate_series(-2, 20) n`,
  `insert into "StaffMember" ("schoolId", id, role, name, "startedOn")
   select ${S}, ${id('staff', 'n')}, 'teacher', 'Teacher ' || n, current_date - 2000 from generate_series(1, 80) n`,
  `insert into "Class" ("schoolId", id, name) select ${S}, ${id('class', 'n')}, (n % 7 + 7) || chr(65 + n / 7) from generate_series(0, 49) n`,
  `insert into "ClassStaff" ("schoolId", id, "classId", "staffId", "from")
   select ${S}, ${id('teaches', 'n', 's')}, ${id('class', 'n')}, ${id('staff', '((n + s * 17) % 80 + 1)')}, current_date - 400
   from generate_series(0, 49) n, generate_series(1, 2) s`,
  `insert into "Pupil" ("schoolId", id, upn, "legalSurname", "legalForename", "dateOfBirth", "yearGroup", "registrationGroup", "misSenStatus", "enteredOn")
   select ${S}, ${id('pupil', 'p')}, 'U' || lpad(p::text, 12, '0'), (array['Khan','Okafor','Smith-Jones','O''Neill','Nguyen','Patel','Brown'])[p % 7 + 1] || ' ' || p,
     (array['Amir','Chidera','Beatrice','Seren','Linh','Priya','Jo'])[p % 7 + 1], current_date - 4000 - p, (p % 7 + 7)::text,
     (p % 7 + 7) || chr(65 + p % 6), (case when p <= ${onRegister} then 'K' else 'N' end)::"SenStatus", current_date - 1200
   from generate_series(1, ${pupils}) p`,
  `insert into "PupilNeed" ("schoolId", id, "pupilId", rank, type) select ${S}, ${id('need', 'p')}, ${id('pupil', 'p')}, 1, (array['SLCN','SEMH','ASD','MLD'])[p % 4 + 1]::"NeedType" ${each}`,
  `insert into "ClassMember" ("schoolId", id, "classId", "pupilId", "from")
   select ${S}, ${id('member', 'p')}, ${id('class', '(p % 50)')}, ${id('pupil', 'p')}, current_date - 80 from generate_series(1, ${pupils}) p`,
  `insert into "Concern" ("schoolId", id, "pupilId", "raisedOn", "raisedBy", areas, seen, "universalStrategies", "answeredOn")
   select ${S}, ${id('concern', 'p', 'n')}, ${id('pupil', 'p')}, ${day('1120 - n * 300')}, (array['staff','parent'])[n % 2 + 1]::"RaisedBy", '{communication}', ${words('Concern')}, ${words('Tried')},
     case when (p + n) % 5 > 0 then ${day('1112 - n * 300')} end ${each}, generate_series(1, 3) n`,
  `insert into "Meeting" ("schoolId", id, "pupilId", kind, "heldOn", "parentTookPart", "pupilTookPart", "strengthsAndDifficulties", "nextSteps", "noteFiledOn", "noteGivenToParentsOn", "iassExplainedOn")
   select ${S}, ${id('meeting', 'p', 'n')}, ${id('pupil', 'p')}, (case when n = 1 then 'earlyDiscussion' when n % 2 = 0 then 'planning' else 'review' end)::"MeetingKind",
     ${day('1110 - n * 110')}, true, p % 6 > 0, ${words('Strengths')}, ${words('Next')}, ${day('1108 - n * 110')}, case when p % 7 > 0 then ${day('1105 - n * 110')} end, ${day('1110 - n * 110')}
   ${each}, generate_series(1, 9) n`,
  `insert into "Outcome" ("schoolId", id, "pupilId", "meetingId", position, outcome)
   select ${S}, ${id('wish', 'p', 'n')}, ${id('pupil', 'p')}, ${id('meeting', 'p', '1')}, n, ${words('Wish')} ${each}, generate_series(1, 2) n`,
  `insert into "View" ("schoolId", id, "pupilId", "meetingId", speaker, "inWhoseWords", words)
   select ${S}, ${id('view', 'p', 'n')}, ${id('pupil', 'p')}, ${id('meeting', 'p', 'n')}, 'parent', 'Mother', ${words('View')} ${each}, generate_series(1, 9) n`,
  `insert into "Decision" ("schoolId", id, "pupilId", "decidedOn", decision, teacher, senco, evidence, "explainedToParentsOn", "recordedOn", "reviewOn", "roleOfParent", "roleOfPupil", "roleOfStaff")
   select ${S}, ${id('decision', 'p')}, ${id('pupil', 'p')}, ${day('990')}, 'senSupport', 'Teacher', 'SENCO', ${words('Evidence')}, ${day('989')}, ${day('988')}, ${day('880')}, 'Reads at home', 'Chooses', 'Runs the group' ${each}`,
  `insert into "Letter" ("schoolId", id, "pupilId", addressee, "sentTo", subject, body, "signedBy")
   select ${S}, ${id('letter', 'p')}, ${id('pupil', 'p')}, 'parent', 'Parents', 'SEN Support', ${words('Letter')}, 'SENCO' ${each}`,
  `insert into "Notice" ("schoolId", id, "pupilId", "letterId", "sentOn", addressee, method)
   select ${S}, ${id('notice', 'p')}, ${id('pupil', 'p')}, ${id('letter', 'p')}, ${day('986')}, 'parent', 'letter' ${each} where p % 10 > 0`,
  `insert into "Plan" ("schoolId", id, "pupilId", "agreedOn", teacher, senco, "parentConsultedOn", "pupilConsultedOn", "needsInALine", "expectedImpact", "reviewOn", "startedOn", "recordedOnInformationSystemOn")
   select ${S}, ${id('plan', 'p', 'c')}, ${id('pupil', 'p')}, ${agreed}, 'Teacher', 'SENCO', ${agreed}, ${agreed}, ${words('Needs')}, ${words('Impact')}, ${agreed} + 110, ${agreed} + 1, ${agreed} + 2 ${eachCycle}`,
  `insert into "Assessment" ("schoolId", id, "pupilId", "planId", "assessedOn", teacher, senco, "teacherAssessment", "progressAndAttainment", comparison)
   select ${S}, ${id('assessment', 'p', 'c')}, ${id('pupil', 'p')}, ${id('plan', 'p', 'c')}, ${agreed} - 3, 'Teacher', 'SENCO', ${words('Assessed')}, ${words('Progress')}, ${words('Peers')} ${eachCycle}`,
  `insert into "View" ("schoolId", id, "pupilId", "assessmentId", speaker, "inWhoseWords", words)
   select ${S}, ${id('assessed', 'p', 'c', 's')}, ${id('pupil', 'p')}, ${id('assessment', 'p', 'c')}, s::"Speaker", 'In their words', ${words('View')} ${eachCycle}, unnest(array['parent', 'pupil']) s`,
  `insert into "Outcome" ("schoolId", id, "pupilId", "planId", position, outcome, measure, "byOn")
   select ${S}, ${id('outcome', 'p', 'c', 'n')}, ${id('pupil', 'p')}, ${id('plan', 'p', 'c')}, n, ${words('Outcome')}, 'Weekly check', ${agreed} + 110 ${eachCycle}, generate_series(1, 3) n`,
  `insert into "Provision" ("schoolId", id, "pupilId", "planId", kind, position, what, "deliveredBy", "howOften")
   select ${S}, ${id('provision', 'p', 'c', 'n')}, ${id('pupil', 'p')}, ${id('plan', 'p', 'c')}, (array['adjustment','intervention','support','helps','helps','helps','avoid'])[n]::"ProvisionKind", n, ${words('Provision')}, 'TA', 'twice a week'
   ${eachCycle}, generate_series(1, 7) n`,
  `insert into "Review" ("schoolId", id, "pupilId", "planId", "heldOn", impact, decision)
   select ${S}, ${id('held', 'p', 'c')}, ${id('pupil', 'p')}, ${id('plan', 'p', 'c')}, ${agreed} + 108, ${words('Impact')}, 'continue' ${eachCycle} where c < ${cycles}`,
  `insert into "View" ("schoolId", id, "pupilId", "reviewId", speaker, "inWhoseWords", words)
   select ${S}, ${id('reviewed', 'p', 'c', 's')}, ${id('pupil', 'p')}, ${id('held', 'p', 'c')}, s::"Speaker", 'In their words', ${words('View')} ${eachCycle}, unnest(array['parent', 'pupil']) s where c < ${cycles}`,
  `insert into "Briefing" ("schoolId", id, "pupilId", "planId", "staffId", "sharedOn", "acknowledgedOn")
   select ${S}, ${id('briefing', 'p', 'c', 'n')}, ${id('pupil', 'p')}, ${id('plan', 'p', 'c')}, ${id('staff', '((p % 50 + n * 17) % 80 + 1)')}, ${agreed} + 1, case when (p + n) % 4 > 0 then ${agreed} + 3 end ${eachCycle}, generate_series(1, 2) n`,
  `insert into "Professional" ("schoolId", id, "pupilId", service, "agreementAnswer", "agreementOn", "agreementBy", "contactedOn")
   select ${S}, ${id('professional', 'p')}, ${id('pupil', 'p')}, 'Speech and language therapy', 'agreed', ${day('900')}, 'Mother', ${day('890')} ${each} where p % 3 = 0`,
  `insert into "RecordVersion" ("schoolId", "subjectId") select ${S}, ${id('pupil', 'p')} from generate_series(1, ${pupils}) p union all select ${S}, ${S}`,
]

/** Fills an empty, migrated database with one school or with copies of it, then updates PostgreSQL's statistics. */
export async function writeBigSchools(adminUrl: string, schools: number): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query('set session_replication_role = replica')
    const { rows } = await admin.query<{ count: string }>('select count(*) from "School"')
    const there = Number(rows[0]?.count)
    if (there === 0) for (const statement of statements) await admin.query(statement)
    for (let number = Math.max(there, 1) + 1; number <= schools; number += 1) await copySchool(admin, number)
    await admin.query('vacuum (analyze)')
  } finally {
    await admin.end()
  }
}

async function copySchool(admin: pg.Client, number: number): Promise<void> {
  const schoolId = firstSchool.slice(0, -4) + String(number).padStart(4, '0')
  await admin.query(
    `insert into "School" (id, name, urn, "coreOfferPublishedOn") select $1::uuid, 'Bench School ' || $2::text, (800000 + $2::int)::text, "coreOfferPublishedOn" from "School" where id = $3::uuid`,
    [schoolId, number, firstSchool],
  )
  const tables = await admin.query<{ name: string; columns: string }>(`
    select table_name as name, string_agg(quote_ident(column_name), ', ') filter (where column_name <> 'schoolId') as columns
    from information_schema.columns where table_schema = 'public' and table_name in (
      select table_name from information_schema.columns where table_schema = 'public' and column_name = 'schoolId')
      and table_name not in ('SchoolDirectory', 'UserSchool', 'AuditEvent', 'RecordVersion', 'StaffMember')
    group by table_name`)
  for (const { name, columns } of tables.rows) {
    await admin.query(
      `insert into "${name}" ("schoolId", ${columns}) select $1::uuid, ${columns} from "${name}" where "schoolId" = $2::uuid`,
      [schoolId, firstSchool],
    )
  }
  await admin.query(
    `insert into "StaffMember" ("schoolId", id, role, name, "startedOn") select $1::uuid, id, role, name, "startedOn" from "StaffMember" where "schoolId" = $2::uuid and "userId" is null`,
    [schoolId, firstSchool],
  )
  await admin.query(
    `insert into "RecordVersion" ("schoolId", "subjectId") select $1::uuid, case when "subjectId" = "schoolId" then $1::uuid else "subjectId" end from "RecordVersion" where "schoolId" = $2::uuid`,
    [schoolId, firstSchool],
  )
}
