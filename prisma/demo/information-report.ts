import { toDate } from '../../src/platform/database/days.ts'
import { topics } from '../../src/publications/information-report/topics.ts'
import type { SchoolBuild } from './add-pupil.ts'

/** The school's texts by topic. Two topics are still empty. */
const texts: Readonly<Record<string, string>> = {
  kinds: `Ashgrove is a mainstream primary school. We provide for children with:

- communication and interaction needs, such as autism or speech and language difficulties
- cognition and learning needs, such as dyslexia or moderate learning difficulties
- social, emotional and mental health needs, such as anxiety or ADHD
- sensory or physical needs, such as a hearing loss or a difficulty with movement

We do not have a unit of our own. Children with these needs learn in their class, with help that is planned for them.`,
  identifying: `Every half-term teachers look at how each child is doing. They do not wait for that, though: a teacher, a parent or the child can say at any time that something is hard, and we write it down the same day.

The class teacher first tries what we make available to everybody. If that is not enough, we meet the parents and listen: what goes well, what is hard, what the child says. We decide together whether the child needs SEN Support, and parents have our decision in writing.`,
  senco: `Our SENCO is Mrs Helen Marsh. She is a qualified teacher and holds the national award for SEN coordination.

- Telephone: 0117 496 0100
- E-mail: office@ashgrove.example, for the attention of Mrs Marsh

She is in school from Monday to Thursday, and at the gate on Tuesday mornings.`,
  parents: `You know your child best. We meet the parents of each child with SEN Support at least three times a year, for as long as it takes: at the first meeting to agree on what we want to reach, then to look at what came of it.

After each meeting you have a note of what was agreed. If you need an interpreter, a later hour or a call instead, tell us.`,
  listening: `We ask children what helps them, what they find hard and what they want to get better at. Younger children draw it or show it with pictures; older ones come to their own review for as long as they like.

Their words stand in the plan as they said them. A child may also decline to say anything, and we write that down too.`,
  reviewing: `Each plan names a few outcomes: what the child will be able to do, by when, and how we will see it. The class teacher watches for it every week.

On the agreed day we review the plan with you and your child: what was reached, what helped, what comes next. Plans are reviewed once a term.`,
  moving: `New children visit us with their parents before they start, and we talk to their nursery. When a class changes teacher, the two teachers go through every plan together in June, and the child has a photo book of the new room for the holidays.

In Year 6 the SENCO of the secondary school comes to the summer review. Children who need it go on three visits instead of one, with somebody they know.`,
  teaching: `Good teaching in class comes first: clear steps, pictures beside words, time to think, and talk before writing. Teachers plan for the children in front of them, so that nobody waits for help to begin.

Everybody who teaches a child with a plan has read it, supply teachers too.`,
  adapting: `We change the task before we change the child's place. Worksheets are enlarged, texts are read aloud, instructions come one at a time, and answers may be spoken or recorded.

Every classroom has a visual timetable, a calm corner, and a box with ear defenders and writing slopes that anybody may use. What we make available in every class is on our website as our core offer.`,
  additional: `Some children have extra help for a time, alone or in a small group: phonics keep-up, precision teaching, talk groups, Lego therapy, handwriting and movement groups.

A teacher plans it, a trained assistant often gives it, and we stop or change it if it does not work.`,
  training: `All teachers and assistants were trained this year in how to help children who find talking and listening hard, and in calm ways through a meltdown. Two assistants have finished the course of the speech and language therapists.

When we need to know more we turn to the educational psychology service, NHS speech and language therapy, the sensory support service and the outreach team of Larkhill School.`,
  equipment: `We buy small things ourselves, from the budget for special educational needs: slopes, cushions, screens, reading pens. For large equipment, such as a hearing system or a standing frame, we ask the sensory support service or NHS occupational therapy, who assess the child with us.

The ground floor has no steps, and there is an accessible toilet with a changing bench beside the hall.`,
  together: `Every club, trip and sports day is for every child. We plan a trip with the parents of children who will need help on it, go and look first where we must, and take one more adult rather than leave a child at home.

Children with SEN Support are in the school council, the choir and all the teams.`,
  wellbeing: `Each child is greeted by name at the door. Whoever needs it has an adult to check in with, morning and afternoon, and may go to the calm corner without asking.

We look out for bullying of children with special educational needs in particular, because they may not tell. What children say is written down, followed up the same day, and parents hear from us. Twice a week the mental health support team is in school.`,
  otherBodies: `With your agreement we ask others for advice: the educational psychologist, speech and language and occupational therapists, the school nurse, the family support workers of the council, and the Severnside carers' charity.

We tell you what they said, and build it into the plan.`,
  complaints: `Please talk to your child's teacher first, or to Mrs Marsh. If that does not put it right, write to the headteacher, Mrs Diane Whitlock, at office@ashgrove.example: you have an answer within ten school days.

Our complaints procedure is on the website. You can also ask for the disagreement resolution service of the council, which is independent of us.`,
  supportServices: `Severnside SEND and You is the Information, Advice and Support Service for parents here. It is free, confidential and impartial, and can come to meetings with you.

- Telephone: 0117 496 0117
- E-mail: sendandyou@severnside.example`,
  localOffer: `What Severnside council, health services and charities offer to families is in the local offer: www.severnside.example/local-offer. Our school's entry is there too, and this report is linked from it.`,
  disabledPupils: `Disabled children are admitted by the same rules as all others. We meet the parents before the child starts, and agree on what has to be ready.

Nobody is treated less favourably because of a disability: we look at each policy for what it does to disabled children, and change lessons, rules and rooms where they stand in the way. Our accessibility plan, on the website, says what we will do next; this year it is blinds and better sound in the hall.`,
}

/** The earlier text of one topic, which has changed since the report was published. */
const before: Readonly<Record<string, string>> = {
  training: `All teachers and assistants have had training in autism and in dyslexia. When we need to know more we turn to the educational psychology service, NHS speech and language therapy and the sensory support service.`,
}

/** The topics of the first report, which was shorter. */
const firstTopics = ['kinds', 'identifying', 'senco', 'parents', 'reviewing', 'teaching', 'training', 'complaints']

const address = 'https://www.ashgrove.example/parents/sen-information-report'

/**
 * Adds the SEN information report, published ten and a half months ago and the year before, so that it will soon be due
 * again.
 */
export const addInformationReport = ({ rows, days, schoolId, mint }: SchoolBuild): void => {
  const written = topics.flatMap(({ name, heading }) => {
    const text = texts[name]
    return text === undefined ? [] : [{ topic: name, heading, text }]
  })
  const published = written.map((one) => ({ ...one, text: before[one.topic] ?? one.text }))
  const reports = [
    { on: days.ago(356), kept: published.filter(({ topic }) => firstTopics.includes(topic)) },
    { on: days.ago(166), kept: published },
  ]
  for (const { on, kept } of reports) {
    const createdAt = new Date(toDate(on).getTime() + 15 * 60 * 60 * 1000)
    rows.informationReport.push({ schoolId, id: mint(), publishedOn: toDate(on), address, texts: kept, createdAt })
  }
  for (const { topic, text } of written) {
    rows.informationText.push({ schoolId, id: mint(), topic, text, version: topic in before ? 2 : 1 })
  }
}
